"""One measurement in a process of its own, printed as a line of JSON: what benchmark.py asks for, one after another.

A process of its own, because imports, compilation and peak memory can be measured only once in each.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETTLING = 3  # months before the first that is measured
REPEATS = 3  # of what takes seconds: the fastest counts


def start(arguments: list[str]) -> dict[str, float]:
    """Seconds from a started interpreter to a run that is ready: imports, settings, kernels."""
    begun = perf_counter()
    import segsim.model
    import segsim.recorder  # noqa: F401  (imported for its time)

    imported = perf_counter()
    settings = settings_of(arguments)
    composed = perf_counter()
    return {"imports": imported - begun, "settings": composed - imported, "kernels": warm(settings)}


def months(arguments: list[str], n: int) -> dict[str, Any]:
    """Nanoseconds a worker and month: of whole months without recording, and of each step; fastest and median month."""
    settings = settings_of(arguments)
    warm(settings)
    begun = perf_counter()
    model = model_of(settings)
    built = perf_counter() - begun
    times = watch_steps()
    whole = []
    for month in range(SETTLING + n):
        if month == SETTLING:
            times.clear()
        begun = perf_counter()
        model.step()
        whole.append(perf_counter() - begun)
    from segsim.runs.execute.simulation import peak_memory
    from segsim.state import Firms, Workers

    workers = settings.world.workers
    return {
        "build": built,
        "month": nanoseconds(whole[SETTLING:], workers),
        "steps": {name: nanoseconds(seconds, workers) for name, seconds in times.items()},
        "peak_memory": peak_memory(),
        "bytes_a_worker": Workers.bytes_per_row(),
        "bytes_a_firm": Firms.bytes_per_row(),
        "threads": threads(),
    }


def default_run(arguments: list[str]) -> dict[str, Any]:
    """The month loop of a run as the command makes it, with recording; the fastest of a few."""
    from segsim.runs.execute.simulation import run_seed

    settings = settings_of(arguments)
    runs = [
        run_seed(settings, 1, threads=None, with_panel=True, tick=lambda: None, ready=lambda: None).measures
        for _ in range(REPEATS)
    ]
    return min(runs, key=lambda measures: measures["seconds"]["months"])


def objects(arguments: list[str], n: int) -> dict[str, Any]:
    """Seconds a month of the six worker steps: on tables, and as methods of ordinary Mesa objects."""
    sys.path.insert(0, str(ROOT / "tests"))
    from reference_implementations.agents import STEPS, ReferenceModel

    settings = settings_of(arguments)
    warm(settings)
    model = model_of(settings)
    times = watch_steps()
    for month in range(SETTLING + n):
        if month == SETTLING:
            times.clear()
        model.step()
    on_tables = [sum(seconds) for seconds in zip(*(times[step] for step in STEPS), strict=True)]
    # Any random number will do here, so the objects get the one that is quickest to call.
    rng = Random(1)
    reference = ReferenceModel(model, draw=lambda key, row, purpose: rng.random())
    return {"tables": min(on_tables), "objects": fastest(reference.step), "steps": list(STEPS)}


def empty_loop(workers: int) -> dict[str, float]:
    """Seconds of Mesa's shuffle_do over so many agents that do nothing."""
    import mesa

    class Idle(mesa.Agent):
        def nothing(self) -> None:
            pass

    model = mesa.Model(rng=1)
    Idle.create_agents(model, workers)
    return {"empty_loop": fastest(lambda: model.agents.shuffle_do("nothing"))}


