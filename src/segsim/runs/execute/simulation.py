"""One seed of one configuration: build, burn in, step, record, and measure what that took."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

from segsim.plumbing.kernels import is_compiled
from segsim.settings import Settings

if TYPE_CHECKING:
    from segsim.model import SegmentationModel
    from segsim.recorder import Record

WARM_UP_MONTHS = 14  # one January and one December, so that yearly steps are compiled too
FEW_WORKERS = 50_000  # threads then wait for each other longer than they work (results/reference/benchmark.md)
_warm: list[float] = []  # seconds of this process's warm-up; empty until it was done


@dataclass(frozen=True)
class SeedRun:
    """A finished seed: the model in its last month, what was recorded, and what it took."""

    model: SegmentationModel
    record: Record
    measures: dict[str, Any]


def warm_up(settings: Settings) -> float:
    """Compile or load every kernel on a small world with the same rules; seconds, 0 from the second call on."""
    if _warm:
        return 0.0
    start = perf_counter()
    if is_compiled():
        world = settings.world
        small = replace(
            world, workers=min(world.workers, 1000), firms=min(world.firms, 60), n_cities=min(world.n_cities, 4)
        )
        last = settings.time.year_month(WARM_UP_MONTHS - 1)
        short = replace(settings, world=small, time=replace(settings.time, end=last, burn_in=1), changes=())
        try:
            _simulate(short, 1, with_panel=False, tick=_no_tick)
        except Exception:  # noqa: BLE001  (the run itself will report what is wrong, with its own seed and month)
            _warm.clear()
    _warm.append(perf_counter() - start)
    return _warm[0]


def run_seed(
    settings: Settings,
    seed: int,
    *,
    threads: int | None,
    with_panel: bool,
    tick: Callable[[], None],
    ready: Callable[[], None],
) -> SeedRun:
    """Simulate one seed. `ready` is called when the kernels are compiled, `tick` after every month."""
    start = perf_counter()
    use_threads(threads or threads_that_pay(settings.world.workers))
    import segsim.model
    import segsim.recorder  # noqa: F401  (imported here so that the seconds of imports are told apart)

    imports = perf_counter() - start
    compiled = warm_up(settings)
    ready()
    model, record, build, months = _simulate(settings, seed, with_panel=with_panel, tick=tick)
    n_months = settings.time.burn_in + settings.time.months
    measures = {
        "status": "finished",
        "seconds": {
            "imports": round(imports, 3),
            "compile": round(compiled, 3),
            "build": round(build, 3),
            "months": round(months, 3),
        },
        "months": n_months,
        "worker_months_per_second": round(n_months * settings.world.workers / max(months, 1e-9)),
        "peak_memory_bytes": peak_memory(),
        "state_hash": model.state_hash(),
    }
    return SeedRun(model, record, measures)


def _simulate(
    settings: Settings, seed: int, *, with_panel: bool, tick: Callable[[], None]
) -> tuple[SegmentationModel, Record, float, float]:
    from segsim.model import SegmentationModel
    from segsim.recorder import Recorder

    start = perf_counter()
    model = SegmentationModel(settings, rng=seed)
    recorder = Recorder(model, panel=with_panel)
    built = perf_counter()
    for _ in range(settings.time.burn_in + settings.time.months):
        model.step()
        recorder.record()  # which leaves the burn-in out
        tick()
    record = recorder.finish()
    return model, record, built - start, perf_counter() - built


def threads_that_pay(workers: int) -> int | None:
    """Threads for a world of that size, where the user names none: one for a small world, else all (None)."""
    return 1 if workers < FEW_WORKERS else None


def use_threads(threads: int | None) -> None:
    """Let numba use that many threads; None: all that it found."""
    if is_compiled():
        import numba

        most = int(numba.config.NUMBA_NUM_THREADS)  # type: ignore[attr-defined]  # numba sets it when it is loaded
        numba.set_num_threads(min(threads or most, most))


def peak_memory() -> int | None:
    """Most memory that this process has held so far, in bytes; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes if sys.platform == "darwin" else kilobytes * 1024


def _no_tick() -> None:
    """Nobody watches the warm-up."""
