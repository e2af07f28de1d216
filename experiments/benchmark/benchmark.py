"""How many workers and months a second, and where does the time go? One table, measured in one run.

    python experiments/benchmark/benchmark.py

takes some minutes, needs a machine with nothing else to do, and writes benchmark.csv and benchmark.md to
results/reference/. See README.md for the design and for how to read the table.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MEASURE = Path(__file__).with_name("measure.py")
SIZES = {20_000: 600, 100_000: 2_000, 1_000_000: 20_000}  # workers: firms; the first and last are conf/world
OBJECTS = (20_000, 100_000)  # as many agents of Mesa take seconds; a million of them a minute a month
MONTHS = 24
LARGE, MIDDLE = 1_000_000, 100_000
COMPARED = 500  # runs of a comparison


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    part: str
    what: str
    workers: int | None
    value: float
    unit: str

    def shown(self) -> str:
        if self.value >= 10_000:
            return f"{self.value:,.0f}"
        return f"{self.value:.3g}" if self.value < 100 else f"{self.value:.0f}"


@dataclass(frozen=True)
class Target:
    """What issue 2 asks for, and what was found."""

    asked: str
    found: float | None
    limit: float
    at_least: bool
    unit: str

    @property
    def verdict(self) -> str:
        if self.found is None:
            return "not measured"
        return "met" if (self.found >= self.limit) == self.at_least or self.found == self.limit else "missed"


def measure(name: str, threads: int | None = None, kernels: str | None = None, **given: Any) -> dict[str, Any]:
    """What measure.py reports, in a fresh process; with so many threads, and kernels kept in this folder."""
    environment = dict(os.environ)
    if threads:
        environment["NUMBA_NUM_THREADS"] = str(threads)
    if kernels:
        environment["NUMBA_CACHE_DIR"] = kernels
    command = [sys.executable, str(MEASURE), json.dumps({"measure": name, **given})]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def world(workers: int) -> list[str]:
    """Arguments of the command line for a world of that size; one firm to fifty workers where the size is not usual."""
    return [f"world.workers={workers}", f"world.firms={SIZES.get(workers, max(workers // 50, 16))}"]


def start() -> Iterable[Figure]:
    """First start with no compiled kernel, and the next."""
    with TemporaryDirectory() as kernels:
        first, next_one = (measure("start", kernels=kernels, arguments=[]) for _ in range(2))
    yield Figure("start", "imports, first start", None, first["imports"], "s")
    yield Figure("start", "imports", None, next_one["imports"], "s")
    yield Figure("start", "settings from conf/", None, next_one["settings"], "s")
    yield Figure("start", "first compilation of all kernels", None, first["kernels"], "s")
    yield Figure("start", "warm start: kernels from the cache, and a toy run", None, next_one["kernels"], "s")


def speed(workers: int, months: int, arguments: list[str]) -> Iterable[Figure]:
    """Whole months, memory and steps of a world of one size."""
    found = measure("months", arguments=[*world(workers), *arguments], n=months)
    alone = measure("months", threads=1, arguments=[*world(workers), *arguments], n=months)
    for label, case in ((f"{found['threads']} threads", found), ("1 thread", alone)):
        for kind, value in case["month"].items():
            yield Figure("speed", f"{kind} month, {label}: worker-months a second", workers, 1e9 / value, "1/s")
            yield Figure("speed", f"{kind} month, {label}: ns a worker-month", workers, value, "ns")
    yield Figure("speed", "first state built", workers, found["build"], "s")
    yield Figure("memory", "peak of the process", workers, found["peak_memory"] / 2**20, "MiB")
    yield Figure("memory", "columns a worker", workers, found["bytes_a_worker"], "bytes")
    yield Figure("memory", "columns a firm", workers, found["bytes_a_firm"], "bytes")
    for name, values in found["steps"].items():
        yield Figure("step", name, workers, values["fastest"], "ns")
    rest = found["month"]["fastest"] - sum(values["fastest"] for values in found["steps"].values())
    yield Figure("step", "between steps, and steps that were not at their fastest together", workers, rest, "ns")


def against_objects(workers: int, arguments: list[str]) -> Iterable[Figure]:
    """The six worker steps on tables, as objects, and an empty loop over as many agents."""
    found = measure("objects", arguments=[*world(workers), *arguments], n=6)
    empty = measure("empty_loop", workers=workers)["empty_loop"]
    for what, seconds in (
        ("six worker steps on tables", found["tables"]),
        ("the same six steps by ordinary Mesa objects", found["objects"]),
        ("Mesa's shuffle_do over agents that do nothing", empty),
    ):
        yield Figure("objects", what, workers, seconds / workers * 1e9, "ns")
    yield Figure("objects", "objects over tables", workers, found["objects"] / found["tables"], "times")
    yield Figure("objects", "empty shuffle_do over tables", workers, empty / found["tables"], "times")


def of_comparison(runs: int, arguments: list[str]) -> Iterable[Figure]:
    """How long many runs take to be compared, and a stored comparison of them to be opened."""
    found = measure("comparison", arguments=arguments, runs=runs)
    label = f"of {found['runs']:.0f} runs"
    yield Figure("comparison", f"headline differences and accounts {label}", None, found["computed"], "s")
    yield Figure("comparison", f"tables of a stored comparison {label} opened", None, found["folder"], "s")
    yield Figure("comparison", f"the same with all months of both sides {label}", None, found["opened"], "s")


def benchmark(
    sizes: Iterable[int], months: int, objects: Iterable[int], arguments: list[str], *, cold: bool, compared: int
) -> list[Figure]:
    """All figures, one process after another."""
    figures = list(start()) if cold else []
    for workers in sizes:
        figures += speed(workers, months, arguments)
    run = measure("default_run", arguments=arguments)
    figures.append(Figure("default run", "month loop with recording", None, run["seconds"]["months"], "s"))
    figures.append(Figure("default run", "months", None, run["months"], "months"))
    figures += of_comparison(compared, arguments)
    for workers in objects:
        figures += against_objects(workers, arguments)
    if LARGE in sizes:
        empty = measure("empty_loop", workers=LARGE)["empty_loop"]
        figures.append(
            Figure("objects", "Mesa's shuffle_do over agents that do nothing", LARGE, empty / LARGE * 1e9, "ns")
        )
    return figures


def targets(figures: list[Figure]) -> list[Target]:
    """What was asked for; threads as many as the machine has cores."""
    known = {(figure.part, figure.what.split(",")[0], figure.workers): figure.value for figure in reversed(figures)}
    speeds = {workers: known.get(("speed", "fastest month", workers)) for workers in (MIDDLE, LARGE)}
    memory = known.get(("memory", "peak of the process", LARGE))
    starts = [known.get(("start", what, None)) for what in ("imports", "first compilation of all kernels")]
    growth = speeds[MIDDLE] / speeds[LARGE] if speeds[MIDDLE] and speeds[LARGE] else None
    return [
        Target("worker-months a second at a million workers, in millions, at least 10",
               speeds[LARGE] and speeds[LARGE] / 1e6, 10.0, True, "million/s"),
        Target("time a worker-month at a million over that at 100,000, at most 1.5", growth, 1.5, False, "times"),
        Target("month loop of the default run with recording, under 4 s",
               known.get(("default run", "month loop with recording", None)), 4.0, False, "s"),
        Target("imports and first compilation, under 60 s", sum(starts) if all(starts) else None, 60.0, False, "s"),
        Target("peak memory at a million workers, under 2 GiB", memory and memory / 1024, 2.0, False, "GiB"),
    ]  # fmt: skip


def page(figures: list[Figure], load: tuple[float, float]) -> str:
    """The table for people."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "mesa"))
    text = [
        "# Benchmark",
        "",
        f"Measured on {date.today()} by `python experiments/benchmark/benchmark.py`: {os.cpu_count()} cores,"
        f" {platform.machine()}, Python {platform.python_version()}, {packages}. Work waiting for a core (load average"
        f" over a minute) before: {load[0]:.1f}, after, with this: {load[1]:.1f}. How to read it:"
        " `experiments/benchmark/README.md`.",
        "",
        "## What was asked for",
        "",
        "| asked for | found | |",
        "|---|---:|---|",
    ]
    for target in targets(figures):
        found = "" if target.found is None else f"{target.found:.3g} {target.unit}"
        text.append(f"| {target.asked} | {found} | {target.verdict} |")
    titles = {
        "start": "Start", "speed": "Whole months, without recording", "memory": "Memory",
        "default run": "Default run", "objects": "Tables against objects",
        "comparison": "Comparison of stored runs",
        "step": "Cost of each step, ns a worker-month, fastest month",
    }  # fmt: skip
    for part, title in titles.items():
        own = [figure for figure in figures if figure.part == part]
        if own:
            text += ["", f"## {title}", "", *rows_of(own)]
    return "\n".join(text) + "\n"


