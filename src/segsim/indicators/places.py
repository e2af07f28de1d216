"""Where do plants stand, which move, and what do cities offer and enforce?"""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.state import Cities, Firms, Nation, State
from segsim.state.codes import Region

SUMS = ("moved", "moved_jobs", "leaving", "inland", "inland_heads", "periphery_heads", "effort", "rebate", "discount")
_GROUPS = ("core", "contract_manufacturer", "supplier", "component_maker", "auto", "it")


def sums_of(state: State, heads: np.ndarray) -> dict[str, np.ndarray]:
    """What is added up over firms; heads is 0 in empty rows."""
    firms, cities, cap = state.firms, state.cities, state.nation.subsidy_cap[0]
    inland = cities.region[firms.city] == Region.INLAND
    return {
        "moved": firms.moves,
        "moved_jobs": firms.moved_jobs,
        "leaving": firms.leaving & firms.alive,
        "inland": firms.alive & inland,
        "inland_heads": heads * inland,
        "periphery_heads": heads * (cities.region[firms.city] == Region.AUTO_PERIPHERY),
        "effort": heads * cities.enforcement_effort[firms.city],
        "rebate": heads * np.minimum(cities.tax_rebate, cap)[firms.city],
        "discount": heads * np.minimum(cities.land_discount, cap)[firms.city],
    }


_SURVEY = "none published; surveys of coastal plants ask for plans, not moves"

plants_moved = Indicator(
    "plants_moved", "plants/month", _SURVEY, "plants that moved to another city, by the place they went to",
    (Firms.moves,), lambda c: c.moved / c.months,
)  # fmt: skip
jobs_moved = Indicator(
    "jobs_moved", "jobs/month", _SURVEY, "jobs that ended because their plant moved, by the place it went to",
    (Firms.moves, Firms.moved_jobs), lambda c: c.moved_jobs / c.months,
)  # fmt: skip
plants_leaving = Indicator(
    "plants_leaving", "share of plants", "none published", "have announced that they will leave their city",
    (Firms.leaving,), lambda c: c.leaving / c.firms,
)  # fmt: skip
plants_inland = Indicator(
    "plants_inland", "share of plants", "inland share of above-scale firms of the two industries; yearbooks, not read",
    "stand in an inland city", (Firms.city,), lambda c: c.inland / c.firms,
)  # fmt: skip
jobs_inland = Indicator(
    "jobs_inland", "share of jobs", "migrants working in the centre and west; all industries", "are in an inland city",
    (Firms.city, Firms.heads), lambda c: c.inland_heads / c.heads,
)  # fmt: skip
jobs_periphery = Indicator(
    "jobs_periphery", "share of jobs", "none published", "are in a city below the car cities (Suzhou, Foshan, Nanjing)",
    (Firms.city, Firms.heads), lambda c: c.periphery_heads / c.heads,
)  # fmt: skip
enforcement_effort = Indicator(
    "enforcement_effort", "ratio", "none published", "inspections relative to the national rate, mean over jobs",
    (Cities.enforcement_effort,), lambda c: c.effort / c.heads,
)  # fmt: skip
tax_rebate = Indicator(
    "tax_rebate", "share of profit tax", "none published; rebates are not in the budget",
    "profit tax that cities hand back within the centre's cap, mean over jobs", (Cities.tax_rebate, Nation.subsidy_cap),
    lambda c: c.rebate / c.heads,
)  # fmt: skip
land_discount = Indicator(
    "land_discount", "share of overhead", "industrial land sells at about a tenth of residential land",
    "discount on industrial land within the centre's cap, mean over jobs", (Cities.land_discount, Nation.subsidy_cap),
    lambda c: c.discount / c.heads,
)  # fmt: skip


def _budget(seen: Any) -> float:
    cities = seen.state.cities
    return float((cities.revenue_year + cities.land_revenue_year - cities.subsidies_year)[:-1].sum())


city_budget = Indicator(
    "city_budget", "yuan/year", "local fiscal revenue; here from two chains and land only",
    "tax after rebates, fines and land sales less relocation subsidies of all cities so far this year",
    (Cities.revenue_year, Cities.land_revenue_year, Cities.subsidies_year), _budget, basis="state",
)  # fmt: skip
leaders_promoted = Indicator(
    "leaders_promoted", "leaders", "careers of provincial leaders (Li and Zhou 2005), of cities none read",
    "city leaders promoted since the start", (Cities.promoted,),
    lambda seen: float(seen.state.cities.promoted[:-1].sum()), basis="state",
)  # fmt: skip
relocation_subsidy = Indicator(
    "relocation_subsidy", "share of moving bill", "none published",
    "part of a plant's moving bill that cities offer of their own, mean over cities", (Cities.relocation_subsidy,),
    lambda seen: float(seen.state.cities.relocation_subsidy[:-1].mean()), basis="state",
)  # fmt: skip
state_holding = Indicator(
    "state_holding", "share of sales", "none published", "made by state-linked car makers, mean over cities",
    (Cities.state_holding,), lambda seen: float(seen.state.cities.state_holding[:-1].mean()), basis="state",
)  # fmt: skip

INDICATORS = (
    plants_moved,
    jobs_moved,
    plants_leaving,
    plants_inland,
    jobs_inland,
    *jobs_inland.of_each(_GROUPS),
    jobs_periphery,
    *jobs_periphery.of_each(_GROUPS),
    enforcement_effort,
    tax_rebate,
    land_discount,
    city_budget,
    leaders_promoted,
    relocation_subsidy,
    state_holding,
)
