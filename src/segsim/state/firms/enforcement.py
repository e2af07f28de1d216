"""Firms, enforcement: what has it seen of inspectors?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, Column, FromParameter

f8, flag = np.float64, np.bool_


class Enforcement:
    """The part of Firms that mechanisms/enforcement writes."""

    capture = Column(f8, "share", "state", "inspections from which its city spares it", start=0.0, entrant=COPY)
    inspection_belief = Column(
        f8,
        "1/month",
        "rate",
        "inspection rate that it reckons with",
        start=FromParameter("enforcement.inspection_rate"),
        entrant=COPY,
    )
    mean_inspection_rate = Column(
        f8,
        "1/month",
        "rate",
        "inspection rate that it has seen, mean over about two years",
        start=FromParameter("enforcement.inspection_rate"),
        entrant=COPY,
    )
    belief_variance = Column(
        f8, "1/month^2", "rate", "variance of the inspection rate that it has seen", start=0.0, entrant=COPY
    )
    visits_variance = Column(
        f8, "1/year", "rate", "variance of a year's visits that it reckons with, by their rate", start=0.0, entrant=COPY
    )
    inspected = Column(flag, "flag", "flow", "was inspected this month")
    false_positive_at_visit = Column(
        f8, "yuan", "rate", "fine that it expects though it complies, if visited in a campaign", start=0.0, entrant=0.0
    )
    false_positive_fine = Column(f8, "yuan/month", "flow", "fine paid though it had complied, a part of fines")
