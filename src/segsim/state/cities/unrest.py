"""Cities, unrest: what do its workers remember of strikes?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Unrest:
    """The part of Cities that mechanisms/unrest writes."""

    contagion_auto = Column(f8, "strikes", "state", "won strikes in the auto industry, fading", start=0.0)
    contagion_it = Column(f8, "strikes", "state", "won strikes in the IT industry, fading", start=0.0)
    strikes_year = Column(f8, "strikes", "state", "strikes so far this year", start=0.0)
