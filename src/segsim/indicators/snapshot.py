"""What do measures look at that need every worker, so that nothing is worked out twice?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from segsim.indicators.counts import Tables
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
