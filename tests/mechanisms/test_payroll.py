"""What workers are due, what violations withhold, and what a firm without money pays."""

from __future__ import annotations

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, received, vector
from segsim.mechanisms.payroll import Params, compute_pay, pay_wages
from segsim.state.codes import Claim

HERE, HOME = 0, 1


def worker(**columns):
    """One worker of one firm, at 5 yuan an hour for 174 hours (870 yuan)."""
    state = hand_state(workers=1, firms=1)
    hire(state, [0])
    state.firms.base_wage[:] = 5.0
    for name, value in columns.items():
        table = state.workers if hasattr(type(state.workers), name) else state.firms
        table = state.cities if hasattr(type(state.cities), name) else table
        table = state.nation if name == "counted_in" else table
        vector(table, name)[:] = value
    compute_pay(state, Params(), moment())
    return state


def due(**columns):
    people = worker(**columns).workers
    return people.base_pay[0], people.overtime_pay[0], people.bonus[0], people.earnings[0]


def test_pay_by_hand():
    pay = due(skill_pay=1.2, overtime_run=50.0, hours_taste=0.8, bonus_rate=0.1)
    assert pay == pytest.approx((6 * STANDARD, 6 * 1.75 * 40.0, 0.6 * STANDARD, 6 * STANDARD * 1.1 + 420.0))


@pytest.mark.parametrize(("premium", "multiple"), [(0.0, 1.75), (0.4, 1.45), (1.0, 1.0)])
def test_short_premia(premium, multiple):
    assert due(overtime_run=20.0, violations_premium=premium)[1] == pytest.approx(100.0 * multiple)


def test_unpaid_overtime_is_worked_for_nothing():
    state = worker(overtime_run=20.0, overtime_unpaid=True)
    assert state.workers.overtime[0] == pytest.approx(20.0)
    assert state.workers.overtime_pay[0] == 0.0
    assert state.firms.withheld[0, Claim.OVERTIME] == pytest.approx(175.0)


@pytest.mark.parametrize(("intensity", "base"), [(0.0, 1044.0), (0.25, 1000.5), (1.0, 870.0)])
def test_the_minimum_wage_holds_as_far_as_the_firm_obeys_it(intensity, base):
    state = worker(minimum_wage=1044.0, violations_minimum=intensity)
    assert state.workers.base_pay[0] == pytest.approx(base)
    assert state.firms.withheld[0, Claim.MINIMUM] == pytest.approx(1044.0 - base, abs=1e-3)


def test_the_minimum_wage_is_the_workers_and_not_the_firms():
    # the posted wage lies above the minimum, but the least skilled would get less
    assert due(minimum_wage=800.0, skill_pay=0.5)[0] == pytest.approx(800.0)
    assert due(minimum_wage=800.0, skill_pay=1.5)[0] == pytest.approx(1.5 * 870.0)


@pytest.mark.parametrize(
    ("counted_in", "intensity", "base"),
    [
        # 58 hours at 1.5 stand for 87 more: 1,044 yuan over 261 hours are 4 an hour; own pay is 3, the minimum 6
        (1.0, 1.0, 4.0),
        (0.9, 1.0, 3.9),
        (0.9, 0.5, 4.95),  # half-way from there to the minimum
        (0.9, 0.0, 6.0),
        (0.0, 1.0, 3.0),
    ],
)
def test_a_firm_that_breaks_the_minimum_wage_counts_overtime_pay_in(counted_in, intensity, base):
    terms = {"base_wage": 3.0, "overtime_run": 58.0, "violations_premium": 1.0 / 3.0, "minimum_wage": 1044.0}
    state = worker(**terms, counted_in=counted_in, violations_minimum=intensity)
    people = state.workers
    assert people.base_pay[0] == pytest.approx(base * STANDARD)
    assert people.overtime_pay[0] == pytest.approx(base * 87.0)
    assert state.firms.withheld[0, Claim.MINIMUM] == pytest.approx(1044.0 - base * STANDARD, abs=1e-3)


def test_unpaid_overtime_cannot_be_counted_in():
    terms = {"base_wage": 3.0, "overtime_run": 58.0, "minimum_wage": 1044.0, "violations_minimum": 1.0}
    assert due(**terms, overtime_unpaid=True, counted_in=1.0)[0] == pytest.approx(1044.0)


def test_strike_days_are_unpaid_and_break_no_law():
    state = worker(hours_lost=0.5, minimum_wage=870.0)
    assert state.workers.base_pay[0] == pytest.approx(435.0)
    assert state.firms.withheld[0, Claim.MINIMUM] == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize(("multiple", "share"), [(1.5, 0.237), (1.75, 0.266), (2.0, 0.293)])
def test_at_the_legal_36_hours_overtime_is_at_most_a_quarter_or_so_of_pay(multiple, share):
    # evidence/model.md F4: base pay at the minimum wage, 174 paid hours
    state = hand_state(workers=1, firms=1)
    hire(state, [0])
    state.firms.base_wage[:], state.firms.overtime_run[:] = 5.0, state.nation.overtime_cap[0]
    state.cities.minimum_wage[:] = 870.0
    state.nation.overtime_multiple[:] = multiple
    compute_pay(state, Params(), moment())
    people = state.workers
    assert people.base_pay[0] == pytest.approx(870.0)
    assert people.overtime_pay[0] / people.earnings[0] == pytest.approx(share, abs=5e-4)


