"""Firms, environment: what does it let out?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, Column

f8 = np.float64


class Environment:
    """The part of Firms that mechanisms/environment writes."""

    abatement_cost = Column(
        f8, "yuan/unit", "rate", "spent on clean production, over the first month's mean", start=0.0, entrant=COPY
    )
    emissions = Column(
        f8, "units/month", "flow", "pollutants emitted; 1 is what a unit of output of emission intensity 1 emits"
    )
