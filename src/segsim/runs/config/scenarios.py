"""Which levers does a dated policy or a dated law turn, and when?

A scenario file under conf/scenario/ (or under the user's --config-dir) holds only what differs from history:

    title: the contract law never comes            one line for the listing
    row: 22                                        mission row or rows that it serves
    from: 2008-01                                  or `start`
    until: 2012-01                                 optional: first month in which it no longer holds
    set: {compliance.contract_fine: 0.1}           mechanism.lever: value
    steps: [{from: ..., until: ..., set: {...}}]   instead of, or beside, from and set
    expect: {indicator: ..., group: ..., sign: +, months: ...}   written before the first run; or a list of them
    source: who says so

`set` holds levers. What is fixed for a run may stand in it too where the scenario holds `from: start` and for good.

conf/law/ holds what happened: a list of entries with date, lever, value, what and source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.parameters import Parameter
from segsim.runs.config.conf import choices, file_of, groups
from segsim.settings import Time

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with it
BEGINNING = -(10**6)  # a month before any other: from the first month of the burn-in
SCENARIO_KEYS = ("title", "row", "from", "until", "set", "steps", "expect", "source")
STEP_KEYS = ("from", "until", "set")
EXPECT_KEYS = ("indicator", "group", "cell", "sign", "months")
LAW_KEYS = ("date", "lever", "value", "what", "source")


@dataclass(frozen=True)
class Held:
    """A lever held at a value from a month on, until a month (not counted) or for good."""

    path: str
    value: Any
    start: int
    end: int | None
    origin: str

    def holds(self, index: int) -> bool:
        """True where it is in force in the month."""
        return self.start <= index and (self.end is None or index < self.end)


@dataclass(frozen=True)
class Scenario:
    """One dated policy as its file says."""

    name: str
    title: str
    rows: str
    held: tuple[Held, ...]
    expects: tuple[dict[str, Any], ...] = field(default=())
    source: str = ""


def month_index(value: Any, time: Time, what: str, where: str) -> int:
    """Index of a month written as 2010-07, or of `start`; InputError otherwise."""
    if value == "start":
        return BEGINNING
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(value))
    if not match:
        raise InputError(f"{what} is a month written as 2010-07, not {value!r} (set in {where})")
    return time.index_of(int(match[1]), int(match[2]))


def known_parameter(path: Any, where: str) -> Parameter:
    """The parameter of that path, or InputError with the near names."""
    group, _, name = str(path).partition(".")
    known = groups()
    if group not in known or name not in known[group]:
        raise unknown("lever", str(path), [entry.path for inner in known.values() for entry in inner.values()], where)
    return known[group][name]


def read_scenario(name: str, time: Time, folders: list[Path]) -> Scenario:
    """The scenario of that name in the conf folders, checked from end to end."""
    known = choices("scenario", folders)
    if name not in known:
        raise unknown("scenario", name, known)
    file = file_of("scenario", name, folders)
    where = f"scenario {name}"
    text = _mapping(_yaml(file) or {}, where, SCENARIO_KEYS)
    until = text.get("until")
    steps = [text] if text.get("set") else []
    for entry in text.get("steps") or []:
        steps.append({"from": text.get("from"), "until": until} | _mapping(entry, where, STEP_KEYS))
    held = tuple(item for entry in steps for item in _held(entry, time, where))
    if len({(item.path, item.start) for item in held}) < len(held):
        raise InputError(f"{where} sets one lever twice in one month")
    expects = text.get("expect") or []
    expects = expects if isinstance(expects, list) else [expects]
    rows = text.get("row", "")
    return Scenario(
        name=name,
        title=str(text.get("title", "")),
        rows=", ".join(map(str, rows)) if isinstance(rows, list) else str(rows),
        held=held,
        expects=tuple(_mapping(entry, where, EXPECT_KEYS) for entry in expects),
        source=str(text.get("source", "")),
    )


def _held(entry: dict[str, Any], time: Time, where: str) -> list[Held]:
    start = month_index(entry.get("from"), time, "from", where)
    until = entry.get("until")
    end = None if until is None else month_index(until, time, "until", where)
    if end is not None and end <= start:
        raise InputError(f"until = {until} is not after from = {entry.get('from')} (set in {where})")
    settings = _mapping(entry.get("set") or {}, where)
    is_whole_run = start == BEGINNING and end is None
    return [
        Held(path, _value(path, value, where, is_whole_run=is_whole_run), start, end, where)
        for path, value in settings.items()
    ]


def _value(path: str, value: Any, where: str, *, is_whole_run: bool) -> Any:
    parameter = known_parameter(path, where)
    if parameter.kind != "lever" and not is_whole_run:
        raise InputError(
            f"{path} is fixed for the run: set it without a date, on the command line or `from: start` (set in {where})"
        )
    return parameter.check(value, where)


def read_law(name: str, time: Time, folders: list[Path]) -> list[Held]:
    """Dated law and events. What happened up to the start is in force from the beginning of the burn-in."""
    known = choices("law", folders)
    if name not in known:
        raise unknown("law", name, known)
    file = file_of("law", name, folders)
    entries = _yaml(file) or []
    if not isinstance(entries, list):
        raise InputError(f"{file.name} is a list of entries with {', '.join(LAW_KEYS)}")
    held = []
    for entry in entries:
        text = _mapping(entry, file.name, LAW_KEYS)
        where = f"{file.name}, {text.get('date')}"
        start = month_index(text.get("date"), time, "date", where)
        path = str(text.get("lever"))
        value = _value(path, text.get("value"), where, is_whole_run=False)
        held.append(Held(path, value, start if start > 0 else BEGINNING + start, None, str(text.get("what", where))))
    return held


def _mapping(value: Any, where: str, keys: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{where}: {value!r} is not a list of `key: value`")
    for key in value if keys else ():
        if key not in keys:
            raise unknown("key", str(key), keys, where)
    return {str(key): entry for key, entry in value.items()}


def _yaml(file: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as fault:
        raise InputError(f"{file} cannot be read: {fault.strerror}") from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{file.name}{line}: {getattr(fault, 'problem', None) or 'is not UTF-8 text'}") from fault
