"""How far is the model from each published figure: the mean of its year over seeds, beside the figure?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from segsim.analysis.paired import mean_and_margin
from segsim.evidence import Fact
from segsim.indicators import INDICATORS, Indicator

if TYPE_CHECKING:
    import pandas as pd

IN, NEAR, OUT, MISSING = "in", "near", "out", "missing"
WITHIN, ABOUT = 0.05, 0.20  # of the figure: in where no spread is published, and near


@dataclass(frozen=True)
class Beside:
    """One published number beside the model's."""

    fact: Fact
    indicator: Indicator
    figure: float  # in the indicator's unit
    low: float | None
    high: float | None
    mean: float
    margin_of_error: float
    year: int  # of the model

    @property
    def ratio(self) -> float:
        """Model over evidence."""
        return self.mean / self.figure if self.figure else float("nan")

    @property
    def verdict(self) -> str:
        """In, near or out; missing where the model has no value."""
        if not np.isfinite(self.mean):
            return MISSING
        ends = [end for end in (self.low, self.high, self.figure) if end is not None]
        if self.low is None and self.high is None:
            ends = [self.figure * (1.0 - WITHIN), self.figure * (1.0 + WITHIN)]
        if min(ends) <= self.mean <= max(ends):
            return IN
        return NEAR if abs(self.mean - self.figure) <= ABOUT * abs(self.figure) else OUT


def pairs() -> list[tuple[Fact, Indicator, float]]:
    """Every published number with an indicator that stands for it, and the factor to the indicator's unit."""
    return [
        (fact, indicator.of(group), published.factor)
        for indicator in INDICATORS.values()
        for group, published in indicator.by.items()
        for fact in published.rows()
    ]


def beside(fact: Fact, indicator: Indicator, factor: float, series: pd.DataFrame) -> Beside:
    """A fact beside the model's mean of its year (or of its month, where the fact has one) over seeds."""
    from segsim.analysis.series import wide

    values = wide(series, [indicator.address])
    rows = values.melt(ignore_index=False).dropna(subset="value").reset_index()
    low, high = (None if end is None else end * factor for end in (fact.low, fact.high))
    figure = (fact.value or 0.0) * factor
    if rows.empty:
        return Beside(fact, indicator, figure, low, high, float("nan"), float("nan"), fact.year or 0)
    years = rows["year"].unique()
    year = int(years[np.argmin(np.abs(years - (fact.year or 0)))])
    rows = rows[rows["year"] == year]
    if fact.month is not None and year == fact.year and (rows["month"] == fact.month).any():
        rows = rows[rows["month"] == fact.month]
    mean, half = mean_and_margin(rows.groupby("seed")["value"].mean().tolist())
    return Beside(fact, indicator, figure, low, high, mean, half, year)
