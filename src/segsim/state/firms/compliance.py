"""Firms, compliance: which rules does it break, and what does it pay for that?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, Column
from segsim.state.codes import Violation

f8 = np.float64


class Compliance:
    """The part of Firms that mechanisms/compliance writes."""

    violations = Column(
        f8, "share", "rate", "intensity of each violation: 0 obeys, 1 breaks the rule in full (codes.Violation)",
        start=tuple(rule.first for rule in Violation), entrant=COPY, along=Violation,
    )  # fmt: skip
    expected_penalty = Column(
        f8, "yuan/month", "rate", "penalty that it expects for what it withholds from workers", start=0.0, entrant=0.0
    )
    penalty_at_visit = Column(
        f8, "yuan", "rate", "penalty that it expects if inspectors come, for all it withholds", start=0.0, entrant=0.0
    )
    fines = Column(f8, "yuan/month", "flow", "fines and back pay")
