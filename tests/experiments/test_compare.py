"""Does `segsim compare` plan, run and keep a comparison whole, and refuse what is none?"""

from __future__ import annotations

import csv
import io
import json
from functools import cache

import pandas as pd
import pytest

from segsim.analysis.accounts import ALL, BLOCKS, DISTRIBUTION, REDISTRIBUTION, VALUE_ADDED, YUAN
from segsim.analysis.compared import read_comparison
from segsim.analysis.differences import COLUMNS
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import NATION
from segsim.analysis.views import FIRST, shown
from segsim.cli import COMMANDS, main
from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import conf_folders
from segsim.runs.questions import compare
from segsim.runs.questions.completion import completions

TOY = ["world=toy", "time.start=2010-07", "time.end=2011-06", "time.burn_in=2", "seeds=2", "threads=1"]
RUN_AS_STORED = compare.run  # without computing the runs again, which is the store's business


@pytest.fixture(scope="module", autouse=True)
def the_same_words_are_composed_once():
    """Hydra takes a second for each pair of policies, and these tests ask for few pairs."""
    compose_sweep = compare.compose_sweep
    composed = cache(lambda words, folders: tuple(compose_sweep(words, folders)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare, "compose_sweep", lambda words, folders: list(composed(tuple(words), tuple(folders))))
        yield


def plan(*keys, names=(), window=None, precision=0.05):
    return compare.wanted(names, [*TOY, *keys], conf_folders(None), window=window, precision=precision)


def test_the_first_named_is_the_baseline_and_commas_combine():
    planned = plan("bargaining=none,chain", "enforcement=lax,strict")
    assert planned.arguments == [
        "bargaining=none enforcement=lax", "bargaining=none enforcement=strict",
        "bargaining=chain enforcement=lax", "bargaining=chain enforcement=strict",
    ]  # fmt: skip
    assert planned.names[0] == "bargaining-none_enforcement-lax"
    assert plan("scenario=chain_bargaining,history").names == ["chain_bargaining", "history"]
    assert planned.asked.indicators == shown(FIRST)


def test_the_window_is_the_last_five_years_in_which_something_differs():
    assert plan("bargaining=none,chain").asked.window.labels == ("2011-01", "2011-06")  # policy.from
    long = ["time.start=2006-01", "time.end=2020-12"]
    assert plan("bargaining=none,chain", *long).asked.window.labels == ("2016-01", "2020-12")
    assert plan("world.equal_tiers=false,true").asked.window.labels == ("2010-07", "2011-06")
    chosen = plan("bargaining=none,chain", *long, window="2013-01:2015-12").asked.window
    assert chosen.labels == ("2013-01", "2015-12")


def test_all_indicators_or_the_named_ones():
    assert plan("bargaining=none,chain", names=["gini", "strikes", "gini"]).asked.indicators == ("gini", "strikes")
    every = plan("bargaining=none,chain", names=["all"]).asked.indicators
    assert len(every) > 100
    assert "regime" not in every  # a code is no amount


@pytest.mark.parametrize(
    ("keys", "more", "says"),
    [
        (["bargaining=none"], {}, "nothing to compare"),
        ([], {}, "nothing to compare"),
        (["bargaining=none,none"], {}, "come to the same"),
        (["bargaining=default,chain", "scenario=chain_bargaining"], {}, "come to the same"),
        (["bargaining=none,chian"], {}, "did you mean chain"),
        (["bargaining=none,chain"], {"names": ["earning"]}, "did you mean earnings"),
        (["bargaining=none,chain"], {"precision": 0.0}, "--precision is a share"),
        (["bargaining=none,chain"], {"window": "2011"}, "written as 2013-01:2015-12"),
        (["bargaining=none,chain"], {"window": "2011-05:2011-02"}, "does not run forward"),
        (["bargaining=none,chain"], {"window": "2010-01:2011-02"}, "within the reported months 2010-07:2011-06"),
        (["bargaining=none,chain", "seed=1,5"], {}, "same seeds"),
        (["bargaining=none,chain", "time.end=2011-06,2011-08"], {}, "same months"),
        (["world.workers=1000,1200"], {}, "share no random draws"),
    ],
)
def test_what_cannot_be_compared_is_reported_before_anything_runs(keys, more, says):
    with pytest.raises(InputError, match=says) as fault:
        plan(*keys, **more)
    assert "\n" not in str(fault.value)


def test_tab_offers_the_command_and_the_indicators():
    assert "compare" in completions("segsim com", COMMANDS)
    assert "strikes_won" in completions("segsim compare strikes_w", COMMANDS)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """The command at toy size, once: its exit status and folder."""
    results = tmp_path_factory.mktemp("compare") / "results"
    words = ["compare", "bargaining=none,chain", *TOY, "policy.from=2010-09", f"results={results}"]
    return main(words), words, results


def comparisons(results):
    return sorted((results / "comparisons").iterdir())


def test_a_comparison_is_a_folder_with_tables_in_two_forms(compared):
    status, _, results = compared
    assert status == 0
    (folder,) = comparisons(results)
    assert folder.name.startswith("bargaining-none-vs-bargaining-chain-")
    found = read_comparison(folder)
    assert found.names == ("bargaining-chain",)
    assert found.manifest["seeds"] == [1, 2]
    assert found.manifest["window"] == ["2010-09", "2011-06"]
    assert found.family(NATION) == len(found.of_nation("bargaining-chain")) > 5
    assert tuple(found.differences.columns) == COLUMNS
    for name, table in (("differences", found.differences), ("accounts", found.accounts)):
        plain = pd.read_csv(folder / f"{name}.csv")
        pd.testing.assert_frame_equal(plain, table.reset_index(drop=True), check_dtype=False)
    kept = pd.read_csv(folder / "robustness.csv", keep_default_na=False)
    assert kept[["what", "moved", "indicator"]].equals(found.robustness[["what", "moved", "indicator"]].astype(str))
    assert kept["value"].astype(float).to_numpy() == pytest.approx(found.robustness["value"].to_numpy())
    assert set(found.accounts["block"]) == set(BLOCKS)
    money = found.accounts[found.accounts["unit"] == YUAN].set_index(["block", "group"])
    (made,) = money.loc[[(VALUE_ADDED, ALL)]].to_dict("records")
    for column in ("baseline", "difference"):
        sums = money[column].groupby(level="block").sum()
        assert sums[VALUE_ADDED] == pytest.approx(2.0 * made[column])  # its parts and their sum
        assert sums[DISTRIBUTION] == pytest.approx(made[column], abs=1e-9 * made["baseline"])
        assert sums[REDISTRIBUTION] == pytest.approx(0.0, abs=1e-9 * made["baseline"])
    assert found.baseline.seeds == found.policies[0].seeds == (1, 2)
    nation = found.of_nation("bargaining-chain")
    nation = nation.set_index(names_of_series(nation).astype(str))
    assert (nation["seeds"] == 2).all()
    months = [found.baseline.series, found.policies[0].series]
    means = [
        table[(names_of_series(table) == "earnings:migrants") & (table["index"] >= 2)]["value"].mean()
        for table in months
    ]
    assert nation.loc["earnings:migrants", "difference"] == pytest.approx(means[1] - means[0])


def test_a_repeated_command_uses_what_stands_and_fresh_does_not(compared, capsys, monkeypatch):
    _, words, results = compared
    (folder,) = comparisons(results)
    before = (folder / "manifest.json").stat().st_ino
    assert main([*words, "--csv"]) == 0
    printed = capsys.readouterr()
    assert "4 runs, all stored" in printed.err
    assert "intervals of 95 %" in printed.err
    assert "keep their sign whatever is moved" in printed.err
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert len(rows) == len(read_comparison(folder).differences)
    assert (folder / "manifest.json").stat().st_ino == before
    monkeypatch.setattr(compare, "run", lambda plan, *, fresh: RUN_AS_STORED(plan))
    assert main([*words, "--fresh"]) == 0
    assert comparisons(results) == [folder]
    assert (folder / "manifest.json").stat().st_ino != before


def test_other_indicators_or_months_are_another_comparison(compared, capsys):
    _, words, results = compared
    assert main([*words, "strikes", "new_urban_hukou", "--window", "2011-01:2011-03"]) == 0
    assert "without a value in these months: new_urban_hukou" in capsys.readouterr().err
    assert len(comparisons(results)) == 2
    newest = max(comparisons(results), key=lambda folder: folder.stat().st_mtime)
    assert set(read_comparison(newest).differences["indicator"]) == {"strikes"}


def test_the_store_lists_comparisons_beside_runs(compared, capsys):
    _, _, results = compared
    (folder,) = [one for one in comparisons(results) if read_comparison(one).manifest["window"][0] == "2010-09"]
    assert main(["runs", f"results={results}", "--csv"]) == 0
    rows = {row["run or comparison"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert len(rows) == 2 + len(comparisons(results))
    assert rows[folder.name]["months"] == "2010-09 to 2011-06"
    assert (rows[folder.name]["seeds finished"], rows[folder.name]["made by"]) == ("2", "current")


def test_one_seed_has_no_interval_and_that_is_said(compared, capsys):
    _, words, _ = compared
    assert main([*words, "seeds=1"]) == 0
    printed = capsys.readouterr()
    assert "one seed: there is a difference and no interval" in printed.err
    assert any({"earnings", "migrants"} <= set(line.split()) for line in printed.out.splitlines())


def test_a_comparison_that_is_cut_off_leaves_nothing(compared, monkeypatch):
    _, words, results = compared
    before = comparisons(results)

    def cut_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(compare, "accounts", cut_off)
    assert main([*words, "gini"]) == 130
    assert comparisons(results) == before


def test_a_run_that_is_gone_and_a_damaged_table_are_reported(compared, tmp_path):
    _, _, results = compared
    folder = tmp_path / "comparisons" / "mine"
    folder.mkdir(parents=True)
    with pytest.raises(InputError, match="is no comparison"):
        read_comparison(folder)
    for file in comparisons(results)[0].iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    with pytest.raises(InputError, match="which is gone"):
        _ = read_comparison(folder).baseline
    (folder / "differences.parquet").write_bytes(b"no table")
    with pytest.raises(InputError, match="damaged"):
        read_comparison(folder)
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["level"] == 0.95
