"""Does `--why` hold what it says it holds, and does it say what it cannot hold?"""

from __future__ import annotations

import io
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from segsim.analysis.compared import read_comparison
from segsim.cli import main
from segsim.mechanisms.accounting import AccountsError
from segsim.model import SegmentationModel
from segsim.plumbing.errors import InputError
from segsim.recorder import Recorder
from segsim.runs import held, why
from segsim.runs.api import compose_overrides
from segsim.runs.carried import BROKE, PART, REFUSED, WHOLE, by_size, listings, row
from segsim.runs.held import (
    carry_over,
    counted,
    holdable,
    holding,
    own_mechanisms,
    parting,
    run_held,
    same_firms,
    side_by_side,
)
from segsim.runs.runner import run
from segsim.runs.sweep import compose_one
from segsim.schedule import MECHANISMS, MONTH
from small_worlds import TOY, settings

KEYS = ["world=toy", "time.start=2010-07", "time.end=2011-06", "time.burn_in=2", "policy.from=2010-10"]
POLICY = "bargaining=chain"
WINDOW = (2011 * 12, 2011 * 12 + 5)


def told(*more):
    return compose_overrides([*KEYS, *more], 3).settings


@pytest.fixture(scope="module")
def pair():
    return told(), told(POLICY)


@pytest.fixture(scope="module")
def outcomes(pair):
    """The free policy run and every held one."""
    return run_held(*pair, 3, [None, *holdable()], lambda: None)


@pytest.fixture(scope="module")
def free(pair):
    """Baseline and policy, each run by itself."""
    return [alone(one) for one in pair]


def alone(one, seed=3):
    model = SegmentationModel(one, rng=seed)
    recorder = Recorder(model, panel=False)
    for _ in range(one.time.burn_in + one.time.months):
        model.step()
        recorder.record()
    return recorder.finish()


def is_same(one, other):
    return one.series.equals(other.series) and one.cells.equals(other.cells)


def test_holding_nothing_is_the_policy_to_the_bit(outcomes, free):
    assert not is_same(free[0], free[1]), "the policy does nothing: the test would not see a fault"
    assert is_same(outcomes[None], free[1])


def test_holding_the_policys_own_mechanism_is_the_baseline_to_the_bit(outcomes, free):
    assert is_same(outcomes["bargaining"], free[0])


@pytest.mark.parametrize("lever", ["wages.rent_sharing=0.4", "enforcement=strict", "minimum_wage=catch_up"])
def test_so_it_is_wherever_the_lever_stands(lever):
    baseline, policy = told(), told(lever)
    (name,) = own_mechanisms(baseline, policy)
    found = run_held(baseline, policy, 3, [name], lambda: None)[name]
    assert is_same(found, alone(baseline))
    assert not is_same(found, alone(policy))


def test_a_policy_from_the_first_month_is_not_branched_off_but_built(free):
    first = told(POLICY, "policy.from=start")
    assert parting(told(), first) == -2
    found = run_held(told(), first, 3, [None, "bargaining"], lambda: None)
    assert is_same(found[None], alone(first))
    assert is_same(found["bargaining"], free[0])


def test_every_held_run_keeps_the_books_or_says_which_identity_it_broke(outcomes):
    assert set(outcomes) == {None, *holdable()}
    for name, found in outcomes.items():
        assert "the books differ" in found if isinstance(found, str) else len(found.series), name
    assert sum(isinstance(found, str) for found in outcomes.values()) <= 2


def test_held_wages_stand_where_the_baselines_do_and_others_answer(pair):
    seen = []
    with patch.object(held, "carry_over", lambda step, *states: (carry_over(step, *states), seen.append(step.name))):
        for baseline, one in side_by_side(*pair, 3, ["wages"], lambda: None):
            states = baseline.model.state, one.model.state
            same = same_firms(*states)
            assert np.array_equal(*(state.firms.mrpl[same] for state in states), equal_nan=True)
    assert set(seen) == {"set_wages"}
    assert not np.array_equal(*(state.firms.wage_floor for state in states)), "bargaining answers nothing"


def test_what_the_books_count_is_never_held():
    for name in MECHANISMS:
        for step in holding(name).held:
            assert not counted(step), step.name
    moves_money = {step.mechanism for step in MONTH if any(column.name == "deposits" for column in step.writes)}
    assert moves_money
    for name in moves_money:
        assert holding(name).goes_on
        assert "moves" in holding(name).says
    assert not holding("accounting").is_possible
    assert not holding("matching").is_possible
    assert holding("wages").is_whole
    assert [step.name for step in holding("orders.set_prices").held] == ["set_prices"]


