"""Cities, wages: what do its firms offer?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Wages:
    """The part of Cities that mechanisms/wages writes."""

    market_wage = Column(
        f8, "yuan/hour", "rate", "mean offer of the city's firms outside the core, weighted by employment", start=0.0
    )
