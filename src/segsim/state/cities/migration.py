"""Cities, migration: what does it cost to live there?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Migration:
    """The part of Cities that mechanisms/migration writes."""

    rent = Column(f8, "yuan/month", "rate", "housing cost of a migrant", start=0.0)
