"""Which cells grow intensively, how far are they upgraded, and which regime and order do they belong to?

Read from the stored years of cells and from cut-offs (cutoffs.py): another cut-off is another reading of the same run.

Equations.  Y value added at constant prices, K capital at constant prices, H hours worked, a capital's share
  dln TFP = dln Y - a dln K - (1 - a) dln H          each between two years' means
  intensive share = sum of dln TFP over sum of dln Y, over the last WINDOW years; missing where Y moved less than LEAST

In words. Two scores from 0 to 1. Each is the mean of its components, and each component is 0 at one fixed anchor and 1
at another, straight between and never outside. A component that cannot be measured is left out.

  industrial   growth of total factor productivity over the last years; capital a head and value added a head at
               constant prices, both on a logarithmic scale; own research over sales
  social       base pay over the published minimum wage; weekly hours; compliance: workers with base pay at the minimum
               or above, with the legal overtime rate, within the overtime cap; stability: separations; cover: contract,
               pension; training over payroll

A cell is upgraded in one respect where its score is above the cut by more than the band, and not upgraded where it is
below by more than the band.

  pocket of intensive growth   upgraded in both                high-tech low road   in industry only
  market despotism             in neither                      rent island          for its workers only
  mixed                        within the band of either cut

The order says who rules beside it: state capitalism where at least half of the workers are in state and joint-venture
firms; else network capitalism where most orders come from standing buyers (lead firms count as linked in full), unless
control is despotic; else market despotism. Despotic control: mean of the shares without a contract and over the cap.

Sources. Solow (1957). Total factor productivity dominated in manufacturing 1998-2007 (Brandt et al. 2012: 7.96 % a year
in value added), which stands against the claim of extensive growth. Anchors: cutoffs.py, each with its own.

Choices. Y is output less parts and materials at the first month's prices, so a squeeze on prices along the chain does
not pass for lower productivity. a is fixed: labour's share would mix in the markdown. Use of capacity is not taken out,
so a slump looks like lost productivity; that is why regimes average over years. Levels a head are anchored at what pay
and labour's share imply and not at published value added a head of above-scale firms (120,000 yuan in 2006), which
would put labour's share near .2 and the whole model near 0. Bought technology counts by what it does to productivity
and not as research. Equal weights, since nothing published gives others. Pay in the score is base pay: overtime is how
pay is raised where nothing is upgraded. Shares are always given with both cuts 20 % lower and higher. A cell with fewer
than 5 firms or 50 workers is missing and not classified; shares are of workers in classified cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segsim.analysis.cutoffs import Cutoffs
from segsim.indicators.groups import NATION
from segsim.indicators.regimes import CUTS, Order, Regime
from segsim.recorder import AXES

ALL = "all"
WINDOW = 5  # years; assumed
LEAST = 0.02  # dln of output below which a share of it says nothing; assumed
COMPONENTS = (
    "value_added_volume", "capital", "hours", "employment", "research_intensity", "base_over_published", "hours_week",
    "under_minimum_base", "overtime_below_legal", "share_over_cap", "separation_rate", "contract_share",
    "pension_cover", "training_share", "state_share", "linked_share",
)  # fmt: skip
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


# growth


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


# scores


def position(value: np.ndarray, zero: float, one: float) -> np.ndarray:
    """Where a value stands between the anchor that scores 0 and the one that scores 1."""
    return np.clip((value - zero) / (one - zero), 0.0, 1.0)


def log_position(value: np.ndarray, zero: float, one: float) -> np.ndarray:
    """The same on a logarithmic scale."""
    return position(np.log(np.where(value > 0.0, value, np.nan)), np.log(zero), np.log(one))


def mean_of_known(components: Sequence[np.ndarray]) -> np.ndarray:
    """Mean over the components that are not missing."""
    stacked = np.array(components)
    known = np.isfinite(stacked)
    n = known.sum(axis=0)
    return np.where(known, stacked, 0.0).sum(axis=0) / np.where(n > 0, n, np.nan)


def industrial(values: Values, tfp: np.ndarray, cutoffs: Cutoffs) -> np.ndarray:
    """Industrial upgrading."""
    workers = values["employment"]
    return mean_of_known(
        [
            position(trailing_mean(tfp, cutoffs.window), cutoffs.growth_low, cutoffs.growth_high),
            log_position(values["capital"] / workers, cutoffs.capital_low, cutoffs.capital_high),
            log_position(
                12.0 * values["value_added_volume"] / workers, cutoffs.value_added_low, cutoffs.value_added_high
            ),
            position(values["research_intensity"], cutoffs.research_low, cutoffs.research_high),
        ]
    )


def compliance(values: Values) -> np.ndarray:
    """Mean share of workers for whom base pay, overtime rate and overtime cap are as the law asks."""
    below = np.nan_to_num(values["overtime_below_legal"])  # missing where nobody works overtime
    return 1.0 - (values["under_minimum_base"] + below + values["share_over_cap"]) / 3.0


def social(values: Values, cutoffs: Cutoffs) -> np.ndarray:
    """Social upgrading."""
    return mean_of_known(
        [
            position(values["base_over_published"], cutoffs.base_low, cutoffs.base_high),
            position(values["hours_week"], cutoffs.hours_long, cutoffs.hours_short),
            compliance(values),
            position(values["separation_rate"], cutoffs.separations_high, cutoffs.separations_low),
            0.5 * (values["contract_share"] + values["pension_cover"]),
            position(values["training_share"], cutoffs.training_low, cutoffs.training_high),
        ]
    )


# regimes and orders


def classify(industry: np.ndarray, work: np.ndarray, cutoffs: Cutoffs, factor: float = 1.0) -> np.ndarray:
    """Regime of each cell from its two scores, as a number; NaN where a score is missing. `factor` moves both cuts."""
    far_i, far_w = industry - factor * cutoffs.industrial_cut, work - factor * cutoffs.social_cut
    regime = np.where(
        far_i > 0.0,
        np.where(far_w > 0.0, Regime.POCKET, Regime.HIGH_TECH_LOW_ROAD),
        np.where(far_w > 0.0, Regime.RENT_ISLAND, Regime.MARKET_DESPOTISM),
    ).astype(float)
    regime[(np.abs(far_i) <= cutoffs.band) | (np.abs(far_w) <= cutoffs.band)] = Regime.MIXED
    regime[np.isnan(far_i) | np.isnan(far_w)] = np.nan
    return regime


def control(values: Values) -> np.ndarray:
    """Despotic control: mean of the shares without a contract and over the cap."""
    return 0.5 * (1.0 - values["contract_share"] + values["share_over_cap"])


def order_of(state: np.ndarray, links: np.ndarray, control: np.ndarray, cutoffs: Cutoffs) -> np.ndarray:
    """Order of each cell from ownership, links and control, as a number; NaN where one of them is missing."""
    network = (links >= cutoffs.links_cut) & (control < cutoffs.control_cut)
    order = np.where(network, Order.NETWORK_CAPITALISM, Order.DESPOTIC_ORDER)
    order = np.where(state >= cutoffs.state_cut, Order.STATE_CAPITALISM, order).astype(float)
    order[np.isnan(state) | np.isnan(links) | np.isnan(control)] = np.nan
    return order


def share_in(kinds: np.ndarray, kind: int, employment: np.ndarray) -> np.ndarray:
    """Share of the workers of classified cells who work in cells of one kind; shape (years,)."""
    inner = (slice(None), *[slice(None, -1)] * 3)
    cells, workers = kinds[inner].reshape(len(kinds), -1), employment[inner].reshape(len(kinds), -1)
    workers = np.where(np.isnan(cells), 0.0, workers)
    total = workers.sum(axis=1)
    return (workers * (cells == kind)).sum(axis=1) / np.where(total > 0, total, np.nan)


def unclassified(values: Values, employment: np.ndarray) -> np.ndarray:
    """Share of all workers whose cell is too small to be classified; shape (years,)."""
    inner = (slice(None), *[slice(None, -1)] * 3)
    workers, small = (one[inner].reshape(len(employment), -1) for one in (employment, np.isnan(values["employment"])))
    total = workers.sum(axis=1)
    return np.where(small, workers, 0.0).sum(axis=1) / np.where(total > 0, total, np.nan)


def of_cells(found: Years, cutoffs: Cutoffs) -> dict[str, np.ndarray]:
    """Growth, scores, regime and order of every cell and margin."""
    values = found.components
    known = growth(values, cutoffs)
    known["industrial_upgrading"] = industrial(values, known["growth_tfp"], cutoffs)
    known["social_upgrading"] = social(values, cutoffs)
    known["regime"] = classify(known["industrial_upgrading"], known["social_upgrading"], cutoffs)
    known["order"] = order_of(values["state_share"], values["linked_share"], control(values), cutoffs)
    small = np.isnan(values["employment"])
    return {name: np.where(small, np.nan, array) for name, array in known.items()}


def of_nation(found: Years, cells: Values, cutoffs: Cutoffs) -> dict[tuple[str, str], np.ndarray]:
    """Indicator and group of every series by year: the nation's growth and scores, and shares of workers by cuts."""
    known = {(name, NATION): array[:, -1, -1, -1] for name, array in cells.items() if name not in ("regime", "order")}
    for group, factor in CUTS.items():
        kinds = classify(cells["industrial_upgrading"], cells["social_upgrading"], cutoffs, factor)
        for regime in Regime:
            known[f"share_{regime.name.lower()}", group] = share_in(kinds, regime, found.employment)
    for order in Order:
        known[f"share_{order.name.lower()}", NATION] = share_in(cells["order"], order, found.employment)
    known["share_unclassified", NATION] = unclassified(found.components, found.employment)
    return known


def classified(series: pd.DataFrame, cells: pd.DataFrame, cutoffs: Cutoffs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows beside the recorded ones: of the series in the last month of each year, and of the cells of each year."""
    last = series[["seed", "index", "year", "month"]].drop_duplicates().sort_values("index")
    last = last.drop_duplicates(["seed", "year"], keep="last").set_index(["seed", "year"])
    of_series, by_cell = [], []
    for seed, rows in cells.groupby("seed"):
        found = years_of_cells(rows)
        with np.errstate(divide="ignore", invalid="ignore"):
            known = of_cells(found, cutoffs)
            nation = of_nation(found, known, cutoffs)
        of_series += [
            (seed, int(last["index"][seed, year]), year, int(last["month"][seed, year]), name, group, float(value))
            for (name, group), values in nation.items()
            for year, value in zip(found.years, values, strict=True)
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
