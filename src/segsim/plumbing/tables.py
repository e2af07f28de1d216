"""What is a table of agents: typed columns, each with a unit, a kind and a meaning, declared once.

A table is a class whose attributes are columns. On the class a column is its own description (`Workers.skill.unit`); on
an instance it is the array (`state.workers.skill`). The same declaration allocates the array, says what stands in it
when a run begins and what an entrant gets, documents the agent views and prints the data dictionary. A table may be
composed of parts: plain classes with columns, one file each.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cache
from typing import Any, ClassVar, overload

import numpy as np

KINDS = {
    "state": "carried from month to month: counted or accumulated",
    "rate": "carried from month to month: a price, a share or an amount a month that holds until it is set again",
    "law": "carried from month to month: a rule in force",
    "flow": "missing at the start of each month, computed within it",
    "trait": "fixed for the life of the row",
    "link": "row number in another table, -1 for none",
    "flag": "true or false, carried from month to month",
}
MISSING = float("nan")  # nothing is known, as before a first reading


class Start(Enum):
    """How a column is filled before the first month, where no value is declared."""

    MADE = "made"  # with the world, by the files of segsim/world


class Entrant(Enum):
    """What a new agent gets that takes an empty row, where no value is declared."""

    COPY = "copied"  # from a living one of its market
    SCALE = "scaled"  # copied, at the entrant's size
    KEEP = "kept"  # it belongs to the row and not to the one that stands in it
    GIVEN = "given"  # by the step that lets it enter


MADE = Start.MADE
COPY, SCALE, KEEP, GIVEN = Entrant


@dataclass(frozen=True)
class FromParameter:
    """A column that starts at the value of a parameter, `mechanism.name`."""

    path: str


class Column:
    """One column: dtype, unit, kind and meaning; where it starts, what an entrant gets, and which codes it holds.

    start: a value, MADE, `FromParameter`, or another column of the table whose first values it takes. Flows start
    missing and traits are made with the world, so neither says so. entrant: a value (which also stands in the row of
    one that has gone), COPY, SCALE, KEEP or GIVEN; only for tables with entrants. along: codes of a second dimension,
    as in `Firms.violations[:, Violation.MINIMUM]`; the array then has shape (rows, codes). tied: why it cannot be set
    alone. The class in which it stands fills in `table` and `name`.
    """

    also_read: tuple[Column, ...] = ()  # whoever writes the column reads these, too: nobody has to say so again

    def __init__(
        self, dtype: Any, unit: str, kind: str, meaning: str, *, links_to: str = "", start: Any = None,
        entrant: Any = None, codes: type[IntEnum] | None = None, along: type[IntEnum] | None = None, tied: str = "",
    ) -> None:  # fmt: skip
        if kind not in KINDS:
            raise ValueError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
        self.dtype, self.unit, self.kind, self.meaning = np.dtype(dtype), unit, kind, meaning
        self.links_to, self.start, self.entrant, self.tied = links_to, start, entrant, tied
        self.codes, self.along = codes, along
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
    def is_carried(self) -> bool:
        """True where what one month leaves is what the next one finds and may change."""
        return self.kind not in ("flow", "trait")

    @property
    def missing(self) -> Any:
        """What stands where nothing is written: -1 for links, False for flags, 0 for flows and counts, else NaN."""
        if self.kind == "link":
            return -1
        if self.dtype.kind == "b":
            return False
        if self.kind == "flow" or self.dtype.kind in "iu":
            return 0
        return np.nan

    def array(self, rows: int) -> np.ndarray:
        """An array filled with the column's missing value; each code of a second dimension is contiguous."""
        shape = (rows, len(self.along)) if self.along else rows
        return np.full(shape, self.missing, dtype=self.dtype, order="F")

    @property
    def start_text(self) -> str:
        """What it starts with, in words."""
        if not self.is_carried:
            return "" if self.kind == "flow" else MADE.value
        return _in_words(self.start)

    @property
    def entrant_text(self) -> str:
        """What an entrant gets, in words; empty where nobody enters."""
        return "" if self.entrant is None else _in_words(self.entrant)

    def __deepcopy__(self, memo: dict) -> Column:
        return self  # a description, of which there is one: sums are found by it

    def __repr__(self) -> str:
        return f"<{self.path} {self.dtype} [{self.unit}]>"


def _in_words(value: Any) -> str:
    if isinstance(value, Start | Entrant):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Column | FromParameter):
        return f"as {value.path if isinstance(value, FromParameter) else value.name}"
    return "missing" if value != value else str(value)


