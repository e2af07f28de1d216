"""What does a step really read and write? Found out by running it on copies of the state that have been spoilt.

A step may see only what it declares. So before each step of a run, the state is copied; in the copy every column that
the step does not declare as read is spoilt, and the step must do to the copy what it does to the state:

- what it writes has the same values, row by row; a row that it leaves alone in both is not compared, because leaving
  a row alone is not reading it;
- what it does not write stays spoilt.

A column that is written and not declared as read is spoilt too: it must be written anew, not added to. A sum that
starts from a missing flow (`bill[j] += pay`) therefore declares that it reads the flow. The one exception is
the accounts (the sectors table): posting an amount to an account is no reading, so accounts are spoilt by a known sum,
and the same amounts must have been posted to them.

Columns are spoilt in two ways, because one alone can be overlooked: missing (nothing known), and junk (numbers far off,
other people's firms and cities, flags turned round). They take turns by month, and each world begins with another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from inspect import isfunction
from typing import Any

import numpy as np

from segsim.plumbing.steps import Moment, Step
from segsim.plumbing.tables import Column, Table
from segsim.state import TABLES, State
from small_worlds import copy_of, looking_in, model, switched_on

COLUMNS: dict[str, Column] = {column.path: column for table in TABLES for column in table.columns()}
MISSING, JUNK = "missing", "junk"
POSTED = 1_048_576.0  # what is added to an account to spoil it; a power of two, so that adding it rounds little


@dataclass
class Findings:
    """What one step was seen to do over all months and worlds, by column path, and when it was first seen to."""

    ran: int = 0
    reads_undeclared: dict[str, str] = field(default_factory=dict)
    writes_undeclared: dict[str, str] = field(default_factory=dict)
    fetched: set[str] = field(default_factory=set)  # asked for, to read or to write
    matters: set[str] = field(default_factory=set)  # declared as read and written, and what stood there mattered
    changes: set[str] = field(default_factory=set)


_PLACES = {path: tuple(path.split(".")) for path in COLUMNS}


def array_of(state: State, path: str) -> np.ndarray:
    """The array of a column."""
    table, name = _PLACES[path]
    return getattr(state, table).__dict__[name]


def spoil(state: State, path: str, how: str) -> None:
    """Put values into a column that would show in any result that depends on it."""
    column, array = COLUMNS[path], array_of(state, path)
    if column.table == "sectors" and how == JUNK:
        array += POSTED
    elif column.dtype.kind == "f":
        array[...] = (
            np.nan if how == MISSING else np.where(np.arange(array.size).reshape(array.shape) % 2, -7.7e7, 7.7e7)
        )
    elif column.dtype.kind == "b":
        array[...] = False if how == MISSING else ~array
    elif column.links_to:
        rows = getattr(state, column.links_to).rows
        array[...] = -1 if how == MISSING else (array + 1) % rows  # always a row that exists: kernels do not check
    elif column.unit == "code":
        kinds = len(column.codes or ()) or int(array.max()) + 2
        array[...] = 0 if how == MISSING else (array + 1 + np.arange(array.size) % (kinds - 1)) % kinds
    else:
        array[...] = 0 if how == MISSING else 9999


def _spoilt(state: State, paths: Iterable[str], how: str) -> State:
    """The state with other values in some columns; it shares the arrays of all others."""
    tables = {name: object.__new__(type(table)) for name, table in state.tables()}
    for name, table in state.tables():
        tables[name].__dict__.update(table.__dict__)
    spoilt = State(**tables)
    for path in paths:
        table_of, name = _PLACES[path]
        tables[table_of].__dict__[name] = array_of(state, path).copy()
        spoil(spoilt, path, how)
    return spoilt


def same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """True by row where two columns hold the same value; missing equals missing."""
    return (one == other) | ((one != one) & (other != other))


def unchanged(one: np.ndarray, other: np.ndarray) -> bool:
    """True where two columns are the same in every row."""
    return one.tobytes() == other.tobytes() or bool(same(one, other).all())


class _Noting:
    """A table that notes which of its columns are asked for."""

    def __init__(self, table: Table, notes: set[str]) -> None:
        self.__dict__.update(table=table, notes=notes)

    def __getattr__(self, name: str) -> Any:
        found = getattr(type(self.table), name, None)
        if isfunction(found):  # what a method asks for is asked for, too
            return partial(found, self)
        if isinstance(found, Column):
            self.notes.add(found.path)
        return getattr(self.table, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.table, name, value)  # `table.pay += 1` hands back the same array


class Trial:
    """One step run on a state and on spoilt copies of it."""

    def __init__(self, step: Step, state: State, params: Any, moment: Moment) -> None:
        self.step, self.params, self.moment = step, params, moment
        self.before = copy_of(state)
        self.after = copy_of(state)
        self.fetched: set[str] = set()
        step(State(**{name: _Noting(table, self.fetched) for name, table in self.after.tables()}), params, moment)
        self.declared_reads = {column.path for column in step.reads}
        self.declared_writes = {column.path for column in step.writes}

    def changed(self) -> Iterator[str]:
        """Columns in which a value is another after the step."""
        for path in COLUMNS:
            if not unchanged(array_of(self.before, path), array_of(self.after, path)):
                yield path

    def depends_on(self, paths: Iterable[str], how: str) -> str:
        """What shows that the step reads one of the columns: a column that came out otherwise, or an error; or ''."""
        spoilt = _spoilt(self.before, paths, how)
        after = copy_of(spoilt)
        try:
            self.step(after, self.params, self.moment)
        except Exception as fault:  # noqa: BLE001  # whatever goes wrong, it went wrong because of the spoilt columns
            return f"{type(fault).__name__}: {fault}"
        for path in COLUMNS:
            now, then = array_of(after, path), array_of(spoilt, path)
            agree = self._agree(path, then, now) if path in self.declared_writes else unchanged(then, now)
            if not agree:
                return f"{path} came out otherwise"
        return ""

    def _agree(self, path: str, spoilt_before: np.ndarray, spoilt_after: np.ndarray) -> bool:
        clean_before, clean_after = array_of(self.before, path), array_of(self.after, path)
        left_alone = same(clean_before, clean_after) & same(spoilt_before, spoilt_after)
        is_account = path.startswith("sectors.") and path not in self.declared_reads
        if is_account:
            posted, posted_here = clean_after - clean_before, spoilt_after - spoilt_before
            return bool((left_alone | np.isnan(spoilt_after) | np.isclose(posted, posted_here, 1e-9, 1e-3)).all())
        return bool((left_alone | same(clean_after, spoilt_after)).all())


def probe(step: Step, state: State, params: Any, moment: Moment, found: Findings, how: str) -> None:
    """Run all trials of one step in one month and note what they show."""
    trial = Trial(step, state, params, moment)
    found.ran += 1
    found.fetched |= trial.fetched
    for path in trial.changed():
        found.changes.add(path)
        if path not in trial.declared_writes:
            found.writes_undeclared.setdefault(path, moment.label)
    hidden = [path for path in COLUMNS if path not in trial.declared_reads | set(found.reads_undeclared)]
    if trial.depends_on(hidden, how):
        for path in hidden:  # one at a time, to name the culprit
            if shown := trial.depends_on([path], how):
                found.reads_undeclared.setdefault(path, f"{moment.label}, {how}: {shown}")
    for path in (trial.declared_reads & trial.declared_writes) - found.matters:
        if trial.depends_on([path], how):
            found.matters.add(path)


def probe_worlds(names: Iterable[str], months: int) -> dict[str, Findings]:
    """What each step, by name, was seen to do in the named worlds."""
    found: dict[str, Findings] = defaultdict(Findings)
    for turn, name in enumerate(names):
        run = model(switched_on(name))

        def look(step: Step, state: State, params: Any, moment: Moment, turn: int = turn) -> None:
            probe(step, state, params, moment, found[step.name], (MISSING, JUNK)[(moment.index + turn) % 2])

        with looking_in(look):
            for _ in range(months):
                run.step()
    return found
