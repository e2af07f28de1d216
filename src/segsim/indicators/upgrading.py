"""How far has a cell come, in industry and for its workers?

The scores are read out of stored cells (analysis/classes.py). Their components are indicators of their own; here stands
the one that only the score asks for.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.compliance import (
    contract_share,
    overtime_below_legal,
    pension_cover,
    under_minimum_base,
)
from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.hours import hours_week, share_over_cap
from segsim.indicators.indicator import Indicator
from segsim.indicators.jobs import separation_rate
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import EMPLOYMENT, Now, Sum
from segsim.indicators.technology import research_intensity, training_share


@Sum
def _minimum_over_published(now: Now) -> np.ndarray:
    """Minimum wage in force over the published one where a firm stands, weighted by employment."""
    published = np.where(now.firms.city < 0, np.nan, now.cities.published_minimum[now.firms.city])
    return now.employment * now.minimum / published


base_over_published = Indicator(
    "base_over_published",
    AtWork.base_over_minimum / AtWork.workers * _minimum_over_published / EMPLOYMENT,
    "ratio",
    "base pay over the published minimum wage: a policy that freezes the minimum raises nobody's score by dividing",
    "entry base wage of plants against the local minimum wage",
)
_SOCIAL = (
    base_over_published, hours_week, under_minimum_base, overtime_below_legal, share_over_cap, separation_rate,
    contract_share, pension_cover, training_share,
)  # fmt: skip
industrial_upgrading = Indicator(
    "industrial_upgrading", None, "score",
    "mean score of productivity growth, capital a head, value added a head and own research",
    "none published; components have published means", basis="years",
    needs=(REAL_VALUE_ADDED, CAPITAL, AtWork.hours, AtWork.workers, *research_intensity.quantities),
)  # fmt: skip
social_upgrading = Indicator(
    "social_upgrading", None, "score",
    "mean score of base pay over published minimum, hours, compliance, stability, cover and training",
    "none published; components have published means", basis="years",
    needs=tuple(quantity for one in _SOCIAL for quantity in one.quantities),
)  # fmt: skip
