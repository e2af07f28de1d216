"""How does a column become an attribute of an agent?

A `Cell` is one column seen from one row: reading gives a Python number, writing checks the value and puts it into the
column. The same object reads and writes the column for many rows at once, which is what agent sets use. Whatever
leaves a table is widened to 64 bits, so that arithmetic on it neither overflows nor loses digits.

A link is there twice. `worker.employer` is the agent (a firm, or None); `worker.employer_row` is the number in the
column (a row of the firm table, -1 for none). Sets follow the same rule: `get("employer")` makes one view a worker,
`get("employer_row")` reads the column. A link to a table that nobody acts for (markets) has the number under both
names. The countryside has no government: there `worker.city` is None and `worker.city_row` the last row.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np

from segsim.plumbing.tables import KINDS, Column, Table

AGENT_TABLES = ("workers", "firms", "cities", "nation")  # tables whose rows act, in the order of unique_id

_TAKES = {"b": ("b", "true or false"), "i": ("iu", "a whole number"), "f": ("fiu", "a number")}
_WIDE = {"b": np.dtype(np.bool_), "i": np.dtype(np.int64), "f": np.dtype(np.float64)}


class Cell:
    """A column as an attribute of a view; of a column with a second dimension, one of its codes."""

    def __init__(self, column: Column, name: str, code: IntEnum | None = None) -> None:
        self.column, self.name, self.code = column, name, code
        of = f": {code.name.lower()}" if code is not None else ""
        self.__doc__ = f"{column.meaning}{of} [{column.unit}]. {column.kind.capitalize()}: {KINDS[column.kind]}."

    def __repr__(self) -> str:
        return f"<{self.name}: {self.__doc__}>"

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        return self if view is None else self.array(view.model).item(view.row)

    def __set__(self, view: Any, value: Any) -> None:
        self.write(view.model, view.row, value)

    def array(self, model: Any) -> np.ndarray:
        """The column itself, in the model's state."""
        array: np.ndarray = getattr(self._table(model), self.column.name)
        return array if self.code is None else array[:, self.code]

    def read(self, model: Any, rows: np.ndarray) -> np.ndarray:
        """Values of the given rows, 64 bits wide."""
        return self.array(model)[rows].astype(_WIDE[self.column.dtype.kind])

    def write(self, model: Any, rows: Any, value: Any) -> None:
        """Put one value, or one value a row, into the given rows; TypeError or ValueError where it does not fit."""
        self.array(model)[rows] = self.checked(model, value)

    def checked(self, model: Any, value: Any) -> np.ndarray:
        """The value as an array that the column can hold without harm, or an error in one line."""
        self._refuse_fixed()
        path, kind = self.column.path, self.column.dtype.kind
        values = np.asarray(value)
        if values.dtype.kind not in _TAKES[kind][0] and values.size:
            raise TypeError(f"{path} takes {_TAKES[kind][1]}, not {value!r}")
        if kind == "b" or not values.size:
            return values
        low, high = self.limits(model)
        outside = ~((values >= low) & (values <= high))  # true for NaN as well
        if outside.any():
            raise ValueError(f"{path} takes {_TAKES[kind][1]} from {low:g} to {high:g}, not {values[outside].flat[0]}")
        return values

    def limits(self, model: Any) -> tuple[float, float]:
        """Least and greatest value of the column: a number beyond them would make a kernel read outside its arrays."""
        column = self.column
        if column.kind == "link":
            return -1, getattr(model.state, column.links_to).rows - 1
        if column.codes:
            return min(column.codes), max(column.codes)
        if column.dtype.kind == "i":
            return np.iinfo(column.dtype).min, np.iinfo(column.dtype).max
        return float(np.finfo(column.dtype).min), float(np.finfo(column.dtype).max)

    @property
    def fixed(self) -> str:
        """Why the column can only be read, in words; empty where it can be set."""
        if self.column.kind == "trait":
            # Copies of a model share their traits: writing one would reach into the other branch.
            return "a trait, fixed when the world is made (world/build.py)"
        return self.column.tied

    def _refuse_fixed(self) -> None:
        if self.fixed:
            raise AttributeError(f"{self.column.path} cannot be set: {self.fixed}")

    def _table(self, model: Any) -> Table:
        table: Table = getattr(model.state, self.column.table)
        return table


class Link(Cell):
    """A link as an attribute of a view: the agent at its other end, or None."""

    def __init__(self, column: Column, name: str) -> None:
        super().__init__(column, name)
        self.__doc__ = f"{column.meaning}: the agent, or None. The row number is `{name}_row`."

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        row = super().__get__(view, owner)
        return None if row < 0 else view.other(self.column.links_to, row)

    def checked(self, model: Any, value: Any) -> np.ndarray:
        """Row numbers of the agents given, -1 for None."""
        self._refuse_fixed()
        many = isinstance(value, list | tuple | np.ndarray)
        return super().checked(model, [self._row(model, one) for one in value] if many else self._row(model, value))

    def _row(self, model: Any, agent: Any) -> int:
        path, target = self.column.path, self.column.links_to
        if agent is None:
            return -1
        if getattr(agent, "table_name", "") != target:
            raise TypeError(f"{path} takes an agent of {target} or None, not {agent!r}; numbers go to {self.name}_row")
        if agent.model is not model:
            raise ValueError(f"{path} cannot link to an agent of another model")
        row: int = agent.row
        return row


def cells_of(table: type[Table]) -> dict[str, Cell]:
    """The attributes that a table gives to its views, by name."""
    cells: dict[str, Cell] = {}
    for column in table.columns():
        if column.links_to:
            acts = column.links_to in AGENT_TABLES
            cells[column.name] = Link(column, column.name) if acts else Cell(column, column.name)
            cells[f"{column.name}_row"] = Cell(column, f"{column.name}_row")
        elif column.along:
            for code in column.along:
                name = f"{column.name}_{code.name.lower()}"
                cells[name] = Cell(column, name, code)
        else:
            cells[column.name] = Cell(column, column.name)
    return cells
