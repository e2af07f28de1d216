"""How much capacity does a firm build, with whose money, and how much does doubt hold it back?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.investment.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.rules.owners import is_state_linked
from segsim.state import Firms, Markets, Nation, Sectors, State
from segsim.state.money import ABROAD, BANK, FIRMS, transfer


@step(
    reads=(
        Firms.alive, Firms.market, Firms.owner, Firms.capacity, Firms.expected_demand, Firms.deposits, Firms.debt,
        Firms.wage_bill, Firms.credit_room, Firms.visits_variance, Firms.penalty_at_visit,
        Firms.false_positive_at_visit, Markets.policy_risk, Markets.capital_per_unit,
        Nation.cpi, Nation.depreciation, Nation.planned_utilisation,
    ),
    writes=(
        Firms.hurdle, Firms.capacity, Firms.investment, Firms.debt, Firms.deposits, Firms.credit_room,
        Sectors.investment, Sectors.loans, Sectors.deposits,
    ),
)  # fmt: skip
def invest(state: State, params: Params, moment: Moment) -> None:
    """Firms build for the demand they expect, with their own money and the bank's."""
    firms, nation = state.firms, state.nation
    live = np.flatnonzero(firms.alive)
    market = firms.market[live]
    worn, use = nation.depreciation[0], nation.planned_utilisation[0]
    price = state.markets.capital_per_unit[market] * nation.cpi[0]
    loss = firms.penalty_at_visit[live] + firms.false_positive_at_visit[live]
    at_stake = share_at_stake(loss, price * firms.capacity[live])
    doubt = firms.visits_variance[live] * at_stake**2 + state.markets.policy_risk[market]
    calm = option_hurdle(params.base_volatility**2, params.required_return, params.cost_of_waiting)
    firms.hurdle[live] = option_hurdle(
        params.base_volatility**2 + doubt, params.required_return, params.cost_of_waiting
    )
    wanted = target_rise(firms.capacity[live], firms.expected_demand[live] / use, worn, params)
    wanted = wanted * calm / firms.hurdle[live]
    # Wages of the next month come first: only money beyond one wage bill is invested.
    spare = np.maximum(0.0, firms.deposits[live] - firms.wage_bill[live])
    linked = is_state_linked(firms.owner[live])
    cost = wanted * price
    loan = borrowed(cost, spare, firms.credit_room[live], linked, params)
    rise = np.where(price > 0.0, np.minimum(cost, spare + loan) / np.maximum(price, 1e-300), wanted)
    firms.capacity[live] = (1.0 - worn) * firms.capacity[live] + rise
    lent, spent = np.zeros((2, firms.rows))
    lent[live], spent[live] = loan, rise * price
    firms.investment[:] = spent
    firms.debt += lent
    firms.credit_room -= lent
    transfer(state, "loans", BANK, float(lent.sum()), FIRMS, lent)
    transfer(state, "investment", FIRMS, spent, ABROAD, float(spent.sum()))


def target_rise(capacity, needed, worn, params: Params):
    """Capacity to build this month: worn capacity and a part of the gap, never more than the largest rise."""
    left = (1.0 - worn) * capacity
    gap = (1.0 + params.optimism) * needed - left
    return np.clip(params.adjustment_rate * gap + worn * capacity * (gap > 0), 0.0, params.largest_rise * left)


def borrowed(cost, spare, room, linked, params: Params):
    """Loans for building: what money does not cover, and for state-linked firms a part in any case."""
    wish = np.maximum(cost - spare, np.where(linked, params.state_loans, 0.0) * cost)
    return np.minimum(wish, np.where(linked, 1.0, params.loan_share) * room)


def share_at_stake(loss, capital):
    """Part of its capital (yuan) that a firm loses if inspectors come (yuan): never more than all of it."""
    return np.minimum(1.0, loss / np.maximum(capital, 1e-9))


def option_hurdle(variance, interest, lost):
    """Worth over cost at which waiting stops paying, beta / (beta - 1) (Dixit and Pindyck); variance is of a year."""
    drift = (interest - lost) / variance
    beta = 0.5 - drift + np.sqrt((drift - 0.5) ** 2 + 2.0 * interest / variance)
    return beta / (beta - 1.0)
