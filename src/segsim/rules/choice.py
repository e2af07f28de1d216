"""How likely is each of several things to be chosen?"""

from __future__ import annotations

import numpy as np


def logistic(odds):
    """Probability whose log odds are `odds`. Source: McFadden 1974 (recalled), binary logit."""
    return 1.0 / (1.0 + np.exp(-odds))


def logit_weights(value: np.ndarray, scale: float) -> np.ndarray:
    """Weights in proportion to the probability of each column of a row, by logit; `scale` is in units of the value.

    Shape as `value`; the best of each row has weight 1. Source: McFadden 1974 (recalled), multinomial logit.
    """
    return np.exp((value - value.max(axis=1, keepdims=True)) / scale)
