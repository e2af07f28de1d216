"""Which value of a lever holds in which month, when history, scenarios and the user all turn it?

In words. Layers lie over one another, what happened (law) at the bottom. In every month the highest layer that holds a
lever wins; where a layer lets go, the value is again what the layers below say for that month, at last the value of
conf/<group>/default.yaml. Within a layer the latest setting wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Held:
    """A lever held at a value from a month on, until a month (not counted) or for good."""

    path: str
    value: Any
    start: int
    end: int | None
    origin: str

    def holds(self, index: int) -> bool:
        """True where it is in force in the month."""
        return self.start <= index and (self.end is None or index < self.end)


@dataclass(frozen=True)
class Change:
    """A lever that takes a new value at the start of a month."""

    index: int
    path: str  # mechanism.lever
    value: Any
    origin: str  # where it was set, in words for the reader


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
