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
from segsim.indicators.growth import accounts, trailing_mean
from segsim.indicators.hours import hours_week
from segsim.indicators.indicator import Indicator
from segsim.indicators.snapshot import Years
from segsim.state import Cities, Firms, Markets, Nation, Workers


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
    capital = np.array([(counts.capital / counts.workers)[..., -1] for counts in years.counts])
    value_added = np.array([12.0 * (counts.real_value_added / counts.workers)[..., -1] for counts in years.counts])
    research = np.array([(counts.research / counts.sales)[..., -1] for counts in years.counts])
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
    below = np.where(counts.overtime_workers > 0, counts.below_legal / counts.overtime_workers, 0.0)
    return 1.0 - (counts.under_base / counts.workers + below + counts.over_cap / counts.workers) / 3.0


def base_over_published(counts: Counts) -> np.ndarray:
    """Base pay over the published minimum wage: a policy that freezes the minimum raises nobody's score by dividing."""
    return counts.base_over_minimum / counts.workers * counts.minimum_over_published / counts.heads


def social(years: Years) -> np.ndarray:
    """Social upgrading; shape (years, regions, industries, tiers)."""
    cuts = years.cuts
    rows = []
    for counts in years.counts:
        components = [
            position(base_over_published(counts), cuts.base_low, cuts.base_high),
            position(hours_week.measure(counts), cuts.hours_long, cuts.hours_short),
            compliance(counts),
            position(jobs.separation_rate.measure(counts), cuts.separations_high, cuts.separations_low),
            (counts.contract + counts.pension) / (2.0 * counts.workers),
            position(counts.training / counts.wage_bill, cuts.training_low, cuts.training_high),
        ]
        rows.append(mean_of_known([component[..., -1] for component in components]))
    return np.array(rows)


INDICATORS = (
    Indicator(
        "industrial_upgrading", "score", "none published; components have published means",
        "mean score of productivity growth, capital a head, value added a head and own research",
        (Firms.output, Firms.parts_per_unit, Firms.inputs_spared, Markets.materials_per_unit, Firms.capacity,
         Markets.capital_per_unit,
         Workers.overtime, Firms.research, Firms.sales),
        lambda years: years.once(industrial), basis="years",
    ),
    Indicator(
        "social_upgrading", "score", "none published; components have published means",
        "mean score of base pay over published minimum, hours, compliance, stability, cover and training",
        (Workers.base_pay, Cities.minimum_wage, Cities.published_minimum, Workers.overtime, Workers.overtime_pay,
         Workers.written_contract, Workers.pension_cover, Workers.employer, Nation.overtime_cap,
         Nation.overtime_multiple, Firms.training, Firms.wage_bill),
        lambda years: years.once(social), basis="years",
    ),
)  # fmt: skip