@pytest.mark.parametrize("name", [name for name in MECHANISMS if not holding(name).is_possible])
def test_a_refusal_names_its_reason(pair, name):
    with pytest.raises(InputError, match=rf"{name} cannot be held: \w+"):
        run_held(*pair, 3, [name], lambda: None)


def test_a_firm_that_lives_in_one_run_alone_is_left_to_itself():
    two = [SegmentationModel(settings(world=replace(TOY, firms=60)), rng=1).state for _ in range(2)]
    (step,) = (one for one in MONTH if one.name == "set_wages")
    two[0].firms.base_wage[:], two[1].firms.base_wage[:] = 5.0, 7.0
    two[0].firms.alive[:], two[1].firms.alive[:] = True, True
    two[1].firms.alive[3], two[1].firms.born[4] = False, 12
    carry_over(step, *two)
    assert two[1].firms.base_wage[[2, 3, 4, 5]].tolist() == [5.0, 7.0, 7.0, 5.0]


def test_a_hold_that_breaks_the_books_is_told_and_the_others_go_on(pair):
    def unbalanced(step, *states):
        carry_over(step, *states)
        if step.mechanism == "hours":
            raise_in.append(step)
            states[1].sectors.fines[0] += 1e12

    raise_in = []
    with patch.object(held, "carry_over", unbalanced):
        found = run_held(*pair, 3, ["hours", "wages"], lambda: None)
    assert found["hours"] == "2010-10: money, fines: the books differ by 1e+12 yuan"
    assert len(raise_in) == 1, "goes on after the books broke"
    assert not isinstance(found["wages"], str)
    assert issubclass(AccountsError, ArithmeticError)


def test_two_worlds_or_two_equal_runs_cannot_be_set_side_by_side(pair):
    with pytest.raises(InputError, match=r"world\.workers"):
        parting(pair[0], replace(pair[1], world=replace(pair[1].world, workers=2000)))
    with pytest.raises(InputError, match="differs from the baseline"):
        parting(pair[0], pair[0])


def test_shares_by_hand():
    """Baseline 10, policy 16 and 18: effect 6 and 8. With a held 12 and 14: a carries 4 in both, four sevenths."""
    before, after = {1: 10.0, 2: 10.0}, {1: 16.0, 2: 18.0}
    held_at = {1: 12.0, 2: 14.0}
    found = row(holding("wages"), "wages", "gini", before, after, held_at, {})
    assert (found["total"], found["held"], found["carried"]) == (7.0, 3.0, 4.0)
    assert (found["low"], found["high"], found["seeds"], found["status"]) == (4.0, 4.0, 2, WHOLE)
    assert np.isnan(found["share"]), "two seeds do not tell 7 from nothing: half the interval is 12.7"
    surer = row(holding("wages"), "wages", "gini", before, {1: 16.0, 2: 16.1}, held_at, {})
    assert surer["share"] == pytest.approx((4.0 + 2.1) / 2 / 6.05)


def test_one_seed_that_broke_leaves_no_number():
    found = row(holding("hours"), "hours", "gini", {1: 1.0, 2: 1.0}, {1: 2.0, 2: 2.0}, {1: 1.5}, {2: "2011-02: goods"})
    assert found["status"] == BROKE
    assert np.isnan(found["carried"])
    assert found["note"] == "in 1 of 2 seeds; seed 2: 2011-02: goods"


def test_what_carries_most_comes_first_and_what_has_no_number_last():
    rows = [
        {"status": REFUSED, "carried": np.nan},
        {"status": WHOLE, "carried": 1.0},
        {"status": PART, "carried": -3.0},
    ]
    assert [one["carried"] for one in by_size(rows)][:2] == [-3.0, 1.0]


@pytest.fixture(scope="module")
def explained(tmp_path_factory):
    """Two seeds of the policy and the baseline, stored, and what `--why` says of two indicators."""
    results = tmp_path_factory.mktemp("why")
    more = [*KEYS, "seeds=2", f"results={results}"]
    from segsim.runs.compose import conf_folders, configuration

    stored = run([configuration(compose_one([*more, *one], conf_folders(None))) for one in ([], [POLICY])])
    said = []
    some = ["bargaining", "wages", "hours"]
    with patch.object(why, "holdable", lambda: some):
        frame = why.explain(*_split(stored), ["earnings_migrants", "gini"], WINDOW, fresh=False, tell=said.append)
    return stored, frame, said, some


def _split(stored):
    return stored[0], {"chain": stored[1]}


