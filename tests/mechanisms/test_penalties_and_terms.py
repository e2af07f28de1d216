"""What firms that are caught pay to whom, and on which terms workers are hired."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, received, vector
from segsim.mechanisms.compliance import (
    Params,
    draw_terms,
    penalise_violations,
    reckon_penalties,
    violation_intensity,
)
from segsim.mechanisms.investment.machines import cost_of_hands
from segsim.rules.penalties import chance_caught, penalty
from segsim.state.codes import Claim, Violation

# Seen for certain when inspected; two months can be claimed, all is awarded, and the fine is three quarters. The cost
# of exposure is nobody's income.
SEEN = replace(
    Params(), detection_minimum=1e3, minimum_fine=0.75, claim_months=2.0, award_share=1.0, cost_of_exposure=9.0
)


def firm_that_withholds(
    amount: float = 100.0, deposits: float = 1000.0, *, inspected: bool = True, intensity: float = 0.5
):
    """Two workers of a firm that pays under the minimum wage, beside a firm that obeys."""
    state = hand_state(workers=3, firms=2)
    hire(state, [0, 0, 1])
    firms = state.firms
    firms.withheld[0, Claim.MINIMUM], firms.violations[0, Violation.MINIMUM] = amount, intensity
    firms.inspected[:] = inspected
    firms.deposits[:] = deposits
    return state


def test_back_pay_goes_to_workers_and_the_fine_to_the_city():
    state = firm_that_withholds()
    penalise_violations(state, SEEN, moment())
    assert received(state, "back_pay") == pytest.approx({"workers": 200.0, "firms": -200.0})
    assert received(state, "fines") == pytest.approx({"firms": -150.0, "cities": 150.0})
    assert state.workers.deposits == pytest.approx([100.0, 100.0, 0.0])
    assert state.firms.fines == pytest.approx([350.0, 0.0])
    assert state.firms.deposits == pytest.approx([650.0, 1000.0])
    assert state.cities.revenue_year[0] == pytest.approx(150.0)


def test_only_a_part_is_awarded():
    state = firm_that_withholds()
    penalise_violations(state, replace(SEEN, award_share=0.1), moment())
    assert state.firms.fines[0] == pytest.approx(35.0)


def test_a_firm_pays_no_more_than_it_has():
    state = firm_that_withholds(deposits=70.0)
    penalise_violations(state, SEEN, moment())
    assert state.firms.deposits[0] == pytest.approx(0.0)
    assert received(state, "back_pay")["workers"] == pytest.approx(70.0 / 1.75)
    assert received(state, "fines")["cities"] == pytest.approx(70.0 * 0.75 / 1.75)


@pytest.mark.parametrize("change", [{"inspected": False}, {"intensity": 0.0}, {"amount": 0.0}])
def test_nobody_pays_who_is_not_detected_obeys_or_withheld_nothing(change):
    state = firm_that_withholds(**change)
    penalise_violations(state, SEEN, moment())
    assert not state.firms.fines.any()


def test_complaints_catch_without_an_inspector_and_visits_with_one_as_often_as_firms_reckon():
    n = 4000
    state = hand_state(workers=3 * n, firms=3 * n)
    hire(state, range(3 * n))
    firms = state.firms
    firms.withheld[:, Claim.MINIMUM], firms.deposits[:] = 1.0, 100.0
    firms.violations[:, Violation.MINIMUM] = np.repeat([0.25, 0.75, 0.25], n)
    firms.inspected[2 * n :] = True
    state.cities.complaint_slope[:] = 0.4
    penalise_violations(state, replace(SEEN, detection_minimum=2.0), moment())
    caught = (firms.fines > 0).reshape(3, n).mean(axis=1)
    expected = 1.0 - np.exp([-2.0 * 0.4 * 0.25, -2.0 * 0.4 * 0.75, -2.0 * (1.0 + 0.4 * 0.25)])
    assert (np.abs(caught - expected) < 4.0 * np.sqrt(expected * (1.0 - expected) / n)).all()


def terms(workers=4000, *, tenure=0, renewal_rate=0.0, **intensities):
    state = hand_state(workers=workers, firms=1)
    hire(state, [0] * workers)
    state.workers.tenure[:] = tenure
    for name in ("contract", "injury", "pension", "unpaid"):
        vector(state.firms, f"violations_{name}")[:] = intensities.get(name, 0.0)
    draw_terms(state, replace(Params(), renewal_rate=renewal_rate), moment())
    people = state.workers
    return people.written_contract, people.injury_cover, people.pension_cover, people.overtime_unpaid


def test_a_firm_that_obeys_grants_everything_and_one_that_breaks_all_grants_nothing():
    contract, injury, pension, unpaid = terms(50)
    assert np.all([contract, injury, pension, ~unpaid])
    contract, injury, pension, unpaid = terms(50, contract=1.0, injury=1.0, pension=1.0, unpaid=1.0)
    assert not contract.any()
    assert not injury.any()
    assert not pension.any()
    assert unpaid.all()


def test_violation_intensity_is_the_share_of_workers_without():
    contract, injury, pension, unpaid = terms(contract=0.3, injury=0.6, pension=0.8, unpaid=0.2)
    shares = [contract.mean(), injury.mean(), pension.mean(), unpaid.mean()]
    assert shares == pytest.approx([0.7, 0.4, 0.2, 0.2], abs=0.03)


@pytest.mark.parametrize("pension", [0.3, 0.9])
def test_who_has_a_pension_has_injury_cover(pension):
    _, injury, held, _ = terms(injury=0.6, pension=pension)
    assert not (held & ~injury).any()


def test_terms_last_until_they_are_renewed_and_end_with_the_job():
    contract, *_ = terms(tenure=5)
    assert not contract.any()  # never drawn
    contract, *_ = terms(tenure=5, renewal_rate=0.25)
    assert contract.mean() == pytest.approx(0.25, abs=0.03)
    state = hand_state()
    state.workers.written_contract[:] = state.workers.overtime_unpaid[:] = True
    draw_terms(state, Params(), moment())
    assert not state.workers.written_contract.any()
    assert not state.workers.overtime_unpaid.any()


def firm_under_the_minimum(**params):
    """A firm with detection multiplier 2 that withholds 100 yuan at intensity .5, believes in .05 visits a month, and
    faces complaints of .3.
    """
    state = firm_that_withholds()
    firms, cities = state.firms, state.cities
    firms.detection_multiplier[:], firms.inspection_belief[:], cities.complaint_slope[:] = 2.0, 0.05, 0.3
    seen = replace(
        Params(), detection_minimum=0.5, minimum_fine=0.75, claim_months=6.0, award_share=0.1, cost_of_exposure=9.0
    )
    reckon_penalties(state, replace(seen, **params), moment())
    return state


def test_a_firm_expects_what_it_may_be_caught_at():
    firms = firm_under_the_minimum().firms
    cost = (0.1 * 6.0 * 1.75 + 9.0) * 100.0  # .5 * 2 (.05 + .3 * .5) = .2; an inspector sees it with 1 - exp(-1)
    assert firms.expected_penalty == pytest.approx([0.1812692 * cost, 0.0])
    assert firms.penalty_at_visit == pytest.approx([0.6321206 * cost, 0.0])


def test_exposure_is_feared_beyond_what_is_awarded_and_is_paid_to_nobody():
    assert firm_under_the_minimum(award_share=0.0).firms.expected_penalty[0] == pytest.approx(0.1812692 * 900.0)
    state = firm_that_withholds()
    penalise_violations(state, replace(SEEN, award_share=0.0), moment())
    assert not state.firms.fines.any()
    assert (state.firms.deposits == 1000.0).all()


@pytest.mark.parametrize("violation", [Violation.INJURY, Violation.PENSION])
def test_missing_cover_is_feared_more_where_workers_hold_contracts(violation):
    def feared(no_contract):
        state = hand_state(workers=1, firms=1)
        firms = state.firms
        firms.withheld[:, Claim.INSURANCE], firms.violations[:, violation] = 100.0, 1.0
        firms.violations[:, Violation.CONTRACT] = no_contract
        state.cities.complaint_slope[:] = 0.3
        reckon_penalties(state, replace(Params(), detection_injury=0.1, detection_pension=0.1), moment())
        return firms.expected_penalty[0]

    cost = (0.1 * 6.0 * 1.3 + 9.45) * 100.0
    assert feared(1.0) == pytest.approx(cost * (1.0 - np.exp(-0.03)))
    assert feared(0.5) == pytest.approx(cost * (1.0 - np.exp(-0.06)))


def test_emissions_count_where_inspectors_come_and_not_as_cost_of_hands():
    state = hand_state(workers=1, firms=1)
    firms = state.firms
    firms.withheld[:, Claim.POLLUTION], firms.violations[:, Violation.POLLUTION] = 100.0, 1.0
    firms.inspection_belief[:] = 0.05
    state.cities.emission_monitoring[:] = 2.0
    params = replace(Params(), detection_pollution=0.3, pollution_fine=0.5, claim_months=6.0, award_share=0.1)
    reckon_penalties(state, replace(params, cost_of_exposure=9.1), moment())
    assert firms.expected_penalty[0] == 0.0
    assert firms.penalty_at_visit[0] == pytest.approx((1.0 - np.exp(-0.6)) * 10.0 * 100.0)


def test_the_four_that_compute_with_penalties_agree():
    # Who chooses what to break, who buys machines, who chooses a place, and what a firm that is caught really pays.
    state = firm_under_the_minimum()
    firms, row = state.firms, np.array([0])
    params = replace(Params(), detection_minimum=0.5, minimum_fine=0.75, claim_months=6.0, award_share=0.1)
    saved = firms.withheld[0, Claim.MINIMUM] / firms.violations[0, Violation.MINIMUM]  # by breaking the rule in full

    def gain(intensity):
        seen = firms.violations[0, Violation.MINIMUM]
        firms.violations[0, Violation.MINIMUM], firms.withheld[0, Claim.MINIMUM] = intensity, saved * intensity
        reckon_penalties(state, params, moment())
        feared = firms.expected_penalty[0]
        firms.violations[0, Violation.MINIMUM], firms.withheld[0, Claim.MINIMUM] = seen, saved * seen
        return saved * intensity - feared

    slope = 0.3
    dared = violation_intensity(params, Violation.MINIMUM, 2.0, 0.0, 0.05, slope)
    assert 0.0 < dared < 1.0
    assert gain(dared) > max(gain(dared - 0.02), gain(dared + 0.02))

    reckon_penalties(state, params, moment())
    assert cost_of_hands(firms, row)[0] == pytest.approx(firms.expected_penalty[0])  # nobody is paid here
    cost = params.cost_if_caught(Violation.MINIMUM) * 100.0
    assert firms.expected_penalty[0] == pytest.approx(cost * chance_caught(1.0, 0.05, slope, 0.5))
    assert firms.penalty_at_visit[0] == pytest.approx(cost * chance_caught(1.0, 1.0, 0.0, 0.5))

    firms.deposits[0] = 2000.0
    penalise_violations(state, replace(params, detection_minimum=1e3), moment())  # caught for certain
    assert firms.fines[0] == pytest.approx(penalty(100.0, 0.6, 0.75))