@pytest.mark.parametrize(("bonus", "hours"), [(0.0, 99.4), (0.2, 79.5)])
def test_half_of_pay_beyond_base_needs_hours_far_over_the_cap(bonus, hours):
    base, overtime, share, earnings = due(overtime_run=hours, bonus_rate=bonus)
    assert (overtime + share) / earnings == pytest.approx(0.5, abs=1e-3)
    assert base / earnings == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(("injury", "pension", "rate"), [(False, False, 0.0), (True, False, 0.01), (True, True, 0.29)])
def test_insurance_follows_cover(injury, pension, rate):
    firms = worker(injury_cover=injury, pension_cover=pension).firms
    assert firms.insurance_bill[0] == pytest.approx(rate * 870.0)
    assert firms.withheld[0, Claim.INSURANCE] == pytest.approx((0.29 - rate) * 870.0)
    assert firms.contributions[0] == pytest.approx(0.11 * 870.0 * pension)


def test_without_a_job_only_those_at_home_have_an_income():
    state = hand_state(workers=2, firms=1)
    state.workers.city[:] = [HERE, HOME]
    compute_pay(state, Params(), moment())
    assert state.workers.earnings.tolist() == [0.0, 500.0]
    pay_wages(state, Params(), moment())
    assert received(state, "rural_income") == pytest.approx({"workers": 500.0, "abroad": -500.0})


def test_nothing_of_last_months_pay_stands_when_the_job_is_lost():
    state = worker(overtime_run=20.0, bonus_rate=0.1)
    parts = [getattr(state.workers, name) for name in ("base_pay", "overtime", "overtime_pay", "bonus")]
    assert all(part[0] > 0.0 for part in parts)
    state.workers.employer[:], state.workers.city[:] = -1, HERE
    compute_pay(state, Params(), moment())
    assert [part[0] for part in (*parts, state.workers.earnings)] == [0.0] * 5


def payday(deposits, *, owed=(0.0, 0.0), pension=False):
    """Two workers with 870 yuan due; a firm with `deposits`."""
    state = hand_state(workers=2, firms=2)
    hire(state, [0, 0])
    state.firms.base_wage[:], state.firms.deposits[0] = 5.0, deposits
    state.workers.arrears[:], state.firms.wages_owed[0] = owed, sum(owed)
    state.workers.pension_cover[:] = state.workers.injury_cover[:] = pension
    compute_pay(state, Params(), moment())
    pay_wages(state, Params(), moment())
    return state


def test_full_pay():
    state = payday(2000.0)
    assert state.workers.deposits == pytest.approx([870.0, 870.0])
    assert state.firms.deposits[0] == pytest.approx(260.0)
    # nor does the other firm, which has nobody to pay and no money
    assert not state.firms.wages_owed.any()
    assert not state.workers.arrears.any()
    assert not state.firms.distress.any()


def test_a_firm_without_the_money_pays_everybody_the_same_share():
    state = payday(1044.0, owed=(0.0, 348.0))  # 2,088 due and owed
    assert state.workers.deposits == pytest.approx([435.0, 609.0])
    assert state.workers.arrears == pytest.approx([435.0, 609.0])
    assert state.firms.wages_owed[0] == pytest.approx(1044.0)
    assert state.firms.distress.tolist() == [1, 0]


def test_back_wages_are_paid_when_money_comes():
    state = payday(5000.0, owed=(100.0, 0.0))
    assert state.workers.deposits == pytest.approx([970.0, 870.0])
    assert not state.workers.arrears.any()


def test_insurance_ranks_with_wages_and_goes_to_the_centre():
    state = payday(0.5 * 1740.0 * 1.29, pension=True)
    assert state.workers.deposits == pytest.approx(np.full(2, 435.0 * 0.89))
    assert received(state, "contributions") == pytest.approx({"workers": -870.0 * 0.11, "centre": 870.0 * 0.11})
    assert received(state, "employer_contributions") == pytest.approx({"firms": -870.0 * 0.29, "centre": 870.0 * 0.29})
    # half is due and not paid: wages stay owed, insurance is lost to the fund
    assert received(state, "unpaid_wages") == pytest.approx({"workers": 870.0, "firms": -870.0})
    for item, sign in (("unpaid_contributions", 1.0), ("lost_contributions", -1.0)):
        gone = sign * 870.0 * 0.29
        assert received(state, item) == pytest.approx({"centre": gone, "firms": -gone}), item


def test_no_money_no_pay():
    state = payday(0.0)
    assert not state.workers.deposits.any()
    assert state.firms.wages_owed[0] == pytest.approx(1740.0)


def test_agency_workers_get_less_and_no_bonus():
    ratios = {"regular_pay": 1.1, "dispatch_pay": 0.66, "regular_bonus": 1.2, "bonus_rate": 0.1}
    assert due(**ratios) == pytest.approx((1.1 * 870.0, 0.0, 0.132 * 870.0, 1.232 * 870.0))
    assert due(dispatch=True, **ratios) == pytest.approx((0.66 * 870.0, 0.0, 0.0, 0.66 * 870.0))
    firms = worker(dispatch=True, **ratios).firms
    assert (firms.dispatch_employment[0], firms.dispatch_bill[0]) == pytest.approx((1.0, 0.66 * 870.0))
