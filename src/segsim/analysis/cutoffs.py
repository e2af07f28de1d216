"""Which cut-offs has the reader given? Names, defaults, ranges and sources stand in indicators/cutoffs.py.

They belong to reading and not to runs: `segsim regimes history regimes.k=0.4` reads a stored run anew and simulates
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from segsim.indicators.cutoffs import GROUP, Cutoffs, entries
from segsim.plumbing.errors import InputError, unknown


def cutoffs_of(arguments: Iterable[str]) -> Cutoffs:
    """Cut-offs of arguments such as regimes.k=0.4 or cutoffs=my.yaml (name: value a line); later ones win."""
    found: dict[str, Any] = {}
    for word in arguments:
        key, _, text = word.partition("=")
        if key == "cutoffs":
            found |= {name: _checked(name, value, text) for name, value in _read(Path(text)).items()}
        elif key.startswith(f"{GROUP}."):
            found[key.partition(".")[2]] = _checked(key.partition(".")[2], yaml.safe_load(text), "command line")
        else:
            raise InputError(f"cut-offs are {GROUP}.name=value or cutoffs=file.yaml, not {word!r}")
    return Cutoffs(**found)


# Lines of orders and growth hold as they were recorded: to take one here and change nothing would be a lie.
AS_RECORDED = (
    "network_links",
    "network_score",
    "mixed_capital",
    "despotic_score",
    "despotic_dormitory",
    "capital_share",
)


def _checked(name: str, value: Any, where: str) -> Any:
    if name in AS_RECORDED:
        raise InputError(f"{GROUP}.{name} (set in {where}) is not read anew: orders and growth stay as recorded")
    if name not in entries():
        raise unknown("cut-off", name, entries(), where)
    return entries()[name].check(value, where)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as fault:
        raise InputError(f"{file} cannot be read: {str(fault).splitlines()[0]}") from fault
    if not isinstance(found, dict):
        raise InputError(f"{file} holds no lines of name: value")
    return {str(name): value for name, value in found.items()}
