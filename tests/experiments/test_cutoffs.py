"""Does another cut-off or anchor give another reading of the same stored run, without a new one?"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
import yaml

from made_up_runs import made_up_run
from segsim.analysis.cutoffs import Cutoffs, cutoffs_of, entries
from segsim.analysis.recorded import read_recorded
from segsim.analysis.series import read_series
from segsim.analysis.stored import READ_OUT, read_out, read_table
from segsim.cli import main
from segsim.indicators.regimes import Regime
from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute import runner, simulation

SEEDS = (1, 2)


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one run, in which nothing may be simulated."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a cut-off makes no run")

    for place, name in ((simulation, "run_seed"), (runner, "run"), (runner, "compute")):
        monkeypatch.setattr(place, name, refused)
    made_up_run(tmp_path, "history", SEEDS, last=(2009, 12))
    return tmp_path


def held(results: Path) -> dict[str, bytes]:
    """Every file of the store."""
    return {str(file): file.read_bytes() for file in results.rglob("*") if file.is_file()}


def shares(capsys: pytest.CaptureFixture[str], results: Path, *words: str) -> dict[str, dict[str, float]]:
    """What `segsim regimes` prints, by year and class."""
    assert main(["regimes", "history", *words, "--csv", f"results={results}"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    return {row.pop("year"): {name: float(value) for name, value in row.items()} for row in rows}


def test_two_cut_offs_are_two_answers_of_one_run(results, capsys):
    before = held(results)
    as_set = shares(capsys, results)
    easy = shares(capsys, results, "regimes.social_cut=0", "regimes.industrial_cut=0", "regimes.band=0")
    hard = shares(capsys, results, "regimes.social_cut=1", "regimes.industrial_cut=1", "regimes.band=0")
    assert list(as_set) == list(easy) == list(hard) == ["2006", "2007", "2008", "2009"]
    for year, row in as_set.items():
        assert sum(row[regime.name.lower()] for regime in Regime) == pytest.approx(1.0, abs=1e-5)
        assert 0.0 < row["pocket"] < 1.0
        assert easy[year]["pocket"] == pytest.approx(1.0)
        assert hard[year]["market_despotism"] == pytest.approx(1.0)
        assert row["unclassified"] == easy[year]["unclassified"] == hard[year]["unclassified"] > 0.0
    assert held(results) == before


def test_an_anchor_moves_the_score_and_a_file_says_the_same_as_words(results, capsys, tmp_path):
    file = tmp_path / "my.yaml"
    file.write_text(yaml.safe_dump({"base_high": 3.0, "state_cut": 0.7}), encoding="utf-8")
    assert cutoffs_of([f"cutoffs={file}"]) == Cutoffs(base_high=3.0, state_cut=0.7)
    assert cutoffs_of([f"cutoffs={file}", "regimes.state_cut=0.9"]).state_cut == 0.9
    assert shares(capsys, results, f"cutoffs={file}") == shares(
        capsys, results, "regimes.base_high=3", "regimes.state_cut=0.7"
    )
    (folder,) = (results / "runs").iterdir()
    usual, moved = (read_out(folder, cutoffs)[0] for cutoffs in (Cutoffs(), Cutoffs(base_high=3.0)))
    chosen = usual["indicator"] == "social_upgrading"
    assert (moved.loc[chosen, "value"].to_numpy() < usual.loc[chosen, "value"].to_numpy()).all()
    assert shares(capsys, results)["2008"]["state_capitalism"] > 0.0
    assert shares(capsys, results, f"cutoffs={file}")["2008"]["state_capitalism"] == 0.0


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("regimes.social_cat=0.4", "did you mean.*social_cut"),
        ("regimes.social_cut=2", "social_cut"),
        ("enforcement=lax", "cut-offs are regimes.name=value"),
        ("cutoffs=nowhere.yaml", "nowhere.yaml cannot be read"),
    ],
)
def test_what_is_no_cut_off_is_reported(word, says):
    with pytest.raises(InputError, match=says):
        cutoffs_of([word])


def test_a_run_knows_no_cut_off():
    with pytest.raises(InputError, match=r"regimes"):
        configuration(compose_one(["regimes.social_cut=0.4"], conf_folders(None)))
    chosen = configuration(compose_one([], conf_folders(None))).settings
    assert not set(entries()) & {name for params in chosen.params.values() for name in vars(params)} - {"window"}
    assert "regimes" not in chosen.params


def test_what_is_read_out_stands_beside_what_was_recorded(results):
    (folder,) = (results / "runs").iterdir()
    run = read_recorded(folder)
    series, cells = read_out(folder)
    assert set(series["indicator"]) | set(cells["indicator"]) == READ_OUT
    for recorded, more in ((run.series, series), (run.cells, cells)):
        rows = recorded[recorded["indicator"].isin(READ_OUT)]
        assert len(rows) == len(more)
        assert rows["value"].to_numpy() == pytest.approx(more["value"].to_numpy())
    words = ["share_pocket:low_cuts", "earnings"]
    both = read_series(folder, words, seeds=[2])
    assert list(both) == words
    assert both["share_pocket:low_cuts"].notna().sum() == 4
    assert both["earnings"].notna().sum() == 48
    chosen = [("indicator", "==", "regime"), ("region", "==", "inland"), ("year", ">=", 2008)]
    found = read_table(folder, "cells", chosen)
    assert set(found["region"]) == {"inland"}
    assert set(found["year"]) == {2008, 2009}
    assert set(found["value"]) <= {float(regime) for regime in Regime}
    assert (
        len(found) == ((cells["indicator"] == "regime") & (cells["region"] == "inland") & (cells["year"] >= 2008)).sum()
    )


def test_what_was_recorded_is_not_changed_by_reading(results):
    (folder,) = (results / "runs").iterdir()
    found = read_table(folder, "series", [("indicator", "==", "earnings"), ("group", "==", "nation")])
    assert len(found) == 48 * len(SEEDS)
    assert np.isfinite(found["value"]).all()
