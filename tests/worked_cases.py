"""What does a case in tests/cases/*.yaml mean, and does the model do what it expects?

A case names a rule or a step, gives a few numbers, and says what must come out. Whoever writes one need not program, so
every mistake is reported in one line with file, case and nearest known names. What a case does not give has the
value of the tables filled by hand (hand_made.py).
"""

from __future__ import annotations

import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import yaml

import segsim
from hand_made import moment
from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.parameters import parameters
from segsim.plumbing.steps import Step
from segsim.state import State
from tables_of_cases import coded, part_of, plain, state_of

ROOT = Path(segsim.__file__).parents[2]
HISTORY = ROOT / "conf" / "law" / "history.yaml"
PACKAGES = ("segsim.mechanisms", "segsim.rules")
KEYS = ("case", "source", "rule", "step", "rows", "date", "set", "given", "expect", "tolerance")
CLOSE, TINY = 1e-6, 1e-9  # relative, and absolute where nothing is expected; workers' columns have seven digits


class WrongNumberError(AssertionError):
    """The model does not do what the case expects."""


@dataclass(frozen=True)
class Case:
    """A case as it was written, with the file and name by which its writer finds it."""

    where: str
    text: dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """The rule or step that a case is about; `place` is the mechanism, or the file of rules, that it stands in."""

    name: str
    place: str
    run: Callable[..., Any]
    step: Step | None


class _Loader(yaml.SafeLoader):
    """YAML in which a name that is given twice is a mistake."""

    def construct_mapping(self, node, deep=False):
        names = [key.value for key, _ in node.value]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise InputError(f"line {node.start_mark.line + 1}: {twice[0]!r} is given twice")
        return super().construct_mapping(node, deep)


