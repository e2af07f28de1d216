"""What came out, in one table? First and last year beside the evidence, or policies side by side with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from segsim.indicators import INDICATORS
from segsim.runs.runner import Result

HEADLINES = (
    "earnings",
    "base_over_minimum",
    "overtime_share",
    "bonus_share",
    "weekly_hours",
    "share_over_44_hours",
    "share_below_minimum",
    "overtime_unpaid_share",
    "contract_cover",
    "pension_cover",
    "employed",
    "unemployment",
    "separation_rate",
    "strikes",
    "labour_share",
    "gini",
    "theil_between_tier",
    "hukou_gap",
)
COMPARED = HEADLINES[:1] + HEADLINES[1:2] + HEADLINES[4:5] + HEADLINES[8:9] + HEADLINES[11:12] + HEADLINES[13:17]
T_95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)  # two-sided 95 %, 1 to 10 degrees
MONTHS = 12


def yearly(series: pd.DataFrame) -> pd.DataFrame:
    """Mean of the months of each year, by seed and indicator; columns are years."""
    means = series.groupby(["indicator", "seed", "year"], observed=True)["value"].mean()
    return means.unstack("year")


def mean_and_half_width(values: Sequence[float]) -> tuple[float, float]:
    """Mean over seeds and half the width of its 95 % interval (Student's t); NaN width for one seed."""
    known = np.asarray([value for value in values if np.isfinite(value)])
    if known.size == 0:
        return float("nan"), float("nan")
    if known.size == 1:
        return float(known[0]), float("nan")
    degrees = known.size - 1
    t = T_95[degrees - 1] if degrees <= len(T_95) else 1.96 + 2.4 / degrees  # within .01 of the table from 11 on
    return float(known.mean()), float(t * known.std(ddof=1) / np.sqrt(known.size))


def series_of(folder: Path, seeds: Sequence[int]) -> pd.DataFrame:
    """Recorded months of some seeds of a run folder."""
    return pd.read_parquet(folder / "series.parquet", filters=[("seed", "in", list(seeds))])
