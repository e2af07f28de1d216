"""Firms, evaluation: which awards does it get, and what does it report?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, SCALE, Column
from segsim.state.firms.production import Production

f8, flag = np.float64, np.bool_


class Evaluation:
    """The part of Firms that mechanisms/evaluation writes."""

    award = Column(f8, "share", "rate", "its share of the award money of its city this year", start=0.0, entrant=0.0)
    awarded = Column(f8, "yuan/month", "flow", "awards received: a part of subsidies")
    induced_research = Column(
        f8,
        "share of sales",
        "rate",
        "real research induced by awards, beyond what it would do anyway",
        start=0.0,
        entrant=COPY,
    )
    credit_bonus = Column(f8, "months of sales", "state", "shift of its credit line by awards", start=0.0, entrant=0.0)
    research_share = Column(
        f8, "share of sales", "rate", "what it really spends on research of its own, smoothed", start=0.0, entrant=COPY
    )
    relabelled = Column(
        f8, "share of sales", "rate", "other spending that it reports as research", start=0.0, entrant=COPY
    )
    true_growth = Column(
        f8, "ln/year", "rate", "growth of its productivity in the year that was last judged", start=0.0, entrant=0.0
    )
    last_size = Column(
        f8,
        "units/month",
        "rate",
        "demand that it planned for in the last January",
        start=Production.expected_demand,
        entrant=SCALE,
    )
    last_productivity = Column(
        f8,
        "units/efficiency hour",
        "rate",
        "its productivity in the last January",
        start=Production.productivity,
        entrant=COPY,
    )
    unmeasured_practice = Column(
        flag,
        "flag",
        "flag",
        "has the practice that improves production and that no metric sees",
        start=MADE,
        entrant=COPY,
    )
