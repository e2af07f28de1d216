"""How many runs are there to do, and how long will they take?"""

from __future__ import annotations

from collections.abc import Sequence

from segsim.runs.config.compose import Configuration
from segsim.runs.execute.runner import cores
from segsim.runs.store.provenance import hashes_of
from segsim.runs.store.store import Store

# Seconds of one core that a worker takes in a month, with recording: the default world in some eleven seconds.
SECONDS_PER_WORKER_MONTH = 11.0 / (100_000 * 204)


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
    duration = f"some {each:.1f} s each, about {minutes:.0f} minutes on {side_by_side} cores"
    return f"{of} runs, {to_do} of them to do: {duration}"


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
