"""Are there two wage regimes when nobody says which job is in which? A switching regression with unknown regimes.

An exercise after Dickens and Lang 1985, and no test: BIC prefers two regimes in worlds where all tiers are equal, too,
since a minimum wage and unpaid overtime make a tight second component anywhere. What tells the worlds apart is whether
the regimes are the segments (AUC of the posterior against the true core) and whether hukou decides who is in which.

  ln pay an hour = X b_r + s_r e,  e standard normal     X: one, ln skill, years with the employer, urban hukou
  P(primary)     = 1 / (1 + exp(-Z g))                   Z: one, ln skill, urban hukou

Both equations are free; the one with the higher return to skill is called primary. The theory says that the other one
is flat, and that hukou matters in the switching equation at equal skill (a barrier to entry). Estimated by EM from
three starts; the best likelihood counts, and how many starts reach it is said.

Sources. Dickens and Lang 1985, AER 75: 792-805 (abstract of NBER working paper 1314 read): two wage equations, one
with and one without returns to human capital, and confinement of some groups to the second. The logit for the regime
is ours. EM: Dempster, Laird and Rubin 1977, JRSS B 39: 1-38 (recalled). Standard error of g: outer product of the
scores, which takes jobs as independent (recalled).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_JOBS = 8000
STARTS = 3
ITERATIONS, TOLERANCE = 2000, 1e-7  # of EM; gain of log likelihood a job at which it ends
SAME = 1e-3  # log likelihood a job within which two starts have found the same maximum
LEAST_SPREAD = 0.02  # of either regime's residual, over that of one regime: a tighter one would be a single wage
SKILL, URBAN_IN_SWITCH = 1, 2


@dataclass(frozen=True)
class Regimes:
    """What was found. Index 0 is the primary regime."""

    wage: np.ndarray  # coefficients of X, shape (2, 4)
    spread: np.ndarray  # standard deviation of the residual, shape (2,)
    switch: np.ndarray  # coefficients of Z
    posterior: np.ndarray  # probability of each job to be in the primary regime
    likelihood: float
    bic_gain: float  # BIC of one regime less that of two: above 0 two are preferred
    agreeing: int  # starts that reach this likelihood
    urban_error: float  # standard error of urban hukou in the switching equation

    @property
    def returns(self) -> tuple[float, float]:
        """Return to skill in the primary and in the secondary regime."""
        return float(self.wage[0, SKILL]), float(self.wage[1, SKILL])


def two_regimes(pay: np.ndarray, wage: np.ndarray, switch: np.ndarray, seed: int = 1) -> Regimes:
    """Fit both regimes. pay: ln pay an hour; wage, switch: X and Z, with ln skill in column SKILL.

    The starts know pay and not the segments: by pay, by pay at equal X, and at random.
    """
    n = pay.size
    coefficients = np.linalg.lstsq(wage, pay, rcond=None)[0]
    residual = pay - wage @ coefficients
    spread = float(residual.std())
    floor = LEAST_SPREAD * spread
    firsts = (
        np.where(pay > np.median(pay), 0.8, 0.2),
        np.where(residual > np.median(residual), 0.8, 0.2),
        np.random.default_rng(seed).uniform(0.2, 0.8, n),
    )
    found = [_climb(pay, wage, switch, first, floor) for first in firsts[:STARTS]]
    best = max(found, key=lambda one: one[-1])
    b, s, g, posterior, likelihood = best
    if b[1, SKILL] > b[0, SKILL]:
        b, s, g, posterior = b[::-1], s[::-1], -g, 1.0 - posterior
    one_regime = -0.5 * n * (np.log(2.0 * np.pi * spread**2) + 1.0)
    one, two = wage.shape[1] + 1, 2 * (wage.shape[1] + 1) + switch.shape[1]
    gain = 2.0 * (likelihood - one_regime) - (two - one) * np.log(n)
    agreeing = sum(likelihood - other[-1] < SAME * n for other in found)
    error = _error_of_urban(pay, wage, switch, (b, s, g, posterior))
    return Regimes(b, s, g, posterior, likelihood, float(gain), agreeing, error)


def _climb(pay, wage, switch, posterior, floor):
    """EM from these probabilities: coefficients, spreads, switch, posterior, log likelihood."""
    g = np.zeros(switch.shape[1])
    before = -np.inf
    for _ in range(ITERATIONS):
        b, s = (np.array(part) for part in zip(*(_weighted(pay, wage, w, floor) for w in (posterior, 1.0 - posterior)),
                                               strict=True))  # fmt: skip
        g = _logit(posterior, switch, g)
        index = switch @ g
        log_density = -0.5 * ((pay[:, None] - wage @ b.T) / s) ** 2 - np.log(s) - 0.5 * np.log(2.0 * np.pi)
        log_prior = np.stack([-np.logaddexp(0.0, -index), -np.logaddexp(0.0, index)], axis=1)
        joint = log_density + log_prior
        total = np.logaddexp(joint[:, 0], joint[:, 1])
        posterior, likelihood = np.exp(joint[:, 0] - total), float(total.sum())
        if likelihood - before < TOLERANCE * pay.size:
            break
        before = likelihood
    return b, s, g, posterior, likelihood


def _weighted(pay, wage, weight, floor):
    """Weighted least squares: coefficients and the residual's standard deviation."""
    crossed = wage.T * weight
    b = np.linalg.solve(crossed @ wage + 1e-9 * np.eye(wage.shape[1]), crossed @ pay)
    return b, max(float(np.sqrt(np.average((pay - wage @ b) ** 2, weights=weight + 1e-12))), floor)


def _logit(share, switch, g):
    """Two Newton steps towards the logit of these shares; more would change nothing but time."""
    for _ in range(2):
        p = 1.0 / (1.0 + np.exp(-np.clip(switch @ g, -30.0, 30.0)))
        information = (switch.T * (p * (1.0 - p))) @ switch + 1e-6 * np.eye(g.size)
        step = np.linalg.solve(information, switch.T @ (share - p) - 1e-6 * g)
        g = g + np.clip(step, -2.0, 2.0)
    return g


def _error_of_urban(pay, wage, switch, fitted) -> float:
    b, s, g, posterior = fitted
    p = 1.0 / (1.0 + np.exp(-np.clip(switch @ g, -30.0, 30.0)))
    parts = []
    for r, weight in enumerate((posterior, 1.0 - posterior)):
        e = (pay - wage @ b[r]) / s[r]
        parts += [(weight * e / s[r])[:, None] * wage, (weight * (e**2 - 1.0) / s[r])[:, None]]
    scores = np.hstack([*parts, (posterior - p)[:, None] * switch])
    at = scores.shape[1] - switch.shape[1] + URBAN_IN_SWITCH
    return float(np.sqrt(np.linalg.pinv(scores.T @ scores)[at, at]))


def auc(score: np.ndarray, true: np.ndarray) -> float:
    """Probability that a job that is in has a higher score than one that is not, ties half; NaN without both."""
    from scipy.stats import rankdata

    inside = int(true.sum())
    outside = true.size - inside
    if not inside or not outside:
        return float("nan")
    ranks = rankdata(score)
    return float((ranks[true].sum() - inside * (inside + 1) / 2.0) / (inside * outside))
