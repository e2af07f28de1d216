"""What can who pays really pay, and what does a firm sell?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import or_zero


def payable_share(money, due):
    """Share of what is due, yuan, that the money at hand, yuan, suffices for: 0 with an empty or overdrawn till.

    Source: accounting identity; nobody pays more than there is.
    """
    return np.minimum(1.0, np.maximum(money, 0.0) / np.maximum(due, 1e-9))


def expected_sales(alive: np.ndarray, price: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """A month's sales at the demand that a firm expects, yuan a month; shape (firms,), 0 for empty rows.

    Source: accounting identity.
    """
    return np.where(alive, or_zero(price * demand), 0.0)
