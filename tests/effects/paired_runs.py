"""What does a lever move? Two runs with common random numbers that differ in one parameter, and tables of signs.

The difference of an indicator, a mean over the last twelve months, is taken seed by seed. Months: a year of burn-in and
two and a half years without dated events. Indicators that need whole years are taken of the last year.
"""

from __future__ import annotations

import copy
import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from segsim.analysis.growth import with_growth
from segsim.analysis.series import names_of_series
from segsim.indicators import measure, named
from segsim.indicators.counts import Before
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import NATION, address
from segsim.model import SegmentationModel
from segsim.recorder import Recorder
from segsim.runs.questions.systems import SYSTEMS
from segsim.schedule import MONTH
from segsim.settings import Change, Time
from segsim.settings.catalogue import known_parameter, of_the_model
from segsim.world.size import World
from small_worlds import model, settings

WORLD = World(workers=3000, firms=150)
MONTHS = Time(start=(2006, 1), end=(2008, 6), burn_in=12)
MEASURED = 12  # last months
SEEDS = (1, 2, 3, 4)
MORE_SEEDS = tuple(range(5, 13))  # of a row that the first leave open


@dataclass(frozen=True)
class Row:
    """One claim: from low to high, the indicator moves by sign."""

    parameter: str
    low: Any  # None is the model's own value
    high: Any
    indicator: str
    sign: int
    since: int | None  # month from which the value holds; None is the first of the burn-in
    beside: tuple[tuple[str, Any], ...]  # the same in both runs; `without` names mechanisms left out
    source: str

    def __str__(self) -> str:
        return f"{self.parameter}:{self.indicator}"

    @property
    def is_large(self) -> bool:
        """It needs a world larger than WORLD, and ten times as long."""
        return any(path == "world.workers" for path, _ in self.beside)


def with_time(rows: Iterable[Row]) -> list[Any]:
    """The rows for parametrize; those in larger worlds are slow tests."""
    return [pytest.param(row, id=str(row), marks=pytest.mark.slow if row.is_large else ()) for row in rows]


def read_effects() -> list[Row]:
    """The tables of this folder in order, each value in the type of its parameter."""
    return [row for table in sorted(Path(__file__).parent.glob("*.csv")) for row in _read(table)]


def read_systems() -> dict[int, Row | None]:
    """The thirty systems by number; None for one that has no lever."""
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
        address(line["indicator"], line["group"] or NATION),
        {"+": 1, "-": -1}[line["sign"]],
        int(since) if since else None,
        tuple((path, _value(path, text)) for path, text in beside.items()),
        line.get("source", ""),
    )


def _value(path: str, text: str) -> Any:
    if not text:
        return None
    if path == "without":
        return tuple(text.split("+"))
    entry = _parameter(path)
    if isinstance(entry.value, bool):
        return {"true": True, "false": False}[text]
    return entry.check(text if isinstance(entry.value, str) else float(text), "the table of effects")


def _parameter(path: str) -> Any:
    return known_parameter(path, "the table of effects", of_the_model())


EFFECTS = read_effects()
NUMBERED = read_systems()


@dataclass(frozen=True)
class Levers:
    """What is set in a run beside its seed, without the model's own values: runs with the same levers are one run."""

    constant: tuple[tuple[str, Any], ...]  # from the first month of the burn-in
    changed: tuple[tuple[str, Any], ...]
    since: int  # month from which `changed` holds; 0 where nothing changes


def levers_of(row: Row, value: Any) -> Levers:
    """Levers of the row's run at one value of its parameter."""
    turned = {} if value is None else {row.parameter: value}
    constant = dict(row.beside) if row.since is not None else dict(row.beside) | turned
    changed = {path: value for path, value in turned.items() if row.since is not None and value != _own(path, constant)}
    constant = {path: value for path, value in constant.items() if path.startswith("world.") or value != _own(path, {})}
    return Levers(tuple(sorted(constant.items())), tuple(changed.items()), (row.since or 0) if changed else 0)


def _own(path: str, constant: Mapping[str, Any]) -> Any:
    return constant.get(path, () if path == "without" else _parameter(path).value)


