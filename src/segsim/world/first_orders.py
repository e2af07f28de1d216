"""How many orders reach each firm of the first month, and how many people does it need for them?

Final buyers and buyers of parts split what they want by the sizes of firms. Orders run down the tiers by the chain's
input shares, linked parts to a buyer's own suppliers, the rest over the market; so a firm's size and its orders agree
from the start.
"""

from __future__ import annotations

import numpy as np

from segsim.state import Firms
from segsim.state.codes import TIERS, Brand, market_of
from segsim.world.chains import Chains


def first_shares(firms: Firms, size: np.ndarray) -> None:
    """Shares by size: of open orders and accounts within a market, of linked orders among a buyer's suppliers."""
    linked = np.flatnonzero(firms.buyer >= 0)
    of_market = np.bincount(firms.market, weights=size, minlength=8)
    firms.open_share[:] = size / np.maximum(of_market[firms.market], 1e-9)
    firms.account_share[:] = np.where(firms.brand == Brand.FOREIGN, firms.open_share, 0.0)
    firms.linked_share[:] = 0.0
    of_buyer = np.bincount(firms.buyer[linked], weights=size[linked], minlength=firms.rows)
    firms.linked_share[linked] = size[linked] / np.maximum(of_buyer[firms.buyer[linked]], 1e-9)


def first_orders(firms: Firms, chains: Chains, final: np.ndarray, linked_part: float) -> np.ndarray:
    """Orders of each firm, units a month, shape (firms,), at a final demand of `final` by market, shape (8,).

    linked_part: share of a buyer's parts that goes to its own suppliers, where it has any.
    """
    orders = final[firms.market] * firms.open_share
    linked = firms.buyer >= 0
    has_own = np.zeros(firms.rows, dtype=bool)
    has_own[firms.buyer[linked]] = True
    for industry in (0, 1):
        for tier in range(1, TIERS):
            above, here = market_of(industry, tier - 1), firms.market == market_of(industry, tier)
            wanted = np.where(firms.market == above, chains.parts[above] * orders, 0.0)
            by_link = np.where(has_own, linked_part * wanted, 0.0)
            orders[here] += ((wanted - by_link).sum() * firms.open_share)[here]
            orders[here] += (by_link[np.maximum(firms.buyer, 0)] * firms.linked_share * linked)[here]
    return orders
