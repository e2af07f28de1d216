"""Does `segsim compare` count shares of jobs again as it says, and name the differences that bear it?"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis.compared import Compared, read_comparison
from segsim.analysis.differences import Asked, Window
from segsim.analysis.job_shares import read_jobs, shares
from segsim.analysis.robustness import USUAL
from segsim.analysis.shown_robustness import EFFECT, LEVEL, RANK, of_rows
from segsim.indicators.cutoffs import Cutoffs
from segsim.runs.questions import compare_tables, moved_tables
from segsim.runs.questions.moved_tables import counted_again, said, turns
from segsim.runs.questions.regimes import HEADS, SHOWN

SEEDS, YEARS = (1, 2, 3), (2016, 2020)
WINDOW = Window(2016 * 12, 2020 * 12 + 11)
ASKED = Asked(("earnings", "jobs_pocket", "multiply_deprived"), SEEDS, WINDOW, None)
EFFECTS = {"history": 0.0, "chain_bargaining": 0.1, "strict_enforcement": 0.3, "minimum_wage": -0.2}


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def runs(results) -> list[Path]:
    return [made_up_run(results, name, SEEDS, effect=effect) for name, effect in EFFECTS.items()]


class Run:
    """All that is asked of a stored run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


def compared(results: Path, runs: list[Path], clear: bool = True) -> Compared:
    """A comparison of the first run with the others, as the command keeps it."""
    folder = made_up_comparison(results, runs[0], runs[1:], indicators=ASKED.indicators)
    found = read_comparison(folder)
    found.differences["p_holm"] = 0.001 if clear else 0.9
    rows = counted_again([Run(one) for one in runs], ["history", *found.names], ASKED)
    return replace(found, robustness=rows)


def level(folder: Path, share: str, seeds: tuple[int, ...] = SEEDS, cutoffs: Cutoffs | None = None) -> float:
    """Mean over seeds and years of the window."""
    found = shares(read_jobs(folder), cutoffs or Cutoffs())
    at = found["year"].between(*YEARS) & found["seed"].isin(seeds) & (found["indicator"] == share)
    return float(found.loc[at, "value"].mean())


def test_levels_and_differences_are_those_of_the_stored_jobs(results, runs):
    found = compared(results, runs).robustness
    assert set(found["first"]) == {2016}
    assert set(found["last"]) == {2020}
    lower = {"usual cut-offs": None, "k and decent line 20 % lower": Cutoffs(k=0.4, decent=0.8 / 3.0)}
    for share in SHOWN:
        for what, cutoffs in lower.items():
            before = level(runs[0], share, cutoffs=cutoffs)
            assert of_rows(found, LEVEL).loc[what, share] == pytest.approx(before)
            for name, folder in zip(list(EFFECTS)[1:], runs[1:], strict=True):
                difference = level(folder, share, cutoffs=cutoffs) - before
                assert of_rows(found, EFFECT, name).loc[what, share] == pytest.approx(difference, abs=1e-12)
    assert (of_rows(found, RANK).loc[USUAL, list(SHOWN)] == 1.0).all()


def test_only_the_seeds_of_the_comparison_count(runs):
    pair = [Run(one) for one in runs[:2]]
    one_seed = counted_again(pair, ["a", "b"], replace(ASKED, seeds=(2,)))
    assert of_rows(one_seed, LEVEL).loc[USUAL, "jobs_pocket"] == pytest.approx(level(runs[0], "jobs_pocket", (2,)))
    assert level(runs[0], "jobs_pocket", (2,)) != pytest.approx(level(runs[0], "jobs_pocket"), abs=1e-4)
    assert (one_seed["what"] != RANK).all()  # one policy has no order


def test_nothing_is_counted_where_no_share_is_asked_for_or_no_jobs_are_kept(runs, results, tmp_path):
    pair = [Run(one) for one in runs[:2]]
    assert counted_again(pair, ["a", "b"], replace(ASKED, indicators=("earnings", "gini"))) is None
    assert counted_again(pair, ["a", "b"], replace(ASKED, indicators=("jobs_low_road:core",))) is not None
    without = tmp_path / "without"
    shutil.copytree(runs[1], without)
    (without / "jobs.parquet").unlink()
    assert counted_again([pair[0], Run(without)], ["a", "b"], ASKED) is None
    found = replace(compared(results, runs[:2]), robustness=None)
    assert moved_tables.shown(found) == said(found) == []
    assert len(compare_tables.shown(found)) == 2


def test_one_policy_is_shown_move_by_move(results, runs):
    found = compared(results, runs[:2])
    levels, differences = compare_tables.shown(found)[2:]
    assert levels[0] == ("history, mean of 2016-2020", *HEADS)
    assert differences[0] == ("difference, mean of 2016-2020", *HEADS)
    moves = [row[0] for row in levels[1]]
    assert moves == [row[0] for row in differences[1]]
    assert moves[0] == USUAL
    assert {"without insurance", "contract : component 0.5", "random weights, highest"} <= set(moves)
    assert float(levels[1][0][1]) == pytest.approx(level(runs[0], "jobs_pocket"), abs=5e-4)
    assert all(word[0] in "+-" for row in differences[1] for word in row[1:])


def test_of_many_policies_the_ends_are_shown_and_their_rank_correlation(results, runs):
    found = compared(results, runs)
    _, (heading, rows), (ranked, ranks) = compare_tables.shown(found)[2:]
    assert heading == ("policy", "difference, mean of 2016-2020", *HEADS)
    assert [row[:2] for row in rows] == [
        (name, what) for name in found.names for what in (USUAL, "lowest of all moves", "highest of all moves")
    ]
    for usual, low, high in zip(*(iter(rows),) * 3, strict=True):
        assert all(float(a) <= float(b) <= float(c) for a, b, c in zip(low[2:], usual[2:], high[2:], strict=True))
    assert ranked == ("rank correlation over policies", *HEADS)
    assert ranks[0][1:] == ("1.00",) * len(HEADS)
    assert not any("nan" in word for row in ranks for word in row)


def test_a_sign_is_lost_where_it_turns_and_where_nothing_is_left():
    effects = pd.Series({USUAL: -0.2, "a": -0.01, "b": 0.01, "c": 0.0, "not known": np.nan})
    assert turns(effects) == ["b", "c"]
    assert turns(-effects) == ["b", "c"]


def test_the_sentence_judges_clear_differences_only(results, runs):
    found = compared(results, runs)
    rows = found.robustness
    at = (rows["what"] == EFFECT) & (rows["policy"] == "strict_enforcement")
    usual = rows.loc[at & (rows["moved"] == USUAL)].set_index("indicator")["value"]
    rows.loc[at & (rows["indicator"] == "jobs_pocket"), "value"] = usual["jobs_pocket"]
    rows.loc[at & (rows["indicator"] == "multiply_deprived"), "value"] = usual["multiply_deprived"]
    turned = at & (rows["indicator"] == "multiply_deprived") & (rows["moved"] == "without insurance")
    rows.loc[turned, "value"] = -usual["multiply_deprived"]
    sentence, ranks, assumed = said(found)
    kept, lost = sentence.split("that lose it: ")
    assert "pocket of strict_enforcement" in kept
    assert "H of strict_enforcement (without insurance)" in lost
    assert "despotism" not in sentence  # not asked for: no verdict
    assert ranks.startswith("rank correlation: Spearman's")
    assert "assumed: no published pair found" in assumed
    assert all(line in compare_tables.summary(found) for line in (sentence, ranks, assumed))
    nothing = said(compared(results, runs, clear=False))[0]
    assert "moved: none; that lose it: none" in nothing
