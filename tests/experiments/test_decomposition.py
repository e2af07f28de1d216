"""Does `--decompose` report what each mechanism mediates, from pieces that are computed once?"""

from __future__ import annotations

import io
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from segsim.analysis.compared import read_comparison
from segsim.cli import main
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute.clamped import channel
from segsim.runs.execute.runner import run
from segsim.runs.questions import decomposition
from segsim.runs.questions.mediated import FAILED, PART, REFUSED, VIOLATED, WHOLE, by_size, listings, row
from segsim.schedule import MECHANISMS

KEYS = ["world=toy", "time.start=2010-07", "time.end=2011-06", "time.burn_in=2", "policy.from=2010-10", "threads=1"]
POLICY = "bargaining=chain"
WINDOW = (2011 * 12, 2011 * 12 + 5)
BOTH = ("earnings:migrants", "gini")
CLEAR = {("chain", "gini")}


def test_shares_by_hand():
    """Baseline 10, policy 16 and 18: effect 6 and 8. With a clamped 12 and 14: a mediates 4 in both, four sevenths."""
    before, after = {1: 10.0, 2: 10.0}, {1: 16.0, 2: 18.0}
    clamped_at = {1: 12.0, 2: 14.0}
    found = row(channel("wages"), "wages", "gini", before, after, clamped_at, {}, is_clear=False)
    assert (found["total"], found["clamped"], found["mediated"]) == (7.0, 3.0, 4.0)
    assert (found["low"], found["high"], found["seeds"], found["status"]) == (4.0, 4.0, 2, WHOLE)
    assert np.isnan(found["share"])  # there is no share of an effect that is not clear
    clear = row(channel("wages"), "wages", "gini", before, {1: 16.0, 2: 16.1}, clamped_at, {}, is_clear=True)
    assert clear["share"] == pytest.approx((4.0 + 2.1) / 2 / 6.05)


def test_one_seed_that_violated_an_identity_leaves_no_number():
    found = row(channel("hours"), "hours", "gini", {1: 1.0, 2: 1.0}, {1: 2.0, 2: 2.0}, {1: 1.5}, {2: "2011-02: goods"},
                is_clear=True)  # fmt: skip
    assert found["status"] == VIOLATED
    assert np.isnan(found["mediated"])
    assert found["note"] == "in 1 of 2 seeds; seed 2: 2011-02: goods"


def test_a_run_that_did_not_finish_is_not_called_clamped():
    found = row(channel("hours"), "hours", "gini", {1: 1.0}, {1: 2.0}, {}, {}, is_clear=True)
    assert (found["status"], found["seeds"]) == (FAILED, 0)


def test_what_mediates_most_comes_first_and_what_has_no_number_last():
    rows = [
        {"status": REFUSED, "mediated": np.nan},
        {"status": WHOLE, "mediated": 1.0},
        {"status": PART, "mediated": -3.0},
    ]
    assert [one["mediated"] for one in by_size(rows)][:2] == [-3.0, 1.0]


@pytest.fixture(scope="module")
def explained(tmp_path_factory):
    """Two seeds of the policy and the baseline, stored, and what `--decompose` reports of two indicators."""
    results = tmp_path_factory.mktemp("decomposition")
    more = [*KEYS, "seeds=2", f"results={results}"]
    stored = run([configuration(compose_one([*more, *one], conf_folders(None))) for one in ([], [POLICY])])
    reported = []
    some = ["bargaining", "wages", "hours"]
    with patch.object(decomposition, "clampable", lambda: some):
        frame = decomposition.explain(*_split(stored), BOTH, WINDOW, CLEAR, fresh=False, report=reported.append)
    return stored, frame, reported, some


def _split(stored):
    return stored[0], {"chain": stored[1]}


def test_explained_from_stored_runs(explained):
    _, frame, reported, some = explained
    assert len(frame) == 2 * len(MECHANISMS)
    assert reported[0].startswith("decomposition: 6 runs with one mechanism clamped, 6 to do")
    own = frame[frame["own"]]
    assert list(own["mechanism"].unique()) == ["bargaining"]
    assert np.allclose(own["mediated"], own["total"], rtol=1e-9, atol=0.0)
    assert (own["clamped"].abs() <= 1e-9 * own["total"].abs()).all()
    wages = frame[(frame["mechanism"] == "wages") & (frame["indicator"] == "gini")].iloc[0]
    assert wages["clamped"] + wages["mediated"] == pytest.approx(wages["total"], rel=1e-9)
    assert wages["low"] <= wages["mediated"] <= wages["high"]
    assert (frame.loc[~frame["mechanism"].isin(some), "seeds"] == 0).all()


