"""How is the first month's state made?

Firms get sizes, places, owners, buyers and detection multipliers; workers get hukou, skill and tastes and are put into
jobs by the rules of admission; prices start at one. The burn-in then lets wages, terms and stocks find their levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import numpy as np

from segsim.plumbing.errors import InputError
from segsim.plumbing.streams import normals, stream_key
from segsim.state import State
from segsim.state.codes import TIERS, Owner, Plates, Region, Segment, Tier, segment_of
from segsim.world.chains import Chains, read_chains
from segsim.world.cities import City, read_cities
from segsim.world.draws import apportion, random_draw
from segsim.world.first_values import fill_first_values
from segsim.world.makers import CHINESE_BADGE, assign_brands, first_sizes
from segsim.world.outside import Outside
from segsim.world.people import fill_jobs, make_workers, seat_by_city
from segsim.world.places import differentiate_places
from segsim.world.shuffled import shuffle_labels
from segsim.world.size import World

FIRST_OVERTIME = 65.0  # hours a month, only to start from; assumed
FIRST_MULTIPLE = 1.1  # of overtime, only to start from; assumed
FIRST_MONEY = 1.5  # months of costs in a firm, of pay in a household; assumed
FIRST_UNMEASURED = 0.4  # share of firms with the unmeasured practice at the start, near where it settles; assumed
# Mean ties to officials by owner: joint venture, overseas Chinese, private, state. They vary within an owner, so that a
# tie is not another name for one.
_TIES = np.array([0.5, 0.25, 0.2, 0.6])  # assumed; the order from Lüthje and McNally 2015
_KINDS = (
    "auto_core",
    "auto_core",
    "auto_supplier",
    "auto_supplier",
    "it_brand",
    "it_contract",
    "it_component",
    "it_component",
)


def read_places(world: World) -> list[City]:
    """The cities of a run: the head of the built-in table, then the user's own."""
    built_in, extra = read_cities(), read_cities(world.extra_cities or None)
    return built_in[: world.n_cities] + extra[len(built_in) :]


def build_state(world: World, cities: list[City], outside: Outside, params: Mapping[str, Any], seed: int) -> State:
    """State of the month before the burn-in. Raises InputError where the world is too small to hold the chains."""
    chains = read_chains().equalised() if world.equal_tiers else read_chains()
    state = State.empty(world.workers, world.firms, len(cities) + 1)
    _make_cities(state, cities, outside)
    jobs = _place_firms(state, world, chains, cities, params["brands"], seed)
    like = shuffle_labels(state.firms, seed) if world.shuffled_tiers else state.firms.market
    make_workers(state, world, params["schooling"].persistence, seed)
    fill_jobs(state, world, jobs, params["matching"], seed)
    seat_by_city(state)
    core = segment_of(state.firms.industry, state.firms.tier) == Segment.CORE
    state.firms.outsourced[:] = np.where(core, params["outsourcing"].first_share, 0.0)
    _set_technology(state, chains, world, params["policy_calendar"].standard_hours, like, seed)
    fill_first_values(state, outside, params)
    differentiate_places(state, cities, world, seed)
    return state


def _make_cities(state: State, cities: list[City], outside: Outside) -> None:
    table = state.cities
    provinces = {name: code for code, name in enumerate(dict.fromkeys(city.province for city in cities))}
    table.region[:-1] = [city.region for city in cities]
    table.province[:-1] = [provinces[city.province] for city in cities]
    table.has_guideline[:-1] = [city.province == "Guangdong" for city in cities]
    schemes = {scheme.name.lower(): scheme for scheme in Plates}
    table.plate_scheme[:-1] = [schemes.get(city.name.lower(), Plates.ELSEWHERE) for city in cities]
    table.region[-1], table.province[-1] = Region.RURAL, -1
    table.minimum_wage[:] = table.published_minimum[:] = outside.at(0).minimum_wage


