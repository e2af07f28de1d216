"""Who gets the orders of the tier above?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.orders.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals
from segsim.plumbing.tables import or_zero
from segsim.state import Firms, Nation, State
from segsim.state.codes import Tier


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.buyer, Firms.capacity, Firms.price, Firms.quality,
        Firms.first_weight, Firms.customer_base,
    ),
    writes=(
        Firms.linked_share, Firms.open_share, Firms.customer_base,
        Nation.order_size, Nation.order_price, Nation.order_noise,
    ),
)  # fmt: skip
def split_orders(state: State, params: Params, moment: Moment) -> None:
    """Buyers in the chain decide how they split next orders over suppliers; final buyers choose in brands."""
    firms, nation = state.firms, state.nation
    # Final buyers weigh makers as firms weigh suppliers, for want of better figures (assumed).
    nation.order_size[:], nation.order_price[:] = params.size_exponent, params.price_exponent
    nation.order_noise[:] = params.noise
    suppliers = firms.tier > Tier.LEAD
    noise = np.exp(params.noise * normals(moment.key("split_orders"), firms.rows))
    drawn_by = firms.capacity**params.size_exponent
    worth = np.exp(np.where(firms.alive, firms.quality, 0.0)) / np.maximum(firms.price, 1e-6)
    drawn_by = drawn_by * worth**params.price_exponent
    if moment.index < 0:
        known = firms.alive & (drawn_by > 0.0)
        firms.customer_base[known] = (firms.first_weight / drawn_by)[known]
    weight = or_zero(np.where(firms.alive, firms.customer_base * drawn_by * noise, 0.0))
    share = weight / np.maximum(_sum_by(firms.market, weight, 8)[firms.market], 1e-300)
    firms.open_share[suppliers] = share[suppliers]
    linked = firms.buyer >= 0
    by_buyer = _sum_by(firms.buyer[linked], weight[linked], firms.rows)
    firms.linked_share[:] = 0.0
    firms.linked_share[linked] = weight[linked] / np.maximum(by_buyer[firms.buyer[linked]], 1e-300)


def _sum_by(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    """Sums of values by group; shape (groups,)."""
    return np.bincount(group, weights=values, minlength=groups)
