"""How fast is a month, how much memory does it take, and where does the time go? One table, measured in one run.

Every part is measured in a process of its own, so that memory and imports are its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
SIZES = {"20 thousand": (20_000, 600), "100 thousand": (100_000, 2_000), "1 million": (1_000_000, 20_000)}
WARM, TWIN = 3, 20_000  # months before the clock runs; workers of the twin
GOALS = {
    "worker-months a second": "10 million at 1 million workers",
    "time a worker-month over that at 100 thousand": "at most 1.5 at 1 million",
    "peak memory": "under 2 GiB at 1 million",
}


def model_of(workers: int, firms: int):
    """A model after its first months, with kernels compiled."""
    from segsim.model import SegmentationModel
    from segsim.settings import Settings
    from segsim.world.size import World

    started = time.perf_counter()
    model = SegmentationModel(Settings(world=World(workers=workers, firms=firms)), rng=1)
    built = time.perf_counter() - started
    model.run_for(WARM)
    return model, built


def world(workers: int, firms: int, months: int) -> dict:
    """Seconds a month in all and by step, and peak memory, of one world."""
    from segsim.mechanisms.accounting import open_month
    from segsim.recorder import Recorder
    from segsim.schedule import MONTH

    model, built = model_of(workers, firms)
    whole = []
    for _ in range(months):
        started = time.perf_counter()
        model.step()
        whole.append(time.perf_counter() - started)
    steps = {f"{step.mechanism}.{step.name}": [] for step in MONTH}
    for _ in range(months):
        model.index += 1
        model.moment = model._moment()  # as model.step() does, with a clock around each step
        open_month(model.state)
        for step in MONTH:
            started = time.perf_counter()
            step(model.state, model.params[step.mechanism], model.moment)
            steps[f"{step.mechanism}.{step.name}"].append(time.perf_counter() - started)
    recorder, recorded = Recorder(model), []
    for _ in range(months):
        started = time.perf_counter()
        recorder.record()
        recorded.append(time.perf_counter() - started)
        model.step()
    return {
        "build": built,
        "month": sorted(whole)[months // 2],
        "recording": sorted(recorded)[months // 2],
        "steps": {name: sorted(times)[months // 2] for name, times in steps.items()},
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def start(cold: bool) -> dict:
    """Seconds of imports, and of the first months of a toy world, with kernels compiled or not."""
    started = time.perf_counter()
    import segsim.model  # imported to be timed
    import segsim.recorder  # noqa: F401  # imported to be timed

    imports = time.perf_counter() - started
    started = time.perf_counter()
    model_of(1_000, 60)
    return {"imports": imports, "first months": time.perf_counter() - started, "cold": cold}


def objects() -> dict:
    """The worker phases as ordinary Mesa objects, and Mesa's empty loop over as many agents."""
    import mesa

    sys.path.insert(0, str(ROOT / "tests"))
    from twins.agents import TwinModel

    class Idle(mesa.Agent):
        def step(self) -> None:
            """Nothing."""

    model, _ = model_of(TWIN, 600)
    twin = TwinModel(model, draw=lambda key, row, draw: random.random())
    twin_months = []
    for _ in range(3):
        started = time.perf_counter()
        twin.step()
        twin_months.append(time.perf_counter() - started)
    empty = mesa.Model(rng=1)
    Idle.create_agents(empty, TWIN)
    loops = []
    for _ in range(5):
        started = time.perf_counter()
        empty.agents.shuffle_do("step")
        loops.append(time.perf_counter() - started)
    return {"twin": min(twin_months), "empty loop": min(loops)}


PHASES = (
    "compliance.choose_depths", "matching.separate", "matching.search_and_hire", "compliance.draw_terms",
    "payroll.work_out_pay", "payroll.pay_wages",
)  # fmt: skip


