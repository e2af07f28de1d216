"""Do the invariants hold for any parameters within their ranges, in any world, and whenever levers are turned?

Examples are drawn by Hypothesis from a fixed start, so that the same ones are tried every time; what fails is boiled
down to the fewest parameters that still fail.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st

import monthly_invariants
from segsim.model import SegmentationModel
from segsim.plumbing.errors import InputError
from segsim.plumbing.parameters import Parameter
from segsim.runs.config.conf import groups
from segsim.schedule import MECHANISMS
from segsim.settings import Change, Settings, Time
from segsim.world.size import World
from small_worlds import SWITCHED_ON, TOY, WITH_PEERS, settings

PATHS = {entry.path: entry for name in MECHANISMS for entry in groups()[name].values()}
LEVERS = {path: entry for path, entry in PATHS.items() if entry.kind == "lever"}
# What a mechanism that is off from the first month on would have made stays missing; switches are turned later.
SIZES = {"workers": (150, 900), "firms": (12, 60)}
CITIES = (1, 2, 4, 7, 13)
MONTHS = 8
quickly = examples(
    max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def value_of(entry: Parameter) -> st.SearchStrategy[Any]:
    """Any allowed value of a parameter, its ends more often than others."""
    if isinstance(entry.value, bool):
        return st.booleans()
    if isinstance(entry.value, str):
        return st.sampled_from(entry.choices)
    ends = st.sampled_from([entry.low, entry.high]).map(type(entry.value))
    if isinstance(entry.value, int):
        return ends | st.integers(int(entry.low or 0), int(entry.high or 0))
    return ends | st.floats(entry.low, entry.high, allow_subnormal=False)


def some_of(entries: dict[str, Parameter], most: int) -> st.SearchStrategy[dict[str, Any]]:
    """A few of these parameters with any allowed value."""
    names = st.lists(st.sampled_from(sorted(entries)), max_size=most, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: value_of(entries[name]) for name in chosen}))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small worlds of any spread of skill, size, productivity and hukou."""
    own = {name: entry for name, entry in groups()["world"].items() if isinstance(entry.value, float | bool)}
    chosen = draw(some_of({name: entry for name, entry in own.items() if name != "persons_per_agent"}, 4))
    sizes = {name: draw(st.integers(low, high)) for name, (low, high) in SIZES.items()}
    return World(**chosen, **sizes, n_cities=draw(st.sampled_from(CITIES)))


@st.composite
def dated(draw: st.DrawFn) -> tuple[Change, ...]:
    """Levers that are turned in mid-run."""
    turned = draw(some_of(LEVERS, 4))
    changes = [Change(draw(st.integers(-2, MONTHS - 4)), path, value, "drawn") for path, value in turned.items()]
    return tuple(sorted(changes, key=lambda change: change.index))


def run_and_check(chosen: Settings, seed: int) -> None:
    try:
        run = SegmentationModel(chosen, rng=seed)
    except InputError:  # a world too small to hold the chains is refused in one line
        assume(False)
    for opening, failing, end in monthly_invariants.months(run, MONTHS):
        monthly_invariants.check_month(opening, failing, end)


TIME = Time(start=(2008, 10), end=(2009, 12), burn_in=3)  # a January and the export shock lie in the months that run


@quickly
@given(turned=some_of(PATHS, 12), changes=dated(), seed=st.integers(0, 2**31))
def test_invariants_hold_over_parameters(turned: dict[str, Any], changes: tuple[Change, ...], seed: int):
    chosen = settings(turned, time=TIME)
    run_and_check(replace(chosen, changes=(*chosen.changes, *changes)), seed)


@quickly
@given(
    on=st.sampled_from(sorted(SWITCHED_ON)), turned=some_of(PATHS, 12), changes=dated(),
    seed=st.integers(0, 2**31),
)  # fmt: skip
def test_invariants_hold_with_everything_on(on: str, turned: dict[str, Any], changes: tuple[Change, ...], seed: int):
    """Riders, campaigns, unions, awards, movers and points are there from the first month, however levers stand."""
    chosen = settings(SWITCHED_ON[on] | turned, world=WITH_PEERS, time=TIME)
    run_and_check(replace(chosen, changes=tuple(sorted((*chosen.changes, *changes), key=lambda one: one.index))), seed)


@quickly
@given(world=worlds(), turned=some_of(PATHS, 3), seed=st.integers(0, 2**31))
def test_invariants_hold_over_worlds(world: World, turned: dict[str, Any], seed: int):
    run_and_check(settings(turned, world=world, time=TIME), seed)


@examples(quickly, max_examples=15)
@given(turned=some_of(PATHS, 8), seed=st.integers(0, 2**31))
def test_a_run_is_the_same_whenever_it_is_run(turned: dict[str, Any], seed: int):
    chosen = settings(turned, world=replace(TOY, workers=400, firms=30), time=TIME)
    hashes = []
    for _ in range(2):
        np.random.seed(len(hashes))  # noqa: NPY002  # nobody may listen to NumPy's own generator
        run = SegmentationModel(chosen, rng=seed)
        for _ in range(3):
            run.step()
        hashes.append(run.state_hash())
    assert hashes[0] == hashes[1]
