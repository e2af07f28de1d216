"""Firms, investment: what has it built, automated and taught?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, SCALE, Column

f8 = np.float64


class Investment:
    """The part of Firms that mechanisms/investment writes."""

    capacity = Column(f8, "units/month", "state", "output that its capital allows", start=MADE, entrant=SCALE)
    automation = Column(
        f8, "ln", "state", "what machines in place of labour add to log productivity", start=0.0, entrant=COPY
    )
    machines = Column(
        f8, "yuan", "state", "what it paid for machines, less what has worn out and aged", start=0.0, entrant=SCALE
    )
    machine_wear = Column(
        f8, "yuan/month", "rate", "machines that wear out and age in a month", start=0.0, entrant=SCALE
    )
    machine_return = Column(
        f8, "yuan/month", "rate", "return asked of its machines, which comes before any profit is shared", start=0.0,
        entrant=SCALE,
    )  # fmt: skip
    specific_human_capital = Column(
        f8,
        "ln",
        "state",
        "what training adds to log productivity; it leaves with those who leave",
        start=0.0,
        entrant=COPY,
    )
    # Assumed: only to start from.
    turnover = Column(f8, "1/month", "rate", "smoothed share of newcomers among its people", start=0.05, entrant=COPY)
    # Only to start from: the hurdle at the risk that investment assumes.
    hurdle = Column(
        f8, "ratio", "rate", "worth over cost that an investment must reach before it is made", start=1.64, entrant=COPY
    )
    investment = Column(f8, "yuan/month", "flow", "spent on capacity and machines")
    training = Column(f8, "yuan/month", "flow", "spent on training")
