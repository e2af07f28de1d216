"""Which maker's product do final buyers choose?

In words. A car buyer first chooses between a foreign badge (joint ventures) and a Chinese one (independents), then a
maker. Better products, lower prices and a preference for the foreign badge count. Some buyers take a new-energy car,
made by new-energy makers: the more, the better the technology, the higher the subsidy, the scarcer the plates. Idle
foreign capacity comes in through joint ventures: kits in place of parts made here, offers under the price, and lower
prices for all. Chinese brands of electronics sell to households and telecom groups; foreign brands leave the contract
manufacturers a share of the price, and may have engineering done here.

Equations. Logs; badge b, maker j of badge b, K capacity, P price, q quality, o imported overcapacity.
  maker    share_j|b ~ a K^size (e^q / P)^price e^(noise N(0,1)), with size, price, noise and the customer base a of
           orders
  badge    share_b   ~ (mean of e^q / P at b * e^preference)^price_elasticity;  preference of foreign badges:
           foreign_preference - alliance_gain [alliance] + kit_discount o;  0 of Chinese badges
  quality  q <- q + adjustment_rate (perceived_share * lead in TFP + perceived_own_share * lead in own innovation - q),
           over market means
  new energy  n = 1 / (1 + e^-(appeal - new_energy_price_elasticity ln(1 - subsidy) + plate_value (1 - L))); appeal
           grows by new_energy_progress a year; who wants another car and gets no plate, (1 - n)(1 - L), buys none
  prices   car prices e^(-pressure o); contract bids ((1 - brand_share) / (1 - first_brand_share))^squeeze
  electronics  demand of Chinese brands * (1 + telecom_share (state_purchases - 1) + engineering_home - controls)

Timing. What is on offer stands before demand; makers are chosen after this month's prices.

Sources. Logit over badges and makers, crowding out: Lüthje and McNally 2015 (claims). Shares: evidence
domestic_brand_share, nev_sales. Plates and new energy: evidence/model.md 5.12.

Choices. Units are worth a yuan at first, so shares are of value and independents, whose cars are cheap, count for less
than in numbers. Choosing the badge first keeps its share apart from the number of makers. Switched off, final buyers
look at size and price alone. A partner's technology lifts all independents at once. New-energy makers sell combustion
cars too, and their size helps both; where there is none, independents make them, or else all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals
from segsim.rules.adjustment import adjust
from segsim.rules.choice import logistic
from segsim.rules.means import mean_of_own
from segsim.state import Firms, Markets, Nation, State
from segsim.state.codes import Brand, Industry, Tier, market_of

CARS = market_of(Industry.AUTO, Tier.LEAD)
ELECTRONICS = market_of(Industry.IT, Tier.LEAD)
CONTRACTS = market_of(Industry.IT, Tier.FIRST)
_CLAIM = "assumed: sign Lüthje and McNally 2015"


@dataclass(frozen=True)
class Params(ParameterSet):
    """What final buyers look at, and what brands from abroad do."""

    left_out = "buyers look at size and price only"
    foreign_preference: float = lever(
        0.37, "ln price", (0.0, 1.5), "what a foreign badge is worth to buyers",
        "calibrated: Chinese badges at a quarter of sales; 44 % of cars in 2009 (evidence domestic_brand_share), "
        "at half the price of others (assumed)",
    )  # fmt: skip
    price_elasticity: float = structure(
        3.0, "elasticity", (0.5, 8.0), "of the choice of badge to price and quality", "assumed"
    )
    perceived_share: float = structure(
        0.1, "share", (0.0, 1.0), "share of a lead in log TFP that buyers see", "assumed"
    )
    perceived_own_share: float = structure(
        0.1, "share", (0.0, 2.0), "what they see beyond it of a lead from own research", "assumed"
    )
    adjustment_rate: float = structure(0.05, "1/month", (0.001, 1.0), "speed at which quality becomes known", "assumed")
    alliance: bool = lever(False, "flag", None, "independents may use joint ventures' technology and partners", _CLAIM)
    alliance_gain: float = structure(0.2, "ln price", (0.0, 1.0), "what that is worth to their buyers", "assumed")
    imported_overcapacity: float = lever(
        0.0, "share of car demand", (0.0, 0.9), "idle foreign capacity offered through joint ventures", _CLAIM
    )
    kit_discount: float = structure(
        0.4, "ln/share", (0.0, 2.0), "what joint ventures take off the price for it", "assumed"
    )
    pressure: float = structure(0.2, "ln/share", (0.0, 1.0), "fall of all car prices for it", "assumed")
    kits: float = structure(0.5, "share/share", (0.0, 1.0), "parts of joint ventures that it replaces", "assumed")
    new_energy_start: float = structure(
        -10.2, "ln odds", (-20.0, 5.0), "appeal of new-energy cars at the start",
        "calibrated: 8,159 of 18.5 million vehicles in 2011 (evidence nev_sales, vehicle_sales)",
    )  # fmt: skip
    new_energy_progress: float = lever(
        0.44, "ln odds/year", (0.0, 1.5), "growth of that appeal by better and cheaper batteries",
        "calibrated: a twentieth of sales in 2020 with subsidies and plates (evidence nev_sales)",
    )  # fmt: skip
    new_energy_price_elasticity: float = structure(
        3.0, "elasticity", (0.0, 10.0), "of its odds to the price after subsidy", "assumed: as between badges"
    )
    plate_value: float = structure(
        2.7, "ln odds", (0.0, 10.0), "odds of new energy where no other car gets a plate",
        "assumed: limits raised new-energy sales by 65 to 87 % in four cities (evidence/model.md 5.12)",
    )  # fmt: skip
    brand_share: float = lever(
        0.585, "share of price", (0.0, 0.9), "what foreign brands keep of the price of what is made by contract",
        "assumed: teardown of one telephone, 58.5 % (recalled)",
    )  # fmt: skip
    first_brand_share: float = structure(
        0.585, "share of price", (0.0, 0.9), "the same in the first month", "assumed: no change since"
    )
    squeeze: float = structure(
        0.25, "share", (0.0, 1.0), "part of a brand's gain that comes out of contract prices", "assumed"
    )
    engineering_home: float = lever(
        0.0, "share of demand", (0.0, 1.0), "engineering that foreign brands move here, over what Chinese brands sell",
        "assumed: 0, as first demand holds what was here; sign Lüthje and McNally 2015",
    )  # fmt: skip
    telecom_share: float = structure(
        0.2, "share of demand", (0.0, 1.0), "of Chinese brands' sales that telecom groups buy at the start", "assumed"
    )
    state_purchases: float = lever(
        1.0, "ratio", (0.0, 5.0), "purchases of telecom groups relative to the start", _CLAIM
    )
    export_controls: float = lever(
        0.0, "share of demand", (0.0, 0.9), "sales of Chinese brands lost for want of foreign chips and buyers",
        "assumed: 0 but for dated events",
    )  # fmt: skip
    control_lag: float = structure(
        0.004, "ln/month", (0.0, 0.05), "growth of log TFP that full export controls cost", "assumed"
    )


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.brand, Firms.log_tfp, Firms.own_innovation, Firms.quality,
        Nation.new_energy_appeal, Nation.new_energy_subsidy, Nation.plate_limit,
    ),
    writes=(
        Firms.quality, Firms.kit_share, Firms.log_tfp, Markets.extra_demand, Markets.bid_factor,
        Nation.new_energy_appeal, Nation.new_energy_share,
    ),
)  # fmt: skip
def value_brands(state: State, params: Params, moment: Moment) -> None:
    """Buyers learn what products are worth; plates, purchases and rivals abroad move demand and price."""
    firms, markets, nation = state.firms, state.markets, state.nation
    lead = np.flatnonzero(firms.alive & (firms.tier == Tier.LEAD))
    excess = params.perceived_share * over_mean(firms.log_tfp[lead], firms.market[lead])
    excess += params.perceived_own_share * over_mean(firms.own_innovation[lead], firms.market[lead])
    firms.quality[lead] = adjust(firms.quality[lead], excess, params.adjustment_rate)
    foreign = firms.brand == Brand.JOINT_VENTURE
    firms.kit_share[:] = np.where(foreign, params.kits * params.imported_overcapacity, 0.0)
    chinese = lead[firms.market[lead] == ELECTRONICS]
    firms.log_tfp[chinese] -= params.control_lag * params.export_controls

    start = moment.index <= 0  # outside things begin to move after the burn-in
    appeal = params.new_energy_start if start else nation.new_energy_appeal[0] + params.new_energy_progress / 12.0
    limit = nation.plate_limit[0]
    chosen = new_energy_choice(appeal, nation.new_energy_subsidy[0], limit, params)
    bought = chosen + (1.0 - chosen) * limit
    nation.new_energy_appeal[:], nation.new_energy_share[:] = appeal, chosen / bought
    markets.extra_demand[:], markets.bid_factor[:] = 0.0, 1.0
    markets.extra_demand[CARS] = bought - 1.0
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


def new_energy_choice(appeal: float, subsidy: float, limit: float, params: Params) -> float:
    """Share of car buyers who want a new-energy car, before any goes without a plate."""
    odds = appeal - params.new_energy_price_elasticity * np.log(1.0 - subsidy) + params.plate_value * (1.0 - limit)
    return float(logistic(odds))


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.brand, Firms.capacity, Firms.price, Firms.quality,
        Firms.customer_base,
        Nation.new_energy_share, Nation.order_size, Nation.order_price, Nation.order_noise,
    ),
    writes=(Firms.open_share,),
    essential=True,
)  # fmt: skip
def choose_makers(state: State, params: Params, moment: Moment) -> None:
    """Final buyers split their orders over makers."""
    firms = state.firms
    firms.open_share[firms.tier == Tier.LEAD] = 0.0
    nation = state.nation
    random_draw = np.exp(nation.order_noise[0] * normals(moment.key("choose_makers"), firms.rows))
    for market in (CARS, ELECTRONICS):
        rows = np.flatnonzero(firms.alive & (firms.market == market))
        if rows.size == 0:
            continue
        worth = -np.log(np.maximum(firms.price[rows], 1e-6))
        worth += 0.0 if "brands" in moment.without else firms.quality[rows]
        size, brand = firms.capacity[rows], firms.brand[rows]
        weight = firms.customer_base[rows] * size ** nation.order_size[0]
        weight *= np.exp(nation.order_price[0] * worth) * random_draw[rows]
        if "brands" in moment.without:
            firms.open_share[rows] = weight / max(weight.sum(), 1e-300)
            continue
        share = makers_shares(brand, size, worth, weight, foreign_value(params), params.price_elasticity)
        new = float(nation.new_energy_share[0]) if market == CARS else 0.0
        firms.open_share[rows] = (1.0 - new) * share + new * new_energy_shares(brand, weight)


def foreign_value(params: Params) -> float:
    """What a foreign badge is worth to buyers over a Chinese one, ln price."""
    shared = params.alliance_gain if params.alliance else 0.0
    return params.foreign_preference - shared + params.kit_discount * params.imported_overcapacity


def makers_shares(brand, size, worth, weight, foreign_value, price) -> np.ndarray:
    """Shares of makers in one market: the badge by its mean worth, the maker by weight within it; shape as `brand`."""
    foreign = brand == Brand.JOINT_VENTURE
    share = np.zeros(brand.size)
    for badge, liked in ((foreign, foreign_value), (~foreign, 0.0)):
        if badge.any():
            mean = np.average(worth[badge], weights=size[badge] + 1e-9)
            share[badge] = np.exp(price * (mean + liked)) * weight[badge] / max(weight[badge].sum(), 1e-300)
    return share / max(share.sum(), 1e-300)


def new_energy_shares(brand, weight) -> np.ndarray:
    """Shares of makers in new-energy cars: new-energy makers by weight, without any independents, or else all."""
    for kind in (Brand.NEW_ENERGY, Brand.INDEPENDENT):
        if (brand == kind).any():
            weight = np.where(brand == kind, weight, 0.0)
            break
    return weight / max(weight.sum(), 1e-300)
