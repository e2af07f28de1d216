"""What do measures look at that need every worker, or whole years, so that nothing is worked out twice?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from segsim.indicators.counts import Counts, Tables
from segsim.indicators.cuts import Params
from segsim.state import State


class _Once:
    """`once(part)` is `part(self)`, worked out when first asked for and then kept."""

    def __init__(self) -> None:
        self._known: dict[Callable[[Any], Any], Any] = {}

    def once(self, part: Callable[[Any], Any]) -> Any:
        """A part that several measures share."""
        if part not in self._known:
            self._known[part] = part(self)
        return self._known[part]


class Snapshot(_Once):
    """The state at one moment with its sums by cell, and the segment of every worker a year ago where it is known."""

    def __init__(self, state: State, tables: Tables, year_ago: np.ndarray | None = None) -> None:
        super().__init__()
        self.state, self.tables, self.year_ago = state, tables, year_ago


class Years(_Once):
    """The sums by cell of each recorded year, in order, and the cuts by which cells are classified."""

    def __init__(self, counts: Sequence[Counts], cuts: Params) -> None:
        super().__init__()
        self.counts, self.cuts = tuple(counts), cuts

    def __len__(self) -> int:
        return len(self.counts)
