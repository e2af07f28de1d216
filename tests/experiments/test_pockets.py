"""Does the pockets experiment run at toy size, and do its tables, page and picture say what was run?"""

import importlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_one

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "pockets"
TOY = ["world=toy", "time.end=2006-12", "time.burn_in=2", "policy.from=start", "threads=1"]
POLICIES = [("lax", "freeze", "none"), ("default", "default", "chain"), ("strict", "catch_up", "chain")]


@pytest.fixture
def pockets(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("pockets")


def settings_of(*words):
    return configuration(compose_one(list(words), conf_folders(None))).settings


def test_the_experiment_at_toy_size(pockets, monkeypatch, tmp_path):
    left_out = ("as assumed", "no rents", "migrants admitted like all", "all equal")
    monkeypatch.setattr(pockets, "NULLS", {name: pockets.NULLS[name] for name in left_out})
    words = [*TOY, "seeds=2", f"results='{tmp_path / 'results'}'"]
    pockets.experiment(words, tmp_path / "made", POLICIES)
    shares, null, nulls, moved = (
        pd.read_csv(tmp_path / "made" / f"pockets{name}.csv") for name in ("", "_null", "_nulls", "_robust")
    )
    assert len(shares) == len([pockets.HISTORY, *POLICIES]) * len(pockets.reading.MEASURED)
    assert set(null["world"]) == {"no rents", "all equal"}
    assert (null.groupby("world").size() == 3 * len(pockets.reading.MEASURED)).all()  # history and the two ends
    every = pd.concat([shares, null])
    assert every["value"].notna().all()
    assert (every["seeds"] == 2).all()
    assert ((every["low"] <= every["value"]) & (every["value"] <= every["high"])).all()
    assert (every.loc[every["bargaining"] == "default", "difference"] == 0.0).all()
    for _, rows in every.groupby(["world", *pockets.LEVERS]):
        value = rows.set_index("indicator")["value"]
        both = value[["jobs_despotism", "jobs_low_road"]].sum()
        assert both == pytest.approx(value["multiply_deprived"], abs=1e-4)

    at = nulls.set_index(["left_out", "indicator"])
    assert set(nulls["left_out"]) == set(left_out)
    assert at.loc[("as assumed", "core_wage_premium"), "value"] > 0.1
    assert abs(at.loc[("all equal", "core_wage_premium"), "value"]) < 0.1  # a toy world is noisy

    usual = moved[moved["variant"] == "usual cut-offs"].set_index("indicator")
    history = at.loc["as assumed"]
    for name in usual.index:  # re-read from the stored counts: the same as what was recorded
        assert usual.loc[name, "level"] == pytest.approx(history.loc[name, "value"], abs=1e-3)
        effect = shares[(shares["indicator"] == name) & (shares["bargaining"] != "default")]["difference"]
        assert usual.loc[name, "highest_effect"] == pytest.approx(effect.max(), abs=1e-3)
        assert usual.loc[name, "rank_correlation"] == pytest.approx(1.0)

    page = (tmp_path / "made" / "pockets.md").read_text(encoding="utf-8")
    assert "Mean of 2006, 2 seeds, world=toy" in page
    assert page.split("\n\n")[2].startswith("**What the nulls take away.**")
    assert str(tmp_path) not in page
    assert "| strict | catching up | along the whole chain |" in page
    assert "| without insurance |" in page
    assert "nan" not in page
    assert (tmp_path / "made" / "pockets.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "made" / "pockets.svg").stat().st_size > 1000


def test_all_policies_as_assumed_and_the_two_ends_in_the_null_worlds(pockets):
    planned = pockets.plan(pockets.POLICIES)
    assert len(planned["as assumed"]) == 28
    assert planned["no rents"] == planned["all equal"]
    assert planned["no rents"] == [
        ("default", "default", "default"), ("lax", "freeze", "none"), ("strict", "catch_up", "chain"),
    ]  # fmt: skip


def test_nulls_hold_from_the_first_month_of_the_burn_in(pockets):
    history = settings_of()
    for name, case in pockets.NULLS.items():
        chosen = settings_of(*case)
        assert chosen.changes == history.changes, name
        assert (chosen == history) is (name == "as assumed")
    none = settings_of(*pockets.NULLS["no rents"]).params
    assert none["wages"].rent_sharing == none["wages"].bonus_share == none["matching"].skill_threshold == 0.0


def test_policies_start_later_in_every_world(pockets):
    for world in pockets.WORLDS.values():
        base = settings_of(*world)
        chosen = settings_of(*world, *pockets.arguments_of(("strict", "catch_up", "chain")))
        assert chosen.params == base.params
        assert {change.path for change in chosen.changes} > {change.path for change in base.changes}
        start = chosen.time.index_of(2011, 1)
        assert all(change.index == start for change in chosen.changes if change.path == "minimum_wage.rule")


def test_an_interval_over_seeds(pockets):
    rows = pd.DataFrame(
        {"left_out": "x", "indicator": "jobs_pocket", "seed": [1, 2, 3], "value": [0.0, 0.1, 0.2], "difference": 0.5}
    )
    found = pockets.over_seeds(rows, ["left_out", "indicator"]).iloc[0]
    margin = 4.303 * 0.1 / np.sqrt(3)  # Student's t, two degrees of freedom
    assert found["value"] == pytest.approx(0.1)
    assert found["low"] == 0.0, "a share does not go below zero"
    assert found["high"] == pytest.approx(0.1 + margin, abs=1e-4)
    assert (found["difference_low"], found["difference_high"]) == (0.5, 0.5)


def test_a_lever_is_read_by_pairs_of_the_same_seed(pockets):
    # Seeds lie far apart, the effect of enforcement is .04 and .06: by hand .05 +- 12.706 * .01414 / sqrt(2).
    rows = [
        {"world": "as assumed", "enforcement": word, "minimum_wage": "default", "bargaining": "none",
         "indicator": name, "seed": seed, "value": base + extra * (word == "strict")}
        for name in pockets.reading.MEASURED
        for seed, base, extra in ((1, 0.1, 0.04), (2, 0.5, 0.06))
        for word in ("lax", "strict")
    ]  # fmt: skip
    found = pockets.reading.lever_effects(pd.DataFrame(rows), pockets.LEVERS)
    mean, low, _ = found["enforcement", "jobs_pocket"]
    assert mean == pytest.approx(0.05)
    assert low == pytest.approx(0.05 - 12.706 * 0.0141421 / np.sqrt(2), abs=1e-4)
    assert np.isnan(found["bargaining", "jobs_pocket"][0]), "one value of a lever tells nothing of it"


def test_verdicts(pockets):
    verdict = pockets.reading.verdict
    assert verdict((0.1, 0.05, 0.15), 1) == "bears it out"
    assert verdict((0.1, 0.05, 0.15), -1) == "**against**"
    assert verdict((0.1, -0.05, 0.15), 1) == "cannot be told from nothing"
    assert verdict((0.0, 0.0, 0.0), 1) == "**against**: no difference in any seed"
    assert verdict((0.1, np.nan, np.nan), 1) == "cannot be told"
    assert pockets.reading.number(0.123, 0.1, 0.15) == "12.3 [10.0, 15.0]"
    assert pockets.reading.number(-0.0001, -0.0001, -0.0001) == "0.0"


def test_bad_words_are_reported_in_one_line(pockets, capsys, tmp_path):
    assert pockets.main(["wolrd=toy", "--to", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("pockets: unknown key 'wolrd'")
    with pytest.raises(InputError):
        pockets.experiment(["time.end=2005-01"], tmp_path)
    assert not list(tmp_path.iterdir())
