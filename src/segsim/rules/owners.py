"""Which owners has the state a hand in?"""

from __future__ import annotations

import numpy as np

from segsim.state.codes import STATE_LINKED


def is_state_linked(owner: np.ndarray) -> np.ndarray:
    """Joint ventures and state firms, flag; shape as `owner`, which holds codes.Owner.

    Source: claim of Lüthje and McNally 2015, that joint ventures with state groups belong to the state's own sector.
    """
    return (owner == STATE_LINKED[0]) | (owner == STATE_LINKED[1])
