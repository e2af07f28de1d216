"""Does another cut-off give another reading of the same stored run, without a new one?"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
import yaml

from made_up_runs import made_up_run
from segsim.analysis.cutoffs import cutoffs_of
from segsim.analysis.recorded import read_recorded
from segsim.analysis.series import read_series
from segsim.analysis.stored import READ_OUT, read_out, read_table
from segsim.cli import main
from segsim.indicators.cutoffs import Cutoffs, entries
from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute import runner, simulation

SEEDS = (1, 2)
RUN = ["run", "world=toy", "time.end=2007-12", "time.burn_in=2", "seeds=[1,2]"]
SHARES = ("pocket", "despotism", "low road", "decent lagging", "between")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one small run of two seeds."""
    results = tmp_path_factory.mktemp("store")
    assert main([*RUN, f"results={results}"]) == 0
    return results


@pytest.fixture
def results(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, in which nothing may be simulated."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a cut-off makes no run")

    for place, name in ((simulation, "run_seed"), (runner, "run"), (runner, "compute")):
        monkeypatch.setattr(place, name, refused)
    return store


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A run whose tables are made up."""
    return made_up_run(tmp_path, "history", SEEDS, last=(2009, 12))


def held(results: Path) -> dict[str, bytes]:
    """Every file of the store."""
    return {str(file): file.read_bytes() for file in results.rglob("*") if file.is_file()}


def table(capsys: pytest.CaptureFixture[str], results: Path, *words: str) -> dict[tuple[str, str], dict[str, float]]:
    """What `segsim regimes` prints, by group and year."""
    capsys.readouterr()
    assert main(["regimes", *words, "--csv", f"results={results}"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    return {
        (row.pop("group"), row.pop("year")): {k.replace("_", " "): float(v) for k, v in row.items()} for row in rows
    }


def test_other_cut_offs_are_other_answers_of_one_run(results, capsys):
    before = held(results)
    usual = table(capsys, results)
    assert list(usual) == [("nation", "2006"), ("nation", "2007")]
    strict = table(capsys, results, "regimes.k=0.1", "regimes.decent=0.1")
    mild = table(capsys, results, "regimes.k=1", "regimes.decent=1")
    ancient = table(capsys, results, "regimes.lagging=0.01", "regimes.modern=1.0")
    for year, row in usual.items():
        assert sum(row[name] for name in SHARES) == pytest.approx(1.0, abs=1e-5)
        assert row["sampling error"] == 0.0  # counts, not a sample
        assert strict[year]["H"] > row["H"] > mild[year]["H"]
        assert mild[year]["pocket"] > row["pocket"] > strict[year]["pocket"]
        assert ancient[year]["pocket"] > row["pocket"]  # nearly every plant is modern
        assert ancient[year]["H"] == pytest.approx(row["H"])
    assert held(results) == before


def test_groups_are_rows_and_together_they_are_the_nation(results, capsys):
    found = table(capsys, results, "core", "outside_core", "nation")
    assert {group for group, _ in found} == {"core", "outside_core", "nation"}
    low, high = sorted((found["core", "2006"]["H"], found["outside_core", "2006"]["H"]))
    assert low < found["nation", "2006"]["H"] < high


def test_a_file_says_the_same_as_words(results, capsys, tmp_path):
    file = tmp_path / "my.yaml"
    file.write_text(yaml.safe_dump({"k": 0.4, "pay_weight": 2.0}), encoding="utf-8")
    assert cutoffs_of([f"cutoffs={file}"]) == Cutoffs(k=0.4, pay_weight=2.0)
    assert cutoffs_of([f"cutoffs={file}", "regimes.k=0.3"]).k == 0.3
    assert table(capsys, results, f"cutoffs={file}") == table(capsys, results, "regimes.k=0.4", "regimes.pay_weight=2")


def test_robustness_is_a_table_of_levels(results, capsys):
    assert main(["regimes", "--robustness", "--csv", f"results={results}"]) == 0
    printed = capsys.readouterr()
    assert "assumed: no published pair found" in printed.err
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    names = [row["mean of 2006-2007"] for row in rows]
    assert names[0] == "usual cut-offs"
    assert {f"contract : component {ratio}" for ratio in ("0.5", "0.8", "1.5")} <= set(names)
    assert {"without pay", "k and decent line 20 % higher", "random weights, lowest"} <= set(names)
    by = {row["mean of 2006-2007"]: row for row in rows}
    assert float(by["k and decent line 20 % higher"]["H"]) < float(by["usual cut-offs"]["H"])
    assert main(["regimes", "core", "--robustness", f"results={results}"]) == 2


@pytest.mark.parametrize(
    ("word", "report"),
    [
        ("regimes.lawful_pai=0.4", "did you mean.*lawful_pay"),
        ("regimes.k=2", "k"),
        ("regimes.social_cut=0.4", "unknown cut-off 'social_cut'"),
        ("regimes.network_links=0.4", "not read anew"),
        ("enforcement=lax", "cut-offs are regimes.name=value"),
        ("cutoffs=nowhere.yaml", "nowhere.yaml cannot be read"),
    ],
)
def test_what_is_no_cut_off_is_reported(word, report):
    with pytest.raises(InputError, match=report):
        cutoffs_of([word])


def test_a_run_knows_no_cut_off():
    with pytest.raises(InputError, match=r"regimes"):
        configuration(compose_one(["regimes.k=0.4"], conf_folders(None)))
    chosen = configuration(compose_one([], conf_folders(None))).settings
    assert "regimes" not in chosen.params
    assert set(entries()) == set(vars(Cutoffs()))


def test_what_is_read_out_stands_beside_what_was_recorded(made_up):
    run = read_recorded(made_up)
    series, cells = read_out(made_up)
    assert set(series["indicator"]) | set(cells["indicator"]) == READ_OUT
    for recorded, more in ((run.series, series), (run.cells, cells)):
        rows = recorded[recorded["indicator"].isin(READ_OUT)]
        assert len(rows) == len(more)
        assert rows["value"].to_numpy() == pytest.approx(more["value"].to_numpy())
    words = ["growth_tfp", "earnings"]
    both = read_series(made_up, words, seeds=[2])
    assert list(both) == words
    assert both["growth_tfp"].notna().sum() == 3  # from the second year on
    assert both["earnings"].notna().sum() == 48
    chosen = [("indicator", "==", "growth_tfp"), ("region", "==", "inland"), ("year", ">=", 2008)]
    found = read_table(made_up, "cells", chosen)
    assert set(found["region"]) == {"inland"}
    assert set(found["year"]) == {2008, 2009}
    at = (cells["indicator"] == "growth_tfp") & (cells["region"] == "inland") & (cells["year"] >= 2008)
    assert len(found) == at.sum()


def test_what_was_recorded_is_not_changed_by_reading(made_up):
    found = read_table(made_up, "series", [("indicator", "==", "earnings"), ("group", "==", "nation")])
    assert len(found) == 48 * len(SEEDS)
    assert np.isfinite(found["value"]).all()
