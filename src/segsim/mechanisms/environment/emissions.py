"""What do firms emit, what does abatement cost, and how much pollution gathers?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.environment.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.rules.means import mean_by
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import Claim, Tier, Violation


@step(
    reads=(Firms.alive, Firms.tier, Firms.market, Firms.violations, Markets.first_abated_share, Nation.cpi),
    writes=(Firms.abatement_cost, Markets.first_abated_share),
)
def abate(state: State, params: Params, moment: Moment) -> None:
    """Firms abate emissions as far as they obey, and reckon with what that costs."""
    firms, markets = state.firms, state.markets
    abated = np.where(firms.alive, 1.0 - firms.violations[:, Violation.POLLUTION], 0.0)
    fresh = np.isnan(markets.first_abated_share)
    if fresh.any():
        markets.first_abated_share[fresh] = mean_by(firms.market, abated, firms.alive, markets.rows)[fresh]
    usual = or_zero(markets.first_abated_share)[firms.market]
    cost = params.abatement_price * emission_intensity(firms.tier, params) * state.nation.cpi[0] * (abated - usual)
    firms.abatement_cost[:] = np.where(firms.alive, cost, 0.0)


def emission_intensity(tier: np.ndarray, params: Params) -> np.ndarray:
    """Emissions of a unit of output where nothing is abated, at the productivity of the first month."""
    return np.where(np.asarray(tier) <= Tier.FIRST, params.lead_emissions, params.lower_tier_emissions)


@step(
    reads=(
        Firms.alive, Firms.tier, Firms.market, Firms.city, Firms.violations, Firms.productivity, Firms.output,
        Markets.first_productivity, Nation.cpi, Nation.first_emissions, Cities.pollution,
    ),
    writes=(
        Firms.emissions, Firms.withheld, Markets.first_productivity, Nation.first_emissions, Cities.pollution,
    ),
)  # fmt: skip
def emit(state: State, params: Params, moment: Moment) -> None:
    """Production emits into air and water what is not abated."""
    firms, markets, cities, nation = state.firms, state.markets, state.cities, state.nation
    productivity = mean_by(firms.market, firms.productivity, firms.alive, markets.rows)
    fresh = np.isnan(markets.first_productivity)
    if fresh.any():
        markets.first_productivity[fresh] = productivity[fresh]
    newer = np.nan_to_num(
        (productivity / markets.first_productivity) ** -params.productivity_elasticity, nan=1.0, posinf=1.0
    )
    intensity = np.where(firms.alive, firms.violations[:, Violation.POLLUTION], 0.0)
    made = np.where(firms.alive, firms.output, 0.0) * emission_intensity(firms.tier, params)
    firms.emissions[:] = made * newer[firms.market] * (1.0 - params.abatable_share * (1.0 - intensity))
    firms.withheld[:, Claim.POLLUTION] = made * intensity * params.abatement_price * nation.cpi[0]
    let_out = np.bincount(firms.city, weights=firms.emissions, minlength=cities.rows)
    is_first = bool(np.isnan(nation.first_emissions[0]))
    if is_first:
        nation.first_emissions[:] = let_out[:-1].mean()
    arriving = (1.0 - params.drift) * let_out + params.drift * let_out[:-1].mean()
    arriving /= max(float(nation.first_emissions[0]), 1e-300)
    cities.pollution[:] = adjust(cities.pollution, arriving, 1.0 if is_first else params.pollution_adjustment_rate)
