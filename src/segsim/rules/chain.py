"""What does a firm buy from the tier below?"""

from __future__ import annotations

import numpy as np


def tier_below(market: np.ndarray, markets: int) -> np.ndarray:
    """Row of the market that sells parts to each market: the next tier of its industry; the last has none, only a row.

    Source: order of the markets, state/codes.py.
    """
    return np.minimum(market + 1, markets - 1)


def parts_cost(parts_per_unit: np.ndarray, market: np.ndarray, price: np.ndarray) -> np.ndarray:
    """Parts in a unit at the price of the tier below, yuan a unit; shape (firms,), 0 for firms that need none.

    `price` is that of each market. Source: accounting identity.
    """
    return np.where(parts_per_unit > 0, parts_per_unit * price[tier_below(market, price.size)], 0.0)
