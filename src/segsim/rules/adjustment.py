"""How does a stock follow what it tends to?"""

from __future__ import annotations

import numpy as np


def adjust(stock, target, rate):
    """Stock of the next month, in its own unit: a share `rate` (1/month) of the gap to the target is closed.

    Partial adjustment, and exponential smoothing where the target is what was seen last. Source: Nerlove 1958
    (recalled).
    """
    return stock + rate * (target - stock)


def adjust_or_start(stock, target, rate):
    """As `adjust`, in the unit of the stock, and the target itself where nothing stands yet (NaN). Source: as there."""
    return np.where(np.isnan(stock), target, adjust(stock, target, rate))
