"""Under which regimes do people work in a stored run, with cut-offs of one's own? Reads, and simulates nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from segsim.plumbing.errors import InputError
from segsim.runs.questions.tables import Listing, format_number


def list_regimes(names: Sequence[str], arguments: Sequence[str], results: Path, *, plain: bool) -> Listing:
    """Shares of workers by year, mean over seeds with its margin of error (95 %); one column a class.

    arguments: regimes.social_cut=0.4, or cutoffs=my.yaml. Without a name the last run is read.
    """
    from segsim.analysis.cutoffs import cutoffs_of
    from segsim.analysis.paired import mean_and_margin
    from segsim.analysis.stored import read_out
    from segsim.indicators.groups import NATION
    from segsim.indicators.regimes import Order, Regime
    from segsim.runs.store.named import RUNS, meant

    cutoffs, folder = cutoffs_of(arguments), meant(names, results, (RUNS,))
    if not (folder / "cells.parquet").is_file():
        raise InputError(f"{folder.name} is no run: name one of `segsim runs`")
    series, _ = read_out(folder, cutoffs)
    series = series[series["group"] == NATION]
    shares = [f"share_{one.name.lower()}" for one in (*Regime, *Order)] + ["share_unclassified"]
    rows: list[tuple[str, ...]] = []
    for year, of_year in series.groupby("year"):
        details = [mean_and_margin(of_year.loc[of_year["indicator"] == name, "value"].tolist()) for name in shares]
        rows.append((str(year), *(f"{mean:.6g}" if plain else format_number(mean, half) for mean, half in details)))
    return ("year", *(name.removeprefix("share_") for name in shares)), rows
