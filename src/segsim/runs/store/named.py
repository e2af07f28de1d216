"""Which stored run or comparison is meant by a name, and which are there?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown

RUNS, COMPARISONS, MANIFEST = "runs", "comparisons", "manifest.json"


def meant(names: Sequence[str], results: Path, kinds: Sequence[str] = (RUNS, COMPARISONS)) -> Path:
    """The folder that is meant: a path, a name or the beginning of one; without any, what was made last.

    kinds: what is looked through, runs or comparisons or both.
    """
    if len(names) > 1:
        raise InputError(f"one run or comparison at a time, but {', '.join(names)} were given")
    stored = {kind: _whole(results / kind) for kind in kinds}
    if not names:
        if not stored[RUNS]:
            raise InputError(f"{results} holds no run yet; `segsim` makes one")
        # Of the same second, the comparison.
        return max([folder for kind in reversed(kinds) for folder in stored[kind]], key=_written)
    (name,) = names
    if Path(name).is_dir():
        return _checked(Path(name))
    known = {folder.name: folder for folders in stored.values() for folder in folders}
    if name in known:
        return known[name]
    fits = [one for one in known if one.rpartition("-")[0] == name] or [one for one in known if one.startswith(name)]
    if not fits:
        raise unknown("run or comparison", name, known) if known else InputError(f"{results} holds no run yet")
    if len(fits) > 1:
        raise InputError(f"{name!r} may be any of {', '.join(sorted(fits)[:6])}: write more of the name")
    return known[fits[0]]


def stored_names(results: Path) -> list[str]:
    """Every run and comparison that can be drawn, by name."""
    return [folder.name for kind in (RUNS, COMPARISONS) for folder in _whole(results / kind)]


def comparisons(results: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Every whole comparison and its manifest; one that cannot be read is passed over."""
    found = []
    for folder in _whole(results / COMPARISONS):
        try:
            entries(details := text_of(folder / MANIFEST), folder)
        except InputError:
            continue
        found.append((folder, json.loads(details)))
    return found


def _checked(folder: Path) -> Path:
    if not (folder / MANIFEST).is_file():
        raise InputError(f"{folder} holds no {MANIFEST}: it is neither a run nor a comparison")
    return folder.resolve()


def _whole(place: Path) -> list[Path]:
    return [file.parent for file in sorted(place.glob(f"*-*/{MANIFEST}")) if not file.parent.name.startswith(".")]


def _written(folder: Path) -> str:
    """When it was written; as text, so that dates compare."""
    try:
        return str(json.loads(text_of(folder / MANIFEST)).get("written", ""))
    except (ValueError, AttributeError):
        return ""


def entries(details: str, folder: Path) -> list[dict[str, Any]]:
    """The baseline and the policies of a comparison, by the text of its manifest."""
    try:
        manifest = json.loads(details)
        return [manifest["baseline"], *manifest["policies"]]
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError(f"{folder} holds a damaged {MANIFEST}: make the comparison again") from fault


def text_of(file: Path) -> str:
    """What stands in a file; nothing where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
