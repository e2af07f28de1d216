"""What is an indicator: what it measures, in which unit, and which published series it stands for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from segsim.evidence import Fact, facts
from segsim.indicators.groups import GROUPS, NATION, OVER, address, two_groups
from segsim.indicators.measured_columns import columns_of
from segsim.indicators.sums import EMPLOYMENT, Quantity
from segsim.plumbing.tables import Column

BASES = {
    "counts": "sums over workers, firms and the jobless: each month for groups of workers, each year for every cell",
    "groups": "compares several groups in the same month",
    "state": "needs every worker: measured in December (and in a run's last month)",
    "years": "read out of the stored years of cells, with cut-offs of the reader's choice (analysis/growth.py)",
    "cities": "sums over the plants of a city and what its government does: each year",
}
ALL = "all"  # the industry of evidence that holds all of them


@dataclass(frozen=True)
class Published:
    """The rows of the evidence that an indicator can be laid beside, and the factor from their unit to its own."""

    variable: str
    industry: str = ALL
    groups: tuple[str, ...] = ()  # empty: whatever group the variable has
    factor: float = 1.0
    caution: str = ""  # what is not comparable
    also: tuple[str, ...] = ()  # further industries (populations) of the same variable
    series: str = ""  # what it is, where the indicator's counterpart does not say it

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
    """One measured number: pure, and the same rule for the nation, a group and a cell where it is made of sums.

    measure: a quantity made of sums (basis counts or cities), a function of a Snapshot (state) or of Counts by group
    (groups); none where it is read out of stored years. needs: the sums that a function or the reader asks for.
    measures: the columns whose values a function measures; those of a quantity are known.
    """

    name: str
    measure: Quantity | Callable[[Any], Any] | None
    unit: str
    meaning: str
    counterpart: str  # the real series it stands for, and what differs
    basis: str = "counts"
    beside: tuple[str, ...] = ()  # groups that are not usual, for which it is recorded, too
    only: tuple[str, ...] = ()  # where the other groups say nothing: the groups for which it is recorded
    by: Mapping[str, Published] = field(default_factory=dict, compare=False)  # published series, by group
    measures: tuple[Column, ...] = ()
    needs: tuple[Quantity, ...] = ()
    whose: str = ""  # who or what is measured, where sums and columns do not say it
    prices: str = ""  # nominal, real or neither, where the unit does not say it
    group: str = NATION

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
        return self.basis == "counts"

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups for which it is recorded: those for which all its sums exist, unless it says otherwise."""
        if self.only or self.basis != "counts":
            return self.only or (NATION,)
        over = {one.over for quantity in self.quantities for one in quantity.sums()}
        return tuple(
            group.name
            for group in GROUPS.values()
            if (group.usual or group.name in self.beside)
            if not (over & {"firms"} and not group.has_firms)
            if not (over & {"jobless"} and not group.everywhere)
            if not (over & {"nation"} and group.name != NATION)
        )

    def is_of(self, group: str) -> bool:
        """True where it is recorded for the group, or for both of two groups."""
        pair = two_groups(group)
        return group in self.groups if pair is None else pair[0] in self.groups and pair[2] in self.groups

    @property
    def address(self) -> str:
        """Its name, with its group where that is not the nation."""
        return address(self.name, self.group)

    @property
    def reads(self) -> tuple[Column, ...]:
        """The columns whose values are measured.

        The columns that say who belongs where (employer, city, hukou, industry, tier, alive) are read by every
        indicator and listed only where nothing else is measured.
        """
        return self.measures or tuple(dict.fromkeys(c for one in self.quantities for c in columns_of(one)))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it is made of."""
        return (self.measure, *self.needs) if isinstance(self.measure, Quantity) else self.needs

    @property
    def published(self) -> Published | None:
        """The published series of its group."""
        return self.by.get(self.group)

    def of(self, group: str) -> Indicator:
        """The same indicator for one of its groups, or one group over or less another."""
        if group == self.group:
            return self
        pair, published = two_groups(group), self.by.get(group)
        who = f"{pair[0]} {'over' if pair[1] == OVER else 'less'} {pair[2]}" if pair else f"{group} only"
        return replace(
            self,
            unit="ratio" if pair and pair[1] == OVER else self.unit,
            counterpart=(published.series if published else "") or self.counterpart,
            meaning=f"{self.meaning}; {who.replace('_', ' ')}",
            group=group,
        )

    @property
    def price_basis(self) -> str:
        """Nominal (yuan of the month), real (constant prices) or neither (no money)."""
        if self.prices:
            return self.prices
        if self.name.endswith("_real"):
            return "real"
        return "nominal" if "yuan" in self.unit and self.unit != "yuan/yuan" else "neither"

    @property
    def population(self) -> str:
        """Who or what is measured."""
        if self.whose:
            return self.whose
        sums = [one for quantity in self.quantities for one in quantity.sums()]
        over = {one.over for one in sums}
        if not over:
            return {"workers": "all workers", "nation": "the nation"}.get(
                self.measures[0].table, self.measures[0].table
            )
        if "jobless" in over:
            return "people of the two chains"
        if "workers" in over:
            return "workers with a job" if "firms" not in over else "firms and their workers"
        if "firms" in over:
            return "firms, by jobs" if EMPLOYMENT in sums else "firms"
        return "the city" if "cities" in over else "the nation"

    def value(self, seen: Any) -> Any:
        """The value where the sums (or what its function looks at) are known."""
        if self.measure is None:
            raise ValueError(f"{self.name}: needs whole years, which are read out of a stored run")
        return self.measure.value(seen) if isinstance(self.measure, Quantity) else self.measure(seen)
