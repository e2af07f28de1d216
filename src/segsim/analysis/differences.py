"""By how much does a policy differ from its baseline, indicator by indicator and cell by cell?

In words. Values are set against one another month by month (cells: year by year) and seed by seed, only where both runs
have one; the mean of these differences over the window is one number a seed. So a cell that is missing in a year,
because too few work there, is left out of that year in both runs, and a cell missing in all years stays missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from segsim.analysis.paired import Paired, paired, seeds_for_effect, seeds_for_precision
from segsim.analysis.series import names_of_series, only, parts_of, recorded_parts, together
from segsim.analysis.stored import read_table
from segsim.analysis.verdict import CELLS, NATION, holm_by
from segsim.indicators.groups import split
from segsim.recorder import AXES

ALL = "all"
WORDS = {axis: [*(code.name.lower() for code in codes), ALL] for axis, codes in AXES.items()}
COLUMNS = (
    "policy", "indicator", "group", "unit", *AXES, "first", "last", "baseline", "value", "difference", "low", "high",
    "effect_size", "p", "p_holm", "seeds", "minimum_detectable_effect", "seeds_for_effect", "seeds_for_precision",
)  # fmt: skip


@dataclass(frozen=True)
class Window:
    """Months over which means are taken: first and last, counted from year 0."""

    first: int
    last: int

    @property
    def labels(self) -> tuple[str, str]:
        """First and last month as 2016-01."""
        return month_label(self.first), month_label(self.last)


@dataclass(frozen=True)
class Asked:
    """What a comparison is asked for."""

    indicators: tuple[str, ...]  # words such as earnings, earnings:core, earnings:core/lower_tiers
    seeds: tuple[int, ...]
    window: Window
    precision: float | None  # margin of error that is wanted, as a share of the baseline's level


def month_label(index: int) -> str:
    """A month counted from year 0 as 2016-01."""
    return f"{index // 12}-{index % 12 + 1:02d}"


@dataclass(frozen=True)
class Wide:
    """Values of one run: one row a key (indicator and place), then moments, then seeds; NaN where there is none."""

    keys: np.ndarray
    held: np.ndarray


def months_of(folder: Path, asked: Asked) -> Wide:
    """Months within the window; keys are the places of the words among those asked for."""
    window, parts = asked.window, recorded_parts(asked.indicators)
    wanted = [*only(asked.indicators), ("seed", "in", list(asked.seeds))]
    wanted += [("year", ">=", window.first // 12), ("year", "<=", window.last // 12)]
    columns = ["seed", "year", "month", "indicator", "group", "value"]
    table = read_table(folder, "series", wanted, columns)
    moment = table["year"].to_numpy() * 12 + table["month"].to_numpy() - 1 - window.first
    names = _codes(names_of_series(table), parts)
    inside = (moment >= 0) & (moment <= window.last - window.first) & (names >= 0)
    known = _wide(table[inside], names[inside], moment[inside], window.last - window.first + 1, asked.seeds)
    held = {parts[key]: values for key, values in zip(known.keys, known.held, strict=True)}
    found = {
        at: together(word, [held[part] for part in parts_of(word)])
        for at, word in enumerate(asked.indicators)
        if set(parts_of(word)) <= set(held)
    }
    empty = np.empty((0, *known.held.shape[1:]))
    return Wide(np.array(list(found), dtype=np.int64), np.stack(list(found.values())) if found else empty)


def years_of(folder: Path, asked: Asked) -> Wide:
    """Years of every cell that the window touches; for groups there are no cells."""
    first, last = asked.window.first // 12, asked.window.last // 12
    named, seeds = list(asked.indicators), list(asked.seeds)
    wanted: list[tuple[str, str, Any]] = [("indicator", "in", named), ("seed", "in", seeds)]
    wanted += [("year", ">=", first), ("year", "<=", last)]
    columns = ["seed", "year", *AXES, "indicator", "value"]
    table = read_table(folder, "cells", wanted, columns)
    places = [_codes(table[axis], labels) for axis, labels in WORDS.items()]
    shape = (len(asked.indicators), *(len(labels) for labels in WORDS.values()))
    keys = np.ravel_multi_index((_codes(table["indicator"], asked.indicators), *places), shape)
    is_cell = keys % np.prod(shape[1:]) != np.prod(shape[1:]) - 1  # the nation as a whole is known by months
    return _wide(
        table[is_cell], keys[is_cell], table["year"].to_numpy()[is_cell] - first, last - first + 1, asked.seeds
    )


def _codes(column: pd.Series, labels: Sequence[str]) -> np.ndarray:
    """Place of each value among the words."""
    held = column.astype("category").cat
    return pd.Index(labels).get_indexer(held.categories)[held.codes]


def _wide(table: pd.DataFrame, keys: np.ndarray, moment: np.ndarray, moments: int, seeds: Sequence[int]) -> Wide:
    known, row = np.unique(keys, return_inverse=True)
    order = np.argsort(seeds)
    column = order[np.searchsorted(np.asarray(seeds)[order], table["seed"].to_numpy())]
    values = np.full((len(known), moments, len(seeds)), np.nan)
    values[row, moment, column] = table["value"].to_numpy()
    return Wide(known, values)


def compare_runs(baseline: Path, policy: Path, asked: Asked) -> pd.DataFrame:
    """One row an indicator and place: level, paired difference and what it is worth; not yet corrected by Holm."""
    nation, cells = (_compared(read(baseline, asked), read(policy, asked), asked) for read in (months_of, years_of))
    shape = [len(labels) for labels in WORDS.values()]
    nation_places = [np.full(len(nation), size - 1) for size in shape]
    indicator, *cell_places = np.unravel_index(cells["key"].to_numpy(), (len(asked.indicators), *shape))
    cells["key"] = indicator
    for (axis, labels), of_nation, of_cell in zip(WORDS.items(), nation_places, cell_places, strict=True):
        nation[axis], cells[axis] = np.array(labels)[of_nation], np.array(labels)[of_cell]
    found = pd.concat([nation, cells], ignore_index=True)
    labels = np.array(asked.indicators)[found.pop("key").to_numpy(dtype=int)]
    found["indicator"], found["group"] = np.array([split(word) for word in labels]).reshape(-1, 2).T
    found["unit"] = pd.Series(labels).map(_units(asked.indicators))
    found["first"], found["last"] = asked.window.labels
    return found


def _units(names: Sequence[str]) -> dict[str, str]:
    from segsim.indicators import named

    return {name: named(name).unit for name in names}


def _compared(baseline: Wide, policy: Wide, asked: Asked) -> pd.DataFrame:
    keys, one, other = np.intersect1d(baseline.keys, policy.keys, assume_unique=True, return_indices=True)
    before, after = baseline.held[one], policy.held[other]
    known = np.isfinite(before) & np.isfinite(after)
    level, difference = mean_over_moments(before, known), mean_over_moments(after - before, known)
    kept = known.any(axis=(1, 2))
    return statistics(level[kept], difference[kept], asked.precision).assign(key=keys[kept])


def mean_over_moments(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Mean over moments where known; one row a key, one column a seed."""
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)


