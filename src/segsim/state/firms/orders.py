"""Firms, orders: at what price does it sell, and to whom?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, Column

f4, f8 = np.float32, np.float64


class Orders:
    """The part of Firms that mechanisms/orders writes."""

    linked_share = Column(
        f8, "share", "rate", "its share of its principal buyer's linked orders", start=MADE, entrant=0.0
    )
    open_share = Column(
        f8, "share", "rate", "its share of the open orders or final demand of its market", start=MADE, entrant=0.0
    )
    first_weight = Column(f8, "weight", "trait", "weight of its orders in the first month, in its market: its size")
    customer_base = Column(
        f8, "weight", "rate", "its customers: weight of its orders beside capacity, price and quality", start=MADE,
        entrant=COPY,
    )  # fmt: skip
    unit_cost = Column(f8, "yuan/unit", "rate", "standard cost of a unit at planned hours", start=MADE, entrant=COPY)
    bought_cost = Column(
        f8, "yuan/unit", "rate", "parts and materials of a unit at market prices, to which its price is indexed",
        start=MADE, entrant=COPY,
    )  # fmt: skip
    price = Column(f8, "yuan/unit", "rate", "selling price", start=MADE, entrant=COPY)
    price_power = Column(
        f4, "share", "rate", "power over its own price that rivals' idle plant and competition cases leave it",
        start=1.0, entrant=1.0,
    )  # fmt: skip
    price_ceiling = Column(
        f8, "yuan/unit", "rate", "last price that was set freely, with the inflation since", start=MADE, entrant=COPY
    )
