"""Student's t: quantiles, two-sided p-values, and the power of a paired test.

In words. The power of a test against a true effect of `shift` standard errors is worked out over the spread of the
estimated standard error, not read off the normal curve: with two or three seeds the difference is large. (Scipy's
noncentral t, which would say the same, is NaN with two seeds and a shift of 8.) Listings read this file and ask for no
number: scipy is imported when one is asked for.
"""

from __future__ import annotations

from functools import cache

import numpy as np

CONFIDENCE = 0.95  # of every interval; tests are two-sided at what is left
POWER = 0.8  # with which an effect has to show for the seeds to be called enough; the usual choice (Cohen 1988)
FARTHEST = 5.0  # critical values of t: an effect so large shows almost surely, even with two seeds
_NODES = 1001


def two_sided_p_value(t: np.ndarray | float, freedom: np.ndarray | float) -> np.ndarray:
    """Probability of a t at least this far from zero, on either side, at so many degrees of freedom; NaN stays NaN."""
    from scipy.special import stdtr

    freedom = np.asarray(freedom, dtype=float)
    return 2.0 * stdtr(np.where(freedom > 0.0, freedom, np.nan), -np.abs(np.asarray(t, dtype=float)))


@cache
def quantile(freedom: int, below: float) -> float:
    """The t below which this share of the distribution lies."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, below))


def critical(freedom: int) -> float:
    """Half the width of a 95 % interval in standard errors."""
    return quantile(freedom, 0.5 + CONFIDENCE / 2.0)


def power(shift: float, freedom: int) -> float:
    """Power: probability that the interval leaves zero out when the true effect is `shift` standard errors."""
    from scipy.special import ndtr
    from scipy.stats import chi

    # s / sigma has the density of a chi divided by the root of its degrees of freedom
    ratio = (np.arange(_NODES) + 0.5) / _NODES * (1.0 + 12.0 / np.sqrt(freedom))
    weight = chi.pdf(ratio, freedom, scale=1.0 / np.sqrt(freedom))
    bar = critical(freedom) * ratio
    return float(np.sum(weight * (ndtr(shift - bar) + ndtr(-bar - shift))) / np.sum(weight))


@cache
def detectable_shift(freedom: int) -> float:
    """Smallest true effect, in standard errors, that shows with the power asked for."""
    from scipy.optimize import brentq

    return float(brentq(lambda shift: power(shift, freedom) - POWER, 0.0, FARTHEST * critical(freedom)))
