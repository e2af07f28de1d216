"""How is the first month's state made?

Firms get sizes, places, owners, buyers and visibility; workers get hukou, skill and tastes and are put into jobs by the
rules of admission; prices start at one. The burn-in then lets wages, terms and stocks find their levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import numpy as np

from segsim.plumbing.errors import InputError
from segsim.plumbing.streams import normals, stream_key, uniforms
from segsim.state import State
from segsim.state.codes import TIERS, Hukou, Owner, Plates, Region, Segment, Tier, segment_of
from segsim.world.blank import stand_ready
from segsim.world.chains import Chains, read_chains
from segsim.world.cities import City, read_cities
from segsim.world.outside import Outside
from segsim.world.size import World

FIRST_OVERTIME = 65.0  # hours a month, only to start from; assumed
FIRST_MULTIPLE = 1.1  # of overtime, only to start from; assumed
FIRST_MONEY = 1.5  # months of costs in a firm, of pay in a household; assumed
URBAN_IN_CORE = 0.85  # largest share of core jobs that local residents hold at the start; assumed
# Mean ties to officials by owner: joint venture, overseas Chinese, private, state; assumed, the order from Lüthje and
# McNally 2015. They vary within an owner, so that a tie is not another name for one.
_TIES = np.array([0.5, 0.25, 0.2, 0.6])  # assumed
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
    state = State.blank(world.workers, world.firms, len(cities) + 1)
    _make_cities(state, cities, outside)
    jobs = _place_firms(state, world, chains, cities, seed)
    _make_workers(state, world, params["schooling"].persistence, seed)
    _fill_jobs(state, world, jobs, params["matching"], seed)
    core = segment_of(state.firms.industry, state.firms.tier) == Segment.CORE
    state.firms.outsourced[:] = np.where(core, params["outsourcing"].first_share, 0.0)
    _set_technology(state, chains, world, params["policy_calendar"].standard_hours)
    stand_ready(state, outside, params["enforcement"], params["civil_society"])
    return state


def _luck(seed: int, purpose: str, n: int) -> np.ndarray:
    return uniforms(stream_key(seed, f"world/{purpose}", 0), n)


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


def _place_firms(state: State, world: World, chains: Chains, cities: list[City], seed: int) -> np.ndarray:
    """Give every firm its market, place, owner, buyer and first number of jobs; jobs, shape (firms,)."""
    firms = state.firms
    firms.market[:] = np.repeat(np.arange(8), _apportion(chains.firms, world.firms, least=1))
    firms.industry[:], firms.tier[:] = firms.market // TIERS, firms.market % TIERS
    firms.alive[:] = True
    firms.born[:] = -1
    size = np.exp(world.firm_size_sd * normals(stream_key(seed, "world/size", 0), firms.rows))
    shuffle, owner = _luck(seed, "place", firms.rows), _luck(seed, "owner", firms.rows)
    ties = _luck(seed, "ties", firms.rows)
    heads_by_market = _jobs_by_market(world, chains)
    jobs = np.zeros(firms.rows, dtype=np.int64)
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        # Even quantiles in random order: the spread of places and visibility is the same in every seed.
        quantile = (np.argsort(np.argsort(shuffle[rows])) + 0.5) / rows.size
        weights = np.array([getattr(city, _KINDS[market]) for city in cities], dtype=float)
        weights = weights if weights.sum() > 0 else np.ones(len(cities))
        firms.city[rows] = np.searchsorted(np.cumsum(weights) / weights.sum(), quantile).clip(0, len(cities) - 1)
        order = np.argsort(np.argsort(owner[rows]))
        firms.visibility[rows] = np.exp(world.visibility_sd * _normal_quantile((order + 0.5) / rows.size))
        jobs[rows] = _apportion(size[rows], heads_by_market[market], least=1)
        private = np.where(owner[rows] < chains.overseas_chinese[market], Owner.OVERSEAS_CHINESE, Owner.PRIVATE)
        private = np.where(owner[rows] > 1.0 - chains.state[market], Owner.STATE, private)
        is_joint = market < TIERS and (market % TIERS) <= Tier.FIRST
        firms.owner[rows] = Owner.JOINT_VENTURE if is_joint else private
        order = (np.argsort(np.argsort(ties[rows])) + 0.5) / rows.size
        firms.connection[rows] = order ** (1.0 / _TIES[firms.owner[rows]] - 1.0)
    _link_buyers(state, jobs, seed)
    return jobs


def _link_buyers(state: State, jobs: np.ndarray, seed: int) -> None:
    firms = state.firms
    luck = _luck(seed, "buyer", firms.rows)
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        above = np.flatnonzero(firms.market == market - 1)
        if market % TIERS and above.size:
            edges = np.cumsum(jobs[above]) / jobs[above].sum()
            firms.buyer[rows] = above[np.searchsorted(edges, luck[rows]).clip(0, above.size - 1)]


def _apportion(weights: np.ndarray, total: int, least: int) -> np.ndarray:
    """Whole numbers in proportion to weights that sum to `total` (largest remainders), none under `least`."""
    if total < least * weights.size:
        raise InputError(
            f"{total} cannot be split over {weights.size}: the world is too small (world.workers, world.firms)"
        )
    exact = weights / weights.sum() * (total - least * weights.size)
    whole = np.floor(exact).astype(np.int64)
    rest = total - least * weights.size - whole.sum()
    whole[np.argsort(-(exact - whole), kind="stable")[:rest]] += 1
    return whole + least


def _normal_quantile(share: np.ndarray) -> np.ndarray:
    normal = NormalDist()
    return np.array([normal.inv_cdf(float(value)) for value in share])


def _jobs_by_market(world: World, chains: Chains) -> np.ndarray:
    """Jobs in each market: labour's share of sales along the chain, over pay."""
    heads = chains.labour * chains.sales() / chains.first_pay
    jobs = round(world.jobs_share * world.workers)
    auto = round(world.auto_share * jobs)
    least = _apportion(chains.firms, world.firms, least=1)
    split = []
    for rows, total in ((slice(0, TIERS), auto), (slice(TIERS, 8), jobs - auto)):
        if total < least[rows].sum():
            raise InputError(
                f"{total} jobs cannot fill {least[rows].sum()} firms: raise world.workers or lower world.firms"
            )
        split.append(np.maximum(_apportion(heads[rows], total, least=0), least[rows]))
    return np.concatenate(split)


