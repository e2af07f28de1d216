"""How much of growth is intensive: what do capital and hours not explain?

Equations.  Y value added at constant prices, K capital at constant prices, H hours worked, a capital's share
  dln TFP = dln Y - a dln K - (1 - a) dln H          each between two years' means
  intensive share = sum of dln TFP over sum of dln Y, over the last WINDOW years; missing where Y moved less than LEAST

Read from the stored years of cells and the reader's cut-offs: another elasticity is another reading of the same run.

Sources. Solow (1957). Total factor productivity dominated in manufacturing 1998-2007 (Brandt et al. 2012: 7.96 % a year
in value added), which stands against the claim of extensive growth.

Choices. Y is output less parts and materials at the first month's prices, so a squeeze on prices along the chain does
not pass for lower productivity. a is fixed: labour's share would mix in the markdown. Use of capacity is not taken out,
so a slump looks like lost productivity. A cell with fewer than 5 firms or 50 workers is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import NATION
from segsim.recorder import AXES

ALL = "all"
WINDOW = 5  # years; assumed
LEAST = 0.02  # dln of output below which a share of it says nothing; assumed
COMPONENTS = ("value_added_volume", "capital", "hours", "employment")
PLACES = {axis: [*(code.name.lower() for code in codes), ALL] for axis, codes in AXES.items() if axis != "hukou"}
Values = Mapping[str, np.ndarray]  # by indicator; shape (years, regions, industries, tiers), the last of each is all


@dataclass(frozen=True)
class Years:
    """The stored years of the cells of one seed."""

    years: tuple[int, ...]
    components: dict[str, np.ndarray]  # by indicator, as Values
    employment: np.ndarray  # workers, also of cells too small to be shown
    firms: np.ndarray


def years_of_cells(cells: pd.DataFrame) -> Years:
    """The components of one seed as arrays; NaN where a cell is missing or was not recorded."""
    rows = cells[(cells["hukou"] == ALL) & cells["indicator"].isin(COMPONENTS)]
    years = tuple(int(year) for year in np.sort(rows["year"].unique()))
    at = [np.searchsorted(years, rows["year"].to_numpy())]
    at += [pd.Index(words).get_indexer(pd.Index(rows[axis].astype(str))) for axis, words in PLACES.items()]
    names = rows["indicator"].astype(str).to_numpy()
    shape = (len(years), *(len(words) for words in PLACES.values()))

    def filled(column: str, chosen: np.ndarray, missing: float) -> np.ndarray:
        found = np.full(shape, missing)
        found[tuple(part[chosen] for part in at)] = rows[column].to_numpy(dtype=float)[chosen]
        return found

    values = {name: filled("value", names == name, np.nan) for name in COMPONENTS}
    here = names == "employment"
    return Years(years, values, filled("agents", here, 0.0), filled("firms", here, 0.0))


def residual(output: np.ndarray, capital: np.ndarray, hours: np.ndarray, capital_share: float) -> np.ndarray:
    """Growth of total factor productivity from the growth of output, capital and hours (in logs)."""
    return output - capital_share * capital - (1.0 - capital_share) * hours


def growth(values: Values, cutoffs: Cutoffs) -> dict[str, np.ndarray]:
    """Growth of output, capital, hours and productivity, and the share of productivity in it; from year to year."""

    def grown(name: str) -> np.ndarray:
        level = values[name]
        logs = np.log(np.where(level > 0.0, level, np.nan))
        return np.diff(logs, axis=0, prepend=np.full_like(logs[:1], np.nan))

    output, capital, hours = grown("value_added_volume"), grown("capital"), grown("hours")
    tfp = residual(output, capital, hours, cutoffs.capital_share)
    mean = trailing_mean(output, WINDOW)
    return {
        "growth_output": output,
        "growth_capital": capital,
        "growth_hours": hours,
        "growth_tfp": tfp,
        "intensive_share": trailing_mean(tfp, WINDOW) / np.where(np.abs(mean) >= LEAST, mean, np.nan),
    }


def trailing_mean(values: np.ndarray, window: int) -> np.ndarray:
    """Mean over the last `window` years that are not missing; missing where all are."""
    known = np.isfinite(values)
    total, n = np.zeros_like(values), np.zeros_like(values)
    for lag in range(min(window, len(values))):
        total[lag:] += np.where(known, values, 0.0)[: len(values) - lag]
        n[lag:] += known[: len(values) - lag]
    return total / np.where(n > 0, n, np.nan)


def of_cells(found: Years, cutoffs: Cutoffs) -> dict[str, np.ndarray]:
    """Growth of every cell and margin."""
    small = np.isnan(found.components["employment"])
    return {name: np.where(small, np.nan, array) for name, array in growth(found.components, cutoffs).items()}


def with_growth(series: pd.DataFrame, cells: pd.DataFrame, cutoffs: Cutoffs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows beside the recorded ones: of the series in the last month of each year, and of the cells of each year."""
    last = series[["seed", "index", "year", "month"]].drop_duplicates().sort_values("index")
    last = last.drop_duplicates(["seed", "year"], keep="last").set_index(["seed", "year"])
    of_series, by_cell = [], []
    for seed, rows in cells.groupby("seed"):
        found = years_of_cells(rows)
        with np.errstate(divide="ignore", invalid="ignore"):
            known = of_cells(found, cutoffs)
        of_series += [
            (seed, int(last["index"][seed, year]), year, int(last["month"][seed, year]), name, NATION, float(value))
            for name, values in known.items()
            for year, value in zip(found.years, values[:, -1, -1, -1], strict=True)
            if np.isfinite(value) and (seed, year) in last.index
        ]
        by_cell += [_cell_rows(seed, found, name, values) for name, values in known.items()]
    columns = ["seed", "index", "year", "month", "indicator", "group", "value"]
    empty = ["seed", "year", *AXES, "indicator", "value", "agents", "firms"]
    return (
        pd.DataFrame(of_series, columns=columns),
        pd.concat(by_cell, ignore_index=True) if by_cell else pd.DataFrame(columns=empty),
    )


def _cell_rows(seed: object, found: Years, name: str, values: np.ndarray) -> pd.DataFrame:
    year, *place = np.nonzero(np.isfinite(values))
    rows = {"seed": np.full(year.size, seed), "year": np.array(found.years, dtype=np.int64)[year]}
    rows |= {axis: np.array(words)[at] for (axis, words), at in zip(PLACES.items(), place, strict=True)}
    at = (year, *place)
    frame = pd.DataFrame(rows).assign(hukou=ALL, indicator=name, value=values[at])
    return frame.assign(agents=found.employment[at], firms=found.firms[at])
