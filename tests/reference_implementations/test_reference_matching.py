"""Do the same people leave, and are the same people taken, when every agent is an object of its own?"""

from __future__ import annotations

from collections import Counter

import pytest

from reference_implementations.agents import STEPS, ReferenceModel, uniform_by_hand
from reference_implementations.side_by_side import TINY, WIDER, WORLDS, Pair, side_by_side
from segsim.mechanisms.accounting import open_month
from segsim.plumbing.steps import Moment
from segsim.plumbing.streams import stream_key, uniforms
from segsim.schedule import MONTH
from segsim.state.codes import Move
from small_worlds import copy_of, model, settings, switched_on

MONTHS = 18
# Wages come late, and those who wait for them look for another job.
SHORT_OF_MONEY = {"finance.credit_multiple": 0.0, "trade.late_payment": 0.4, "matching.search_employed": 0.3}


def moves(pair: Pair) -> Counter:
    """How often each thing happened in the labour market in this step."""
    return Counter(pair.tables.workers.move.tolist()) - Counter(pair.before.workers.move.tolist())


def test_draws_by_hand_are_the_models():
    key = stream_key(7, "search_and_hire", 11)
    for purpose in (0, 1, 255):
        assert [uniform_by_hand(int(key), row, purpose) for row in range(300)] == uniforms(key, 300, purpose).tolist()


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize(
    ("step", "happens"), [("separate", {Move.QUIT, Move.LAID_OFF}), ("search_and_hire", {Move.HIRED})]
)
def test_people_leave_and_find_the_same_jobs(world: str, step: str, happens: set[Move]):
    seen: Counter = Counter()
    for pair in side_by_side(WORLDS[world], step, MONTHS):
        assert pair.differences == []
        seen += moves(pair)
    assert happens <= set(seen)


def test_some_change_jobs_and_leave_back_wages_behind():
    changed = left = 0
    for pair in side_by_side(WORLDS["chain"] | SHORT_OF_MONEY, "search_and_hire", 30, WIDER):
        assert pair.differences == []
        has_changed = pair.tables.workers.move == Move.CHANGED_JOB
        changed += has_changed.sum()
        left += (pair.before.workers.arrears[has_changed] > 0).sum()
    assert changed > 0
    assert left > 0


def other_draws(key: int, row: int, purpose: int) -> float:
    return 1.0 - uniform_by_hand(key, row, purpose)


@pytest.mark.parametrize("step", ["separate", "search_and_hire", "draw_terms"])
def test_a_reference_with_other_random_draws_is_found_out(step: str):
    run = model(switched_on("tier"), months=3)
    open_month(run.state)
    honest, other = ReferenceModel(run), ReferenceModel(run, draw=other_draws)
    tables = copy_of(run.state)
    _six_steps(tables, run, steps=(step,))
    getattr(honest, step)()
    getattr(other, step)()
    assert honest.differences(tables) == []
    assert other.differences(tables) != []


@pytest.mark.parametrize("world", [TINY, WIDER])
def test_months_of_the_six_steps_alone_stay_equal(world):
    # Nothing is copied again between steps or months: what one step leaves, the next one takes up.
    run = model(settings(WORLDS["chain"], world=world), months=8)
    reference, tables = ReferenceModel(run), copy_of(run.state)
    for later in range(1, 4):
        open_month(tables)
        _six_steps(tables, run, later)
        reference.step()
        assert reference.differences(tables) == []
    assert (tables.workers.employer != run.state.workers.employer).sum() > 10


def _six_steps(tables, run, later: int = 0, steps: tuple[str, ...] = STEPS) -> None:
    moment = Moment(run.index + later, 2008, (run.moment.month + later - 1) % 12 + 1, run.seed, run.outside)
    for step in MONTH:
        if step.name in steps:
            step(tables, run.params[step.mechanism], moment)
