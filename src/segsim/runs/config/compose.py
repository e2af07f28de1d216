"""How do conf/ and the command line become the settings of a run?

Hydra composes the groups; everything that it composed is then checked against the parameters in the code, so that a
wrong key, type or range is reported in one line with the place where it was set. `configuration` needs no Hydra: it
takes what was composed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.runs.config.conf import PLAIN, SCENARIO, groups, known_keys
from segsim.runs.config.layers import check_clashes
from segsim.runs.config.scenarios import read_scenario
from segsim.settings import Settings, Time
from segsim.settings.catalogue import left_out, may_be_left_out
from segsim.settings.dated import Held, settle
from segsim.settings.files import (
    HISTORY,
    choices,
    conf_folder,
    file_of,
    mapping,
    name_of,
    read_law,
    read_yaml,
    values_of_files,
)
from segsim.settings.months import BEGINNING, month_index
from segsim.settings.run import params_of, values_in
from segsim.world.size import World

COMMAND_LINE = "command line"
MOST_SEEDS = 100_000
SETTING = ("world", "time", "policy", "dated_law")  # stands behind the policies in a folder's name
NOT_IN_NAMES = ("seed=", "seeds=", "threads=", "results=", "hydra")


@dataclass(frozen=True)
class Composed:
    """What Hydra made of conf/ and the command line, before any check."""

    values: Mapping[str, Any]
    variants: Mapping[str, str]  # chosen variant by group
    scenarios: tuple[str, ...]
    overrides: tuple[str, ...]  # as typed
    folders: tuple[Path, ...]  # conf folders, the user's first


@dataclass(frozen=True)
class Configuration:
    """One checked configuration: settings, the seeds asked for, and where its run is kept."""

    settings: Settings
    seeds: tuple[int, ...]
    threads: int | None
    results: Path
    name: str  # scenario or overrides in short
    overrides: tuple[str, ...]
    variants: Mapping[str, str]
    scenarios: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


def conf_folders(config_dir: str | Path | None) -> tuple[Path, ...]:
    """The user's own conf folder, if any, then the built-in one."""
    if config_dir is None:
        return (conf_folder(),)
    folder = Path(config_dir).resolve()
    if not folder.is_dir():
        raise InputError(f"--config-dir {config_dir} is not a folder")
    return folder, conf_folder()


def configuration(composed: Composed) -> Configuration:
    """Check everything and lay history, scenarios and the user's levers over one another."""
    set_by = {text.partition("=")[0]: COMMAND_LINE for text in composed.overrides}
    _check_whole(composed)
    plain = {key: _at(composed.values, key) for key in PLAIN}
    places = {key: set_by.get(key, "conf/config.yaml") for key in PLAIN}
    time = _time(plain, places)
    values, said = values_of_files(groups(), composed.folders)
    own = _set_by_user(composed, set_by)
    start = month_index(plain["policy.from"], time, "policy.from", places["policy.from"])
    levers = [
        Held(path, value, start, None, f"{path} = {value} ({place})")
        for path, (value, place) in own.items()
        if _kind(path) == "lever"
    ]
    dated = {held.path for held in levers}
    fixed = [Held(path, value, BEGINNING, None, place) for path, (value, place) in own.items() if path not in dated]
    scenarios = [read_scenario(name, time, composed.folders) for name in _scenario_names(composed.scenarios)]
    check_clashes(scenarios)
    layers = [
        read_law(str(plain["dated_law"]), time, composed.folders),
        [held for one in scenarios for held in one.held],
        [*fixed, *levers],
    ]
    first, changes = settle(values, layers, -time.burn_in, time.months - 1)
    without = left_out(plain["without"], places["without"]).union(*(one.without for one in scenarios))
    return Configuration(
        settings=_settings(first, time, changes, without),
        seeds=_seeds(plain, places),
        threads=_threads(plain["threads"], places["threads"]),
        results=Path(str(plain["results"])).expanduser(),
        name=short_name(composed.overrides),
        overrides=composed.overrides,
        variants=composed.variants,
        scenarios=composed.scenarios,
        notes=_notes(levers, start, time, values, said),
    )


def check_key(key: str, value: Any, folders: Sequence[Path]) -> None:
    """InputError for an unknown key, or for an unknown variant of a group, before Hydra composes."""
    if key in groups() or key == SCENARIO:
        for name in value if key == SCENARIO and isinstance(value, list) else [value]:
            if folders and name not in (known := choices(key, folders)):
                raise unknown(key, str(name), known, COMMAND_LINE)
    elif key.endswith(".active") and key.partition(".")[0] in may_be_left_out():
        raise InputError(f"{key} is no key: without=[{key.partition('.')[0]}] leaves the mechanism out")
    elif key not in known_keys():
        near = get_close_matches(key, known_keys(), cutoff=0.5)
        raise unknown("key", key, near or [*groups(), SCENARIO, *PLAIN], COMMAND_LINE)


def check_files(variants: Mapping[str, str], folders: Sequence[Path]) -> None:
    """InputError for a file that says more to Hydra than values of its own group, and what it builds on.

    `variants` are those that are asked for, by group.
    """
    values_of_files(groups(), folders)
    for group in groups():
        for name in {"default", variants.get(group, "default")}:
            _set_in(group, name, folders)
            for folder in folders[:-1]:
                file = folder / group / f"{name}.yaml"
                if file.is_file() and "@package" in file.read_text(encoding="utf-8"):
                    raise InputError(f"{file}: a file speaks for its own group only; take @package out")


