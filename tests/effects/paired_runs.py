"""What does a lever move? Two runs that differ in one parameter and share all luck, and the tables that claim a sign.

The difference of an indicator, a mean over the last twelve months, is taken seed by seed. Months: a year of burn-in and
two and a half years without dated events. Indicators that need whole years are taken of the last year.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from segsim.indicators import INDICATORS, measure
from segsim.recorder import Recorder
from segsim.runs.coverage import SYSTEMS
from segsim.runs.scenarios import known_parameter
from segsim.schedule import MONTH
from segsim.settings import Change, Time
from segsim.world.size import World
from small_worlds import model, settings

WORLD = World(workers=3000, firms=150)
MONTHS = Time(start=(2006, 1), end=(2008, 6), burn_in=12)
MEASURED = 12  # last months
SEEDS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Row:
    """One claim: from low to high, the indicator moves by sign."""

    parameter: str
    low: Any  # None is the model's own value
    high: Any
    indicator: str
    sign: int
    since: int | None  # month from which the value holds; None is the first of the burn-in
    beside: tuple[tuple[str, Any], ...]  # held in both runs
    source: str

    def __str__(self) -> str:
        return f"{self.parameter}:{self.indicator}"


def read_effects() -> list[Row]:
    """The tables of this folder in order, each value in the type of its parameter."""
    return [row for table in sorted(Path(__file__).parent.glob("*.csv")) for row in _read(table)]


def read_systems() -> dict[int, Row | None]:
    """The thirty systems by number; None for one whose lever is blank."""
    with SYSTEMS.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    return {int(line["row"]): _row(line | {"parameter": line["lever"]}) if line["lever"] else None for line in lines}


def _read(table: Path) -> list[Row]:
    with table.open(newline="", encoding="utf-8") as file:
        return [_row(line) for line in csv.DictReader(file)]


def _row(line: Mapping[str, str]) -> Row:
    beside = dict(pair.split("=") for pair in filter(None, line["with"].split(";")))
    since = beside.pop("from", None) or line.get("from")
    return Row(
        line["parameter"],
        _value(line["parameter"], line["low"]),
        _value(line["parameter"], line["high"]),
        line["indicator"],
        {"+": 1, "-": -1}[line["sign"]],
        int(since) if since else None,
        tuple((path, _value(path, text)) for path, text in beside.items()),
        line.get("source", ""),
    )


def _value(path: str, text: str) -> Any:
    if not text:
        return None
    entry = _parameter(path)
    if isinstance(entry.value, bool):
        return {"true": True, "false": False}[text]
    return entry.check(text if isinstance(entry.value, str) else float(text), "the table of effects")


def _parameter(path: str) -> Any:
    return known_parameter(path, "the table of effects")


EFFECTS = read_effects()
NUMBERED = read_systems()
NAMES = tuple(dict.fromkeys(row.indicator for row in (*EFFECTS, *filter(None, NUMBERED.values()))))
YEARLY = tuple(name for name in NAMES if name in INDICATORS and INDICATORS[name].basis == "years")
MONTHLY = tuple(name for name in NAMES if name in INDICATORS and name not in YEARLY)


def outcome(row: Row, value: Any, seed: int) -> float:
    """The row's indicator at one value of its parameter."""
    turned = () if value is None else ((row.parameter, value),)
    if row.since is None:
        return run(tuple(sorted(row.beside + turned)), (), 0, seed)[row.indicator]
    return run(row.beside, turned, row.since, seed)[row.indicator]


@cache
def run(held: tuple[tuple[str, Any], ...], changed: tuple[tuple[str, Any], ...], since: int, seed: int) -> dict:
    """Means of all indicators over the last months of one run; rows with the same low or high share it."""
    size = {path.partition(".")[2]: value for path, value in held if path.startswith("world.")}
    levers = {path: value for path, value in held if not path.startswith("world.")}
    told = settings(levers, world=replace(WORLD, **size), time=MONTHS, history=False)
    told = replace(told, changes=tuple(Change(since, path, value, "the table of effects") for path, value in changed))
    month = model(told, seed)
    recorder = Recorder(month, panel=False) if YEARLY else None
    found = []
    while month.months_left:
        month.step()
        if recorder:
            recorder.record()
        if month.months_left < MEASURED:
            found.append(measure(month.state, *MONTHLY))
    means = {name: float(np.mean([one[name] for one in found])) for name in MONTHLY}
    return means | (_last_year(recorder) if recorder else {})


def _last_year(recorder: Recorder) -> dict[str, float]:
    """Values of the indicators that need years: the last one of each."""
    series = recorder.finish().series
    last = series[series["indicator"].isin(YEARLY)].groupby("indicator", observed=True)["value"].last()
    return dict.fromkeys(YEARLY, float("nan")) | last.to_dict()


def moves(row: Row) -> tuple[bool, str]:
    """True where the indicator moves by the row's sign, by more than two standard errors; and what was found."""
    differences = np.array([outcome(row, row.high, seed) - outcome(row, row.low, seed) for seed in SEEDS])
    mean, error = differences.mean(), differences.std(ddof=1) / np.sqrt(len(SEEDS))
    return bool(row.sign * mean > 2.0 * error), f"{mean:+.4g} with a standard error of {error:.2g}: {differences}"


def written_and_measured(row: Row) -> set[str]:
    """Columns that the indicator measures and a step of the lever's own mechanism writes: there may be none."""
    mechanism = row.parameter.split(".")[0]
    written = {column.path for step in MONTH if step.mechanism == mechanism for column in step.writes}
    return written & {column.path for column in INDICATORS[row.indicator].reads}
