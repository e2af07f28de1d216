"""Cities, relocation: how does it appeal to plants?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Relocation:
    """The part of Cities that mechanisms/relocation writes."""

    sites_auto = Column(f8, "share", "trait", "of the sites for auto plants: as these first stood")
    sites_it = Column(f8, "share", "trait", "of the sites for IT plants: as these first stood")
    advantage_auto = Column(f8, "ln profit", "state", "worth to auto plants that its prices have taken up", start=0.0)
    advantage_it = Column(f8, "ln profit", "state", "worth to IT plants that its prices have taken up", start=0.0)
    interest = Column(
        f8, "workers", "state", "jobs a month that plants' wishes bring by what it tries out this year", start=0.0
    )
