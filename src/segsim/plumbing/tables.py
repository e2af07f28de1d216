"""What is a table of agents: typed columns, each with a unit, a kind and a meaning, on one line each.

A table is a class whose attributes are columns. On the class a column is its own description (`Workers.skill.unit`);
on an instance it is the array (`state.workers.skill`). The same line allocates the array, documents the agent views
and prints the data dictionary.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any, overload

import numpy as np

KINDS = {
    "stock": "carried from month to month",
    "flow": "blank at the start of each month, made within it",
    "trait": "fixed for the life of the row",
    "link": "row number in another table, -1 for none",
    "flag": "true or false, carried from month to month",
}


class Column:
    """One column: its dtype, unit, kind and meaning; `table` and `name` are filled in by the class it stands in."""

    def __init__(self, dtype: Any, unit: str, kind: str, meaning: str, links_to: str = "") -> None:
        if kind not in KINDS:
            raise ValueError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
        self.dtype, self.unit, self.kind, self.meaning = np.dtype(dtype), unit, kind, meaning
        self.links_to = links_to
        self.table = self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.table = name, owner.__name__.lower()

    @overload
    def __get__(self, instance: None, owner: type) -> Column: ...
    @overload
    def __get__(self, instance: Table, owner: type) -> np.ndarray: ...
    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__[self.name]

    @property
    def path(self) -> str:
        """`table.column`, the name that steps declare and listings print."""
        return f"{self.table}.{self.name}"

    @property
    def blank(self) -> Any:
        """What stands where nothing is written: -1 for links, False for flags, 0 for flows and counts, else NaN."""
        if self.kind == "link":
            return -1
        if self.dtype.kind == "b":
            return False
        if self.kind == "flow" or self.dtype.kind in "iu":
            return 0
        return np.nan

    def __repr__(self) -> str:
        return f"<{self.path} {self.dtype} [{self.unit}]>"


class Table:
    """Rows of agents as columns. Columns are written in place (`table.pay[:] = ...`) and never rebound."""

    rows: int

    def __init__(self, rows: int) -> None:
        self.__dict__["rows"] = int(rows)
        for column in self.columns():
            self.__dict__[column.name] = np.full(rows, column.blank, dtype=column.dtype)

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The table's columns in the order in which the file lists them."""
        return tuple(value for value in vars(cls).values() if isinstance(value, Column))

    @classmethod
    @cache
    def _flows(cls) -> tuple[tuple[str, Any], ...]:
        return tuple((column.name, column.blank) for column in cls.columns() if column.kind == "flow")

    @classmethod
    def bytes_per_row(cls) -> int:
        """Memory of one row over all columns, in bytes."""
        return sum(column.dtype.itemsize for column in cls.columns())

    def arrays(self) -> Iterator[tuple[Column, np.ndarray]]:
        """Each column's description with its array."""
        for column in self.columns():
            yield column, self.__dict__[column.name]

    def blank_flows(self) -> None:
        """Start a month: every flow is empty again."""
        for name, blank in self._flows():
            self.__dict__[name].fill(blank)

    def blank_row(self, row: int | np.ndarray) -> None:
        """Empty whole rows, so that a new agent can stand in them."""
        for column, array in self.arrays():
            array[row] = column.blank

    def __setattr__(self, name: str, value: Any) -> None:
        if self.__dict__.get(name) is not value:  # `table.pay += 1` hands back the same array: allowed
            raise AttributeError(f"{type(self).__name__}.{name} is written in place: table.{name}[:] = ...")

    def __deepcopy__(self, memo: dict) -> Table:
        # Traits never change, so branches of one model share them.
        twin = object.__new__(type(self))
        memo[id(self)] = twin
        twin.__dict__["rows"] = self.rows
        for column, array in self.arrays():
            twin.__dict__[column.name] = array if column.kind == "trait" else copy.deepcopy(array, memo)
        return twin


def or_zero(values: Any) -> np.ndarray:
    """Values with 0 where there is none (NaN, the blank of numbers), as a new array of the same shape."""
    return np.where(np.isnan(values), 0.0, values)
