"""How are draws and whole numbers for the first month made?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.errors import InputError
from segsim.plumbing.streams import stream_key, uniforms


def random_draw(seed: int, purpose: str, n: int) -> np.ndarray:
    """Uniform numbers of one purpose, the same in every run with the same seed."""
    return uniforms(stream_key(seed, f"world/{purpose}", 0), n)


def apportion(weights: np.ndarray, total: int, least: int) -> np.ndarray:
    """Whole numbers in proportion to weights that sum to `total` (largest remainders), none under `least`."""
    if total < least * weights.size:
        raise InputError(
            f"{total} cannot be split over {weights.size}: the world is too small (world.workers, world.firms)"
        )
    exact = weights / weights.sum() * (total - least * weights.size)
    whole = np.floor(exact).astype(np.int64)
    rest = total - least * weights.size - whole.sum()
    whole[np.argsort(-(exact - whole), kind="stable")[:rest]] += 1
    return whole + least
