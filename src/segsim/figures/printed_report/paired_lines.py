"""What do the lines and differences of a comparison hold: means over the seeds that all runs have, paired by seed?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segsim.analysis.paired import paired
from segsim.analysis.verdict import holm, is_clear
from segsim.figures.printed_report.chart import MONTHS, SUMS, Chart, Line
from segsim.figures.printed_report.subject import Subject

A_YEAR = 12.0  # months


@dataclass(frozen=True)
class Difference:
    """Policy less baseline at several moments, or once, with its 95 % interval and its p-value by itself."""

    time: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray


@dataclass(frozen=True)
class Marks:
    """The differences of one line and policy as a chart draws them, with the verdict on each."""

    difference: Difference
    is_clear: np.ndarray


def level(subject: Subject, chart: Chart, line: Line, number: int) -> pd.Series | None:
    """The mean over seeds of one run of the comparison, over time."""
    table = shared(subject, chart, line, number, chart.points)
    return None if table is None else table.mean(axis=1)


def shared(subject: Subject, chart: Chart, line: Line, number: int, points: str) -> pd.DataFrame | None:
    """What one run recorded, of the seeds that all runs have."""
    table = chart.table(line, subject.runs[number], points)
    return None if table is None else table.reindex(columns=list(subject.seeds))


def marks_of(subject: Subject, chart: Chart) -> dict[tuple[Line, int], Marks]:
    """Differences by year of every line and policy of a chart: one family for Holm's correction."""
    numbers = range(1, len(subject.runs))
    found = {(line, number): by_year(subject, chart, line, number) for line in chart.lines for number in numbers}
    known = {key: one for key, one in found.items() if one is not None}
    if not known:
        return {}
    p_holm = holm(np.concatenate([one.p for one in known.values()]))
    ends = np.cumsum([one.p.size for one in known.values()])[:-1]
    return {
        key: Marks(one, is_clear(of_line))
        for (key, one), of_line in zip(known.items(), np.split(p_holm, ends), strict=True)
    }


def by_year(subject: Subject, chart: Chart, line: Line, number: int) -> Difference | None:
    """The difference of one policy in each calendar year."""
    how = SUMS if chart.points == SUMS else "mean"
    both = [shared(subject, chart, line, run, how) for run in (0, number)]
    if both[0] is None or both[1] is None:
        return None
    apart = (both[1] - both[0]).dropna(how="all")
    return _difference(apart) if len(apart) else None


def over_window(subject: Subject, chart: Chart, line: Line, number: int) -> tuple[float, float, Difference] | None:
    """Levels of baseline and policy and their difference over the comparison's window, as its table has them."""
    both = [shared(subject, chart, line, run, MONTHS) for run in (0, number)]
    if both[0] is None or both[1] is None:
        return None
    first, last = subject.window
    before, after = (table[(table.index > first) & (table.index < last)] for table in both if table is not None)
    apart = after - before
    known = apart.notna()
    scale = A_YEAR if chart.points == SUMS else 1.0
    means = [(table.where(known) * scale).mean() for table in (before, after, apart)]
    if not means[2].notna().any():
        return None
    return float(means[0].mean()), float(means[1].mean()), _difference(means[2].to_frame().T)


def _difference(apart: pd.DataFrame) -> Difference:
    """Rows are moments, columns are seeds."""
    found = paired(apart.to_numpy(dtype=float))
    return Difference(apart.index.to_numpy(dtype=float), found.mean, found.low, found.high, found.p_value)
