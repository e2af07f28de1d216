"""Every mechanism can be left out, from the first month or from mid-run, and the world goes on and balances."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segsim.schedule import MECHANISMS, MONTH
from segsim.settings import Change, Time
from small_worlds import TOY, model, settings

MONTHS = Time(start=(2007, 7), end=(2008, 6), burn_in=6)  # with new minimum wages and the contract law in them
SWITCHED = [name for name, mechanism in MECHANISMS.items() if hasattr(mechanism.Params(), "active")]


def run_all(told):
    """The run after its last month; the books stop it where they do not close."""
    run = model(told)
    while run.months_left:
        run.step()
    return run


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
    run = run_all(settings({f"{name}.active": False}, world=TOY, time=MONTHS))
    assert_sound(run)
    assert run.state_hash() != with_all.state_hash()


@pytest.mark.parametrize("name", SWITCHED)
def test_left_out_from_mid_run(name):
    told = settings(world=TOY, time=MONTHS)
    off = Change(5, f"{name}.active", False, "test")
    run = run_all(replace(told, changes=tuple(sorted((*told.changes, off), key=lambda change: change.index))))
    assert_sound(run)


def test_only_what_cannot_be_left_out_has_no_switch():
    assert set(MECHANISMS) - set(SWITCHED) == {"payroll", "accounting", "production"}
    assert all(step.essential for step in MONTH if step.mechanism in ("payroll", "accounting", "production"))


def test_all_left_out_from_mid_run_the_world_still_works_and_is_paid():
    told = settings(world=TOY, time=MONTHS, history=False)
    off = tuple(Change(5, f"{name}.active", False, "test") for name in SWITCHED)
    run = run_all(replace(told, changes=off))
    assert_sound(run)
    assert run.state.firms.output.sum() > 0.0
    assert run.state.sectors.wages.any()