def statistics(level: np.ndarray, difference: np.ndarray, precision: float | None) -> pd.DataFrame:
    """What the differences (one row a question, one column a seed) are worth, beside the baseline's level."""
    found: Paired = paired(difference)
    count = np.isfinite(level).sum(axis=1)
    base = np.divide(np.nansum(level, axis=1), count, out=np.full(len(count), np.nan), where=count > 0)
    return pd.DataFrame({
        "baseline": base, "value": base + found.mean, "difference": found.mean, "low": found.low, "high": found.high,
        "effect_size": found.effect_size, "p": found.p_value, "seeds": found.seeds,
        "minimum_detectable_effect": found.minimum_detectable_effect,
        "seeds_for_effect": seeds_for_effect(found.spread, found.mean),
        "seeds_for_precision": seeds_for_precision(found.spread, (precision or np.nan) * np.abs(base)),
    })  # fmt: skip


def seeds_asked(manifest: Mapping[str, Any]) -> tuple[str, str]:
    """Which number of seeds a comparison is asked for: its column, and what for."""
    if precision := manifest.get("precision"):
        return "seeds_for_precision", f"for an interval of \u00b1 {100 * float(precision):g} % of the baseline"
    return "seeds_for_effect", "for an effect as large as the one found (80 % power)"


def is_nation(table: pd.DataFrame) -> pd.Series:
    """True in rows that are known by months: of the nation and its groups, which no axis tells apart."""
    return (table[list(AXES)].astype(str) == ALL).all(axis=1)


def corrected(table: pd.DataFrame) -> pd.DataFrame:
    """With Holm's correction: the nation and its groups are one family, all cells another."""
    family = np.where(is_nation(table), NATION, CELLS)
    return table.assign(p_holm=holm_by(table["p"].to_numpy(), family.tolist()))[list(COLUMNS)]
