"""How modern is a plant? Its capital a head, over that of its industry in the same month: a gap and not a level."""

from __future__ import annotations

import numpy as np

from segsim.indicators.cutoffs import Cutoffs
from segsim.plumbing.tables import or_zero
from segsim.state import State


def capital_gap(state: State) -> np.ndarray:
    """Capital a head and pace of each firm over that of its industry in the month; NaN where nobody works.

    Capital at prices of the first month; pace divides it, since drill is no machinery.
    """
    firms, markets = state.firms, state.markets
    heads = np.where(firms.alive, firms.employment, 0) * pace(state)
    capital = np.where(heads > 0.0, or_zero(firms.capacity) * markets.capital_per_unit[firms.market], 0.0)
    of_industry = [np.bincount(firms.industry, weights=one, minlength=2) for one in (capital, heads)]
    with np.errstate(divide="ignore", invalid="ignore"):
        return capital / heads / (of_industry[0] / of_industry[1])[firms.industry]


def modern_part(gap: np.ndarray, cutoffs: Cutoffs) -> np.ndarray:
    """How far a plant is modern, 0 to 1, from its capital gap; 0 where that is not known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        far = np.log(gap / cutoffs.lagging) / np.log(cutoffs.modern / cutoffs.lagging)
    return np.clip(np.nan_to_num(far, nan=0.0, neginf=0.0, posinf=1.0), 0.0, 1.0)


def pace(state: State) -> np.ndarray:
    """Pace of work at each firm, 1 as usual."""
    effort = state.firms.effort
    return np.where(effort > 0.0, effort, 1.0)
