"""Which columns does a quantity measure? Found by looking at what its sums look at."""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.indicators.sums import Now, OverPeople, Quantity
from segsim.plumbing.tables import Column, Table
from segsim.state import Cities, Firms, State, Workers

# Columns that say who belongs where: every indicator reads some of them.
BELONGING = frozenset({
    Workers.employer, Workers.city, Workers.hukou, Firms.alive, Firms.employment, Firms.city, Firms.industry,
    Firms.tier,
    Firms.market, Firms.owner, Firms.brand, Cities.region,
})  # fmt: skip


def columns_of(quantity: Quantity) -> tuple[Column, ...]:
    """The columns whose values a quantity measures.

    Those that only say who belongs where are left out, unless it measures nothing else.
    """
    found: dict[Column, None] = {}
    for one in quantity.sums():
        if isinstance(one, OverPeople):
            found |= dict.fromkeys(one.columns)
        else:
            state: Any = _WatchedState(State.empty(2, 2, 2), found)
            with np.errstate(all="ignore"):
                one.now(Now(state, np.zeros(2), np.zeros(2, np.int64)))
    return tuple(column for column in found if column not in BELONGING) or tuple(found)


class _WatchedState:
    """A state that notes which columns are looked at."""

    def __init__(self, state: State, found: dict[Column, None]) -> None:
        self._state, self._found = state, found

    def __getattr__(self, name: str) -> Any:
        return _WatchedTable(getattr(self._state, name), self._found)


class _WatchedTable:
    def __init__(self, table: Table, found: dict[Column, None]) -> None:
        self._table, self._found = table, found

    def __getattr__(self, name: str) -> Any:
        column = getattr(type(self._table), name, None)
        if isinstance(column, Column):
            self._found[column] = None
        return getattr(self._table, name)
