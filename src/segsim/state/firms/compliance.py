"""Firms, compliance: which rules does it break, and what does it pay for that?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, Column

f8 = np.float64


class Compliance:
    """The part of Firms that mechanisms/compliance writes."""

    depth_minimum = Column(
        f8, "share", "rate", "share of the gap to the minimum wage that it keeps", start=0.0, entrant=COPY
    )
    depth_premium = Column(f8, "share", "rate", "share of the overtime premium that it keeps", start=0.0, entrant=COPY)
    depth_unpaid = Column(f8, "share", "rate", "share of workers hired into unpaid overtime", start=0.0, entrant=COPY)
    depth_hours = Column(
        f8, "share", "rate", "how far it goes from the overtime cap to the physical limit", start=0.0, entrant=COPY
    )
    # Assumed: only to start from.
    depth_contract = Column(
        f8, "share", "rate", "share of workers hired without a written contract", start=0.5, entrant=COPY
    )
    depth_injury = Column(f8, "share", "rate", "share of workers hired without injury cover", start=0.0, entrant=COPY)
    depth_pension = Column(f8, "share", "rate", "share of workers hired without pension cover", start=0.0, entrant=COPY)
    depth_pollution = Column(
        f8, "share", "rate", "share of the emissions that it should clean and lets out", start=0.0, entrant=COPY
    )
    depth_safety = Column(f8, "share", "rate", "share of the cost of safe work that it saves", start=0.0, entrant=COPY)
    expected_penalty = Column(
        f8, "yuan/month", "rate", "penalty that it expects for what it keeps back from workers", start=0.0, entrant=0.0
    )
    penalty_at_visit = Column(
        f8, "yuan", "rate", "penalty that it expects if inspectors come, for all it keeps back", start=0.0, entrant=0.0
    )
    fines = Column(f8, "yuan/month", "flow", "fines and back pay")
