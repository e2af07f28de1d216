"""What do factories and their people pay for place, and how often is the power off?

Prices of a city are counted over workers in its firms, so that they can be had for every region.
"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, Sum, by_employment
from segsim.state import Cities, Firms

land_price = Indicator(
    "land_price",
    by_employment(Cities.land_price) / EMPLOYMENT,
    "ratio",
    "industrial land before discount, over its first price, at constant prices",
    "prices of industrial land in 105 cities (land survey), deflated",
)
property_price = Indicator(
    "property_price",
    by_employment(Cities.property_price) / EMPLOYMENT,
    "ratio",
    "housing relative to incomes, 1 in the first month",
    "price of housing over income a head, relative to 2006",
)
power_cut = Indicator(
    "power_cut",
    by_employment(Cities.power_cut) / EMPLOYMENT,
    "share of capacity",
    "capacity without power or water",
    "power shortages in coastal provinces, gigawatts short over peak load",
)
rent = Indicator(
    "rent",
    by_employment(Cities.rent) / EMPLOYMENT,
    "yuan/month",
    "housing cost of a migrant",
    "housing cost of migrants in their monitoring survey",
)
outside_cost = Indicator(
    "outside_cost",
    Sum(Firms.materials_bill) / Sum(Firms.sales),
    "share of sales",
    "materials and overhead, land and power in it, over sales",
    "materials, energy, rent and services in costs of industry",
)
