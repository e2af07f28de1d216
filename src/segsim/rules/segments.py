"""How is a number of each segment given to firms?"""

from __future__ import annotations

import numpy as np

from segsim.state.codes import segment_of


def by_segment(industry: np.ndarray, tier: np.ndarray, core: float, contract: float, other: float) -> np.ndarray:
    """The number of each firm's segment, in its own unit: core, contract manufacturers, all others; shape as `tier`.

    `industry` and `tier` hold codes. Source: segments of Lüthje and McNally 2015 (state/codes.py).
    """
    return np.array([core, contract, other, other])[segment_of(industry, tier)]  # in the order of codes.Segment
