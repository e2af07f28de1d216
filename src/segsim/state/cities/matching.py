"""Cities, matching: on what terms are people hired?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Matching:
    """The part of Cities that mechanisms/matching writes."""

    hired_pay = Column(
        f8, "yuan/month", "state", "pay for mean skill of those hired, summed over hires, smoothed", start=0.0
    )
    hired_heads = Column(f8, "workers/month", "state", "hires of the city's firms, smoothed alike", start=0.0)
