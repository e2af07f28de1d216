"""How are many configurations and seeds run as one piece of work? One plan, one pool, one progress bar, one merge each.

Only what is not stored yet is computed. A seed that fails is recorded with its traceback and the others go on.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from segsim.plumbing.errors import InputError
from segsim.plumbing.kernels import is_cold, source_hash
from segsim.runs.config.compose import Configuration
from segsim.runs.execute.memory import processes_that_fit
from segsim.runs.execute.pool import Report, run_all
from segsim.runs.execute.progress import Progress
from segsim.runs.execute.simulation import run_seed
from segsim.runs.store.provenance import Hashes, hashes_of
from segsim.runs.store.store import Store, Stored
from segsim.settings import Settings


@dataclass(frozen=True)
class SeedTask:
    """One seed of one configuration, as it is sent to a process."""

    settings: Settings
    hashes: Hashes
    seed: int
    with_panel: bool
    store: Store

    def run(self, tick: Callable[[], None], ready: Callable[[], None], threads: int | None = 1) -> dict[str, Any]:
        """Simulate it and stage what was recorded; only with the source that the parent hashed."""
        if source_hash() != self.hashes.source:
            raise InputError("the source was changed while runs were going on; start the same command again")
        done = run_seed(self.settings, self.seed, threads=threads, with_panel=self.with_panel, tick=tick, ready=ready)
        self.store.put(self.hashes, self.seed, done.record, done.measures)
        return done.measures


@dataclass
class Work:
    """One configuration with what is still to be done for it."""

    configuration: Configuration
    hashes: Hashes
    store: Store
    to_do: set[int]
    failures: dict[int, str] = field(default_factory=dict)

    @property
    def is_merged(self) -> bool:
        """True where the run folder already holds every seed asked for."""
        stored = self.store.find(self.hashes)
        if stored is None or stored.hashes != self.hashes:
            return False
        return set(self.configuration.seeds) <= set(stored.seeds)


@dataclass(frozen=True)
class Result:
    """A configuration with its run folder, once all its seeds are there or have failed."""

    configuration: Configuration
    stored: Stored
    computed: int  # seeds that this command computed; the others were stored
    failures: dict[int, str]


def check_world(configurations: Sequence[Configuration]) -> None:
    """Read evidence, cities and outside series once here, so that a fault in them is reported before anything runs."""
    from segsim.evidence import facts
    from segsim.world.build import read_places
    from segsim.world.outside import Outside

    facts()
    seen = set()
    for configuration in configurations:
        settings = configuration.settings
        inputs = (settings.time, settings.world.extra_cities, settings.world.n_cities)
        if inputs not in seen:
            seen.add(inputs)
            Outside.build(settings.time, read_places(settings.world))


def cores(configuration: Configuration) -> int:
    """Processor cores that may be used."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(configuration.threads or found, found)


def run(configurations: Sequence[Configuration], *, fresh: bool = False) -> list[Result]:
    """Compute what is not stored, merge, and give back one result for each configuration, in order."""
    check_world(configurations)
    side_by_side = processes_that_fit([one.settings for one in configurations], cores(configurations[0]))
    works = [_plan(configuration, fresh=fresh) for configuration in configurations]
    tasks, owners = _tasks(works)
    planned = {id(work): len(work.to_do) for work in works}
    for work in works:
        _merge_if_complete(work)

    def show(report: Report) -> None:
        progress.show(report.kind)
        for work in owners[report.task.hashes, report.task.seed] if report.kind in ("finished", "failed") else ():
            work.to_do.discard(report.task.seed)
            if report.kind == "failed":
                work.failures[report.task.seed] = report.value
            _merge_if_complete(work)

    with Progress(sum(_months(task) for task in tasks), len(tasks), cold=is_cold()) as progress:
        try:
            compute(tasks, side_by_side, configurations[0].threads, show)
        except InputError:
            for work in works:
                work.store.withdraw()
            raise
    results = []
    for work in works:
        stored = work.store.find(work.hashes)
        assert stored is not None
        failed = {seed: text for seed, text in work.failures.items() if seed in work.configuration.seeds}
        results.append(Result(work.configuration, stored, planned[id(work)] - len(failed), failed))
    return results


def _plan(configuration: Configuration, *, fresh: bool) -> Work:
    store, hashes = Store(configuration.results), hashes_of(configuration.settings)
    store.prepare()
    if fresh:
        store.forget(hashes)
    return Work(configuration, hashes, store, set(configuration.seeds) - set(store.finished(hashes)))


def _tasks(works: Sequence[Work]) -> tuple[list[SeedTask], dict[tuple[Hashes, int], list[Work]]]:
    """What is to be computed, each once, and which configurations wait for it."""
    tasks, owners = [], dict[tuple[Hashes, int], list[Work]]()
    for work in works:
        for seed in sorted(work.to_do):
            waiting = owners.setdefault((work.hashes, seed), [])
            if not waiting:
                first = seed == min(work.configuration.seeds)
                tasks.append(SeedTask(work.configuration.settings, work.hashes, seed, first, work.store))
            waiting.append(work)
    return tasks, owners


def _months(task: SeedTask) -> int:
    return task.settings.time.burn_in + task.settings.time.months


def _merge_if_complete(work: Work) -> None:
    if not work.to_do and (work.failures or not work.is_merged):
        work.store.merge(work.configuration, work.hashes, work.failures)


def compute(tasks: Sequence[Any], side_by_side: int, threads: int | None, show: Callable[[Report], None]) -> None:
    """One task runs here with all threads; several run in processes with one thread each.

    Who asks for one thread gets everything here, one after another: a process of its own would only start later.
    """
    if len(tasks) > 1 and threads != 1:
        for report in run_all(tasks, min(side_by_side, len(tasks)), one_first=is_cold()):
            show(report)
        return
    for task in tasks:
        show(_here(task, threads, show))


def _here(task: Any, threads: int | None, show: Callable[[Report], None]) -> Report:
    try:
        value = task.run(lambda: show(Report("month", task)), lambda: show(Report("ready", task)), threads)
    except InputError:
        raise
    except Exception:  # noqa: BLE001  (recorded in the manifest with its traceback, as in a pool)
        return Report("failed", task, traceback.format_exc())
    return Report("finished", task, value)
