"""What came out, in one table? First and last year beside the evidence, or policies side by side with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from segsim.analysis.paired import mean_and_margin
from segsim.analysis.series import read_series
from segsim.analysis.views import RUN, SWEEP, shown, unit_of
from segsim.indicators import named
from segsim.runs.execute.runner import Result
from segsim.runs.questions.tables import Listing, format_number


def yearly_of(folder: Path, seeds: Sequence[int], names: Sequence[str]) -> pd.DataFrame:
    """Means over the recorded months of each year: rows are (word of a series, seed), columns are years."""
    values = read_series(folder, names, seeds)
    yearly = values.groupby(level=["seed", "year"]).mean()
    rows = yearly.melt(var_name="indicator", ignore_index=False).dropna(subset="value").reset_index()
    return rows.pivot(index=["indicator", "seed"], columns="year", values="value")


def dated(year: int) -> str:
    """A year as a heading says it: beyond the known ones it is a projection."""
    from segsim.world.outside import LAST_YEAR_KNOWN, PROJECTION_LABEL

    return f"{year} ({PROJECTION_LABEL})" if year > LAST_YEAR_KNOWN else str(year)


def one_run(result: Result, *, plain: bool) -> Listing:
    """Indicator, first and last year, and the newest published figure of those years with the model's of that year.

    `plain`: bare means, for programs to read.
    """
    seeds = [seed for seed in result.configuration.seeds if seed in result.stored.seeds]
    table = yearly_of(result.stored.folder, seeds, shown(RUN))
    first, last = int(table.columns[0]), int(table.columns[-1])
    ends = (first, last) if last > first else (first,)
    rows = []
    for name in (name for name in shown(RUN) if name in table.index.get_level_values("indicator")):
        means = table.loc[name]
        entry = named(name)
        known = [point for point in (entry.published.points() if entry.published else []) if first <= point[0] <= last]
        spreads = [mean_and_margin(means[year].tolist()) for year in ends]
        row = [entry.name, entry.group, entry.unit if plain else unit_of(name)]
        row += [f"{mean:.6g}" if plain else format_number(mean, half, entry.unit) for mean, half in spreads]
        if known:
            year, value, fact = max(known, key=lambda point: point[0])
            then = mean_and_margin(means[year].tolist())[0]
            pair = [f"{number:.6g}" if plain else format_number(number, unit=entry.unit) for number in (value, then)]
            row += [pair[0], str(year), pair[1], fact.source.partition(";")[0][:60]]
        else:
            row += [""] * 4
        rows.append(tuple(row))
    return ("indicator", "group", "unit", *map(dated, ends), "evidence", "of", "model then", "source"), rows


def compare(results: Sequence[Result], *, apart: bool) -> Listing:
    """Last year of every configuration: mean over seeds with its margin of error (95 %), or the two `apart`."""
    details = [dict(text.split("=", 1) for text in result.configuration.overrides) for result in results]
    keys = [
        key
        for key in dict.fromkeys(key for one in details for key in one)
        if len({one.get(key) for one in details}) > 1
    ]
    rows = []
    for result, one in zip(results, details, strict=True):
        seeds = [seed for seed in result.configuration.seeds if seed in result.stored.seeds]
        last = yearly_of(result.stored.folder, seeds, shown(SWEEP)).iloc[:, -1] if seeds else pd.Series()
        values = []
        for name in shown(SWEEP):
            is_known = bool(seeds) and name in last.index.get_level_values("indicator")
            mean, half = mean_and_margin(last[name].tolist() if is_known else [])
            values += [f"{mean:.6g}", f"{half:.6g}"] if apart else [format_number(mean, half, named(name).unit)]
        year = dated(result.configuration.settings.time.end[0])
        rows.append((*(one.get(key, "") for key in keys), str(len(seeds)), year, *values))
    names = [part for name in shown(SWEEP) for part in ((name, f"{name} ±") if apart else (name,))]
    return (*keys, "seeds", "year", *names), rows
