"""Does `segsim segments` find two labour markets in history, and one where all tiers are equal? On small worlds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from made_up_runs import made_up_run
from segsim.cli import main
from segsim.runs.execute import runner, simulation
from segsim.runs.questions.completion import completions
from typed import answer

SEEDS, YEARS = 4, (2006, 2007)
SMALL = ["world=toy", "world.workers=20000", "world.firms=400", "time.end=2007-12", f"seeds={SEEDS}", "threads=1"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with history and with the control, two years of a toy world."""
    results = tmp_path_factory.mktemp("store")
    for name in ("history", "control_all_equal"):
        assert main([f"scenario={name}", *SMALL, f"results={results}"]) == 0
    return results


def figures(capsys: pytest.CaptureFixture[str], results: Path, *words: str) -> list[dict[str, str]]:
    capsys.readouterr()
    status, out, _ = answer(capsys, "segments", *words, "--csv", f"results={results}")
    assert status == 0
    return list(csv.DictReader(io.StringIO(out)))


def means(rows: Iterable[dict[str, str]], figure: str) -> np.ndarray:
    return np.array([float(row["value"]) for row in rows if row["figure"] == figure])


def test_a_premium_in_history_and_none_where_all_tiers_are_equal(results, capsys):
    """Tolerance: four standard errors of the mean over seeds (the two years have the same firms: no more than one)."""
    for name, is_there in (("history", True), ("control_all_equal", False)):
        rows = figures(capsys, results, name)
        premium, error = means(rows, "premium"), means(rows, "error_by_place") / np.sqrt(SEEDS)
        assert premium.shape == error.shape == (len(YEARS),)
        assert (error < 0.05).all()  # or nothing would be told apart
        assert ((premium > 8.0 * error) if is_there else (np.abs(premium) < 4.0 * error)).all(), (name, premium, error)
        recorded = means(rows, "recorded_december")
        assert premium[1] == pytest.approx(recorded.mean(), abs=0.06)  # a year beside the Decembers on both its sides


def test_the_regimes_are_the_segments_in_history_alone(results, capsys):
    found = {name: figures(capsys, results, name, "year=2006") for name in ("history", "control_all_equal")}
    areas = {name: means(rows, "auc_against_core") for name, rows in found.items()}
    assert areas["history"].size == SEEDS
    # In some seeds the two regimes of a mixture are others than the segments, which is the caveat of the method.
    assert areas["history"].mean() > 0.7
    assert np.abs(areas["control_all_equal"] - 0.5).max() < 0.2
    # The caveat that is printed: BIC prefers two regimes in both worlds.
    assert all((means(rows, "bic_one_less_two") > 0.0).all() for rows in found.values())
    switching = [row for row in found["history"] if row["table"] == "switching"]
    assert {row["year"] for row in switching} == {"2006"}
    assert sorted({row["seed"] for row in switching}) == [str(seed) for seed in range(1, SEEDS + 1)]


def test_mobility_and_duration_say_what_they_rest_on(results, capsys):
    rows = figures(capsys, results, "history")
    assert {row["rests_on"] for row in rows} == {"all workers", "sample of jobs, all months"}
    rests = {row["figure"]: row["rests_on"] for row in rows}
    assert rests["recorded_december"] == rests["into_core_migrants"] == rests["job_years_core"] == "all workers"
    assert rests["premium"] == rests["elapsed_core_migrants"] == "sample of jobs, all months"
    assert ((means(rows, "into_core_migrants") >= 0.0) & (means(rows, "into_core_migrants") < 0.2)).all()
    for hukou in ("migrants", "urban"):
        rate, years = means(rows, f"into_core_{hukou}"), means(rows, f"years_to_core_{hukou}")
        assert years[rate > 0.0] == pytest.approx(1.0 / rate[rate > 0.0], rel=1e-4)
        assert np.isnan(years[rate == 0.0]).all()
    assert (means(rows, "job_years_outside_core") > 0.5).all()
    assert ((means(rows, "elapsed_core_migrants") > 0.0) & (means(rows, "elapsed_core_migrants") < 15.0)).all()


def test_it_reads_and_simulates_nothing_and_prints_its_caveats(results, capsys, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("segments makes no run")

    for place, name in ((simulation, "run_seed"), (runner, "run"), (runner, "compute")):
        monkeypatch.setattr(place, name, refused)
    before = {file: file.stat().st_mtime_ns for file in results.rglob("*")}
    status, out, err = answer(capsys, "segments", "history", "year=2007", f"results={results}")
    assert status == 0
    assert {file: file.stat().st_mtime_ns for file in results.rglob("*")} == before
    for word in ("recorded december", "auc against core", "shorrocks", "job years core"):
        assert word in out
    for words in ("no test: BIC", "prefers two in control_all_equal, too", "Switching regression, 2007", "unfinished"):
        assert words in err


def test_what_cannot_be_answered_is_said_in_one_line(results, capsys, tmp_path):
    for words, said in (
        (["history", "year=1999"], "2006 to 2007"),
        (["history", "regimes.k=1"], "takes year="),
        (["history", "control_all_equal"], "one run or comparison at a time"),
    ):
        status, _, err = answer(capsys, "segments", *words, f"results={results}")
        assert status == 2
        assert said in err
        assert err.count("\n") == 1
    made_up_run(tmp_path, "history", (1,), last=(2007, 12))
    status, _, err = answer(capsys, "segments", "history", f"results={tmp_path}")
    assert status == 2
    assert "has no" in err
    assert "--fresh" in err


def test_a_run_of_one_seed_and_no_december_leaves_out_what_it_cannot_know(capsys, tmp_path):
    assert main(["world=toy", "time.start=2010-11", "time.end=2010-11", "time.burn_in=1", f"results={tmp_path}"]) == 0
    rows = figures(capsys, tmp_path)
    assert np.isfinite(means(rows, "premium")).all()
    assert np.isnan(means(rows, "recorded_december")).all()
    status, out, _ = answer(capsys, "segments", f"results={tmp_path}")
    assert status == 0
    assert "2010" in out


def test_tab_offers_runs(results, monkeypatch):
    monkeypatch.setattr("segsim.runs.questions.completion.Path", lambda _: results)
    offered = completions("segsim segments control", ("segments",))
    assert len(offered) == 1
    assert offered[0].startswith("control_all_equal")
