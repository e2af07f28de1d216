"""What is the mean over those who belong together?"""

from __future__ import annotations

import numpy as np


def mean_by(group: np.ndarray, values: np.ndarray, weights: np.ndarray, groups: int) -> np.ndarray:
    """Weighted mean of the values in each group, in the unit of the values; shape (groups,), NaN without any weight.

    `group` numbers the groups from 0; values and weights have its shape. What has no weight may be NaN. Source:
    definition of the weighted mean.
    """
    total = np.bincount(group, weights=weights, minlength=groups)
    whole = np.bincount(group, weights=weights * np.where(weights > 0, values, 0.0), minlength=groups)
    return np.divide(whole, total, out=np.full(total.size, np.nan), where=total > 0)


def mean_of_own(group: np.ndarray, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """As `mean_by`, given back to each row: the mean of its own group, in the unit of the values; shape as `values`.

    Source: as there.
    """
    return mean_by(group, values, weights, 0)[group]


def mean_of_people(total: np.ndarray, employment: np.ndarray) -> np.ndarray:
    """Mean over a firm's people of what they sum to; shape (firms,), 1 (the mean of all people) where it has nobody.

    Of skill and of taste for overtime, both ratios whose mean over all people is one. Source: definition of the mean.
    """
    return np.where(employment > 0, total / np.maximum(employment, 1), 1.0)
