"""What would a policy do if one mechanism did not respond to it? Runs in lockstep, one mechanism on its baseline path.

In words. A baseline and runs of the policy, all of one seed, take every step of the month side by side. In each of the
policy's runs one mechanism is clamped: its steps go by the baseline's rules, and after each of them the columns that it
writes are set to what stands in the baseline at that moment. Everybody else responds as usual. In the terms of causal
mediation, what is then left of the effect is a natural direct effect, and the rest the total indirect effect through
the mechanism; where it is clamped in part, both hold for that part only.

What can be clamped. A step that decides (a rate, a price, a wage, hours, a belief, a grievance) can. A step that moves
what the accounts count cannot: a worker would be on two payrolls, or money would come from nowhere. What the accounts
count is what the steps of mechanisms/accounting.py declare to read; so the rule follows the declarations, and nobody
keeps a list. A mechanism with both kinds is clamped in part: those of its steps that move money go on, by the
baseline's rules.

Choices. Rows of workers, cities and markets are the same in all runs. A firm's columns are copied where the same firm
stands in that row of both runs; a firm that lives in only one of them decides for itself.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.steps import Step
from segsim.plumbing.tables import Column
from segsim.runs.config.apart import check_comparable, first_month_apart
from segsim.schedule import MECHANISMS, MONTH
from segsim.settings import Settings
from segsim.state import State

if TYPE_CHECKING:
    from segsim.model import SegmentationModel
    from segsim.recorder import Record, Recorder

ACCOUNTS = "accounting"
NAMED = 3  # columns that a refusal names


@dataclass(frozen=True)
class Channel:
    """What can be clamped of a mechanism."""

    mechanism: str
    clamped: tuple[Step, ...]
    goes_on: tuple[Step, ...]
    left: tuple[Step, ...]  # steps that could be clamped and are not, because one step alone was asked for

    @property
    def is_possible(self) -> bool:
        """True where at least one step can be clamped."""
        return bool(self.clamped)

    @property
    def reason(self) -> str:
        """Which steps go on, and why; empty where all are clamped."""
        if self.mechanism == ACCOUNTS:
            return "keeps the accounts: it counts what is there and decides nothing"
        if not self.goes_on:
            return ""
        moved = "; ".join(f"{step.name} moves {_listed(counted(step))}" for step in self.goes_on)
        return f"{'goes on by the baseline’s rules' if self.clamped else 'moves what the accounts count'}: {moved}"

    @property
    def is_whole(self) -> bool:
        """True where every step is clamped."""
        return not self.goes_on and not self.left


@cache
def channel(name: str) -> Channel:
    """What can be clamped of a mechanism, or of one of its steps (`orders.set_prices`), by the steps' declarations."""
    mechanism, _, only = name.partition(".")
    if mechanism not in MECHANISMS:
        raise unknown("mechanism", mechanism, MECHANISMS)
    steps = [step for step in MONTH if step.mechanism == mechanism and step.writes]
    can = [step for step in steps if mechanism != ACCOUNTS and not counted(step)]
    if only and only not in [step.name for step in can]:
        raise unknown("step that can be clamped", only, [step.name for step in can])
    clamped = tuple(step for step in can if only in ("", step.name))
    goes_on = tuple(step for step in steps if step not in can)
    return Channel(mechanism, clamped, goes_on, tuple(step for step in can if step not in clamped))


def clampable() -> list[str]:
    """Mechanisms of which something can be clamped, in the order of the table of contents."""
    return [name for name in MECHANISMS if channel(name).is_possible]


def counted(step: Step) -> list[Column]:
    """Columns that the step writes and the accounts count."""
    return [column for column in step.writes if column in _accounts()]


@cache
def _accounts() -> frozenset[Column]:
    return frozenset(column for step in MONTH if step.mechanism == ACCOUNTS for column in step.reads)


def _listed(columns: Sequence[Column]) -> str:
    names = ", ".join(column.path for column in columns[:NAMED])
    return names + (f" and {len(columns) - NAMED} more" if len(columns) > NAMED else "")


def own_mechanisms(baseline: Settings, policy: Settings) -> set[str]:
    """Mechanisms that the policy sets differently from the baseline, at the start or later."""
    first = {name for name in policy.params if policy.params[name] != baseline.params[name]}
    dated = [{(change.index, change.path, repr(change.value)) for change in one.changes} for one in (baseline, policy)]
    later = {path.partition(".")[0] for _, path, _ in dated[0] ^ dated[1]}
    return first | (baseline.without ^ policy.without) | later


