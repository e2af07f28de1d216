"""Firms, brands: what do final buyers think of its product, and what do foreign brands order of it?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, Column

f8 = np.float64


class Brands:
    """The part of Firms that mechanisms/brands writes."""

    quality = Column(
        f8,
        "ln",
        "state",
        "what buyers hold its product to be worth over the mean of its market",
        start=0.0,
        entrant=COPY,
    )
    kit_share = Column(f8, "share", "rate", "share of its parts that come from abroad as kits", start=0.0, entrant=COPY)
    has_partner = Column(
        bool, "flag", "flag", "may copy the technology of a joint venture as its ally", start=False, entrant=False
    )
    account_share = Column(
        f8, "share", "rate", "its share of the standing accounts of foreign brands; 0 for who makes nothing for them",
        start=MADE, entrant=0.0,
    )  # fmt: skip
