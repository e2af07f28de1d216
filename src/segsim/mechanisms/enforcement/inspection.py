"""Who is visited, and what do firms learn from it?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.enforcement.campaigns import announced_variance, correlated_months
from segsim.mechanisms.enforcement.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust, adjust_or_start
from segsim.state import Cities, Firms, Nation, State


@step(
    reads=(
        Cities.enforcement_effort, Cities.response, Cities.campaign, Cities.caution, Firms.inspection_belief,
        Firms.mean_inspection_rate, Firms.belief_variance, Firms.alive, Firms.employment, Firms.city, Firms.capture,
        Nation.inspection_rate, Nation.complaint_slope, Nation.reform_adjustment_rate,
    ),
    writes=(
        Cities.inspection_rate, Cities.complaint_slope, Firms.inspection_belief, Firms.mean_inspection_rate,
        Firms.belief_variance, Firms.visits_variance, Firms.inspected, Nation.inspection_rate, Nation.complaint_slope,
    ),
)  # fmt: skip
def inspect(state: State, params: Params, moment: Moment) -> None:
    """Inspectors visit firms; firms learn how often, and how much that varies."""
    firms, cities, nation = state.firms, state.cities, state.nation
    adjustment_rate = nation.reform_adjustment_rate[0]
    nation.inspection_rate[:] = in_force(nation.inspection_rate[0], params.inspection_rate, adjustment_rate)
    nation.complaint_slope[:] = in_force(nation.complaint_slope[0], params.complaint_slope, adjustment_rate)
    effort = cities.enforcement_effort * cities.response * (1.0 + cities.caution)
    cities.inspection_rate[:] = nation.inspection_rate[0] * effort * cities.campaign
    cities.complaint_slope[:] = nation.complaint_slope[0]
    live = firms.alive
    if not live.any():
        return
    size = np.maximum(firms.employment, 1) / max(firms.employment[live].mean(), 1.0)
    visits = cities.inspection_rate[firms.city] * size**params.size_exponent
    left = 1.0 - or_zero(firms.capture)
    exempt = left * visits[live].sum() / max((visits * left)[live].sum(), 1e-300)
    around = cities.inspection_rate[firms.city] * exempt
    learning = 1.0 - 2.0 ** (-1.0 / params.belief_half_life)
    firms.inspection_belief[:] = adjust_or_start(firms.inspection_belief, around, learning)
    share = 1.0 / params.averaging_months
    surprise = around - firms.mean_inspection_rate
    firms.mean_inspection_rate[:] += share * surprise
    firms.belief_variance[:] = (1.0 - share) * (firms.belief_variance + share * surprise**2)
    usual = nation.inspection_rate[0] * effort[firms.city] * exempt
    firms.visits_variance[:] = reckoned_variance(firms.belief_variance, usual, params)
    chance = np.minimum(1.0, visits * exempt)
    firms.inspected[:] = live & (uniforms(moment.key("inspect"), firms.rows) < chance)


def reckoned_variance(seen, usual, params: Params):
    """Variance of a year's visits, by their rate, of which a firm that expects the usual rate is not sure, 1/year.

    A part is what the announced style implies for the usual rate (1/month), the rest what was seen (1/month^2).
    """
    announced = announced_variance(params) * usual**2
    month = params.announced_weight * announced + (1.0 - params.announced_weight) * seen
    return 12.0 * correlated_months(params) * month


def in_force(before: float, ordered: float, adjustment_rate: float) -> float:
    """What is in force of an ordered number: a fall at once, a rise at the adjustment rate of reform."""
    return ordered if ordered <= before else adjust(before, ordered, adjustment_rate)
