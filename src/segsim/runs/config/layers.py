"""Which value of a lever holds in which month, when history, scenarios and the user all turn it?

In words. Three layers, from below: what happened (law), the scenarios, and what the user set on the command line or by
choosing a variant. In every month the highest layer that holds a lever wins; where a layer lets go, the value is again
what the layers below say for that month. Within a layer the latest setting wins; two scenarios that hold one lever in
one month clash, because their order would say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segsim.plumbing.errors import InputError
from segsim.runs.config.scenarios import Held, Scenario
from segsim.settings import Change


def check_clashes(scenarios: Sequence[Scenario]) -> None:
    """InputError where two scenarios hold one lever in one month."""
    for place, first in enumerate(scenarios):
        for second in scenarios[place + 1 :]:
            for one in first.held:
                for other in second.held:
                    if one.path == other.path and _overlap(one, other):
                        raise InputError(f"scenarios {first.name} and {second.name} clash: both set {one.path}")


def _overlap(one: Held, other: Held) -> bool:
    return other.holds(one.start) or one.holds(other.start)


def in_force(layers: Sequence[Sequence[Held]], path: str, index: int) -> Held | None:
    """What holds a lever in a month: the latest setting of the highest layer that has one."""
    for layer in reversed(layers):
        holding = [held for held in layer if held.path == path and held.holds(index)]
        if holding:
            return max(holding, key=lambda held: held.start)
    return None


def settle(
    defaults: Mapping[str, Any], layers: Sequence[Sequence[Held]], first: int, last: int
) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """Values in the first month of the burn-in, and the dated changes from then to the last month, in order."""
    held_by_path: dict[str, list[Held]] = {}
    for layer in layers:
        for held in layer:
            held_by_path.setdefault(held.path, []).append(held)
    values = dict(defaults)
    changes = []
    for path, settings in held_by_path.items():
        start = in_force(layers, path, first)
        if start is not None:
            values[path] = start.value
        value, dates = values[path], {held.start for held in settings} | {held.end for held in settings}
        before = start
        for index in sorted(date for date in dates if date is not None and first < date <= last):
            now = in_force(layers, path, index)
            new = defaults[path] if now is None else now.value
            if new != value:
                origin = now.origin if now else f"end of: {before.origin}" if before else "default"
                changes.append(Change(index, path, new, origin))
            value, before = new, now or before
    return values, tuple(sorted(changes, key=lambda change: (change.index, change.path)))