def _wanted() -> dict[Levers, tuple[str, ...]]:
    wanted: dict[Levers, set[str]] = {}
    for row in (*EFFECTS, *filter(None, NUMBERED.values())):
        for value in (row.low, row.high):
            wanted.setdefault(levers_of(row, value), set()).add(row.indicator)
    return {run: tuple(sorted(names)) for run, names in wanted.items()}


WANTED = _wanted()  # indicators that some row asks of each run


def outcome(row: Row, value: Any, seed: int) -> float:
    """The row's indicator at one value of its parameter."""
    return measured(levers_of(row, value), seed)[row.indicator]


@cache
def measured(one: Levers, seed: int) -> dict[str, float]:
    """Means over the last months of one run, of what the rows that share it ask for."""
    yearly = [name for name in WANTED[one] if named(name).basis == "years"]
    monthly = [name for name in WANTED[one] if name not in yearly]
    assert not (yearly and one.changed), "whole years are recorded from the first month on, before anything changes"
    run = _changed(one, seed) if one.changed else _begun(one.constant, -MONTHS.burn_in, seed)
    recorder = Recorder(run, panel=False) if yearly else None
    found = []
    while run.months_left:
        before = Before.of(run.state) if monthly and run.months_left <= MEASURED else None
        run.step()
        if recorder:
            recorder.record()
        if monthly and run.months_left < MEASURED:
            found.append(measure(run.state, *monthly, before=before))
    means = {name: float(np.mean([month[name] for month in found])) for name in monthly}
    return means | (_last_year(recorder, yearly) if recorder else {})


def _begun(constant: tuple[tuple[str, Any], ...], month: int, seed: int) -> SegmentationModel:
    """The run before that month."""
    size = {path.partition(".")[2]: value for path, value in constant if path.startswith("world.")}
    levers = {path: value for path, value in constant if not path.startswith("world.")}
    left_out = levers.pop("without", ())
    chosen = settings(levers, world=replace(WORLD, **size), time=MONTHS, history=False, without=left_out)
    return model(chosen, seed, MONTHS.burn_in + month)


_begun_once = cache(_begun)


def _changed(one: Levers, seed: int) -> SegmentationModel:
    """The run before something changes in it: runs that differ only from there on share what comes before."""
    run = copy.deepcopy(_begun_once(one.constant, one.since, seed))
    changes = tuple(Change(one.since, path, value, "the table of effects") for path, value in one.changed)
    run.settings = replace(run.settings, changes=changes)
    return run


def _last_year(recorder: Recorder, names: list[str]) -> dict[str, float]:
    """Values of the indicators that are read out of years of cells: the last one of each."""
    record = recorder.finish()
    series, _ = with_growth(record.series, record.cells, Cutoffs())
    last = series.assign(word=names_of_series(series).astype(str)).groupby("word")["value"].last()
    last = last[last.index.isin(names)]
    return dict.fromkeys(names, float("nan")) | last.to_dict()


def moves(row: Row) -> tuple[bool, str]:
    """True where the indicator moves by the row's sign, by more than two standard errors; and what was found."""
    mean, error, found = _differences(row, SEEDS)
    if abs(mean) <= 2.0 * error:
        mean, error, found = _differences(row, SEEDS + MORE_SEEDS)
    return bool(row.sign * mean > 2.0 * error), found


def _differences(row: Row, seeds: tuple[int, ...]) -> tuple[float, float, str]:
    differences = np.array([outcome(row, row.high, seed) - outcome(row, row.low, seed) for seed in seeds])
    mean, error = differences.mean(), differences.std(ddof=1) / np.sqrt(len(seeds))
    return float(mean), float(error), f"{mean:+.4g} with a standard error of {error:.2g}: {differences}"


def written_and_measured(row: Row) -> set[str]:
    """Columns that the indicator measures and a step of the lever's own mechanism writes: there may be none."""
    mechanism = row.parameter.split(".")[0]
    written = {column.path for step in MONTH if step.mechanism == mechanism for column in step.writes}
    return written & {column.path for column in named(row.indicator).reads}
