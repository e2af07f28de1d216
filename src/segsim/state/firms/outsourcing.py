"""Firms, outsourcing: what does it give out, and who works for it through agencies?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, MISSING, Column

f8 = np.float64


class Outsourcing:
    """The part of Firms that mechanisms/outsourcing writes."""

    outsourced = Column(f8, "share", "rate", "share of its own work given to the tier below", start=MADE, entrant=COPY)
    first_cost_gap = Column(
        f8, "ln", "state", "its hourly labour cost over that of the tier below, at the start", start=0.0, entrant=COPY
    )
    parts_per_unit = Column(
        f8, "units/unit", "rate", "goods of the tier below in a unit of its output", start=MADE, entrant=COPY
    )
    inputs_saved = Column(
        f8,
        "yuan/unit",
        "rate",
        "materials that it need not buy, as they go with work given out",
        start=0.0,
        entrant=COPY,
    )
    dispatch_share = Column(
        f8, "share", "rate", "share of its workers that it wants from agencies", start=MISSING, entrant=COPY
    )
    regular_pay = Column(
        f8, "ratio", "rate", "hourly pay of a regular worker over the posted base wage", start=1.0, entrant=COPY
    )
    dispatch_pay = Column(
        f8, "ratio", "rate", "hourly pay of an agency worker over the posted base wage", start=1.0, entrant=COPY
    )
    regular_bonus = Column(
        f8, "ratio", "rate", "bonus of a regular worker over the firm's rate; others get none", start=1.0, entrant=COPY
    )
