"""What is there? Listings read from the code, conf/ and the store: a heading and rows of words each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.parameters import Parameter
from segsim.plumbing.tables import Column
from segsim.runs.config.conf import dated_history, groups, scalar
from segsim.runs.config.scenarios import Scenario, read_scenario
from segsim.runs.questions.systems import list_systems
from segsim.runs.questions.tables import Listing
from segsim.settings import Time
from segsim.settings.files import choices
from segsim.settings.months import BEGINNING


def list_parameters(names: Sequence[str], *, assumed: bool) -> Listing:
    """Every number with value, unit, range, kind, meaning and source; of some mechanisms, or only the weak spots."""
    chosen = names or list(groups())
    for name in chosen:
        if name not in groups():
            raise unknown("mechanism", name, groups())
    entries = [entry for name in chosen for entry in groups()[name].values() if entry.is_assumed or not assumed]
    heading = ("key", "value", "unit", "range", "kind", "meaning", "source", "history")
    return heading, [_parameter_row(entry) for entry in entries]


def _parameter_row(entry: Parameter) -> tuple[str, ...]:
    dated = dated_history().get(entry.path, ())
    history = "; ".join(f"{date} {value}, {what} ({source})" for date, value, what, source in dated)
    return (
        entry.path, scalar(entry.value), entry.unit, entry.range_text, entry.kind, entry.meaning, entry.source, history
    )  # fmt: skip


def shares_of_sources() -> str:
    """How many of all numbers are assumed, calibrated and published, in one sentence."""
    entries = [entry for group in groups().values() for entry in group.values()]
    shares = {kind: sum(entry.source.startswith(kind) for entry in entries) for kind in ("assumed", "calibrated")}
    assumed, calibrated = (f"{round(100 * count / len(entries))} %" for count in shares.values())
    return f"Of {len(entries)} parameters {assumed} are assumed and {calibrated} calibrated"


def list_schedule(names: Sequence[str]) -> Listing:
    """The month in order: each step, what it does, what it reads and writes."""
    _no_names("schedule", names)
    from segsim.schedule import MONTH

    rows: list[tuple[str, ...]] = [
        (str(place), step.mechanism, step.name, step.description, _paths(step.reads), _paths(step.writes))
        for place, step in enumerate(MONTH, start=1)
    ]
    return ("", "mechanism", "step", "says", "reads", "writes"), rows


def list_columns(names: Sequence[str]) -> Listing:
    """Every column of every table: width, unit, kind, meaning, what it starts with and what an entrant gets."""
    columns = _columns()
    tables = list(dict.fromkeys(column.table for column in columns))
    for name in names:
        if name not in tables:
            raise unknown("table", name, tables)
    chosen = [column for column in columns if not names or column.table in names]
    rows: list[tuple[str, ...]] = [
        (
            entry.path, str(entry.dtype), entry.unit, entry.kind, entry.meaning, entry.start_text, entry.entrant_text,
            entry.along.__name__.lower() if entry.along else "",
        )
        for entry in chosen
    ]  # fmt: skip
    return ("column", "type", "unit", "kind", "meaning", "starts with", "entrant", "by"), rows


def list_indicators(names: Sequence[str]) -> Listing:
    """Indicators whose name, meaning or counterpart holds a word: of whom, in what, for which groups, beside what."""
    from segsim.indicators import INDICATORS

    found: dict[str, Any] = {}
    for word in names:
        details = {name: f"{name} {one.meaning} {one.counterpart}".lower() for name, one in INDICATORS.items()}
        hits = {name: INDICATORS[name] for name, text in details.items() if word.lower() in text}
        if not hits:
            raise unknown("indicator", word, INDICATORS)
        found |= hits
    rows: list[tuple[str, ...]] = [
        (
            name, one.unit, one.population, one.price_basis, one.every, " ".join(one.groups), one.meaning,
            one.counterpart, ", ".join(f"{series.variable} ({group})" for group, series in one.by.items()),
        )
        for name, one in (found if names else INDICATORS).items()
    ]  # fmt: skip
    heading = ("indicator", "unit", "of", "prices", "every", "groups", "meaning", "counterpart", "published")
    return heading, rows


def list_lineage(names: Sequence[str]) -> Listing:
    """The steps that read or write a column, in the order of the month."""
    from segsim.schedule import MONTH

    if len(names) != 1:
        raise InputError("say one column, as in `segsim lineage workers.base_wage`; `segsim columns` lists them")
    known = [column.path for column in _columns()]
    if names[0] not in known:
        raise unknown("column", names[0], known)
    rows: list[tuple[str, ...]] = []
    for place, step in enumerate(MONTH, start=1):
        reads, writes = (any(column.path == names[0] for column in which) for which in (step.reads, step.writes))
        if reads or writes:
            verb = " and ".join(word for word, does in (("reads", reads), ("writes", writes)) if does)
            rows.append((str(place), step.mechanism, step.name, verb, step.description))
    return ("", "mechanism", "step", "does", "says"), rows


def list_scenarios(names: Sequence[str], folders: Sequence[Path]) -> Listing:
    """Dated policies: when they begin, what they turn, what they predict, and which row of the mission they serve."""
    known = choices("scenario", list(folders))
    for name in names:
        if name not in known:
            raise unknown("scenario", name, known)
    found = [read_scenario(name, Time(), list(folders)) for name in names or known]
    return ("scenario", "title", "from", "turns", "predictions", "row"), [_scenario_row(one) for one in found]


def _scenario_row(scenario: Scenario) -> tuple[str, ...]:
    starts = sorted({held.start for held in scenario.held})
    dates = ["start" if start == BEGINNING else "{}-{:02d}".format(*Time().year_month(start)) for start in starts]
    turns = [f"{held.path} = {scalar(held.value)}" for held in scenario.held]
    predictions = [f"{entry.get('indicator')} {entry.get('sign', '')}".strip() for entry in scenario.predictions]
    return scenario.name, scenario.title, ", ".join(dates), ", ".join(turns), ", ".join(predictions), scenario.rows


def list_runs(names: Sequence[str], results: Path) -> Listing:
    """What the store holds: each run and comparison, its seeds and months, and whether it would be used again."""
    _no_names("runs", names)
    from segsim.evidence import file_hash
    from segsim.plumbing.kernels import source_hash
    from segsim.runs.store.named import comparisons
    from segsim.runs.store.store import Store

    def age(evidence: str, source: str) -> str:
        return "current" if (evidence, source) == (file_hash(), source_hash()) else "older source or evidence"

    rows: list[tuple[str, ...]] = []
    for stored in Store(results).runs():
        found, hashes = stored.manifest, stored.hashes
        months = f"{found.get('first_month', '')} to {found.get('last_month', '')}"
        seeds = f"{len(stored.seeds)} of {len(found['seeds'])}"
        of, written = f"{found.get('workers', 0):,}", str(found.get("written", ""))
        rows.append((stored.folder.name, seeds, months, of, written, age(hashes.evidence, hashes.source)))
    for folder, details in comparisons(results):
        seeds, months, made = str(len(details["seeds"])), " to ".join(details["window"]), details["baseline"]["hashes"]
        rows.append((folder.name, seeds, months, "", details["written"], age(made["evidence"], made["source"])))
    return ("run or comparison", "seeds finished", "months", "workers", "written", "made by"), rows


def _columns() -> list[Column]:
    from segsim.state import TABLES

    return [column for table in TABLES for column in table.columns()]


def _paths(columns: Iterable[Column]) -> str:
    return ", ".join(column.path for column in columns)


def _no_names(command: str, names: Sequence[str]) -> None:
    if names:
        raise InputError(f"`segsim {command}` takes no names, but {', '.join(names)} was given")


def _sets_of_facts(names: Sequence[str]) -> Listing:
    _no_names("validate", names)
    from segsim.runs.questions.validate import list_sets

    return list_sets()


LISTINGS: dict[str, Callable[..., Any]] = {
    "params": list_parameters,
    "schedule": list_schedule,
    "columns": list_columns,
    "indicators": list_indicators,
    "lineage": list_lineage,
    "scenarios": list_scenarios,
    "systems": list_systems,
    "validate": _sets_of_facts,
    "runs": list_runs,
}