def read_cases(file: Path) -> list[Case]:
    """The cases of a file; InputError where it is no list of cases."""
    try:
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as fault:
        raise InputError(f"{file.name} is not YAML: {' '.join(str(fault).split())}") from None
    except InputError as fault:
        raise InputError(f"{file.name}, {fault}") from None
    if not isinstance(entries, list) or not entries:
        raise InputError(f"{file.name}: a file of cases is a list, each case beginning with '- case: its name'")
    cases = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("case"), str):
            raise InputError(f"{file.name}, entry {number}: a case begins with '- case: its name'")
        cases.append(Case(f"{file.name}, case {entry['case']!r}", entry))
    names = [case.where for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{name} stands there twice")
    return cases


def check(case: Case) -> None:
    """Run the case: InputError where it cannot be understood, WrongNumberError where something else comes out."""
    try:
        _check(case.text)
    except InputError as fault:
        raise InputError(f"{case.where}: {fault}") from None
    except WrongNumberError as fault:
        raise WrongNumberError(f"{case.where}: {fault}") from None


def _check(text: dict[str, Any]) -> None:
    for key in text:
        if key not in KEYS:
            raise unknown("entry", str(key), KEYS)
    if not isinstance(text.get("source"), str) or not text["source"].strip():
        raise InputError("where is the example from? Say it in source, or write 'assumed'")
    if ("rule" in text) == ("step" in text):
        raise InputError("a case has either a rule or a step")
    given = text.get("given") or {}
    if not isinstance(given, dict):
        raise InputError("given holds names and values, as 'firms.base_wage: 10'")
    asked = find(str(text.get("rule", text.get("step"))), is_step="step" in text)
    columns = {name: value for name, value in given.items() if "." in str(name)}
    state, sizes = state_of(columns, text.get("rows") or {})
    arguments = _arguments(asked, text, state, {name: given[name] for name in given if name not in columns})
    if asked.step is None:
        expected = text.get("expect")
        tolerance = _tolerance(text, [expected])
        _compare(asked.name, np.asarray(asked.run(**arguments)), expected, tolerance)
        return
    expected = text.get("expect")
    if not isinstance(expected, dict) or not expected:
        raise InputError("expect holds columns and their values, as 'workers.overtime_pay: 150'")
    tolerance = _tolerance(text, list(expected.values()))
    wanted = {path: part_of(path) for path in expected}
    for path, part in wanted.items():
        if part.column not in asked.step.writes:
            raise InputError(
                f"{asked.name} does not write {path}; it writes {', '.join(c.path for c in asked.step.writes)}"
            )
    asked.run(**arguments)
    for path, part in wanted.items():
        values = part.of(state)[: sizes[part.table]]
        _compare(path, values, coded(part.column, expected[path]), tolerance)


@cache
def everything() -> dict[str, Asked]:
    """Every step and rule by `place.name`."""
    found: dict[str, Asked] = {}
    for package in PACKAGES:
        if importlib.util.find_spec(package) is None:
            continue
        root = importlib.import_module(package)
        for entry in pkgutil.walk_packages(root.__path__, f"{package}."):
            module = importlib.import_module(entry.name)
            place = entry.name.removeprefix(f"{package}.").split(".")[0]
            for name, thing in vars(module).items():
                step = thing if isinstance(thing, Step) else None
                run = step.run if step else getattr(thing, "py_func", thing)  # what numba compiles: as it is written
                if name.startswith("_") or not inspect.isfunction(run) or run.__module__ != entry.name:
                    continue
                key = f"{place}.{name}"
                if key in found:
                    raise TypeError(f"two rules are called {key}")
                found[key] = Asked(key, place, run, step)
    return found


def find(name: str, *, is_step: bool) -> Asked:
    """The rule or step of this name, alone or as `place.name`."""
    kind = "step" if is_step else "rule"
    known = everything()
    fits = [asked for key, asked in known.items() if name in (key, key.rpartition(".")[2])]
    if not fits:
        names = [key for key, asked in known.items() if (asked.step is not None) == is_step]
        raise unknown(kind, name, names if "." in name else [key.rpartition(".")[2] for key in names])
    if len(fits) > 1:
        raise InputError(f"there is more than one {name}: say which, {' or '.join(asked.name for asked in fits)}")
    asked = fits[0]
    if (asked.step is not None) != is_step:
        raise InputError(f"{name} is no {kind}: write '{'rule' if is_step else 'step'}: {name}'")
    return asked


def _arguments(asked: Asked, text: dict[str, Any], state: State, given: dict[str, Any]) -> dict[str, Any]:
    """What the rule or step is called with: tables, numbers in force, and what the case gives by name."""
    date = _date(text.get("date"))
    ready = {"state": state, "moment": moment(*date), **dict(state.tables())}
    names = list(inspect.signature(asked.run).parameters)
    if "params" in names:
        ready["params"] = _params(asked, text, date if "date" in text else None)
    elif text.get("set"):
        raise InputError(f"{asked.name} takes no parameters, so nothing can be set")
    asked_for = [name for name in names if name not in ready]
    for name in given:
        if name not in asked_for:
            raise unknown("argument", str(name), asked_for or ["none: columns are written as firms.base_wage"])
    missing = [name for name in asked_for if name not in given]
    if missing:
        raise InputError(f"{asked.name} also needs {', '.join(missing)} in given")
    kinds = {name: kind for name, kind in get_type_hints(asked.run).items() if inspect.isclass(kind)}
    return {name: ready[name] if name in ready else _value(name, given[name], kinds.get(name)) for name in names}


def _value(name: str, value: Any, kind: type | None) -> Any:
    """A number, or the code that a word stands for where the rule asks for one."""
    if kind is None or not issubclass(kind, IntEnum):
        return plain(name, value)
    known = {code.name.lower(): code for code in kind}
    if value not in known:
        raise unknown(name, str(value), known)
    return known[value]


def _params(asked: Asked, text: dict[str, Any], date: tuple[int, int] | None) -> Any:
    """The mechanism's parameters: its defaults, the dated law where the case has a date, and what the case sets."""
    params = get_type_hints(asked.run)["params"]
    place = params.__module__.split("segsim.mechanisms.")[-1].split(".")[0]
    known = {entry.name: entry for entry in parameters(place, params)}
    changes = {}
    if date is not None:
        for entry in yaml.safe_load(HISTORY.read_text(encoding="utf-8")):
            mechanism, _, name = entry["lever"].partition(".")
            if mechanism == place and _date(entry["date"]) <= date:
                changes[name] = entry["value"]
    for name, value in (text.get("set") or {}).items():
        if name not in known:
            raise unknown("parameter", f"{place}.{name}", [f"{place}.{other}" for other in known])
        changes[name] = known[name].check(value, "set")
    return replace(params(), **changes)


def _date(text: Any) -> tuple[int, int]:
    """Month index from January 2006, and month of the year; January 2007 where nothing is said."""
    if text is None:
        return 12, 1
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", str(text)):
        raise InputError(f"a date is a year and a month, as 2014-03, not {text!r}")
    year, month = map(int, str(text).split("-"))
    return (year - 2006) * 12 + month - 1, month


def _tolerance(text: dict[str, Any], expected: list[Any]) -> float:
    """How far off a number may be, in its own unit; 0 for six digits. As wide as what is expected, it tests nothing."""
    tolerance = text.get("tolerance", 0.0)
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or not tolerance >= 0.0:
        raise InputError(f"tolerance is a number in the unit of what is expected, not {tolerance!r}")
    for values in expected:
        sizes = [abs(one) for one in np.ravel(values).tolist() if isinstance(one, int | float) and one]
        if sizes and tolerance >= max(sizes):
            raise InputError(f"tolerance {tolerance:g} is as wide as what is expected: nothing could be wrong")
    return float(tolerance)


def _compare(name: str, values: np.ndarray, expected: Any, tolerance: float) -> None:
    """Each value against what is expected: one for all, or a list with `null` where it does not matter."""
    wanted = np.ravel(expected).tolist()
    if not wanted or all(one is None for one in wanted):
        raise InputError(f"nothing is expected of {name}")
    for one in wanted:
        if one is not None and not isinstance(one, int | float):
            raise InputError(f"what is expected of {name} is a number, true or false, not {one!r}")
    got = np.ravel(values).tolist()
    if isinstance(expected, list) and len(wanted) != len(got):
        raise WrongNumberError(f"{name} has {len(got)} values, not the {len(wanted)} expected")
    wanted = wanted if isinstance(expected, list) else wanted * len(got)
    if not got:
        raise InputError(f"{name} has no rows to look at")
    for row, (value, one) in enumerate(zip(got, wanted, strict=True)):
        if one is None:
            continue
        if not np.isclose(value, one, rtol=0.0 if tolerance else CLOSE, atol=tolerance or TINY, equal_nan=True):
            place = f" in row {row}" if len(got) > 1 else ""
            near = f", within {tolerance:g}" if tolerance else ""
            raise WrongNumberError(f"{name}{place} is {value:.7g}, expected {one:.7g}{near}")
