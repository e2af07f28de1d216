"""The model's own months, in which chosen steps are also taken by the reference implementation from the same state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reference_implementations.agents import ReferenceModel
from segsim.plumbing.steps import Moment, Step
from segsim.state import State
from segsim.world.size import World
from small_worlds import SWITCHED_ON, copy_of, looking_in, model, settings

TINY = World(workers=200, firms=16, n_cities=4, persons_per_agent=100_000.0)
# Workers pass many of the fixed parts over which sums run, and some firms are large.
WIDER = World(workers=1003, firms=61, n_cities=4, persons_per_agent=20_000.0)
# The last has no taste and no cost of moving, so that many jobs are worth exactly the same.
WORLDS: dict[str, dict[str, Any]] = {"default": {}} | SWITCHED_ON | {
    "indifferent": {"matching.taste_scale": 0.0, "matching.switching_cost": 0.0, "matching.rounds": 6,
                    "matching.search_employed": 0.3, "matching.skill_threshold": 0.0,
                    "matching.admission_probability": 1.0},
}  # fmt: skip


@dataclass
class Pair:
    """One step, taken twice: tables after the model's own step, and the reference after its own."""

    before: State
    tables: State
    reference: ReferenceModel
    differences: list[str] = field(default_factory=list)


def side_by_side(levers: Mapping[str, Any], step_name: str, months: int, world: World = TINY) -> Iterator[Pair]:
    """Run the model for so many months; each time that the step comes, both take it."""
    run = model(settings(levers, world=world))
    pairs: list[Pair] = []

    def look(step: Step, state: State, params: Any, moment: Moment) -> None:
        if step.name == step_name:
            pair = Pair(copy_of(state), copy_of(state), ReferenceModel(run))
            step(pair.tables, params, moment)
            getattr(pair.reference, step_name)()
            pair.differences = pair.reference.differences(pair.tables)
            pairs.append(pair)

    for _ in range(months):
        with looking_in(look):
            run.step()
        yield pairs.pop()