def clamp(step: Step, baseline: State, clamped: State) -> None:
    """Set what the step has written to what stands in the baseline; of firms, where both runs have the same firm."""
    same = same_firms(baseline, clamped)
    for column in step.writes:
        source, target = (getattr(getattr(state, column.table), column.name) for state in (baseline, clamped))
        rows = same if column.table == "firms" else slice(None)
        target[rows] = source[rows]


def same_firms(one: State, other: State) -> np.ndarray:
    """True in rows in which the same firm lives in both runs: begun in the same month, in the same market."""
    alive = one.firms.alive & other.firms.alive
    return alive & (one.firms.born == other.firms.born) & (one.firms.market == other.firms.market)


@dataclass
class ClampedRun:
    """A run of the policy in which a mechanism or a step is clamped (None: none is), with its recorder."""

    name: str | None
    model: SegmentationModel
    recorder: Recorder
    broken: str = ""  # the identity that failed, where clamping violated an accounting identity


def run_clamped(
    baseline: Settings, policy: Settings, seed: int, names: Sequence[str | None], tick: Callable[[], None]
) -> dict[str | None, Record | str]:
    """The policy's run with each of the named mechanisms or steps clamped: the record, or the violated identity.

    `tick` is called once for every month of every model.
    """
    for name in names:
        if name is not None and not channel(name).is_possible:
            raise InputError(f"{name} cannot be clamped: {channel(name).reason}")
    *_, clamped = side_by_side(baseline, policy, seed, names, tick)
    return {one.name: one.broken or one.recorder.finish() for one in clamped[1:]}


def side_by_side(
    baseline: Settings, policy: Settings, seed: int, names: Sequence[str | None], tick: Callable[[], None]
) -> Iterator[list[ClampedRun]]:
    """The baseline, and after it the clamped runs, at the end of every month from the first in which they differ."""
    from segsim.model import SegmentationModel
    from segsim.recorder import Recorder

    model = SegmentationModel(baseline, rng=seed)
    first = ClampedRun(None, model, Recorder(model, panel=False))
    check_comparable(baseline, policy)
    part = first_month_apart(baseline, policy)
    while model.index + 1 < part:
        model.step()
        first.recorder.record()
        tick()
    if part == -baseline.time.burn_in:
        model = SegmentationModel(policy, rng=seed)
        stem = ClampedRun(None, model, Recorder(model, panel=False))
    else:
        stem = first
    runs = [first, *(_branch(stem, name, baseline, policy) for name in names)]
    for _ in range(first.model.months_left):
        take_month(runs)
        for _ in runs:
            tick()
        yield runs


def _branch(stem: ClampedRun, name: str | None, baseline: Settings, policy: Settings) -> ClampedRun:
    model, recorder = copy.deepcopy((stem.model, stem.recorder))
    own = {channel(name).mechanism} if name else set()  # it is there if it is there in the baseline
    model.settings = replace(policy, without=policy.without - own | baseline.without & own)
    return ClampedRun(name, model, recorder)


def take_month(runs: Sequence[ClampedRun]) -> None:
    """One month of the first run and, step by step beside it, of the others."""
    baseline, sound = runs[0].model, [one for one in runs[1:] if not one.broken]
    baseline.begin_month()
    for one in sound:
        one.model.begin_month()
        if one.name:
            mechanism = channel(one.name).mechanism
            one.model.params[mechanism] = baseline.params[mechanism]
    for step in MONTH:
        baseline.take(step)
        for one in sound:
            if not one.broken:
                _take_beside(step, baseline, one)
    baseline.end_month()
    runs[0].recorder.record()
    for one in sound:
        if not one.broken:
            one.model.end_month()
            one.recorder.record()


def _take_beside(step: Step, baseline: SegmentationModel, one: ClampedRun) -> None:
    try:
        one.model.take(step)
    except ArithmeticError as fault:  # an identity of the accounts, or a transfer with two sides that differ
        one.broken = str(fault)
        return
    if one.name and step in channel(one.name).clamped:
        clamp(step, baseline.state, one.model.state)
