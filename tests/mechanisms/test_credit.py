"""Who is lent how much, and where a month's profit goes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.finance import Params, lend, service_debt
from segsim.mechanisms.finance.bank import lending_rate, lending_scale
from segsim.mechanisms.finance.credit import building_credit
from segsim.state.codes import Owner
from segsim.state.sectors import Account

PLAIN = replace(
    Params(), credit_multiple=2.0, state_line=1.0, private_line=0.2, soft_budget=0.0, interest=0.01, buffer=1.0,
    risk_markup=0.0, bank_capital_least=0.0,
    payout=0.5, excess_payout=0.0, profit_adjustment_rate=0.1,
)  # fmt: skip


def in_need(need: float, *, owner=Owner.PRIVATE, debt=0.0, deposits=0.0, params=PLAIN) -> float:
    """Loan to a firm that sells for 1,000 a month."""
    state = hand_state(firms=1)
    firms = state.firms
    firms.owner[:], firms.debt[:], firms.deposits[:] = owner, debt, deposits
    firms.wage_bill[:] = need + max(deposits, 0.0)
    lend(state, params, moment())
    loan = firms.debt[0] - debt
    assert firms.deposits[0] == pytest.approx(deposits + loan)
    assert received(state, "loans") == pytest.approx({"firms": loan, "bank": -loan} if loan else {})
    return loan


@pytest.mark.parametrize(
    ("owner", "line"),
    [(Owner.PRIVATE, 400.0), (Owner.OVERSEAS_CHINESE, 400.0), (Owner.STATE, 2000.0), (Owner.JOINT_VENTURE, 2000.0)],
)
def test_credit_lines_by_owner(owner, line):
    assert in_need(100.0, owner=owner) == pytest.approx(100.0)
    assert in_need(5000.0, owner=owner) == pytest.approx(line)
    assert in_need(5000.0, owner=owner, debt=line - 30.0) == pytest.approx(30.0)
    assert in_need(5000.0, owner=owner, debt=line + 30.0) == 0.0


def test_the_state_saves_its_own():
    rescue = replace(PLAIN, soft_budget=1.0, soft_limit=4.0)
    assert in_need(5000.0, owner=Owner.STATE, params=rescue) == pytest.approx(4000.0)  # to the end of the soft line
    assert in_need(5000.0, owner=Owner.PRIVATE, params=rescue) == pytest.approx(400.0)


def test_who_has_money_is_not_lent_any():
    assert in_need(-50.0, deposits=200.0) == 0.0


def test_a_bill_beyond_money_and_credit_is_an_overdraft_and_wages_find_an_empty_till():
    assert in_need(300.0, deposits=-700.0) == pytest.approx(700.0)


def a_month(params=PLAIN, *, sales=1000.0, wages=600.0, debt=0.0, deposits=10_000.0, rebate=0.0, bonus=0.0, trend=0.0):
    state = hand_state(firms=1)
    firms = state.firms
    firms.sales[:], firms.wage_bill[:], firms.bonus_bill[:] = sales, wages, bonus
    firms.debt[:], firms.deposits[:], firms.profit_trend[:] = debt, deposits, trend
    state.markets.capital_per_unit[:] = 2.0  # 1,000 units of capacity lose 1 % of 2 yuan each
    state.cities.tax_rebate[:] = rebate
    service_debt(state, params, moment())
    return state


def test_profit_tax_and_rebate_by_hand():
    state = a_month(rebate=0.2, debt=2000.0)
    # 1,000 - 600 - 20 depreciation - 20 interest = 360; tax 90, a fifth of it handed back
    assert state.firms.tax[0] == pytest.approx(72.0)
    assert state.firms.profit[0] == pytest.approx(288.0)
    assert received(state, "tax") == pytest.approx({"firms": -90.0, "cities": 90.0})
    assert received(state, "rebates") == pytest.approx({"firms": 18.0, "cities": -18.0})
    assert received(state, "interest") == pytest.approx({"firms": -20.0, "bank": 20.0})
    assert state.cities.revenue_year[0] == pytest.approx(72.0)


def test_machines_that_wear_out_are_a_cost_and_no_payment():
    state = hand_state(firms=1)
    state.firms.sales[:], state.firms.deposits[:], state.firms.machine_wear[:] = 1000.0, 10_000.0, 300.0
    service_debt(state, replace(PLAIN, payout=0.0), moment())
    assert state.firms.profit[0] == pytest.approx(700.0 * 0.75)
    assert state.firms.deposits[0] == pytest.approx(10_000.0 - 175.0)
    assert state.sectors.depreciation[Account.FIXED_CAPITAL.row] == pytest.approx(300.0)


def test_a_loss_is_not_taxed():
    state = a_month(wages=1500.0)
    assert state.firms.tax[0] == 0.0
    assert state.firms.profit[0] == pytest.approx(-520.0)
    assert received(state, "dividends") == {}


def test_money_beyond_the_buffer_repays_debt_before_owners_get_any():
    state = a_month(debt=500.0, deposits=800.0)
    # interest 5, tax 93.75; one month of costs (600) stays
    left = 800.0 - 5.0 - 93.75 - 600.0
    assert state.firms.debt[0] == pytest.approx(500.0 - left)
    assert received(state, "dividends") == {}
    assert state.firms.deposits[0] == pytest.approx(600.0)


def test_owners_get_their_share_of_profit():
    state = a_month()
    assert state.firms.profit[0] == pytest.approx(285.0)
    assert received(state, "dividends") == pytest.approx({"firms": -142.5, "abroad": 142.5})


def test_hoards_are_paid_out_slowly():
    state = a_month(replace(PLAIN, payout=0.0, excess_payout=0.1))
    kept = 10_000.0 - 95.0 - 600.0  # tax and buffer; five buffers more are left alone
    assert received(state, "dividends")["abroad"] == pytest.approx(0.1 * (kept - 3000.0))


def test_interest_that_cannot_be_paid_is_added_to_debt():
    state = a_month(sales=0.0, wages=0.0, debt=1000.0, deposits=4.0)
    assert state.firms.debt[0] == pytest.approx(1006.0)
    assert state.firms.deposits[0] == pytest.approx(0.0)


def test_the_trend_that_bonus_is_paid_from_is_profit_before_bonus():
    state = a_month(wages=600.0, bonus=100.0, trend=85.0)
    assert state.firms.profit_trend[0] == pytest.approx(85.0 + 0.1 * (285.0 + 100.0 - 85.0))


def test_soft_loans_are_mostly_rolled_over():
    soft = replace(PLAIN, soft_budget=0.5, rollover=1.5)
    for owner, left in ((Owner.PRIVATE, 0.0), (Owner.STATE, 750.0)):
        state = hand_state(firms=1)
        state.firms.owner[:], state.firms.debt[:], state.firms.deposits[:] = owner, 1000.0, 1e6
        service_debt(state, soft, moment())
        assert state.firms.debt[0] == pytest.approx(left)


def test_credit_for_building_is_what_the_line_leaves_and_soft_beyond_it():
    limit, debt = np.array([400.0, 400.0, 2000.0]), np.array([100.0, 900.0, 2500.0])
    linked = np.array([False, False, True])
    assert building_credit(limit, debt, linked, 0.5) == pytest.approx([300.0, 0.0, 500.0])


def test_months_in_which_sales_do_not_cover_interest_are_counted():
    state = hand_state(firms=3)
    firms = state.firms
    firms.debt[:], firms.uncovered[:], firms.profit_trend[:] = [1e6, 1e6, 0.0], 5, [-1e5, 1e6, -1e5]
    service_debt(state, PLAIN, moment())
    assert firms.uncovered.tolist() == [6, 0, 0]


def test_the_dearer_the_more_of_the_line_is_drawn():
    params = replace(PLAIN, interest=0.01, risk_markup=0.004)
    debt, line = np.array([0.0, 50.0, 100.0, 500.0, 10.0, 0.0]), np.array([100.0, 100.0, 100.0, 100.0, 0.0, 0.0])
    assert lending_rate(debt, line, params) == pytest.approx([0.01, 0.011, 0.014, 0.014, 0.014, 0.01])
    state = hand_state(firms=1)
    firms = state.firms
    firms.debt[:], firms.deposits[:] = 100.0, 1e6  # a quarter of a line of 400
    state.nation.bank_capital[:] = 1e6
    service_debt(state, params, moment())
    assert firms.interest[0] == pytest.approx(100.0 * (0.01 + 0.004 / 16.0))


@pytest.mark.parametrize(("capital", "scale"), [(8.0, 1.0), (50.0, 1.0), (4.0, 0.5), (0.0, 0.0), (-3.0, 0.0)])
def test_a_bank_short_of_capital_cuts_its_lines(capital, scale):
    assert lending_scale(capital, 100.0, 0.08) == pytest.approx(scale)
    assert lending_scale(capital, 0.0, 0.08) == 1.0
    state = hand_state(firms=2)
    firms = state.firms
    firms.debt[:], firms.wage_bill[:] = [0.0, 100.0], [5000.0, 0.0]
    state.nation.bank_capital[:] = capital
    lend(state, replace(PLAIN, bank_capital_least=0.08), moment())
    assert firms.debt[0] == pytest.approx(400.0 * scale)


CAPITAL = replace(PLAIN, bank_cost=0.4, bank_capital_target=0.12, recapitalisation=0.25, bank_capital_least=0.08)


@pytest.mark.parametrize(
    ("capital", "index", "after", "paid", "raised"),
    [
        (119.0, 12, 120.0, 4.0 + 5.0, 0.0),  # 1,000 of loans earn 10, 4 are costs: 5 more than the target of 120
        (100.0, 12, 100.0 + 6.0 + 3.5, 4.0, 3.5),  # 14 are missing, a quarter of it is put in
        (100.0, -1, 120.0, 4.0, 14.0),
    ],
)
def test_capital_of_the_bank_by_hand(capital, index, after, paid, raised):
    state = hand_state(firms=1)
    firms = state.firms
    firms.debt[:], firms.deposits[:], firms.wage_bill[:] = 1000.0, 10.0, 1e6  # no repayment
    state.nation.bank_capital[:] = capital
    service_debt(state, CAPITAL, moment(index))
    assert state.nation.bank_capital[0] == pytest.approx(after)
    assert received(state, "bank_payouts") == pytest.approx({"bank": -paid, "abroad": paid})
    assert received(state, "bank_equity") == pytest.approx({"bank": raised, "abroad": -raised} if raised else {})
