"""Firms, dormitory: who sleeps there, and how strict is the shop floor?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MISSING, Column

f8 = np.float64


class Dormitory:
    """The part of Firms that mechanisms/dormitory writes."""

    effort = Column(
        f8, "ratio", "rate", "work done in an hour relative to a shop without discipline", start=1.0, entrant=COPY
    )
    dormitory = Column(
        f8, "share", "rate", "share of its workers who sleep in its dormitory (宿舍)", start=MISSING, entrant=COPY
    )
    overtime_reach = Column(
        f8, "hours/month", "state", "what dormitories add to the overtime of its shifts", start=0.0, entrant=COPY
    )
    bed_value = Column(
        f8, "ln pay", "state", "what its beds add to the value of a job for a migrant", start=0.0, entrant=COPY
    )
    discipline = Column(
        f8, "index", "state", "strictness of the shop floor, 1 for the usual mean", start=MISSING, entrant=COPY
    )
    harshness = Column(
        f8, "index", "state", "discipline beyond the usual mean, which its workers resent", start=0.0, entrant=COPY
    )
