"""Which few moves of cut-offs, weights and anchors stand beside the shares on pages? The small table.

A page shows the moves of robustness.py that touch everything at once: all lines, k and the decent line, the anchors of
technology, one dimension left out, capital of contract makers against component makers, random weights. Single lines:
`segsim regimes`. Only the years of the window are read, so that a page with many seeds is drawn in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.analysis.job_shares import SHARES, StoredJobs, read_jobs
from segsim.analysis.recorded import Recorded
from segsim.analysis.robustness import LINES, RANDOM, USUAL, by_seed, rank_correlations, summary, variants

LATEST = 5  # whole years at the end of a run over which means are taken
KEPT_DATES = (2021, 1)  # years from here on are projected: left out where others are there


@dataclass(frozen=True)
class Moved:
    """Levels of a run, and effects of policies on it, with one thing moved; index: what was moved."""

    years: tuple[int, int]
    levels: pd.DataFrame
    effects: tuple[pd.DataFrame, ...] = ()  # one a policy, paired by seed
    correlations: pd.DataFrame | None = None  # of the policies' effects with the usual ones; None under three policies


def moved(run: Recorded, policies: Sequence[Recorded], years: tuple[int, int]) -> Moved:
    """The small table of a run and its policies; InputError where a run holds no jobs."""
    before = _by_seed(run, years)
    effects = [_mean(_by_seed(policy, years).sub(before)) for policy in policies]
    ranks = summary(rank_correlations(effects)) if len(effects) > 2 else None
    return Moved(years, summary(_mean(before)), tuple(map(summary, effects)), ranks)


def latest(run: Recorded) -> tuple[int, int]:
    """The last whole years of a run, of those before evidence ends where there are any."""
    first, last = int(np.ceil(run.span[0] - 1e-6)), int(np.floor(run.span[1] + 1e-6)) - 1
    last = min(last, KEPT_DATES[0] - 1) if first < KEPT_DATES[0] else last
    return max(first, last - LATEST + 1), last


def whole(window: tuple[float, float]) -> tuple[int, int]:
    """Whole calendar years within a window of moments; at least its first year."""
    first, last = int(np.ceil(window[0] - 1e-6)), int(np.floor(window[1] + 1e-6)) - 1
    return (first, last) if last >= first else (int(window[0]), int(window[0]))


def _mean(by_seed: pd.DataFrame) -> pd.DataFrame:
    """Mean over seeds; index variant, lower and higher side by side."""
    found = by_seed.groupby(level="variant", sort=False).mean()
    rows = sorted(found.index, key=lambda name: (name != USUAL, "%" not in name, RANDOM in name, *_first_word(name)))
    return found.loc[rows, list(SHARES)]


def _first_word(name: str) -> tuple[str, bool]:
    """Lower and higher moves of one thing stand beside one another."""
    return (name.partition(" ")[0], "higher" in name) if "%" in name else ("", False)


def _by_seed(run: Recorded, years: tuple[int, int]) -> pd.DataFrame:
    jobs = run.folder / "jobs.parquet"
    return _read(run.folder, years, jobs.stat().st_mtime_ns if jobs.is_file() else 0)


@lru_cache(maxsize=16)
def _read(folder: Path, years: tuple[int, int], stamp: int) -> pd.DataFrame:
    """Means of the window by variant and seed."""
    stored = read_jobs(folder)
    counts, sample = (table[table["year"].between(*years)] for table in (stored.counts, stored.sample))
    jobs = StoredJobs(counts, sample)
    single = tuple(f"{line.replace('_', ' ')} " for line in LINES)
    found = {}
    for name, variant in variants().items():
        if name.startswith(RANDOM) or not name.startswith(single):
            found[name] = by_seed(variant.shares(jobs))
    return pd.concat(found, names=["variant", "seed"])
