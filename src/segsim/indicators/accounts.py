"""Who gets the money: owners of each tier, city governments and the centre?

What cities buy as services is spending of what they have, so it does not lessen their income; the same holds for all
that is lent. Sums are those of the model's people: world.persons_per_agent times as much for those they stand for.
"""

from __future__ import annotations

from segsim.indicators.groups import TIER_GROUPS
from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import MONTHS, Now, Sum
from segsim.plumbing.tables import Column
from segsim.state import SECTORS, Firms, Sectors

_CITY_ITEMS = (
    Sectors.tax, Sectors.rebates, Sectors.fines, Sectors.land_sales, Sectors.school_fees, Sectors.awards,
    Sectors.city_grants, Sectors.relocation_subsidies,
)  # fmt: skip
_CENTRE_ITEMS = (
    Sectors.contributions, Sectors.employer_contributions, Sectors.rider_contributions, Sectors.compensation,
    Sectors.rider_benefits, Sectors.upgrading, Sectors.central_grants,
)  # fmt: skip


def _income(now: Now, sector: str, items: tuple[Column, ...]) -> float:
    at = SECTORS.index(sector)
    return sum(float(now.column(item)[at]) for item in items)


def _of_cities(now: Now) -> float:
    """Income of cities this month less what is handed to firms."""
    return _income(now, "cities", _CITY_ITEMS)


def _of_centre(now: Now) -> float:
    """Income of the centre this month less what is handed to firms."""
    return _income(now, "centre", _CENTRE_ITEMS)


profit = Indicator(
    "profit",
    Sum(Firms.profit) / MONTHS,
    "yuan/month",
    "profit after interest, depreciation, fines and tax, of all firms",
    "total profit of above-scale firms; here after tax",
    beside=TIER_GROUPS,
)
city_income = Indicator(
    "city_income",
    Sum(_of_cities, over="nation") / MONTHS,
    "yuan/month",
    "taxes, fines, fees and land sales of all cities less rebates, awards and subsidies",
    "local fiscal revenue; here from two chains and land only",
)
centre_income = Indicator(
    "centre_income",
    Sum(_of_centre, over="nation") / MONTHS,
    "yuan/month",
    "insurance contributions less benefits for injuries and support of upgrading",
    "revenue of social insurance; here of two chains, with no pension paid yet",
)
