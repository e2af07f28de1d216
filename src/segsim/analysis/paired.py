"""What do paired differences say: how large, how sure, and how many seeds would it take?

In words. Two runs with the same seed share all random draws, so their difference is taken seed by seed. Of these
differences:

  interval                   95 % by Student's t
  effect size                mean over standard deviation of the differences (Cohen's d of a paired sample)
  p-value                    of the paired t-test against no effect, two-sided
  minimum detectable effect  true difference that so many seeds would have shown with 80 % power at the 5 % level
  sample size                seeds that show an effect as large as the one found with that power, before any correction
                             for several questions; or seeds whose interval has the margin of error asked for

Choices. Where no seed differs, nothing does: effect size 0, p-value 1. Where all differ by the same amount there is no
spread to judge by, and no effect size. With one seed there is a difference and no interval. Which differences are then
called clear: verdict.py.
Source. Beyond 100 seeds, those that show an effect: Guenther 1981, The American Statistician 35: 243-244.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from segsim.analysis.student import CONFIDENCE, POWER, critical, detectable_shift, two_sided_p_value

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
    p_value: np.ndarray
    seeds: np.ndarray
    minimum_detectable_effect: np.ndarray
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
        mean, mean - half, mean + half, np.where(np.isinf(size), np.nan, size), two_sided_p_value(t, seeds - 1), seeds,
        error * _by_seeds(detectable_shift, seeds), spread,
    )  # fmt: skip


def _by_seeds(of_freedom: Callable[[int], float], seeds: np.ndarray) -> np.ndarray:
    """A value that depends on the number of seeds alone, looked up once for each; NaN for too few."""
    found = {int(n): of_freedom(int(n) - 1) if n >= FEWEST else np.nan for n in np.unique(seeds)}
    return np.array([found[int(n)] for n in seeds])


def mean_and_margin(values: Sequence[float]) -> tuple[float, float]:
    """Mean over seeds and its margin of error (95 %); NaN where there is too little."""
    found = paired(np.asarray(values, dtype=float)[None, :])
    return float(found.mean[0]), float(found.high[0] - found.mean[0])


def seeds_for_precision(spread: np.ndarray, margin_of_error: np.ndarray) -> np.ndarray:
    """Fewest seeds with at most this margin of error; NaN where either is unknown or no width is allowed."""
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2.0)
    return _fewest(spread, margin_of_error, critical, z, (z**2 + 1.0) / 2.0)


def seeds_for_effect(spread: np.ndarray, effect: np.ndarray) -> np.ndarray:
    """Fewest seeds that show a true difference of this size with 80 % power; NaN where it is unknown or nothing."""
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2.0)
    return _fewest(spread, np.abs(effect), detectable_shift, z + NormalDist().inv_cdf(POWER), z**2 / 2.0)


def _fewest(
    spread: np.ndarray, within: np.ndarray, errors: Callable[[int], float], far: float, more: float
) -> np.ndarray:  # fmt: skip
    """Fewest seeds of which so many standard errors (by degrees of freedom) are at most `within`.

    Beyond the table their number is `far` for any seeds, and `more` seeds make up for the estimated spread.
    """
    spread, within = np.broadcast_arrays(np.asarray(spread, dtype=float), np.asarray(within, dtype=float))
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = (spread / within) ** 2  # smallest n / errors(n)^2 that will do
    wanted = np.where(within > 0.0, wanted, np.nan)
    reach = np.array([n / errors(n - 1) ** 2 for n in range(FEWEST, _TABLED + 1)])
    found = FEWEST + np.searchsorted(reach, np.nan_to_num(wanted, posinf=np.inf) * (1.0 - 1e-12)).astype(float)
    found = np.where(wanted > reach[-1], np.ceil(far**2 * wanted + more), found)
    return np.where(np.isfinite(wanted), found, np.nan)
