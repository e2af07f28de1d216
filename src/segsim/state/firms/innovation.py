"""Firms, innovation: what does it know how to make, and where from?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, Column

f8 = np.float64


class Innovation:
    """The part of Firms that mechanisms/innovation writes."""

    log_tfp = Column(
        f8,
        "ln",
        "state",
        "log total factor productivity: output of an hour by the process alone",
        start=MADE,
        entrant=COPY,
    )
    own_innovation = Column(
        f8, "ln", "state", "the part of log TFP that its own research found, decaying", start=0.0, entrant=0.0
    )
    imitation = Column(
        f8, "ln", "state", "the part of log TFP that was copied or bought, decaying", start=0.0, entrant=0.0
    )
    research = Column(f8, "yuan/month", "flow", "spent on research of its own")
