"""What do paired differences say: how large, how sure, and how many seeds would it take?

In words. Two runs with the same seed share all luck, so their difference is taken seed by seed. Of these differences:

  interval         95 % by Student's t
  effect size      mean over standard deviation of the differences (Cohen's d of a paired sample)
  chance           of a mean at least this far from zero where there is no effect, two-sided
  by Holm          the same after Holm's step-down correction for having asked several questions at once
  smallest effect  the true difference that so many seeds would have shown with 80 % power at the 5 % level
  seeds needed     for an interval whose half width is what was asked for

Choices. Where no seed differs, nothing does: effect size 0, chance 1. Where all differ by the same amount there is no
spread to judge by, and no effect size. With one seed there is a difference and no interval.
Source. Holm 1979, Scandinavian Journal of Statistics 6: 65-70.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from segsim.analysis.student import CONFIDENCE, critical, shift_shown, two_sided

FEWEST = 2  # seeds that an interval takes
ROUNDING = 1e-9  # seeds that differ by less than this share of the difference do not differ
_TABLED = 100  # seeds up to which the t of each number is looked up; beyond, its expansion is exact to a seed


@dataclass(frozen=True)
class Paired:
    """What the differences of many questions say, one entry a question."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    effect_size: np.ndarray
    chance: np.ndarray
    seeds: np.ndarray
    smallest_effect: np.ndarray
    spread: np.ndarray  # standard deviation over seeds


def paired(differences: np.ndarray) -> Paired:
    """Statistics of differences with one row a question and one column a seed; NaN where a seed has none."""
    differences = np.atleast_2d(np.asarray(differences, dtype=float))
    known = np.isfinite(differences)
    seeds = known.sum(axis=1)
    filled = np.where(known, differences, 0.0)
    mean = np.divide(filled.sum(axis=1), seeds, out=np.full(len(seeds), np.nan), where=seeds > 0)
    off = np.where(known, differences - mean[:, None], 0.0)
    enough = seeds >= FEWEST
    spread = np.full(len(seeds), np.nan)
    spread[enough] = np.sqrt((off[enough] ** 2).sum(axis=1) / (seeds[enough] - 1))
    spread[enough & (np.abs(off).max(axis=1, initial=0.0) <= ROUNDING * np.abs(filled).max(axis=1, initial=0.0))] = 0.0
    error = spread / np.sqrt(np.maximum(seeds, 1))
    half = error * _by_seeds(critical, seeds)
    still = enough & (spread == 0.0) & (mean == 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        size, t = mean / spread, mean / error
    size[still], t[still] = 0.0, 0.0
    return Paired(
        mean, mean - half, mean + half, np.where(np.isinf(size), np.nan, size), two_sided(t, seeds - 1), seeds,
        error * _by_seeds(shift_shown, seeds), spread,
    )  # fmt: skip


def _by_seeds(of_freedom: Callable[[int], float], seeds: np.ndarray) -> np.ndarray:
    """A value that depends on the number of seeds alone, looked up once for each; NaN for too few."""
    found = {int(n): of_freedom(int(n) - 1) if n >= FEWEST else np.nan for n in np.unique(seeds)}
    return np.array([found[int(n)] for n in seeds])


def mean_and_half_width(values: Sequence[float]) -> tuple[float, float]:
    """Mean over seeds and half the width of its 95 % interval; NaN where there is too little."""
    found = paired(np.asarray(values, dtype=float)[None, :])
    return float(found.mean[0]), float(found.high[0] - found.mean[0])


def holm(chances: np.ndarray) -> np.ndarray:
    """Chances corrected for the number of questions (those without a chance are not counted)."""
    chances = np.asarray(chances, dtype=float)
    known = np.flatnonzero(np.isfinite(chances))
    order = known[np.argsort(chances[known], kind="stable")]
    stepped = chances[order] * np.arange(order.size, 0, -1)
    corrected = np.full(chances.shape, np.nan)
    corrected[order] = np.minimum(np.maximum.accumulate(stepped), 1.0) if order.size else stepped
    return corrected


def seeds_needed(spread: np.ndarray, half_width: np.ndarray) -> np.ndarray:
    """Fewest seeds whose interval has at most this half width; NaN where either is unknown or no width is allowed."""
    spread, half_width = np.broadcast_arrays(np.asarray(spread, dtype=float), np.asarray(half_width, dtype=float))
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = (spread / half_width) ** 2  # smallest n / t(n)^2 that will do
    wanted = np.where(half_width > 0.0, wanted, np.nan)
    reach = np.array([n / critical(n - 1) ** 2 for n in range(FEWEST, _TABLED + 1)])
    found = FEWEST + np.searchsorted(reach, np.nan_to_num(wanted, posinf=np.inf) * (1.0 - 1e-12)).astype(float)
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2.0)
    far = z**2 * wanted + (z**2 + 1.0) / 2.0
    found = np.where(wanted > reach[-1], np.ceil(far), found)
    return np.where(np.isfinite(wanted), found, np.nan)
