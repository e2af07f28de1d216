"""Cities, accounting: how many people and jobs are there, and how many get and lose one?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8, i4 = np.float64, np.int32


class Accounting:
    """The part of Cities that mechanisms/accounting writes."""

    employed = Column(i4, "workers", "state", "with a job in the city", start=0)
    unemployed = Column(i4, "workers", "state", "in the city without a job", start=0)
    vacancies = Column(i4, "workers", "state", "open jobs before hiring", start=0)
    mean_earnings = Column(
        f8, "yuan/month", "rate", "mean pay of workers in the city's firms at mean skill pay", start=0.0
    )
    mean_searchers = Column(
        f8, "workers/month", "state", "hired or still without a job at the end of a month, smoothed", start=0.0
    )
    mean_hires = Column(f8, "workers/month", "state", "hired out of no job in a month, smoothed", start=0.0)
    mean_employed = Column(f8, "workers/month", "state", "with a job at the start of a month, smoothed", start=0.0)
    mean_separations = Column(
        f8, "workers/month", "state", "jobs given up or lost in a month without a new one at once, smoothed", start=0.0
    )
    gig_workers = Column(i4, "workers", "state", "riders: with neither an employer nor counted as unemployed", start=0)
