"""Cities, evaluation: what does it report and award?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Evaluation:
    """The part of Cities that mechanisms/evaluation writes."""

    award_money = Column(f8, "yuan/month", "rate", "set aside for awards to firms this year", start=0.0)
    award_price = Column(f8, "yuan/yuan", "rate", "award that a reported yuan of research brings", start=0.0)
    over_reporting = Column(f8, "share", "rate", "by which it overstated its last report", start=0.0)
    reported_metric = Column(f8, "ratio", "rate", "growth of output that it reported for the last year", start=1.0)
