"""Which basic labour standards does a job miss? Every job of a month, counted by the Alkire-Foster method.

Ten yes-or-no deprivations in five dimensions that the law names. Not all are breaches: low pay, a short tenure, a
week of 60 hours and work through an agency are lawful, and worse than what the law aims at. Each dimension weighs a
fifth, each deprivation an equal part of its dimension; overtime pay and arrears are one: either will do.

  pay            lawful_pay    E < P (1 + M o / S) e         less than a minimum-wage worker must get for these hours
                 low_pay       E / ((S + o) e) < 2/3 of the median of E / (S + o)
  working time   overtime_cap  o > cap                       long_week   40 (1 + o / S) > 60
  overtime pay   overtime_rate o > .5 and overtime pay < 1.5 / 1.75 M (B / S) o            arrears   owed > 1 yuan
  contract       contract      none in writing, or through an agency    tenure   under 12 months
  insurance      pension       none                                     injury   none

  E pay of the month, B base pay of a month without strike (strike days are no violation), o overtime, S standard hours,
  M the law's mean overtime multiple, P the published minimum wage: a policy that freezes the minimum lifts nobody by
  lowering the bar. e is the pace of work (Firms.effort, 1 as usual): who must do more in an hour works more
  norm-hours, so it divides pay. The law says so of piece rates alone (Labour Law article 37); all else is our reading.

  c = weighted share of dimensions missed, 0 to 1;  decent c < 1/3;  multiply deprived c >= 1/2 (k)
  H = share multiply deprived;  A = mean c of these;  M0 = H A

The plant's technology is a gap and not a level: k_j = capital a head (and pace), over that of its industry in the same
month; m = 0 up to 2/3 of it, 1 from 3/2 on, logarithmic between. Jobs are counted by the pattern of their deprivations
and with the m of their plant (`Counted.joint`): every share is linear in these counts, so that k, weights and
dimensions can be changed afterwards without an error. For other lines there is the yearly sample (recorder.py).

Sources. Counting, k and decomposition: Alkire and Foster 2011, Journal of Public Economics 95: 476-487 (abstract
read). Of jobs, by this method: Sehnbruch et al. 2020, World Development 127: 104738 (three dimensions: income,
security, conditions); González et al. 2021, Social Indicators Research 158: 107-141 (four); Hovhannisyan et al. 2022,
World Bank WP 10134 (income, benefits, stability, conditions in 40 countries) (abstracts read). Of poverty among
China's migrants: Chen and Tang 2023, Sustainability 15: 8301. Contract in writing: Labour Law articles 16 and 19,
from 2008 Labour Contract Law article 10; work through an agency: its article 66, which allows it in temporary,
auxiliary or substitute jobs. The week of 40 hours: State Council Decree 174. Pension: Decree 259 (1999), Social
Insurance Law 2011 article 10. Injury: Decree 375 (2004) article 2. Lines: cutoffs.py, each with its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import HUKOU, INDUSTRIES, TIERS_
from segsim.indicators.plant_capital import capital_gap, modern_part, pace
from segsim.plumbing.kernels import FIRM_CHUNKS, parallel_kernel, prange
from segsim.state import State


class Deprivation(IntEnum):
    """What a job may miss: the bits of its pattern."""

    LAWFUL_PAY = 0
    LOW_PAY = 1
    OVERTIME_CAP = 2
    LONG_WEEK = 3
    OVERTIME_RATE = 4
    ARREARS = 5
    CONTRACT = 6
    TENURE = 7
    PENSION = 8
    INJURY = 9


class Dimension(IntEnum):
    """What the law protects."""

    PAY = 0
    WORKING_TIME = 1
    OVERTIME_PAY = 2
    CONTRACT = 3
    INSURANCE = 4


PATTERNS = 1 << len(Deprivation)
MANY = 200_000  # jobs from which threads are worth their tables
ROUNDING = 0.999  # a gap smaller than this share is float32 rounding
LEAST_OVERTIME = 0.5  # hours a month under which overtime pay is not asked for
STATUTORY_WEEK = 40.0  # hours; State Council decree 1995
MEAN_MULTIPLE = 1.75  # of the law's 150, 200 and 300 %, by which Nation.overtime_multiple is measured
PAID = 99.0  # overtime pay over the hourly wage where there is no overtime
TERMS = (
    "pay_over_law", "pay_over_median", "overtime_over_cap", "week", "overtime_paid", "arrears", "tenure",
    "no_contract", "no_pension", "no_injury",
)  # fmt: skip
_BITS = (np.arange(PATTERNS)[:, None] >> np.arange(len(Deprivation))) & 1


@cache
def dimensions_missed() -> np.ndarray:
    """How far each pattern misses each dimension: 0, 1/2 or 1; shape (patterns, dimensions)."""
    bit = {one: _BITS[:, one].astype(float) for one in Deprivation}
    one = Deprivation
    return np.stack(
        [
            0.5 * (bit[one.LAWFUL_PAY] + bit[one.LOW_PAY]),
            0.5 * (bit[one.OVERTIME_CAP] + bit[one.LONG_WEEK]),
            np.maximum(bit[one.OVERTIME_RATE], bit[one.ARREARS]),
            0.5 * (bit[one.CONTRACT] + bit[one.TENURE]),
            0.5 * (bit[one.PENSION] + bit[one.INJURY]),
        ],
        axis=1,
    )


def weights(cutoffs: Cutoffs) -> np.ndarray:
    """Weights of the dimensions, which add to 1; equal where all are 0."""
    given = np.array([getattr(cutoffs, f"{one.name.lower()}_weight") for one in Dimension])
    return given / given.sum() if given.sum() > 0.0 else np.full(len(Dimension), 1.0 / len(Dimension))


@cache
def scores(cutoffs: Cutoffs) -> np.ndarray:
    """Deprivation score c of each pattern, rounded so that tenths are tenths; shape (patterns,)."""
    return np.round(dimensions_missed() @ weights(cutoffs), 9)


@cache
def kinds(cutoffs: Cutoffs) -> Mapping[str, np.ndarray]:
    """What a job of each pattern adds to each sum over jobs (job_counts.py); each of shape (patterns,)."""
    missed, score = dimensions_missed(), scores(cutoffs)
    deprived = (score >= cutoffs.k - 1e-9).astype(float)
    decent = (score < cutoffs.decent - 1e-9) * (1.0 - deprived)
    found = {"decent": decent, "deprived": deprived, "score": score, "censored": deprived * score}
    for one, weight in zip(Dimension, weights(cutoffs), strict=True):
        found[f"missed_{one.name.lower()}"] = (missed[:, one] > 0.0).astype(float)
        found[f"censored_{one.name.lower()}"] = deprived * missed[:, one] * weight
    return found


@dataclass(frozen=True)
class Counted:
    """The jobs of a month: sums by cell, joint counts of patterns, and what holds at each firm."""

    sums: np.ndarray  # shape (cells x hukou, kinds and of them decent and deprived times m)
    joint: np.ndarray  # jobs, and jobs times m, by pattern; shape (industries x tiers x hukou, patterns, 2)
    score: np.ndarray  # mean score of each firm's jobs; NaN where nobody works
    deprived: np.ndarray  # multiply deprived jobs of each firm
    decent: np.ndarray
    modern: np.ndarray  # m of each firm


def terms_of(state: State, hours_lost: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """What the lines are laid against, for workers of these rows, who have a job; float32, shape (terms, rows).

    hours_lost: share of the month that strikes took, by firm. The median is over the jobs of these rows.
    """
    workers, nation = state.workers, state.nation
    law = np.array([nation.standard_hours[0], nation.overtime_cap[0], nation.overtime_multiple[0]], dtype=np.float64)
    published = state.cities.published_minimum[state.firms.city]
    at_firm = np.stack([published, pace(state), 1.0 / np.maximum(1.0 - hours_lost, 1e-6)], axis=1)
    found = np.empty((len(TERMS), rows.size), np.float32)
    _fill_terms(
        rows, law, at_firm, workers.employer, workers.base_pay, workers.overtime, workers.overtime_pay, workers.bonus,
        workers.arrears, workers.tenure, workers.written_contract, workers.dispatch, workers.pension_cover,
        workers.injury_cover, found,
    )  # fmt: skip
    return found


@parallel_kernel
def _fill_terms(
    rows, law, at_firm, employer, base_pay, overtime, overtime_pay, bonus, arrears, tenure, contract, dispatch,
    pension, injury, found,
):  # fmt: skip
    standard, cap, multiple = law
    for j in prange(rows.size):
        i = rows[j]
        firm = employer[i]
        published, pace, whole = at_firm[firm]
        extra = float(overtime[i])
        base = float(base_pay[i]) * whole
        pay = base + float(overtime_pay[i]) + float(bonus[i])
        found[0, j] = pay / (published * (1.0 + multiple * extra / standard) * pace)
        found[1, j] = pay / (standard + extra)  # still to be divided by its median and by pace
        found[2, j] = extra / cap
        found[3, j] = STATUTORY_WEEK * (1.0 + extra / standard)
        found[4, j] = PAID
        if extra > LEAST_OVERTIME:
            found[4, j] = float(overtime_pay[i]) * standard * MEAN_MULTIPLE / (multiple * base * extra)
        found[5, j] = arrears[i]
        found[6, j] = tenure[i]
        found[7, j] = 1.0 if dispatch[i] or not contract[i] else 0.0
        found[8, j] = 0.0 if pension[i] else 1.0
        found[9, j] = 0.0 if injury[i] else 1.0


def over_median(terms: np.ndarray, median: float, pace_of_job: np.ndarray) -> None:
    """Turn hourly pay into pay over the median of the month and the pace of the job, in place."""
    terms[1] /= np.maximum(median * pace_of_job, 1e-9)


def patterns_of(terms: np.ndarray, cutoffs: Cutoffs) -> np.ndarray:
    """Pattern of deprivations of each job, int16, shape (jobs,)."""
    found = np.empty(terms.shape[1], np.int16)
    lines = np.array(
        [
            cutoffs.lawful_pay, cutoffs.low_pay, cutoffs.overtime_cap, cutoffs.long_week, cutoffs.overtime_rate,
            cutoffs.arrears, cutoffs.tenure,
        ]
    )  # fmt: skip
    _mark(terms, lines, found)
    return found


@parallel_kernel
def _mark(terms, lines, found):
    for j in prange(found.size):
        pattern = np.int64(terms[0, j] < ROUNDING * lines[0])
        pattern |= np.int64(terms[1, j] < ROUNDING * lines[1]) << 1
        pattern |= np.int64(terms[2, j] * ROUNDING > lines[2]) << 2
        pattern |= np.int64(terms[3, j] * ROUNDING > lines[3]) << 3
        pattern |= np.int64(terms[4, j] < ROUNDING * lines[4]) << 4
        pattern |= np.int64(terms[5, j] > lines[5]) << 5
        pattern |= np.int64(terms[7, j] > 0.0) << 6
        pattern |= np.int64(terms[6, j] < lines[6]) << 7
        pattern |= np.int64(terms[8, j] > 0.0) << 8
        pattern |= np.int64(terms[9, j] > 0.0) << 9
        found[j] = pattern


@dataclass(frozen=True)
class Jobs:
    """Every job of a month: who holds it, what it is measured by, and its pattern."""

    rows: np.ndarray  # of workers with a job
    terms: np.ndarray
    patterns: np.ndarray
    gap: np.ndarray  # capital a head over the industry's, by firm

    @classmethod
    def of(cls, state: State, hours_lost: np.ndarray, cutoffs: Cutoffs) -> Jobs:
        """Measured as the state stands at the end of a month."""
        rows = np.flatnonzero(state.workers.employer >= 0)
        terms = terms_of(state, hours_lost, rows)
        median = float(np.median(terms[1])) if rows.size else 1.0
        over_median(terms, median, pace(state)[state.workers.employer[rows]])
        return cls(rows, terms, patterns_of(terms, cutoffs), capital_gap(state))


def count_jobs(state: State, jobs: Jobs, cell: np.ndarray, cells: int, cutoffs: Cutoffs) -> Counted:
    """Jobs added up by pattern and by the cell of their firm. cell: number of each firm's cell, out of so many."""
    workers, firms = state.workers, state.firms
    modern = modern_part(jobs.gap, cutoffs)
    adds = np.stack(list(kinds(cutoffs).values()), axis=1)
    place = (firms.industry.astype(np.int64) * TIERS_ + firms.tier) * HUKOU
    chunks = FIRM_CHUNKS if jobs.rows.size >= MANY else 1
    sums = np.zeros((chunks, cells * HUKOU, adds.shape[1] + 2))
    joint = np.zeros((chunks, INDUSTRIES * TIERS_ * HUKOU, PATTERNS, 2))
    at_firm = np.zeros((chunks, firms.rows, 3), np.float32)
    _count(jobs.rows, jobs.patterns, workers.employer, workers.hukou, cell, place, modern, adds, sums, joint, at_firm)
    score, deprived, decent = at_firm.sum(axis=0, dtype=np.float64).T
    employed = np.where(firms.alive & (firms.employment > 0), firms.employment, np.nan)
    return Counted(sums.sum(axis=0), joint.sum(axis=0), score / employed, deprived, decent, modern)


@parallel_kernel
def _count(rows, patterns, employer, hukou, cell, place, modern, adds, sums, joint, at_firm):
    chunks, width = sums.shape[0], adds.shape[1]
    for chunk in prange(chunks):
        first = chunk * rows.size // chunks
        last = (chunk + 1) * rows.size // chunks
        for j in range(first, last):
            i = rows[j]
            firm, pattern = employer[i], patterns[j]
            row = cell[firm] * HUKOU + hukou[i]
            m = modern[firm]
            for k in range(width):
                sums[chunk, row, k] += adds[pattern, k]
            sums[chunk, row, width] += adds[pattern, 0] * m
            sums[chunk, row, width + 1] += adds[pattern, 1] * m
            joint[chunk, place[firm] + hukou[i], pattern, 0] += 1.0
            joint[chunk, place[firm] + hukou[i], pattern, 1] += m
            at_firm[chunk, firm, 0] += adds[pattern, 2]
            at_firm[chunk, firm, 1] += adds[pattern, 1]
            at_firm[chunk, firm, 2] += adds[pattern, 0]