def test_a_stored_piece_is_not_computed_again_and_another_indicator_costs_nothing(explained):
    stored, frame, _, some = explained
    reported = []
    with patch.object(decomposition, "clampable", lambda: some), patch.object(decomposition, "compute") as compute:
        again = decomposition.explain(*_split(stored), BOTH, WINDOW, CLEAR, fresh=False, report=reported.append)
        decomposition.explain(*_split(stored), ["strikes"], WINDOW, CLEAR, fresh=False, report=reported.append)
    compute.assert_not_called()
    assert len(reported) == 2
    assert all(text.endswith("all stored") for text in reported)
    pd.testing.assert_frame_equal(frame, again)


def test_what_is_missing_of_one_seed_is_all_that_is_computed(explained):
    stored, _, _, some = explained
    ours = decomposition._Plan.of(stored[0], "chain", stored[1], WINDOW)
    (ours.parts.folder / "wages" / "seed-2.json").unlink()
    with patch.object(decomposition, "clampable", lambda: some):
        tasks = list(ours.tasks(1))
        assert [(task.seed, task.names) for task in tasks] == [(2, ("wages",))]
        decomposition.explain(*_split(stored), ["gini"], WINDOW, CLEAR, fresh=False, report=lambda text: None)
        assert not list(ours.tasks(1))


def test_a_mechanism_that_unbalances_the_accounts_is_clamped_step_by_step(explained, tmp_path):
    plan = decomposition._Plan.of(explained[0][0], "chain", explained[0][1], WINDOW)
    apart = replace(plan, parts=decomposition.Parts(tmp_path))
    for seed in apart.seeds:
        apart.parts.put("orders", seed, "2011-01: goods, market 3: the accounts differ by 1 units")
    assert apart.split_up() == ["orders.set_prices", "orders.split_orders"]
    rows = {one["mechanism"]: one for one in apart.rows("gini", is_clear=True)}
    assert rows["orders"]["status"] == VIOLATED
    apart.parts.put("orders.set_prices", apart.seeds[0], {"gini": 0.3})
    rows = {one["mechanism"]: one for one in apart.rows("gini", is_clear=True)}
    assert rows["orders.set_prices"]["status"] == PART


def test_tables_for_people(explained):
    (heading, rows), (_, without) = listings(explained[1])
    assert {"matching", "payroll", "finance"} <= {name for name, _, _ in without}
    assert [row[1:3] for row in rows if row[0] == "chain"] == [("earnings", "migrants"), ("gini", "nation")]
    assert len(rows) == 2 * (1 + 3), "the effect and three mechanisms, twice"
    assert "by construction" in next(one for one in rows if one[3] == "bargaining")[-1]
    assert all(len(one) == len(heading) for one in rows)


def test_of_many_effects_the_first_lines_are_shown(explained):
    names = [f"policy {number}" for number in range(3)]
    many = pd.concat([explained[1].assign(policy=name) for name in names])
    with patch("segsim.runs.questions.mediated.TOP", 2):
        (_, rows), _ = listings(many)
    assert len(rows) == 6 * (1 + 2)


def test_the_command_keeps_its_table_beside_the_differences(tmp_path, capsys):
    words = ["compare", "bargaining=default,chain", "gini", *KEYS, "seeds=2", f"results={tmp_path}", "--decompose"]
    with patch.object(decomposition, "clampable", lambda: ["wages", "bargaining"]):
        assert main([*words, "--csv"]) == 0
    (folder,) = (tmp_path / "comparisons").glob("[!.]*")
    printed, kept = pd.read_csv(io.StringIO(capsys.readouterr().out)), read_comparison(folder).decomposition
    assert kept is not None
    assert (
        printed["mechanism"].tolist()
        == kept["mechanism"].tolist()
        == pd.read_csv(folder / "decomposition.csv")["mechanism"].tolist()
    )
    found = read_comparison(folder)
    difference = found.of_nation(found.names[0])["difference"].iloc[0]
    assert kept["total"].iloc[0] == pytest.approx(difference, rel=1e-9)
    own = kept.set_index("mechanism").loc["bargaining"]
    assert own["mediated"] == pytest.approx(own["total"], rel=1e-9)
