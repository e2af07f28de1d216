"""What is a city worth to a plant?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.mechanisms.relocation.params import Params
from segsim.rules.choice import logit_weights
from segsim.rules.pay import paid_hours, pay_granted
from segsim.state import Cities, Firms, Markets, Nation, Places, State
from segsim.state.codes import Industry, Instrument, Tier, Violation
from segsim.state.places import by_industry

BEST_OFFER = 1.0  # of the moving bill: most that cities and programmes pay together; assumed

# What the worth of a place is reckoned from; shared by the two steps that weigh places.
WEIGHED = (
    Firms.industry, Firms.market, Firms.city, Firms.buyer, Firms.price, Firms.unit_cost, Firms.base_wage,
    Firms.pay_ratio, Firms.bonus_rate, Firms.overtime_multiple, Firms.overtime_planned, Firms.productivity,
    Firms.violations, Firms.penalty_at_visit, Firms.expected_demand, Markets.overhead_per_unit, Cities.area,
    Cities.market_wage, Cities.minimum_wage, Cities.overhead_factor, Cities.enforcement_effort, Cities.tax_rebate,
    Cities.relocation_subsidy, Places.sites, Places.advantage, Nation.cpi, Nation.standard_hours,
    Nation.planned_utilisation, Nation.profit_tax, Nation.subsidy_cap, Nation.inspection_rate,
    Nation.counted_in,
)  # fmt: skip


@dataclass(frozen=True)
class Terms:
    """What city governments ask of and give to plants; arrays of shape (cities,), without the countryside."""

    inspections: np.ndarray  # a month, of a mean-sized plant, without campaigns
    rebate: np.ndarray
    overhead: np.ndarray  # relative to the first month
    subsidy: np.ndarray


def terms_of(state: State) -> Terms:
    """The terms as they stand."""
    cities, nation, n = state.cities, state.nation, state.cities.rows - 1
    rate = cities.enforcement_effort[:n] * nation.inspection_rate[0]
    return Terms(rate, cities.tax_rebate[:n], cities.overhead_factor[:n], cities.relocation_subsidy[:n])


def terms_before_trials(state: State, params: Params) -> Terms:
    """The terms without what each city tries out this year."""
    now, n = terms_of(state), state.cities.rows - 1
    trial, step = state.cities.trial[:n], state.cities.trial_step[:n]
    return Terms(
        now.inspections * np.exp(np.where(trial == Instrument.ENFORCEMENT_EFFORT, -step, 0.0)),
        now.rebate - np.where(trial == Instrument.TAX_REBATE, step, 0.0),
        now.overhead + np.where(trial == Instrument.LAND_DISCOUNT, params.land_in_overhead * step, 0.0),
        now.subsidy - np.where(trial == Instrument.RELOCATION_SUBSIDY, step, 0.0),
    )


def place_value(state: State, params: Params, rows: np.ndarray, terms: Terms) -> np.ndarray:
    """Log profit of a unit in each city, with nearness to the buyer, for the given plants; shape (plants, cities)."""
    firms, cities, nation = state.firms, state.cities, state.nation
    n, home = cities.rows - 1, firms.city[rows]
    standard = nation.standard_hours[0]
    minimum = cities.minimum_wage[None, :n] / standard
    extra = firms.overtime_planned[rows] * firms.overtime_multiple[rows] / standard
    depth = firms.violations[rows, Violation.MINIMUM][:, None]
    wage = pay_granted(cities.market_wage[None, :n], minimum, depth, extra[:, None], nation.counted_in[0])
    own = np.take_along_axis(wage, home[:, None].astype(np.int64), axis=1)
    paid = paid_hours(standard, firms.overtime_planned[rows], firms.overtime_multiple[rows], firms.bonus_rate[rows])
    made = firms.productivity[rows] * (standard + firms.overtime_planned[rows])
    labour = firms.base_wage[rows] * firms.pay_ratio[rows] * paid / made
    overhead = nation.cpi[0] * state.markets.overhead_per_unit[firms.market[rows]] / nation.planned_utilisation[0]
    law = firms.penalty_at_visit[rows] / np.maximum(firms.expected_demand[rows], 1e-9)
    margin = (firms.price[rows] - firms.unit_cost[rows])[:, None] - labour[:, None] * (
        wage / np.maximum(own, 1e-9) - 1.0
    )
    margin -= overhead[:, None] * (terms.overhead[None, :] - terms.overhead[home][:, None])
    margin -= law[:, None] * (terms.inspections[None, :] - terms.inspections[home][:, None])
    rebate = np.minimum(terms.rebate, nation.subsidy_cap[0])
    worth = np.log(np.maximum(margin, params.minimum_margin * firms.price[rows][:, None]))
    worth += np.log(1.0 - nation.profit_tax[0] * (1.0 - rebate))[None, :]
    buyer = firms.buyer[rows]
    far = cities.area[None, :n] != cities.area[firms.city[np.maximum(buyer, 0)]][:, None]
    return worth - params.distance_cost * (far & (buyer >= 0)[:, None])


def choice(worth: np.ndarray, taste: float) -> np.ndarray:
    """Chance of each place, by logit; rows sum to one."""
    weight = logit_weights(worth, taste)
    return weight / weight.sum(axis=1, keepdims=True)


def advantage(state: State, rows: np.ndarray) -> np.ndarray:
    """What each city was worth beyond its profit when the run began; shape (plants, cities)."""
    return by_industry(state.places.advantage)[state.firms.industry[rows], :-1]


def sites(state: State, params: Params, rows: np.ndarray) -> np.ndarray:
    """How many places there are for such plants, in log profit; shape (plants, cities)."""
    number = by_industry(state.places.sites)[state.firms.industry[rows], :-1]
    return params.taste_scale * np.log(np.maximum(number, 1e-9))


def offers(state: State, rows: np.ndarray, terms: Terms) -> np.ndarray:
    """Part of its moving bill that each city offers a plant, more to large ones where a programme pays; same shape."""
    firms, cities = state.firms, state.cities
    n = cities.rows - 1
    size = np.sqrt(
        np.maximum(firms.employment[rows] + firms.moved_jobs[rows], 1) / max(firms.employment[firms.alive].mean(), 1.0)
    )
    # The inland programmes of 2009-10 were for makers of notebooks and telephones (recalled).
    invited = size * (firms.industry[rows] == Industry.IT)
    offer = terms.subsidy[None, :] + cities.inland_subsidy[None, :n] * invited[:, None]
    makes_parts = (firms.industry[rows] == Industry.AUTO) & (firms.tier[rows] >= Tier.SECOND)
    offer += cities.park_subsidy[None, :n] * makes_parts[:, None]
    return np.minimum(offer, min(BEST_OFFER, state.nation.subsidy_cap[0]))


def cost_of_moving(state: State, params: Params, rows: np.ndarray, terms: Terms) -> np.ndarray:
    """What a move takes from the worth of a city, nothing where the plant stands; shape (plants, cities)."""
    firms = state.firms
    cost = params.moving_cost * firms.moving_cost[rows][:, None] * (1.0 - offers(state, rows, terms)) / params.payback
    return np.where(np.arange(cost.shape[1])[None, :] == firms.city[rows][:, None], 0.0, cost)
