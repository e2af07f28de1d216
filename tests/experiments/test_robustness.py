"""Does the robustness table move each thing that it says, and rank policies as it says?"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segsim.analysis.job_shares import SHARES, read_jobs, shares
from segsim.analysis.robustness import (
    DRAWS,
    USUAL,
    Variant,
    effects,
    levels,
    rank_correlations,
    summary,
    variants,
)
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import Dimension, weights
from segsim.recorder import Recorder
from segsim.settings import Time
from small_worlds import model, settings

YEARS = (2006, 2007)
TIME = Time(start=(2006, 1), end=(2007, 12), burn_in=3)


def stored(folder: Path, levers: dict[str, float]) -> Path:
    """Two seeds of a toy world as a run folder holds them."""
    records = []
    for seed in (1, 2):
        run = model(settings(levers, time=TIME), seed, 3)
        recorder = Recorder(run, panel=False, job_sample=100)
        while run.months_left:
            run.step()
            recorder.record()
        records.append(recorder.finish())
    folder.mkdir()
    for name in ("jobs", "job_sample"):
        pd.concat([getattr(one, name) for one in records]).to_parquet(folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    at = tmp_path_factory.mktemp("robustness")
    chosen = {"before": {}, "strict": {"enforcement.inspection_rate": 0.1}, "lax": {"enforcement.inspection_rate": 0.0},
              "fines": {"compliance.award_share": 1.0}}  # fmt: skip
    return {name: stored(at / name, levers) for name, levers in chosen.items()}


def test_the_list_is_complete():
    found = variants()
    assert next(iter(found)) == USUAL
    assert found[USUAL] == Variant(Cutoffs())
    for way in ("20 % lower", "20 % higher"):
        for line in ("lawful pay", "low pay", "overtime cap", "long week", "overtime rate", "tenure", "all lines",
                     "k and decent line", "technology anchors"):  # fmt: skip
            assert f"{line} {way}" in found
    assert len(found) == 1 + 2 * 9 + len(Dimension) + 2 * 3 + DRAWS
    assert [one.capital.ratio for one in found.values() if one.capital] == 2 * [0.5, 0.8, 1.5]
    assert all(one.cutoffs == Cutoffs() for one in found.values() if one.capital)
    for one in Dimension:
        left = weights(found[f"without {one.name.lower().replace('_', ' ')}"].cutoffs)
        assert left[one] == 0.0
        assert np.delete(left, one) == pytest.approx(np.full(4, 0.25))
    assert len({tuple(weights(own.cutoffs)) for name, own in found.items() if name.startswith("random")}) == DRAWS
    assert found["tenure 20 % lower"].cutoffs.tenure == pytest.approx(9.6)
    assert found["all lines 20 % higher"].cutoffs.overtime_rate == Cutoffs().overtime_rate
    assert found["k and decent line 20 % higher"].cutoffs.k == pytest.approx(0.6)


def test_levels_are_means_of_what_is_read_at_each_cutoff(runs):
    table = levels(runs["before"], YEARS)
    assert list(table.index) == list(variants())
    for name in (USUAL, "without contract", "low pay 20 % higher"):
        rows = shares(read_jobs(runs["before"]), variants()[name].cutoffs)
        expected = rows.groupby(["indicator", "seed"], observed=True)["value"].mean().groupby("indicator").mean()
        assert table.loc[name].to_dict() == pytest.approx(expected.to_dict())
    usual, moved = table.loc[USUAL], table.loc["technology anchors 20 % higher"]
    assert moved["jobs_pocket"] < usual["jobs_pocket"]
    assert moved["multiply_deprived"] == pytest.approx(usual["multiply_deprived"])
    assert table.loc["k and decent line 20 % higher", "multiply_deprived"] < usual["multiply_deprived"]
    assert (table["multiply_deprived"].drop(USUAL) - usual["multiply_deprived"]).abs().max() > 0.02


def test_effects_are_differences_of_levels_and_rank_alike_with_themselves(runs):
    found, ranks = effects(runs["before"], {name: runs[name] for name in ("strict", "lax", "fines")}, YEARS)
    difference = levels(runs["strict"], YEARS) - levels(runs["before"], YEARS)
    pd.testing.assert_frame_equal(found["strict"], difference, check_exact=False)
    assert ranks.loc[USUAL].to_numpy() == pytest.approx(np.ones(len(SHARES)))
    assert np.nanmax(np.abs(ranks.to_numpy())) <= 1.0 + 1e-12
    fewer, unknown = effects(runs["before"], {"strict": runs["strict"]}, YEARS)
    assert list(fewer) == ["strict"]
    assert unknown.isna().all(axis=None)


def test_rank_correlations_of_made_up_effects():
    usual, turned, one_swapped = [1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0], [1.0, 2.0, 4.0, 3.0]
    tables = [
        pd.DataFrame({"a": [usual[i], turned[i], one_swapped[i], 5.0]}, index=["usual", "turned", "swapped", "equal"])
        for i in range(4)
    ]
    found = rank_correlations(tables)["a"]
    assert found[:3].tolist() == pytest.approx([1.0, -1.0, 0.8])  # 1 - 6 x 2 / (4 x 15)
    assert np.isnan(found["equal"])


def test_random_weights_are_shown_by_their_ends():
    names = [USUAL, "random weights 1", "random weights 2", "random weights 3"]
    found = summary(pd.DataFrame({"a": [0.5, 0.1, 0.9, 0.4]}, index=names))
    assert found["a"].to_dict() == {USUAL: 0.5, "random weights, lowest": 0.1, "random weights, highest": 0.9}