def _make_workers(state: State, world: World, persistence: float, seed: int) -> None:
    workers = state.workers
    n = workers.rows
    urban = np.argsort(_luck(seed, "hukou", n), kind="stable")[: round(world.urban_share * n)]
    workers.hukou[:] = Hukou.RURAL
    workers.hukou[urban] = Hukou.URBAN
    log = world.skill_sd * normals(stream_key(seed, "world/skill", 0), n)
    log += world.skill_gap * (workers.hukou - world.urban_share)
    workers.skill[:] = np.exp(log) / np.exp(log).mean()
    pay = workers.skill.astype(np.float64) ** world.return_to_skill
    workers.skill_pay[:] = pay / pay.mean()
    state.nation.return_to_skill[:], state.nation.skill_unit[:] = world.return_to_skill, pay.mean()
    _expect_of_children(state, persistence)
    taste = np.exp(world.hours_sd * normals(stream_key(seed, "world/taste", 0), n))
    taste = np.where(_luck(seed, "short", n) < world.short_hours_share, 0.1, np.clip(taste, 0.3, 1.6))
    workers.hours_taste[:] = taste / taste.mean()
    workers.home[:] = workers.city[:] = state.cities.rows - 1
    for name in ("earnings", "deposits", "arrears", "grievance", "points"):
        getattr(workers, name)[:] = 0.0


def _expect_of_children(state: State, persistence: float) -> None:
    """Children keep a part of what a parent is ahead of the own hukou group; the group's mean and spread stay."""
    workers, nation = state.workers, state.nation
    log = np.log(workers.skill.astype(np.float64))
    urban = workers.hukou == Hukou.URBAN
    mean = np.empty(workers.rows)
    for group, first in ((urban, nation.first_skill_urban), (~urban, nation.first_skill_rural)):
        first[:] = mean[group] = log[group].mean() if group.any() else log.mean()
    nation.skill_spread[:] = (log - mean).std()
    workers.child_skill[:] = mean + persistence * (log - mean)


def _slots(firms: np.ndarray, jobs: np.ndarray) -> np.ndarray:
    """Row of the firm of every job of the firms marked true."""
    return np.repeat(np.flatnonzero(firms), jobs[firms])


class _Queue:
    """Rows of people who wait for a job; those at the end are taken first."""

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return self.rows.size

    def take(self, wanted: int) -> np.ndarray:
        """As many as are wanted, or all there are."""
        left = self.rows.size - min(max(wanted, 0), self.rows.size)
        taken, self.rows = self.rows[left:][::-1], self.rows[:left]
        return taken


