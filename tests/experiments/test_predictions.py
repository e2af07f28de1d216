"""Does `segsim predictions` judge as it says, on series with known answers and on two scenarios at toy size?"""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest

from segsim.cli import main
from segsim.plumbing.errors import InputError
from segsim.runs.config.scenarios import Scenario
from segsim.runs.questions.predictions import (
    ALL,
    CONTRADICTED,
    INCONCLUSIVE,
    LAST,
    SUPPORTED,
    Prediction,
    judge,
    mean_over,
    predictions,
    values_by_seed,
    verdict,
)  # fmt: skip

TOY = ["world=toy", "time.start=2010-07", "time.end=2011-06", "time.burn_in=2", "seeds=2", "threads=1"]
NATION = Prediction("mine", "gini", "nation", ALL, 1, LAST)


def months(*values, seed=1, first=2014 * 12):
    """One value a month."""
    return pd.DataFrame({"seed": seed, "at": np.arange(first, first + len(values)), "value": values})


def test_means_are_taken_over_the_months_asked_for():
    year = months(*range(24))
    asked = (2014 * 12 + 3, 2014 * 12 + 4)
    assert mean_over(year, asked, whole_years=False) == {1: 3.5}
    assert mean_over(year, LAST, whole_years=False) == {1: 17.5}  # 12 to 23
    assert mean_over(year, ALL, whole_years=False) == {1: 11.5}
    assert mean_over(year.iloc[:0], LAST, whole_years=False) == {}


def test_yearly_values_count_for_every_year_that_is_touched():
    years = pd.DataFrame({"seed": 1, "at": [2014 * 12, 2015 * 12, 2016 * 12], "value": [1.0, 2.0, 4.0]})
    assert mean_over(years, (2015 * 12 + 6, 2016 * 12 + 2), whole_years=True) == {1: 3.0}
    assert mean_over(years, LAST, whole_years=True) == {1: 4.0}


@pytest.mark.parametrize(
    ("low", "high", "sign", "found"),
    [
        (0.1, 0.3, 1, SUPPORTED), (0.1, 0.3, -1, CONTRADICTED), (-0.3, -0.1, -1, SUPPORTED), (-0.3, -0.1, 1,
        CONTRADICTED),
        (-0.1, 0.3, 1, INCONCLUSIVE), (-0.1, 0.3, -1, INCONCLUSIVE), (0.0, 0.3, 1, INCONCLUSIVE),
        (-0.01, 0.02, 0, SUPPORTED), (-0.01, 0.03, 0, INCONCLUSIVE), (0.03, 0.05, 0, CONTRADICTED), (-0.05, -0.03, 0,
        CONTRADICTED),
        (np.nan, np.nan, 1, INCONCLUSIVE), (np.nan, np.nan, 0, INCONCLUSIVE),
    ],
)  # fmt: skip
def test_verdicts(low, high, sign, found):
    assert verdict(low, high, sign, 0.02) == found


def test_a_pair_of_series_is_judged_seed_by_seed():
    history = {1: 10.0, 2: 20.0, 3: 30.0, 4: 5.0}
    changed = {1: 11.0, 2: 21.2, 3: 31.1}  # seed 4 failed
    found = judge(NATION, history, changed, 0.02)
    assert found.history == pytest.approx(20.0)
    assert found.value == pytest.approx(21.1)
    assert found.difference == pytest.approx(1.1)
    # Standard deviation .1, Student's t with two degrees of freedom 4.303: margin of error 4.303 * .1 / sqrt 3.
    assert (found.low, found.high) == pytest.approx((1.1 - 0.24843, 1.1 + 0.24843), abs=1e-4)
    assert found.verdict == SUPPORTED
    assert judge(NATION, {1: 10.0}, {1: 11.0}, 0.02).verdict == INCONCLUSIVE  # one seed has no interval
    assert judge(NATION, {}, {}, 0.02).verdict == INCONCLUSIVE
    assert judge(NATION, history, {1: np.nan, 2: 21.2, 3: 31.1}, 0.02).differences == pytest.approx((1.2, 1.1))


def test_the_smallest_effect_is_a_share_of_historys_level():
    none = Prediction("mine", "gini", "nation", ALL, 0, LAST)
    history, changed = {1: 100.0, 2: 100.0}, {1: 101.0, 2: 101.0}
    assert judge(none, history, changed, 0.02).verdict == SUPPORTED
    assert judge(none, history, changed, 0.005).verdict == CONTRADICTED


def scenario(**entry):
    return Scenario("mine", "", "", (), (entry,))


