"""How is Hydra asked to compose? From the command line with Hydra's own parser and sweeper, from Python with its API.

Hydra is told to write nothing: no folder, no log, no copy of the configuration. The file that its sweeper insists on
goes to a folder that is thrown away.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra import main as hydra_main
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import OverrideType
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import Composed, check_keys
from segsim.runs.config.conf import HISTORY, SCENARIO, file_of, groups

VERSION_BASE = "1.3"


def composed_from(config: DictConfig, hydra: DictConfig, folders: Sequence[Path]) -> Composed:
    """What one composed configuration says, as plain values; `hydra` is what Hydra says of it."""
    inner: Any = OmegaConf.to_container(OmegaConf.masked_copy(config, [str(key) for key in config if key != "hydra"]))
    values = {str(key): value for key, value in inner.items()}
    chosen = {str(group): str(choice) for group, choice in hydra.runtime.choices.items()}
    variants = {group: choice for group, choice in chosen.items() if group in groups()}
    overrides = tuple(hydra.overrides.task)
    return Composed(values, variants, _scenarios(overrides), overrides, tuple(folders))


def _scenarios(overrides: Sequence[str]) -> tuple[str, ...]:
    """Names of the scenarios; Hydra itself keeps no record where a group is given as a list."""
    names: Any = HISTORY
    for override in OverridesParser.create().parse_overrides([text for text in overrides if SCENARIO in text]):
        names = override.value() if override.key_or_group == SCENARIO else names
    return (names,) if isinstance(names, str) else tuple(names)


def check_overrides(overrides: Sequence[str], folders: Sequence[Path], is_sweep: bool) -> None:
    """InputError for what Hydra's grammar or conf/ does not know, and for several values without -m."""
    with _told_in_one_line():
        parsed = OverridesParser.create().parse_overrides(list(overrides))
    keys = []
    for override in parsed:
        text, key = str(override.input_line), override.key_or_group
        if override.type not in (OverrideType.CHANGE, OverrideType.FORCE_ADD) or override.package:
            raise InputError(f"{text}: keys are fixed; write key=value")
        if override.is_sweep_override():
            if not is_sweep:
                raise InputError(f"{text} holds several values: run them all with `segsim -m ...`")
            chosen = [_unquoted(value) for value in override.sweep_string_iterator()]
        else:
            chosen = [override.value()]
        keys.append((key, chosen))
    check_keys(keys, folders)


def compose_one(overrides: Sequence[str], folders: Sequence[Path]) -> Composed:
    """Compose one configuration from Python."""
    check_overrides(overrides, folders, is_sweep=False)
    search = [f"hydra.searchpath=[{','.join(f'file://{folder}' for folder in folders[:-1])}]"] if folders[1:] else []
    GlobalHydra.instance().clear()
    with _told_in_one_line(), initialize_config_dir(str(folders[-1]), version_base=VERSION_BASE):
        config = compose("config", [*search, *overrides], return_hydra_config=True)
        found = composed_from(config, config.hydra, folders)
    return replace(found, overrides=tuple(overrides))


def with_scenario(composed: Composed, name: str) -> Composed:
    """The same configuration under a scenario: no file of a scenario sets a key, so Hydra need not compose again."""
    with _told_in_one_line():
        OmegaConf.load(file_of(SCENARIO, name, list(composed.folders)))  # which refuses what Hydra would refuse
    return replace(composed, scenarios=(name,), overrides=(*composed.overrides, f"{SCENARIO}={name}"))


def compose_sweep(words: Sequence[str], folders: Sequence[Path]) -> list[Composed]:
    """Every configuration of a sweep, as Hydra's sweeper spells it out; `words` are Hydra's own, without -m."""
    found: list[Composed] = []

    def collect(jobs: Sequence[DictConfig]) -> None:
        found.extend(composed_from(job, job.hydra, folders) for job in jobs)

    with tempfile.TemporaryDirectory() as scrap:
        _call_hydra(["--multirun", *_search(folders), f"hydra.sweep.dir={scrap}", *words], folders, collect)
    return found


def pass_to_hydra(words: Sequence[str], folders: Sequence[Path]) -> None:
    """Let Hydra itself answer: --cfg, --info, --hydra-help, -sc."""
    _call_hydra([*words, *_search(folders)], folders, lambda _: None)


def _search(folders: Sequence[Path]) -> list[str]:
    """Tell Hydra of the user's conf folder."""
    return ["--config-dir", str(folders[0])] if len(folders) > 1 else []


def _call_hydra(words: Sequence[str], folders: Sequence[Path], task: Callable[[Any], None]) -> None:
    with _arguments(words), _told_in_one_line():
        hydra_main(version_base=VERSION_BASE, config_path=str(folders[-1]), config_name="config")(task)()


def _unquoted(value: Any) -> Any:
    return value[1:-1] if isinstance(value, str) and value[:1] == value[-1:] == "'" else value


@contextmanager
def _arguments(words: Sequence[str]) -> Iterator[None]:
    """Hydra reads sys.argv, and hides where an error came from unless it is told not to."""
    before, full = sys.argv, os.environ.get("HYDRA_FULL_ERROR")
    sys.argv = ["segsim", *words]
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
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (HydraException, OmegaConfBaseException) as fault:
        raise InputError(" ".join(str(fault).partition("See http")[0].split())) from fault
