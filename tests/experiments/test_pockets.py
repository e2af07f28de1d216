"""Does the pockets experiment run at toy size, and do its tables, page and pictures say what was run?"""

import importlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segsim.indicators.groups import address
from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_one

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "pockets"
TOY = ["world=toy", "time.end=2006-12", "time.burn_in=2", "policy.from=start", "threads=1"]
POLICIES = [("lax", "freeze", "none"), ("strict", "catch_up", "chain")]


@pytest.fixture
def pockets(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("pockets")


def settings_of(*words):
    return configuration(compose_one(list(words), conf_folders(None))).settings


def test_the_experiment_at_toy_size(pockets, monkeypatch, tmp_path):
    left_out = ("as assumed", "none of these three", "migrants admitted like all", "all equal")
    monkeypatch.setattr(pockets, "NULLS", {name: pockets.NULLS[name] for name in left_out})
    words = [*TOY, "seeds=2", f"results='{tmp_path / 'results'}'"]
    pockets.experiment(words, tmp_path / "made", POLICIES)
    shares = pd.concat(pd.read_csv(tmp_path / "made" / f"{name}.csv") for name in ("pockets", "pockets_null"))
    assert set(shares["world"]) == set(pockets.WORLDS)
    for _, rows in shares.groupby(["world", *pockets.LEVERS]):
        found = rows.set_index("indicator")["value"]
        for cut in ("nation", "low_cuts", "high_cuts"):
            regimes = found[[address(f"share_{regime.name.lower()}", cut) for regime in pockets.Regime]]
            assert regimes.sum() == pytest.approx(1.0, abs=1e-3)
    known = shares[shares["value"].notna()]
    assert (known["seeds"] == 2).all()
    assert ((known["low"] <= known["value"]) & (known["value"] <= known["high"])).all()
    history = known[known["bargaining"] == "default"]
    assert (history["difference"] == 0.0).all()

    nulls = pd.read_csv(tmp_path / "made" / "pockets_nulls.csv").set_index(["left_out", "indicator"])
    assert set(nulls.index.get_level_values(0)) == set(left_out)
    assert nulls.loc[("as assumed", "earnings:core/lower_tiers"), "value"] > 1.2
    assert abs(nulls.loc[("all equal", "earnings:core/lower_tiers"), "value"] - 1.0) < 0.15  # a toy world is noisy

    page = (tmp_path / "made" / "pockets.md").read_text(encoding="utf-8")
    assert "Mean of 2006, 2 seeds, world=toy" in page
    assert str(tmp_path) not in page
    assert "| strict | catching up | along the whole chain |" in page
    for name in ("pockets", "pockets_low_cuts", "pockets_high_cuts"):
        assert (tmp_path / "made" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / "made" / f"{name}.svg").stat().st_size > 1000


def test_nulls_hold_from_the_first_month_of_the_burn_in(pockets):
    history = settings_of()
    for name, case in pockets.NULLS.items():
        chosen = settings_of(*case)
        assert chosen.changes == history.changes, name
        assert (chosen == history) is (name == "as assumed")
    none = settings_of(*pockets.NULLS["none of these three"]).params
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
        {"left_out": "x", "indicator": "share_pocket", "seed": [1, 2, 3], "value": [0.0, 0.1, 0.2], "difference": 0.5}
    )
    found = pockets.over_seeds(rows, ["left_out", "indicator"]).iloc[0]
    margin = 4.303 * 0.1 / np.sqrt(3)  # Student's t, two degrees of freedom
    assert found["value"] == pytest.approx(0.1)
    assert found["low"] == 0.0, "a share does not go below zero"
    assert found["high"] == pytest.approx(0.1 + margin, abs=1e-4)
    assert (found["difference_low"], found["difference_high"]) == (0.5, 0.5)


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
