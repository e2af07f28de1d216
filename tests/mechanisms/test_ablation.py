"""Every mechanism can be left out, from the first month or from mid-run, and the world goes on and balances.

So does every way in which a mechanism can be told to work: each word and each flag that a parameter may be.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import month_laws
from segsim.runs.config.conf import groups
from segsim.schedule import MECHANISMS, MONTH
from segsim.settings import Change, Time
from small_worlds import TOY, copy_of, model, settings

MONTHS = Time(start=(2007, 7), end=(2008, 6), burn_in=6)  # with new minimum wages and the contract law in them
SWITCHED = [name for name, mechanism in MECHANISMS.items() if hasattr(mechanism.Params(), "active")]


MODES = [
    (entry.path, value)
    for name in MECHANISMS
    for entry in groups()[name].values()
    if entry.name != "active"
    for value in ((False, True) if isinstance(entry.value, bool) else entry.choices or ())
    if value != entry.value
]


def run_all(told, without=()):
    """The run after its last month. Its own books and all laws of a month hold in every one of them."""
    run = model(told)
    # Without orders nobody gets what the failed had.
    check = month_laws.check_all_but_shares_of_orders if "orders" in without else month_laws.check_month
    for opening, failing, end in month_laws.months(run, run.months_left):
        check(opening, failing, with_nothing_for_what_was_never_made(end, without))
    return run


def with_nothing_for_what_was_never_made(state, without):
    """A copy with zeros instead of blanks in what only these mechanisms make: left out, they leave it as it was."""
    state = copy_of(state)
    for column in {column for step in MONTH if step.mechanism in without for column in step.writes}:
        table, _, name = column.path.partition(".")
        array = getattr(getattr(state, table), name)
        if array.dtype.kind == "f":
            np.nan_to_num(array, copy=False)
    return state


@pytest.fixture(scope="module")
def with_all():
    return run_all(settings(world=TOY, time=MONTHS))


def assert_sound(run):
    """Nothing that a living firm or a worker goes on with is blank."""
    firms, workers = run.state.firms, run.state.workers
    for name in ("price", "base_wage", "productivity", "capacity", "expected_demand", "orders", "output"):
        column = getattr(firms, name)[firms.alive]
        assert np.isfinite(column).all(), name
        assert (column >= 0.0).all(), name
    assert np.isfinite(workers.earnings).all()
    assert (workers.employer >= 0).any()


@pytest.mark.parametrize("name", SWITCHED)
def test_left_out_from_the_first_month(name, with_all):
    run = run_all(settings({f"{name}.active": False}, world=TOY, time=MONTHS), without=(name,))
    assert_sound(run)
    assert run.state_hash() != with_all.state_hash()


@pytest.mark.parametrize("name", SWITCHED)
def test_left_out_from_mid_run(name):
    told = settings(world=TOY, time=MONTHS)
    off = Change(5, f"{name}.active", False, "test")
    changes = tuple(sorted((*told.changes, off), key=lambda change: change.index))
    run = run_all(replace(told, changes=changes), without=(name,))
    assert_sound(run)


@pytest.mark.parametrize(("path", "value"), MODES)
def test_told_to_work_in_another_way(path, value):
    assert_sound(run_all(settings({path: value}, world=TOY, time=MONTHS)))


def test_only_what_cannot_be_left_out_has_no_switch():
    assert set(MECHANISMS) - set(SWITCHED) == {"payroll", "accounting", "production"}
    assert all(step.essential for step in MONTH if step.mechanism in ("payroll", "accounting", "production"))


def test_all_left_out_from_mid_run_the_world_still_works_and_is_paid():
    told = settings(world=TOY, time=MONTHS, history=False)
    off = tuple(Change(5, f"{name}.active", False, "test") for name in SWITCHED)
    run = run_all(replace(told, changes=off), without=SWITCHED)
    assert_sound(run)
    assert run.state.firms.output.sum() > 0.0
    assert run.state.sectors.wages.any()
