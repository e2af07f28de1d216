"""How is Hydra asked to compose? Its parser reads the overrides, its API composes; a sweep is their plain product.

Hydra is told to write nothing: no folder, no log, no copy of the configuration.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

from hydra import compose, initialize_config_dir
from hydra import main as hydra_main
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Glob, Override, OverrideType
from hydra.core.plugins import Plugins
from hydra.errors import HydraException
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import Composed, check_files, check_key
from segsim.runs.config.conf import PLAIN, SCENARIO, groups
from segsim.settings.files import HISTORY, choices, file_of

VERSION_BASE = "1.3"


def check_overrides(overrides: Sequence[str], folders: Sequence[Path], is_sweep: bool) -> None:
    """InputError for what Hydra's grammar or conf/ does not know, and for several values without -m."""
    spelled_out(overrides, folders, is_sweep=is_sweep)


def compose_one(overrides: Sequence[str], folders: Sequence[Path]) -> Composed:
    """Compose one configuration from Python."""
    arguments = [text for (text,) in spelled_out(overrides, folders, is_sweep=False)]
    with _hydra(folders):
        return _composed(arguments, folders)


def compose_sweep(overrides: Sequence[str], folders: Sequence[Path]) -> list[Composed]:
    """Every configuration of a sweep: each value of one key with each of the others, the last key turning first."""
    lists = spelled_out(overrides, folders, is_sweep=True)
    with _hydra(folders):
        return [_composed(arguments, folders) for arguments in product(*lists)]


def with_scenario(composed: Composed, name: str) -> Composed:
    """The same configuration under a scenario: no file of a scenario sets a key, so Hydra need not compose again."""
    with _errors_in_one_line():
        OmegaConf.load(file_of(SCENARIO, name, composed.folders))  # which refuses what Hydra would refuse
    return replace(composed, scenarios=(name,), overrides=(*composed.overrides, f"{SCENARIO}={name}"))


def spelled_out(overrides: Sequence[str], folders: Sequence[Path], *, is_sweep: bool) -> list[list[str]]:
    """Of each key the `key=value` that it is to take, one after the other; checked, and the last word on a key counts.

    `++key=value`, which Hydra documents as set or add, sets: every key that may be set is there.
    """
    with _errors_in_one_line():
        parsed = OverridesParser.create().parse_overrides(list(overrides))
    found: dict[str, list[str]] = {}
    for override in parsed:
        key = _key_of(override)
        if override.is_sweep_override():
            if not is_sweep:
                raise InputError(f"{override.input_line} holds several values: run them all with `segsim -m ...`")
            texts = [f"{key}={value}" for value in _values_of(override, folders)]
        else:
            texts = [f"{key}={override.get_value_element_as_str()}"]
        for one in OverridesParser.create().parse_overrides(texts):
            check_key(key, one.value(), folders)
        found[key] = texts
    return list(found.values())


def _key_of(override: Override) -> str:
    """The key that an override sets; InputError for all but `key=value` and `++key=value`."""
    text, key = str(override.input_line), override.key_or_group
    if override.is_hydra_override():
        raise InputError(f"{text}: Hydra only composes here; how segsim runs is set by threads, results, seeds and -m")
    if override.package:
        raise InputError(f"{text}: keys have one place; write {key}=value")
    if override.type == OverrideType.DEL:
        raise InputError(f"{text}: no key can be taken out; without=[mechanism, ...] leaves mechanisms out")
    if override.type == OverrideType.ADD:
        check_key(key, None, ())
        raise InputError(f"{text}: + adds a key, and {key} is there: write {text.lstrip('+')}")
    return key


def _values_of(override: Override, folders: Sequence[Path]) -> Iterator[str]:
    value: Any = override.value()
    if isinstance(value, Glob):
        yield from value.filter(choices(override.key_or_group, folders))
    elif override.is_discrete_sweep():
        yield from override.sweep_string_iterator()
    else:
        raise InputError(f"{override.input_line}: an interval is for optimisers; list values, or write range(a,b,step)")


