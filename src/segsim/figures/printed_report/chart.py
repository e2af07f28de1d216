"""What is one chart on a printed page: a question, its unit, and the lines that answer it?

The same chart is drawn of a run (over_time.py) and of a comparison (against.py), so that both answer one question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from segsim.analysis.palette import LINES, REGIONS, SEGMENTS, SOFT, Look
from segsim.analysis.recorded import Recorded
from segsim.indicators.groups import address
from segsim.indicators.indicator import Published

EMPLOYED = ("core", "contract_manufacturer", "supplier", "component_maker")
MIGRANTS = Look("migrants, all segments", SOFT, (), 1.0)
MONTHS, MEANS, SUMS = "months", "mean", "sum"  # a point a month, a year's mean, a year's sum


@dataclass(frozen=True)
class Line:
    """One line: what was recorded, of the nation or of a region, and how it is drawn and named."""

    indicator: str
    look: Look
    region: str = ""  # empty: the nation
    is_rest: bool = False  # drawn is what is left to the whole: those without


@dataclass(frozen=True)
class Chart:
    """One question with its lines; all lines have one unit, which the population line says."""

    question: str
    population: str
    lines: tuple[Line, ...]
    unit: str = ""  # % where ticks carry it
    factor: float = 1.0
    points: str = MONTHS
    top: float | None = None
    limit: tuple[float, str] | None = None  # a level that law or definition sets, and its words
    from_zero: bool = True
    extra: tuple[tuple[Published, str], ...] = ()  # figures of single plants, and the segment they belong to
    caution: str = ""
    is_people: bool = False  # counted in workers of the model, shown in million people

    def scale(self, run: Recorded) -> float:
        """From what was recorded to the chart's unit."""
        return self.factor * (persons(run) / 1e6 if self.is_people and persons(run) > 1 else 1.0)

    def description(self, run: Recorded) -> str:
        """Unit and population, with what a worker of the model stands for where people are counted."""
        if not self.is_people:
            return self.population
        one = f"; one worker of the model stands for {persons(run):,.0f}" if persons(run) > 1 else ""
        return f"{'Million people' if persons(run) > 1 else 'Workers of the model'} {self.population}{one}"

    def turn(self, line: Line, run: Recorded) -> Callable[[Any], Any]:
        """From a recorded value, or a published one in the same unit, to what is drawn."""
        scale = self.scale(run)
        return (lambda value: scale * (1.0 - value)) if line.is_rest else (lambda value: scale * value)

    def table(self, line: Line, run: Recorded, points: str) -> pd.DataFrame | None:
        """Dates down, seeds across, in the chart's unit; None where the run did not record it."""
        if line.region:
            found = run.region_years(line.indicator, line.region)
        elif not run.has(line.indicator):
            return None
        else:
            found = run.months(line.indicator) if points == MONTHS else yearly(run, line.indicator, points)
        turned = self.turn(line, run)(found)
        return turned if len(turned) and np.isfinite(turned.to_numpy(dtype=float)).any() else None


def yearly(run: Recorded, indicator: str, how: str) -> pd.DataFrame:
    """Calendar years; what is measured once a year stands in the year of its December."""
    months = run.months(indicator)
    if len(months) and set(np.floor((months.index.to_numpy() % 1) * 12)) <= {11.0}:
        return months.set_axis(np.floor(months.index.to_numpy()) + 0.5)
    return run.years(indicator, how)


def persons(run: Recorded) -> float:
    """People for whom a worker of the model stands."""
    return float(run.config.get("world", {}).get("persons_per_agent", 1.0))


def segments(indicator: str) -> tuple[Line, ...]:
    """One line a segment, in the segment's colour."""
    return tuple(Line(address(indicator, segment), SEGMENTS[segment]) for segment in EMPLOYED)


def regions(indicator: str) -> tuple[Line, ...]:
    """One line a group of cities."""
    return tuple(Line(indicator, look, region) for region, look in REGIONS.items())


def named(*indicators: tuple[str, str], rest: bool = False) -> tuple[Line, ...]:
    """Lines of the nation, each with its words, in the looks that are no segment's."""
    looks = zip(indicators, LINES, strict=False)
    return tuple(Line(name, replace(look, label=caption), is_rest=rest) for (name, caption), look in looks)
