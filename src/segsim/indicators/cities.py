"""How does each city fare, and what does its government do? Means and sums of a calendar year, city by city.

Firms are added up where they stand at the end of the month; the countryside has neither firms nor a government. A city
with few firms is shown like any other: its ratios jump with a single plant.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import FIRMS, add_by_cell
from segsim.state import Cities, Firms, Nation, State

OF_FIRMS = (
    "firms", "heads", "sales", "wage_bill", "minimum_wage", "depth_minimum", "depth_unpaid", "depth_pension",
    "inspected", "struck", "injuries", "moved", "entered", "closed",
)  # fmt: skip
OF_CITIES = ("employed", "unemployed", "gig_workers", "minimum_wage", "enforcement_effort", "pollution", "rent")
SO_FAR = ("revenue_year", "land_revenue_year", "subsidies_year")  # yuan since January: the last month tells the year
_ROWS = np.array([FIRMS.index(name) for name in OF_FIRMS])


@dataclass
class CitySums:
    """Sums by city over one month or several; the last row of the state's cities, the countryside, is left out."""

    firms: np.ndarray  # city, OF_FIRMS
    standing: np.ndarray  # OF_CITIES, rebate and discount within the cap; city
    gone: np.ndarray  # plants that moved away, by city
    so_far: np.ndarray  # SO_FAR, city: of the last month

    def __add__(self, later: CitySums) -> CitySums:
        return CitySums(
            self.firms + later.firms, self.standing + later.standing, self.gone + later.gone, later.so_far
        )  # fmt: skip


def city_sums(state: State, of_firms: np.ndarray, city_before: np.ndarray) -> CitySums:
    """The sums of this month. of_firms: values by FIRMS and firm; city_before: where each stood a month ago."""
    firms, cities, cap = state.firms, state.cities, state.nation.subsidy_cap[0]
    towns = cities.rows - 1
    place = np.where(firms.city < 0, towns, firms.city).astype(np.int64)
    standing = [getattr(cities, name) for name in OF_CITIES]
    standing += [np.minimum(cities.tax_rebate, cap), np.minimum(cities.land_discount, cap)]
    left = np.bincount(city_before[firms.moves & (city_before >= 0)], minlength=towns)
    return CitySums(
        add_by_cell(place, of_firms[_ROWS], towns + 1)[:towns],
        np.array(standing, dtype=np.float64)[:, :towns],
        left[:towns].astype(np.float64),
        np.array([getattr(cities, name)[:towns] for name in SO_FAR], dtype=np.float64),
    )


def by_city(sums: CitySums, months: int) -> dict[str, np.ndarray]:
    """Value of each indicator of cities in a year, by its name; shape (cities,), NaN where it cannot be had."""
    named = {name: sums.firms[:, at] for at, name in enumerate(OF_FIRMS)}
    named |= {f"city_{name}": sums.standing[at] for at, name in enumerate((*OF_CITIES, "tax_rebate", "land_discount"))}
    named |= {name: sums.so_far[at] for at, name in enumerate(SO_FAR)}
    seen = SimpleNamespace(months=months, gone=sums.gone, **named)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {name: np.asarray(entry.measure(seen), dtype=float) for name, entry in CITY_INDICATORS.items()}


def _entry(name: str, unit: str, meaning: str, reads: tuple[Any, ...], measure: Any) -> Indicator:
    return Indicator(name, unit, "none by city and chain", meaning, reads, measure, basis="cities")


CITY_INDICATORS: dict[str, Indicator] = {
    entry.name: entry
    for entry in (
        _entry("jobs", "jobs", "people who work in the city's plants, mean of the year", (Firms.heads,),
               lambda c: c.heads / c.months),
        _entry("unemployment", "share of labour force", "without a job, over these, riders and people with one",
               (Cities.employed, Cities.unemployed, Cities.gig_workers),
               lambda c: c.city_unemployed / (c.city_unemployed + c.city_employed + c.city_gig_workers)),
        _entry("pay", "yuan/month", "wages due over people at work", (Firms.wage_bill, Firms.heads),
               lambda c: c.wage_bill / c.heads),
        _entry("pay_over_minimum", "ratio", "wages due over what the minimum wage would come to",
               (Firms.wage_bill, Firms.heads, Cities.minimum_wage), lambda c: c.wage_bill / c.minimum_wage),
        _entry("minimum_wage", "yuan/month", "legal monthly minimum wage, mean of the year", (Cities.minimum_wage,),
               lambda c: c.city_minimum_wage / c.months),
        _entry("enforcement_effort", "ratio", "inspections relative to the national rate", (Cities.enforcement_effort,),
               lambda c: c.city_enforcement_effort / c.months),
        _entry("inspected", "share of plants a year", "inspections over plants", (Firms.inspected, Firms.alive),
               lambda c: c.inspected / (c.firms / c.months)),
        _entry("under_minimum", "share", "of the gap to the minimum wage that its plants keep, mean over jobs",
               (Firms.violations, Firms.heads), lambda c: c.depth_minimum / c.heads),
        _entry("overtime_unpaid", "share of jobs", "hired into unpaid overtime", (Firms.violations, Firms.heads),
               lambda c: c.depth_unpaid / c.heads),
        _entry("insurance_evaded", "share of jobs", "hired without pension cover", (Firms.violations, Firms.heads),
               lambda c: c.depth_pension / c.heads),
        _entry("strikes", "strikes/year", "strikes that broke out in its plants", (Firms.struck,), lambda c: c.struck),
        _entry("injuries", "workers/year", "hurt at work", (Firms.injuries,), lambda c: c.injuries),
        _entry("pollution", "index", "dirt in air and water; 1 is the mean of cities in the first month",
               (Cities.pollution,), lambda c: c.city_pollution / c.months),
        _entry("rent", "yuan/month", "housing cost of a migrant", (Cities.rent,), lambda c: c.city_rent / c.months),
        _entry("output", "yuan/year", "sales of its plants", (Firms.sales,), lambda c: c.sales),
        _entry("budget", "yuan/year", "tax after rebates, fines and land sales less relocation subsidies since January",
               (Cities.revenue_year, Cities.land_revenue_year, Cities.subsidies_year),
               lambda c: c.revenue_year + c.land_revenue_year - c.subsidies_year),
        _entry("tax_rebate", "share of profit tax", "handed back to its plants, within the centre's cap",
               (Cities.tax_rebate, Nation.subsidy_cap), lambda c: c.city_tax_rebate / c.months),
        _entry("land_discount", "share of overhead", "discount on industrial land, within the centre's cap",
               (Cities.land_discount, Nation.subsidy_cap), lambda c: c.city_land_discount / c.months),
        _entry("plants", "plants", "in operation, mean of the year", (Firms.alive,), lambda c: c.firms / c.months),
        _entry("plants_in", "plants/year", "moved here from another city", (Firms.moves, Firms.city),
               lambda c: c.moved),
        _entry("plants_out", "plants/year", "moved away to another city", (Firms.moves, Firms.city), lambda c: c.gone),
        _entry("plants_opened", "plants/year", "began here", (Firms.entered,), lambda c: c.entered),
        _entry("plants_failed", "plants/year", "failed here", (Firms.closed,), lambda c: c.closed),
    )
}  # fmt: skip
