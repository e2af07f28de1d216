"""Cities, unrest: what do its workers remember of strikes?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Unrest:
    """The part of Cities that mechanisms/unrest writes."""

    strikes_year = Column(f8, "strikes", "state", "strikes so far this year", start=0.0)
