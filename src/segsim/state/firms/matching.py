"""Firms, matching: whom does it employ and seek?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import MADE, Column
from segsim.state.ties import JOBS

f8, i4 = np.float64, np.int32


class Matching:
    """The part of Firms that mechanisms/matching writes."""

    employment = Column(i4, "workers", "state", "employees after this month's moves", start=MADE, entrant=0, tied=JOBS)
    skill_sum = Column(f8, "efficiency units", "state", "summed skill of its employees", start=MADE, entrant=0.0)
    taste_sum = Column(
        f8, "efficiency units", "state", "summed skill x hours taste of its employees", start=MADE, entrant=0.0
    )
    vacancies = Column(i4, "workers", "state", "open jobs before this month's hiring", start=0, entrant=0)
    unfilled = Column(i4, "workers", "state", "open jobs that stayed open after the last hiring", start=0, entrant=0)
    layoffs = Column(i4, "workers", "flow", "jobs ended by the firm")
    quits = Column(i4, "workers", "flow", "jobs ended by workers without a new one")
    hires = Column(i4, "workers", "flow", "workers taken on")
