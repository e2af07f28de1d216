"""What is a step: the only function that touches state, with what it reads and writes said beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from segsim.plumbing.streams import stream_key
from segsim.plumbing.tables import Column


@dataclass(frozen=True)
class Moment:
    """The month in which a step runs: which, of which run, with what the outside world is like.

    index counts months from the start of the run's reporting period (0); the burn-in has negative numbers.
    """

    index: int
    year: int
    month: int
    seed: int
    outside: Any  # world.outside.Outside: dated series, read at this month
    without: frozenset[str] = frozenset()  # mechanisms that are left out of the run

    def key(self, name: str) -> np.uint64:
        """Random stream of the named step in this month."""
        return stream_key(self.seed, name, self.index)

    @property
    def label(self) -> str:
        """Year and month as people write them."""
        return f"{self.year}-{self.month:02d}"


@dataclass(frozen=True)
class Step:
    """A declared step. Calling it runs it: `step(state, params, moment)`."""

    run: Callable[[Any, Any, Moment], None]
    reads: tuple[Column, ...]
    writes: tuple[Column, ...]
    essential: bool

    @property
    def name(self) -> str:
        """The verb."""
        return self.run.__name__

    @property
    def mechanism(self) -> str:
        """The file (or folder) of mechanisms/ that it stands in."""
        return self.run.__module__.split("segsim.mechanisms.")[-1].split(".")[0]

    @property
    def description(self) -> str:
        """First line of the step's docstring."""
        return (self.run.__doc__ or "").strip().splitlines()[0]

    def __call__(self, state: Any, params: Any, moment: Moment) -> None:
        self.run(state, params, moment)


def step(
    *, reads: tuple[Column, ...], writes: tuple[Column, ...], essential: bool = False
) -> Callable[[Callable[[Any, Any, Moment], None]], Step]:
    """Declare a step. An essential one runs even where its mechanism is left out, and may ask `moment.without`.

    What a column that it writes makes everybody read (`Column.also_read`) it reads without saying so.
    """

    def declare(run: Callable[[Any, Any, Moment], None]) -> Step:
        beside = (read for column in writes for read in column.also_read)
        return Step(run, tuple(dict.fromkeys((*reads, *beside))), tuple(writes), essential)

    return declare
