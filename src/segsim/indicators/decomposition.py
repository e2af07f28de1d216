"""How much of the pay gap between urban workers and migrants goes with skill and tenure, and how much is left?

Equations.  y = ln pay an hour; x = (ln skill, years with the employer); one regression over all workers with a job
  y = a + x b + g urban + e                                   gap = mean y of urban workers - mean y of migrants
  explained = (mean x of urban workers - mean x of migrants) b;   unexplained = g = gap - explained
Within segments: the same with a constant for each segment; g is then the gap between workers of the same segment.

Sources. Oaxaca (1973), Blinder (1973); pooled coefficients with a dummy for the group: Fortin (2008), Jann (2008)
(recalled). Skill is seen here and not in surveys, which use schooling and age.

Choices. The segment is itself what hukou may decide (a bad control), so both forms are given. Tenure counts as a
characteristic, though a firm's door decides it too.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.snapshot import Snapshot
from segsim.state import Workers
from segsim.state.codes import Hukou, Segment, segment_of

_READS = (
    Workers.base_pay, Workers.overtime_pay, Workers.bonus, Workers.overtime, Workers.skill, Workers.tenure,
    Workers.hukou,
)  # fmt: skip


def moments(outcome: np.ndarray, traits: list[np.ndarray], group: np.ndarray, groups: int) -> list[np.ndarray]:
    """Sums by group of: one; outcome and traits; products of each pair of traits; products of trait and outcome."""
    k = len(traits)
    add = [np.bincount(group, weights, groups) for weights in (outcome, *traits)]
    squares = np.empty((groups, k, k))
    across = np.empty((groups, k))
    for i in range(k):
        across[:, i] = np.bincount(group, traits[i] * outcome, groups)
        for j in range(i + 1):
            squares[:, i, j] = squares[:, j, i] = np.bincount(group, traits[i] * traits[j], groups)
    return [np.bincount(group, minlength=groups).astype(float), add[0], np.stack(add[1:], axis=1), squares, across]


def pooled_gap(sums: list[np.ndarray], of_group: np.ndarray) -> float:
    """Coefficient of the first column of `of_group` (groups, dummies), regressing on dummies and traits together."""
    heads, outcome, traits, squares, across = sums
    products = np.block(
        [[of_group.T @ (heads[:, None] * of_group), of_group.T @ traits], [traits.T @ of_group, squares.sum(axis=0)]]
    )
    right = np.concatenate([of_group.T @ outcome, across.sum(axis=0)])
    scale = 1.0 / np.sqrt(np.maximum(np.diag(products), 1e-300))  # else a long tenure would drown ln skill
    solved = np.linalg.lstsq(products * np.outer(scale, scale), right * scale, rcond=1e-12)[0]
    return float(solved[0] * scale[0])


def hukou_gap(seen: Snapshot) -> dict[str, float]:
    """The gap in ln hourly pay, its explained and unexplained part, and what is left within segments."""
    workers, firms = seen.state.workers, seen.state.firms
    rows = np.flatnonzero((workers.employer >= 0) & (workers.base_pay > 0.0))
    segments = len(Segment)
    segment = segment_of(firms.industry, firms.tier)[workers.employer[rows]].astype(np.int64)
    group = segment * len(Hukou) + workers.hukou[rows]
    pay = workers.base_pay[rows] + workers.overtime_pay[rows] + workers.bonus[rows]
    hours = seen.state.nation.standard_hours[0] + workers.overtime[rows]
    traits = [np.log(workers.skill[rows]).astype(float), workers.tenure[rows] / 12.0]
    sums = moments(np.log(pay / hours).astype(float), traits, group, segments * len(Hukou))
    urban = np.tile([0.0, 1.0], segments)
    heads, outcome = sums[0], sums[1]
    if not (heads @ urban and heads @ (1.0 - urban)):
        return dict.fromkeys(("total", "explained", "unexplained", "within_segments"), np.nan)
    total = (outcome @ urban) / (heads @ urban) - (outcome @ (1.0 - urban)) / (heads @ (1.0 - urban))
    unexplained = pooled_gap(sums, np.stack([urban, np.ones_like(urban)], axis=1))
    by_segment = np.repeat(np.eye(segments), len(Hukou), axis=0)
    held = by_segment[:, (by_segment * heads[:, None]).sum(axis=0) > 0]
    within = pooled_gap(sums, np.column_stack([urban, held]))
    return {"total": total, "explained": total - unexplained, "unexplained": unexplained, "within_segments": within}


def _part(name: str, part: str, meaning: str, counterpart: str) -> Indicator:
    return Indicator(
        name, "ln", counterpart, meaning, _READS, lambda seen: seen.once(hukou_gap)[part], basis="state"
    )  # fmt: skip


INDICATORS = (
    _part(
        "hukou_gap", "total", "mean ln hourly pay of urban workers less that of migrants",
        "hourly pay more than twice the migrants' (ln 0.7), all industries (Frijters et al. 2009)",
    ),
    _part(
        "hukou_gap_explained", "explained", "part of the gap that goes with skill and tenure",
        "three quarters of the hourly gap (Frijters et al. 2009), by schooling and age",
    ),
    _part(
        "hukou_gap_unexplained", "unexplained", "part of the gap between workers of the same skill and tenure",
        "a quarter of the hourly gap (Frijters et al. 2009), by schooling and age",
    ),
    _part(
        "hukou_gap_within_segments", "within_segments", "gap between workers of the same skill, tenure and segment",
        "mostly unexplained within occupations (Meng and Zhang 2001), another grouping",
    ),
)  # fmt: skip