def _check_whole(composed: Composed) -> None:
    """InputError where a config.yaml of the user's own, which stands in place of the package's, lacks something."""
    for key in (*groups(), *PLAIN):
        try:
            _at(composed.values, key)
        except (KeyError, TypeError):
            raise InputError(
                f"{composed.folders[0] / 'config.yaml'} lacks {key}: it stands in place of conf/config.yaml as a whole"
            ) from None


def short_name(overrides: Sequence[str]) -> str:
    """A folder's name from what was turned, policies first: `enforcement-lax_world-toy`; `history` for nothing."""
    turned = [text.partition("=") for text in overrides if not text.startswith(NOT_IN_NAMES)]
    turned = [(key, is_, value) for key, is_, value in turned if value != ("[]" if key == "without" else "default")]
    turned.sort(key=lambda entry: entry[0].partition(".")[0] in SETTING)
    words = [value if key == SCENARIO else f"{key.rpartition('.')[2]}-{value}" for key, _, value in turned]
    text = "_".join(words) or HISTORY
    return "".join(letter if letter.isalnum() or letter in "._-+" else "+" for letter in text).strip("+")[:60]


def _at(values: Mapping[str, Any], key: str) -> Any:
    outer, _, inner = key.rpartition(".")
    return values[outer][inner] if outer else values[key]


def _kind(path: str) -> str:
    group, _, name = path.partition(".")
    return groups()[group][name].kind


def _time(plain: Mapping[str, Any], places: Mapping[str, str]) -> Time:
    zero = Time(start=(0, 1), burn_in=0)
    months = {}
    for key in ("time.start", "time.end"):
        index = month_index(plain[key], zero, key, places[key])
        if index == BEGINNING:
            raise InputError(f"{key} is a month written as 2010-07, not 'start' (set in {places[key]})")
        months[key] = zero.year_month(index)
    burn_in = plain["time.burn_in"]
    if isinstance(burn_in, bool) or not isinstance(burn_in, int) or not 0 <= burn_in <= 600:
        raise InputError(f"time.burn_in is 0 to 600 months, not {burn_in!r} (set in {places['time.burn_in']})")
    time = Time(months["time.start"], months["time.end"], burn_in)
    if time.months < 1:
        where = " and ".join(dict.fromkeys(places[key] for key in months))
        raise InputError(
            f"time.start = {plain['time.start']} lies after time.end = {plain['time.end']} (set in {where})"
        )
    return time


def _set_by_user(composed: Composed, set_by: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    """Checked values that a variant or the command line sets, by path, with the place where each was set."""
    own: dict[str, tuple[Any, str]] = {}
    for group, entries in groups().items():
        found = composed.values[group] or {}
        by_variant = _set_in(group, composed.variants.get(group, "default"), composed.folders)
        for name, where in by_variant.items():
            if name not in entries:
                raise unknown("key", f"{group}.{name}", [entry.path for entry in entries.values()], where)
        for name, parameter in entries.items():
            place = set_by.get(parameter.path) or by_variant.get(name)
            if place:
                own[parameter.path] = parameter.check(found[name], place), place
    return own


def _set_in(group: str, variant: str, folders: Sequence[Path], above: tuple[str, ...] = ()) -> dict[str, str]:
    """Names that a variant and the variants it builds on set, and the file of each; default.yaml not counted."""
    if variant == "default":
        return {}
    file = file_of(group, variant, folders)
    where = name_of(file)
    if variant in above:
        raise InputError(f"{where} builds on itself: give it a name of its own")
    text = mapping(read_yaml(file) or {}, where)
    found: dict[str, str] = {}
    for entry in text.pop("defaults", None) or []:
        if not isinstance(entry, str):
            raise InputError(f"{where}: defaults names variants of {group}, not {entry!r}")
        if entry != "_self_":
            found |= _set_in(group, entry, folders, (*above, variant))
    return found | dict.fromkeys(text, where)


def _scenario_names(names: Sequence[str]) -> Sequence[str]:
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise InputError(f"scenario {', '.join(sorted(twice))} is named twice")
    return names


def _settings(first: Mapping[str, Any], time: Time, changes: tuple, without: frozenset[str]) -> Settings:
    return Settings(World(**values_in("world", first)), time, params_of(first), changes, without)


def _seeds(plain: Mapping[str, Any], places: Mapping[str, str]) -> tuple[int, ...]:
    seed, seeds = _whole(plain["seed"], "seed", places), plain["seeds"]
    if seeds is None:
        return (seed,)
    if isinstance(seeds, list):
        found = tuple(_whole(entry, "seeds", places) for entry in seeds)
        if not found or len(set(found)) < len(found):
            raise InputError(f"seeds is a list of different whole numbers, not {seeds} (set in {places['seeds']})")
        return found
    count = _whole(seeds, "seeds", places)
    if not 1 <= count <= MOST_SEEDS:
        raise InputError(f"seeds = {count} is outside 1 to {MOST_SEEDS} runs (set in {places['seeds']})")
    return tuple(range(seed, seed + count))


def _whole(value: Any, key: str, places: Mapping[str, str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError(f"{key} is a whole number of 0 or more, not {value!r} (set in {places[key]})")
    return value


def _threads(value: Any, place: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise InputError(f"threads is a whole number of 1 or more, or null, not {value!r} (set in {place})")
    return value


def _notes(
    levers: Sequence[Held], start: int, time: Time, values: Mapping[str, Any], said: Mapping[str, str]
) -> tuple[str, ...]:
    notes = [f"{path} = {values[path]} from the first month on ({file})" for path, file in said.items()]
    if levers and start >= time.months:
        year, month = time.year_month(start)
        notes.append(f"levers take effect at policy.from = {year}-{month:02d}, after the last month: nothing changes")
    return tuple(notes)
