"""Cities, identity: where does the city lie, and who are its peers?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column
from segsim.state.codes import Region
from segsim.state.ties import MONEY

f8, i1 = np.float64, np.int8


class Identity:
    """The part of Cities that says which it is."""

    region = Column(i1, "code", "trait", "group of cities (codes.Region)", codes=Region)
    province = Column(
        i1, "code", "trait", "cities with the same number are peers in the tournament and share guidelines"
    )
    area = Column(i1, "code", "trait", "cities with the same number lie near each other: parts travel within a day")
    has_guideline = Column(np.bool_, "flag", "trait", "in Guangdong, where the bargaining guideline of 2014 holds")
    deposits = Column(f8, "yuan", "state", "money of the local government", start=0.0, tied=MONEY)
