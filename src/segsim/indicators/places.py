"""Where do plants stand, which move, and what do cities offer and enforce?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, FIRMS, MONTHS, Now, Sum, by_employment
from segsim.state import Cities, Firms
from segsim.state.codes import Region


@Sum
def _inland(now: Now) -> np.ndarray:
    """Firms in inland cities."""
    return now.firms.alive & (now.at_firm(Cities.region) == Region.INLAND)


@Sum
def _inland_jobs(now: Now) -> np.ndarray:
    """Jobs in inland cities."""
    return now.employment * (now.at_firm(Cities.region) == Region.INLAND)


@Sum
def _periphery_jobs(now: Now) -> np.ndarray:
    """Jobs below the car cities."""
    return now.employment * (now.at_firm(Cities.region) == Region.AUTO_PERIPHERY)


@Sum
def _rebate(now: Now) -> np.ndarray:
    """Jobs times the profit tax that their city hands back within the centre's cap."""
    return now.employment * np.minimum(now.cities.tax_rebate, now.state.nation.subsidy_cap[0])[now.firms.city]


@Sum
def _discount(now: Now) -> np.ndarray:
    """Jobs times the discount on land in their city within the centre's cap."""
    return now.employment * np.minimum(now.cities.land_discount, now.state.nation.subsidy_cap[0])[now.firms.city]


_SURVEY = "none published; surveys of coastal plants ask for plans, not moves"

plants_moved = Indicator(
    "plants_moved",
    Sum(Firms.moves) / MONTHS,
    "plants/month",
    "plants that moved to another city, by the place they went to",
    _SURVEY,
)
jobs_moved = Indicator(
    "jobs_moved",
    Sum(Firms.moved_jobs) / MONTHS,
    "jobs/month",
    "jobs that ended because their plant moved, by the place it went to",
    _SURVEY,
)
plants_inland = Indicator(
    "plants_inland",
    _inland / FIRMS,
    "share of plants",
    "stand in an inland city",
    "inland share of above-scale firms of the two industries; yearbooks, not read",
)
jobs_inland = Indicator(
    "jobs_inland",
    _inland_jobs / EMPLOYMENT,
    "share of jobs",
    "are in an inland city",
    "migrants working in the centre and west; all industries",
)
jobs_periphery = Indicator(
    "jobs_periphery",
    _periphery_jobs / EMPLOYMENT,
    "share of jobs",
    "are in a city below the car cities (Suzhou, Foshan, Nanjing)",
    "none published",
)
enforcement_effort = Indicator(
    "enforcement_effort",
    by_employment(Cities.enforcement_effort) / EMPLOYMENT,
    "ratio",
    "inspections relative to the national rate, mean over jobs",
    "none published",
)
tax_rebate = Indicator(
    "tax_rebate",
    _rebate / EMPLOYMENT,
    "share of profit tax",
    "profit tax that cities hand back within the centre's cap, mean over jobs",
    "none published; rebates are not in the budget",
)
land_discount = Indicator(
    "land_discount",
    _discount / EMPLOYMENT,
    "share of overhead",
    "discount on industrial land within the centre's cap, mean over jobs",
    "industrial land sells at about a tenth of residential land",
)
