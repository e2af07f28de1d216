"""What do seeds say of a table of numbers: its mean in each run, and the paired difference between two runs?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segsim.analysis.paired import paired
from segsim.analysis.recorded import Recorded

SIDES = ("baseline", "value", "difference", "low", "high", "p", "seeds")


def whole_years(run: Recorded) -> list[int]:
    """Calendar years of which every month was recorded."""
    first, last = run.span
    return list(range(int(np.ceil(first - 1e-6)), int(np.floor(last + 1e-6))))


def by_seed(frame: pd.DataFrame, keys: Sequence[str], value: str) -> pd.DataFrame:
    """One row a key, one column a seed; fails on a value recorded twice."""
    plain = frame.astype({key: str for key in keys if isinstance(frame[key].dtype, pd.CategoricalDtype)})
    return plain.pivot(index=list(keys), columns="seed", values=value)


def side_by_side(baseline: pd.DataFrame, policy: pd.DataFrame | None) -> pd.DataFrame:
    """SIDES of two tables of `by_seed`: means over the seeds that both have, and the 95 % interval of the difference.

    Without a policy only `baseline` and `seeds` are given. A key that one run lacks in a seed is not compared in it.
    """
    if policy is None:
        found = pd.DataFrame({"baseline": baseline.mean(axis=1), "seeds": baseline.notna().sum(axis=1)})
        return found.reset_index()
    shared = baseline.columns.intersection(policy.columns)
    before, after = baseline[shared].align(policy[shared], join="outer")
    details = paired((after - before).to_numpy(dtype=float))
    found = pd.DataFrame(
        {"baseline": before.mean(axis=1), "value": after.mean(axis=1), "difference": details.mean, "low": details.low,
         "high": details.high, "p": details.p_value, "seeds": details.seeds},
        index=before.index,
    )  # fmt: skip
    return found.reset_index()


def persons(run: Recorded) -> float:
    """Real people that a worker of the model stands for: by which counts and sums of money are multiplied."""
    return float(run.config.get("world", {}).get("persons_per_agent", 1.0))
