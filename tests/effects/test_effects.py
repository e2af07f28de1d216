"""Does each lever move what it should, the right way? One row of effects.csv a claim, each with the sign's source.

Two runs a row and seed differ in one parameter and share all luck. The difference of the indicator, a mean over the
last twelve months, must have the row's sign on average over the seeds, by more than two standard errors. Months: a
year of burn-in and two and a half years without dated events. What the step of a mechanism writes itself cannot show
what its parameters do: such an indicator is refused.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from segsim.indicators import INDICATORS, measure
from segsim.runs.conf import groups
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


def read_rows() -> list[Row]:
    """The tables of this folder in order, each value in the type of its parameter."""
    rows = []
    for table in sorted(Path(__file__).parent.glob("*.csv")):
        with table.open(newline="", encoding="utf-8") as file:
            rows += [_row(line) for line in csv.DictReader(file)]
    return rows


def _row(line: Mapping[str, str]) -> Row:
    pairs = (pair.split("=") for pair in filter(None, line["with"].split(";")))
    return Row(
        line["parameter"],
        _value(line["parameter"], line["low"]),
        _value(line["parameter"], line["high"]),
        line["indicator"],
        {"+": 1, "-": -1}[line["sign"]],
        int(line["from"]) if line["from"] else None,
        tuple((path, _value(path, text)) for path, text in pairs),
        line["source"],
    )


def _value(path: str, text: str) -> Any:
    if not text:
        return None
    entry = _parameter(path)
    if isinstance(entry.value, bool):
        return {"true": True, "false": False}[text]
    return entry.check(text if isinstance(entry.value, str) else float(text), "effects.csv")


def _parameter(path: str) -> Any:
    return next(entry for entry in groups()[path.split(".")[0]].values() if entry.path == path)


ROWS = read_rows()
NAMES = tuple(dict.fromkeys(row.indicator for row in ROWS))


def outcome(row: Row, value: Any, seed: int) -> float:
    """The row's indicator at one value of its parameter."""
    turned = () if value is None else ((row.parameter, value),)
    if row.since is None:
        return run(tuple(sorted(row.beside + turned)), (), 0, seed)[row.indicator]
    return run(row.beside, turned, row.since, seed)[row.indicator]


@cache
def run(held: tuple[tuple[str, Any], ...], changed: tuple[tuple[str, Any], ...], since: int, seed: int) -> dict:
    """Means of all indicators of the table over the last months of one run; rows with the same low or high share it."""
    told = settings(dict(held), world=WORLD, time=MONTHS, history=False)
    told = replace(told, changes=tuple(Change(since, path, value, "effects.csv") for path, value in changed))
    month = model(told, seed)
    found = []
    while month.months_left:
        month.step()
        if month.months_left < MEASURED:
            found.append(measure(month.state, *NAMES))
    return {name: float(np.mean([one[name] for one in found])) for name in NAMES}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_effect(row):
    differences = np.array([outcome(row, row.high, seed) - outcome(row, row.low, seed) for seed in SEEDS])
    mean, error = differences.mean(), differences.std(ddof=1) / np.sqrt(len(SEEDS))
    assert row.sign * mean > 2.0 * error, f"{mean:+.4g} with a standard error of {error:.2g}: {differences}"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_indicator_is_not_what_the_parameters_own_mechanism_writes(row):
    mechanism = row.parameter.split(".")[0]
    written = {column.path for step in MONTH if step.mechanism == mechanism for column in step.writes}
    read = {column.path for column in INDICATORS[row.indicator].reads}
    assert not written & read


def test_the_table_holds_at_least_two_rows_a_mechanism_and_every_source():
    # The tournament of cities moves nothing by itself in one direction: it copies. Production has no levers.
    tested = {row.parameter.split(".")[0] for row in ROWS}
    with_numbers = {step.mechanism for step in MONTH} - {"payroll", "accounting", "local_government", "production"}
    assert tested == with_numbers
    assert len(ROWS) >= 2 * len(with_numbers)
    assert all(row.source for row in ROWS)
