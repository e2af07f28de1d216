"""Firms, accidents: who is injured, and what is spent against it?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, Column

f8, i4, flag = np.float64, np.int32, np.bool_


class Accidents:
    """The part of Firms that mechanisms/accidents writes."""

    safety_cost = Column(f8, "yuan/unit", "rate", "spent on safety at work", start=0.0, entrant=COPY)
    injuries = Column(i4, "workers", "flow", "workers injured at work")
    compensated = Column(i4, "workers", "flow", "of these, workers whose cost the insurance paid")
    disaster = Column(flag, "flag", "flow", "an accident that everybody heard of")
