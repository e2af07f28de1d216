"""Which firms close, what their creditors lose, and who takes their places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place, received
from segsim.mechanisms.finance import Params, fail_and_enter
from segsim.mechanisms.finance.failure import chance_of_giving_up, net_worth
from segsim.state.codes import Industry, Move, Owner, Tier
from segsim.state.money import BANK
from segsim.state.sectors import Account

NO_ENTRY = replace(
    Params(), patience=3, insolvency=60, soft_budget=0.0, entry_rate=0.0, exit_hazard=0.0, base_exit=0.0, giant=100.0,
    least_firms=0,
)  # fmt: skip
ENTRY = replace(
    NO_ENTRY, entry_rate=1.0, entry_size=0.5, entry_size_sd=0.0, entry_capital=2.0, entrant_tfp=0.0, entrant_tfp_sd=0.0
)


def chain():
    """Two buyers with a supplier each, and an idle worker beside those they employ."""
    state = hand_state(workers=6, firms=4)
    place(state, [0, 1], Industry.AUTO, Tier.FIRST)
    state.firms.buyer[:] = [-1, -1, 0, 1]
    hire(state, [0, 0, 1, 2, 3])
    return state


@pytest.mark.parametrize(("months", "fails"), [(2, False), (3, True), (9, True)])
def test_patience(months, fails):
    state = chain()
    state.firms.distress[0] = months
    fail_and_enter(state, NO_ENTRY, moment())
    assert state.firms.closed.tolist() == [fails, False, False, False]


def failed(deposits: float):
    """The first buyer has failed with so much money; it owed 50 of wages, 500 to the bank and 90 to a supplier."""
    state = chain()
    firms, workers = state.firms, state.workers
    firms.distress[0], firms.deposits[0], firms.debt[0] = 3, deposits, 500.0
    firms.receivables[2:] = [90.0, 40.0]
    workers.arrears[:2], firms.wages_owed[0] = [20.0, 30.0], 50.0
    state.nation.bank_capital[:] = 1000.0
    fail_and_enter(state, NO_ENTRY, moment())
    return state


def test_what_everybody_loses():
    state = failed(70.0)
    firms, workers = state.firms, state.workers
    assert workers.employer.tolist() == [-1, -1, 1, 2, 3, -1]
    assert workers.move[:2].tolist() == [Move.LAID_OFF] * 2
    assert not workers.arrears.any()
    assert workers.deposits[:2] == pytest.approx([20.0, 30.0])  # wages owed come first
    assert received(state, "wages_at_closing") == pytest.approx({"firms": -50.0, "workers": 50.0})
    assert received(state, "wages_lost_in_closures") == {}
    assert received(state, "write_offs") == pytest.approx({"firms": -20.0, "bank": 20.0})  # of the 500 it lent
    assert firms.defaulted.tolist() == [480.0, 0.0, 0.0, 0.0]  # the rest is lost to the bank, and kept in sight
    assert np.flatnonzero(state.sectors.bad_loans).tolist() == [BANK]
    assert state.sectors.bad_loans[BANK] == 480.0
    assert state.nation.bank_capital[0] == pytest.approx(520.0)
    assert firms.receivables.tolist() == [0.0, 0.0, 0.0, 40.0]  # and so is what it owed its supplier
    assert firms.receivables_lost.tolist() == [0.0, 0.0, 90.0, 0.0]
    assert received(state, "lost_loans") == pytest.approx({"bank": -480.0, "firms": 480.0})
    bills = state.sectors.lost_bills
    assert bills[[Account.SUPPLIER_PRIVATE.row, Account.CORE_PRIVATE.row]] == pytest.approx([-90.0, 90.0])
    assert not firms.alive[0]
    assert firms.closed_employment.tolist() == [2.0, 0.0, 0.0, 0.0]
    assert firms.employment[0] == firms.debt[0] == firms.deposits[0] == firms.wages_owed[0] == 0


def test_wages_owed_are_paid_in_part_where_there_is_less():
    state = failed(10.0)
    assert state.workers.deposits[:2] == pytest.approx([4.0, 6.0])
    assert received(state, "wages_lost_in_closures") == pytest.approx({"workers": -40.0, "firms": 40.0})
    assert received(state, "write_offs") == {}


def test_suppliers_come_after_the_bank_and_owners_last():
    state = failed(580.0)  # 30 are left for a bill of 90
    assert received(state, "write_offs") == pytest.approx({"firms": -500.0, "bank": 500.0})
    assert not state.firms.defaulted.any()
    assert state.firms.deposits[2] == pytest.approx(30.0)
    assert state.firms.receivables_lost[2] == pytest.approx(60.0)
    assert received(state, "dividends") == {}
    state = failed(700.0)
    assert state.firms.receivables_lost[2] == 0.0
    assert received(state, "dividends") == pytest.approx({"firms": -60.0, "abroad": 60.0})


def test_a_bill_owed_to_one_that_closes_is_spared():
    state = chain()
    firms = state.firms
    firms.distress[2], firms.deposits[2], firms.debt[2], firms.receivables[2] = 3, 70.0, 50.0, 90.0
    fail_and_enter(state, NO_ENTRY, moment())
    assert received(state, "write_offs") == pytest.approx({"firms": -50.0, "bank": 50.0})
    assert received(state, "dividends") == pytest.approx({"firms": -20.0, "abroad": 20.0})
    bills = state.sectors.lost_bills
    assert bills[[Account.SUPPLIER_PRIVATE.row, Account.CORE_PRIVATE.row]] == pytest.approx([-90.0, 90.0])
    assert not firms.defaulted.any()


def test_net_worth_by_hand():
    state = chain()
    firms = state.firms
    state.markets.capital_per_unit[:] = 3.0
    firms.capacity[:], firms.deposits[0], firms.debt[0], firms.wages_owed[0] = 10.0, 70.0, 25.0, 5.0
    firms.receivables[2] = 8.0  # owed to the third by the first
    firms.alive[3] = False
    assert net_worth(state, 0.4) == pytest.approx([70.0 + 12.0 - 25.0 - 5.0 - 8.0, 12.0, 12.0 + 8.0, 0.0])


def in_debt(params, months=1, **columns):
    """A chain whose third firm owes 100 more than it has, so many months on."""
    state = chain()
    state.firms.debt[2] = 100.0
    for name, value in columns.items():
        getattr(state.firms, name)[2] = value
    for _ in range(months):
        state.firms.defaulted[:] = 0.0
        fail_and_enter(state, params, moment())
    return state


def test_who_owes_more_than_it_owns_for_some_months_closes():
    params = replace(NO_ENTRY, insolvency=3)
    assert in_debt(params, 2).firms.alive.all()
    state = in_debt(params, 3)
    assert state.firms.alive.tolist() == [True, True, False, True]
    assert state.firms.defaulted[2] == pytest.approx(100.0)
    assert in_debt(params, 3, deposits=101.0).firms.alive.all()


@pytest.mark.parametrize(
    "kept",
    [dict(giant=0.5), dict(least_firms=4), dict(least_firms=2)],
    ids=["the largest", "the last of a market", "the last two"],
)
def test_who_is_kept_is_forgiven_what_is_beyond_its_worth(kept):
    state = in_debt(replace(NO_ENTRY, insolvency=1, **kept), deposits=30.0)
    firms = state.firms
    assert firms.alive.all()
    assert firms.debt[2] == pytest.approx(30.0)
    assert firms.defaulted[2] == pytest.approx(70.0)
    assert state.nation.bank_capital[0] == pytest.approx(-70.0)
    assert received(state, "lost_loans") == pytest.approx({"bank": -70.0, "firms": 70.0})
    assert firms.insolvent[2] == 0


def test_before_the_start_all_are_kept_and_nobody_begins():
    state = chain()
    state.firms.debt[2], state.firms.distress[0] = 100.0, 9
    state.firms.alive[3], state.firms.employment[3], state.workers.employer[4] = False, 0, -1
    fail_and_enter(state, replace(ENTRY, insolvency=1), moment(-1))
    assert state.firms.alive.tolist() == [True, True, True, False]
    assert state.firms.debt[2] == 0.0


def test_the_smallest_go_before_the_last_of_a_market():
    state = chain()
    state.firms.distress[2:], state.firms.capacity[2:] = 9, [20.0, 10.0]
    fail_and_enter(state, replace(NO_ENTRY, least_firms=1), moment())
    assert state.firms.alive.tolist() == [True, True, True, False]


HOPE = replace(Params(), exit_hazard=0.01, size_exponent=0.5, base_exit=0.002, least_return=-0.05, return_spread=0.05)


@pytest.mark.parametrize(
    ("size", "expected", "chance"),
    [
        (1.0, -0.05, 0.01 / 2.0 + 0.002), (4.0, -0.05, 0.01 / 4.0 + 0.002), (0.25, -0.05, 0.01 + 0.002),
        (0.01, -10.0, 0.01 / 0.1**0.5 + 0.002), (1.0, 10.0, 0.002), (1.0, 0.0, 0.01 / (1.0 + np.e) + 0.002),
    ],
)  # fmt: skip
def test_chance_of_giving_up_by_hand(size, expected, chance):
    assert chance_of_giving_up(size, expected, HOPE) == pytest.approx(chance)


def test_owners_give_up_by_return_beside_the_market_and_leads_do_not():
    state = hand_state(workers=3000, firms=3000)
    hire(state, range(3000))
    firms = state.firms
    place(state, range(1500, 3000), Industry.AUTO, Tier.LEAD)
    state.markets.capital_per_unit[:] = 12.0
    firms.capacity[:] = 100.0  # 1,200 of capital: a profit of 10 a month is a tenth a year
    firms.profit_trend[:750], firms.profit_trend[750:] = -5.0, 15.0
    params = replace(NO_ENTRY, exit_hazard=0.5, least_return=0.0, return_spread=0.01)
    fail_and_enter(state, params, moment())
    # returns of -.05 and .15 beside half of a mean of .05: -.075 and .125
    assert firms.closed[:750].mean() == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(750))
    assert not firms.closed[750:].any()


def test_used_capital_goes_to_rivals_by_what_they_can_spend():
    state = hand_state(workers=4, firms=4)
    firms = state.firms
    state.markets.capital_per_unit[:] = 2.0
    state.nation.planned_utilisation[:] = 0.8
    firms.capacity[:], firms.expected_demand[:] = 100.0, 60.0  # three quarters of planned use
    firms.distress[0] = 3
    firms.deposits[1:], firms.wage_bill[1:], firms.credit_room[1:] = (
        [50.0, 10.0, 0.0],
        [10.0, 10.0, 0.0],
        [0.0, 20.0, 0.0],
    )
    fail_and_enter(state, NO_ENTRY, moment())
    # 75 of 100 units are sold at .4 x 2: 60 yuan, all that the two have, 40 of money and 20 of credit
    assert firms.capacity[1:] == pytest.approx([150.0, 125.0, 100.0])
    assert firms.deposits[1:] == pytest.approx([10.0, 10.0, 0.0])
    assert firms.debt[1:] == pytest.approx([0.0, 20.0, 0.0])
    assert firms.credit_room[1:] == pytest.approx([0.0, 0.0, 0.0])
    assert received(state, "loans") == pytest.approx({"firms": 20.0, "bank": -20.0})
    assert received(state, "dividends") == pytest.approx({"firms": -60.0, "abroad": 60.0})


def test_owners_of_entrants_buy_used_capital_first_and_the_rest_new():
    state = hand_state(workers=4, firms=4)
    firms = state.firms
    state.markets.capital_per_unit[:] = 2.0
    state.nation.planned_utilisation[:] = 0.8
    firms.capacity[:], firms.expected_demand[:] = [40.0, 100.0, 100.0, 100.0], [32.0, 80.0, 80.0, 80.0]
    firms.distress[0] = 3
    firms.alive[3] = False
    fail_and_enter(state, replace(ENTRY, entry_capital=0.0), moment())
    assert firms.capacity[3] == pytest.approx(50.0)
    # 40 units of the one that closes at .4 x 2, 10 new ones at 2
    assert received(state, "equity") == pytest.approx({"firms": 52.0, "abroad": -52.0})
    assert received(state, "investment") == pytest.approx({"firms": -20.0, "abroad": 20.0})
    assert firms.investment[3] == pytest.approx(20.0)
    assert received(state, "dividends") == pytest.approx({"firms": -32.0, "abroad": 32.0})
    assert firms.capacity[1:3] == pytest.approx([100.0, 100.0])


def test_a_supplier_whose_buyer_failed_finds_another():
    state = chain()
    state.firms.distress[0] = 3
    fail_and_enter(state, NO_ENTRY, moment())
    assert state.firms.buyer.tolist() == [-1, -1, 1, 1]


def test_without_buyers_left_a_supplier_lives_on_the_open_market():
    state = chain()
    state.firms.distress[:2] = 3
    fail_and_enter(state, NO_ENTRY, moment())
    assert state.firms.buyer.tolist() == [-1, -1, -1, -1]
    assert state.firms.alive.tolist() == [False, False, True, True]


@pytest.mark.parametrize(("owner", "saved"), [(Owner.STATE, True), (Owner.JOINT_VENTURE, True), (Owner.PRIVATE, False)])
def test_the_state_saves_its_own(owner, saved):
    state = chain()
    state.firms.owner[0], state.firms.distress[0] = owner, 3
    fail_and_enter(state, replace(NO_ENTRY, soft_budget=1.0), moment())
    assert state.firms.alive[0] == saved


def test_a_buyer_remembers_for_a_month_what_it_lost_with_a_supplier():
    state = chain()
    firms = state.firms
    firms.buyer[1:] = [-1, 1, 1]
    firms.specificity[2:] = [0.3, 0.2]
    firms.distress[2:] = 3
    fail_and_enter(state, NO_ENTRY, moment())
    assert firms.lost_supplier == pytest.approx([0.0, 0.3, 0.0, 0.0])  # the larger of the two
    fail_and_enter(state, NO_ENTRY, moment(13))
    assert not firms.lost_supplier.any()
