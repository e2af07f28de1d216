"""Every mechanism can be left out, from the first month or from mid-run, and the world goes on and balances.

So does every way in which a mechanism can be given to work: each word and each flag that a parameter may be.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import monthly_invariants
from segsim.runs.config.conf import groups
from segsim.schedule import MECHANISMS, MONTH
from segsim.settings import Time
from segsim.settings.catalogue import may_be_left_out
from small_worlds import TOY, copy_of, model, settings

MONTHS = Time(start=(2007, 7), end=(2009, 6), burn_in=2)  # minimum wages, contract law and the slump
THIN = {"orders.supplier_share": 0.05, "orders.switching_cost": 0.0}  # margins, so that firms need loans in this year
MAY_BE_LEFT_OUT = list(may_be_left_out())

MODES = [
    (entry.path, value)
    for name in MECHANISMS
    for entry in groups()[name].values()
    for value in ((False, True) if isinstance(entry.value, bool) else entry.choices or ())
    if value != entry.value
]


def run_all(given, without=(), later=0):
    """The run after its last month, `without` some mechanisms from the first month or from so many months later on.

    Its own accounts and all invariants of a month hold in every one of them.
    """
    run = model(given, months=later)
    run.settings = replace(given, without=frozenset(without))
    # Without orders nobody gets what the failed had.
    check = monthly_invariants.check_all_but_shares_of_orders if "orders" in without else monthly_invariants.check_month
    for opening, failing, end in monthly_invariants.months(run, run.months_left):
        check(opening, failing, with_nothing_for_what_was_never_made(end, without))
    return run


def with_nothing_for_what_was_never_made(state, without):
    """A copy with zeros for what is missing because only these mechanisms make it: left out, they leave it alone."""
    state = copy_of(state)
    for column in {column for step in MONTH if step.mechanism in without for column in step.writes}:
        table, _, name = column.path.partition(".")
        array = getattr(getattr(state, table), name)
        if array.dtype.kind == "f":
            np.nan_to_num(array, copy=False)
    return state


@pytest.fixture(scope="module")
def with_all():
    return run_all(settings(THIN, world=TOY, time=MONTHS))


def assert_sound(run):
    """Nothing that a living firm or a worker goes on with is missing."""
    firms, workers = run.state.firms, run.state.workers
    for name in ("price", "base_wage", "productivity", "capacity", "expected_demand", "orders", "output"):
        column = getattr(firms, name)[firms.alive]
        assert np.isfinite(column).all(), name
        assert (column >= 0.0).all(), name
    assert np.isfinite(workers.earnings).all()
    assert (workers.employer >= 0).any()


@pytest.mark.parametrize("name", MAY_BE_LEFT_OUT)
def test_left_out_from_the_first_month(name, with_all):
    run = run_all(settings(THIN, world=TOY, time=MONTHS, without=[name]), [name])
    assert_sound(run)
    assert run.state_hash() != with_all.state_hash()


@pytest.mark.parametrize("name", MAY_BE_LEFT_OUT)
def test_left_out_of_a_branch_in_mid_run(name):
    assert_sound(run_all(settings(THIN, world=TOY, time=MONTHS), [name], later=11))


@pytest.mark.parametrize(("path", "value"), MODES)
def test_with_other_settings(path, value):
    assert_sound(run_all(settings({path: value}, world=TOY, time=MONTHS)))


def test_all_left_out_in_mid_run_the_world_still_works_and_is_paid():
    run = run_all(settings(world=TOY, time=MONTHS, history=False), MAY_BE_LEFT_OUT, later=11)
    assert_sound(run)
    assert run.state.firms.output.sum() > 0.0
    assert run.state.sectors.wages.any()