def comparison(arguments: list[str], runs: int) -> dict[str, float]:
    """Seconds to work out a comparison of so many runs, and to open it with the months of both sides.

    One run is simulated and its tables are repeated under other seeds with a little noise: their size is what counts.
    """
    from tempfile import TemporaryDirectory

    from segsim.analysis.accounts import accounts, of_policies
    from segsim.analysis.compared import read_comparison
    from segsim.analysis.differences import Asked, Window, compare_runs, corrected
    from segsim.analysis.stored import READ_OUT
    from segsim.analysis.views import FIRST, shown
    from segsim.runs.api import simulate
    from segsim.runs.questions.compare import MONTHS

    found, seeds = simulate([*arguments, "time.burn_in=1"], seed=1), range(1, runs // 2 + 1)
    end = int(found.series["year"].max()) * 12 + 11
    asked = Asked(shown(FIRST), tuple(seeds), Window(max(end - MONTHS + 1, end // 12 * 12), end), 0.05)
    with TemporaryDirectory() as scrap:
        sides = [Path(scrap) / name for name in ("before", "after")]
        for number, side in enumerate(sides):
            side.mkdir()
            (side / "manifest.json").write_text("{}", encoding="utf-8")
            for name in ("series", "cells"):
                table = getattr(found, name)
                recorded = table[~table["indicator"].isin(READ_OUT)]  # the rest is no part of a stored run
                repeat(recorded, side / f"{name}.parquet", seeds, number)
            repeat(found.accounts, side / "accounts.parquet", seeds, number)
        begun = perf_counter()
        table = corrected(compare_runs(*sides, asked).assign(policy="after"))
        money = of_policies({"after": accounts(*sides, asked, 1000.0)})
        computed = perf_counter() - begun
        for name, rows in (("differences", table), ("accounts", money)):
            rows.to_parquet(Path(scrap) / f"{name}.parquet")
        manifest = {
            "baseline": {"folder": "before"}, "policies": [{"name": "after", "folder": "after"}],
            "window": list(asked.window.labels),
        }  # fmt: skip
        (Path(scrap) / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        begun = perf_counter()
        opened = read_comparison(Path(scrap))
        folder = perf_counter() - begun
        months_read = len(opened.baseline.series) + len(opened.policies[0].series)
        return {
            "computed": computed, "folder": folder, "opened": perf_counter() - begun, "rows": len(table),
            "months": months_read, "runs": 2 * len(seeds),
        }  # fmt: skip


def repeat(table: Any, file: Path, seeds: Any, side: int) -> None:
    """The table once a seed in one file, each time with other noise."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    values = table["value"].to_numpy()
    writer = None
    for seed in seeds:
        noise = np.random.default_rng(2 * seed + side).normal(1.0, 0.01, len(values))
        one = pa.Table.from_pandas(table.assign(seed=np.int64(seed), value=values * noise), preserve_index=False)
        writer = writer or pq.ParquetWriter(file, one.schema, compression="zstd")
        writer.write_table(one)
    writer.close()


def settings_of(arguments: list[str]) -> Any:
    from segsim.runs.api import compose_overrides

    return compose_overrides(arguments, seed=1).settings


def model_of(settings: Any) -> Any:
    from segsim.model import SegmentationModel

    return SegmentationModel(settings, rng=1)


def warm(settings: Any) -> float:
    from segsim.runs.execute.simulation import warm_up

    return warm_up(settings)


def threads() -> int:
    import numba

    return numba.get_num_threads()


def watch_steps() -> dict[str, list[float]]:
    """Seconds of every step of every month from now on, by name."""
    import segsim.model as model

    times: dict[str, list[float]] = defaultdict(list)

    class Watched:
        def __init__(self, step: Any) -> None:
            self.step = step

        def __getattr__(self, name: str) -> Any:
            return getattr(self.step, name)

        def __call__(self, *given: Any) -> None:
            timed(self.step.name, self.step, *given)

    def timed(name: str, action: Callable, *given: Any) -> None:
        begun = perf_counter()
        action(*given)
        times[name].append(perf_counter() - begun)

    opening = model.open_month
    model.MONTH = tuple(Watched(step) for step in model.MONTH)
    model.open_month = lambda state: timed("open_month", opening, state)
    return times


def nanoseconds(seconds: list[float], workers: int) -> dict[str, float]:
    """Of the fastest and of the median month, a worker."""
    return {"fastest": min(seconds) / workers * 1e9, "median": median(seconds) / workers * 1e9}


def fastest(action: Callable[[], Any]) -> float:
    """Seconds of the fastest of a few calls."""
    seconds = []
    for _ in range(REPEATS):
        begun = perf_counter()
        action()
        seconds.append(perf_counter() - begun)
    return min(seconds)


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    print(json.dumps(globals()[asked.pop("measure")](**asked)))
