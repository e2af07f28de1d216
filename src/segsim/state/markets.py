"""What is a market: one industry and tier, and what the chain's technology is there."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, Table

f8 = np.float64


class Markets(Table):
    """Eight rows: industry x tier (codes.market_of). Units of goods are worth one yuan in the first month."""

    parts_per_unit = Column(f8, "units/unit", "trait", "goods of the tier below in a unit of output")
    materials_per_unit = Column(f8, "yuan/unit", "trait", "materials in a unit, at prices of the first month")
    overhead_per_unit = Column(
        f8, "yuan/unit", "trait", "overhead for a unit of capacity, at prices of the first month"
    )
    capital_per_unit = Column(f8, "yuan x month/unit", "trait", "price of a unit of monthly capacity, first month")
    margin_cap = Column(f8, "share", "stock", "largest margin over cost that competition law leaves; 10 for none")
    policy_risk = Column(f8, "index", "stock", "fear of a crackdown on the sector, 0 none")
    demand_loss = Column(f8, "share", "stock", "final demand lost to a crackdown on the sector")
    first_safety = Column(f8, "share", "stock", "mean depth of safety violations in the first month")
    first_demand = Column(f8, "units/month", "stock", "final demand in the first month")
    final_demand = Column(f8, "units/month", "stock", "demand from outside the chain")
    extra_demand = Column(f8, "share", "stock", "rise of final demand by brands, quotas and state purchases")
    bid_factor = Column(f8, "ratio", "stock", "price that rivals and brands abroad leave, 1 in the first month")
    first_cost = Column(f8, "yuan/unit", "stock", "mean standard cost in the first month")
    first_productivity = Column(f8, "units/efficiency hour", "stock", "mean when emissions were first seen")
    first_cleaned = Column(f8, "share", "stock", "mean share of emissions cleaned in that month")
    unit_cost = Column(f8, "yuan/unit", "stock", "mean standard cost by output")
    price = Column(f8, "yuan/unit", "stock", "mean price by output: what a buyer on the open market pays")
    orders = Column(f8, "units/month", "flow", "units wanted from this market")
    output = Column(f8, "units/month", "flow", "units made in it")
    imports = Column(f8, "units/month", "flow", "units wanted and not made here: bought abroad at the same price")