def test_explained_from_stored_runs(explained):
    _, frame, said, some = explained
    assert len(frame) == 2 * len(MECHANISMS)
    assert said[0].startswith("why: 6 runs with one mechanism held, 6 of them to do")
    own = frame[frame["own"]]
    assert list(own["mechanism"].unique()) == ["bargaining"]
    assert np.allclose(own["carried"], own["total"], rtol=1e-9, atol=0.0)
    assert (own["held"].abs() <= 1e-9 * own["total"].abs()).all()
    wages = frame[(frame["mechanism"] == "wages") & (frame["indicator"] == "gini")].iloc[0]
    assert wages["held"] + wages["carried"] == pytest.approx(wages["total"], rel=1e-9)
    assert wages["low"] <= wages["carried"] <= wages["high"]
    assert (frame.loc[~frame["mechanism"].isin(some), "seeds"] == 0).all()


def test_a_stored_piece_is_not_computed_again_and_another_indicator_costs_nothing(explained):
    stored, frame, _, some = explained
    said = []
    with patch.object(why, "holdable", lambda: some), patch.object(why, "compute") as compute:
        again = why.explain(*_split(stored), ["earnings_migrants", "gini"], WINDOW, fresh=False, tell=said.append)
        why.explain(*_split(stored), ["strikes"], WINDOW, fresh=False, tell=said.append)
    compute.assert_not_called()
    assert all(text.endswith("all stored") for text in said)
    pd.testing.assert_frame_equal(frame, again)


def test_what_is_missing_of_one_seed_is_all_that_is_computed(explained):
    stored, _, _, some = explained
    ours = why._Plan.of(stored[0], "chain", stored[1], WINDOW)
    (ours.parts.folder / "wages" / "seed-2.json").unlink()
    with patch.object(why, "holdable", lambda: some):
        tasks = list(ours.tasks(1))
        assert [(task.seed, task.names) for task in tasks] == [(2, ("wages",))]
        why.explain(*_split(stored), ["gini"], WINDOW, fresh=False, tell=lambda text: None)
        assert not list(ours.tasks(1))


def test_a_mechanism_that_breaks_the_books_is_held_step_by_step(explained, tmp_path):
    plan = why._Plan.of(explained[0][0], "chain", explained[0][1], WINDOW)
    apart = replace(plan, parts=why.Parts(tmp_path))
    for seed in apart.seeds:
        apart.parts.put("orders", seed, "2011-01: goods, market 3: the books differ by 1 units")
    assert apart.split_up() == ["orders.set_prices", "orders.split_orders"]
    rows = {one["mechanism"]: one for one in apart.rows("gini")}
    assert rows["orders"]["status"] == BROKE
    assert rows["orders.set_prices"]["status"] == PART


def test_tables_for_people(explained):
    (heading, rows), (_, without) = listings(explained[1])
    assert {"matching", "payroll", "finance"} <= {name for name, _, _ in without}
    assert [row[1] for row in rows if row[0] == "chain"] == ["earnings_migrants", "gini"]
    assert len(rows) == 2 * (1 + 3), "the effect and three mechanisms, twice"
    assert "by construction" in next(one for one in rows if one[2] == "bargaining")[-1]
    assert all(len(one) == len(heading) for one in rows)


def test_of_many_effects_the_first_lines_are_shown(explained):
    names = [f"policy {number}" for number in range(3)]
    many = pd.concat([explained[1].assign(policy=name) for name in names])
    with patch("segsim.runs.carried.TOP", 2):
        (_, rows), _ = listings(many)
    assert len(rows) == 6 * (1 + 2)


def test_the_command_keeps_its_table_beside_the_differences(tmp_path, capsys):
    words = ["compare", "bargaining=default,chain", "gini", *KEYS, "seeds=2", f"results={tmp_path}", "--why"]
    with patch.object(why, "holdable", lambda: ["wages", "bargaining"]):
        assert main([*words, "--csv"]) == 0
    (folder,) = (tmp_path / "comparisons").glob("[!.]*")
    printed, kept = pd.read_csv(io.StringIO(capsys.readouterr().out)), read_comparison(folder).why
    assert kept is not None
    assert (
        printed["mechanism"].tolist()
        == kept["mechanism"].tolist()
        == pd.read_csv(folder / "why.csv")["mechanism"].tolist()
    )
    found = read_comparison(folder)
    difference = found.of_nation(found.names[0])["difference"].iloc[0]
    assert kept["total"].iloc[0] == pytest.approx(difference, rel=1e-9)
    own = kept.set_index("mechanism").loc["bargaining"]
    assert own["carried"] == pytest.approx(own["total"], rel=1e-9)
