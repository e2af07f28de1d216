"""How does each city fare, and what does its government do? Means and sums of a calendar year, city by city.

Firms are added up where they stand at the end of the month; the countryside has neither firms nor a government. A city
with few firms is shown like any other: its ratios jump with a single plant.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.job_regimes import deprived_jobs, despotic_jobs, pocket_jobs
from segsim.indicators.sums import EMPLOYMENT, FIRMS, MONTHS, Now, Quantity, Sum, by_employment
from segsim.state import Cities, Firms
from segsim.state.codes import Violation


def _of_cities(rule: Callable[[Now], np.ndarray]) -> Sum:
    return Sum(rule, over="cities")


@_of_cities
def _rebate(now: Now) -> np.ndarray:
    """Share of the profit tax handed back, within the centre's cap."""
    return np.minimum(now.cities.tax_rebate, now.state.nation.subsidy_cap[0])


@_of_cities
def _discount(now: Now) -> np.ndarray:
    """Discount on industrial land, within the centre's cap."""
    return np.minimum(now.cities.land_discount, now.state.nation.subsidy_cap[0])


@_of_cities
def _moved_away(now: Now) -> np.ndarray:
    """Plants that moved away, by the city that they left."""
    before = now.city_before
    return np.bincount(before[now.firms.moves & (before >= 0)], minlength=now.cities.rows)


def _entry(name: str, measure: Quantity, unit: str, meaning: str) -> Indicator:
    return Indicator(name, measure, unit, meaning, "none by city and chain", basis="cities")


CITY_INDICATORS: dict[str, Indicator] = {
    entry.name: entry
    for entry in (
        _entry("jobs", EMPLOYMENT / MONTHS, "jobs", "people who work in the city's plants, mean of the year"),
        _entry(
            "unemployment",
            Sum(Cities.unemployed) / (Sum(Cities.unemployed) + Sum(Cities.employed) + Sum(Cities.gig_workers)),
            "share of labour force",
            "without a job, over these, riders and people with one",
        ),
        _entry("pay", Sum(Firms.wage_bill) / EMPLOYMENT, "yuan/month", "wages due over people at work"),
        _entry(
            "pay_over_minimum",
            Sum(Firms.wage_bill) / by_employment(Cities.minimum_wage),
            "ratio",
            "wages due over what the minimum wage would come to",
        ),
        _entry(
            "minimum_wage",
            Sum(Cities.minimum_wage) / MONTHS,
            "yuan/month",
            "legal monthly minimum wage, mean of the year",
        ),
        _entry(
            "enforcement_effort",
            Sum(Cities.enforcement_effort) / MONTHS,
            "ratio",
            "inspections relative to the national rate",
        ),
        _entry(
            "inspected", Sum(Firms.inspected) / (FIRMS / MONTHS), "share of plants a year", "inspections over plants"
        ),
        _entry(
            "under_minimum",
            by_employment(Firms.violations, Violation.MINIMUM) / EMPLOYMENT,
            "share",
            "of the gap to the minimum wage that its plants keep, mean over jobs",
        ),
        _entry(
            "overtime_unpaid",
            by_employment(Firms.violations, Violation.UNPAID) / EMPLOYMENT,
            "share of jobs",
            "hired into unpaid overtime",
        ),
        _entry(
            "insurance_evaded",
            by_employment(Firms.violations, Violation.PENSION) / EMPLOYMENT,
            "share of jobs",
            "hired without pension cover",
        ),
        _entry("jobs_pocket", pocket_jobs / EMPLOYMENT, "share of jobs", "decent jobs in modern plants"),
        _entry(
            "jobs_despotism",
            despotic_jobs / EMPLOYMENT,
            "share of jobs",
            "multiply deprived jobs in plants that are not modern",
        ),
        _entry(
            "multiply_deprived",
            deprived_jobs / EMPLOYMENT,
            "share of jobs",
            "jobs that miss half or more of the basic labour standards",
        ),
        _entry("strikes", Sum(Firms.struck), "strikes/year", "strikes that broke out in its plants"),
        _entry("injuries", Sum(Firms.injuries), "workers/year", "hurt at work"),
        _entry(
            "pollution",
            Sum(Cities.pollution) / MONTHS,
            "index",
            "pollution in air and water; 1 is the mean of cities in the first month",
        ),
        _entry("rent", Sum(Cities.rent) / MONTHS, "yuan/month", "housing cost of a migrant"),
        _entry("output", Sum(Firms.sales), "yuan/year", "sales of its plants"),
        _entry(
            "budget",
            Sum(Cities.revenue_year, latest=True)
            + Sum(Cities.land_revenue_year, latest=True)
            - Sum(Cities.subsidies_year, latest=True),
            "yuan/year",
            "tax after rebates, fines and land sales less relocation subsidies since January",
        ),
        _entry(
            "tax_rebate", _rebate / MONTHS, "share of profit tax", "handed back to its plants, within the centre's cap"
        ),
        _entry(
            "land_discount",
            _discount / MONTHS,
            "share of overhead",
            "discount on industrial land, within the centre's cap",
        ),
        _entry("plants", FIRMS / MONTHS, "plants", "in operation, mean of the year"),
        _entry("plants_in", Sum(Firms.moves), "plants/year", "moved here from another city"),
        _entry("plants_out", _moved_away, "plants/year", "moved away to another city"),
        _entry("plants_opened", Sum(Firms.entered), "plants/year", "began here"),
        _entry("plants_failed", Sum(Firms.closed), "plants/year", "failed here"),
    )
}
