"""Cities, enforcement: how often do inspectors come?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, FromParameter

f8, i4 = np.float64, np.int32


class Enforcement:
    """The part of Cities that mechanisms/enforcement writes."""

    inspection_rate = Column(
        f8,
        "1/month",
        "law",
        "chance that a mean-sized firm is inspected this month",
        start=FromParameter("enforcement.inspection_rate"),
    )
    complaint_slope = Column(
        f8,
        "1/month",
        "law",
        "how much detection rises with violation intensity",
        start=FromParameter("enforcement.complaint_slope"),
    )
    campaign = Column(
        f8, "ratio", "rate", "inspections of this month's campaigns relative to usual ones, 1 without", start=1.0
    )
    campaign_months = Column(i4, "months", "state", "months that a campaign after a salient event still lasts", start=0)
    caution = Column(
        f8, "share", "state", "effort added by officials whose predecessor was dismissed, decaying", start=0.0
    )
    salience = Column(f8, "index", "state", "of disasters and protests that call for a campaign, decaying", start=0.0)
