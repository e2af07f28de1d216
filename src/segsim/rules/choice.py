"""How likely is each of several things to be chosen?"""

from __future__ import annotations

import numpy as np


def logistic(odds):
    """Probability whose log odds are `odds`. Source: McFadden 1974 (recalled), binary logit."""
    return 1.0 / (1.0 + np.exp(-odds))


def logit_weights(worth: np.ndarray, taste: float) -> np.ndarray:
    """Weights in proportion to the chance of each column of a row, by logit; `taste` is the scale, in units of worth.

    Shape as `worth`; the best of each row has weight 1. Source: McFadden 1974 (recalled), multinomial logit.
    """
    return np.exp((worth - worth.max(axis=1, keepdims=True)) / taste)
