"""Does the benchmark run at toy size, and do its table and its page say what was measured? No time is judged."""

import importlib
from pathlib import Path

import pandas as pd
import pytest

from segsim.schedule import MONTH

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "benchmark"
TOY = ["time.end=2006-03", "time.burn_in=2", "world.n_cities=4"]


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("benchmark")


@pytest.mark.slow
def test_the_benchmark_at_toy_size(benchmark, monkeypatch, tmp_path):
    measured, small = benchmark.measure, [*TOY, *benchmark.world(1000)]
    monkeypatch.setattr(  # the default run is one of a world of its own: make it small too
        benchmark, "measure",
        lambda name, **given: measured(
            name, **given | ({"arguments": small} if name in ("default_run", "comparison") else {})
        ),
    )  # fmt: skip
    figures = benchmark.benchmark([1000], 2, [1000], TOY, cold=False, compared=6)
    benchmark.write(figures, (0.0, 0.0), tmp_path)
    table = pd.read_csv(tmp_path / "benchmark.csv").set_index(["part", "what"])["value"]
    assert {step.name for step in MONTH} < set(table["step"].index)
    assert (table.drop("step", level="part") > 0).all()
    alone = {kind: table["speed"][f"{kind} month, 1 thread: ns a worker-month"] for kind in ("median", "fastest")}
    assert 0 < alone["fastest"] <= alone["median"]
    page = (tmp_path / "benchmark.md").read_text(encoding="utf-8")
    assert "| | 1,000 workers | unit |" in page
    assert "headline differences and accounts of 6 runs" in page
    assert "not measured" in page  # no world of a million


def figures_of(benchmark, middle, million):
    speed = "fastest month, 2 threads: worker-months a second"
    return [
        benchmark.Figure("speed", speed, 100_000, middle, "1/s"),
        benchmark.Figure("speed", speed, 1_000_000, million, "1/s"),
        benchmark.Figure("speed", "fastest month, 1 thread: worker-months a second", 1_000_000, 1e6, "1/s"),
        benchmark.Figure("memory", "peak of the process", 1_000_000, 1024.0, "MiB"),
        benchmark.Figure("default run", "month loop with recording", None, 3.0, "s"),
    ]


def test_what_was_asked_for_is_read_from_the_figures(benchmark):
    fast, growth, run, start, memory = benchmark.targets(figures_of(benchmark, 15e6, 12e6))
    assert (fast.found, fast.verdict) == (12.0, "met")
    assert (growth.found, growth.verdict) == (1.25, "met")
    assert (run.found, run.verdict) == (3.0, "met")
    assert (memory.found, memory.verdict) == (1.0, "met")
    assert start.verdict == "not measured"
    fast, growth, *_ = benchmark.targets(figures_of(benchmark, 15e6, 9e6))
    assert (fast.verdict, growth.verdict) == ("missed", "missed")