def rows_of(figures: list[Figure]) -> list[str]:
    """A table with one column a size of the world."""
    sizes = sorted({figure.workers for figure in figures if figure.workers}) or [None]
    found = {(figure.what, figure.workers): figure for figure in figures}
    head = [f"{workers:,} workers" if workers else "" for workers in sizes]
    lines = [f"| | {' | '.join(head)} | unit |", "|---" + "|---:" * len(sizes) + "|---|"]
    for what, unit in dict.fromkeys((figure.what, figure.unit) for figure in figures):
        cells = [found[what, size].shown() if (what, size) in found else "" for size in sizes]
        lines.append(f"| {what} | {' | '.join(cells)} | {unit} |")
    return lines


def write(figures: list[Figure], load: tuple[float, float], folder: Path) -> None:
    """benchmark.csv and benchmark.md."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "benchmark.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["part", "what", "workers", "value", "unit"])
        lines.writerows([f.part, f.what, f.workers or "", f"{f.value:.6g}", f.unit] for f in figures)
    (folder / "benchmark.md").write_text(page(figures, load), encoding="utf-8")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("arguments", nargs="*", help="arguments of segsim's command line, for every measurement")
    reader.add_argument("--workers", type=int, nargs="+", default=list(SIZES), help="sizes of the world")
    reader.add_argument("--objects", type=int, nargs="*", default=list(OBJECTS), help="sizes at which objects are run")
    reader.add_argument("--months", type=int, default=MONTHS, help="months that are measured")
    reader.add_argument("--compared", type=int, default=COMPARED, help="runs in the comparison that is opened")
    reader.add_argument("--warm", action="store_true", help="leave the first compilation out")
    reader.add_argument("--to", type=Path, default=ROOT / "results" / "reference", help="where the table goes")
    options = reader.parse_args()
    before = os.getloadavg()[0]
    figures = benchmark(
        options.workers,
        options.months,
        options.objects,
        options.arguments,
        cold=not options.warm,
        compared=options.compared,
    )
    write(figures, (before, os.getloadavg()[0]), options.to)
    print((options.to / "benchmark.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
