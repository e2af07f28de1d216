"""Cities, platform work: who rides there, at what pay?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8, i4 = np.float64, np.int32


class PlatformWork:
    """The part of Cities that mechanisms/platform_work writes."""

    gig_disappointed = Column(i4, "workers", "state", "riders of six months or more who expected better", start=0)
    gig_pay = Column(
        f8, "yuan/hour", "rate", "net pay of an hour of riding last month, or of the first hour ridden", start=0.0
    )
    gig_value = Column(f8, "ln pay", "state", "value of riding, on the scale on which jobs are compared", start=0.0)
    # Assumed, as the parameter of that meaning.
    gig_take = Column(f8, "share", "rate", "share of what customers pay that the platform keeps", start=0.2)
    gig_protest = Column(f8, "protests/month", "flow", "riders protested this month")
