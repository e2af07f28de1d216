"""Which badge and which maker do final buyers choose?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.brands.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals
from segsim.state import Firms, Nation, State
from segsim.state.codes import Brand, Industry, Tier, market_of

CARS = market_of(Industry.AUTO, Tier.LEAD)
ELECTRONICS = market_of(Industry.IT, Tier.LEAD)


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
    return params.foreign_preference + params.kit_discount * params.imported_overcapacity


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
