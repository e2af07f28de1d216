"""What is a market: one industry and tier, and what the chain's technology is there."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import MADE, MISSING, Column, Table

f8 = np.float64


class Markets(Table):
    """Eight rows: industry x tier (codes.market_of). Units of goods are worth one yuan in the first month."""

    parts_per_unit = Column(f8, "units/unit", "trait", "goods of the tier below in a unit of output")
    materials_per_unit = Column(f8, "yuan/unit", "trait", "materials in a unit, at prices of the first month")
    overhead_per_unit = Column(
        f8, "yuan/unit", "trait", "overhead for a unit of capacity, at prices of the first month"
    )
    capital_per_unit = Column(f8, "yuan x month/unit", "trait", "price of a unit of monthly capacity, first month")
    # A margin that nobody reaches: any number that is far off would do.
    margin_cap = Column(
        f8, "share", "law", "largest margin over the market's usual cost that cases leave the named; 10 for none",
        start=10.0,
    )  # fmt: skip
    named_share = Column(f8, "share", "law", "lead firms that competition cases name, by the highest margin", start=0.0)
    policy_risk = Column(
        f8, "1/year", "state", "variance of the worth of the sector's capital by feared crackdowns", start=0.0
    )
    demand_loss = Column(f8, "share", "rate", "final demand lost to a crackdown on the sector", start=0.0)
    first_safety = Column(f8, "share", "rate", "mean intensity of safety violations in the first month", start=MISSING)
    first_demand = Column(f8, "units/month", "rate", "final demand in the first month", start=MADE)
    final_demand = Column(f8, "units/month", "rate", "demand from outside the chain", start=MADE)
    extra_demand = Column(f8, "share", "rate", "rise of final demand by brands, quotas and state purchases", start=0.0)
    first_sales = Column(
        f8, "yuan/month", "rate", "mean sales of a firm in the first month; 0 until somebody sells", start=0.0
    )
    bid_factor = Column(
        f8, "ratio", "rate", "price that rivals and brands abroad leave, 1 in the first month", start=1.0
    )
    first_price = Column(f8, "yuan/unit", "trait", "mean price in the first month")
    first_cost = Column(f8, "yuan/unit", "rate", "mean standard cost in the first month", start=MISSING)
    first_productivity = Column(
        f8, "units/efficiency hour", "rate", "mean when emissions were first seen", start=MISSING
    )
    first_abated_share = Column(f8, "share", "rate", "mean share of emissions abated in that month", start=MISSING)
    unit_cost = Column(f8, "yuan/unit", "rate", "mean standard cost by output", start=MISSING)
    price = Column(f8, "yuan/unit", "rate", "mean price by output: what a buyer on the open market pays", start=MADE)
    orders = Column(f8, "units/month", "flow", "units wanted from this market")
    output = Column(f8, "units/month", "flow", "units made in it")
    import_price = Column(f8, "yuan/unit", "flow", "price of its goods from abroad, with tariff and freight")
    contracted_imports = Column(
        f8, "units/month", "flow", "units bought abroad by choice, or by contracts that follow the usual gap"
    )
    emergency_imports = Column(f8, "units/month", "flow", "units bought abroad that nobody had foreseen to lack")
    contracted = Column(f8, "share", "state", "of home orders that imports under contract make up for", start=MISSING)
    missing = Column(
        f8,
        "days",
        "state",
        "of its buyers' use that their stocks are short of their norm, at the end of the month",
        start=0.0,
    )
    usual_return = Column(
        f8, "1/year", "state", "return on capital of its firms together, over the last years", start=0.0
    )
