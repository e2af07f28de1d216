"""Firms, relocation: where does it stand, and where will it go?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, KEEP, MADE, Column
from segsim.state.ties import PEOPLE

f8, i2, i4, flag, row = np.float64, np.int16, np.int32, np.bool_, np.intp


class Relocation:
    """The part of Firms that mechanisms/relocation writes."""

    city = Column(row, "row", "link", "where it stands", links_to="cities", start=MADE, entrant=COPY, tied=PEOPLE)
    moving_cost = Column(f8, "months", "state", "its cost of moving, in months of profit", start=MADE, entrant=KEEP)
    notice = Column(i2, "months", "state", "until it moves, 0 for a plant that stays", start=0, entrant=0)
    next_city = Column(
        i2, "row", "link", "where it will go, -1 for a plant that stays", links_to="cities", start=-1, entrant=-1
    )
    leaving = Column(flag, "flag", "flow", "has announced that it will leave")
    moves = Column(flag, "flag", "flow", "leaves its city this month")
    moved_jobs = Column(i4, "workers", "flow", "jobs ended because it moves")
    outlays = Column(f8, "yuan/month", "flow", "other current spending: research, training, moving")
    subsidies = Column(f8, "yuan/month", "flow", "subsidies and awards received")
