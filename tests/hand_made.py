"""Tables filled by hand, so that one step can be run on numbers that a reader can check with a pencil."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from segsim.plumbing.steps import Moment
from segsim.plumbing.tables import Table
from segsim.state import SECTORS, State
from segsim.state.codes import Hukou, Industry, Owner, Tier, market_of
from segsim.state.money import money_of
from segsim.world.outside import Readings

STANDARD = 174.0  # hours a month


class StillWorld:
    """An outside world in which every month reads the same."""

    def __init__(self, **readings: Any) -> None:
        at_start = Readings(cpi=1.0, gdp=1.0, exports=1.0, rural_income=500.0, minimum_wage=np.zeros(1))
        self.readings = replace(at_start, **readings)

    def at(self, index: int) -> Readings:
        return self.readings


def moment(index: int = 12, month: int = 1, seed: int = 1, without: str = "", **readings: Any) -> Moment:
    """A month after the burn-in, a January unless said; with a mechanism left out, if named."""
    return Moment(index, 2006 + index // 12, month, seed, StillWorld(**readings), frozenset([without]))


def vector(table: Table, name: str) -> np.ndarray:
    """A column by name; one code of a column with a second dimension as in `violations_minimum`."""
    return dict(table.vectors())[name]


def hand_state(*, workers: int = 4, firms: int = 2, cities: int = 1) -> State:
    """Private auto suppliers of one market, all in the first city, with nobody in them; workers wait without a job.

    `cities` are those with firms; the countryside comes after them. Units, prices, skill and productivity are one.
    """
    state = State.empty(workers, firms, cities + 1)
    for _, table in state.tables():  # plain zeros first: what a case is about is set by the case
        for column, array in table.arrays():
            if column.is_carried and column.dtype.kind == "f":
                array[:] = 0.0
    _fill_firms(state)
    people = state.workers
    people.hukou[:] = Hukou.RURAL
    people.home[:] = cities
    people.rural_home[:] = True
    people.city[:] = 0
    people.employer[:] = -1
    for name in ("skill", "skill_pay", "hours_taste", "match_taste"):
        getattr(people, name)[:] = 1.0
    _fill_law(state)
    state.sectors.opening[:] = money_of(state)
    return state


def _fill_firms(state: State) -> None:
    firms, markets = state.firms, state.markets
    firms.alive[:] = True
    firms.city[:] = 0
    place(state, range(firms.rows), Industry.AUTO, Tier.SECOND)
    firms.owner[:] = Owner.PRIVATE
    firms.born[:] = -1
    for name in (
        "detection_multiplier",
        "voice",
        "insurance_voice",
        "shift_factor",
        "productivity",
        "price",
        "unit_cost",
        "base_wage",
        "unilateral_pay",
        "wage_offer",
        "mrpl",
        "effort",
        "pay_ratio",
        "regular_pay",
        "dispatch_pay",
        "regular_bonus",
        "customer_base",
        "first_weight",
        "price_power",
    ):
        getattr(firms, name)[:] = 1.0
    firms.overtime_multiple[:] = 1.75
    firms.capacity[:] = firms.expected_demand[:] = 1000.0
    for name in ("materials_per_unit", "overhead_per_unit", "capital_per_unit"):
        getattr(markets, name)[:] = 0.0
    markets.price[:] = markets.first_price[:] = 1.0
    markets.first_cost[:] = np.nan


def _fill_law(state: State) -> None:
    nation, cities = state.nation, state.cities
    cities.region[:], cities.province[:] = 0, 0
    cities.province[-1] = -1
    cities.emission_monitoring[:] = cities.enforcement_effort[:] = cities.overhead_factor[:] = cities.housing_cost[
        :
    ] = 1.0
    cities.gig_take[:] = 0.2
    cities.response[:] = cities.complaint_factor[:] = 1.0
    cities.property_price[:] = cities.land_price[:] = 1.0
    nation.cpi[:], nation.gdp[:], nation.exports[:], nation.outside_spending[:] = 1.0, 1.0, 1.0, 1.0
    nation.rural_income[:] = 500.0
    nation.overtime_cap[:], nation.overtime_multiple[:], nation.standard_hours[:] = 36.0, 1.75, STANDARD
    nation.employer_insurance[:], nation.worker_insurance[:], nation.injury_insurance[:] = 0.28, 0.11, 0.01
    nation.profit_tax[:] = 0.25
    nation.reform_adjustment_rate[:] = nation.union_force[:] = 1.0
    cities.campaign[:] = 1.0
    state.markets.margin_cap[:] = 10.0
    nation.subsidy_cap[:] = 2.0
    nation.planned_utilisation[:], nation.depreciation[:] = 0.8, 0.01
    nation.plate_quota[:] = nation.car_wish_trend[:] = 1.0
    state.markets.bid_factor[:] = 1.0


def place(state: State, rows: Any, industry: Industry, tier: Tier) -> None:
    """Put firms into a market."""
    rows = list(rows)
    firms = state.firms
    firms.industry[rows], firms.tier[rows] = industry, tier
    firms.market[rows] = market_of(industry, tier)


def hire(state: State, employers: Any) -> None:
    """Give the first workers their employers (-1 for none), and the firms their employment."""
    workers, firms = state.workers, state.firms
    employers = np.asarray(list(employers))
    workers.employer[: employers.size] = employers
    at_work = workers.employer >= 0
    firm = workers.employer[at_work]
    workers.city[at_work] = firms.city[firm]
    skill = workers.skill[at_work].astype(float)
    firms.employment[:] = np.bincount(firm, minlength=firms.rows)
    firms.skill_sum[:] = np.bincount(firm, weights=skill, minlength=firms.rows)
    firms.taste_sum[:] = np.bincount(firm, weights=skill * workers.hours_taste[at_work], minlength=firms.rows)
    firms.target_employment[:] = firms.employment


def received(state: State, item: str) -> dict[str, float]:
    """What each sector got (positive) or paid (negative) under an item, without those it did not concern."""
    amounts = getattr(state.sectors, item)
    return {name: float(value) for name, value in zip(SECTORS, amounts[: len(SECTORS)], strict=True) if value}
