"""Firms, hours: how long does it plan to work?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, SCALE, Column

f8 = np.float64


class Hours:
    """The part of Firms that mechanisms/hours writes."""

    target_employment = Column(
        f8, "workers", "state", "employees wanted for expected demand at planned hours", start=MADE, entrant=SCALE
    )
    overtime_desired = Column(
        f8, "hours/month", "state", "overtime its workers want at its pay", start=MADE, entrant=COPY
    )
    overtime_multiple = Column(
        f8,
        "ratio",
        "rate",
        "pay of a mean overtime hour over a standard hour, as really paid",
        start=MADE,
        entrant=COPY,
    )
    overtime_limit = Column(f8, "hours/month", "state", "most overtime it dares to run", start=MADE, entrant=COPY)
    overtime_planned = Column(
        f8, "hours/month", "state", "overtime a head that it plans with", start=MADE, entrant=COPY
    )
    hours_disutility = Column(
        f8, "utility", "state", "disutility of a month at its planned hours, in log pay", start=0.0, entrant=COPY
    )
