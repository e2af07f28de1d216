"""How deeply rules are broken: the closed form, its corners, and both shapes of the expected penalty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.mechanisms.compliance import Params, choose_violations, violation_intensity
from segsim.mechanisms.compliance.rules import reputation_of
from segsim.state.codes import Industry, Tier, Violation

# C = .5 * 1.75 * 12 + 4.5 = 15 months
COST = 15.0
PLAIN = replace(
    Params(), detection_premium=0.2, overtime_fine=0.75, claim_months=12.0, award_share=0.5, cost_of_exposure=4.5,
    form="complaints",
)  # fmt: skip


def intensity(detection_multiplier=1.0, reputation=0.0, belief=0.02, slope=0.2, params=PLAIN):
    return violation_intensity(params, Violation.PREMIUM, detection_multiplier, reputation, belief, slope)


def test_the_cost_of_being_caught_by_hand():
    assert PLAIN.cost_if_caught(Violation.PREMIUM) == pytest.approx(COST)
    # by default a tenth of six months and the fine, and 9.45; double pay counts in full, and 3.7: the law of 2008
    assert Params().cost_if_caught(Violation.PREMIUM) == pytest.approx(10.5)
    assert Params().cost_if_caught(Violation.CONTRACT) == pytest.approx(1.3 * 6.0 + 3.7)
    assert replace(Params(), contract_fine=1.0).cost_if_caught(Violation.CONTRACT) == pytest.approx(15.7)


def test_violation_intensity_by_hand():
    # x = .5 where .2 * 2 (.02 + .2 x) = .048 and d qc x = .04: kept 1 - exp(-.048) (1 - .04) of the cost
    kept = 1.0 - 0.96 * np.exp(-0.048)
    assert intensity(2.0, reputation=1.0 - COST * kept) == pytest.approx(0.5)
    caught = 1.0 - np.exp(-0.4 * 0.22)
    assert intensity(2.0, params=replace(PLAIN, form="convex")) == pytest.approx(1 / (2 * COST * caught))


@pytest.mark.parametrize("detection_multiplier", [0.2, 0.7, 1.5, 4.0, 15.0])
@pytest.mark.parametrize("slope", [0.05, 0.2, 0.5])
def test_violation_intensity_maximises_saving_less_expected_cost(detection_multiplier, slope):
    x = np.linspace(0.0, 1.0, 20_001)
    gain = x - COST * (1.0 - np.exp(-0.2 * detection_multiplier * (0.02 + slope * x))) * x
    assert intensity(detection_multiplier, slope=slope) == pytest.approx(x[gain.argmax()], abs=1e-4)


@pytest.mark.parametrize("detection_multiplier", [0.5, 2.0, 10.0, 17.0, 17.5, 30.0])
def test_without_complaints_only_the_corners_are_left(detection_multiplier):
    # Ashenfelter and Smith (1979): obey if and only if the chance to be caught times its cost is the saving.
    obeys = COST * (1.0 - np.exp(-0.2 * detection_multiplier * 0.02)) >= 1.0
    assert intensity(detection_multiplier, slope=1e-9) == (0.0 if obeys else 1.0)
    assert intensity(detection_multiplier, slope=0.0) == (0.0 if obeys else 1.0)


def test_violation_intensity_falls_in_everything_that_makes_violations_dearer():
    grid = np.linspace(0.05, 3.0, 50)
    for form in ("complaints", "convex"):
        params = replace(PLAIN, form=form)
        assert (np.diff(intensity(detection_multiplier=grid, params=params)) <= 0).all()
        assert (np.diff(intensity(belief=grid / 10, params=params)) <= 0).all()
        assert (np.diff(intensity(reputation=grid / 4, params=params)) <= 0).all()
        assert (np.diff(intensity(slope=grid, params=params)) <= 0).all()


@pytest.mark.parametrize("form", ["complaints", "convex"])
def test_steady_and_campaign_enforcement_at_one_mean_rate(form):
    # Campaigns on 15 % of the time at 5 times the mean. Inside its clips the first form is all but linear in the
    # believed rate, so intensity is the same on average; the second is convex in it, so campaigns leave more broken
    # (evidence/model.md F3).
    mean, on = 0.04, 0.15
    beliefs = np.array([5.0, 0.25 / 0.85]) * mean
    terms = {"complaints": (0.8, 0.3), "convex": (0.8, 0.6)}[form]  # detection multiplier, reputation
    intensities = intensity(terms[0], terms[1], beliefs, params=replace(PLAIN, form=form))
    assert (intensities > 0).all()
    assert (intensities < 1).all()
    campaign = on * intensities[0] + (1 - on) * intensities[1]
    steady = intensity(terms[0], terms[1], mean, params=replace(PLAIN, form=form))
    if form == "complaints":
        assert campaign == pytest.approx(steady, rel=0.01)
    else:
        assert campaign > steady * 1.01


def test_fines_of_zero_make_inspection_matter_less_but_not_irrelevant():
    assert intensity(params=replace(PLAIN, overtime_fine=0.0)) > intensity()
    assert intensity(params=replace(PLAIN, cost_of_exposure=2.0)) > intensity()
    assert intensity(params=replace(PLAIN, detection_premium=0.0)) == 1.0  # nobody sees it: broken in full


def test_audits_and_distress():
    state = hand_state(firms=4)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1], Industry.IT, Tier.FIRST)
    state.firms.distress[3] = 2
    params = replace(
        Params(), core_reputation=0.4, contract_reputation=0.15, supplier_reputation=0.1, distress_weight=0.5,
        core_hours_reputation=0.7, contract_overtime_reputation=0.85,
    )  # fmt: skip
    # a firm that owes wages weighs what it saves 1.5 times: .9 * 1.5 = 1.35
    expected = {violation: [0.4, 0.15, 0.1, -0.35] for violation in Violation}
    expected[Violation.HOURS] = [0.7, 0.1, 0.1, -0.35]  # audits of contract makers do not stop long hours
    expected[Violation.PREMIUM] = expected[Violation.UNPAID] = [0.4, 0.85, 0.1, -0.35]
    for violation in Violation:
        assert reputation_of(state.firms, params, violation) == pytest.approx(expected[violation]), violation


def chosen(params, *, contract_slope=None, voice=(1.0, 1.0), insurance_voice=None):
    """Two firms that believe in .02 visits a month, with complaints of .2 in each one's city; their violations."""
    state = hand_state(firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    state.cities.complaint_slope[:2] = [0.2, 0.2] if contract_slope is None else contract_slope
    state.firms.inspection_belief[:] = 0.02
    state.firms.voice[:] = voice
    state.firms.insurance_voice[:] = voice if insurance_voice is None else insurance_voice
    choose_violations(state, params, moment())
    return state.firms.violations


def test_every_rule_is_weighed_apart_and_voice_counts_as_complaints():
    params = replace(Params(), detection_with_contract=1.0, cover_detection_with_contract=1.0)
    broken = chosen(params, voice=[1.0, 2.0])
    for violation in Violation:
        expected = [
            float(violation_intensity(params, violation, 1.0, params.supplier_reputation, 0.02, slope))
            for slope in (0.2, 0.4)
        ]
        assert broken[:, violation] == pytest.approx(expected), violation


@pytest.mark.parametrize("violation", [Violation.PREMIUM, Violation.INJURY, Violation.PENSION])
def test_contracts_come_first_and_make_what_else_is_withheld_easier_to_see(violation):
    # the first firm hears no complaints, so that it grants no contract; the second grants some, which it answers for
    params = replace(
        Params(), detection_with_contract=3.0, cover_detection_with_contract=3.0, detection_injury=0.2,
        detection_pension=0.2,
    )  # fmt: skip
    broken = chosen(params, contract_slope=[0.05, 0.4])
    assert broken[0, Violation.CONTRACT] == 1.0
    held = 1.0 - broken[1, Violation.CONTRACT]
    assert 0.1 < held < 0.9
    expected = [
        float(violation_intensity(params, violation, seen, 0.0, 0.02, slope))
        for seen, slope in ((1.0, 0.05), (1.0 + 2.0 * held, 0.4))
    ]
    assert broken[:, violation] == pytest.approx(expected)
    without = chosen(
        replace(params, detection_with_contract=1.0, cover_detection_with_contract=1.0), contract_slope=[0.05, 0.4]
    )
    assert (without[:, violation] >= broken[:, violation]).all()


def test_the_law_of_2008_makes_contracts_and_through_them_cover():
    params = replace(Params(), detection_injury=0.3, detection_pension=0.3)
    before, after = chosen(params), chosen(replace(params, contract_fine=1.0))
    for violation in (Violation.CONTRACT, Violation.INJURY, Violation.PENSION):
        assert (after[:, violation] < before[:, violation]).all()
    assert (after[:, Violation.MINIMUM] == before[:, Violation.MINIMUM]).all()
    small = replace(params, contract_award_share=0.1)
    moved = [(chosen(p)[0] - chosen(replace(p, contract_fine=1.0))[0])[Violation.CONTRACT] for p in (params, small)]
    assert moved[0] > 2.0 * moved[1]  # a tenth of double pay awarded would hardly be felt


def test_an_official_union_is_heard_on_contracts_and_insurance_alone():
    params = replace(Params(), detection_injury=0.2, detection_pension=0.2, cover_detection_with_contract=1.0)
    broken = chosen(params, insurance_voice=[1.0, 1.3])
    heard = {violation for violation in Violation if broken[1, violation] != broken[0, violation]}
    # overtime premia only through contracts
    assert heard == {Violation.CONTRACT, Violation.INJURY, Violation.PENSION, Violation.PREMIUM}
    alone = chosen(replace(params, detection_with_contract=1.0), insurance_voice=[1.0, 1.3])
    assert alone[0, Violation.PREMIUM] == alone[1, Violation.PREMIUM]
    for violation in (Violation.CONTRACT, Violation.INJURY, Violation.PENSION):
        expected = [float(violation_intensity(params, violation, 1.0, 0.0, 0.02, slope)) for slope in (0.2, 0.26)]
        assert broken[:, violation] == pytest.approx(expected)
