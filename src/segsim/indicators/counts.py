"""Who and what is counted each month? One pass over workers and one over firms; every rate is a ratio of these sums.

The indicators say which sums there are (compiled.py); here they are taken, by cell and by city, and gathered by group
or by margin of the cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import (
    GROUPS,
    HUKOU,
    INDUSTRIES,
    NATION,
    OF_FIRMS,
    OF_JOBLESS,
    OF_WORKERS,
    REGIONS,
    TIERS_,
    place_of,
)
from segsim.indicators.job_counts import JOBS
from segsim.indicators.job_quality import Jobs, count_jobs
from segsim.indicators.passes import JOBLESS, WORKERS, AtWork, add_by_cell, sum_over_workers
from segsim.indicators.sums import FIRMS, MONTHS, PRICES, Now, Quantity, Sum
from segsim.plumbing.tables import or_zero
from segsim.state import State

FIRM_CELLS = REGIONS * INDUSTRIES * TIERS_
NOWHERE = FIRM_CELLS  # a row whose firm has gone and whose place is not known any more
AT_WORK = (*WORKERS, *JOBS)  # sums over workers with a job, in the order of their array
LEAST_FIRMS, LEAST_WORKERS = 5, 50  # a cell with fewer is missing


class Plan:
    """The distinct sums of some indicators, in the order in which their arrays hold them.

    Of the sums over people, which one pass fills, every one has to be used.
    """

    def __init__(self, quantities: Iterable[Quantity], of_cities: Iterable[Quantity]) -> None:
        by_cell, by_city = _distinct(quantities), _distinct(of_cities)
        wanted = dict.fromkeys((*by_cell, *by_city))
        self.firms = tuple(one for one in wanted if one.over == "firms")
        self.nation = tuple(one for one in wanted if one.over == "nation")
        self.cities = tuple(one for one in wanted if one.over == "cities")
        self.firms_of_cities = tuple(one for one in self.firms if one in by_city)
        self.rows_of_cities = np.array([self.firms.index(one) for one in self.firms_of_cities], dtype=np.int64)
        self.latest = np.array([one.latest for one in self.cities], dtype=bool)
        if unused := [one.name for one in (*AT_WORK, *JOBLESS) if one not in wanted]:
            raise ValueError(f"added up over people and used by no indicator: {', '.join(unused)}")

    def __deepcopy__(self, memo: dict) -> Plan:
        return self


def _distinct(quantities: Iterable[Quantity]) -> dict[Sum, None]:
    return dict.fromkeys(one for quantity in quantities for one in quantity.sums())


@dataclass(frozen=True)
class Before:
    """Who worked where at the end of the last month, and which firms' hours a strike would then take in this one.

    Without it nobody is seen to move or to strike.
    """

    employer: np.ndarray
    firm_cell: np.ndarray
    hours_lost: np.ndarray
    firm_city: np.ndarray

    @classmethod
    def of(cls, state: State) -> Before:
        """A copy, to be kept until the next month has run."""
        firms = state.firms
        lost = or_zero(firms.hours_lost)
        return cls(state.workers.employer.copy(), firm_cells(state), lost, firms.city.copy())


@dataclass
class Tables:
    """Sums by cell, over one month or over several."""

    plan: Plan
    workers: np.ndarray  # region, industry, tier, hukou, sum
    firms: np.ndarray  # firm cell (the last one is NOWHERE), sum
    jobless: np.ndarray  # region, hukou, sum
    nation: np.ndarray
    firms_of_cities: np.ndarray  # city, sum; the last city, the countryside, is left out
    cities: np.ndarray  # sum, city
    joint: np.ndarray  # jobs by pattern (job_quality.py): industry x tier x hukou, pattern, (all, times m)
    prices: float = np.nan  # of consumers, 2010 is 1
    months: int = 1

    def __add__(self, later: Tables) -> Tables:
        cities = np.where(self.plan.latest[:, None], later.cities, self.cities + later.cities)
        return Tables(
            self.plan, self.workers + later.workers, self.firms + later.firms, self.jobless + later.jobless,
            self.nation + later.nation, self.firms_of_cities + later.firms_of_cities, cities,
            self.joint + later.joint, self.prices + later.prices, self.months + later.months,
        )  # fmt: skip


def firm_cells(state: State) -> np.ndarray:
    """Cell of each firm: region, industry and tier as one number; NOWHERE for a row without a place."""
    firms = state.firms
    region = state.cities.region[firms.city].astype(np.int64)
    cell = (region * INDUSTRIES + firms.industry) * TIERS_ + firms.tier
    return np.where(firms.city < 0, NOWHERE, cell).astype(np.int64)


def count(
    state: State, plan: Plan, before: Before | None = None, cpi_2010: float = np.nan, jobs: Jobs | None = None
) -> Tables:
    """The sums of this month.

    cpi_2010: mean of 2010 on the scale of nation.cpi (world/outside.py). jobs: as measured, where that is known.
    """
    workers, firms, nation = state.workers, state.firms, state.nation
    cell = firm_cells(state)
    here = before or Before(np.empty(0, np.int32), cell, np.zeros(cell.size), firms.city)
    jobs = jobs or Jobs.of(state, here.hours_lost, Cutoffs())
    counted = count_jobs(state, jobs, cell, FIRM_CELLS + 1, Cutoffs())
    now = Now(state, here.hours_lost, here.firm_city, counted)
    at_firm = np.stack([1.0 / now.minimum, 1.0 / np.maximum(1.0 - here.hours_lost, 1e-6)], axis=1)
    columns = (
        workers.hukou, workers.city, workers.gig_hours, workers.move, workers.employer, here.employer, workers.base_pay,
        workers.overtime, workers.overtime_pay, workers.bonus, workers.written_contract, workers.injury_cover,
        workers.pension_cover,
        workers.arrears, cell, here.firm_cell, at_firm, state.cities.region,
    )  # fmt: skip
    law = (float(nation.standard_hours[0]), float(nation.overtime_cap[0]), float(nation.overtime_multiple[0]))
    table, jobless = sum_over_workers(columns, law, (FIRM_CELLS + 1) * HUKOU)
    table = np.concatenate([table, counted.sums], axis=1)
    of_firms = np.array([one.now(now) for one in plan.firms], dtype=np.float64).reshape(-1, firms.rows)
    towns = state.cities.rows - 1
    place = np.where(firms.city < 0, towns, firms.city).astype(np.int64)
    return Tables(
        plan,
        table[: FIRM_CELLS * HUKOU].reshape(REGIONS, INDUSTRIES, TIERS_, HUKOU, len(AT_WORK)),
        add_by_cell(cell, of_firms, FIRM_CELLS + 1),
        jobless.reshape(REGIONS, HUKOU, len(JOBLESS)),
        np.array([one.now(now) for one in plan.nation], dtype=np.float64),
        add_by_cell(place, of_firms[plan.rows_of_cities], towns + 1)[:towns],
        np.array([one.now(now)[:towns] for one in plan.cities], dtype=np.float64).reshape(-1, towns),
        counted.joint,
        float(nation.cpi[0]) / cpi_2010,
    )


class Counts(Mapping[Sum, np.ndarray]):
    """The sums of a plan, one entry a group, a cell or a city.

    A sum that has no meaning for a group or cell (firms by hukou, the unemployed by industry) is NaN there.
    """

    def __init__(
        self, sums: dict[Sum, np.ndarray], months: np.ndarray | float, prices: np.ndarray | float = np.nan
    ) -> None:
        whole = {MONTHS: np.asarray(months, dtype=float), PRICES: np.asarray(prices, dtype=float)}
        self.known: dict[Sum, np.ndarray] = sums | whole
        self.months, self.prices = months, np.asarray(prices, dtype=float)

    def __getitem__(self, one: Sum) -> np.ndarray:
        return self.known[one]

    def __iter__(self):
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def of(self, group: str) -> Counts:
        """The sums of one group."""
        at = place_of(group)
        sums = {one: values[..., at] for one, values in self.known.items() if one not in (MONTHS, PRICES)}
        return Counts(sums, self.months, self.prices[..., 0] if self.prices.ndim else self.prices)


@dataclass
class ByGroup:
    """The sums of each group (in the order of GROUPS) in one month."""

    workers: np.ndarray  # group, sum
    firms: np.ndarray
    jobless: np.ndarray
    nation: np.ndarray  # NaN but for the nation
    prices: float

    @classmethod
    def of(cls, tables: Tables) -> ByGroup:
        """Gathered from the cells of a month."""
        nation = np.full((len(GROUPS), len(tables.plan.nation)), np.nan)
        nation[place_of(NATION)] = tables.nation
        return cls(
            OF_WORKERS @ tables.workers.reshape(-1, len(AT_WORK)),
            OF_FIRMS @ tables.firms,
            OF_JOBLESS @ tables.jobless.reshape(-1, len(JOBLESS)),
            nation,
            tables.prices,
        )


def by_group(plan: Plan, months: list[ByGroup]) -> Counts:
    """The sums of each month and group; shape (months, groups)."""
    if not months:
        return Counts({}, 1.0)
    workers, firms = np.array([month.workers for month in months]), np.array([month.firms for month in months])
    jobless, nation = np.array([month.jobless for month in months]), np.array([month.nation for month in months])
    prices = np.array([[month.prices] for month in months])
    return _counts(plan, workers, firms, jobless, nation, 1.0, prices)


def by_cell(tables: Tables) -> Counts:
    """The sums of each cell and margin; shape (regions + 1, industries + 1, tiers + 1, hukou + 1), the last is all."""
    workers, plan = tables.workers, tables.plan
    for axis in range(4):
        workers = np.concatenate([workers, workers.sum(axis=axis, keepdims=True)], axis=axis)
    shape = workers.shape[:-1]
    known = tables.firms[:NOWHERE].reshape(REGIONS, INDUSTRIES, TIERS_, len(plan.firms))
    for axis in range(3):
        known = np.concatenate([known, known.sum(axis=axis, keepdims=True)], axis=axis)
    firms = np.full((*shape, len(plan.firms)), np.nan)
    firms[..., -1, :] = known
    people = tables.jobless
    for axis in range(2):
        people = np.concatenate([people, people.sum(axis=axis, keepdims=True)], axis=axis)
    jobless = np.full((*shape, len(JOBLESS)), np.nan)
    jobless[:, -1, -1] = people
    nation = np.full((*shape, len(plan.nation)), np.nan)
    nation[-1, -1, -1, -1] = tables.nation
    return _counts(plan, workers, firms, jobless, nation, tables.months, tables.prices)


def by_city(tables: Tables) -> Counts:
    """The sums of each city; shape (cities,)."""
    sums = {one: tables.firms_of_cities[:, at] for at, one in enumerate(tables.plan.firms_of_cities)}
    sums |= {one: tables.cities[at] for at, one in enumerate(tables.plan.cities)}
    return Counts(sums, tables.months, tables.prices)


def by_market(tables: Tables) -> Counts:
    """The sums of each place in the chains; shape (industries, tiers)."""
    firms = tables.firms[:NOWHERE].reshape(REGIONS, INDUSTRIES, TIERS_, -1).sum(axis=0)
    workers = tables.workers.sum(axis=(0, 3))
    sums = {one: workers[..., at] for at, one in enumerate(AT_WORK)}
    return Counts(
        sums | {one: firms[..., at] for at, one in enumerate(tables.plan.firms)}, tables.months, tables.prices
    )


def _counts(
    plan: Plan,
    workers: np.ndarray,
    firms: np.ndarray,
    jobless: np.ndarray,
    nation: np.ndarray,
    months: float,
    prices: np.ndarray | float,
) -> Counts:
    held = ((AT_WORK, workers), (plan.firms, firms), (JOBLESS, jobless), (plan.nation, nation))
    return Counts({one: values[..., at] for sums, values in held for at, one in enumerate(sums)}, months, prices)


def too_few(counts: Counts) -> np.ndarray:
    """Cells with too few firms or workers to be shown; shape as the cells'."""
    firms = counts[FIRMS][..., -1:] / counts.months  # a hukou group works in the firms of its whole cell
    return (firms < LEAST_FIRMS) | (counts[AtWork.workers] / counts.months < LEAST_WORKERS)
