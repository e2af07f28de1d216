"""Does the soundness experiment run at toy size, and does its table say what was run?"""

import importlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "soundness"


@pytest.fixture
def soundness(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("soundness")


def test_the_experiment_at_toy_size(soundness, monkeypatch, tmp_path):
    cases = {name: words for name, words in soundness.CASES.items() if not name.endswith(("workers", "months"))}
    small = ("world=toy", "time.start=2008-12", "time.burn_in=1", "threads=1")
    short = {name: (*words, "time.end=2010-02", "seeds=2") for name, words in cases.items()}
    short |= {f"frozen, {months} months": (*soundness.FROZEN, f"time.burn_in={months}", "time.end=2009-01", "seeds=2")
              for months in (1, 2)}  # fmt: skip
    short |= {f"{size} workers": (f"world.workers={size}", "time.end=2009-02", "seeds=2") for size in (1000, 1500)}
    monkeypatch.setattr(
        soundness, "CASES", {name: (*small, *[w for w in words if not w.startswith("policy.from=2009")])
                             for name, words in short.items()}
    )  # fmt: skip
    table = soundness.experiment([f"results='{tmp_path / 'results'}'"], tmp_path / "made")
    assert len(table) == len(soundness.claims.CLAIMS)
    stored = pd.read_csv(tmp_path / "made" / "soundness.csv")
    assert (stored["claim"] == table["claim"]).all()
    assert (stored["lowest"] <= stored["highest"] + 1e-12).all()
    inside = (table["low"] <= table["mean"]) & (table["mean"] <= table["high"])
    is_sign = (table["low"] == 0.0) & np.isinf(table["high"])
    assert (stored["holds"] == inside)[~is_sign].all()
    assert (inside | ~stored["holds"]).all()
    page = (tmp_path / "made" / "soundness.md").read_text(encoding="utf-8")
    assert page.count("\n| ") == len(table) + 1
    assert f"{int(table['holds'].sum())} of {len(table)} hold." in page


def test_a_sign_holds_only_beyond_two_standard_errors(soundness):
    (claim,) = [one for one in soundness.claims.CLAIMS if one.words == "earnings in 2011 by genuine unions"]
    assert soundness.holds(claim, np.array([0.010, 0.011, 0.012]))
    assert not soundness.holds(claim, np.array([-0.001, 0.002, 0.0]))
    assert not soundness.holds(claim, np.array([-0.010, -0.011, -0.012]))


def test_a_spread_over_sizes_is_the_largest_difference_of_means(soundness):
    def case(values):
        rows = pd.MultiIndex.from_product([["unemployment_rate"], [1, 2]], names=["indicator", "seed"])
        return pd.DataFrame(np.array(values).reshape(2, 1), index=rows, columns=[2006])

    found = {"10 workers": case([0.05, 0.07]), "20 workers": case([0.04, 0.06]), "40 workers": case([0.09, 0.09])}
    (claim,) = [one for one in soundness.claims.CLAIMS if one.words.startswith("unemployment over sizes")]
    assert claim.measure(found) == pytest.approx([0.09 - 0.05])
