"""The accounts balance, and what does not add up stops the run with a message that names it."""

from __future__ import annotations

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place
from segsim.mechanisms.accounting import AccountsError, Params, check_accounts, open_month, take_census
from segsim.state.codes import Industry, Move, Owner, Tier
from segsim.state.money import ABROAD, BANK, CENTRE, CITIES, FIRMS, WORKERS, Moved, book, money_of, transfer
from segsim.state.sectors import Account


def settled():
    """A small world whose accounts balance at the end of a month in which 60 yuan moved."""
    state = hand_state(workers=4, firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    hire(state, [0, 0, 1, -1])
    state.workers.city[3] = 2
    state.firms.deposits[:] = 1000.0
    open_month(state)
    transfer(state, "wages", FIRMS, np.array([60.0, 0.0]), WORKERS, np.array([30.0, 30.0, 0.0, 0.0]))
    transfer(state, "services", CITIES, np.zeros(3), ABROAD, 0.0)
    state.firms.profit[0] = -60.0
    return state


def test_accounts_that_balance_pass():
    check_accounts(settled(), Params(), moment())


@pytest.mark.parametrize(
    ("table", "column", "row", "value", "names"),
    [
        ("workers", "city", 0, 1, "people, workers outside the city"),
        ("firms", "employment", 1, 2, "people, employment of firm 1"),
        ("workers", "deposits", 0, 31.0, "money, workers"),
        ("firms", "deposits", 1, 999.0, "money, firms"),
        ("sectors", "wages", CENTRE, 5.0, "money, wages"),
        ("workers", "arrears", 2, 7.0, "wages, owed by firms"),
        ("firms", "wages_owed", 0, 7.0, "wages, owed by firms"),
        ("markets", "orders", 3, 10.0, "goods, market 3"),
        ("workers", "overtime", 0, 5.0, "hours, overtime"),
        ("workers", "deposits", 0, np.nan, "money"),
    ],
)
def test_what_does_not_add_up_stops_the_run_and_is_named(table, column, row, value, names):
    state = settled()
    getattr(getattr(state, table), column)[row] = value
    with pytest.raises(AccountsError, match=f"2007-01: {names}"):
        check_accounts(state, Params(), moment())


def test_nobody_but_bank_centre_and_abroad_may_be_overdrawn():
    state = settled()
    transfer(state, "consumption", WORKERS, np.array([100.0, 0.0, 0.0, 0.0]), ABROAD, 100.0)
    with pytest.raises(AccountsError, match="least deposits of workers"):
        check_accounts(state, Params(), moment())


def test_a_worker_of_a_firm_that_does_not_exist_is_found():
    state = settled()
    state.firms.alive[1] = False
    with pytest.raises(AccountsError, match="workers of firms that do not exist"):
        check_accounts(state, Params(), moment())


def test_money_moves_once_and_between_two():
    state = hand_state()
    transfer(state, "loans", BANK, 50.0, FIRMS, np.array([20.0, 30.0]))
    assert state.firms.deposits.tolist() == [20.0, 30.0]
    assert money_of(state).sum() == 0.0
    with pytest.raises(ArithmeticError, match="loans: bank pay"):
        transfer(state, "loans", BANK, 50.0, FIRMS, np.array([20.0, 20.0]))


def test_what_a_kernel_has_moved_is_only_booked():
    state = hand_state()
    transfer(state, "wages", FIRMS, Moved(np.array([10.0, 0.0])), WORKERS, Moved(np.array([10.0, 0.0])))
    assert not state.firms.deposits.any()
    assert state.sectors.wages[WORKERS] == 10.0


def test_a_month_opens_with_empty_flows_and_full_stocks():
    state = settled()
    state.firms.output[:] = state.workers.move[:] = 5
    open_month(state)
    assert not state.firms.output.any()
    assert not state.workers.move.any()
    assert not state.sectors.wages.any()
    assert state.firms.deposits.sum() == 1940.0
    assert state.sectors.opening.tolist() == money_of(state).tolist()


def test_the_census_by_hand():
    state = hand_state(workers=6, firms=3, cities=2)
    state.firms.city[:] = [0, 0, 1]
    hire(state, [0, 1, -1, -1, -1, -1])
    state.workers.city[:] = [0, 0, 0, 1, 2, 2]
    state.workers.earnings[:2] = [900.0, 2100.0]
    state.workers.skill_pay[:2] = [0.5, 1.5]
    state.firms.vacancies[:] = [3, 4, 5]
    state.firms.alive[1] = False
    cities = state.cities
    cities.employed[:] = [5, 3, 0]
    state.workers.move[:2] = [Move.HIRED, Move.CHANGED_JOB]
    cities.mean_hires[:], cities.mean_separations[:] = [12.0, 0.0, 0.0], [0.0, 24.0, 0.0]
    take_census(state, Params(flow_memory=12.0), moment())
    assert cities.mean_hires == pytest.approx([11.0 + 1 / 12, 0.0, 0.0])
    assert cities.mean_searchers == pytest.approx([2 / 12, 1 / 12, 0.0])
    assert cities.mean_employed == pytest.approx([5 / 12, 3 / 12, 0.0])
    # of five, and one hired, two are there: four have gone; of three nobody
    assert cities.mean_separations == pytest.approx([4 / 12, 22.0 + 3 / 12, 0.0])
    assert cities.employed.tolist() == [2, 0, 0]
    assert cities.unemployed.tolist() == [1, 1, 0]  # those at home look for nothing
    assert cities.vacancies.tolist() == [3, 5, 0]
    assert cities.mean_earnings == pytest.approx([1500.0] * 3)  # pay at mean skill; elsewhere the mean of all


# Accounts of a small world by hand: firm 0 a private supplier, firm 1 a joint venture of the core.
def two_kinds():
    state = hand_state(workers=5, firms=2, cities=2)
    place(state, [1], Industry.AUTO, Tier.LEAD)
    state.firms.owner[1] = Owner.JOINT_VENTURE
    hire(state, [0, 1, -1, -1, -1])
    state.workers.city[3] = 2
    state.workers.gig_hours[4] = 100.0
    open_month(state)
    return state


def entries(state, item):
    """Entries of an item by account, without those that it does not concern."""
    column = getattr(state.sectors, item)
    return {account.name: float(column[account.row]) for account in Account if column[account.row]}


def test_an_item_is_entered_for_each_account_of_both_sides():
    state = two_kinds()
    transfer(state, "wages", FIRMS, np.array([10.0, 20.0]), WORKERS, Moved(np.array([10.0, 20.0])))
    assert entries(state, "wages") == {
        "WORKERS_CORE": 20.0, "WORKERS_SUPPLIER": 10.0, "CORE_STATE": -20.0, "SUPPLIER_PRIVATE": -10.0,
    }  # fmt: skip
    transfer(state, "school_fees", WORKERS, np.array([1.0, 2.0, 4.0, 8.0, 16.0]), CITIES, np.array([31.0, 0.0, 0.0]))
    assert entries(state, "school_fees") == {
        "WORKERS_SUPPLIER": -1.0, "WORKERS_CORE": -2.0, "UNEMPLOYED": -4.0, "COUNTRYSIDE": -8.0, "RIDERS": -16.0,
        "CITIES": 31.0,
    }  # fmt: skip
    transfer(state, "rider_benefits", CENTRE, 5.0, WORKERS, Moved(5.0))
    assert entries(state, "rider_benefits") == {"RIDERS": 5.0, "SOCIAL_INSURANCE": -5.0}
    transfer(state, "central_grants", CENTRE, 5.0, FIRMS, np.array([5.0, 0.0]))
    assert entries(state, "central_grants") == {"SUPPLIER_PRIVATE": 5.0, "CENTRE": -5.0}


def test_a_claim_is_entered_and_no_money_moves():
    state = two_kinds()
    before = money_of(state).copy()
    book(state, "unpaid_wages", np.array([0.0, 7.0]), np.array([0.0, 7.0]))
    assert entries(state, "unpaid_wages") == {"WORKERS_CORE": 7.0, "CORE_STATE": -7.0}
    assert (money_of(state) == before).all()
    book(state, "depreciation", np.array([3.0, 0.0]), 3.0)
    assert entries(state, "depreciation") == {"SUPPLIER_PRIVATE": -3.0, "FIXED_CAPITAL": 3.0}
    assert state.sectors.depreciation[FIRMS] == 0.0


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda state: transfer(state, "loans", FIRMS, np.zeros(2), BANK, 0.0), "no payment from firms to bank"),
        (lambda state: transfer(state, "unpaid_wages", FIRMS, np.zeros(2), WORKERS, np.zeros(5)), "a claim from firms"),
        (lambda state: book(state, "wages", np.zeros(2), np.zeros(2)), "wages is money"),
        (lambda state: transfer(state, "tax", FIRMS, Moved(0.0), CITIES, np.zeros(3)), "tax: which firms"),
        (lambda state: transfer(state, "wages", FIRMS, np.zeros(2), WORKERS, Moved(0.0)), "wages: which staff"),
        (
            lambda state: transfer(state, "medical", WORKERS, np.array([0.0, 0.0, 1.0, 0.0, 0.0]), ABROAD, 1.0),
            "medical: which staff",  # the third has no employer
        ),
    ],
)  # fmt: skip
def test_who_is_not_party_to_an_item_or_is_not_said_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call(two_kinds())


