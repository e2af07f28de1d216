"""Firms, production: what does it make, and with how many hours?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, SCALE, Column

f8 = np.float64


class Production:
    """The part of Firms that mechanisms/production writes."""

    productivity = Column(
        f8, "units/efficiency hour", "rate", "output of an hour of mean skill, of all these", start=MADE, entrant=COPY
    )
    technology = Column(
        f8, "ln", "trait", "log productivity of an hour of mean skill in the first month; holds through the burn-in"
    )
    expected_demand = Column(
        f8, "units/month", "rate", "demand it plans for: smoothed orders", start=MADE, entrant=SCALE
    )
    orders = Column(f8, "units/month", "flow", "units that buyers wanted")
    linked_orders = Column(f8, "units/month", "flow", "the part of orders that comes from its principal buyer")
    contracted_orders = Column(
        f8, "units/month", "flow", "the part of orders that foreign brands place with it as a standing account"
    )
    output = Column(f8, "units/month", "flow", "units made and sold")
    criticality = Column(
        f8, "rank", "trait", "of its part among first-tier parts of cars, 0 what nobody else makes to 1; 1 for others"
    )
    specificity = Column(f8, "share", "flow", "of its principal buyer's line that stands still without it")
    parts_buffer = Column(f8, "days", "flow", "parts that it holds, in working days of use")
    halted_days = Column(f8, "days/month", "flow", "working days on which it stood still for want of parts")
    overtime_run = Column(
        f8,
        "hours/month",
        "state",
        "overtime that production last called for: mean over its workers",
        start=0.0,
        entrant=0.0,
    )
