"""Is what each scenario's file predicted before its first run supported?

Every scenario and history are run with the same seeds, so that they share all random draws. For each prediction the
indicator is taken as a mean over the months named, the difference from history seed by seed, and its 95 % interval by
Student's t:

  supported     the interval lies on the predicted side of zero; for sign 0: within the smallest effect of interest,
                a share of history's level, on both sides (an equivalence test by the 95 % interval)
  contradicted  it lies on the other side; for sign 0: wholly beyond the smallest effect
  inconclusive  anything else, and wherever an indicator is missing

A contradiction is a finding. A prediction is never changed after its scenario has run. Because it was written down
before, it is judged by its own interval, with no correction for how many there are; differences that are looked through
afterwards have the verdict of analysis/verdict.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.analysis.series import read_series
from segsim.analysis.stored import read_table
from segsim.indicators.groups import NATION, address
from segsim.plumbing.errors import InputError, unknown
from segsim.recorder import AXES
from segsim.runs.config.scenarios import Scenario
from segsim.runs.questions.tables import Listing, format_number
from segsim.settings import Time
from segsim.settings.months import month_index
from segsim.state.codes import Region

if TYPE_CHECKING:
    import pandas as pd

SUPPORTED, CONTRADICTED, INCONCLUSIVE = VERDICTS = "supported", "contradicted", "inconclusive"
SIGNS = {"+": 1, "-": -1, "0": 0, "1": 1, "-1": -1}
PLACES = {code.name.lower(): axis for axis, codes in AXES.items() for code in codes if code != Region.RURAL}
LAST, ALL = "last", "all"
LAST_MONTHS = 12
ZERO = Time(start=(0, 1), burn_in=0)
HEADING = (
    "scenario", "indicator", "group", "cell", "months", "sign", "history", "scenario_value", "difference", "low",
    "high", "relative", "seeds", "verdict", "row", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Prediction:
    """One line of `predictions`: this indicator, there and then, moves this way."""

    scenario: str
    indicator: str
    group: str
    cell: str
    sign: int
    months: tuple[int, int] | str  # first and last month, counted from year 0; or last, or all

    @property
    def is_place(self) -> bool:
        """True where a region, an industry or a tier is named as the cell: such values are yearly."""
        return self.cell != ALL

    @property
    def word(self) -> str:
        """The recorded series: the indicator of the group."""
        return address(self.indicator, self.group)

    @property
    def when(self) -> str:
        """The months in words."""
        if isinstance(self.months, str):
            return self.months
        from segsim.world.outside import LAST_YEAR_KNOWN, PROJECTION_LABEL

        months = " to ".join("{}-{:02d}".format(*ZERO.year_month(index)) for index in self.months)
        is_ahead = ZERO.year_month(self.months[1])[0] > LAST_YEAR_KNOWN
        return f"{months} ({PROJECTION_LABEL})" if is_ahead else months


@dataclass(frozen=True)
class Finding:
    """What came out for one prediction."""

    prediction: Prediction
    history: float  # mean over seeds
    value: float
    differences: tuple[float, ...]
    low: float
    high: float
    verdict: str

    @property
    def difference(self) -> float:
        """Mean over seeds."""
        return float(np.mean(self.differences)) if self.differences else float("nan")


def predictions(scenario: Scenario) -> list[Prediction]:
    """The predictions of a scenario, checked; InputError where one cannot be looked up."""
    return [_prediction(entry, scenario.name) for entry in scenario.predictions]


def _prediction(entry: Mapping[str, Any], name: str) -> Prediction:
    from segsim.indicators import INDICATORS

    where = f"predictions of scenario {name}"
    cell, group, sign = str(entry.get("cell", ALL)), str(entry.get("group", NATION)), str(entry.get("sign"))
    if sign not in SIGNS:
        raise InputError(f"sign is +, - or 0, not {sign!r} (set in {where})")
    indicator, months = str(entry.get("indicator")), _months(entry.get("months", LAST), where)
    if indicator not in INDICATORS:
        raise unknown("indicator", indicator, INDICATORS, where)
    known = INDICATORS[indicator]
    if cell not in (ALL, *PLACES):
        raise unknown("cell", cell, PLACES, where)
    if cell != ALL and not (known.by_cell or known.basis == "years"):
        raise InputError(f"{indicator} is not measured by {PLACES[cell]} (set in {where})")
    if cell != ALL and group != NATION:
        raise InputError(f"say a group or a cell, not both: {group} and {cell} (set in {where})")
    if not known.is_of(group):
        raise unknown(f"group of {indicator}", group, known.groups, where)
    return Prediction(name, indicator, group, cell, SIGNS[sign], months)


def _months(value: Any, where: str) -> tuple[int, int] | str:
    if value in (LAST, ALL):
        return str(value)
    if not isinstance(value, list) or len(value) != 2:
        raise InputError(f"months is last, all or [2015-01, 2020-12], not {value!r} (set in {where})")
    first, last = (month_index(month, ZERO, "months", where) for month in value)
    if first > last:
        raise InputError(f"months run from {value[0]} to {value[1]}, which is backwards (set in {where})")
    return first, last


def values_by_seed(folder: Path, asked: Prediction, seeds: Sequence[int]) -> dict[int, float]:
    """Mean of the indicator over the months asked for, by seed; of a place: over the years that they touch."""
    if asked.is_place:
        chosen: list[tuple[str, str, Any]] = [("seed", "in", list(seeds)), ("indicator", "==", asked.indicator)]
        axis = PLACES[asked.cell]
        chosen += [(name, "==", asked.cell if name == axis else "all") for name in AXES]
        table = read_table(folder, "cells", chosen)
        table["at"] = table["year"] * 12
    else:
        found = read_series(folder, [asked.word], seeds).melt(ignore_index=False)
        table = found.dropna(subset="value").reset_index()
        table["at"] = table["year"] * 12 + table["month"] - 1
    return mean_over(table, asked.months, whole_years=asked.is_place)


def mean_over(table: pd.DataFrame, months: tuple[int, int] | str, *, whole_years: bool) -> dict[int, float]:
    """Mean by seed of the rows whose month (column `at`, counted from year 0) is wanted."""
    if len(table) and months != ALL:
        last = table["at"].max()
        first, last = (last - (0 if whole_years else LAST_MONTHS - 1), last) if isinstance(months, str) else months
        first = first - first % 12 if whole_years else first
        table = table[(table["at"] >= first) & (table["at"] <= last)]
    means = table.groupby("seed")["value"].mean()
    return {int(seed): float(value) for seed, value in zip(means.index, means, strict=True)}


def judge(asked: Prediction, history: Mapping[int, float], changed: Mapping[int, float], smallest: float) -> Finding:
    """Verdict on one prediction from the values of both runs by seed; `smallest` is a share of history's level."""
    from segsim.analysis.paired import mean_and_margin

    seeds = [seed for seed in history if seed in changed and np.isfinite(history[seed] + changed[seed])]
    differences = tuple(float(changed[seed] - history[seed]) for seed in seeds)
    level = float(np.mean([history[seed] for seed in seeds])) if seeds else float("nan")
    value = float(np.mean([changed[seed] for seed in seeds])) if seeds else float("nan")
    mean, half = mean_and_margin(differences)
    low, high = mean - half, mean + half
    return Finding(asked, level, value, differences, low, high, verdict(low, high, asked.sign, smallest * abs(level)))


