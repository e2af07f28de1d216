"""Which badge and which maker do final buyers choose, at home and for foreign brands?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.brands.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals
from segsim.rules.adjustment import adjust
from segsim.rules.clusters import clustered
from segsim.state import Firms, Nation, State
from segsim.state.codes import Brand, Industry, Tier, market_of

CARS = market_of(Industry.AUTO, Tier.LEAD)
ELECTRONICS = market_of(Industry.IT, Tier.LEAD)


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.brand, Firms.capacity, Firms.price, Firms.quality,
        Firms.customer_base, Firms.city, Firms.industry, Firms.employment, Firms.connection, Firms.account_share,
        Firms.first_weight, Firms.open_share, Nation.anti_corruption,
        Nation.new_energy_share, Nation.order_size, Nation.order_price, Nation.order_noise,
    ),
    writes=(Firms.open_share, Firms.account_share),
    essential=True,
)  # fmt: skip
def choose_makers(state: State, params: Params, moment: Moment) -> None:
    """Final buyers split their orders over makers, and foreign brands keep their accounts with contract makers."""
    firms = state.firms
    _keep_accounts(firms, params, moment)
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
        share = (1.0 - new) * share + new * new_energy_shares(brand, weight)
        if market == ELECTRONICS:
            near = clustered(firms.city, firms.industry, firms.employment * firms.alive)[rows]
            ties = tie(firms.connection[rows], near, float(nation.anti_corruption[0]), params.local_tie)
            bought = purchased_part(params)
            share = (1.0 - bought) * share + bought * part_of(weight * ties)
        firms.open_share[rows] = share


def _keep_accounts(firms: Firms, params: Params, moment: Moment) -> None:
    """Standing orders of foreign brands follow slowly what they would place anew; until the first month they stand."""
    makes = firms.alive & (firms.brand == Brand.FOREIGN)
    if moment.index < 0:
        firms.account_share[:] = part_of(np.where(makes, firms.first_weight, 0.0))
        return
    anew = part_of(np.where(makes, firms.open_share, 0.0))
    firms.account_share[:] = kept_accounts(np.where(makes, firms.account_share, 0.0), anew, params.account_rate)


def kept_accounts(account, anew, rate):
    """Share of each maker in standing orders, sum one: of those that are left it moves to what would be placed anew."""
    left = part_of(account)
    return adjust(left if left.any() else anew, anew, rate)


def purchased_part(params: Params) -> float:
    """Part of what is sold of Chinese brands of electronics that the state and its telecom groups buy, 0 to 1."""
    bought = params.telecom_share * params.state_purchases
    return bought / max(1.0 - params.telecom_share + bought, 1e-300)


def tie(connection, near, anti_corruption, strength):
    """Weight of a brand in state purchases over that of one without ties: to officials of a city that has a cluster."""
    return np.exp(strength * (1.0 - anti_corruption) * connection * (1.0 + near))


def part_of(weight: np.ndarray) -> np.ndarray:
    """Each one's part of the whole; shape as `weight`, 0 where nobody weighs anything."""
    return weight / (float(weight.sum()) or 1.0)


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
