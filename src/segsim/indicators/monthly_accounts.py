"""What did each account get and pay of each item, month by month: the social accounting matrix of a run?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from segsim.state import State
from segsim.state.money import matrix_of
from segsim.state.sectors import ITEMS, Account

if TYPE_CHECKING:
    import pandas as pd


class MonthlyAccounts:
    """Keeps the matrix of each month; makes one frame at the end."""

    def __init__(self) -> None:
        self.when: list[tuple[int, int, int]] = []
        self.matrices: list[np.ndarray] = []

    def record(self, state: State, when: tuple[int, int, int]) -> None:
        """Add the month that has just run: its index, year and month."""
        self.when.append(when)
        self.matrices.append(matrix_of(state))

    def frame(self) -> pd.DataFrame:
        """One row a month, item and account; none where nothing moved."""
        import pandas as pd

        values = np.array(self.matrices).reshape(len(self.when), len(ITEMS), len(Account))
        at, item, account = np.nonzero(values)
        dates = np.array(self.when, dtype=np.int64).reshape(-1, 3)[at]
        frame = pd.DataFrame({"index": dates[:, 0], "year": dates[:, 1], "month": dates[:, 2]})
        for name, codes, words in (("item", item, list(ITEMS)), ("account", account, list(Account.__members__))):
            frame[name] = pd.Categorical.from_codes(codes.astype(np.int32), pd.Index(words).str.lower())
        frame["value"] = values[at, item, account]
        return frame
