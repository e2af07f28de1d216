"""What do the files of conf/ say: the value of every parameter, and the law and events that happened?

A value in conf/<group>/default.yaml is the value of that parameter, from the first month of the burn-in on: it is a
number of the model, not a policy. The package's own files are written from the code; a file of the user's own folder
holds only what differs. conf/law/ holds a list of entries with date, lever, value, what and source.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.kernels import PACKAGE
from segsim.settings.catalogue import Groups, dated_value
from segsim.settings.dated import Held
from segsim.settings.months import BEGINNING, Time, month_index

HISTORY = "history"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with it
LAW_KEYS = ("date", "lever", "value", "what", "source")


def conf_folder() -> Path:
    """conf/ as shipped in a wheel, or at the top of the checkout of an editable install."""
    shipped = PACKAGE / "conf"
    return shipped if (shipped / "config.yaml").is_file() else PACKAGE.parents[1] / "conf"


def choices(group: str, folders: Sequence[Path]) -> list[str]:
    """Named variants of a group over the conf folders in use."""
    return sorted({file.stem for folder in folders for file in (folder / group).glob("*.yaml")})


def file_of(group: str, choice: str, folders: Sequence[Path]) -> Path:
    """The file of a variant: the first folder that has it."""
    found = (folder / group / f"{choice}.yaml" for folder in folders)
    return next((file for file in found if file.is_file()), folders[-1] / group / f"{choice}.yaml")


def name_of(file: Path) -> str:
    """How a file is named in messages: by its path, the package's own as conf/<group>/<variant>.yaml."""
    own = conf_folder()
    return f"conf/{file.relative_to(own).as_posix()}" if own in file.parents else str(file)


def values_of_files(groups: Groups, folders: Sequence[Path]) -> tuple[dict[str, Any], dict[str, str]]:
    """Value of every parameter by path, and of those that differ from the code the file that says so.

    A file of the first folder counts before one of the next; what no file names has the value of the code.
    """
    values = {entry.path: entry.value for entries in groups.values() for entry in entries.values()}
    said: dict[str, str] = {}
    for group, entries in groups.items():
        for folder in reversed(folders):
            file = folder / group / "default.yaml"
            if not file.is_file():
                continue
            where = name_of(file)
            for name, value in mapping(read_yaml(file) or {}, where).items():
                if name not in entries:
                    raise unknown("key", f"{group}.{name}", [entry.path for entry in entries.values()], where)
                entry = entries[name]
                values[entry.path] = entry.check(value, where)
                said.pop(entry.path, None)
                if values[entry.path] != entry.value:
                    said[entry.path] = where
    return values, said


def read_law(name: str, time: Time, folders: Sequence[Path]) -> list[Held]:
    """Dated law and events. What happened up to the start is in force from the beginning of the burn-in."""
    held = []
    for entry in law_entries(name, folders):
        where = f"{name}.yaml, {entry.get('date')}"
        start = month_index(entry.get("date"), time, "date", where)
        path = str(entry.get("lever"))
        value = dated_value(path, entry.get("value"), where)
        held.append(Held(path, value, start if start > 0 else BEGINNING + start, None, str(entry.get("what", where))))
    return held


def law_entries(name: str, folders: Sequence[Path]) -> list[dict[str, Any]]:
    """The entries of a dated law as they stand in its file."""
    known = choices("law", folders)
    if name not in known:
        raise unknown("law", name, known)
    file = file_of("law", name, folders)
    entries = read_yaml(file) or []
    if not isinstance(entries, list):
        raise InputError(f"{file.name} is a list of entries with {', '.join(LAW_KEYS)}")
    return [mapping(entry, file.name, LAW_KEYS) for entry in entries]


def mapping(value: Any, where: str, keys: tuple[str, ...] = ()) -> dict[str, Any]:
    """What stands in a file as `key: value`; InputError for anything else, and for a key that is not one of `keys`."""
    if not isinstance(value, dict):
        raise InputError(f"{where}: {value!r} is not a list of `key: value`")
    for key in value if keys else ():
        if key not in keys:
            raise unknown("key", str(key), keys, where)
    return {str(key): entry for key, entry in value.items()}


def read_yaml(file: Path) -> Any:
    """What a file holds; InputError with its line where it cannot be read. Whoever asks may not change it."""
    try:
        stamp = file.stat()
    except OSError as fault:
        raise InputError(f"{file} cannot be read: {fault.strerror}") from fault
    return _read(file, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=1024)
def _read(file: Path, mtime: int, size: int) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as fault:
        raise InputError(f"{file} cannot be read: {fault.strerror}") from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{file.name}{line}: {getattr(fault, 'problem', None) or 'is not UTF-8 text'}") from fault
