"""Who are the best of each group, where each group has so many places?"""

from __future__ import annotations

import numpy as np


def best_of_groups(group: np.ndarray, score: np.ndarray, places: np.ndarray) -> np.ndarray:
    """True for those with the highest scores in their group, as many as it has places; shape as `score`.

    `group` numbers the groups from 0 and `places` has one whole number for each. A score of -inf is never taken.
    """
    taken = np.zeros(score.size, dtype=np.bool_)
    able = np.flatnonzero(score > -np.inf)
    order = able[np.argsort(group[able], kind="stable")]
    ends = np.cumsum(np.bincount(group[able], minlength=places.size))
    for number in np.flatnonzero(places > 0):
        members = order[ends[number - 1] if number else 0 : ends[number]]
        n = int(places[number])
        if n < members.size:
            members = members[np.argpartition(-score[members], n - 1)[:n]]
        taken[members] = True
    return taken
