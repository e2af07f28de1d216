"""Cities, dormitory: what do dormitories spare its migrants?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Dormitory:
    """The part of Cities that mechanisms/dormitory writes."""

    housing_cost = Column(
        f8, "ratio", "rate", "housing cost of a migrant relative to a city with the usual beds", start=1.0
    )
