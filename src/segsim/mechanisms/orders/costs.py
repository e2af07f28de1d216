"""What does a unit cost at planned hours and planned use?"""

from __future__ import annotations

import numpy as np

from segsim.rules.chain import parts_cost
from segsim.rules.means import mean_of_people
from segsim.rules.pay import insured_share, paid_hours
from segsim.state import State
from segsim.state.codes import Violation


def standard_cost(state: State) -> np.ndarray:
    """Unit cost at planned hours and planned use, with what is really paid, yuan a unit; shape (firms,)."""
    return variable_cost(state) + fixed_cost(state)


def variable_cost(state: State) -> np.ndarray:
    """What one more unit costs at planned hours, yuan a unit; shape (firms,), NaN for empty rows."""
    firms = state.firms
    own = labour_cost(state) + firms.abatement_cost + firms.safety_cost - firms.inputs_saved
    return np.where(firms.alive, own + bought_cost(state), np.nan)


def bought_cost(state: State) -> np.ndarray:
    """Parts and materials of a unit at market prices, yuan; shape (firms,)."""
    firms, markets = state.firms, state.markets
    parts = parts_cost(firms.parts_per_unit, firms.market, markets.price)
    return parts + state.nation.cpi[0] * markets.materials_per_unit[firms.market]


def labour_cost(state: State) -> np.ndarray:
    """Labour of a unit at planned hours, yuan, with what is really paid; shape (firms,)."""
    firms, nation = state.firms, state.nation
    standard = nation.standard_hours[0]
    skill = mean_of_people(firms.skill_sum, firms.employment)
    taste = mean_of_people(firms.taste_sum, firms.employment)
    insured = insured_share(
        nation.injury_insurance[0],
        nation.employer_insurance[0],
        firms.violations[:, Violation.INJURY],
        firms.violations[:, Violation.PENSION],
    )
    # Bonus is a share of profit: what is handed out afterwards is no cost to reckon a price from.
    pay = paid_hours(standard, firms.overtime_planned, firms.overtime_multiple, bonus=0.0)
    hours = skill * standard + taste * firms.overtime_planned
    return firms.base_wage * firms.pay_ratio * pay * (1.0 + insured) / (hours * firms.productivity)


def fixed_cost(state: State) -> np.ndarray:
    """Overhead and depreciation of a unit at planned use, yuan; shape (firms,)."""
    firms, markets, nation, market = state.firms, state.markets, state.nation, state.firms.market
    overhead = markets.overhead_per_unit[market] * state.cities.overhead_factor[firms.city]
    capital = nation.depreciation[0] * markets.capital_per_unit[market]
    machines = firms.machine_wear / np.maximum(firms.capacity, 1e-9)  # at the price of the month they were bought in
    return (nation.cpi[0] * (overhead + capital) + machines) / nation.planned_utilisation[0]
