"""What does a run folder hold, in the form that pictures need? Reads what was recorded; never simulates."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from segsim.analysis.series import names_of_series, parts_of, together
from segsim.analysis.stored import read_out, with_rows
from segsim.plumbing.errors import InputError

FEW_SEEDS = 10  # below this, shares of seeds say less than the seeds themselves
COLUMNS = {
    "series": ("seed", "year", "month", "indicator", "group", "value"),
    "cells": ("seed", "year", "region", "industry", "tier", "hukou", "indicator", "value"),
}
PROJECTION_FROM = 2021.0  # evidence and dated law end with 2020


@dataclass(frozen=True)
class Spread:
    """A line over time and what the seeds make of it: median, and the two bands."""

    time: np.ndarray  # calendar years, with fractions
    median: np.ndarray
    inner: tuple[np.ndarray, np.ndarray]
    outer: tuple[np.ndarray, np.ndarray]
    seeds: int

    @property
    def last(self) -> float:
        """Last value of the median that is a number; NaN where there is none."""
        known = self.median[np.isfinite(self.median)]
        return float(known[-1]) if len(known) else float("nan")


def spread_over_seeds(table: pd.DataFrame) -> Spread:
    """Median and bands of a table with one row a date and one column a seed."""
    median, *bands = bands_over_seeds(table.to_numpy(dtype=float))
    time, seeds = table.index.to_numpy(dtype=float), table.shape[1]
    return Spread(time, median, (bands[0], bands[1]), (bands[2], bands[3]), seeds)


def bands_over_seeds(values: np.ndarray) -> np.ndarray:
    """Median, quarters, and 5 and 95 % of the seeds (lowest and highest under FEW_SEEDS); shape (5, rows).

    values: one row a moment, one column a seed. A row without any value stays NaN.
    """
    outer = (0.05, 0.95) if values.shape[1] >= FEW_SEEDS else (0.0, 1.0)
    known = np.isfinite(values)
    whole = known.all(axis=1)
    bands = np.full((5, len(values)), np.nan)
    for rows, quantile in ((whole, np.quantile), (known.any(axis=1) & ~whole, np.nanquantile)):  # the second is slow
        if rows.any():
            bands[:, rows] = quantile(values[rows], [0.5, 0.25, 0.75, *outer], axis=1)
    return bands


@dataclass(frozen=True)
class Recorded:
    """One run folder: months of all seeds, years of all cells, and what the run was told."""

    folder: Path
    series: pd.DataFrame
    config: dict[str, Any] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def seeds(self) -> tuple[int, ...]:
        """Seeds in the folder, in order."""
        return tuple(sorted(int(seed) for seed in self.series["seed"].unique()))

    @cached_property
    def span(self) -> tuple[float, float]:
        """First moment and last moment of the reported months, in calendar years."""
        time = self.series["year"] + self.series["month"] / 12
        return float(time.min()) - 1 / 12, float(time.max())

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Years of every cell; read when first asked for, as it is the largest table."""
        return with_rows(self._table("cells"), read_out(self.folder)[1])

    def read_cells(self) -> None:
        """Read the largest table now, so that one that is damaged is reported before anything is drawn."""
        _ = self.cells

    @cached_property
    def cities(self) -> pd.DataFrame:
        """Years of every city: seed, year, city, region, indicator (indicators/cities.py), value."""
        return self._table("cities")

    @cached_property
    def chains(self) -> pd.DataFrame:
        """Years of every link: seed, year, industry, buyer, seller and quantities (indicators/chains.py)."""
        return self._table("chains")

    def _table(self, name: str) -> pd.DataFrame:
        file = self.folder / f"{name}.parquet"
        if not file.is_file():
            raise InputError(
                f"{self.folder.name} holds no {name}: it was made by an older segsim; run again with --fresh"
            )
        return _read(file)

    @property
    def bands(self) -> str:
        """What the bands are, in words."""
        seeds = len(self.seeds)
        if seeds == 1:
            return f"Line: the one seed of this run ({self.seeds[0]}); with more seeds there are bands."
        if seeds < FEW_SEEDS:
            return f"Line: median of {seeds} seeds. Bands: 50 % of the seeds, and lowest to highest seed."
        return f"Line: median of {seeds} seeds. Bands: 50 % of the seeds, and 90 % of the seeds."

    def has(self, word: str) -> bool:
        """True where the months of this series were recorded (or of both that it is made of: analysis/series.py)."""
        return all(part in self._series_names for part in parts_of(word))

    @cached_property
    def series_names(self) -> pd.Series:
        """Which series each row of the months belongs to."""
        return names_of_series(self.series)

    @cached_property
    def _series_names(self) -> frozenset[str]:
        return frozenset(self.series_names.cat.categories)

    @property
    def outer_label(self) -> str:
        """What the outer band is, in words."""
        return "lowest to highest seed" if len(self.seeds) < FEW_SEEDS else "90 % of the seeds"

    def monthly(self, indicator: str, turn: Callable[[Any], Any] | None = None) -> Spread:
        """Month by month, over seeds; a month is drawn at its middle. `turn` leads to the panel's unit."""
        months = self.months(indicator)
        return spread_over_seeds(turn(months) if turn else months)

    def yearly(self, indicator: str, how: str = "mean") -> Spread:
        """Calendar years over seeds, drawn at mid-year."""
        return spread_over_seeds(self.years(indicator, how))

    def yearly_mean(self, indicator: str, how: str = "mean") -> tuple[np.ndarray, np.ndarray]:
        """Mid-years, and the mean over seeds: parts of a sum add up as means, not as medians."""
        years = self.years(indicator, how)
        return years.index.to_numpy(dtype=float), years.mean(axis=1).to_numpy(dtype=float)

    def years(self, indicator: str, how: str) -> pd.DataFrame:
        """One row a calendar year (mean or sum of its months), one column a seed; no year without all months."""
        months = self.months(indicator)
        grouped = months.groupby(np.floor(months.index.to_numpy()))
        years = (grouped.sum(min_count=1) if how == "sum" else grouped.mean())[grouped.size() == 12]
        return years.set_axis(years.index + 0.5)

    def region_years(self, indicator: str, region: str) -> pd.DataFrame:
        """One row a calendar year of all chains and tiers of a region, one column a seed; empty where not recorded."""
        cells = self.cells
        here = (cells["indicator"] == indicator) & (cells["region"] == region)
        for axis in ("industry", "tier", "hukou"):
            here &= cells[axis] == "all"
        rows = cells[here]
        table = rows.assign(time=rows["year"] + 0.5).pivot(index="time", columns="seed", values="value").sort_index()
        return table[table.index < self.span[1]]

    def months(self, word: str) -> pd.DataFrame:
        """One row a month in which it was recorded, at its middle, one column a seed."""
        if not self.has(word):
            raise InputError(f"{self.folder.name} holds no indicator {word!r}; run again with --fresh")
        parts = [pd.DataFrame(self._by_word[part]) for part in parts_of(word)]
        return together(word, parts).dropna(how="all")

    @cached_property
    def _by_word(self) -> pd.DataFrame:
        """All months: middles of months down, series and their seeds across."""
        time = self.series["year"] + (self.series["month"] - 0.5) / 12
        dated = self.series.assign(time=time.round(6), word=self.series_names)
        # pivot, which fails on a value recorded twice; pivot_table would quietly take a mean
        return dated.pivot(index="time", columns=["word", "seed"], values="value").sort_index()


