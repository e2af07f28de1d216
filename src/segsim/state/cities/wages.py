"""Cities, wages: what do its firms offer?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, FromParameter

f8 = np.float64


class Wages:
    """The part of Cities that mechanisms/wages writes."""

    market_wage = Column(
        f8, "yuan/hour", "rate", "mean offer of the city's firms outside the core, weighted by employment", start=0.0
    )
    unemployment_trend = Column(
        f8,
        "share of labour force",
        "rate",
        "unemployment of the city, smoothed over months, with twenty people at its normal level",
        start=FromParameter("wages.normal_unemployment"),
    )
    first_minimum = Column(
        f8, "yuan/month", "rate", "minimum wage of the first month; 0 until wages are set", start=0.0
    )