class UserFolders(SearchPathPlugin):
    """Puts the user's conf folder before the package's, so that a file of theirs with a built-in name is the one.

    Hydra's own --config-dir and searchpath come after it.
    """

    folders: ClassVar[tuple[Path, ...]] = ()

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Called by Hydra whenever it lays out where it looks for files."""
        for folder in reversed(self.folders):
            search_path.prepend("segsim", f"file://{folder}", "main")


Plugins.instance().register(UserFolders)


@contextmanager
def _hydra(folders: Sequence[Path]) -> Iterator[None]:
    GlobalHydra.instance().clear()
    with (
        _before_the_package(folders[:-1]),
        _errors_in_one_line(),
        initialize_config_dir(str(folders[-1]), version_base=VERSION_BASE),
    ):
        yield


@contextmanager
def _before_the_package(folders: Sequence[Path]) -> Iterator[None]:
    UserFolders.folders = tuple(folders)
    try:
        yield
    finally:
        UserFolders.folders = ()


def _composed(arguments: Sequence[str], folders: Sequence[Path]) -> Composed:
    """What Hydra makes of `key=value` words, as plain values."""
    check_files(dict(text.split("=", 1) for text in arguments), folders)
    # A user's default.yaml holds only some keys of its group, so that Hydra may have to add what it is told to set.
    overrides = [text if _is_whole(text.partition("=")[0]) else f"++{text}" for text in arguments]
    config = compose("config", overrides, return_hydra_config=True)
    inner: Any = OmegaConf.to_container(OmegaConf.masked_copy(config, [str(key) for key in config if key != "hydra"]))
    chosen = {str(group): str(choice) for group, choice in config.hydra.runtime.choices.items()}
    variants = {group: choice for group, choice in chosen.items() if group in groups()}
    return Composed({str(key): value for key, value in inner.items()}, variants, _scenarios(arguments),
        tuple(arguments),
                    tuple(folders))  # fmt: skip


def _is_whole(key: str) -> bool:
    """True for a group and for what stands beside the groups, in config.yaml."""
    return key in groups() or key == SCENARIO or key in PLAIN


def _scenarios(arguments: Sequence[str]) -> tuple[str, ...]:
    """Names of the scenarios; Hydra itself keeps no record where a group is given as a list."""
    names: Any = HISTORY
    for override in OverridesParser.create().parse_overrides([text for text in arguments if text.startswith(SCENARIO)]):
        names = override.value()
    return (names,) if isinstance(names, str) else tuple(names)


def pass_to_hydra(arguments: Sequence[str], folders: Sequence[Path]) -> None:
    """Let Hydra itself answer --cfg, --info, --hydra-help and -sc, which it does only as a command."""
    with _arguments(arguments), _before_the_package(folders[:-1]), _errors_in_one_line():
        hydra_main(version_base=VERSION_BASE, config_path=str(folders[-1]), config_name="config")(_nothing)()


def _nothing(_: DictConfig) -> None:
    """Nothing is run: Hydra has answered."""


@contextmanager
def _arguments(arguments: Sequence[str]) -> Iterator[None]:
    """Hydra reads sys.argv, and hides where an error came from unless it is told not to."""
    before, full = sys.argv, os.environ.get("HYDRA_FULL_ERROR")
    sys.argv = ["segsim", *arguments]
    os.environ["HYDRA_FULL_ERROR"] = "1"
    GlobalHydra.instance().clear()
    try:
        yield
    finally:
        sys.argv = before
        if full is None:
            del os.environ["HYDRA_FULL_ERROR"]
        else:
            os.environ["HYDRA_FULL_ERROR"] = full


@contextmanager
def _errors_in_one_line() -> Iterator[None]:
    try:
        yield
    except (HydraException, OmegaConfBaseException) as fault:
        raise InputError(" ".join(str(fault).partition("See http")[0].split())) from fault
