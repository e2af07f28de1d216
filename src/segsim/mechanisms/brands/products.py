"""What are products worth to buyers, and what do purchases and rivals abroad do to demand and price?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.brands.makers import CARS, ELECTRONICS
from segsim.mechanisms.brands.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.rules.adjustment import adjust
from segsim.rules.means import mean_of_own
from segsim.state import Firms, Markets, Nation, State
from segsim.state.codes import Brand, Industry, Tier, market_of

CONTRACTS = market_of(Industry.IT, Tier.FIRST)


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.brand, Firms.log_tfp, Firms.own_innovation, Firms.quality,
        Nation.new_energy_appeal,
    ),
    writes=(
        Firms.quality, Firms.kit_share, Firms.has_partner, Firms.log_tfp, Markets.extra_demand, Markets.bid_factor,
        Nation.new_energy_appeal,
    ),
)  # fmt: skip
def value_brands(state: State, params: Params, moment: Moment) -> None:
    """Buyers learn what products are worth; purchases and rivals abroad move demand and price."""
    firms, markets, nation = state.firms, state.markets, state.nation
    lead = np.flatnonzero(firms.alive & (firms.tier == Tier.LEAD))
    excess = params.perceived_share * over_mean(firms.log_tfp[lead], firms.market[lead])
    excess += params.perceived_own_share * over_mean(firms.own_innovation[lead], firms.market[lead])
    firms.quality[lead] = adjust(firms.quality[lead], excess, params.adjustment_rate)
    foreign = firms.brand == Brand.JOINT_VENTURE
    firms.kit_share[:] = np.where(foreign, params.kits * params.imported_overcapacity, 0.0)
    independent = (firms.brand == Brand.INDEPENDENT) | (firms.brand == Brand.NEW_ENERGY)
    firms.has_partner[:] = params.alliance & independent
    chinese = lead[firms.market[lead] == ELECTRONICS]
    firms.log_tfp[chinese] -= params.control_lag * params.export_controls

    start = moment.index <= 0  # outside things begin to move after the burn-in
    appeal = params.new_energy_start if start else nation.new_energy_appeal[0] + params.new_energy_progress / 12.0
    nation.new_energy_appeal[:] = appeal
    markets.bid_factor[:] = 1.0
    markets.extra_demand[ELECTRONICS] = max(
        -1.0,
        params.telecom_share * (params.state_purchases - 1.0) + params.engineering_home - params.export_controls,
    )
    markets.bid_factor[CARS] = np.exp(-params.pressure * params.imported_overcapacity)
    left = (1.0 - params.brand_share) / (1.0 - params.first_brand_share)
    markets.bid_factor[CONTRACTS] = left**params.squeeze


def over_mean(values: np.ndarray, market: np.ndarray) -> np.ndarray:
    """Values less the mean of their market; shape as `values`."""
    return values - mean_of_own(market, values, np.ones(values.size))