class Table:
    """Rows of agents as columns. Columns are written in place (`table.pay[:] = ...`) and never rebound."""

    rows: int
    has_entrants: ClassVar[bool] = False

    def __init_subclass__(cls, *, has_entrants: bool = False, **words: Any) -> None:
        super().__init_subclass__(**words)
        cls.has_entrants = has_entrants
        for column in cls.columns():
            column.table = cls.__name__.lower()
            _check_declared(column, has_entrants)

    def __init__(self, rows: int) -> None:
        self.__dict__["rows"] = int(rows)
        for column in self.columns():
            self.__dict__[column.name] = column.array(rows)

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The table's columns: part by part in the order in which they are named, as each file lists them."""
        parts = (*cls.__bases__, cls)
        return tuple(value for part in parts for value in vars(part).values() if isinstance(value, Column))

    @classmethod
    @cache
    def flows(cls) -> tuple[Column, ...]:
        """The columns that are missing at the start of each month."""
        return tuple(column for column in cls.columns() if column.kind == "flow")

    @classmethod
    @cache
    def entrants(cls, *how: Entrant) -> tuple[Column, ...]:
        """The columns that an entrant gets in one of these ways; without any, those with a value of their own."""
        carried = (column for column in cls.columns() if column.entrant is not None)
        return tuple(
            column for column in carried if (column.entrant in how if how else not isinstance(column.entrant, Entrant))
        )

    @classmethod
    def bytes_per_row(cls) -> int:
        """Memory of one row over all columns, in bytes."""
        return sum(column.dtype.itemsize * len(column.along or (0,)) for column in cls.columns())

    def arrays(self) -> Iterator[tuple[Column, np.ndarray]]:
        """Each column's description with its array."""
        for column in self.columns():
            yield column, self.__dict__[column.name]

    def vectors(self) -> Iterator[tuple[str, np.ndarray]]:
        """Each column as vectors of one number a row: a name and a view of the array, one for each code of a second
        dimension (`violations_minimum`).
        """
        for column, array in self.arrays():
            if column.along is None:
                yield column.name, array
            else:
                yield from ((f"{column.name}_{code.name.lower()}", array[:, code]) for code in column.along)

    def clear_flows(self) -> None:
        """Start a month: every flow is missing again."""
        for column in self.flows():
            self.__dict__[column.name].fill(column.missing)

    def empty(self, rows: np.ndarray) -> None:
        """Agents in these rows are gone: what an entrant begins with stands there, what it copies is left as it is."""
        for column in self.entrants():
            getattr(self, column.name)[rows] = column.entrant

    def enter(self, rows: np.ndarray, models: np.ndarray, size: float) -> None:
        """New agents stand in `rows`, each made after the living one in the same place of `models`, at `size` times its
        size. What is GIVEN is still to be given.
        """
        self.empty(rows)
        for column in self.entrants(COPY, SCALE):
            array = getattr(self, column.name)
            array[rows] = array[models] if column.entrant is COPY else size * array[models]

    def __setattr__(self, name: str, value: Any) -> None:
        if self.__dict__.get(name) is not value:  # `table.pay += 1` hands back the same array: allowed
            raise AttributeError(f"{type(self).__name__}.{name} is written in place: table.{name}[:] = ...")

    def __deepcopy__(self, memo: dict) -> Table:
        # Traits never change, so branches of one model share them.
        copied = object.__new__(type(self))
        memo[id(self)] = copied
        copied.__dict__["rows"] = self.rows
        for column, array in self.arrays():
            copied.__dict__[column.name] = array if column.kind == "trait" else copy.deepcopy(array, memo)
        return copied


def _check_declared(column: Column, has_entrants: bool) -> None:
    """TypeError where a column does not say what it starts with or what an entrant gets."""
    if column.is_carried == (column.start is None):
        wants = "says what it starts with: start=..." if column.is_carried else f"is a {column.kind}: it takes no start"
        raise TypeError(f"{column.path} {wants}")
    wanted = has_entrants and column.is_carried
    if wanted == (column.entrant is None):
        raise TypeError(
            f"{column.path} {'says what an entrant gets: entrant=...' if wanted else 'takes no entrant'} "
            f"({', '.join(way.name for way in Entrant)} or a value)"
        )


def or_zero(values: Any) -> np.ndarray:
    """Values with 0 where there is none (NaN, the missing value of numbers), as a new array of the same shape."""
    return np.where(np.isnan(values), 0.0, values)
