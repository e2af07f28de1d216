"""What can the firms of the first month make, and what do they pay?

First guesses: labour costs its share of sales at the first pay, and hours are what firms plan. Settling (at_rest) then
finds the productivity of each market at which firms want the people whom they have.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.state import State
from segsim.state.codes import TIERS, Hukou
from segsim.world.chains import Chains
from segsim.world.draws import even_draws
from segsim.world.firms import normal_quantile
from segsim.world.makers import CHINESE_BADGE
from segsim.world.size import World

FIRST_OVERTIME = 65.0  # hours a month, a guess that settling replaces; assumed
FIRST_MULTIPLE = 1.1  # of overtime, a guess that settling replaces; assumed
FIRST_MONEY = 1.5  # months of costs in a firm; assumed
INDUSTRIES = (slice(0, TIERS), slice(TIERS, 2 * TIERS))


def first_pay(state: State, chains: Chains, like: np.ndarray, standard: float) -> np.ndarray:
    """Pay of an hour at which costs and demand are reckoned, yuan, shape (firms,).

    like: the market whose first pay each firm has; its own, but for a control.
    """
    return chains.first_pay[like] * state.cities.minimum_wage[state.firms.city] / standard


def set_technology(
    state: State, world: World, chains: Chains, hourly: np.ndarray, like: np.ndarray, size: np.ndarray, standard: float,
    seed: int,
) -> None:  # fmt: skip
    """First productivity, demand, pay and prices, for the employment that stands in firms."""
    firms, markets, nation = state.firms, state.markets, state.nation
    market, sales = firms.market, chains.sales()
    demand = demand_at(chains, hourly * firms.skill_sum * (standard + FIRST_MULTIPLE * FIRST_OVERTIME), market)
    hours = firms.skill_sum * standard + firms.taste_sum * FIRST_OVERTIME
    hourly_output = sales * demand / np.maximum(np.bincount(market, weights=hours, minlength=8), 1e-9)
    worth = chains.value_added * hourly_output
    spread = np.empty(firms.rows)
    for code in range(8):
        rows = np.flatnonzero(market == code)
        spread[rows] = normal_quantile(even_draws(seed, "productivity", rows, size))
    firms.technology[:] = np.log(hourly_output[market] * worth[like] / worth[market]) + world.productivity_sd * spread
    firms.productivity[:] = np.exp(firms.technology)
    firms.log_tfp[:] = firms.technology + np.log(1.0 - firms.outsourced)
    firms.parts_per_unit[:] = chains.parts[market]
    markets.parts_per_unit[:], markets.materials_per_unit[:] = chains.parts, chains.materials
    markets.overhead_per_unit[:] = chains.overhead * world.planned_utilisation
    markets.capital_per_unit[:] = chains.depreciation * world.planned_utilisation / world.depreciation
    markets.first_demand[:] = markets.final_demand[:] = chains.demand * demand
    markets.price[:] = markets.first_price[:] = 1.0
    nation.planned_utilisation[:], nation.depreciation[:] = world.planned_utilisation, world.depreciation
    firms.price[:] = firms.price_ceiling[:] = firms.unit_cost[:] = 1.0
    firms.bought_cost[:] = chains.parts[market] + chains.materials[market]
    # Demand, prices and technology stand at the market's own pay; independents begin below it.
    paid = hourly * np.where(np.isin(firms.brand, CHINESE_BADGE), chains.independent_pay[market], 1.0)
    firms.wage_offer[:] = firms.base_wage[:] = firms.unilateral_pay[:] = paid
    firms.mrpl[:] = chains.value_added[market] * firms.productivity
    firms.overtime_planned[:] = firms.overtime_desired[:] = firms.overtime_limit[:] = FIRST_OVERTIME
    firms.overtime_multiple[:] = FIRST_MULTIPLE
    firms.target_employment[:] = firms.employment


def demand_at(chains: Chains, bill: np.ndarray, market: np.ndarray) -> np.ndarray:
    """Size of each industry's final demand at which labour's shares of sales add up to its wage bill, shape (8,).

    bill: wage bill of each firm, yuan a month, shape (firms,).
    """
    by_market = np.bincount(market, weights=bill, minlength=8)
    demand = np.zeros(8)
    for rows in INDUSTRIES:
        demand[rows] = by_market[rows].sum() / (chains.labour[rows] * chains.sales()[rows]).sum()
    return demand


def give_money(state: State, households: Any, standard: float) -> None:
    """First deposits: firms have some months of costs, households (Params of theirs) the buffer of the uncovered."""
    firms, workers = state.firms, state.workers
    employed = workers.employer >= 0
    firms.deposits[:] = FIRST_MONEY * firms.price * firms.expected_demand
    income = np.full(workers.rows, state.nation.rural_income[0])
    income[employed] = firms.base_wage[workers.employer[employed]] * standard
    months = np.where(workers.hukou == Hukou.URBAN, households.buffer_urban, households.buffer_migrant)
    workers.deposits[:] = (months + households.precautionary_months * households.precaution) * income
