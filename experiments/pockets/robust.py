"""Do the 27 policies keep their order when cut-offs, k, dimensions, anchors and weights are moved?

As analysis/robustness.effects, of the years of the window and of a few seeds only: reading every year of every run
again with some forty variants would take longer than the runs themselves. Both sides of a rank correlation come from
the same seeds, so few of them do not lower it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.analysis.job_shares import SHARES, StoredJobs, read_jobs
from segsim.analysis.robustness import SHOWN, rank_correlations, summary, variants

SEEDS = 2  # the first ones of each run


def effects(baseline: Path, policies: Mapping[tuple[str, ...], Path], years: tuple[int, int]) -> pd.DataFrame:
    """One row a variant and share: level in history, mean and range of the policies' effects, rank correlation."""
    before = of_run(baseline, years)
    gaps = [of_run(folder, years) - before for folder in policies.values()]
    ranks = summary(rank_correlations(gaps))
    stacked = np.stack([gap.to_numpy() for gap in gaps])
    parts = {"level": summary(before), "rank_correlation": ranks}
    for name, values in (("lowest_effect", stacked.min(axis=0)), ("highest_effect", stacked.max(axis=0))):
        parts[name] = summary(pd.DataFrame(values, index=before.index, columns=before.columns))
    long = {
        name: table[list(SHOWN)]
        .melt(var_name="indicator", ignore_index=False)
        .set_index("indicator", append=True)["value"]
        for name, table in parts.items()
    }
    return pd.DataFrame(long).rename_axis(["variant", "indicator"]).reset_index()


def of_run(folder: Path, years: tuple[int, int]) -> pd.DataFrame:
    """Mean of each share over the first seeds and the years; index variant."""
    stored = read_jobs(folder)
    first = sorted(stored.counts["seed"].unique())[:SEEDS]
    jobs = StoredJobs(*(
        table[table["year"].between(*years) & table["seed"].isin(first)] for table in (stored.counts, stored.sample)
    ))  # fmt: skip
    found = {}
    for name, variant in variants().items():
        found[name] = variant.shares(jobs).groupby("indicator", observed=True)["value"].mean()[list(SHARES)]
    return pd.DataFrame(found).T