@pytest.mark.parametrize(
    ("item", "row", "says"),
    [
        ("tax", Account.SUPPLIER_PRIVATE.row, "accounts, tax of firms less their accounts: the accounts differ by -5"),
        ("contributions", Account.CENTRE.row, "accounts, contributions of centre less their accounts"),
    ],
)
def test_a_sector_is_the_sum_of_its_accounts(item, row, says):
    state = settled()
    getattr(state.sectors, item)[row] += 5.0
    with pytest.raises(AccountsError, match=f"2007-01: {says}"):
        check_accounts(state, Params(), moment())


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("profit", r"profit of supplier_private: the accounts differ by -9 yuan"),
        ("debt", r"debt of supplier_private: the accounts differ by -9 yuan"),
    ],
)
def test_profit_and_claims_of_firms_are_what_was_entered(column, says):
    state = settled()
    getattr(state.firms, column)[1] += 9.0
    with pytest.raises(AccountsError, match=says):
        check_accounts(state, Params(), moment())


def test_back_pay_and_liability_lessen_profit_though_they_are_redistributed():
    for item in ("back_pay", "liability"):
        state = settled()
        paid = np.array([0.0, 25.0])
        transfer(state, item, FIRMS, paid, WORKERS, np.array([0.0, 0.0, 25.0, 0.0]))
        with pytest.raises(AccountsError, match="profit of supplier_private: the accounts differ by -25 yuan"):
            check_accounts(state, Params(), moment())
        state.firms.profit[1] = -25.0
        check_accounts(state, Params(), moment())


def test_wages_and_bills_owed_are_what_was_entered():
    state = settled()
    state.workers.arrears[0] = state.firms.wages_owed[0] = 9.0  # both sides, so that only the entry is missing
    with pytest.raises(AccountsError, match="wages_owed of supplier_private: the accounts differ by -9 yuan"):
        check_accounts(state, Params(), moment())
    state = two_kinds()
    state.firms.buyer[0], state.firms.receivables[0] = 1, 9.0
    with pytest.raises(AccountsError, match="receivables of core_state: the accounts differ by 9 yuan"):
        check_accounts(state, Params(), moment())
