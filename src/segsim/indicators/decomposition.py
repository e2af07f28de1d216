"""What do urban hukou and a job in the core add to pay, at equal skill and tenure?

Equations.  y = ln pay an hour; x = (ln skill, years with the employer); one regression over all workers with a job
  y = a + x b + g urban + e                                   gap = mean y of urban workers - mean y of migrants
  explained = (mean x of urban workers - mean x of migrants) b;   unexplained = g = gap - explained
Within segments: the same with a constant for each segment; g is then the gap between workers of the same segment.
Core wage premium: y = a + x b + g urban + p core + a constant for each city + e; p in log points. It looks at pay alone
and asks nothing of a job's quality: an independent check of the segments (analysis/segments.py has its standard error).

Sources. Oaxaca (1973), Blinder (1973); segments that are known: Dickens and Lang (1985); pooled coefficients with a
dummy for the group: Fortin (2008), Jann (2008) (recalled). Skill is seen here and not in surveys, which use schooling
and age.

Choices. The segment is itself what hukou may decide (a bad control), so both forms are given. Tenure counts as a
characteristic, though firms' admission of migrants decides it too.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.snapshot import Snapshot
from segsim.plumbing.kernels import kernel
from segsim.state import Workers
from segsim.state.codes import Hukou, Segment, segment_of

_READS = (
    Workers.base_pay, Workers.overtime_pay, Workers.bonus, Workers.overtime, Workers.skill, Workers.tenure,
    Workers.hukou,
)  # fmt: skip


def moments(seen: Snapshot) -> np.ndarray:
    """Sums over workers with a job by city, segment and hukou; shape (cities, segments x hukou, 9).

    In this order: one, y, the traits s (ln skill) and t (years with the employer), then ss, st, tt, sy, ty.
    """
    workers, firms = seen.state.workers, seen.state.firms
    sums = np.zeros((seen.state.cities.rows, len(Segment) * len(Hukou), 9))
    _add_moments(
        firms.city, segment_of(firms.industry, firms.tier), workers.employer, workers.hukou, workers.base_pay,
        workers.overtime_pay, workers.bonus, workers.overtime, workers.skill, workers.tenure,
        float(seen.state.nation.standard_hours[0]), sums,
    )  # fmt: skip
    return sums


@kernel
def _add_moments(
    city, segment, employer, hukou, base_pay, overtime_pay, bonus, overtime, skill, tenure, standard_hours, sums
):  # fmt: skip
    for i in range(employer.size):
        firm = employer[i]
        pay = float(base_pay[i]) + float(overtime_pay[i]) + float(bonus[i])
        if firm < 0 or pay <= 0.0:
            continue
        y = np.log(pay / (standard_hours + float(overtime[i])))
        s = np.log(float(skill[i]))
        t = float(tenure[i]) / 12.0
        row = sums[city[firm], np.int64(segment[firm]) * 2 + np.int64(hukou[i])]
        row[0] += 1.0
        row[1] += y
        row[2] += s
        row[3] += t
        row[4] += s * s
        row[5] += s * t
        row[6] += t * t
        row[7] += s * y
        row[8] += t * y


def pooled_gap(sums: np.ndarray, of_group: np.ndarray) -> float:
    """Coefficient of the first column of `of_group` (groups, dummies), regressing on dummies and traits together."""
    employment, outcome, traits = sums[:, 0], sums[:, 1], sums[:, 2:4]
    ss, st, tt, sy, ty = sums[:, 4:].sum(axis=0)
    crossed = of_group.T @ traits
    dummies, squares = of_group.T @ (employment[:, None] * of_group), np.array([[ss, st], [st, tt]])
    products = np.block([[dummies, crossed], [crossed.T, squares]])
    right = np.concatenate([of_group.T @ outcome, [sy, ty]])
    scale = 1.0 / np.sqrt(np.maximum(np.diag(products), 1e-300))  # else a long tenure would drown ln skill
    solved = np.linalg.lstsq(products * np.outer(scale, scale), right * scale, rcond=1e-12)[0]
    return float(solved[0] * scale[0])


def hukou_gap(seen: Snapshot) -> dict[str, float]:
    """The gap in ln hourly pay, its explained and unexplained part, and what is left within segments."""
    sums = seen.once(moments).sum(axis=0)
    employment, outcome = sums[:, 0], sums[:, 1]
    urban = np.tile([0.0, 1.0], len(Segment))
    if not (employment @ urban and employment @ (1.0 - urban)):
        return dict.fromkeys(("total", "explained", "unexplained", "within_segments"), np.nan)
    total = (outcome @ urban) / (employment @ urban) - (outcome @ (1.0 - urban)) / (employment @ (1.0 - urban))
    unexplained = pooled_gap(sums, np.stack([urban, np.ones_like(urban)], axis=1))
    by_segment = np.repeat(np.eye(len(Segment)), len(Hukou), axis=0)
    held = by_segment[:, employment @ by_segment > 0]
    within = pooled_gap(sums, np.column_stack([urban, held]))
    return {"total": total, "explained": total - unexplained, "unexplained": unexplained, "within_segments": within}


def core_premium(seen: Snapshot) -> float:
    """Coefficient of the core in ln hourly pay, beside skill, tenure, hukou and city; missing without both segments."""
    sums = seen.once(moments)
    cities, groups, _ = sums.shape
    core = np.tile(np.repeat(np.arange(len(Segment)) == Segment.CORE, len(Hukou)), cities).astype(float)
    urban = np.tile([0.0, 1.0], cities * len(Segment))
    town = np.repeat(np.eye(cities), groups, axis=0)
    sums = sums.reshape(-1, sums.shape[-1])
    held = sums[:, 0] > 0.0
    if core[held].all() or not core[held].any():
        return np.nan
    town = town[:, sums[:, 0] @ town > 0.0]
    return pooled_gap(sums, np.column_stack([core, urban, town]))


def _part(name: str, part: str, meaning: str, counterpart: str) -> Indicator:
    return Indicator(
        name, lambda seen: seen.once(hukou_gap)[part], "ln", meaning, counterpart, basis="state", measures=_READS,
        whose="workers with a job",
    )  # fmt: skip


gap = _part(
    "hukou_gap", "total", "mean ln hourly pay of urban workers less that of migrants",
    "hourly pay more than twice the migrants' (ln 0.7), all industries (Frijters et al. 2009)",
)  # fmt: skip
gap_unexplained = _part(
    "hukou_gap_unexplained", "unexplained", "part of the gap between workers of the same skill and tenure",
    "a quarter of the hourly gap (Frijters et al. 2009), by schooling and age",
)  # fmt: skip
gap_within_segments = _part(
    "hukou_gap_within_segments", "within_segments", "gap between workers of the same skill, tenure and segment",
    "mostly unexplained within occupations (Meng and Zhang 2001), another grouping",
)  # fmt: skip
core_wage_premium = Indicator(
    "core_wage_premium", core_premium, "ln",
    "hourly pay in the core over that outside, at equal skill, tenure, hukou and city",
    "inter-industry and ownership premia of earnings surveys, by schooling and age", basis="state", measures=_READS,
    whose="workers with a job",
)  # fmt: skip
