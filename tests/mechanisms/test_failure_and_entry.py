"""Which firms fail, what their creditors lose, and who takes their places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place, received
from segsim.mechanisms.finance import Params, fail_and_enter
from segsim.state.codes import Industry, Move, Owner, Tier, Violation
from segsim.state.money import BANK
from segsim.state.sectors import Account

NO_ENTRY = replace(Params(), patience=3, soft_budget=0.0, entry_rate=0.0)
ENTRY = replace(NO_ENTRY, entry_rate=1.0, entry_size=0.5, entry_capital=2.0)


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


def test_what_everybody_loses():
    state = chain()
    firms, workers = state.firms, state.workers
    firms.distress[0], firms.deposits[0], firms.debt[0] = 3, 70.0, 500.0
    firms.receivables[2:] = [90.0, 40.0]
    workers.arrears[:2], firms.wages_owed[0] = 25.0, 50.0
    fail_and_enter(state, NO_ENTRY, moment())
    assert workers.employer.tolist() == [-1, -1, 1, 2, 3, -1]
    assert workers.move[:2].tolist() == [Move.LAID_OFF] * 2
    assert not workers.arrears.any()  # back wages are gone
    assert firms.receivables.tolist() == [0.0, 0.0, 0.0, 40.0]  # and so is what it owed its supplier
    assert received(state, "write_offs") == pytest.approx({"firms": -70.0, "bank": 70.0})  # of the 500 it lent
    assert firms.defaulted.tolist() == [430.0, 0.0, 0.0, 0.0]  # the rest is lost to the bank, and kept in sight
    assert np.flatnonzero(state.sectors.bad_loans).tolist() == [BANK]
    assert state.sectors.bad_loans[BANK] == 430.0
    assert firms.receivables_lost.tolist() == [0.0, 0.0, 90.0, 0.0]
    assert received(state, "wages_lost_in_closures") == pytest.approx({"workers": -50.0, "firms": 50.0})
    assert received(state, "lost_loans") == pytest.approx({"bank": -430.0, "firms": 430.0})
    bills = state.sectors.lost_bills
    assert bills[[Account.SUPPLIER_PRIVATE.row, Account.CORE_PRIVATE.row]] == pytest.approx([-90.0, 90.0])
    assert not firms.alive[0]
    assert firms.employment[0] == firms.debt[0] == firms.deposits[0] == firms.wages_owed[0] == 0


def test_what_is_left_beyond_the_debt_goes_to_the_bank_and_a_bill_owed_to_it_is_spared():
    state = chain()
    firms = state.firms
    firms.distress[2], firms.deposits[2], firms.debt[2], firms.receivables[2] = 3, 70.0, 50.0, 90.0
    fail_and_enter(state, NO_ENTRY, moment())
    assert received(state, "write_offs") == pytest.approx({"firms": -50.0, "bank": 50.0})
    assert received(state, "left_to_bank") == pytest.approx({"firms": -20.0, "bank": 20.0})
    bills = state.sectors.lost_bills
    assert bills[[Account.SUPPLIER_PRIVATE.row, Account.CORE_PRIVATE.row]] == pytest.approx([-90.0, 90.0])
    assert not firms.defaulted.any()


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


def test_an_entrant_is_half_a_living_firm_of_its_market_and_keeps_the_rows_detection_multiplier():
    state = chain()
    firms = state.firms
    firms.alive[2] = False
    firms.employment[2], firms.buyer[2] = 0, -1
    state.workers.employer[3] = -1
    firms.detection_multiplier[:] = [1.0, 2.0, 3.0, 4.0]
    firms.productivity[3], firms.price[3], firms.wage_offer[3] = 2.5, 0.8, 6.0
    firms.violations[3, Violation.UNPAID] = 0.4
    firms.capacity[3], firms.expected_demand[3] = 600.0, 500.0
    fail_and_enter(state, ENTRY, moment(30, 7))
    assert firms.alive[2]
    assert firms.entered.tolist() == [False, False, True, False]
    assert firms.born[2] == 30
    assert (firms.productivity[2], firms.price[2], firms.wage_offer[2]) == (2.5, 0.8, 6.0)
    assert firms.violations[2, Violation.UNPAID] == 0.4
    assert (firms.capacity[2], firms.expected_demand[2]) == (300.0, 250.0)
    assert firms.detection_multiplier[2] == 3.0
    assert firms.buyer[2] in (0, 1)
    assert firms.deposits[2] == pytest.approx(2.0 * 0.8 * 250.0)
    assert received(state, "equity") == pytest.approx({"firms": 400.0, "abroad": -400.0})


def test_nobody_enters_a_market_without_a_living_firm_or_in_the_month_of_a_failure():
    state = chain()
    state.firms.distress[2:] = 3
    fail_and_enter(state, ENTRY, moment())
    assert state.firms.alive.tolist() == [True, True, False, False]
    fail_and_enter(state, ENTRY, moment(13))
    assert state.firms.alive.tolist() == [True, True, False, False]


@pytest.mark.parametrize(("margin", "pull"), [(0.0, 1.0), (0.05, 1.5), (0.4, 2.0), (-0.2, 0.2)])
def test_margins_draw_entrants(margin, pull):
    state = hand_state(firms=4000)
    state.firms.alive[1:] = False
    state.firms.sales[0], state.firms.profit[0] = 100.0, 100.0 * margin
    fail_and_enter(state, replace(ENTRY, entry_rate=0.2), moment())
    share = 0.2 * pull
    assert state.firms.entered[1:].mean() == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 4000))


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
