"""Who and what is counted each month? One pass over workers and one over firms; every rate is a ratio of these sums.

A cell is region x industry x tier x hukou of the workers with a job. Firms have no hukou. People without a job are
counted by region and hukou. Groups are sets of cells: all, the hukou groups, the segments, the industries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from segsim.indicators import books, chains, land, places, products
from segsim.indicators.cities import CitySums, city_sums
from segsim.indicators.passes import FIRMS, JOBLESS, WORKERS, add_by_cell, sum_over_workers
from segsim.indicators.technology import sums_of
from segsim.mechanisms.trade import linked_part
from segsim.plumbing.tables import or_zero
from segsim.rules.owners import is_state_linked
from segsim.state import State
from segsim.state.codes import Hukou, Industry, Owner, Region, Segment, Tier, Union, Violation, segment_of

REGIONS, INDUSTRIES, TIERS_, HUKOU = len(Region), len(Industry), len(Tier), len(Hukou)
FIRM_CELLS = REGIONS * INDUSTRIES * TIERS_
NOWHERE = FIRM_CELLS  # a row whose firm has gone and whose place is not known any more
SEGMENTS = tuple(segment.name.lower() for segment in Segment if segment < Segment.UNEMPLOYED)
NATION = (
    "consumption", "cpi", "plate_limit", "new_energy_subsidy", "new_energy_share", "school_protests", "reform_delay",
    "reform_force", "gig_workers", "gig_hours", "gig_bill", "gig_injuries", "gig_insured", "gig_seasoned",
    "gig_disappointed", "gig_entrants", "gig_from_factories", "gig_protests",
)  # fmt: skip
OVERALL = (*NATION, *books.SUMS)  # sums that have no cell
TIED = 0.5  # connection above which a firm counts as tied to officials
LEAST_FIRMS, LEAST_WORKERS = 5, 50  # a cell with fewer is blank


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

    workers: np.ndarray  # region, industry, tier, hukou, sum
    firms: np.ndarray  # firm cell (the last one is NOWHERE), sum
    jobless: np.ndarray  # region, hukou, sum
    nation: np.ndarray
    cities: CitySums
    months: int = 1

    def __add__(self, other: Tables) -> Tables:
        return Tables(
            self.workers + other.workers, self.firms + other.firms, self.jobless + other.jobless,
            self.nation + other.nation, self.cities + other.cities, self.months + other.months,
        )  # fmt: skip


def firm_cells(state: State) -> np.ndarray:
    """Cell of each firm: region, industry and tier as one number; NOWHERE for a row without a place."""
    firms = state.firms
    region = state.cities.region[firms.city].astype(np.int64)
    cell = (region * INDUSTRIES + firms.industry) * TIERS_ + firms.tier
    return np.where(firms.city < 0, NOWHERE, cell).astype(np.int64)


def count(state: State, before: Before | None = None) -> Tables:
    """The sums of this month."""
    workers, firms, nation = state.workers, state.firms, state.nation
    cell = firm_cells(state)
    here = before or Before(np.empty(0, np.int32), cell, np.zeros(cell.size), firms.city)
    minimum = np.where(firms.city < 0, np.nan, state.cities.minimum_wage[firms.city])
    at_firm = np.stack([1.0 / minimum, 1.0 / np.maximum(1.0 - here.hours_lost, 1e-6)], axis=1)
    columns = (
        workers.hukou, workers.city, workers.gig_hours, workers.employer, here.employer, workers.base_pay,
        workers.overtime, workers.overtime_pay, workers.bonus, workers.written_contract, workers.injury_cover,
        workers.pension_cover,
        workers.arrears, cell, here.firm_cell, at_firm, state.cities.region,
    )  # fmt: skip
    law = (float(nation.standard_hours[0]), float(nation.overtime_cap[0]), float(nation.overtime_multiple[0]))
    table, jobless = sum_over_workers(columns, law, (FIRM_CELLS + 1) * HUKOU)
    of_firms = _firm_values(state, minimum, here.hours_lost)
    return Tables(
        table[: FIRM_CELLS * HUKOU].reshape(REGIONS, INDUSTRIES, TIERS_, HUKOU, len(WORKERS)),
        add_by_cell(cell, of_firms, FIRM_CELLS + 1),
        jobless.reshape(REGIONS, HUKOU, len(JOBLESS)),
        np.array([*(getattr(nation, name)[0] for name in NATION), *books.sums_of(state.sectors)]),
        city_sums(state, of_firms, here.firm_city),
    )


def _firm_values(state: State, minimum: np.ndarray, hours_lost: np.ndarray) -> np.ndarray:
    """What is summed over firms, one row a name of FIRMS. A row whose firm has gone counts only what befell it."""
    firms, markets, published = state.firms, state.markets, state.cities.published_minimum
    alive = firms.alive
    heads = np.where(alive, firms.heads, 0).astype(float)
    capacity = np.where(alive, firms.capacity, 0.0)
    bought = or_zero(firms.parts_per_unit) + markets.materials_per_unit[firms.market]
    bought = bought - or_zero(firms.inputs_spared) / state.nation.cpi[0]
    private = firms.owner == Owner.PRIVATE
    in_state_hands = is_state_linked(firms.owner)
    linked = linked_part(firms.orders, firms.linked_orders)
    has_wage = heads * (firms.base_wage > 0.0)
    parts = {
        "firms": alive,
        "heads": heads,
        "vacancies": np.where(alive, firms.vacancies, 0),
        "sales": firms.sales,
        "output": firms.output,
        "capacity": capacity,
        "value_added": firms.sales - firms.parts_bill - firms.materials_bill,
        "real_value_added": firms.output * (1.0 - bought),
        "capital": capacity * markets.capital_per_unit[firms.market],
        "wage_bill": firms.wage_bill,
        "labour_cost": firms.wage_bill + firms.insurance_bill,
        "fines": firms.fines,
        "profit": firms.profit,
        "debt": np.where(alive, firms.debt, 0.0),
        "closed": firms.closed,
        "entered": firms.entered,
        "struck": firms.struck,
        "strikes_won": firms.strike_won,
        "inspected": firms.inspected,
        "ready_to_strike": heads * firms.active_share,
        "hours_lost": heads * hours_lost,
        "covered": heads * (firms.union == Union.GENUINE),
        "captured": heads * (firms.union == Union.CAPTURED),
        "heads_with_wage": has_wage,
        "markdown": has_wage * firms.mrpl / np.maximum(firms.base_wage, 1e-9),
        "minimum_wage": heads * minimum,
        "minimum_over_published": heads * minimum / np.where(firms.city < 0, np.nan, published[firms.city]),
        "private_heads": heads * private,
        "private_wage_bill": firms.wage_bill * private,
        "state_heads": heads * in_state_hands,
        "linked_heads": heads * np.where(firms.tier == Tier.LEAD, 1.0, linked),
        "dispatch_heads": np.where(alive, firms.dispatch_heads, 0.0),
        "dispatch_bill": firms.dispatch_bill,
        "outsourced": heads * or_zero(firms.outsourced),
        "housed": heads * or_zero(firms.dormitory),
        "shop_floor_effort": heads * firms.effort,
        "distressed": alive & (firms.distress > 0),
        "research_share": firms.sales * np.where(alive, firms.research_share, 0.0),
        "relabelled": firms.sales * np.where(alive, firms.relabelled, 0.0),
        "awarded": firms.awarded,
        "quiet": heads * firms.quiet,
        "padding": heads * state.cities.padding[firms.city],
        "emissions": firms.emissions,
        "cleaning": np.where(alive, firms.abatement_cost, 0.0) * firms.output,
        "pollution": heads * state.cities.pollution[firms.city],
        "pollution_protest": heads * state.cities.pollution_protest[firms.city],
        "blackout": heads * state.cities.blackout[firms.city],
    }
    parts |= sums_of(firms, heads) | products.sums_of(firms) | land.sums_of(state.cities, firms, heads)
    parts |= places.sums_of(state, heads) | chains.sums_of(state)
    depths = {f"depth_{rule.name.lower()}": heads * firms.violations[:, rule] for rule in Violation}
    parts |= depths | _under_watch(state, heads, np.mean(list(depths.values()), axis=0))
    return np.array([parts[name] for name in FIRMS], dtype=np.float64)


def _under_watch(state: State, heads: np.ndarray, depth: np.ndarray) -> dict[str, np.ndarray]:
    """What inspectors, accidents and the centre add to the sums over firms; `depth` is that of all rules by heads."""
    firms, markets = state.firms, state.markets
    tied, lead = firms.connection > TIED, (firms.tier == Tier.LEAD) & (firms.output > 0.0)
    campaign = np.where(firms.city < 0, 1.0, state.cities.campaign[firms.city])
    return {
        "depth": depth,
        "tied_heads": heads * tied,
        "tied_depth": depth * tied,
        "spared": heads * firms.capture,
        "belief_spread": heads * np.sqrt(np.maximum(firms.belief_variance, 0.0)),
        "in_campaign": heads * (campaign > 1.0),
        "wrong_fines": firms.wrong_fine,
        "lead_sales": firms.sales * lead,
        "lead_cost": np.where(lead, firms.output * firms.unit_cost, 0.0),
        "policy_risk": heads * markets.policy_risk[firms.market],
        "injuries": firms.injuries,
        "compensated": firms.compensated,
        "disasters": firms.disaster,
        "safety_cost": firms.safety_cost * firms.output,
    }


class Counts:
    """The sums under their names (passes.WORKERS, FIRMS, JOBLESS, NATION), one entry a group or a cell.

    A sum that has no meaning for a group or cell (firms by hukou, the unemployed by industry) is NaN there.
    """

    def __init__(self, sums: dict[str, np.ndarray], months: int) -> None:
        self.sums, self.months = sums, months
        self.groups: dict[str, Counts] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.sums:
            raise AttributeError(f"nothing is counted under the name {name!r}")
        return self.sums[name]

    def of(self, group: str) -> Counts:
        """The sums of one group."""
        if group not in self.groups:
            at = GROUPS.index(group)
            self.groups[group] = Counts({name: values[at] for name, values in self.sums.items()}, self.months)
        return self.groups[group]


def _groups() -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray]:
    """Names of the groups, and which cells of workers, firms and jobless belong to each; NaN rows where none can."""
    industry, tier = np.divmod(np.arange(INDUSTRIES * TIERS_), TIERS_)
    segment = segment_of(industry, tier)
    everywhere = np.ones(INDUSTRIES * TIERS_, bool)
    places = {"all": everywhere, "migrants": everywhere, "urban": everywhere}
    places |= {name: segment == code for code, name in enumerate(SEGMENTS)}
    places |= {"outside_core": segment != Segment.CORE, "lower_tiers": tier >= Tier.SECOND}
    places |= {name: tier == number for number, name in enumerate(books.TIER_GROUPS)}
    places |= {"auto": industry == Industry.AUTO, "it": industry == Industry.IT}
    people = {"migrants": [Hukou.RURAL], "urban": [Hukou.URBAN]}
    of_workers, of_firms, of_jobless = [], [], []
    for name, place in places.items():
        hukou = np.isin(np.arange(HUKOU), people.get(name, range(HUKOU)))
        of_workers.append(np.tile(np.outer(place, hukou).ravel(), REGIONS).astype(float))
        firms = np.append(np.tile(place, REGIONS), name == "all").astype(float)
        of_firms.append(np.full_like(firms, np.nan) if name in people else firms)
        jobless = np.tile(hukou, REGIONS).astype(float)
        of_jobless.append(jobless if place.all() else np.full_like(jobless, np.nan))
    return tuple(places), np.array(of_workers), np.array(of_firms), np.array(of_jobless)


GROUPS, _OF_WORKERS, _OF_FIRMS, _OF_JOBLESS = _groups()


def by_group(tables: Tables) -> Counts:
    """The sums of each group, in the order of GROUPS."""
    nation = np.full((len(GROUPS), len(OVERALL)), np.nan)
    nation[0] = tables.nation
    counts = _counts(
        _OF_WORKERS @ tables.workers.reshape(-1, len(WORKERS)),
        _OF_FIRMS @ tables.firms,
        _OF_JOBLESS @ tables.jobless.reshape(-1, len(JOBLESS)),
        nation,
        tables.months,
    )
    heads = tables.workers[..., WORKERS.index("workers")].reshape(-1, HUKOU)
    for hukou, name in ((Hukou.RURAL, "migrant_workers"), (Hukou.URBAN, "urban_workers")):
        counts.sums[name] = _OF_WORKERS[:, hukou::HUKOU] @ heads[:, hukou]
    return counts


def by_cell(tables: Tables) -> Counts:
    """The sums of each cell and margin; shape (regions + 1, industries + 1, tiers + 1, hukou + 1), the last is all."""
    workers = tables.workers
    for axis in range(4):
        workers = np.concatenate([workers, workers.sum(axis=axis, keepdims=True)], axis=axis)
    shape = workers.shape[:-1]
    known = tables.firms[:NOWHERE].reshape(REGIONS, INDUSTRIES, TIERS_, len(FIRMS))
    for axis in range(3):
        known = np.concatenate([known, known.sum(axis=axis, keepdims=True)], axis=axis)
    firms = np.full((*shape, len(FIRMS)), np.nan)
    firms[..., -1, :] = known
    people = tables.jobless
    for axis in range(2):
        people = np.concatenate([people, people.sum(axis=axis, keepdims=True)], axis=axis)
    jobless = np.full((*shape, len(JOBLESS)), np.nan)
    jobless[:, -1, -1] = people
    nation = np.full((*shape, len(OVERALL)), np.nan)
    nation[-1, -1, -1, -1] = tables.nation
    return _counts(workers, firms, jobless, nation, tables.months)


def _counts(workers: np.ndarray, firms: np.ndarray, jobless: np.ndarray, nation: np.ndarray, months: int) -> Counts:
    names = {name: workers[..., at] for at, name in enumerate(WORKERS)}
    names |= {name: firms[..., at] for at, name in enumerate(FIRMS)}
    names |= {name: jobless[..., at] for at, name in enumerate(JOBLESS)}
    names |= {name: nation[..., at] for at, name in enumerate(OVERALL)}
    return Counts(names, months)


def too_few(counts: Counts) -> np.ndarray:
    """Cells with too few firms or workers to be shown; shape as the cells'."""
    firms = counts.firms[..., -1:] / counts.months  # a hukou group works in the firms of its whole cell
    return (firms < LEAST_FIRMS) | (counts.workers / counts.months < LEAST_WORKERS)
