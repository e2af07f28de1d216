"""Which levers does a dated policy or a dated law turn, and when?

A scenario file under conf/scenario/ (or under the user's --config-dir) holds only what differs from history:

    title: the contract law never comes            one line for the listing
    row: 22                                        mission row or rows that it serves
    from: 2008-01                                  or `start`
    until: 2012-01                                 optional: first month in which it no longer holds
    set: {compliance.contract_fine: 0.1}           mechanism.lever: value
    without: [outsourcing, dormitory]              mechanisms left out; only with `from: start` and for good
    steps: [{from: ..., until: ..., set: {...}}]   instead of, or beside, from and set
    predictions: {indicator: ..., group: ..., sign: +, months: ...}   written before the first run; or a list of them
    source: who says so

`set` holds levers. What is fixed for a run may stand in it too where the scenario holds `from: start` and for good.

"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.runs.config.conf import groups
from segsim.settings.catalogue import dated_value, known_parameter, left_out
from segsim.settings.dated import Held
from segsim.settings.files import choices, file_of, mapping, read_yaml
from segsim.settings.months import BEGINNING, Time, month_index

SCENARIO_KEYS = ("title", "row", "from", "until", "set", "steps", "without", "predictions", "source")
STEP_KEYS = ("from", "until", "set")
EXPECT_KEYS = ("indicator", "group", "cell", "sign", "months")


@dataclass(frozen=True)
class Scenario:
    """One dated policy as its file says."""

    name: str
    title: str
    rows: str
    held: tuple[Held, ...]
    predictions: tuple[dict[str, Any], ...] = field(default=())
    source: str = ""
    without: frozenset[str] = frozenset()  # mechanisms left out


def read_scenario(name: str, time: Time, folders: Sequence[Path]) -> Scenario:
    """The scenario of that name in the conf folders, checked from end to end."""
    known = choices("scenario", folders)
    if name not in known:
        raise unknown("scenario", name, known)
    file = file_of("scenario", name, folders)
    where = f"scenario {name}"
    text = mapping(read_yaml(file) or {}, where, SCENARIO_KEYS)
    until = text.get("until")
    steps = [text] if text.get("set") else []
    for entry in text.get("steps") or []:
        steps.append({"from": text.get("from"), "until": until} | mapping(entry, where, STEP_KEYS))
    held = tuple(item for entry in steps for item in _held(entry, time, where))
    if len({(item.path, item.start) for item in held}) < len(held):
        raise InputError(f"{where} sets one lever twice in one month")
    predictions = text.get("predictions") or []
    predictions = predictions if isinstance(predictions, list) else [predictions]
    rows = text.get("row", "")
    return Scenario(
        name=name,
        title=str(text.get("title", "")),
        rows=", ".join(map(str, rows)) if isinstance(rows, list) else str(rows),
        held=held,
        predictions=tuple(mapping(entry, where, EXPECT_KEYS) for entry in predictions),
        source=str(text.get("source", "")),
        without=_without(text, where),
    )


def _held(entry: dict[str, Any], time: Time, where: str) -> list[Held]:
    start = month_index(entry.get("from"), time, "from", where)
    until = entry.get("until")
    end = None if until is None else month_index(until, time, "until", where)
    if end is not None and end <= start:
        raise InputError(f"until = {until} is not after from = {entry.get('from')} (set in {where})")
    settings = mapping(entry.get("set") or {}, where)
    is_whole_run = start == BEGINNING and end is None
    return [
        Held(path, _value(path, value, where, is_whole_run=is_whole_run), start, end, where)
        for path, value in settings.items()
    ]


def _value(path: str, value: Any, where: str, *, is_whole_run: bool) -> Any:
    if is_whole_run:
        return known_parameter(path, where, groups()).check(value, where)
    return dated_value(path, value, where)


def _without(text: dict[str, Any], where: str) -> frozenset[str]:
    names = left_out(text.get("without") or [], where)
    if names and (text.get("from") != "start" or text.get("until") is not None):
        raise InputError(f"without holds for the whole run: write `from: start` and no `until` (set in {where})")
    return names
