"""What is an indicator: what it measures, in which unit, and which published series it stands for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segsim.evidence import Fact, facts
from segsim.plumbing.tables import Column

BASES = {
    "counts": "sums over workers, firms and the jobless: each month for groups of workers, each year for every cell",
    "groups": "compares groups of workers in the same month",
    "state": "needs every worker: measured in December (and in a run's last month)",
    "years": "needs whole years: measured when the run is over",
    "cities": "sums over the plants of a city and what its government does: each year",
}
ALL = "all"  # the group that holds everybody


@dataclass(frozen=True)
class Published:
    """The rows of the evidence that an indicator can be laid beside, and the factor from their unit to its own."""

    variable: str
    industry: str = ALL
    groups: tuple[str, ...] = ()  # empty: whatever group the variable has
    factor: float = 1.0
    caution: str = ""  # what is not comparable
    also: tuple[str, ...] = ()  # further industries (populations) of the same variable

    def rows(self) -> list[Fact]:
        """The matching facts with a value, by year."""
        found = [
            fact
            for fact in facts(self.variable)
            if fact.value is not None and fact.year is not None and fact.industry in (self.industry, *self.also)
            if not self.groups or fact.group in self.groups
        ]
        return sorted(found, key=lambda fact: fact.year or 0)

    def points(self) -> list[tuple[int, float, Fact]]:
        """Year, value in the indicator's unit, and the row it comes from."""
        return [(fact.year or 0, (fact.value or 0.0) * self.factor, fact) for fact in self.rows()]


@dataclass(frozen=True)
class Indicator:
    """One measured number: pure, and the same rule for the nation, a group and a cell wherever `basis` is counts.

    reads: the columns whose values are measured. The columns that say who belongs where (employer, city, hukou,
    industry, tier, alive) are read by every indicator and listed only where belonging itself is measured.
    """

    name: str
    unit: str
    counterpart: str  # the real series it stands for, and what differs
    meaning: str
    reads: tuple[Column, ...]
    measure: Callable[[Any], Any]
    basis: str = "counts"
    group: str = ALL
    published: Published | None = None

    def __post_init__(self) -> None:
        if self.basis not in BASES:
            raise ValueError(f"{self.name}: basis {self.basis!r} is not one of {', '.join(BASES)}")

    @property
    def every(self) -> str:
        """How often it is measured: month or year."""
        return "month" if self.basis in ("counts", "groups") else "year"

    @property
    def by_cell(self) -> bool:
        """True where the same rule is also applied to every cell of the year."""
        return self.basis == "counts" and self.group == ALL

    def of(self, group: str, published: Published | None = None, counterpart: str = "") -> Indicator:
        """The same indicator for one group of workers (counts.GROUPS), whose name is put behind its own."""
        return replace(
            self,
            name=f"{self.name}_{group}",
            counterpart=counterpart or self.counterpart,
            meaning=f"{self.meaning}; {group.replace('_', ' ')} only",
            group=group,
            published=published,
        )

    def of_each(
        self, groups: tuple[str, ...], published: Mapping[str, Published] | None = None
    ) -> tuple[Indicator, ...]:
        """The same indicator for several groups, some of them with a published series of their own."""
        return tuple(self.of(group, (published or {}).get(group)) for group in groups)
