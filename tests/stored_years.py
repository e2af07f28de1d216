"""Years of cells as they are stored, made of sums that a test writes down: every cell and margin holds the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from segsim.analysis.growth import COMPONENTS, Values
from segsim.indicators import INDICATORS
from segsim.indicators.counts import Counts
from segsim.indicators.sums import Sum

SHAPE = (2, 2, 2)  # region, industry, tier: one of each, and its margin
CELL = (0, 0, 0)


def stored(years: Sequence[Mapping[Sum, float]], months: Sequence[int] = ()) -> Values:
    """Every component that the sums of the years allow, by the indicator's own rule; shape (years, *SHAPE)."""
    held = [
        Counts({one: np.full((*SHAPE, 2), value) for one, value in sums.items()}, n)
        for sums, n in zip(years, months or [12] * len(years), strict=True)
    ]
    known = set.intersection(*(set(counts) for counts in held))
    return {
        name: np.array([np.asarray(INDICATORS[name].value(counts))[..., -1] for counts in held])
        for name in COMPONENTS
        if known.issuperset(one for quantity in INDICATORS[name].quantities for one in quantity.sums())
    }
