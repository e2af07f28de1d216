"""What is the mean of each series over the months of a window, of a run that has just ended or of stored ones?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from segsim.analysis.growth import with_growth
from segsim.analysis.series import PAIRS, names_of_series, read_series, wide
from segsim.analysis.stored import with_rows
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import address, split
from segsim.runs.execute.runner import Result

if TYPE_CHECKING:
    import pandas as pd

    from segsim.recorder import Record

Months = tuple[int, int]  # first and last month of the window, counted from year 0
Values = dict[str, float]  # word of a series: mean over the window


def means_of(record: Record, window: Months) -> Values:
    """Mean by word of what a run recorded and of what is read out of its cells."""
    more, _ = with_growth(record.series, record.cells, Cutoffs())
    return means_over(with_rows(record.series, more), window)


def means_over(series: pd.DataFrame, window: Months) -> Values:
    """Mean by word (analysis/series.py) of the rows of one seed whose month lies in the window.

    Of two groups set against each other (PAIRS) it is the mean of the months' ratios or differences.
    """
    at = series["year"] * 12 + series["month"] - 1
    within = series[(at >= window[0]) & (at <= window[1])]
    recorded = list(names_of_series(within).cat.categories)
    pairs = [address(name, pair) for name in dict.fromkeys(split(word)[0] for word in recorded) for pair in PAIRS]
    means = wide(within, [*recorded, *pairs]).mean()
    return {str(word): float(value) for word, value in means.items() if np.isfinite(value)}


def stored_means(result: Result, word: str, window: Months, seeds: Sequence[int]) -> dict[int, float]:
    """Mean of one series over the window by seed, of a stored run; seeds without a value are left out."""
    found = read_series(result.stored.folder, [word], seeds).reset_index()
    found["at"] = found["year"] * 12 + found["month"] - 1
    within = found[(found["at"] >= window[0]) & (found["at"] <= window[1])]
    if word not in within:
        return {}
    means = within.groupby("seed")[word].mean()
    return {int(str(seed)): float(value) for seed, value in means.items() if np.isfinite(value)}
