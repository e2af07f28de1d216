"""How do conf/ and the command line become the settings of a run?

Hydra composes the groups; everything that it composed is then checked against the parameters in the code, so that a
wrong key, type or range is told in one line with the place where it was set. `configuration` needs no Hydra: it takes
what was composed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from segsim.plumbing.errors import InputError, unknown
from segsim.runs.config.conf import HISTORY, PLAIN, REGIMES, SCENARIO, choices, conf_folder, file_of, groups, known_keys
from segsim.runs.config.layers import check_clashes, settle
from segsim.runs.config.scenarios import BEGINNING, Held, month_index, read_law, read_scenario
from segsim.settings import Settings, Time
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
    plain = {key: _at(composed.values, key) for key in PLAIN}
    places = {key: set_by.get(key, "conf/config.yaml") for key in PLAIN}
    time = _time(plain, places)
    values, own, stale = _group_values(composed, set_by)
    start = month_index(plain["policy.from"], time, "policy.from", places["policy.from"])
    levers = [
        Held(path, value, start, None, f"{path} = {value} ({place})")
        for path, (value, place) in own.items()
        if _kind(path) == "lever"
    ]
    dated = {held.path for held in levers}
    defaults = {entry.path: entry.value for group in groups().values() for entry in group.values()}
    defaults |= {path: value for path, value in values.items() if _kind(path) == "structure"}
    fixed = [Held(path, value, BEGINNING, None, place) for path, (value, place) in own.items() if path not in dated]
    folders = list(composed.folders)
    names = _scenario_names(composed.scenarios)
    scenarios = [read_scenario(name, time, folders) for name in names]
    check_clashes(scenarios)
    layers = [
        read_law(str(plain["dated_law"]), time, folders),
        [held for one in scenarios for held in one.held],
        [*fixed, *levers],
    ]
    first, changes = settle(defaults, layers, -time.burn_in, time.months - 1)
    return Configuration(
        settings=_settings(first, time, changes),
        seeds=_seeds(plain, places),
        threads=_threads(plain["threads"], places["threads"]),
        results=Path(str(plain["results"])).expanduser(),
        name=short_name(composed.overrides),
        overrides=composed.overrides,
        variants=composed.variants,
        scenarios=composed.scenarios,
        notes=_notes(levers, start, time, stale),
    )


def check_keys(keys_and_values: Sequence[tuple[str, Sequence[Any]]], folders: Sequence[Path]) -> None:
    """InputError for an unknown key, or for an unknown variant of a group, before Hydra composes."""
    for key, chosen in keys_and_values:
        if key.startswith("hydra"):
            continue
        if key in groups() or key == SCENARIO:
            for value in (name for entry in chosen for name in _names(key, entry)):
                if value not in (known := choices(key, list(folders))):
                    raise unknown(key, str(value), known, COMMAND_LINE)
        elif key not in known_keys():
            near = get_close_matches(key, known_keys(), cutoff=0.5)
            raise unknown("key", key, near or [*groups(), SCENARIO, *PLAIN], COMMAND_LINE)


def _names(key: str, value: Any) -> list[Any]:
    return value if key == SCENARIO and isinstance(value, list) else [value]


def short_name(overrides: Sequence[str]) -> str:
    """A folder's name from what was turned, policies first: `enforcement-lax_world-toy`; `history` for nothing."""
    turned = [text.partition("=") for text in overrides if not text.startswith(NOT_IN_NAMES)]
    turned = [(key, is_, value) for key, is_, value in turned if not (key in groups() and value == "default")]
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


def _group_values(
    composed: Composed, set_by: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, tuple[Any, str]], list[str]]:
    """Checked values of all groups; of those what the user set, with the place where it was set; and files out of date.

    The generated default.yaml is only a mirror: what nobody set has the value of the code.
    """
    values: dict[str, Any] = {}
    own: dict[str, tuple[Any, str]] = {}
    stale = []
    folders = list(composed.folders)
    for group, entries in groups().items():
        variant = composed.variants.get(group, "default")
        file = file_of(group, variant, folders)
        where = f"conf/{group}/{variant}.yaml" if folders[-1] in file.parents else str(file)
        named = _keys_in(group, variant, folders)
        found = composed.values.get(group, {})
        for name in named - set(entries):
            raise unknown("key", f"{group}.{name}", [entry.path for entry in entries.values()], where)
        for name, parameter in entries.items():
            values[parameter.path] = parameter.value
            place = set_by.get(parameter.path, where)
            if place == COMMAND_LINE or name in named:
                values[parameter.path] = parameter.check(found[name], place)
                own[parameter.path] = values[parameter.path], place
        mirrored = {name: value for name, value in found.items() if f"{group}.{name}" not in own}
        if mirrored != {name: entry.value for name, entry in entries.items() if entry.path not in own}:
            stale.append(f"conf/{group}/default.yaml")
    return values, own, stale


def _keys_in(group: str, variant: str, folders: list[Path]) -> set[str]:
    """Names that a variant and the variants it builds on set, the generated default not counted."""
    if variant == "default":
        return set()
    file = file_of(group, variant, folders)
    text = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if not isinstance(text, dict):
        return set()
    below = [entry for entry in text.get("defaults", []) if isinstance(entry, str) and entry != "_self_"]
    return (set(text) - {"defaults"}).union(*(_keys_in(group, name, folders) for name in below))


def _scenario_names(names: Sequence[str]) -> Sequence[str]:
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise InputError(f"scenario {', '.join(sorted(twice))} is named twice")
    return names


def _settings(first: Mapping[str, Any], time: Time, changes: tuple) -> Settings:
    from segsim.indicators.cuts import Params as Cuts
    from segsim.schedule import MECHANISMS

    def of(group: str) -> dict[str, Any]:
        return {name: first[entry.path] for name, entry in groups()[group].items()}

    params: dict[str, Any] = {name: mechanism.Params(**of(name)) for name, mechanism in MECHANISMS.items()}
    params[REGIMES] = Cuts(**of(REGIMES))
    return Settings(world=World(**of("world")), time=time, params=params, changes=changes)


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


def _notes(levers: Sequence[Held], start: int, time: Time, stale: Sequence[str]) -> tuple[str, ...]:
    notes = []
    if levers and start >= time.months:
        year, month = time.year_month(start)
        notes.append(f"levers take effect at policy.from = {year}-{month:02d}, after the last month: nothing changes")
    if stale:
        files = ", ".join(stale)
        notes.append(f"{files} differs from the code, which counts; `python -m segsim.runs.config` writes it anew")
    return tuple(notes)
