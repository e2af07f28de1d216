"""Do money, people, hours, jobs and goods balance every month, and does a run notice when they do not?"""

from __future__ import annotations

import re

import numpy as np
import pytest

import monthly_invariants
from segsim.mechanisms.accounting import AccountsError
from segsim.state import State
from segsim.state.money import ABROAD, BANK, FIRMS, WORKERS
from small_worlds import SWITCHED_ON, copy_of, looking_in, model, settings, switched_on

MONTHS = 30


@pytest.mark.parametrize("world", [*SWITCHED_ON, "history"])
def test_every_month_balances(world: str):
    run = model(settings() if world == "history" else switched_on(world))
    closed = struck = late = 0
    for opening, failing, end in monthly_invariants.months(run, MONTHS):
        monthly_invariants.check_month(opening, failing, end)
        closed, struck = closed + end.firms.closed.sum(), struck + end.firms.struck.sum()
        late += (end.firms.receivables > 0).sum()
    if world in SWITCHED_ON:
        assert min(closed, struck, late) > 0, "nothing happened that could have upset the accounts"


def _first(mask: np.ndarray) -> int:
    return int(np.flatnonzero(mask)[0])


def _employed(state: State) -> int:
    return _first((state.workers.employer >= 0) & ~state.firms.closed[state.workers.employer])


def _moved_away(state: State) -> None:
    i = _employed(state)
    state.workers.city[i] = (state.workers.city[i] + 1) % (state.cities.rows - 1)


def _lost_worker(state: State) -> None:
    state.workers.employer[_employed(state)] = -1


def _invented_job(state: State) -> None:
    state.firms.employment[_first(state.firms.alive)] += 3


def _ghost_firm(state: State) -> None:
    state.firms.alive[_first(state.firms.alive & (state.firms.employment > 0))] = False


def _found_money(state: State) -> None:
    state.workers.deposits[7] += 1000.0


def _lost_money(state: State) -> None:
    state.firms.deposits[int(state.firms.deposits.argmax())] -= 1000.0


def _city_finds_money(state: State) -> None:
    state.cities.deposits[0] += 1000.0


def _bank_finds_money(state: State) -> None:
    state.sectors.deposits[BANK] += 1000.0


def _one_sided_entry(state: State) -> None:
    state.sectors.consumption[ABROAD] += 1000.0


def _two_sided_entry_without_money(state: State) -> None:
    state.sectors.consumption[ABROAD] += 1000.0
    state.sectors.consumption[WORKERS] -= 1000.0


def _overdrawn(state: State) -> None:
    # Worker 7 pays worker 8, so that nothing is lost, but more than they have.
    amount = state.workers.deposits[7] + 1000.0
    state.workers.deposits[7] -= amount
    state.workers.deposits[8] += amount


def _overdrawn_firm(state: State) -> None:
    firms = state.firms
    amount = firms.deposits[0] + 1000.0
    firms.deposits[0] -= amount
    firms.deposits[1] += amount


def _forgotten_debt(state: State) -> None:
    state.workers.arrears[_employed(state)] += 1000.0


def _denied_debt(state: State) -> None:
    state.firms.wages_owed[_first(state.firms.alive)] += 1000.0


def _lost_goods(state: State) -> None:
    state.markets.output[2] -= 1000.0


def _unasked_goods(state: State) -> None:
    state.markets.emergency_imports[5] += 1000.0


def _unpaid_hours(state: State) -> None:
    state.workers.overtime[:] *= np.float32(1.01)


def _missing_money(state: State) -> None:
    state.workers.deposits[7] = np.nan


# What goes wrong, after which step of the month, and which account and amount the run then names. Money of a toy world
# is about a million yuan, so that a thousand is far beyond rounding.
FAULTS = [
    (
        _moved_away,
        "search_and_hire",
        r"people, workers outside the city of their firm: the accounts differ by 1 workers",
    ),
    (_lost_worker, "pay_wages", r"people, employment of firm \d+: the accounts differ by -1 workers"),
    (_invented_job, "take_census", r"people, employment of firm \d+: the accounts differ by -3 workers"),
    (_ghost_firm, "take_census", r"people, workers of firms that do not exist: the accounts differ by \d+ workers"),
    (_found_money, "pay_wages", r"money, workers: the accounts differ by 1000 yuan"),
    (_lost_money, "invest", r"money, firms: the accounts differ by -1000 yuan"),
    (_city_finds_money, "invest", r"money, cities: the accounts differ by 1000 yuan"),
    (_bank_finds_money, "lend", r"money, bank: the accounts differ by 1000 yuan"),
    (_one_sided_entry, "consume", r"money, consumption: the accounts differ by 1000 yuan"),
    (_two_sided_entry_without_money, "consume", r"money, workers: the accounts differ by 1000 yuan"),
    (_overdrawn, "take_census", r"money, least deposits of workers: the accounts differ by -1000 yuan"),
    (_overdrawn_firm, "take_census", r"money, least deposits of firms: the accounts differ by -1000 yuan"),
    (_forgotten_debt, "take_census", r"wages, owed by firms less owed to workers: the accounts differ by -1000 yuan"),
    (_denied_debt, "take_census", r"wages, owed by firms less owed to workers: the accounts differ by 1000 yuan"),
    (_lost_goods, "produce", r"goods, market 2: the accounts differ by 1000 units"),
    (_unasked_goods, "produce", r"goods, market 5: the accounts differ by -1000 units"),
    (_unpaid_hours, "take_census", r"hours, overtime: the accounts differ by [\d.e+]+ efficiency hours"),
    (_missing_money, "take_census", r"money, workers: the accounts differ by nan yuan"),
]


