"""How many jobs are pockets, how many market despotism, with cut-offs of the reader's own? Read from a stored run.

A run keeps the joint counts of all jobs by their pattern of deprivations, and a sample of jobs with what the lines are
laid against. Other weights, another k and other dimensions follow from the counts without an error. Another line moves
some jobs to another pattern or plants to another technology; how many is estimated from the sample:

  share(own lines) = share(counts) + mean over the sample of [ share of the job by own lines - by the recorded lines ]

so that only the jobs that change sides carry an error (the standard error stands beside the value; it takes the drawn
jobs as independent).

Sources. Difference estimator: Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, chapter 6 (recalled).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import GROUPS, NATION
from segsim.indicators.job_quality import TERMS, kinds, patterns_of
from segsim.indicators.plant_capital import modern_part
from segsim.plumbing.errors import InputError

SHARES = (
    "jobs_pocket", "jobs_despotism", "jobs_low_road", "jobs_decent_lagging", "jobs_between", "multiply_deprived",
    "adjusted_deprivation", "deprivation_score",
)  # fmt: skip
LINES = (
    "lawful_pay",
    "low_pay",
    "overtime_cap",
    "long_week",
    "overtime_rate",
    "arrears",
    "tenure",
    "lagging",
    "modern",
)
_KEYS = ["seed", "year"]
_KINDS = ("decent", "deprived", "score", "censored")


@dataclass(frozen=True)
class StoredJobs:
    """The jobs of a run: all of them by pattern, and the sample."""

    counts: pd.DataFrame
    sample: pd.DataFrame
    _groups: dict[str, _Group] = field(default_factory=dict, repr=False, compare=False)

    def of(self, group: str) -> _Group:
        """The arrays of a group, made when first asked for."""
        if group not in self._groups:
            drawn = belongs(self.sample, group)
            self._groups[group] = _Group(self.counts[belongs(self.counts, group)], self.sample[drawn], drawn)
        return self._groups[group]


class _Group:
    """Arrays of the jobs of one group; `at` is the number of a row's seed and year among `keys`."""

    def __init__(self, counts: pd.DataFrame, sample: pd.DataFrame, drawn: np.ndarray) -> None:
        self.drawn = drawn  # which rows of the whole sample these are
        self.keys = counts[_KEYS].drop_duplicates().sort_values(_KEYS).reset_index(drop=True)
        number = pd.MultiIndex.from_frame(self.keys)
        self.at = number.get_indexer(pd.MultiIndex.from_frame(counts[_KEYS]))
        self.pattern, self.jobs = counts["pattern"].to_numpy(), counts["jobs"].to_numpy()
        self.modern = counts["modern"].to_numpy()
        self.drawn_at = number.get_indexer(pd.MultiIndex.from_frame(sample[_KEYS]))
        self.terms = np.stack([sample[name].to_numpy(dtype=np.float32) for name in TERMS])
        self.gap, self.weight = (sample[name].to_numpy(dtype=float) for name in ("gap", "weight"))

    def sums(self, at: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Sums of values by seed and year; shape (keys,)."""
        return np.bincount(at, weights=values, minlength=len(self.keys))


def read_jobs(folder: Path) -> StoredJobs:
    """The stored jobs of all seeds of a run; InputError where there are none."""
    stamp = (folder / "jobs.parquet").stat().st_mtime_ns if (folder / "jobs.parquet").is_file() else 0
    if not stamp:
        raise InputError(f"{folder.name} holds no jobs: it was made by an older segsim; run again with --fresh")
    return _read(folder, stamp)


@lru_cache(maxsize=8)
def _read(folder: Path, stamp: int) -> StoredJobs:
    try:
        counts, sample = (pd.read_parquet(folder / f"{name}.parquet") for name in ("jobs", "job_sample"))
        return StoredJobs(counts, sample)
    except (OSError, ValueError) as error:
        raise InputError(f"{folder.name} holds a damaged table: {str(error).splitlines()[0]}") from error


def shares(
    jobs: StoredJobs, cutoffs: Cutoffs, groups: Sequence[str] = (NATION,), gaps: np.ndarray | None = None
) -> pd.DataFrame:
    """SHARES of each seed, year and group: columns seed, year, group, indicator, value, standard_error (0 if exact).

    gaps: another capital gap of each row of the sample, read as another line is; a year with a NaN among them is NaN.
    """
    parts = [_of_group(jobs, cutoffs, group, gaps) for group in groups]
    return pd.concat(parts, ignore_index=True)


def _of_group(jobs: StoredJobs, cutoffs: Cutoffs, group: str, gaps: np.ndarray | None) -> pd.DataFrame:
    found = jobs.of(group)
    value, error = _of_counts(found, cutoffs), np.zeros((len(SHARES), len(found.keys)))
    if gaps is not None or _moves_lines(cutoffs):
        shift, error = _of_sample(found, cutoffs, found.gap if gaps is None else gaps[found.drawn])
        value = value + shift
    tables = [
        found.keys.assign(indicator=name, value=value[at], standard_error=error[at]) for at, name in enumerate(SHARES)
    ]
    return pd.concat(tables, ignore_index=True).assign(group=group)


def _moves_lines(cutoffs: Cutoffs) -> bool:
    usual = Cutoffs()
    return any(getattr(cutoffs, name) != getattr(usual, name) for name in LINES)


def belongs(table: pd.DataFrame, group: str) -> np.ndarray:
    """Which rows are of a group: places of the chains and hukou."""
    entry = GROUPS[group]
    codes = [table[axis].cat.codes.to_numpy() for axis in ("industry", "tier", "hukou")]
    place = codes[0].astype(np.int64) * table["tier"].cat.categories.size + codes[1]
    return entry.places[place] & np.isin(codes[2], entry.hukou)


def _of_counts(found: _Group, cutoffs: Cutoffs) -> np.ndarray:
    """Shares of all jobs by weights, k and the line of decent jobs, at the recorded lines; shape (SHARES, keys)."""
    kind = {name: values[found.pattern] for name, values in kinds(cutoffs).items()}
    total = found.sums(found.at, found.jobs)
    return np.stack([found.sums(found.at, one) / total for one in _contributions(kind, found.jobs, found.modern)])


def _contributions(kind: Mapping[str, np.ndarray], jobs: np.ndarray, modern: np.ndarray) -> tuple[np.ndarray, ...]:
    """What jobs add to each of SHARES; `modern` is the sum of m over them."""
    decent, deprived = kind["decent"], kind["deprived"]
    return (
        decent * modern, deprived * (jobs - modern), deprived * modern, decent * (jobs - modern),
        (1.0 - decent - deprived) * jobs, deprived * jobs, kind["censored"] * jobs, kind["score"] * jobs,
    )  # fmt: skip


def _of_sample(found: _Group, cutoffs: Cutoffs, gap: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shift of the shares by own lines and gaps, and its standard error; shapes (SHARES, keys)."""
    recorded = replace(cutoffs, **{name: getattr(Cutoffs(), name) for name in LINES})
    one, at, weight = np.ones(found.weight.size), found.drawn_at, found.weight
    own, usual = (
        _contributions({name: kinds(by)[name][patterns_of(found.terms, by)] for name in _KINDS}, one, modern)
        for by, modern in ((cutoffs, modern_part(gap, cutoffs)), (recorded, modern_part(found.gap, recorded)))
    )
    total, n = found.sums(at, weight), np.bincount(at, minlength=len(found.keys))
    moved = [a - b for a, b in zip(own, usual, strict=True)]
    mean = np.stack([found.sums(at, weight * one) / total for one in moved])
    mean[:, found.sums(at, np.isnan(gap) & ~np.isnan(found.gap)) > 0.0] = np.nan
    square = np.stack([found.sums(at, weight * one * one) / total for one in moved]) - mean**2
    return mean, np.sqrt(np.maximum(square, 0.0) / n)
