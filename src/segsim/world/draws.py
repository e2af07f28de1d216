"""How are draws and whole numbers for the first month made?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.errors import InputError
from segsim.plumbing.streams import stream_key, uniforms

NEIGHBOURS = 8  # firms of like size that are dealt one hand; fewer leave less to chance; any small number would do


def random_draw(seed: int, purpose: str, n: int) -> np.ndarray:
    """Uniform numbers of one purpose, the same in every run with the same seed."""
    return uniforms(stream_key(seed, f"world/{purpose}", 0), n)


def even_draws(seed: int, purpose: str, rows: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Uniform quantiles for firms of one market, evenly spread over sizes; shape (rows,), in (0, 1).

    Firms are ranked by size and dealt quantiles by hands of NEIGHBOURS: each hand has one quantile of every eighth, in
    random order, so that large firms have the same spread as small ones in every seed (stratified sampling). `rows`
    are rows of the firm table, `size` is of shape (firms,).
    """
    shuffle, within = (random_draw(seed, f"{purpose}/{part}", size.size)[rows] for part in ("order", "within"))
    by_size = np.argsort(-size[rows], kind="stable")
    hand = np.empty(rows.size, dtype=np.int64)
    hand[by_size] = np.arange(rows.size) // NEIGHBOURS
    place = np.empty(rows.size)
    for one in range(hand.max() + 1 if rows.size else 0):
        held = np.flatnonzero(hand == one)
        rank = np.argsort(np.argsort(shuffle[held], kind="stable"), kind="stable")
        place[held] = (rank + within[held]) / held.size
    return (np.argsort(np.argsort(place, kind="stable"), kind="stable") + 0.5) / max(rows.size, 1)


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
