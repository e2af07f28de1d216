"""Which part of the program stands for each of the thirty systems that the two sources describe?

The table systems.csv names a lever with a low and a high value and the indicator that it moves; the file of the
mechanism follows from the lever, and the scenarios are those whose `row` names the system.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from segsim.indicators.groups import NATION
from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.kernels import PACKAGE
from segsim.runs.config.conf import groups, scalar
from segsim.runs.config.scenarios import read_scenario
from segsim.runs.questions.tables import Listing
from segsim.settings import Time
from segsim.settings.files import choices

SYSTEMS = Path(__file__).parent / "systems.csv"
HEADING = ("row", "system", "mechanism", "lever", "low", "high", "indicator", "group", "sign", "scenarios")


def list_systems(names: Sequence[str], folders: Sequence[Path]) -> Listing:
    """The thirty systems, or those of the numbers given: where each lives, what turns it, what it moves."""
    systems = {line["row"]: line for line in read_systems()}
    for name in names:
        if name not in systems:
            raise unknown("row", name, systems)
    scenarios = scenarios_by_row(folders)
    rows = []
    for row, line in systems.items():
        if names and row not in names:
            continue
        cells = [line[name] for name in ("low", "high", "indicator", "group", "sign")]
        where = mechanism_file(line["lever"]) if line["lever"] else ""
        rows.append((row, line["system"], where, line["lever"], *cells, ", ".join(scenarios.get(row, []))))
    return HEADING, rows


def read_systems() -> list[dict[str, str]]:
    """The lines of systems.csv; without low or high it is the model's own value, without group the nation."""
    with SYSTEMS.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        line["group"] = line["group"] or NATION
        if line["lever"]:
            value = _own_value(line["lever"])
            line["low"], line["high"] = line["low"] or value, line["high"] or value
    return lines


def _own_value(lever: str) -> str:
    group, _, name = lever.partition(".")
    if group not in groups() or name not in groups()[group]:
        raise InputError(f"systems.csv: there is no {lever}")
    return scalar(groups()[group][name].value)


def mechanism_file(lever: str) -> str:
    """File or folder in which the lever's mechanism stands, from the top of the package."""
    from segsim.schedule import MECHANISMS

    group = lever.partition(".")[0]
    if group not in MECHANISMS:
        return f"{group}/"  # world: where the first month is made
    file = Path(MECHANISMS[group].__file__ or "")
    path = file.parent if file.name == "__init__.py" else file
    return f"{path.relative_to(PACKAGE).as_posix()}{'/' if path.is_dir() else ''}"


def scenarios_by_row(folders: Sequence[Path]) -> dict[str, list[str]]:
    """Names of the scenarios that serve each system."""
    found: dict[str, list[str]] = {}
    for name in choices("scenario", list(folders)):
        rows = read_scenario(name, Time(), list(folders)).rows
        for row in filter(None, rows.split(", ")):
            found.setdefault(row, []).append(name)
    return found
