"""What did each account get and pay of each item, month by month: the social accounting matrix of a run?"""

from __future__ import annotations

import numpy as np

from segsim.state import State
from segsim.state.money import matrix_of
from segsim.state.sectors import ITEMS, Account


class MonthlyAccounts:
    """Keeps the matrix of each month; makes one table at the end."""

    def __init__(self) -> None:
        self.when: list[tuple[int, int, int]] = []
        self.matrices: list[np.ndarray] = []

    def record(self, state: State, when: tuple[int, int, int]) -> None:
        """Add the month that has just run: its index, year and month."""
        self.when.append(when)
        self.matrices.append(matrix_of(state))

    def columns(self) -> dict[str, np.ndarray]:
        """Columns of a table with one line a month, item and account; none where nothing moved."""
        values = np.array(self.matrices).reshape(len(self.when), len(ITEMS), len(Account))
        at, item, account = np.nonzero(values)
        dates = np.array(self.when, dtype=np.int64).reshape(-1, 3)[at]
        table = {name: dates[:, part] for part, name in enumerate(("index", "year", "month"))}
        table["item"] = np.array(list(ITEMS))[item]
        table["account"] = np.array([word.lower() for word in Account.__members__])[account]
        return table | {"value": values[at, item, account]}
