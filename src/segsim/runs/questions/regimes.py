"""How many jobs are pockets, how many market despotism in a stored run, by cut-offs of one's own? Only reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.plumbing.errors import InputError, unknown
from segsim.runs.questions.tables import Listing, format_number

if TYPE_CHECKING:
    import pandas as pd

    from segsim.indicators.cutoffs import Cutoffs

SHOWN = ("jobs_pocket", "jobs_despotism", "jobs_low_road", "jobs_decent_lagging", "jobs_between", "multiply_deprived",
         "adjusted_deprivation")  # fmt: skip
HEADS = (*(name.removeprefix("jobs_") for name in SHOWN[:5]), "H", "M0")


def list_regimes(
    names: Sequence[str], arguments: Sequence[str], results: Path, *, plain: bool, report: Callable[[str], Any],
    robustness: bool = False,
) -> Listing:  # fmt: skip
    """Shares of jobs by group and year: mean over seeds with its margin of error (95 %), and the sampling error.

    names: a run (the last where none is named) and groups. arguments: regimes.k=0.4, or cutoffs=my.yaml. robustness:
    instead, the mean of all years with one cut-off, weight or anchor moved at a time.
    """
    from segsim.analysis.capital_ratio import ASSUMED
    from segsim.analysis.cutoffs import cutoffs_of
    from segsim.analysis.job_shares import read_jobs, shares
    from segsim.indicators.groups import GROUPS, NATION
    from segsim.runs.store.named import RUNS, meant

    cutoffs, groups = cutoffs_of(arguments), [name for name in names if name in GROUPS]
    folder = meant([name for name in names if name not in GROUPS], results, (RUNS,))
    if not (folder / "cells.parquet").is_file():
        raise InputError(f"{folder.name} is no run: name one of `segsim runs`")
    found = shares(read_jobs(folder), cutoffs, groups or [NATION])
    if robustness:
        if groups not in ([], [NATION]):
            raise unknown("group for --robustness", groups[0], [NATION])
        report(f"segsim: note: {ASSUMED}")
        return _moved(folder, cutoffs, (int(found["year"].min()), int(found["year"].max())), plain=plain)
    rows = []
    for (group, year), table in found.groupby(["group", "year"], sort=False):
        values = [_value(table[table["indicator"] == name], plain=plain) for name in SHOWN]
        largest = float(table.loc[table["indicator"].isin(SHOWN), "standard_error"].max())
        rows.append((str(group), str(year), *values, f"{largest:.2g}" if largest > 0.0 else "0"))
    return ("group", "year", *HEADS, "sampling_error"), rows


def _value(rows: pd.DataFrame, *, plain: bool) -> str:
    from segsim.analysis.paired import mean_and_margin

    mean, half = mean_and_margin(rows["value"].tolist())
    if plain or np.isnan(half):
        return f"{mean:.6g}" if plain else f"{mean:.3f}"
    return format_number(mean, half)


def _moved(folder: Path, cutoffs: Cutoffs, years: tuple[int, int], *, plain: bool) -> Listing:
    from segsim.analysis.robustness import levels, summary

    table = summary(levels(folder, years, cutoffs))
    return (f"mean of {years[0]}-{years[1]}", *HEADS), rows_of(table, ".6g" if plain else ".3f")


def rows_of(table: pd.DataFrame, how: str) -> list[tuple[str, ...]]:
    """What was moved, and SHOWN; `how` a number is written."""
    values = table[list(SHOWN)].to_numpy()
    return [(str(name), *(f"{one:{how}}" for one in row)) for name, row in zip(table.index, values, strict=True)]
