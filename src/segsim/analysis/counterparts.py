"""Which published figures stand beside which line, and how are their sources named?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from segsim.evidence import Fact, minimum_wages
from segsim.indicators import named
from segsim.indicators.indicator import Published

# Figures for single plants: no indicator has them as its counterpart, since they are no mean of a segment.
FOXCONN_PAY = Published("foxconn_monthly_pay", "electronics")
CAR_MAKER_PAY = Published("auto_worker_monthly", "automobile")
SHENZHEN = (
    "Shenzhen|outside special economic zone (abolished 2010-07)",
    "Shenzhen|special economic zone (unified city rate from 2010-07)",
)
ONE_RATE_FROM = (2010, 7)  # Foxconn's plants lay outside the zone, with a rate of its own until then
FOXCONN_HOURS = Published("foxconn_hours_week", "electronics")
SHORT = {"NBS, Migrant Workers Monitoring Survey Report": "NBS migrant survey"}  # named under nearly every panel
FOXCONN_BASE = Published("foxconn_base_wage", "electronics", ("Foxconn assembly workers",))


@dataclass(frozen=True)
class Point:
    """One published figure: year, value, its spread between sources, and whether its source was read or is recalled."""

    time: float
    value: float
    low: float
    high: float
    was_read: bool


def published_rows(indicator: str | Published, span: tuple[float, float]) -> list[Fact]:
    """Evidence rows of an indicator, or of a kind of figure named here, that fall within the years of a run."""
    published = named(indicator).published if isinstance(indicator, str) else indicator
    return [fact for fact in published.rows() if span[0] <= moment(fact) <= span[1]] if published else []


def points(indicator: str | Published, span: tuple[float, float], factor: float = 1.0) -> list[Point]:
    """The same rows as points; `factor` leads from the indicator's unit to the panel's."""
    published = named(indicator).published if isinstance(indicator, str) else indicator
    return [point(fact, factor * published.factor) for fact in published_rows(indicator, span)] if published else []


def moment(fact: Fact) -> float:
    """Where a figure stands in time: in its month, or at the middle of its year."""
    return (fact.year or 0) + (0.5 if fact.month is None else (fact.month - 0.5) / 12)


def point(fact: Fact, factor: float) -> Point:
    """One row as it is drawn."""
    value = fact.value or 0.0
    low, high = (value if end is None else end for end in (fact.low, fact.high))
    return Point(moment(fact), value * factor, low * factor, high * factor, fact.confidence == "sourced")


def foxconn_base_over_minimum(span: tuple[float, float]) -> tuple[list[Point], list[Fact]]:
    """Foxconn's entry base wage in Shenzhen over the minimum wage in force there in that month, with the rows used."""
    used = [fact for fact in published_rows(FOXCONN_BASE, span) if fact.region == "Shenzhen"]
    return [point(fact, 1.0 / shenzhen_minimum(fact.year or 0, fact.month or 12)) for fact in used], used


def shenzhen_minimum(year: int, month: int) -> float:
    """The dated minimum wage that held where Foxconn's plants stand."""
    dated = minimum_wages()[SHENZHEN[(year, month) >= ONE_RATE_FROM]]
    return [wage for *date, wage in dated if date <= [year, month]][-1]


def sources(rows: Iterable[Fact]) -> str:
    """One line with every publisher in its shortest form and the numbers of the rows, so that each can be looked up."""
    ids: dict[str, list[str]] = {}
    for fact in rows:
        ids.setdefault(short_source(fact.source), []).append(fact.id)
    return "; ".join(f"{source} [{id_range(found)}]" for source, found in ids.items())


def short_source(source: str) -> str:
    """A source without year, date and remarks, so that a survey of many years is named once."""
    text = re.sub(r"\s*\([^)]*\)", "", source)
    text = re.split(r", in |: '| as summarised by | via | citing ", text)[0]
    text = re.sub(r"( of [A-Z][a-z]+)?[ ,]+(19|20)\d\d.*$", "", text.strip())
    return SHORT.get(text, text)


def id_range(ids: Iterable[str]) -> str:
    """Row numbers, runs of neighbours joined: MG053-065, MG070."""
    runs: list[tuple[str, int, int]] = []
    for name, number in sorted((found[1], int(found[2])) for id_ in ids if (found := re.match(r"(\D+)(\d+)$", id_))):
        if runs and runs[-1][0] == name and runs[-1][2] + 1 == number:
            runs[-1] = (name, runs[-1][1], number)
        else:
            runs.append((name, number, number))
    return ", ".join(f"{name}{first:03d}" + (f"-{last:03d}" if last > first else "") for name, first, last in runs)
