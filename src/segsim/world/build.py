"""How is the first month's state made?

Firms get sizes, places, owners and buyers, the orders that go with them and the people whom these need; workers get
hukou, skill and tastes and are put into jobs by the rules of admission. Silent rounds then find prices and technology
at rest (at_rest), so that the burn-in begins where it would go: it lets wages, terms, people and stocks move.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from segsim.plumbing.errors import InputError
from segsim.state import State
from segsim.state.codes import TIERS, Plates, Region, Segment, segment_of
from segsim.world.at_rest import ROUNDS, SKETCH, settle
from segsim.world.chains import Chains, read_chains
from segsim.world.cities import City, read_cities
from segsim.world.draws import apportion
from segsim.world.firms import place_firms
from segsim.world.first_orders import first_orders, first_shares
from segsim.world.first_values import fill_first_values
from segsim.world.outside import Outside
from segsim.world.people import count_people, fill_jobs, make_workers, seat_by_city
from segsim.world.places import differentiate_places
from segsim.world.shuffled import shuffle_labels
from segsim.world.size import World
from segsim.world.spare import add_spare_rows
from segsim.world.technology import first_pay, give_money, set_technology


def read_places(world: World) -> list[City]:
    """The cities of a run: the head of the built-in table, then the user's own."""
    built_in, extra = read_cities(), read_cities(world.extra_cities or None)
    return built_in[: world.n_cities] + extra[len(built_in) :]


def build_state(
    world: World, cities: list[City], outside: Outside, params: Mapping[str, Any], without: frozenset[str], seed: int
) -> State:
    """State of the month before the burn-in. Raises InputError where the world is too small to hold the chains."""
    chains = read_chains().equalised() if world.equal_tiers else read_chains()
    standard = params["policy_calendar"].standard_hours
    state = State.empty(world.workers, world.firms, len(cities) + 1)
    firms = state.firms
    _make_cities(state, cities, outside)
    size = place_firms(state, world, chains, cities, params["brands"], seed)
    like = shuffle_labels(firms, seed) if world.shuffled_tiers else firms.market
    make_workers(state, world, params["schooling"].persistence, seed)
    core = segment_of(firms.industry, firms.tier) == Segment.CORE
    firms.outsourced[:] = np.where(core, params["outsourcing"].first_share, 0.0)
    first_shares(firms, size)
    firms.first_weight[:] = firms.customer_base[:] = size
    # First with people of mean skill, to learn how many each firm needs for its orders at the hours that it plans.
    by_market = _jobs_by_market(world, chains)
    linked = params["production"].linked_orders
    orders = first_orders(firms, chains, chains.demand, linked)
    firms.employment[:] = firms.skill_sum[:] = firms.taste_sum[:] = _jobs(firms.market, orders, by_market)
    hourly = first_pay(state, chains, like, standard)
    set_technology(state, world, chains, hourly, like, size, standard, seed)
    firms.expected_demand[:] = first_orders(firms, chains, state.markets.first_demand, linked)
    firms.capacity[:] = firms.expected_demand / world.planned_utilisation
    firms.pay_ratio[:] = 1.0
    fill_first_values(state, outside, params)
    settle(state, chains, hourly, params, outside, without, seed, SKETCH)
    fill_jobs(state, world, _jobs(firms.market, firms.target_employment, by_market), params["matching"], seed)
    count_people(state)
    seat_by_city(state)
    settle(state, chains, hourly, params, outside, without, seed, ROUNDS)
    give_money(state, params["households"], standard)
    differentiate_places(state, cities, world, seed)
    add_spare_rows(state, world.spare_firms, seed)
    return state


def _jobs(market: np.ndarray, weight: np.ndarray, by_market: np.ndarray) -> np.ndarray:
    """Whole jobs of each firm in proportion to a weight, at given totals of markets; shape (firms,)."""
    jobs = np.zeros(market.size, dtype=np.int64)
    for code, total in enumerate(by_market):
        rows = np.flatnonzero(market == code)
        jobs[rows] = apportion(np.maximum(weight[rows], 1e-9), int(total), least=1)
    return jobs


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
