"""At which orders, prices and technology do the firms of the first month want the people whom they have?

Before the burn-in, firms plan, price, split orders and produce for some silent rounds in which people, law and the
outside stand still. Each round finds the productivity of a market (not of a firm: the luck of four people in skill is
no technology) at which its firms together want their employment; expected demand is the mean of recent orders,
capacity what planned use makes of it, and the first prices are those that the rounds end with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from segsim.mechanisms.bargaining import set_floors
from segsim.mechanisms.minimum_wage import set_minimum_wages
from segsim.mechanisms.policy_calendar import read_calendar
from segsim.mechanisms.production import produce, set_productivity
from segsim.plumbing.steps import Moment
from segsim.schedule import PLANS
from segsim.state import State
from segsim.state.codes import TIERS
from segsim.world.chains import Chains
from segsim.world.outside import Outside
from segsim.world.technology import demand_at

# Floors are bargained by those who are there, in the first month and not before it.
ROUND = (read_calendar, set_minimum_wages, *(step for step in PLANS if step is not set_floors), produce)
SKETCH = 9  # rounds with people of mean skill, enough for planned hours to stand still; assumed
ROUNDS = 24  # assumed: prices close a fifth of a gap a round, so that half a per cent of it is left
BEFORE = -(10**6)  # months: before any burn-in, so that the rounds have random streams of their own; any would do
LIFT = 0.5  # part of a loss that a round takes away; assumed: only the speed hangs on it


def settle(
    state: State, chains: Chains, hourly: np.ndarray, params: Mapping[str, Any], outside: Outside,
    without: frozenset[str], seed: int, rounds: int,
) -> None:  # fmt: skip
    """Run so many rounds; `hourly` as in technology.first_pay.

    Expected demand is the mean of the orders of the last two thirds of them, since orders are noisy.
    """
    firms, markets, nation = state.firms, state.markets, state.nation
    market = firms.market
    # Pay is what price lists say at once, and a wage that the first guesses of technology made too high is no promise.
    pay = params["wages"]
    at_once = replace(pay, revision_rate=float(pay.revision_rate > 0.0), fall=float(pay.fall > 0.0))
    params = {**params, "wages": at_once}
    recent: list[np.ndarray] = []
    remembered = 2 * rounds // 3
    for number in range(rounds):
        moment = Moment(BEFORE + rounds + number, outside.start[0], 7, seed, outside, without)
        markets.first_cost[:] = np.nan  # the first costs are those at rest
        for step in ROUND:
            if step.essential or step.mechanism not in without:
                step(state, params[step.mechanism], moment)
        recent = [*recent[1 - remembered :], firms.orders.copy()]
        markets.first_price[:] = markets.price / nation.cpi[0]
        wanted = np.bincount(market, weights=firms.target_employment, minlength=8)
        there = np.bincount(market, weights=firms.employment, minlength=8)
        known = (wanted > 0.0) & (there > 0.0)  # nobody may be able enough for the core
        firms.technology += np.log(np.where(known, wanted, 1.0) / np.where(known, there, 1.0))[market]
        if number >= rounds - remembered:  # prices are near their level
            _make_viable(state, chains)
        # Demand at which labour's share of sales is the chain's, at the hours that are now planned.
        hours = nation.standard_hours[0] + firms.overtime_multiple * firms.overtime_planned
        demand = demand_at(chains, hourly * firms.pay_ratio * firms.employment * hours, market)
        rise = np.repeat(demand[::TIERS] * chains.demand[::TIERS] / markets.first_demand[::TIERS], TIERS)
        markets.first_demand *= rise
        firms.technology += np.log(rise)[market]
        recent = [orders * rise[market] for orders in recent]
        firms.expected_demand[:] = np.mean(recent, axis=0)
        firms.capacity[:] = firms.expected_demand / nation.planned_utilisation[0]
    set_productivity(state, params["production"], moment)
    for _, table in state.tables():
        table.clear_flows()


def _make_viable(state: State, chains: Chains) -> None:
    """Firms whose unit cost is above their price begin with technology at which it is not: others never opened."""
    firms = state.firms
    loss = np.maximum(0.0, np.log(firms.unit_cost / firms.price))
    firms.technology += LIFT * loss / chains.labour[firms.market]