def _fill_jobs(state: State, world: World, jobs: np.ndarray, matching: Any, seed: int) -> None:
    """Residents and migrants take the first jobs by the rules of admission; some stay without, the rest at home."""
    workers, firms, cities = state.workers, state.firms, state.cities
    core = segment_of(firms.industry, firms.tier) == Segment.CORE
    order = np.argsort(_luck(seed, "order", workers.rows), kind="stable")
    residents = order[workers.hukou[order] == Hukou.URBAN]
    migrants = order[workers.hukou[order] == Hukou.RURAL]
    skilled = workers.skill >= matching.skill_cut
    here = np.bincount(firms.city, weights=jobs * (1.0 + core), minlength=cities.rows)[:-1]
    of_city = np.split(residents, np.cumsum(_apportion(here + 1e-9, residents.size, least=0))[:-1])
    queue_skilled, queue_other = _Queue(migrants[skilled[migrants]]), _Queue(migrants[~skilled[migrants]])
    for city, locals_ in enumerate(of_city):
        workers.home[locals_] = workers.city[locals_] = city
        slots = {kind: _slots((firms.city == city) & (core == kind), jobs) for kind in (True, False)}
        able = locals_[skilled[locals_]][: int(URBAN_IN_CORE * slots[True].size)]
        taken = np.concatenate([able, queue_skilled.take(slots[True].size - able.size)])
        workers.employer[taken] = slots[True][: taken.size]
        left = locals_[workers.employer[locals_] < 0]
        left = left[: max(0, left.size - round(world.first_unemployment * locals_.size))][: slots[False].size]
        missing = slots[False].size - left.size
        queue = queue_other if len(queue_other) >= missing else queue_skilled
        movers = queue.take(missing)
        taken = np.concatenate([left, movers])
        workers.employer[taken] = slots[False][: taken.size]
        queue = queue_other if len(queue_other) else queue_skilled
        workers.city[queue.take(round(world.first_unemployment * movers.size))] = city
    employed = workers.employer >= 0
    workers.city[employed] = firms.city[workers.employer[employed]]
    firms.heads[:] = np.bincount(workers.employer[employed], minlength=firms.rows)
    skill = workers.skill[employed].astype(np.float64)
    firms.skill_sum[:] = np.bincount(workers.employer[employed], weights=skill, minlength=firms.rows)
    taste = skill * workers.hours_taste[employed]
    firms.taste_sum[:] = np.bincount(workers.employer[employed], weights=taste, minlength=firms.rows)
    workers.tenure[employed] = 1 + (_luck(seed, "tenure", workers.rows)[employed] * 24).astype(np.int16)


def _set_technology(state: State, chains: Chains, world: World, standard: float) -> None:
    """Productivity, capacity, first pay and prices: labour costs its share of sales at the first pay."""
    firms, markets, workers, cities = state.firms, state.markets, state.workers, state.cities
    market = firms.market
    hourly = chains.first_pay[market] * cities.minimum_wage[firms.city] / standard
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
    spread = np.exp(world.productivity_sd * _spread(state))
    firms.productivity[:] = (output / np.maximum(hours_by_market, 1e-9))[market] * spread
    firms.technique[:] = np.log(firms.productivity * (1.0 - firms.outsourced))
    firms.parts_per_unit[:] = chains.parts[market]
    made = firms.productivity * hours
    made *= (output / np.maximum(np.bincount(market, weights=made, minlength=8), 1e-9))[market]
    markets.parts_per_unit[:], markets.materials_per_unit[:] = chains.parts, chains.materials
    markets.overhead_per_unit[:] = chains.overhead * world.planned_use
    markets.capital_per_unit[:] = chains.depreciation * world.planned_use / world.depreciation
    markets.first_demand[:] = chains.demand * demand
    markets.final_demand[:] = markets.first_demand
    markets.price[:] = 1.0
    state.nation.planned_use[:], state.nation.depreciation[:] = world.planned_use, world.depreciation
    firms.capacity[:], firms.expected_demand[:] = made / world.planned_use, made
    firms.price[:] = 1.0
    firms.wage_offer[:] = firms.base_wage[:] = hourly
    firms.mrpl[:] = chains.value_added[market] * firms.productivity
    firms.overtime_planned[:] = firms.overtime_desired[:] = FIRST_OVERTIME
    firms.overtime_multiple[:] = FIRST_MULTIPLE
    firms.target_heads[:] = firms.heads
    firms.unit_cost[:] = 1.0
    firms.overtime_limit[:] = FIRST_OVERTIME
    firms.deposits[:] = FIRST_MONEY * made
    workers.deposits[employed] = FIRST_MONEY * (hourly[workers.employer[employed]] * standard)


def _spread(state: State) -> np.ndarray:
    """Standard normal place of each firm in its market's productivity, in even quantiles."""
    firms = state.firms
    out = np.zeros(firms.rows)
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        # Larger firms are not more productive by construction: ranks follow the row, sizes are drawn apart from it.
        out[rows] = _normal_quantile((np.arange(rows.size) + 0.5) / rows.size)
    return out
