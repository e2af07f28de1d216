"""Student's t without tables: quantiles, two-sided chances, and the power of a paired test.

In words. The chance of |t| or more is an incomplete beta function, which a continued fraction gives to all digits
(DLMF 8.17.22, evaluated by Lentz's method). A quantile by Newton's method. The power of a test against a
true effect of `shift` standard errors is worked out over the spread of the estimated standard error (a chi
distribution), not read off the normal curve: with two or three seeds the difference is large.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np

CONFIDENCE = 0.95  # of every interval; tests are two-sided at what is left
POWER = 0.8  # chance with which an effect has to show for the seeds to be called enough; the usual choice (Cohen 1988)
_TINY, _TURNS, _STEPS, _NODES = 1e-300, 500, 30, 1001


def two_sided(t: np.ndarray | float, freedom: np.ndarray | float) -> np.ndarray:
    """Chance of a t at least this far from zero, on either side, with so many degrees of freedom; NaN stays NaN."""
    t, freedom = np.broadcast_arrays(np.asarray(t, dtype=float), np.asarray(freedom, dtype=float))
    chance = np.full(t.shape, np.nan)
    known = ~np.isnan(t) & (freedom > 0)
    with np.errstate(over="ignore"):
        beyond = freedom[known] / (freedom[known] + t[known] ** 2)
    chance[known] = _incomplete_beta(beyond, freedom[known] / 2.0)
    return chance


@cache
def quantile(freedom: int, below: float) -> float:
    """The t below which this share of the distribution lies; `below` from a half to 1."""
    t = _near(freedom, below)
    for _ in range(_STEPS):  # Newton in the logarithm of the tail, which is nearly straight
        tail = float(two_sided(t, freedom)) / 2.0
        step = tail * math.log(tail / (1.0 - below)) / _density(t, freedom)
        t += step
        if abs(step) <= 1e-13 * t:
            break
    return t


def _near(freedom: int, below: float) -> float:
    """A first guess: exact with one and two degrees of freedom, else the expansion about the normal (A&S 26.7.5)."""
    if freedom == 1:
        return math.tan(math.pi * (below - 0.5))
    if freedom == 2:
        return (2.0 * below - 1.0) * math.sqrt(2.0 / (4.0 * below * (1.0 - below)))
    z = NormalDist().inv_cdf(below)
    return z + (z**3 + z) / (4.0 * freedom) + (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / (96.0 * freedom**2)


def _density(t: float, freedom: int) -> float:
    front = math.lgamma((freedom + 1.0) / 2.0) - math.lgamma(freedom / 2.0) - 0.5 * math.log(freedom * math.pi)
    return math.exp(front - (freedom + 1.0) / 2.0 * math.log1p(t * t / freedom))


def critical(freedom: int) -> float:
    """Half the width of a 95 % interval in standard errors."""
    return quantile(freedom, 0.5 + CONFIDENCE / 2.0)


def power(shift: float, freedom: int) -> float:
    """Chance that the interval leaves zero out when the true effect is `shift` standard errors."""
    # s / sigma has the density of a chi divided by the root of its degrees of freedom
    ratio = (np.arange(_NODES) + 0.5) / _NODES * (1.0 + 12.0 / math.sqrt(freedom))
    log_density = (
        math.log(2.0) + freedom / 2.0 * math.log(freedom / 2.0) - math.lgamma(freedom / 2.0)
        + (freedom - 1.0) * np.log(ratio) - freedom * ratio**2 / 2.0
    )  # fmt: skip
    weight = np.exp(log_density)
    bar = critical(freedom) * ratio
    shown = _normal_above(bar - shift) + _normal_above(bar + shift)
    return float(np.sum(weight * shown) / np.sum(weight))


@cache
def shift_shown(freedom: int) -> float:
    """Smallest true effect, in standard errors, that shows with the power asked for."""
    low, high = 0.0, 2.0
    while power(high, freedom) < POWER:
        high *= 2.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if power(middle, freedom) < POWER else (low, middle)
    return 0.5 * (low + high)


def _normal_above(z: np.ndarray) -> np.ndarray:
    return 0.5 * np.array([math.erfc(value / math.sqrt(2.0)) for value in z])


def _incomplete_beta(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Regularised incomplete beta I_x(a, 1/2)."""
    turn = x > (a + 1.0) / (a + 2.5)  # the fraction converges fast on the other side
    with np.errstate(divide="ignore"):
        front = np.exp(_log_beta(a) + a * np.log(x) + 0.5 * np.log1p(-x))
    plain = front * _fraction(np.where(turn, 0.0, x), a, np.full_like(a, 0.5)) / a
    other = 1.0 - front * _fraction(np.where(turn, 1.0 - x, 0.0), np.full_like(a, 0.5), a) / 0.5
    return np.where(turn, other, plain)


def _log_beta(a: np.ndarray) -> np.ndarray:
    """Log of 1 / B(a, 1/2)."""
    known = {value: math.lgamma(value + 0.5) - math.lgamma(value) - math.lgamma(0.5) for value in set(a.ravel())}
    return np.array([known[value] for value in a.ravel()]).reshape(a.shape)


def _fraction(x: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The continued fraction of the incomplete beta, by Lentz."""
    over, under = np.ones_like(x), 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    found = under.copy()
    for m in range(1, _TURNS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            under = 1.0 / _away(1.0 + step * under)
            over = _away(1.0 + step / over)
            found = found * over * under
        if np.all(np.abs(over * under - 1.0) < 1e-15):
            break
    return found


def _away(value: np.ndarray) -> np.ndarray:
    return np.where(np.abs(value) < _TINY, _TINY, value)
