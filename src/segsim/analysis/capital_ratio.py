"""What if contract makers stood otherwise to component makers in capital a head? Gaps of drawn jobs, rescaled.

No published pair was found: no source gives fixed assets and employment of both in one year. The model starts with
1.15 and .76 of the industry's mean, a ratio of 1.5, and plants grow from there; by what could be read it may lie
between .4 and 1.8, with a middle of .8 (a judgement). The split of multiply deprived jobs into low road and market
despotism hangs on it, H and M0 do not.

The ratio is that of medians over the drawn jobs of a seed and year. A ratio does not say who stands where it is, so
there are two ends. Contract makers move and component makers stay where they are: then the industry's mean is no longer
1. Or the mean of the IT chain is taken anew, as the measure has it (indicators/plant_capital.py), so that component
makers rise where contract makers fall.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segsim.analysis.job_shares import belongs
from segsim.indicators.groups import GROUPS

RATIOS = (0.5, 0.8, 1.5)  # low, middle, and what the model assumes
ABOVE, BELOW, INDUSTRY = "contract_manufacturer", "component_maker", "it"
assert {ABOVE, BELOW, INDUSTRY} <= set(GROUPS)
ASSUMED = (
    "contract : component: median capital a head of the IT chain's contract makers over that of its component makers, "
    "set to this; assumed: no published pair found. Component makers stay where they are, or with `mean anew` the "
    "chain's mean is 1 again, as measured"
)


@dataclass(frozen=True)
class CapitalRatio:
    """Median capital a head of jobs at contract makers over that of jobs at component makers."""

    ratio: float
    mean_anew: bool = False

    @property
    def name(self) -> str:
        """As tables have it."""
        return f"contract : component {self.ratio:g}{', mean anew' if self.mean_anew else ''}"

    def gaps(self, sample: pd.DataFrame) -> np.ndarray:
        """Capital gap of each drawn job; NaN in a seed and year that lacks one of the two."""
        gap = sample["gap"].to_numpy(dtype=float)
        of_year = sample.groupby(["seed", "year"], observed=True).ngroup().to_numpy()
        moves, industry = belongs(sample, ABOVE), belongs(sample, INDUSTRY)
        known = ratios(sample).reindex(pd.RangeIndex(int(of_year.max(initial=-1)) + 1)).to_numpy()
        factor = (self.ratio / known)[of_year]
        own = np.where(moves, factor * gap, np.where(industry & np.isnan(factor), np.nan, gap))
        if self.mean_anew:
            weight = np.where(industry, (sample["weight"] * sample["pace"].astype(float)).to_numpy(), 0.0)
            before, after = (np.bincount(of_year, weights=weight * np.where(industry, one, 0.0)) for one in (gap, own))
            with np.errstate(divide="ignore", invalid="ignore"):
                own = np.where(industry, own * (before / after)[of_year], own)
        return own


def ratios(sample: pd.DataFrame) -> pd.Series:
    """The ratio that a run holds, by the number of seed and year in their order; NaN where one of the two is missing.

    Plain medians: within a year drawn jobs stand for nearly as many jobs each.
    """
    of_year = sample.groupby(["seed", "year"], observed=True).ngroup()
    gap = sample["gap"].astype(float)
    above, below = (gap[at].groupby(of_year[at]).median() for at in (belongs(sample, ABOVE), belongs(sample, BELOW)))
    found = above.div(below.where(below > 0.0))  # by index: NaN where a year has only one
    return found.where(found > 0.0)


USUAL_RATIOS = tuple(CapitalRatio(ratio, anew) for anew in (False, True) for ratio in RATIOS)
