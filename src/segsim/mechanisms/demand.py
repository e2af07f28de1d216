"""How much do final buyers want?

In words. Cars and domestic electronics are bought out of Chinese incomes, contract manufacture out of exports. Demand
falls with the price relative to outside prices. In autumn 2008 exports fall by the dated shock; the stimulus lifts car
purchases for two years. Part of domestic demand follows the spending of the model's own workers.

Equations. Units of goods a month; D0 the level of the first month.
  cars            D = D0 * gdp^income_elasticity * (1 + stimulus) * (1 - shortfall) * home * (P / (P0 *
                  cpi))^-auto_price_elasticity
  exports         X = X0 * exports^export_income_elasticity * (1 - shock) * (P / (P0 * cpi))^-export_price_elasticity
  all of them times 1 + extra demand (brands: state purchases, plates); contract prices relative to what brands leave;
  less what a crackdown on the sector takes (central_government)
  home            (1 - linkage) S + linkage * (C / cpi) / (C0 * gdp), C the consumption of the model's workers, S what
                  households outside the chains spend over what they did, by their safety net (households)
  P0 the price of the first month, near 1 yuan.

Timing. After the calendar, before orders are split; uses last month's prices and consumption.

Sources. Evidence gdp_growth and exports_gdp. Shock: 20-36 million jobs lost (Giles et al. 2012); depth recalled, 16-30
% (evidence/model.md 6.1).

Choices. Vehicle sales are an outcome and drive nothing. The 2008-09 fall is taken out of the export series and put back
as a dated event, so that there is a run without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.state import Markets, Nation, State
from segsim.state.codes import Industry, Tier, market_of

CARS = market_of(Industry.AUTO, Tier.LEAD)
BRANDS = market_of(Industry.IT, Tier.LEAD)
CONTRACTS = market_of(Industry.IT, Tier.FIRST)


@dataclass(frozen=True)
class Params(ParameterSet):
    """Final demand."""

    left_out = "final demand stays as it is"
    income_elasticity: float = structure(
        1.5, "elasticity", (0.5, 2.5), "of domestic demand to GDP",
        "assumed: durable goods of a country on its way to middle incomes",
    )  # fmt: skip
    export_income_elasticity: float = structure(
        2.5, "elasticity", (0.5, 3.0), "of the chains' exports to all exports",
        "assumed: electronics grew faster than other exports",
    )  # fmt: skip
    auto_price_elasticity: float = lever(1.5, "elasticity", (0.0, 4.0), "of domestic demand to price", "assumed")
    export_price_elasticity: float = lever(2.0, "elasticity", (0.0, 5.0), "of export demand to price", "assumed")
    linkage: float = lever(
        0.2, "share", (0.0, 1.0), "share of domestic demand that follows the workers' own spending", "assumed"
    )
    export_shock: float = lever(
        0.0, "share", (0.0, 0.9), "fall of export demand", "assumed: 0 but for the dated event of 2008-09"
    )
    shortfall: float = lever(
        0.0, "share", (0.0, 0.9), "domestic demand that is missing against what GDP would bring",
        "assumed: 0 but in scenarios of slow growth",
    )  # fmt: skip
    stimulus: float = lever(
        0.0, "share", (0.0, 1.0), "rise of car and equipment purchases", "assumed: 0 but for the dated event of 2008-10"
    )


@step(
    reads=(
        Nation.cpi, Nation.gdp, Nation.exports, Nation.consumption, Nation.first_consumption,
        Nation.outside_spending,
        Markets.first_demand, Markets.first_price, Markets.price, Markets.extra_demand, Markets.bid_factor,
        Markets.demand_loss,
    ),
    writes=(Markets.final_demand,),
)  # fmt: skip
def set_final_demand(state: State, params: Params, moment: Moment) -> None:
    """Final buyers say how much they want of cars, brands and contract manufacture."""
    nation, markets = state.nation, state.markets
    cpi, gdp = nation.cpi[0], nation.gdp[0]
    home = home_factor(
        nation.consumption[0] / cpi, nation.first_consumption[0] * gdp, nation.outside_spending[0], params.linkage
    )
    domestic = gdp**params.income_elasticity * (1.0 + params.stimulus) * (1.0 - params.shortfall) * home
    exports = nation.exports[0] ** params.export_income_elasticity * (1.0 - params.export_shock)
    relative = np.maximum(markets.price / (cpi * markets.first_price), 0.05)
    relative[CONTRACTS] /= markets.bid_factor[CONTRACTS]  # what a brand keeps of the price does not reach its buyers
    rows = [CARS, BRANDS, CONTRACTS]
    incomes = np.array([domestic, domestic, exports])
    prices = relative[rows] ** -np.array(
        [params.auto_price_elasticity, params.auto_price_elasticity, params.export_price_elasticity]
    )
    wanted = markets.first_demand[rows] * incomes * prices * (1.0 + markets.extra_demand[rows])
    markets.final_demand[rows] = wanted * (1.0 - markets.demand_loss[rows])


def home_factor(consumption: float, reference: float, outside: float, linkage: float) -> float:
    """What households' spending does to domestic demand: 1 where it kept up with GDP since the first month.

    The chains' workers spend `consumption` where `reference` would keep up; all others `outside`, a ratio.
    """
    if np.isnan(consumption) or np.isnan(reference) or reference <= 0.0:
        return 1.0  # nothing measured yet
    return (1.0 - linkage) * outside + linkage * consumption / reference