def test_cells_are_the_nation_a_place_or_a_group_of_workers():
    (nation,) = predictions(scenario(indicator="gini", sign="-", months="last"))
    assert (nation.cell, nation.word, nation.sign, nation.when) == ("all", "gini", -1, "last")
    (group,) = predictions(scenario(indicator="earnings", group="supplier", sign=1, months=["2015-01", "2016-12"]))
    assert (group.word, group.is_place, group.when) == ("earnings:supplier", False, "2015-01 to 2016-12")
    (place,) = predictions(scenario(indicator="overtime_shortfall", cell="it_coast", sign="0", months="all"))
    assert (place.indicator, place.is_place) == ("overtime_shortfall", True)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"indicator": "ginni", "sign": "-"}, "unknown indicator 'ginni'"),
        ({"indicator": "gini", "sign": "up"}, "sign is"),
        ({"indicator": "gini", "sign": "-", "cell": "it_coast"}, "gini is not measured by region"),
        ({"indicator": "earnings", "sign": "-", "cell": "suppliers"}, "unknown cell 'suppliers'"),
        ({"indicator": "earnings", "sign": "-", "group": "supliers"}, "unknown group of earnings 'supliers'.*supplier"),
        ({"indicator": "profit", "sign": "-", "group": "migrants"}, "unknown group of profit"),
        ({"indicator": "earnings", "sign": "-", "group": "core/suppliers"}, "unknown group of earnings"),
        ({"indicator": "earnings", "sign": "-", "group": "core", "cell": "inland"}, "a group or a cell, not both"),
        ({"indicator": "gini", "sign": "-", "months": 24}, "months is last, all or"),
        ({"indicator": "gini", "sign": "-", "months": ["2016-01", "2015-01"]}, "backwards"),
    ],
)
def test_what_cannot_be_looked_up_is_reported(entry, message):
    with pytest.raises(InputError, match=message):
        predictions(scenario(**entry))


def test_values_are_read_from_a_run_folder(tmp_path):
    each = [(seed, month, name) for seed in (1, 2) for month in (1, 2) for name in "ab"]
    rows = [(seed, 2014, month, name, "nation", 10.0 * seed + month) for seed, month, name in each]
    series = pd.DataFrame(rows, columns=["seed", "year", "month", "indicator", "group", "value"])
    series.astype({"indicator": "category", "group": "category"}).to_parquet(tmp_path / "series.parquet")
    asked = Prediction("mine", "a", "nation", ALL, 1, ALL)
    assert values_by_seed(tmp_path, asked, [1, 2]) == {1: 11.5, 2: 21.5}
    assert values_by_seed(tmp_path, asked, [2]) == {2: 21.5}
    cells = pd.DataFrame({
        "seed": 1, "year": [2014, 2015, 2015], "region": ["inland", "inland", "it_coast"], "industry": "all",
        "tier": "all", "hukou": ["all", "all", "all"], "indicator": "a", "value": [1.0, 2.0, 5.0],
    })  # fmt: skip
    cells.to_parquet(tmp_path / "cells.parquet")
    assert values_by_seed(tmp_path, Prediction("mine", "a", "nation", "inland", 1, ALL), [1]) == {1: 1.5}
    assert values_by_seed(tmp_path, Prediction("mine", "a", "nation", "inland", 1, LAST), [1]) == {1: 2.0}


def test_two_scenarios_at_toy_size(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    words = ["predictions", "minimum_wage_catch_up", "union_reform", *TOY]
    assert main([*words, "--csv", "--write"]) == 0
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert [row["scenario"] for row in rows] == ["minimum_wage_catch_up"] * 3 + ["union_reform"] * 3
    assert {row["verdict"] for row in rows} == {INCONCLUSIVE}  # 2013 and later are not in this run
    assert "6 runs, 6 of them to do" in printed.err
    assert "6 predictions: 0 supported, 0 contradicted, 6 inconclusive." in printed.err
    kept = tmp_path / "results" / "reference"
    assert (kept / "predictions.csv").read_text(encoding="utf-8") == printed.out
    page = (kept / "predictions.md").read_text(encoding="utf-8")
    assert f"Made by `segsim {' '.join(words)}`, seeds 1 to 2." in page

    (tmp_path / "conf" / "scenario").mkdir(parents=True)
    text = "title: all at once\nrow: 6\nfrom: 2011-01\n"
    text += "set: {minimum_wage.catch_up_step: 0.5, minimum_wage.rule: catch_up}\n"
    text += "predictions: {indicator: minimum_wage, sign: +, months: last}\n"
    (tmp_path / "conf" / "scenario" / "leap.yaml").write_text(text, encoding="utf-8")
    assert main(["predictions", "leap", *TOY, "--csv", "--config-dir", "conf"]) == 0
    printed = capsys.readouterr()
    (row,) = csv.DictReader(io.StringIO(printed.out))
    assert float(row["scenario_value"]) > float(row["history"])
    assert float(row["relative"]) == pytest.approx(float(row["difference"]) / float(row["history"]), rel=1e-4)
    assert row["seeds"] == "2"
    assert "4 runs, 2 of them to do" in printed.err  # history is stored


def test_bad_words_are_reported(capsys):
    for words, message in (
        (["predictions", "living_wag"], "did you mean living_wage"),
        (["predictions", "scenario=living_wage"], "name the scenarios without"),
        (["predictions", "living_wage", "--smallest", "2"], "--smallest is a share"),
        (["validate", "calibratoin"], "did you mean calibration"),
        (["validate", "calibration", "held_out"], "one set of facts at a time"),
    ):
        assert main(words) == 2
        assert message in capsys.readouterr().err