def _place_firms(state: State, world: World, chains: Chains, cities: list[City], brands: Any, seed: int) -> np.ndarray:
    """Give every firm its market, place, owner, buyer and first number of jobs; jobs, shape (firms,)."""
    firms = state.firms
    firms.market[:] = np.repeat(np.arange(8), apportion(chains.firms, world.firms, least=1))
    firms.industry[:], firms.tier[:] = firms.market // TIERS, firms.market % TIERS
    firms.alive[:] = True
    firms.born[:] = -1
    assign_brands(firms, chains, random_draw(seed, "brand", firms.rows))
    size = np.exp(world.firm_size_sd * normals(stream_key(seed, "world/size", 0), firms.rows))
    size = first_sizes(firms, size, float(np.exp(brands.price_elasticity * brands.foreign_preference)))
    owner, ties = random_draw(seed, "owner", firms.rows), random_draw(seed, "ties", firms.rows)
    jobs_by_market = _jobs_by_market(world, chains)
    jobs = np.zeros(firms.rows, dtype=np.int64)
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        # Even quantiles: the spread of places is the same in every seed. Neighbours stand in neighbouring rows, so that
        # a pass over the workers of a city finds their firms close together in memory.
        quantile = (np.arange(rows.size) + 0.5) / rows.size
        weights = np.array([getattr(city, _KINDS[market]) for city in cities], dtype=float)
        weights = weights if weights.sum() > 0 else np.ones(len(cities))
        firms.city[rows] = np.searchsorted(np.cumsum(weights) / weights.sum(), quantile).clip(0, len(cities) - 1)
        order = np.argsort(np.argsort(owner[rows]))
        firms.detection_multiplier[rows] = np.exp(world.detection_sd * _normal_quantile((order + 0.5) / rows.size))
        jobs[rows] = apportion(size[rows], jobs_by_market[market], least=1)
        private = np.where(owner[rows] < chains.overseas_chinese[market], Owner.OVERSEAS_CHINESE, Owner.PRIVATE)
        private = np.where(owner[rows] > 1.0 - chains.state[market], Owner.STATE, private)
        is_joint = np.full(rows.size, market < TIERS and (market % TIERS) <= Tier.FIRST)
        is_joint &= (owner[rows] < world.joint_ventures) & ~np.isin(firms.brand[rows], CHINESE_BADGE)
        firms.owner[rows] = np.where(is_joint, Owner.JOINT_VENTURE, private)
        rank = (np.argsort(np.argsort(ties[rows])) + 0.5) / rows.size
        firms.connection[rows] = rank ** (1.0 / _TIES[firms.owner[rows]] - 1.0)
    firms.unmeasured_practice[:] = random_draw(seed, "quiet", firms.rows) < FIRST_UNMEASURED
    _link_buyers(state, jobs, seed)
    return jobs


def _link_buyers(state: State, jobs: np.ndarray, seed: int) -> None:
    firms = state.firms
    place = random_draw(seed, "buyer", firms.rows)
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        above = np.flatnonzero(firms.market == market - 1)
        if market % TIERS and above.size:
            edges = np.cumsum(jobs[above]) / jobs[above].sum()
            firms.buyer[rows] = above[np.searchsorted(edges, place[rows]).clip(0, above.size - 1)]


def _normal_quantile(share: np.ndarray) -> np.ndarray:
    """Inverse of the standard normal distribution function, by the standard library."""
    normal = NormalDist()
    return np.array([normal.inv_cdf(float(value)) for value in share])


def _jobs_by_market(world: World, chains: Chains) -> np.ndarray:
    """Jobs in each market: labour's share of sales along the chain, over pay."""
    weight = chains.labour * chains.sales() / chains.first_pay
    jobs = round(world.jobs_share * world.workers)
    auto = round(world.auto_share * jobs)
    least = apportion(chains.firms, world.firms, least=1)
    split = []
    for rows, total in ((slice(0, TIERS), auto), (slice(TIERS, 8), jobs - auto)):
        if total < least[rows].sum():
            raise InputError(
                f"{total} jobs cannot fill {least[rows].sum()} firms: raise world.workers or lower world.firms"
            )
        split.append(np.maximum(apportion(weight[rows], total, least=0), least[rows]))
    return np.concatenate(split)


