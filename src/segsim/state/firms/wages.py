"""Firms, wages: what does it offer?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, Column, FromParameter

f8 = np.float64


class Wages:
    """The part of Firms that mechanisms/wages writes."""

    mrpl = Column(
        f8, "yuan/hour", "rate", "net marginal revenue product of an hour of mean skill", start=MADE, entrant=COPY
    )
    wage_offer = Column(
        f8,
        "yuan/hour",
        "rate",
        "what it offers by the market, before rent sharing and floors",
        start=MADE,
        entrant=COPY,
    )
    base_wage = Column(
        f8, "yuan/hour", "rate", "posted base wage for mean skill, before the minimum wage", start=MADE, entrant=COPY
    )
    unilateral_pay = Column(
        f8, "yuan/hour", "rate", "base wage that it would post if nobody bargained with it", start=MADE, entrant=COPY
    )
    relativity = Column(
        f8,
        "ratio",
        "rate",
        "its first offer over the minimum wage of then; 0 until wages are set",
        start=0.0,
        entrant=COPY,
    )
    open_share_trend = Column(
        f8,
        "share of jobs",
        "rate",
        "jobs that stayed open after hiring, smoothed over months",
        start=FromParameter("wages.frictional_vacancies"),
        entrant=COPY,
    )
    bonus_rate = Column(f8, "share of base", "rate", "profit bonus as a share of base pay", start=0.0, entrant=0.0)
    concession = Column(
        f8, "ratio", "rate", "wage step won by a strike and not yet paid: 0.2 is 20 %", start=0.0, entrant=0.0
    )
