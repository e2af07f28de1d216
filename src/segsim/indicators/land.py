"""What do factories and their people pay for place, and how often is the power off?

Prices of a city are counted over workers in its firms, so that they can be had for every region.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.state import Cities, Firms

SUMS = ("land_price", "property_price", "overhead_factor", "power_cut", "rent", "outside_bill")


def sums_of(cities: Cities, firms: Firms, heads: np.ndarray) -> dict[str, np.ndarray]:
    """What is added up over firms; heads is 0 in empty rows."""
    found = {name: heads * getattr(cities, name)[firms.city] for name in SUMS[:-1]}
    found["outside_bill"] = firms.materials_bill
    return found


land_price = Indicator(
    "land_price", "ratio", "prices of industrial land in 105 cities (land survey), deflated",
    "industrial land before discount, over its first price, at constant prices", (Cities.land_price,),
    lambda c: c.land_price / c.heads,
)  # fmt: skip
property_price = Indicator(
    "property_price", "ratio", "price of housing over income a head, relative to 2006",
    "housing relative to incomes, 1 in the first month", (Cities.property_price,),
    lambda c: c.property_price / c.heads,
)  # fmt: skip
overhead_factor = Indicator(
    "overhead_factor", "ratio", "none published", "overhead of a unit of capacity over its first level, after discount",
    (Cities.overhead_factor,), lambda c: c.overhead_factor / c.heads,
)  # fmt: skip
power_cut = Indicator(
    "power_cut", "share of capacity", "power shortages in coastal provinces, gigawatts short over peak load",
    "capacity without power or water", (Cities.power_cut,), lambda c: c.power_cut / c.heads,
)  # fmt: skip
rent = Indicator(
    "rent", "yuan/month", "housing cost of migrants in their monitoring survey", "housing cost of a migrant",
    (Cities.rent,), lambda c: c.rent / c.heads,
)  # fmt: skip
outside_cost = Indicator(
    "outside_cost", "share of sales", "materials, energy, rent and services in costs of industry",
    "materials and overhead, land and power in it, over sales", (Firms.materials_bill, Firms.sales),
    lambda c: c.outside_bill / c.sales,
)  # fmt: skip

INDICATORS = (land_price, property_price, overhead_factor, power_cut, rent, outside_cost)
