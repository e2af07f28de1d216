"""Who gets the money: owners of each tier, city governments and the centre?

What cities buy as services is spending of what they have, so it does not lessen their income; the same holds for all
that is lent. Sums are those of the model's people: world.persons_per_agent times as much for those they stand for.
"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.state import SECTORS, Firms, Sectors

SUMS = ("city_income", "centre_income")
TIER_GROUPS = ("lead", "first_tier", "second_tier", "third_tier")
_CITY_ITEMS = (
    Sectors.tax, Sectors.rebates, Sectors.fines, Sectors.land_sales, Sectors.school_fees, Sectors.awards,
    Sectors.upgrading, Sectors.relocation_subsidies,
)  # fmt: skip
_CENTRE_ITEMS = (Sectors.insurance, Sectors.compensation, Sectors.upgrading)


def sums_of(sectors: Sectors) -> list[float]:
    """Income of cities and of the centre this month, in the order of SUMS, less what is handed to firms."""
    cities, centre = SECTORS.index("cities"), SECTORS.index("centre")
    return [
        sum(float(getattr(sectors, item.name)[cities]) for item in _CITY_ITEMS),
        sum(float(getattr(sectors, item.name)[centre]) for item in _CENTRE_ITEMS),
    ]


profit = Indicator(
    "profit", "yuan/month", "total profit of above-scale firms; here after tax",
    "profit after interest, depreciation, fines and tax, of all firms", (Firms.profit,), lambda c: c.profit / c.months,
)  # fmt: skip
city_income = Indicator(
    "city_income", "yuan/month", "local fiscal revenue; here from two chains and land only",
    "taxes, fines, fees and land sales of all cities less rebates, awards and subsidies", _CITY_ITEMS,
    lambda c: c.city_income / c.months,
)  # fmt: skip
centre_income = Indicator(
    "centre_income", "yuan/month", "revenue of social insurance; here of two chains, with no pension paid yet",
    "insurance contributions less benefits for injuries and support of upgrading", _CENTRE_ITEMS,
    lambda c: c.centre_income / c.months,
)  # fmt: skip

INDICATORS = (profit, *profit.of_each(TIER_GROUPS), city_income, centre_income)
