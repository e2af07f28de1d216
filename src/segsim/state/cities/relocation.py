"""Cities, relocation: how does it appeal to plants?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Relocation:
    """The part of Cities that mechanisms/relocation writes."""

    interest = Column(
        f8, "workers", "state", "jobs a month that plants' wishes bring by what it tries out this year", start=0.0
    )
