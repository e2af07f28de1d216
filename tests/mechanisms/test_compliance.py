"""How deeply rules are broken: the closed form, its corners, and both shapes of the expected penalty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.mechanisms.compliance import Params, choose_violations, violation_intensity
from segsim.mechanisms.compliance.rules import reputation_of
from segsim.state.codes import Industry, Tier, Violation

# delta (1 + F) T = .2 * 1.75 * 12 = 4.2
PLAIN = replace(Params(), detection_premium=0.2, overtime_fine=0.75, claim_months=12.0, form="complaints")


def intensity(detection_multiplier=1.0, reputation=0.0, belief=0.02, slope=0.2, params=PLAIN):
    return violation_intensity(params, Violation.PREMIUM, detection_multiplier, reputation, belief, slope)


def test_violation_intensity_by_hand():
    assert intensity() == pytest.approx((1 / 4.2 - 0.02) / 0.4)
    assert intensity(reputation=0.4) == pytest.approx((0.6 / 4.2 - 0.02) / 0.4)
    assert intensity(params=replace(PLAIN, form="convex")) == pytest.approx(1 / (2 * 0.22 * 4.2))


@pytest.mark.parametrize("detection_multiplier", [0.2, 0.7, 1.5, 4.0, 15.0])
@pytest.mark.parametrize("slope", [0.05, 0.2, 0.5])
def test_violation_intensity_maximises_saving_less_expected_penalty(detection_multiplier, slope):
    x = np.linspace(0.0, 1.0, 20_001)
    gain = x - 4.2 * detection_multiplier * (0.02 + slope * x) * x
    assert intensity(detection_multiplier, slope=slope) == pytest.approx(x[gain.argmax()], abs=1e-4)


@pytest.mark.parametrize("detection_multiplier", [0.5, 2.0, 10.0, 11.8, 12.0, 20.0])
def test_without_complaints_only_the_corners_are_left(detection_multiplier):
    # Ashenfelter and Smith (1979): obey if and only if delta q (1 + F) T is at least what breaking the rule saves.
    obeys = 0.02 * 4.2 * detection_multiplier >= 1.0
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
    # Campaigns on 15 % of the time at 5 times the mean. Inside its clips the first form is linear in the believed
    # rate, so intensity is the same on average; the second is convex in it, so campaigns leave more broken
    # (evidence/model.md F3).
    mean, on = 0.04, 0.15
    beliefs = np.array([5.0, 0.25 / 0.85]) * mean
    intensities = intensity(belief=beliefs, params=replace(PLAIN, form=form), detection_multiplier=0.8)
    assert (intensities > 0).all()
    assert (intensities < 1).all()
    campaign = on * intensities[0] + (1 - on) * intensities[1]
    steady = intensity(belief=mean, params=replace(PLAIN, form=form), detection_multiplier=0.8)
    if form == "complaints":
        assert campaign == pytest.approx(steady)
    else:
        assert campaign > steady * 1.01


def test_fines_of_zero_make_inspection_matter_less_but_not_irrelevant():
    assert intensity(params=replace(PLAIN, overtime_fine=0.0)) > intensity()
    assert intensity(params=replace(PLAIN, detection_premium=0.0)) == 1.0  # nobody sees it: broken in full


def test_audits_and_distress():
    state = hand_state(firms=4)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1], Industry.IT, Tier.FIRST)
    state.firms.distress[3] = 2
    params = replace(
        Params(), core_reputation=0.4, contract_reputation=0.15, supplier_reputation=0.1, distress_weight=0.5
    )
    # a firm that owes wages weighs what it saves 1.5 times: .9 * 1.5 = 1.35
    assert reputation_of(state.firms, params) == pytest.approx([0.4, 0.15, 0.1, -0.35])


def test_every_rule_is_weighed_apart_and_voice_counts_as_complaints():
    state = hand_state(firms=2)
    state.cities.complaint_slope[:] = 0.2
    state.firms.inspection_belief[:] = 0.02
    state.firms.voice[:] = [1.0, 2.0]
    state.firms.violations[:, Violation.CONTRACT] = 1.0  # nobody has a contract, so short premia are not easier to see
    params = Params()
    choose_violations(state, params, moment())
    for violation in Violation:
        expected = [
            violation_intensity(params, violation, 1.0, params.supplier_reputation, 0.02, slope) for slope in (0.2, 0.4)
        ]
        assert state.firms.violations[:, violation] == pytest.approx(expected), violation


def test_contracts_make_short_premia_easier_to_see():
    state = hand_state(firms=2)
    state.cities.complaint_slope[:] = 0.2
    state.firms.inspection_belief[:] = 0.02
    state.firms.violations[:, Violation.CONTRACT] = [1.0, 0.5]
    choose_violations(state, replace(PLAIN, detection_with_contract=3.0), moment())
    assert state.firms.violations[:, Violation.PREMIUM] == pytest.approx(
        [intensity(), intensity(detection_multiplier=2.0)]
    )
