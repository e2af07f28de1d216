"""The accounts balance, and what does not add up stops the run with a message that names it."""

from __future__ import annotations

import numpy as np
import pytest

from hand_made import hand_state, hire, moment
from segsim.mechanisms.accounting import AccountsError, Params, check_accounts, open_month, take_census
from segsim.state.codes import Move
from segsim.state.money import ABROAD, BANK, CENTRE, CITIES, FIRMS, WORKERS, Moved, money_of, transfer


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
    transfer(state, "wages", FIRMS, Moved(10.0), WORKERS, Moved(10.0))
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
