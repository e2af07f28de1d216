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
from typing import Protocol

import numpy as np
import pandas as pd

from segsim.analysis.job_shares import SHARES, StoredJobs, read_jobs
from segsim.analysis.recorded import Recorded
from segsim.analysis.robustness import LINES, RANDOM, USUAL, by_seed, rank_correlations, summary, variants

LATEST = 5  # whole years at the end of a run over which means are taken
LEVEL, EFFECT, RANK = "level", "effect", "rank_correlation"
ROWS = ("what", "policy", "moved", "indicator", "value", "first", "last")
KEPT_DATES = (2021, 1)  # years from here on are projected: left out where others are there


class InFolder(Protocol):
    """A stored run: of it only the jobs are read."""

    @property
    def folder(self) -> Path:
        """Where it stands."""


@dataclass(frozen=True)
class Moved:
    """Levels of a run, and effects of policies on it, with one thing moved; index: what was moved."""

    years: tuple[int, int]
    levels: pd.DataFrame
    effects: tuple[pd.DataFrame, ...] = ()  # one a policy, paired by seed
    correlations: pd.DataFrame | None = None  # of the policies' effects with the usual ones; None under three policies


def moved(
    run: InFolder, policies: Sequence[InFolder], years: tuple[int, int], seeds: Sequence[int] | None = None
) -> Moved:
    """The small table of a run and its policies, of these seeds or all; InputError where a run holds no jobs."""
    chosen = None if seeds is None else tuple(seeds)
    before = _by_seed(run, years, chosen)
    effects = [_mean(_by_seed(policy, years, chosen).sub(before)) for policy in policies]
    ranks = summary(rank_correlations(effects)) if len(effects) > 2 else None
    return Moved(years, summary(_mean(before)), tuple(map(summary, effects)), ranks)


def as_rows(found: Moved, names: Sequence[str]) -> pd.DataFrame:
    """The same to be stored: one row a number. Levels and rank correlations belong to no policy."""
    parts = [(LEVEL, "", found.levels), *((EFFECT, *one) for one in zip(names, found.effects, strict=True))]
    if found.correlations is not None:
        parts.append((RANK, "", found.correlations))
    rows = [
        table.rename_axis("moved").reset_index().melt("moved", var_name="indicator").assign(what=what, policy=policy)
        for what, policy, table in parts
    ]
    first, last = found.years
    return pd.concat(rows, ignore_index=True).assign(first=first, last=last)[list(ROWS)]


def of_rows(rows: pd.DataFrame, what: str, policy: str = "") -> pd.DataFrame:
    """One table of them: index moved, a column an indicator, both in the order in which they were stored."""
    part = rows[(rows["what"] == what) & (rows["policy"] == policy)]
    table = part.pivot(index="moved", columns="indicator", values="value")
    return table.loc[part["moved"].unique(), part["indicator"].unique()]


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


def _by_seed(run: InFolder, years: tuple[int, int], seeds: tuple[int, ...] | None) -> pd.DataFrame:
    jobs = run.folder / "jobs.parquet"
    return _read(run.folder, years, seeds, jobs.stat().st_mtime_ns if jobs.is_file() else 0)


@lru_cache(maxsize=16)
def _read(folder: Path, years: tuple[int, int], seeds: tuple[int, ...] | None, stamp: int) -> pd.DataFrame:
    """Means of the window by variant and seed."""
    stored = read_jobs(folder)
    wanted = set(stored.counts["seed"]) if seeds is None else seeds
    counts, sample = (
        table[table["year"].between(*years) & table["seed"].isin(wanted)] for table in (stored.counts, stored.sample)
    )
    jobs = StoredJobs(counts, sample)
    single = tuple(f"{line.replace('_', ' ')} " for line in LINES)
    found = {}
    for name, variant in variants().items():
        if name.startswith(RANDOM) or not name.startswith(single):
            found[name] = by_seed(variant.shares(jobs))
    return pd.concat(found, names=["variant", "seed"])