def read_recorded(folder: Path) -> Recorded:
    """The run folder as it stands on the disk, or InputError in one line."""
    folder = Path(folder)
    for name in ("series.parquet", "cells.parquet"):
        if not (folder / name).is_file():
            raise InputError(f"{folder} is not a run folder: it has no {name}")
    series = _read(folder / "series.parquet")
    more = read_out(folder)[0] if not series.empty else series
    series = with_rows(series, more)
    if series.empty:
        raise InputError(f"{folder} holds no month to draw")
    return Recorded(folder, series, _yaml(folder / "config.yaml"), _json(folder / "manifest.json"))


def _read(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise InputError(f"{file.parent} holds a damaged table: {str(error).splitlines()[0]}") from error
    if missing := [name for name in COLUMNS.get(file.stem, ()) if name not in table]:
        raise InputError(f"{file.parent} holds a damaged table: {file.name} has no column {', '.join(missing)}")
    return table


def _yaml(path: Path) -> dict[str, Any]:
    return _entries(path, yaml.safe_load) if path.is_file() else {}


def _json(path: Path) -> dict[str, Any]:
    return _entries(path, json.loads) if path.is_file() else {}


def _entries(path: Path, parse: Callable[[str], Any]) -> dict[str, Any]:
    """What a file of settings says, or InputError in one line."""
    try:
        found = parse(path.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise InputError(f"{path} is damaged: {str(error).splitlines()[0]}") from error
    if not isinstance(found, dict):
        raise InputError(f"{path} is damaged: it holds no named entries")
    return found
