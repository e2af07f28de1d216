"""How are scenarios run against history, as `segsim expect` does, and how long will that take?

Everything goes through the one runner and its store: what is stored is used again, what is interrupted goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.runs.compose import Configuration, configuration
from segsim.runs.conf import HISTORY, SCENARIO, choices
from segsim.runs.expect import Finding, expectations, judge, values_by_seed
from segsim.runs.provenance import hashes_of
from segsim.runs.runner import Result, cores, run
from segsim.runs.scenarios import Scenario, read_scenario
from segsim.runs.store import Store
from segsim.runs.sweep import compose_one, with_scenario

SEEDS = 8  # unless the user says otherwise
SMALLEST = 0.02  # smallest effect of interest, a share of history's level, where none is expected
# Seconds of one core that a worker takes in a month, with recording: the default world in about six seconds.
SECONDS_PER_WORKER_MONTH = 6.0 / (20_000 * 204)


@dataclass(frozen=True)
class Expected:
    """What `segsim expect` found: the findings, the scenarios, the run of history and runs that failed."""

    findings: list[Finding]
    scenarios: dict[str, Scenario]
    history: Result
    results: list[Result]


def with_seeds(keys: Sequence[str]) -> list[str]:
    """The keys as typed, with the usual number of seeds where none is given."""
    return list(keys) if any(key.startswith("seeds=") for key in keys) else [*keys, f"seeds={SEEDS}"]


def composed(keys: Sequence[str], folders: Sequence[Path]) -> Configuration:
    """One checked configuration."""
    return configuration(compose_one(list(keys), list(folders)))


def expect(
    names: Sequence[str],
    keys: Sequence[str],
    folders: Sequence[Path],
    *,
    smallest: float,
    fresh: bool,
    tell: Callable[[str], Any],
) -> Expected:
    """Run the named scenarios (all without a name) and history with paired seeds, and judge every expectation."""
    if any(key.startswith(f"{SCENARIO}=") for key in keys):
        raise InputError("name the scenarios without `scenario=`, as in `segsim expect minimum_wage_freeze`")
    known = [name for name in choices(SCENARIO, list(folders)) if name != HISTORY]
    for name in names:
        if name not in known:
            raise unknown(SCENARIO, name, known)
    chosen = list(dict.fromkeys(names)) or known
    keys = with_seeds(keys)
    plain = compose_one(keys, folders)
    base = configuration(plain)
    scenarios = {name: read_scenario(name, base.settings.time, list(folders)) for name in chosen}
    asked = {name: expectations(scenario) for name, scenario in scenarios.items()}
    plan = [base, *(configuration(with_scenario(plain, name)) for name in chosen)]
    tell(forecast(plan, fresh=fresh))
    results = run(plan, fresh=fresh)
    findings = []
    for name, result in zip(chosen, results[1:], strict=True):
        seeds = [seed for seed in base.seeds if seed in results[0].stored.seeds and seed in result.stored.seeds]
        for entry in asked[name]:
            history, changed = (values_by_seed(one.stored.folder, entry, seeds) for one in (results[0], result))
            findings.append(judge(entry, history, changed, smallest))
    return Expected(findings, scenarios, results[0], results)


def forecast(plan: Sequence[Configuration], *, fresh: bool) -> str:
    """How many runs there are to do, and how long they will take by stored runs of this size, or by size alone."""
    to_do, seconds, of = 0, 0.0, sum(len(one.seeds) for one in plan)
    for one in plan:
        hashes, store = hashes_of(one.settings), Store(one.results)
        done = {} if fresh else store.finished(hashes)
        missing = len(set(one.seeds) - set(done))
        to_do += missing
        seconds += missing * seconds_of_run(one)
    if not to_do:
        return f"{of} runs, all stored"
    side_by_side = min(cores(plan[0]), to_do)
    each, minutes = seconds / to_do, seconds / side_by_side / 60.0
    told = f"some {each:.1f} s each, about {minutes:.0f} minutes on {side_by_side} cores"
    return f"{of} runs, {to_do} of them to do: {told}"


def seconds_of_run(one: Configuration) -> float:
    """Seconds of a run: what stored runs of the same world and months took, else by size."""
    time, world = one.settings.time, one.settings.world
    months = time.burn_in + time.months
    for stored in Store(one.results).runs():
        if stored.manifest.get("workers") == world.workers:
            speeds = [entry["seconds"]["months"] / entry["months"] for entry in stored.seeds.values()]
            if speeds:
                return months * sum(speeds) / len(speeds)
    return months * world.workers * SECONDS_PER_WORKER_MONTH
