"""What can be added up each month, and how is an indicator made of sums?

    Sum(Firms.profit) / Sum(Firms.sales)          a column of firms over another
    by_employment(Cities.rent) / EMPLOYMENT       the mean over jobs of what holds where they stand

    @Sum
    def linked_jobs(now: Now) -> np.ndarray:      any pure function of the state that gives one value a firm
        ...

Sums over workers and the jobless are those of the one pass over people (indicators/passes.py). Nothing is listed
anywhere else: what is added up in a run is what the indicators are made of (indicators/compiled.py). A missing
value (NaN) of a firm adds nothing.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import Counted, Jobs, count_jobs
from segsim.plumbing.tables import Column
from segsim.state import Firms, State

NATIONAL = ("nation", "sectors")  # tables of which nothing is known by cell


class Quantity(ABC):
    """What sums make by addition, subtraction, multiplication and division: one value a group, a cell or a city."""

    def __add__(self, other: Quantity | float) -> Quantity:
        return _Made("+", self, other)

    def __sub__(self, other: Quantity | float) -> Quantity:
        return _Made("-", self, other)

    def __rsub__(self, other: float) -> Quantity:
        return _Made("-", other, self)

    def __mul__(self, other: Quantity | float) -> Quantity:
        return _Made("*", self, other)

    def __rmul__(self, other: float) -> Quantity:
        return _Made("*", other, self)

    def __truediv__(self, other: Quantity | float) -> Quantity:
        return _Made("/", self, other)

    def __deepcopy__(self, memo: dict) -> Quantity:
        return self  # never changes: a copy of a run adds up the same things

    @abstractmethod
    def value(self, sums: Mapping[Sum, Any]) -> Any:
        """The value where the sums are known."""

    @abstractmethod
    def sums(self) -> Iterator[Sum]:
        """The sums that it is made of."""


_DONE = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


class _Made(Quantity):
    """Two quantities, or a quantity and a number, and what is done with them."""

    def __init__(self, done: str, left: Quantity | float, right: Quantity | float) -> None:
        self.done, self.left, self.right = done, left, right

    def value(self, sums: Mapping[Sum, Any]) -> Any:
        return _DONE[self.done](*(_value(side, sums) for side in (self.left, self.right)))

    def sums(self) -> Iterator[Sum]:
        for side in (self.left, self.right):
            if isinstance(side, Quantity):
                yield from side.sums()

    def __repr__(self) -> str:
        return f"({self.left} {self.done} {self.right})"


def _value(side: Quantity | float, sums: Mapping[Sum, Any]) -> Any:
    return side.value(sums) if isinstance(side, Quantity) else side


class Sum(Quantity):
    """One thing that is added up: a column, or a pure function of what is `Now` that gives one value a row.

    over: firms, cities or nation, as the column's table says; workers and jobless are those of indicators/passes.py.
    A sum over firms is known by cell and by city, one over cities by city alone, one of the nation for the nation.
    latest: over a year the last month's value counts, not the sum of the months.
    """

    def __init__(self, of: Column | Callable[[Now], Any], over: str = "", latest: bool = False) -> None:
        self.of, self.latest = of, latest
        table = of.table if isinstance(of, Column) else "firms"
        self.over = over or ("nation" if table in NATIONAL else table)
        self.__doc__ = of.meaning if isinstance(of, Column) else of.__doc__

    @property
    def name(self) -> str:
        """The column's path or the function's name."""
        return self.of.path if isinstance(self.of, Column) else self.of.__name__

    def now(self, now: Now) -> Any:
        """What is added up this month: one value a row, for the nation one value."""
        found = now.column(self.of) if isinstance(self.of, Column) else self.of(now)
        return found[0] if self.over == "nation" and isinstance(self.of, Column) else found

    def value(self, sums: Mapping[Sum, Any]) -> Any:
        return sums[self]

    def sums(self) -> Iterator[Sum]:
        yield self

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple:
        return (self.of, self.over, self.latest)

    def __repr__(self) -> str:
        return self.name


class _Weighted(Sum):
    """A column of firms, or of their city, market, or of the nation, by jobs (or where firms are in operation)."""

    def __init__(self, of: Column, weight: str, code: IntEnum | None = None) -> None:
        super().__init__(of, over="firms")
        self.column, self.weight, self.code = of, weight, code

    def now(self, now: Now) -> Any:
        column = now.at_firm(self.column)
        column = column if self.code is None else column[:, self.code]
        return now.employment * column if self.weight == "employment" else np.where(now.firms.alive, column, 0.0)

    def _key(self) -> tuple:
        return (*super()._key(), self.weight, self.code)


def by_employment(column: Column, code: IntEnum | None = None) -> Sum:
    """A column of firms, or what holds in their city or market, times the jobs of each.

    code: which one of a column with a second dimension.
    """
    return _Weighted(column, "employment", code)


def living(column: Column) -> Sum:
    """A column of the firms in operation: what an empty row was left with is not counted."""
    return _Weighted(column, "alive")


class _Months(Sum):
    """How many months were added up: 1 in a month, 12 in a whole year."""

    def __init__(self) -> None:
        super().__init__(_one, over="months")


def _one(now: Now) -> float:
    """One month."""
    return 1.0


class _Prices(Sum):
    """Consumer prices of each month over those of 2010, added up; missing where 2010 is not known."""

    def __init__(self) -> None:
        super().__init__(_one, over="prices")


MONTHS, PRICES = _Months(), _Prices()
PRICE_LEVEL = PRICES / MONTHS  # what leads from yuan of the time to yuan of 2010; over a year the mean of its months


class Now:
    """The state of a month as sums look at it, and what several of them need."""

    def __init__(
        self, state: State, hours_lost: np.ndarray, city_before: np.ndarray, counted: Counted | None = None
    ) -> None:
        """hours_lost: share of hours that strikes took, by firm; city_before: where firms stood a month ago."""
        self.state, self.firms, self.cities, self.markets = state, state.firms, state.cities, state.markets
        self.hours_lost, self.city_before = hours_lost, city_before
        self._known: dict[Callable[[Now], Any], Any] = {}
        if counted is not None:
            self.counted = counted

    def once(self, part: Callable[[Now], Any]) -> Any:
        """A part that several sums share, worked out when first asked for."""
        if part not in self._known:
            self._known[part] = part(self)
        return self._known[part]

    @cached_property
    def counted(self) -> Counted:
        """Jobs by their deprivations, as they stand at each firm."""
        nowhere = np.zeros(self.firms.rows, np.int64)
        return count_jobs(self.state, Jobs.of(self.state, self.hours_lost, Cutoffs()), nowhere, 1, Cutoffs())

    @cached_property
    def employment(self) -> np.ndarray:
        """Jobs of each firm; 0 in empty rows."""
        return np.where(self.firms.alive, self.firms.employment, 0).astype(float)

    @cached_property
    def minimum(self) -> np.ndarray:
        """Legal minimum wage where each firm stands, yuan/month; NaN for a row without a place."""
        return np.where(self.firms.city < 0, np.nan, self.cities.minimum_wage[self.firms.city])

    @cached_property
    def violations(self) -> np.ndarray:
        """Mean intensity of all violations times employment, by firm."""
        return np.mean(self.employment[:, None] * self.firms.violations, axis=1)

    def column(self, column: Column) -> np.ndarray:
        """The array of a column."""
        return getattr(getattr(self.state, column.table), column.name)

    def at_firm(self, column: Column) -> np.ndarray:
        """A column's value for each firm: its own, or that of its city or market."""
        array = self.column(column)
        if column.table == "firms":
            return array
        return array[self.firms.city if column.table == "cities" else self.firms.market]


def _jobs(now: Now) -> np.ndarray:
    """Jobs."""
    return now.employment


EMPLOYMENT, FIRMS = Sum(_jobs), Sum(Firms.alive)


class OverPeople(Sum):
    """One of the sums that the pass over people fills (passes.py); its name is that of the line on which it stands."""

    def __init__(self, over: str, meaning: str, *reads: Column) -> None:
        super().__init__(_one, over)
        self.meaning, self.columns = meaning, reads
        self.__doc__ = meaning

    def __set_name__(self, owner: type, name: str) -> None:
        self.given = name

    @property
    def name(self) -> str:
        return self.given

    def _key(self) -> tuple:
        return (self.over, self.given)
