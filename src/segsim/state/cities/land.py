"""Cities, land: what do land, power and water cost there?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import MISSING, Column

f8 = np.float64


class Land:
    """The part of Cities that mechanisms/land writes."""

    overhead_factor = Column(
        f8, "ratio", "rate", "overhead of a firm here relative to the first month's prices", start=1.0
    )
    land_price = Column(f8, "ratio", "rate", "real price of industrial land before discount, over its first", start=1.0)
    land_supply = Column(
        f8, "yuan", "state", "plant that industrial land has room for, at prices of the first month", start=MISSING
    )
    first_land_discount = Column(f8, "share", "rate", "land discount when land was first priced", start=MISSING)
    power_supply = Column(
        f8, "yuan", "state", "plant that power and water suffice for, at prices of the first month", start=MISSING
    )
    power_cut = Column(f8, "share", "rate", "share of capacity that stands still for want of power or water", start=0.0)
    property_price = Column(
        f8, "ratio", "rate", "price of housing relative to incomes, 1 in the first month", start=1.0
    )
    land_revenue_year = Column(f8, "yuan", "state", "land sold for housing so far this year", start=0.0)
