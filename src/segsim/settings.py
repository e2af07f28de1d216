"""What is one run told: the world, the months, every mechanism's parameters, and the dated changes of levers.

Settings hold plain values only; runs/config/compose.py makes them from conf/ and the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segsim.schedule import MECHANISMS
from segsim.world.size import World


@dataclass(frozen=True)
class Time:
    """Months of a run. Months are counted from `start`, the first reported one, which has index 0."""

    start: tuple[int, int] = (2006, 1)
    end: tuple[int, int] = (2020, 12)
    burn_in: int = 24

    @property
    def months(self) -> int:
        """Reported months, both ends counted."""
        return self.index_of(*self.end) + 1

    def index_of(self, year: int, month: int) -> int:
        """Index of a calendar month; negative before the start."""
        return (year - self.start[0]) * 12 + month - self.start[1]

    def year_month(self, index: int) -> tuple[int, int]:
        """Calendar month of an index."""
        months = self.start[0] * 12 + self.start[1] - 1 + index
        return months // 12, months % 12 + 1


@dataclass(frozen=True)
class Change:
    """A lever that takes a new value at the start of a month."""

    index: int
    path: str  # mechanism.lever
    value: Any
    origin: str  # where it was set, in words for the reader


def _defaults() -> Mapping[str, Any]:
    return {name: mechanism.Params() for name, mechanism in MECHANISMS.items()}


@dataclass(frozen=True)
class Settings:
    """Everything that can move a number, but the seed."""

    world: World = field(default_factory=World)
    time: Time = field(default_factory=Time)
    params: Mapping[str, Any] = field(default_factory=_defaults)  # as in the first month of the burn-in
    changes: tuple[Change, ...] = ()  # by index, then in the order in which they apply