def apart(*words: str, **environment: str) -> dict:
    """Run one part in a process of its own and read what it measured."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE), *words],
        env=os.environ | environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def measure(months: int) -> list[tuple[str, str, float, str]]:
    """All rows of the table: what, at which size, value, unit."""
    from segsim.state import Firms, Workers

    rows: list[tuple[str, str, float, str]] = []
    with tempfile.TemporaryDirectory() as cache:
        cold = apart("start", "cold", XDG_CACHE_HOME=cache)
        warm = apart("start", "warm", XDG_CACHE_HOME=cache)
    rows += [
        ("imports", "", warm["imports"], "s"),
        ("first compilation, beyond a warm start", "", cold["first months"] - warm["first months"], "s"),
        ("warm start: toy world and three months", "", warm["first months"], "s"),
        ("bytes a worker", "", Workers.bytes_per_row(), "bytes"),
        ("bytes a firm", "", Firms.bytes_per_row(), "bytes"),
    ]
    found = {name: apart("world", str(size[0]), str(size[1]), str(months)) for name, size in SIZES.items()}
    for name, (workers, _) in SIZES.items():
        rows.append(("worker-months a second", name, workers / found[name]["month"], "1/s"))
    base = found["100 thousand"]["month"] / SIZES["100 thousand"][0]
    for name, (workers, _) in SIZES.items():
        part = found[name]
        rows += [
            ("time a worker-month", name, 1e9 * part["month"] / workers, "ns"),
            ("time a worker-month over that at 100 thousand", name, part["month"] / workers / base, "ratio"),
            ("recording, a month", name, 1e3 * part["recording"], "ms"),
            ("building the world", name, part["build"], "s"),
            ("peak memory", name, part["peak"] / 2**30, "GiB"),
        ]
    plain, phases = apart("objects"), sum(found["20 thousand"]["steps"][name] for name in PHASES)
    rows += [
        ("six worker and firm steps as Mesa objects (the twin), a month", "20 thousand", 1e3 * plain["twin"], "ms"),
        ("the same six steps over the tables, a month", "20 thousand", 1e3 * phases, "ms"),
        ("twin over tables", "20 thousand", plain["twin"] / phases, "ratio"),
        ("Mesa's empty shuffle_do, a month", "20 thousand", 1e3 * plain["empty loop"], "ms"),
        ("empty loop over the whole month of segsim", "20 thousand",
         plain["empty loop"] / found["20 thousand"]["month"], "ratio"),
    ]  # fmt: skip
    for name, (workers, _) in SIZES.items():
        steps = found[name]["steps"]
        rows += [(f"step {step}", name, 1e9 * seconds / workers, "ns") for step, seconds in steps.items()]
    return rows


def said(value: float) -> str:
    """A number with three figures, large ones whole; nothing where nothing was measured."""
    if pd.isna(value):
        return ""
    return f"{value:,.3g}" if value < 1e3 else f"{value:,.0f}"


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", help="one part, for the command itself")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--to", type=Path, default=ROOT / "results" / "reference")
    options = parser.parse_args()
    if options.part:
        part, *numbers = options.part
        if part == "world":
            print(json.dumps(world(*(int(number) for number in numbers))))
        elif part == "start":
            print(json.dumps(start(numbers == ["cold"])))
        else:
            print(json.dumps(objects()))
        return
    rows = pd.DataFrame(measure(options.months), columns=["what", "workers", "value", "unit"])
    options.to.mkdir(parents=True, exist_ok=True)
    rows.to_csv(options.to / "benchmark.csv", index=False, float_format="%.4g")
    wide = rows.pivot_table(index=["what", "unit"], columns="workers", values="value", sort=False).reset_index()
    order = [name for name in ("", *SIZES) if name in wide.columns]
    head = ["what", *(name or "any size" for name in order), "unit", "goal"]
    lines = ["| " + " | ".join(head) + " |", "| --- " * len(head) + "|"]
    for _, row in wide.iterrows():
        cells = [said(row[name]) for name in order]
        lines.append("| " + " | ".join([row["what"], *cells, row["unit"], GOALS.get(row["what"], "")]) + " |")
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    text = (
        "# Speed and memory\n\nWritten by `python experiments/benchmark/benchmark.py`; do not edit. "
        f"{machine}; medians of {options.months} months.\n\n"
    )
    (options.to / "benchmark.md").write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
