"""What does the world outside the two industries do, month by month: prices, GDP, exports, rural income, law's wages?

In words. Nothing in the model moves these series. Minimum wages are those of the dated notices, each from its month on.
The others are published once a year, as the year's mean or total. Their months are the smoothest path in logs whose
mean over each year is the published one.

Exports are those of a world without the 2008-09 shock: the shock is a dated event in conf/law/history.yaml, where a
user can move it or leave it out, so 2008 and 2009 are put on a line from 2007 to 2010. They are GDP at constant
prices times exports over GDP, that is, exports by what they buy at home; by quantity they grew faster.

Equations.
  (O1) x = ln X minimises the sum of (x(t+1) - 2 x(t) + x(t-1))^2 with mean of x over each year = ln X_year
  (O2) exports_year = gdp_year * (exports over GDP)_year; ln of 2008 and 2009 on the line from 2007 to 2010
  (O3) rural income = net income a head / 12 * heads a worker; from 2013 on chained by growth of disposable income
  (O4) after 2020: X_year = X_(year-1) * (X_2019 / X_2014)^(1/5), minimum wages likewise, each January

Timing. Read at the start of a month. In the burn-in everything stands as in the first reported month.

Sources. evidence/inputs.csv and evidence/added.csv (NBS, World Bank, local notices; most annual ones recalled). Monthly
paths that are smooth under given yearly means: Boot, Feibes and Lisman (1967), Denton (1971); both recalled.

Choices. Growth compounding within each calendar year puts a year's mean half a year's growth off and breaks every
January; straight lines in logs between the middles of years halve every turn (consumer prices of 2009 rise by .6 %
instead of falling by .7 %). Hence (O1), rounded to nine digits so that processors agree. Shenzhen's plants follow the
rate outside the special economic zone until June 2010, because that is where they stood (Bao'an, Longgang), then the
one city rate; Suzhou follows Jiangsu class I before 2011. Both stand in cities.csv. The pandemic enters 2020 through
these series only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from segsim.evidence.loader import inputs, minimum_wages
from segsim.plumbing.errors import InputError
from segsim.world.cities import City

FIRST = (2006, 1)
LAST = (2035, 12)
LAST_YEAR_KNOWN = 2020
PROJECTION_START = (2021, 1)
PROJECTION_LABEL = "projection"
GROWTH_FROM, GROWTH_TO = 2014, 2019  # growth of 2015 to 2019: between the levels of these two years
SHOCK_FREE = (2007, 2010)  # exports of the years between are drawn from one to the other


class Calendar(Protocol):
    """What is needed of settings.Time."""

    @property
    def start(self) -> tuple[int, int]: ...
    @property
    def end(self) -> tuple[int, int]: ...


@dataclass(frozen=True)
class Readings:
    """The outside world in one month."""

    cpi: float  # consumer prices, 1 in the first reported month
    gdp: float  # at constant prices, 1 in the first reported month
    exports: float  # at constant prices and without the 2008-09 shock, 1 in the first reported month
    rural_income: float  # yuan/month that a working person earns in the countryside
    minimum_wage: np.ndarray  # yuan/month by city; 0 in the last row, the countryside


@dataclass(frozen=True)
class Outside:
    """Dated series of one run, from its first reported month to the last month that can be projected."""

    start: tuple[int, int]
    cpi: np.ndarray
    gdp: np.ndarray
    exports: np.ndarray
    rural_income: np.ndarray
    minimum_wage: np.ndarray  # months x (cities and countryside)
    cpi_2010: float  # mean of 2010 on the scale of `cpi`: pay * cpi_2010 / cpi is pay in yuan of 2010

    @classmethod
    def build(cls, time: Calendar, cities: list[City]) -> Outside:
        """Read the evidence and lay out every month from `time.start` on."""
        check_months(time.start, time.end)
        first, months = _month_number(*time.start), _month_number(*LAST) - _month_number(*time.start) + 1
        dates = first + np.arange(months)
        prices, production = _level_of_growth("cpi_inflation"), _level_of_growth("gdp_growth")
        cpi = _monthly(prices, dates)
        legal = np.zeros((months, len(cities) + 1))
        dated = minimum_wages()
        for row, city in enumerate(cities):
            legal[:, row] = _legal(city, dated, dates)
        year_2010 = _monthly(prices, _month_number(2010, 1) + np.arange(12)).mean()
        return cls(
            start=time.start,
            cpi=cpi / cpi[0],
            gdp=_from_one(_monthly(production, dates)),
            exports=_from_one(_monthly(_exports(production), dates)),
            rural_income=_monthly(_rural_income(), dates),
            minimum_wage=legal,
            cpi_2010=float(year_2010 / cpi[0]),
        )

    def at(self, index: int) -> Readings:
        """The month with this index; the burn-in (index below 0) stands at the first reported month."""
        month = max(index, 0)
        if month >= self.cpi.size:
            raise InputError(f"outside series end in {LAST[0]}-{LAST[1]:02d}; the run goes on beyond it")
        return Readings(
            cpi=float(self.cpi[month]),
            gdp=float(self.gdp[month]),
            exports=float(self.exports[month]),
            rural_income=float(self.rural_income[month]),
            minimum_wage=self.minimum_wage[month],
        )

    @property
    def projection_index(self) -> int:
        """Index of the first month that is a projection and must be marked so."""
        return _month_number(*PROJECTION_START) - _month_number(*self.start)


def check_months(start: tuple[int, int], end: tuple[int, int]) -> None:
    """InputError where the evidence does not reach to the months asked for."""
    span = f"{FIRST[0]}-{FIRST[1]:02d} to {LAST[0]}-{LAST[1]:02d}"
    for name, (year, month) in (("time.start", start), ("time.end", end)):
        if not 1 <= month <= 12:
            raise InputError(f"{name} = {year}-{month:02d} is not a month")
        if not FIRST <= (year, month) <= LAST:
            raise InputError(f"{name} = {year}-{month:02d} is outside {span}, the months with outside series")
    if start > end:
        raise InputError(f"time.start = {start[0]}-{start[1]:02d} is after time.end = {end[0]}-{end[1]:02d}")


def _month_number(year: int, month: int) -> int:
    return year * 12 + month - 1


def _annual(variable: str) -> dict[int, float]:
    """Published figures of one yearly series by year."""
    found = {fact.year: fact.value for fact in inputs(variable)}
    return {year: value for year, value in sorted(found.items()) if year is not None and value is not None}


def _level_of_growth(variable: str) -> dict[int, float]:
    """Levels by year from growth in percent; the year before the first is 1."""
    growth = _annual(variable)
    levels = {min(growth) - 1: 1.0}
    for year, percent in growth.items():
        levels[year] = levels[year - 1] * (1 + percent / 100)
    return levels


def _exports(production: dict[int, float]) -> dict[int, float]:
    share = _annual("exports_gdp")
    exports = {year: production[year] * share[year] for year in share}
    before, after = SHOCK_FREE
    for year in range(before + 1, after):
        weight = (year - before) / (after - before)
        exports[year] = exports[before] ** (1 - weight) * exports[after] ** weight
    return exports


def _rural_income() -> dict[int, float]:
    """Yuan a month of a working person by year; the survey changed in 2013, so later years follow by growth."""
    old, new = _annual("rural_net_income"), _annual("rural_disposable_income")
    last = max(old)
    a_head = old | {year: old[last] * income / new[last] for year, income in new.items() if year > last}
    (heads_a_worker,) = _annual("rural_heads_per_worker").values()
    return {year: income / 12 * heads_a_worker for year, income in a_head.items()}


def _mean_growth(before: float, after: float) -> float:
    """Growth factor a year over the years that projections go by."""
    return (after / before) ** (1 / (GROWTH_TO - GROWTH_FROM))


def _monthly(by_year: dict[int, float], dates: np.ndarray) -> np.ndarray:
    """(O1) with (O4): monthly levels at month numbers `dates`."""
    levels = {year: level for year, level in by_year.items() if year <= LAST_YEAR_KNOWN}
    growth = _mean_growth(levels[GROWTH_FROM], levels[GROWTH_TO])
    for year in range(LAST_YEAR_KNOWN + 1, LAST[0] + 2):
        levels[year] = levels[year - 1] * growth
    years = sorted(levels)
    logs = _smooth(np.log([levels[year] for year in years]))
    return np.exp(np.round(logs, 9))[dates - _month_number(years[0], 1)]


def _smooth(means: np.ndarray) -> np.ndarray:
    """Smoothest monthly path with the given yearly means."""
    return _smoothing(means.size) @ means


@cache
def _smoothing(years: int) -> np.ndarray:
    """Path for each mean of one: second differences least in squares, by their multipliers; shape (months, years)."""
    months = years * 12
    bend = np.diff(np.eye(months), n=2, axis=0)
    mean_of_year = np.kron(np.eye(years), np.full(12, 1 / 12))
    system = np.block([[bend.T @ bend, mean_of_year.T], [mean_of_year, np.zeros((years, years))]])
    return np.linalg.solve(system, np.eye(months + years)[:, months:])[:months]


def _from_one(levels: np.ndarray) -> np.ndarray:
    return levels / levels[0]


def _legal(city: City, dated: dict[str, list[tuple[int, int, float]]], dates: np.ndarray) -> np.ndarray:
    """Minimum wage of a city at month numbers `dates`: the dated notices, then (O4) each January."""
    known_to = _month_number(LAST_YEAR_KNOWN, 12)
    rate = np.array([_in_force(city, dated, int(min(date, known_to))) for date in dates])
    before, after = (_in_force(city, dated, _month_number(year, 12)) for year in (GROWTH_FROM, GROWTH_TO))
    years_projected = np.maximum(dates // 12 - LAST_YEAR_KNOWN, 0)
    return city.minimum_wage_ratio * rate * _mean_growth(before, after) ** years_projected


def _in_force(city: City, dated: dict[str, list[tuple[int, int, float]]], date: int) -> float:
    series = [follow.series for follow in city.minimum_wage if _since(follow.since) <= date][-1]
    rates = [rate for year, month, rate in dated[series] if _month_number(year, month) <= date]
    if not rates:
        raise InputError(f"no minimum wage is known for {city.name} in {date // 12}-{date % 12 + 1:02d} ({series})")
    return rates[-1]


def _since(year_month: tuple[int, int]) -> int:
    return _month_number(*year_month)
