"""Which owners has the state a hand in?"""

from __future__ import annotations

import numpy as np

from segsim.state.codes import STATE_LINKED

HALF = 0.5  # of the capital, from which the state has a hand in a firm: with equal halves it names the chair; assumed


def is_state_linked(owner: np.ndarray) -> np.ndarray:
    """Joint ventures and state firms, flag; shape as `owner`, which holds codes.Owner.

    As registered, which follows from whose the capital is (`has_state_hand`). Source: claim of Lüthje and McNally
    2015, that joint ventures with state groups belong to the state's own sector.
    """
    return (owner == STATE_LINKED[0]) | (owner == STATE_LINKED[1])


def has_state_hand(by_state: np.ndarray) -> np.ndarray:
    """Firms that the state has a hand in, flag; shape as `by_state`, its share of their capital, 0 to 1.

    It holds half or more: equal halves with a foreign group count as the state's. Source: as of `is_state_linked`.
    """
    return by_state >= HALF