def _set_technology(state: State, chains: Chains, world: World, standard: float, like: np.ndarray, seed: int) -> None:
    """Productivity, capacity, first pay and prices: labour costs its share of sales at the first pay.

    `like`: the market whose first pay and value of an hour each firm has; its own, but for a control.
    """
    firms, markets, workers, cities = state.firms, state.markets, state.workers, state.cities
    market = firms.market
    hourly = chains.first_pay[like] * cities.minimum_wage[firms.city] / standard
    employed = workers.employer >= 0
    skill_pay = np.bincount(
        workers.employer[employed], weights=workers.skill_pay[employed].astype(np.float64), minlength=firms.rows
    )
    bill = hourly * skill_pay * (standard + FIRST_MULTIPLE * FIRST_OVERTIME)
    bill_by_market = np.bincount(market, weights=bill, minlength=8)
    sales = chains.sales()
    hours = firms.skill_sum * standard + firms.taste_sum * FIRST_OVERTIME
    hours_by_market = np.bincount(market, weights=hours, minlength=8)
    # One size of final demand an industry: the one at which labour's shares of sales add up to its wage bill.
    demand = np.zeros(8)
    for rows in (slice(0, TIERS), slice(TIERS, 8)):
        demand[rows] = bill_by_market[rows].sum() / (chains.labour[rows] * sales[rows]).sum()
    output = sales * demand
    spread = np.exp(world.productivity_sd * _spread(state, seed))
    hourly_output = output / np.maximum(hours_by_market, 1e-9)
    worth = chains.value_added * hourly_output
    firms.productivity[:] = hourly_output[market] * (worth[like] / worth[market]) * spread
    firms.log_tfp[:] = np.log(firms.productivity * (1.0 - firms.outsourced))
    firms.parts_per_unit[:] = chains.parts[market]
    made = firms.productivity * hours
    made *= (output / np.maximum(np.bincount(market, weights=made, minlength=8), 1e-9))[market]
    markets.parts_per_unit[:], markets.materials_per_unit[:] = chains.parts, chains.materials
    markets.overhead_per_unit[:] = chains.overhead * world.planned_utilisation
    markets.capital_per_unit[:] = chains.depreciation * world.planned_utilisation / world.depreciation
    markets.first_demand[:] = chains.demand * demand
    markets.final_demand[:] = markets.first_demand
    markets.price[:] = 1.0
    state.nation.planned_utilisation[:], state.nation.depreciation[:] = world.planned_utilisation, world.depreciation
    firms.capacity[:], firms.expected_demand[:] = made / world.planned_utilisation, made
    firms.price[:] = firms.price_ceiling[:] = 1.0
    # Demand, prices and technology stand at the market's own pay; independents begin below it.
    hourly = hourly * np.where(np.isin(firms.brand, CHINESE_BADGE), chains.independent_pay[market], 1.0)
    firms.wage_offer[:] = firms.base_wage[:] = hourly
    firms.mrpl[:] = chains.value_added[market] * firms.productivity
    firms.overtime_planned[:] = firms.overtime_desired[:] = FIRST_OVERTIME
    firms.overtime_multiple[:] = FIRST_MULTIPLE
    firms.target_employment[:] = firms.employment
    firms.unit_cost[:] = 1.0
    firms.overtime_limit[:] = FIRST_OVERTIME
    firms.deposits[:] = FIRST_MONEY * made
    workers.deposits[employed] = FIRST_MONEY * (hourly[workers.employer[employed]] * standard)


def _spread(state: State, seed: int) -> np.ndarray:
    """Standard normal place of each firm in its market's productivity, in even quantiles and random order."""
    firms, order = state.firms, random_draw(seed, "productivity", state.firms.rows)
    out = np.zeros(firms.rows)
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        out[rows] = _normal_quantile((np.argsort(np.argsort(order[rows])) + 0.5) / rows.size)
    return out
