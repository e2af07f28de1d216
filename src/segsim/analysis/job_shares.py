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
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class StoredJobs:
    """The jobs of a run: all of them by pattern, and the sample."""

    counts: pd.DataFrame
    sample: pd.DataFrame


def read_jobs(folder: Path) -> StoredJobs:
    """The stored jobs of all seeds of a run; InputError where there are none."""
    stamp = (folder / "jobs.parquet").stat().st_mtime_ns if (folder / "jobs.parquet").is_file() else 0
    if not stamp:
        raise InputError(f"{folder.name} holds no jobs: it was made by an older segsim; run again with --fresh")
    return _read(folder, stamp)


@lru_cache(maxsize=8)
def _read(folder: Path, stamp: int) -> StoredJobs:
    try:
        return StoredJobs(*(pd.read_parquet(folder / f"{name}.parquet") for name in ("jobs", "job_sample")))
    except (OSError, ValueError) as error:
        raise InputError(f"{folder.name} holds a damaged table: {str(error).splitlines()[0]}") from error


def shares(jobs: StoredJobs, cutoffs: Cutoffs, groups: Sequence[str] = (NATION,)) -> pd.DataFrame:
    """SHARES of each seed, year and group: columns seed, year, group, indicator, value, standard_error (0 if exact)."""
    parts = [_of_group(jobs, cutoffs, group) for group in groups]
    return pd.concat(parts, ignore_index=True)


def _of_group(jobs: StoredJobs, cutoffs: Cutoffs, group: str) -> pd.DataFrame:
    counts = jobs.counts[_belongs(jobs.counts, group)]
    value = _of_counts(counts, cutoffs)
    error = value * 0.0
    if _moves_lines(cutoffs):
        shift, error = _of_sample(jobs.sample[_belongs(jobs.sample, group)], cutoffs)
        value, error = value + shift.reindex(value.index), error.reindex(value.index)
    long, errors = (table.reset_index().melt(_KEYS, var_name="indicator") for table in (value, error))
    return long.assign(standard_error=errors["value"], group=group)


def _moves_lines(cutoffs: Cutoffs) -> bool:
    usual = Cutoffs()
    return any(getattr(cutoffs, name) != getattr(usual, name) for name in LINES)


def _belongs(table: pd.DataFrame, group: str) -> np.ndarray:
    """Rows of a group: places of the chains and hukou."""
    entry = GROUPS[group]
    codes = [table[axis].cat.codes.to_numpy() for axis in ("industry", "tier", "hukou")]
    place = codes[0].astype(np.int64) * table["tier"].cat.categories.size + codes[1]
    return entry.places[place] & np.isin(codes[2], entry.hukou)


def _of_counts(counts: pd.DataFrame, cutoffs: Cutoffs) -> pd.DataFrame:
    """Shares of all jobs by weights, k and the line of decent jobs, at the recorded lines; by seed and year."""
    pattern = counts["pattern"].to_numpy()
    kind = {name: values[pattern] for name, values in kinds(cutoffs).items()}
    all_jobs, modern = counts["jobs"].to_numpy(), counts["modern"].to_numpy()
    found = pd.DataFrame(_contributions(kind, all_jobs, modern), index=counts.index)
    found[_KEYS], found["jobs"] = counts[_KEYS], all_jobs
    sums = found.groupby(_KEYS).sum()
    return sums[list(SHARES)].div(sums["jobs"], axis=0)


def _contributions(kind: Mapping[str, np.ndarray], jobs: np.ndarray, modern: np.ndarray) -> dict[str, np.ndarray]:
    """What jobs add to each of SHARES; `modern` is the sum of m over them."""
    decent, deprived = kind["decent"], kind["deprived"]
    values = (
        decent * modern, deprived * (jobs - modern), deprived * modern, decent * (jobs - modern),
        (1.0 - decent - deprived) * jobs, deprived * jobs, kind["censored"] * jobs, kind["score"] * jobs,
    )  # fmt: skip
    return dict(zip(SHARES, values, strict=True))


def _of_sample(sample: pd.DataFrame, cutoffs: Cutoffs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shift of the shares by own lines, and its standard error, by seed and year."""
    recorded = replace(cutoffs, **{name: getattr(Cutoffs(), name) for name in LINES})
    terms = np.stack([sample[name].to_numpy(dtype=np.float32) for name in TERMS])
    weight, one = sample["weight"].to_numpy(dtype=float), np.ones(len(sample))
    gap = sample["gap"].to_numpy(dtype=float)
    found = {}
    for name, by in (("own", cutoffs), ("recorded", recorded)):
        pattern = patterns_of(terms, by)
        found[name] = _contributions({k: v[pattern] for k, v in kinds(by).items()}, one, modern_part(gap, by))
    moved = pd.DataFrame({name: found["own"][name] - found["recorded"][name] for name in SHARES}, index=sample.index)
    keys = [sample[key] for key in _KEYS]
    total = pd.Series(weight, index=sample.index).groupby(keys).sum()
    mean = moved.mul(weight, axis=0).groupby(keys).sum().div(total, axis=0)
    square = moved.pow(2).mul(weight, axis=0).groupby(keys).sum().div(total, axis=0) - mean.pow(2)
    n = moved.iloc[:, 0].groupby(keys).size()
    return mean, square.clip(lower=0.0).div(n, axis=0).pow(0.5)
