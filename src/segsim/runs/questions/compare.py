"""How is `segsim compare` answered: which runs does it take, over which months, and where is the comparison kept?

The first configuration named is the baseline. Runs go through the one runner and its store, so what is stored is used
again and what is interrupted goes on. A comparison is a folder under results/comparisons/, staged and renamed:
it is there whole or not at all. Its name ends in a hash of everything that it was made from.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd

from segsim.analysis.accounts import accounts, of_policies
from segsim.analysis.compared import Compared, is_comparison, read_comparison
from segsim.analysis.differences import Asked, Window, compare_runs, corrected
from segsim.analysis.student import CONFIDENCE
from segsim.analysis.views import FIRST, shown
from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.plumbing.kernels import PACKAGE, source_hash
from segsim.runs.config.apart import check_comparable, first_month_apart
from segsim.runs.config.compose import Configuration, configuration, short_name
from segsim.runs.config.conf import SCENARIO
from segsim.runs.config.scenarios import read_scenario
from segsim.runs.config.sweep import check_overrides, compose_sweep
from segsim.runs.execute.forecast import forecast
from segsim.runs.execute.runner import Result, run
from segsim.runs.questions.moved_tables import counted_again
from segsim.runs.questions.paired import with_seeds
from segsim.runs.store.provenance import hashes_of, program
from segsim.runs.store.store import sweep_up
from segsim.settings import Time
from segsim.settings.files import HISTORY

EVERY = "all"
MONTHS = 60  # the window, unless the user names one: the last five years
LONGEST_NAME = 100
HERE = Path(__file__).resolve().parent.relative_to(PACKAGE)
MADE_BY = ("analysis", *((HERE / f"{one}.py").as_posix() for one in ("compare", "moved_tables")))  # can move a number
ZERO = Time(start=(0, 1), burn_in=0)
Reporter = Callable[[str], Any]


@dataclass(frozen=True)
class Wanted:
    """What was typed: configurations, indicators, months, precision."""

    plan: list[Configuration]
    asked: Asked
    arguments: list[str]  # what tells each configuration apart, as typed
    names: list[str]  # the same, short


def wanted(
    names: Sequence[str], keys: Sequence[str], folders: Sequence[Path], *, window: str | None, precision: float | None
) -> Wanted:
    """Everything checked before anything runs."""
    if precision is not None and not 0.0 < precision <= 1.0:
        raise InputError(f"--precision is a share of the baseline's level above 0 and up to 1, not {precision:g}")
    keys = with_seeds(keys)
    check_overrides(keys, folders, is_sweep=True)
    plan = [configuration(one) for one in compose_sweep(keys, folders)]
    _check_plan(plan)
    asked = Asked(_indicators(names), plan[0].seeds, _window(window, plan), precision)
    return Wanted(plan, asked, *_distinct_labels(plan))


def _check_plan(plan: Sequence[Configuration]) -> None:
    if len(plan) < 2:
        raise InputError("nothing to compare: give one key two values, the baseline first, as in bargaining=none,chain")
    first = plan[0]
    for one in plan[1:]:
        if one.seeds != first.seeds:
            raise InputError("a comparison has the same seeds on both sides: give seeds one value, as in seeds=20")
        check_comparable(first.settings, one.settings)
    seen: dict[str, str] = {}
    for one in plan:
        settings, said = hashes_of(one.settings).settings, " ".join(one.overrides)
        if settings in seen:
            raise InputError(f"`{seen[settings]}` and `{said}` come to the same: nothing to compare")
        seen[settings] = said


def _indicators(names: Sequence[str]) -> tuple[str, ...]:
    from segsim.indicators import INDICATORS, named

    if EVERY in names:
        return tuple(INDICATORS)
    for name in names:
        named(name)  # InputError where it is unknown
    return tuple(dict.fromkeys(names)) or shown(FIRST)


def _window(text: str | None, plan: Sequence[Configuration]) -> Window:
    """The months named, or the last five years of those in which a policy differs from the baseline."""
    time = plan[0].settings.time
    begin, end = time.start[0] * 12 + time.start[1] - 1, time.end[0] * 12 + time.end[1] - 1
    if text is None:
        starts = begin + min(max(0, first_month_apart(plan[0].settings, one.settings)) for one in plan[1:])
        return Window(min(max(end - MONTHS + 1, starts), end), end)
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2]):(\d{4})-(0[1-9]|1[0-2])", text)
    if not match:
        raise InputError(f"--window is two months written as 2013-01:2015-12, not {text!r}")
    first, last = (int(match[at]) * 12 + int(match[at + 1]) - 1 for at in (1, 3))
    if not begin <= first <= last <= end:
        span = "{}-{:02d}:{}-{:02d}".format(*time.start, *time.end)
        raise InputError(f"--window {text} does not run forward within the reported months {span}")
    return Window(first, last)


def _distinct_labels(plan: Sequence[Configuration]) -> tuple[list[str], list[str]]:
    """The part of each command line that the others do not share, and the same as a name for tables and folders."""
    shared = set.intersection(*(set(one.overrides) for one in plan))
    arguments = [" ".join(word for word in one.overrides if word not in shared) for one in plan]
    names = [short_name(text.split()) for text in arguments]
    clash = len(set(names)) < len(names)  # names leave out what makes no folder's name, and are cut
    return arguments, [f"{number}-{name}" for number, name in enumerate(names)] if clash else names


def compare(
    names: Sequence[str], keys: Sequence[str], folders: Sequence[Path], *, window: str | None,
    precision: float | None, fresh: bool, report: Reporter,
) -> tuple[Compared | None, list[Result]]:  # fmt: skip
    """Run what is missing, compare, store; gives back the comparison and the runs. None where no seed is in all."""
    details = wanted(names, keys, folders, window=window, precision=precision)
    for note in dict.fromkeys(note for one in details.plan for note in one.notes):
        report(f"segsim: note: {note}")
    report(forecast(details.plan, fresh=fresh))
    results = run(details.plan, fresh=fresh)
    seeds = tuple(seed for seed in details.asked.seeds if all(seed in one.stored.seeds for one in results))
    if not seeds:
        return None, results
    asked = Asked(details.asked.indicators, seeds, details.asked.window, details.asked.precision)
    return stored(details, asked, results, fresh=fresh, folders=folders), results


def stored(
    details: Wanted, asked: Asked, results: Sequence[Result], *, fresh: bool, folders: Sequence[Path]
) -> Compared:
    """The comparison of these runs: as it stands, or worked out and put in place whole."""
    place = details.plan[0].results / "comparisons"
    folder = place / _folder_name(details.names, asked, results)
    if is_comparison(folder) and not fresh:
        return read_comparison(folder)
    place.mkdir(parents=True, exist_ok=True)
    sweep_up(place)
    staged = place / f".writing-{folder.name}-{os.getpid()}"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    try:
        _write(staged, details, asked, results, folders)
        shutil.rmtree(folder, ignore_errors=True)
        staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return read_comparison(folder)


def _folder_name(names: Sequence[str], asked: Asked, results: Sequence[Result]) -> str:
    made_from = {
        "runs": [vars(one.stored.hashes) for one in results], "seeds": asked.seeds, "indicators": asked.indicators,
        "window": asked.window.labels, "precision": asked.precision,
        "analysis": source_hash(MADE_BY, PACKAGE),
    }  # fmt: skip
    digest = blake2b(json.dumps(made_from, sort_keys=True).encode(), digest_size=6).hexdigest()
    return f"{names[0]}-vs-{'+'.join(names[1:])}"[:LONGEST_NAME].rstrip("-+_.") + f"-{digest}"


def _write(staged: Path, details: Wanted, asked: Asked, results: Sequence[Result], folders: Sequence[Path]) -> None:
    runs, names = [one.stored.folder for one in results], details.names
    persons = details.plan[0].settings.world.persons_per_agent
    others = list(zip(names[1:], runs[1:], strict=True))
    parts = [compare_runs(runs[0], folder, asked).assign(policy=name) for name, folder in others]
    differences = corrected(pd.concat(parts, ignore_index=True))
    money = of_policies({name: accounts(runs[0], folder, asked, persons) for name, folder in others})
    tables = {"differences": differences, "accounts": money}
    robustness = counted_again([one.stored for one in results], names, asked)
    if robustness is not None:
        tables["robustness"] = robustness
    for name, table in tables.items():
        table.to_parquet(staged / f"{name}.parquet", index=False, compression="zstd")
        table.to_csv(staged / f"{name}.csv", index=False)
    entries = [_entry(*each, staged, folders) for each in zip(results, details.arguments, names, strict=True)]
    first, last = asked.window.labels
    manifest = {
        "baseline": entries[0], "policies": entries[1:], "seeds": list(asked.seeds), "window": [first, last],
        "indicators": list(asked.indicators), "level": CONFIDENCE, "precision": asked.precision,
        "persons_per_agent": persons, "written": datetime.now(UTC).isoformat(timespec="seconds"), **program(),
    }  # fmt: skip
    write_whole(staged / "manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def _entry(result: Result, arguments: str, name: str, staged: Path, folders: Sequence[Path]) -> dict[str, Any]:
    one = result.configuration
    scenarios = [read_scenario(name, one.settings.time, list(folders)) for name in one.scenarios]
    levers = [word for word in arguments.split() if word.partition("=")[0] != SCENARIO]
    titles = [entry.title or entry.name for entry in scenarios if entry.name != HISTORY or not levers]
    return {
        "name": name, "words": arguments, "title": "; ".join([*titles, *levers]),
        "folder": os.path.relpath(result.stored.folder, staged), "hashes": vars(result.stored.hashes),
    }  # fmt: skip
