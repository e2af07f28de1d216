"""How far has a cell come, in industry and for its workers?

In words. Two scores from 0 to 1. Each is the mean of its components, and each component is 0 at one fixed anchor and 1
at another (cuts.Params), straight between and never outside. A component that cannot be measured is left out.

  industrial   growth of total factor productivity over the last years; capital a head and value added a head at
               constant prices, both on a logarithmic scale; own research over sales
  social       base pay over the minimum wage; weekly hours; compliance: workers with base pay at the minimum or above,
               with the legal overtime rate, within the overtime cap; stability: separations; cover: contract, pension;
               training over payroll

Sources. Anchors: cuts.Params, each with its own.

Choices. Levels a head are anchored at what pay and labour's share imply and not at published value added a head of
above-scale firms (120,000 yuan in 2006), which would put labour's share near .2 and the whole model near 0.
Bought technology counts by what it does to productivity and not as research. Machines count through productivity and
value added a head.
Equal weights, since nothing published gives others. Pay in the score is base pay: overtime is how pay is raised where
nothing is upgraded.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators import jobs
from segsim.indicators.counts import Counts
from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.growth import accounts, trailing_mean
from segsim.indicators.hours import hours_week
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.indicators.snapshot import Years
from segsim.indicators.sums import HEADS, Now, Sum
from segsim.state import Firms


def position(value: np.ndarray, zero: float, one: float) -> np.ndarray:
    """Where a value stands between the anchor that scores 0 and the one that scores 1."""
    return np.clip((value - zero) / (one - zero), 0.0, 1.0)


def log_position(value: np.ndarray, zero: float, one: float) -> np.ndarray:
    """The same on a logarithmic scale."""
    return position(np.log(np.where(value > 0.0, value, np.nan)), np.log(zero), np.log(one))


def mean_of_known(components: list[np.ndarray]) -> np.ndarray:
    """Mean over the components that are not blank."""
    stacked = np.array(components)
    known = np.isfinite(stacked)
    n = known.sum(axis=0)
    return np.where(known, stacked, 0.0).sum(axis=0) / np.where(n > 0, n, np.nan)


def industrial(years: Years) -> np.ndarray:
    """Industrial upgrading; shape (years, regions, industries, tiers)."""
    cuts = years.cuts
    growth = trailing_mean(years.once(accounts)["tfp"], cuts.window)
    capital = np.array([(CAPITAL / AtWork.workers).value(counts)[..., -1] for counts in years.counts])
    value_added = np.array(
        [12.0 * (REAL_VALUE_ADDED / AtWork.workers).value(counts)[..., -1] for counts in years.counts]
    )
    research = np.array([(RESEARCH / SALES).value(counts)[..., -1] for counts in years.counts])
    return mean_of_known(
        [
            position(growth, cuts.growth_low, cuts.growth_high),
            log_position(capital, cuts.capital_low, cuts.capital_high),
            log_position(value_added, cuts.value_added_low, cuts.value_added_high),
            position(research, cuts.research_low, cuts.research_high),
        ]
    )


def compliance(counts: Counts) -> np.ndarray:
    """Mean share of workers for whom base pay, overtime rate and overtime cap are as the law asks."""
    workers, overtime_workers = counts[AtWork.workers], counts[AtWork.overtime_workers]
    below = np.where(overtime_workers > 0, counts[AtWork.below_legal] / overtime_workers, 0.0)
    return 1.0 - (counts[AtWork.under_base] / workers + below + counts[AtWork.over_cap] / workers) / 3.0


@Sum
def _minimum_over_published(now: Now) -> np.ndarray:
    """Minimum wage in force over the published one where a firm stands, by heads."""
    published = np.where(now.firms.city < 0, np.nan, now.cities.published_minimum[now.firms.city])
    return now.heads * now.minimum / published


# A policy that freezes the minimum raises nobody's score by dividing.
BASE_OVER_PUBLISHED = AtWork.base_over_minimum / AtWork.workers * _minimum_over_published / HEADS
COVER = (AtWork.contract + AtWork.pension) / (2.0 * AtWork.workers)
RESEARCH, SALES = Sum(Firms.research), Sum(Firms.sales)
TRAINING_SHARE = Sum(Firms.training) / Sum(Firms.wage_bill)


def social(years: Years) -> np.ndarray:
    """Social upgrading; shape (years, regions, industries, tiers)."""
    cuts = years.cuts
    rows = []
    for counts in years.counts:
        components = [
            position(BASE_OVER_PUBLISHED.value(counts), cuts.base_low, cuts.base_high),
            position(hours_week.value(counts), cuts.hours_long, cuts.hours_short),
            compliance(counts),
            position(jobs.separation_rate.value(counts), cuts.separations_high, cuts.separations_low),
            COVER.value(counts),
            position(TRAINING_SHARE.value(counts), cuts.training_low, cuts.training_high),
        ]
        rows.append(mean_of_known([component[..., -1] for component in components]))
    return np.array(rows)


industrial_upgrading = Indicator(
    "industrial_upgrading", lambda years: years.once(industrial), "score",
    "mean score of productivity growth, capital a head, value added a head and own research",
    "none published; components have published means", basis="years",
    needs=(REAL_VALUE_ADDED, CAPITAL, AtWork.hours, AtWork.workers, RESEARCH, SALES),
)  # fmt: skip
social_upgrading = Indicator(
    "social_upgrading", lambda years: years.once(social), "score",
    "mean score of base pay over published minimum, hours, compliance, stability, cover and training",
    "none published; components have published means", basis="years",
    needs=(
        BASE_OVER_PUBLISHED, COVER, TRAINING_SHARE, AtWork.overtime_workers, AtWork.below_legal, AtWork.under_base,
        AtWork.over_cap, *hours_week.quantities, *jobs.separation_rate.quantities,
    ),
)  # fmt: skip
