"""Which numbers stand behind the charts of indicators? Quantiles over seeds of baseline, policy and their difference.

A series is one indicator of one group of people or firms. Headline indicators stand month by month, others by calendar
year (the mean of its months), those that need every worker at the moments at which they were measured. A difference is
taken seed by seed, policy less baseline, before quantiles are: its band is that of the paired difference. Bands are
5, 25, 50, 75 and 95 % of the seeds; under ten seeds the outer ones are the lowest and the highest seed, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from segsim.analysis.differences import ALL, AXES
from segsim.analysis.recorded import FEW_SEEDS, Recorded, bands_over_seeds
from segsim.analysis.series import parts_of, together
from segsim.analysis.stored import read_out, with_rows
from segsim.analysis.views import MONTH, shown
from segsim.html_report.topics import GROUPS, IN_CELLS, MONTHLY_GROUPS, REGIONS, TOPICS
from segsim.indicators import INDICATORS
from segsim.indicators.groups import NATION, split, two_groups
from segsim.plumbing.errors import InputError

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared

SIGNIFICANT = 4  # digits of the largest value of a series; the smaller ones are cut at the same place
MARGINS = {
    "auto": ("industry", "auto"),
    "it": ("industry", "it"),
    "migrants": ("hukou", "rural"),
    "urban": ("hukou", "urban"),
    **{region: ("region", region) for region in REGIONS},
}

Table = np.ndarray  # rows are moments, columns are seeds


@dataclass(frozen=True)
class Series:
    """One indicator of one group over time: a table of the baseline, one of each policy; same seeds, same moments."""

    family: str
    group: str
    every: str  # "month", "year" or "moment"
    baseline: Table
    policies: tuple[Table, ...]


@dataclass(frozen=True)
class Moments:
    """When values stand: all months, whole calendar years, and the months in which whole populations were measured."""

    months: tuple[tuple[int, int], ...]
    years: tuple[int, ...]
    moments: tuple[int, ...]  # positions in months


def shared(compared: Compared) -> dict[str, Any]:
    """Everything that charts of indicators share, ready to be written as JSON."""
    runs = [compared.baseline, *compared.policies]
    seeds = common_seeds(runs)
    moments = moments_of(compared.baseline)
    found = list(all_series(runs, seeds, moments))
    outer = "90 % of the seeds" if len(seeds) >= FEW_SEEDS else "lowest to highest seed"
    return {
        "seeds": len(seeds),
        "outer": outer,
        "at": {
            "month": [list(month) for month in moments.months],
            "year": [[year] for year in moments.years],
            "moment": [list(moments.months[at]) for at in moments.moments],
        },
        "series": {f"{one.family}|{one.group}": _written(one) for one in found},
    }


def common_seeds(runs: Sequence[Recorded]) -> tuple[int, ...]:
    """Seeds that every run has: only these can be paired."""
    return tuple(seed for seed in runs[0].seeds if all(seed in run.seeds for run in runs))


def moments_of(run: Recorded) -> Moments:
    """The calendar of a run."""
    dates = run.series[["index", "year", "month"]].drop_duplicates().sort_values("index")
    months = tuple((int(year), int(month)) for year, month in zip(dates["year"], dates["month"], strict=True))
    years = tuple(year for year in dict.fromkeys(year for year, _ in months) if _is_whole(year, months))
    moments = tuple(at for at, (_, month) in enumerate(months) if month == 12 or at == len(months) - 1)
    return Moments(months, years, moments)


def _is_whole(year: int, months: Sequence[tuple[int, int]]) -> bool:
    return sum(one == year for one, _ in months) == 12


def all_series(runs: Sequence[Recorded], seeds: Sequence[int], moments: Moments) -> Iterator[Series]:
    """Every series of the page: the nation's and the groups' months, and years of groups that only cells know."""
    cubes = [_cube(run, seeds, moments) for run in runs]
    done = set()
    for name in cubes[0]:
        family, group = _family(name)
        every = _every(family, group)
        tables = [_at(cube.get(name), every, moments, len(seeds)) for cube in cubes]
        if np.isfinite(tables[0]).any() or any(np.isfinite(table).any() for table in tables[1:]):
            done.add((family, group))
            yield Series(family, group, every, tables[0], tuple(tables[1:]))
    by_cells = [_cells(run, seeds, moments.years) for run in runs]
    for key in by_cells[0]:
        if key not in done and np.isfinite(by_cells[0][key]).any():
            missing = np.full_like(by_cells[0][key], np.nan)
            yield Series(*key, "year", by_cells[0][key], tuple(cells.get(key, missing) for cells in by_cells[1:]))


def _family(word: str) -> tuple[str, str]:
    """An indicator and the group that it is of; two groups set against each other are an indicator of their own."""
    name, group = split(word)
    return (name, group) if two_groups(group) is None else (word, NATION)


def _every(family: str, group: str) -> str:
    entry = INDICATORS.get(family)
    if entry is not None and entry.basis in ("state", "years"):
        return "moment"
    is_headline = family in shown(MONTH) and (group == NATION or group in MONTHLY_GROUPS.get(family, ()))
    return "month" if is_headline else "year"


def _cube(run: Recorded, seeds: Sequence[int], moments: Moments) -> dict[str, Table]:
    """A table for every recorded series that the page has a place for: months by seeds."""
    here = run.series["seed"].isin(seeds) & run.series["group"].isin(list(GROUPS))
    rows, named = run.series[here], run.series_names[here].cat.remove_unused_categories()
    names = [str(name) for name in named.cat.categories]
    month_at = {month: at for at, month in enumerate(moments.months)}
    calendar = pd.MultiIndex.from_arrays([rows["year"], rows["month"]])
    at = np.array([month_at.get(pair, -1) for pair in calendar.unique()])[pd.factorize(calendar)[0]]
    seed_at = pd.Index(seeds).get_indexer(pd.Index(rows["seed"]))
    known = at >= 0
    values = np.full((len(names), len(moments.months), len(seeds)), np.nan)
    values[named.cat.codes.to_numpy()[known], at[known], seed_at[known]] = rows["value"].to_numpy()[known]
    found = {name: values[number] for number, name in enumerate(names)}
    pairs = (word for topic in TOPICS for word in topic.families if len(parts_of(word)) > 1)
    return found | {
        word: together(word, [found[part] for part in parts_of(word)])
        for word in pairs
        if set(parts_of(word)) <= set(found)
    }


def _at(table: Table | None, every: str, moments: Moments, seeds: int) -> Table:
    """The months at the moments at which a series stands; a year is the mean of its months."""
    if table is None:
        table = np.full((len(moments.months), seeds), np.nan)
    if every == "month":
        return table
    if every == "moment":
        return table[list(moments.moments)]
    years = np.array([year for year, _ in moments.months])
    means = [table[years == year].mean(axis=0) for year in moments.years]
    return np.array(means).reshape(len(moments.years), seeds)


def _cells(run: Recorded, seeds: Sequence[int], years: Sequence[int]) -> dict[tuple[str, str], Table]:
    """Tables of indicators for groups that only the cells know: one margin named, all others together."""
    rows = _margins(run)
    year_at, seed_at = (pd.Index(list(known)).get_indexer(pd.Index(rows[name]))
                        for name, known in (("year", years), ("seed", seeds)))  # fmt: skip
    codes, names = pd.factorize(rows["indicator"].astype(str))
    values, known = rows["value"].to_numpy(dtype=float), (year_at >= 0) & (seed_at >= 0)
    found: dict[tuple[str, str], Table] = {}
    for group, (axis, value) in MARGINS.items():
        at = np.flatnonzero((rows[axis] == value).to_numpy() & known)
        tables = np.full((len(names), len(years), len(seeds)), np.nan)
        tables[codes[at], year_at[at], seed_at[at]] = values[at]
        found |= {(str(name), group): table for name, table in zip(names, tables, strict=True)}
    return found


def _margins(run: Recorded) -> pd.DataFrame:
    """The rows of the cells that are asked for, without reading the rest: with many seeds there are millions."""
    asked = [
        [(axis, "==", value), *((other, "==", ALL) for other in AXES if other != axis), ("indicator", "in", IN_CELLS)]
        for axis, value in MARGINS.values()
    ]
    columns = ["seed", "year", *AXES, "indicator", "value"]
    try:
        stored = pd.read_parquet(run.folder / "cells.parquet", columns=columns, filters=asked)
    except (OSError, ValueError) as error:
        raise InputError(f"{run.folder.name} holds a damaged table: {str(error).splitlines()[0]}") from error
    _, more = read_out(run.folder)
    margins = (more[list(AXES)] != ALL).sum(axis=1) == 1
    return with_rows(stored, more[margins & more["indicator"].isin(IN_CELLS)])


def quantiles(table: Table) -> np.ndarray:
    """Five lines over time: 5, 25, 50, 75 and 95 % of the seeds (lowest and highest under ten); one for one seed."""
    if table.shape[1] == 1:
        return table.T
    median, *quarters, low, high = bands_over_seeds(table)
    return np.array([low, quarters[0], median, quarters[1], high])


def _written(series: Series) -> dict[str, Any]:
    """A series as the page carries it: whole numbers of a step, which stands beside them."""
    return {
        "every": series.every,
        "baseline": stepped(quantiles(series.baseline)),
        "policies": [
            {"level": stepped(quantiles(table)), "difference": stepped(quantiles(table - series.baseline))}
            for table in series.policies
        ],
    }


def stepped(lines: np.ndarray) -> Mapping[str, Any]:
    """Lines as whole numbers of a power of ten, so many that the largest keeps its significant digits."""
    known = np.abs(lines[np.isfinite(lines)])
    largest = float(known.max()) if known.size else 0.0
    power = int(np.floor(np.log10(largest))) - SIGNIFICANT + 1 if largest > 0.0 else 0
    scaled = np.round(lines * 10.0**-power)
    return {"power": power, "lines": [[None if np.isnan(v) else int(v) for v in line] for line in scaled]}