def verdict(low: float, high: float, sign: int, smallest: float) -> str:
    """Supported, contradicted or inconclusive by the 95 % interval; `smallest` counts for sign 0 only."""
    if not (np.isfinite(low) and np.isfinite(high)):
        return INCONCLUSIVE
    if sign == 0:
        if -smallest <= low and high <= smallest:
            return SUPPORTED
        return CONTRADICTED if low > smallest or high < -smallest else INCONCLUSIVE
    if sign * low > 0.0 and sign * high > 0.0:
        return SUPPORTED
    return CONTRADICTED if sign * low < 0.0 and sign * high < 0.0 else INCONCLUSIVE


def paragraphs(findings: Sequence[Finding], smallest: float) -> list[str]:
    """What a reader of the table has to know, and how many predictions were supported."""
    verdicts = [one.verdict for one in findings]
    return [
        "# Is what each scenario predicted supported?",
        "Each prediction was written into its scenario before the first run and is never edited after it. A scenario "
        "and history share all random draws; a difference is taken seed by seed, its interval (low to high) is one of "
        "95 % by Student's t, one prediction at a time. *Supported*: the interval lies on the predicted side of zero. "
        "*Contradicted*: on the other side. *Inconclusive*: anything else. Where no change is predicted (sign 0), "
        f"within {100 * smallest:g} % of history's level on "
        "both sides is supported, and wholly beyond is contradicted. A contradiction is a finding.",
        f"{len(findings)} predictions: " + ", ".join(f"{verdicts.count(kind)} {kind}" for kind in VERDICTS) + ".",
    ]


def listing(findings: Sequence[Finding], scenarios: Mapping[str, Scenario], *, plain: bool) -> Listing:
    """One line a prediction; `plain`: numbers for programs to read, with the source."""
    rows: list[tuple[str, ...]] = []
    for one in findings:
        asked, scenario = one.prediction, scenarios[one.prediction.scenario]
        relative = one.difference / abs(one.history) if one.history else float("nan")
        numbers = (one.history, one.value, one.difference, one.low, one.high)
        texts = [f"{number:.6g}" if plain else format_number(number) for number in numbers]
        share = f"{relative:.6g}" if plain else ("-" if np.isnan(relative) else f"{100 * relative:+.1f} %")
        sign = {1: "+", -1: "-", 0: "0"}[asked.sign]
        rows.append((
            asked.scenario, asked.indicator, asked.group, asked.cell, asked.when, sign, *texts, share,
            str(len(one.differences)), one.verdict, scenario.rows, " ".join(scenario.source.split()),
        ))  # fmt: skip
    return (HEADING, rows) if plain else (HEADING[:-2], [row[:-2] for row in rows])
