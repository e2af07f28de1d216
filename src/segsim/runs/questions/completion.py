"""What does TAB offer beside Hydra's keys: which command, and which name after it?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from segsim.runs.config.compose import conf_folders
from segsim.runs.config.conf import groups
from segsim.settings.files import choices


def completions(line: str, commands: Iterable[str]) -> list[str]:
    """Commands that the first word may become, and names that may follow a command."""
    _, *arguments = line.split(" ")
    typed = arguments[-1] if arguments else ""
    known = commands if len(arguments) <= 1 else _names(arguments[0])
    return [name for name in known if name.startswith(typed)]


def _names(command: str) -> list[str]:
    if command == "params":
        return list(groups())
    if command == "validate":
        return ["calibration", "held_out"]
    if command in ("predictions", "scenarios"):
        return choices("scenario", list(conf_folders(None)))
    if command == "compare":
        from segsim.indicators import addresses

        return ["all", *addresses()]
    if command in ("report", "segments"):
        from segsim.runs.store.named import stored_names

        return stored_names(Path("results"))
    return []