@pytest.fixture(scope="module")
def warm():
    return model(settings(), months=4)


@pytest.mark.parametrize(("fault", "after", "says"), FAULTS, ids=[fault.__name__.strip("_") for fault, _, _ in FAULTS])
def test_a_run_stops_in_the_month_in_which_something_is_lost(warm, fault, after: str, says: str):
    run, ran = _branch(warm), []

    def look(step, state, params, moment):
        if ran and ran[-1] == after:
            fault(state)
        ran.append(step.name)

    with looking_in(look), pytest.raises(AccountsError) as stopped:
        run.step()
    assert ran[-1] == "check_accounts"
    assert re.fullmatch(f"{run.moment.label}: {says}", str(stopped.value)), str(stopped.value)


def _branch(run):
    """The same run once more, from where it is."""
    branch = model(settings())
    for name, table in branch.state.tables():
        for column, array in table.arrays():
            array[...] = getattr(getattr(run.state, name), column.name)
    branch.params, branch.index, branch.moment = dict(run.params), run.index, run.moment
    return branch


def test_the_same_month_without_a_fault_goes_through(warm):
    run = _branch(warm)
    run.step()
    usual = _branch(warm)
    usual.step()
    assert run.state_hash() == usual.state_hash() != warm.state_hash()


# The invariants beside the accounts must be able to fail too.
@pytest.mark.parametrize(
    ("invariant", "column", "row", "value"),
    [
        (monthly_invariants.nothing_is_missing, "firms.price", "alive", np.nan),
        (monthly_invariants.nothing_is_missing, "workers.skill", 0, np.inf),
        (monthly_invariants.rows_point_where_they_should, "firms.buyer", "linked", 0),
        (monthly_invariants.rows_point_where_they_should, "workers.hukou", 5, 7),
        (monthly_invariants.rows_point_where_they_should, "firms.city", 0, -1),
        (monthly_invariants.orders_are_shared_out, "firms.open_share", "alive", 0.99),
        (monthly_invariants.shares_are_shares, "firms.violations", "alive", 1.5),
        (monthly_invariants.goods_add_up, "firms.output", "alive", 1e9),
    ],
)
def test_an_invariant_notices_what_breaks_it(warm, invariant, column: str, row, value):
    state = copy_of(warm.state)
    table, _, name = column.partition(".")
    where = {"alive": state.firms.alive, "linked": state.firms.buyer > 0}.get(row, row) if isinstance(row, str) else row
    invariant(state)
    getattr(getattr(state, table), name)[where] = value
    with pytest.raises(AssertionError):
        invariant(state)


def test_people_debt_and_pay_notice_what_breaks_them(warm):
    opening, failing, end = next(monthly_invariants.months(_branch(warm), 1))
    monthly_invariants.check_month(opening, failing, end)
    for invariant, spoilt, column in (
        (monthly_invariants.people_add_up, opening, "employment"), (monthly_invariants.people_add_up, failing, "hires"),
        (monthly_invariants.people_add_up, failing, "unfilled"), (monthly_invariants.debt_is_what_was_lent, opening,
        "debt"),
        (monthly_invariants.debt_is_what_was_lent, end, "debt"), (monthly_invariants.pay_adds_up, failing, "wage_bill"),
    ):  # fmt: skip
        array = getattr(spoilt.firms, column)
        array[0] += 2
        with pytest.raises(AssertionError):
            invariant(*((failing, end) if invariant is monthly_invariants.pay_adds_up else (opening, failing, end)))
        array[0] -= 2
    assert float(failing.sectors.wages[FIRMS]) < 0
