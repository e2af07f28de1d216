"""How much of its own work does a core firm give to the tier below?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.outsourcing.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.rules.chain import tier_below
from segsim.rules.choice import logistic
from segsim.rules.means import mean_by
from segsim.rules.pay import insured_share
from segsim.state import Firms, Markets, Nation, State
from segsim.state.codes import Segment, Violation, segment_of

LEAST_PARTS = 0.1  # of the parts of the first month, however much work is taken back; assumed
MOST_SPARED = 0.9  # of materials, however much work is given out; assumed


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.market, Firms.employment, Firms.base_wage, Firms.pay_ratio,
        Firms.violations, Firms.productivity, Firms.outsourced, Firms.first_cost_gap,
        Markets.parts_per_unit, Markets.materials_per_unit, Markets.price,
        Nation.cpi, Nation.employer_insurance, Nation.injury_insurance,
    ),
    writes=(Firms.outsourced, Firms.first_cost_gap, Firms.parts_per_unit, Firms.inputs_saved),
)  # fmt: skip
def outsource_work(state: State, params: Params, moment: Moment) -> None:
    """Core firms shift work to suppliers as far as their own hours have grown dear."""
    firms, markets, cpi = state.firms, state.markets, state.nation.cpi[0]
    core = np.flatnonzero(firms.alive & (segment_of(firms.industry, firms.tier) == Segment.CORE))
    below = tier_below(firms.market[core], markets.rows)
    employment = np.where(firms.alive, np.maximum(firms.employment, 1e-3), 0.0)
    cost = hourly_cost(state)
    theirs = or_zero(mean_by(firms.market, cost, employment, markets.rows))[below]
    gap = np.log(cost[core] / np.where(theirs > 0.0, theirs, cost[core]))  # where nobody works below, none to tell
    known = firms.first_cost_gap[core] != 0.0
    keep = known if moment.index > 0 else np.zeros(core.size, dtype=bool)
    first = np.where(keep, firms.first_cost_gap[core], gap)
    own = firms.productivity[core] * (1.0 - firms.outsourced[core])
    aim = target_share(gap - first, params.largest, params.scale)
    share = adjust(firms.outsourced[core], aim, params.adjustment_rate)
    content = or_zero(mean_by(firms.market, firms.productivity, employment, markets.rows))[below] / own
    units = (share - params.first_share) * content
    inputs = cpi * markets.materials_per_unit[below]
    inputs = inputs + markets.parts_per_unit[below] * markets.price[tier_below(below, markets.rows)]
    base = markets.parts_per_unit[firms.market[core]]
    firms.first_cost_gap[core] = first
    firms.outsourced[core] = share
    firms.parts_per_unit[core] = np.maximum(base + units, LEAST_PARTS * base)
    most = MOST_SPARED * cpi * markets.materials_per_unit[firms.market[core]]
    firms.inputs_saved[core] = np.minimum((firms.parts_per_unit[core] - base) * inputs, most)


def hourly_cost(state: State) -> np.ndarray:
    """Labour cost of a standard hour with the insurance that is really paid, yuan; shape (firms,)."""
    firms, nation = state.firms, state.nation
    insured = insured_share(
        nation.injury_insurance[0],
        nation.employer_insurance[0],
        firms.violations[:, Violation.INJURY],
        firms.violations[:, Violation.PENSION],
    )
    return np.maximum(firms.base_wage * firms.pay_ratio * (1.0 + insured), 1e-9)


def target_share(dearer, largest, scale):
    """Share of its own work that a firm wants to give out: half of the most where its hours are as dear as at first."""
    return largest * logistic(np.clip(dearer / scale, -30.0, 30.0))
