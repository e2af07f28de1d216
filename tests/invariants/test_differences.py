"""Are runs set against one another seed by seed, month by month and cell by cell, and are real persons pooled?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segsim.analysis.accounts import accounts
from segsim.analysis.differences import AXES, COLUMNS, Asked, Window, compare_runs, corrected
from segsim.indicators.groups import split

YEAR_2014 = Window(2014 * 12, 2014 * 12 + 11)
NATION = dict.fromkeys(AXES, "all")


def run_folder(folder, values, cells=()):
    """A run: {(indicator, seed): value of each month of 2014}, and rows of cells."""
    folder.mkdir()
    rows = [
        (seed, 2014, month, *split(indicator), float(value))
        for (indicator, seed), months in values.items()
        for month, value in enumerate(np.broadcast_to(months, 12), start=1)
        if np.isfinite(value)
    ]
    series = pd.DataFrame(rows, columns=["seed", "year", "month", "indicator", "group", "value"])
    series.astype({"indicator": "category", "group": "category"}).to_parquet(folder / "series.parquet")
    names = ["seed", "year", *AXES, "indicator", "value"]
    other = (1, 2014, "inland", "it", "first", "all", "hours_week", 50.0)  # recorded, and not asked for
    yearly = pd.DataFrame([*cells, other], columns=names)
    yearly.astype(dict.fromkeys([*AXES, "indicator"], "category")).to_parquet(folder / "cells.parquet")
    return folder


def asked(*indicators, seeds=(1, 2, 3), window=YEAR_2014):
    return Asked(indicators, seeds, window, 0.05)


def test_differences_are_those_of_the_same_seed(tmp_path):
    level = {1: 10.0, 2: 50.0, 3: 90.0}
    before = run_folder(tmp_path / "before", {("gini", seed): value for seed, value in level.items()})
    after = run_folder(tmp_path / "after", {("gini", seed): value + 1.0 + seed / 10 for seed, value in level.items()})
    (row,) = compare_runs(before, after, asked("gini")).itertuples()
    assert (row.baseline, row.value, row.difference) == pytest.approx((50.0, 51.2, 1.2))
    assert (row.low, row.high) == pytest.approx((1.2 - 0.24843, 1.2 + 0.24843), abs=1e-4)
    assert (row.seeds, row.unit, row.first, row.last) == (3, "index", "2014-01", "2014-12")
    # the same runs with seeds confused: the level of a seed is taken for an effect
    confused = run_folder(tmp_path / "confused", {("gini", 4 - s): v + 1.0 + s / 10 for s, v in level.items()})
    (wrong,) = compare_runs(before, confused, asked("gini")).itertuples()
    assert wrong.difference == pytest.approx(1.2)
    assert wrong.high - wrong.low > 100.0 * (row.high - row.low)


def test_only_the_window_and_the_seeds_asked_for_count(tmp_path):
    before = run_folder(tmp_path / "before", {("gini", seed): np.arange(12.0) for seed in (1, 2, 9)})
    after = run_folder(
        tmp_path / "after", {("gini", seed): np.arange(12.0) * (2.0 if seed < 9 else 100.0) for seed in (1, 2, 9)}
    )
    spring = Window(2014 * 12 + 2, 2014 * 12 + 4)
    (row,) = compare_runs(before, after, asked("gini", seeds=(1, 2), window=spring)).itertuples()
    assert (row.baseline, row.difference, row.seeds) == (3.0, 3.0, 2)


def test_a_month_that_one_run_lacks_counts_for_neither(tmp_path):
    before = run_folder(tmp_path / "before", {("gini", seed): [1.0] * 6 + [5.0] * 6 for seed in (1, 2)})
    after = run_folder(tmp_path / "after", {("gini", seed): [1.5] * 6 + [np.nan] * 6 for seed in (1, 2)})
    (row,) = compare_runs(before, after, asked("gini", seeds=(1, 2))).itertuples()
    assert (row.baseline, row.difference) == (1.0, 0.5)


def cell(seed, value, region="it_coast", indicator="earnings"):
    return (seed, 2014, region, "it", "first", "all", indicator, value)


def test_cells_are_set_apart_and_missing_ones_stay_missing(tmp_path):
    seeds = (1, 2, 3)
    missing = [cell(seed, np.nan, "inland") for seed in seeds]
    nation = [(seed, 2014, *NATION.values(), "earnings", 1e9) for seed in seeds]
    before = run_folder(
        tmp_path / "a", {("earnings", 1): 1.0}, [*[cell(s, 100.0 * s) for s in seeds], *missing, *nation]
    )
    changed = [cell(1, 110.0), cell(2, 212.0), cell(3, np.nan)]  # too few are left there with seed 3
    after = run_folder(tmp_path / "b", {("earnings", 1): 2.0}, [*changed, *[cell(s, 5.0, "inland") for s in seeds]])
    found = compare_runs(before, after, asked("earnings"))
    assert len(found) == 2  # the nation comes from the months, and the missing cell is not there
    (row,) = found[found["region"] == "it_coast"].itertuples()
    assert (row.industry, row.tier, row.hukou, row.seeds) == ("it", "first", "all", 2)
    assert (row.baseline, row.difference) == pytest.approx((150.0, 11.0))
    (whole,) = found[found["region"] == "all"].itertuples()
    assert whole.difference == 1.0
    assert np.isnan(whole.low)  # one seed has no interval


def test_a_run_against_itself_differs_by_exactly_nothing(tmp_path):
    noise = np.random.default_rng(1)
    values = {(name, seed): noise.normal(1e6, 1e3, 12) for name in ("gini", "earnings") for seed in (1, 2, 3)}
    folder = run_folder(tmp_path / "run", values, [cell(seed, noise.normal()) for seed in (1, 2, 3)])
    found = corrected(compare_runs(folder, folder, asked("gini", "earnings")).assign(policy="itself"))
    assert len(found) == 3
    for column in ("difference", "low", "high", "effect_size", "minimum_detectable_effect"):
        assert (found[column] == 0.0).all(), column
    assert (found["p"] == 1.0).all()
    assert (found["p_holm"] == 1.0).all()
    assert tuple(found.columns) == COLUMNS


def test_the_nation_and_the_cells_are_corrected_apart():
    whole = {"policy": "one", "group": "nation", **NATION}
    rows = [{**whole, "indicator": name, "p": p} for name, p in (("a", 0.01), ("b", 0.04))]
    rows += [{**whole, "indicator": "a", "p": p, "region": "inland"} for p in (0.01, 0.5, np.nan)]
    found = corrected(pd.DataFrame(rows).reindex(columns=list(COLUMNS)))
    assert found["p_holm"].tolist()[:4] == pytest.approx([0.02, 0.04, 0.02, 0.5])


def with_accounts(folder, entries):
    """A run with entries of its accounts: {(item, payer, receiver): yuan of each month of 2014}, seeds 1 and 2."""
    rows = [
        (seed, 2014, month, item, account, sign * value)
        for (item, payer, receiver), value in entries.items()
        for account, sign in ((payer, -1.0), (receiver, 1.0))
        for month in range(1, 13)
        for seed in (1, 2)
    ]
    columns = ["seed", "year", "month", "item", "account", "value"]
    pd.DataFrame(rows, columns=columns).to_parquet(folder / "accounts.parquet")
    return folder


def test_accounts_pool_real_persons(tmp_path):
    def people(pay, jobs):
        numbers = {"earnings:core": pay, "employment:core": jobs, "employment": 900.0}
        numbers |= {"unemployment_rate": 0.05, "platform_workers": 0.05}
        return {(name, seed): value for name, value in numbers.items() for seed in (1, 2)}

    def flows(wages, unpaid, lost):
        return {
            ("sales", "buyers", "core_private"): 900_000.0,
            ("materials", "core_private", "rest_of_world"): 200_000.0,
            ("wages", "core_private", "workers_core"): wages,
            ("unpaid_wages", "core_private", "workers_core"): unpaid,
            ("wages_lost_in_closures", "workers_core", "core_private"): lost,
            ("gigs", "buyers", "riders"): 4_000.0,
            ("research", "core_private", "rest_of_world"): 10_000.0,
            ("dividends", "core_private", "owners"): 50_000.0,
        }

    before = with_accounts(run_folder(tmp_path / "before", people(3000.0, 100.0)), flows(300_000.0, 0.0, 0.0))
    after = with_accounts(run_folder(tmp_path / "after", people(3300.0, 90.0)), flows(290_000.0, 7_000.0, 2_000.0))
    found = accounts(before, after, asked(seeds=(1, 2)), 1000.0).set_index(["block", "kind", "group"])

    def line(*at):
        return tuple(found.loc[at, ["baseline", "difference"]] / (12 * 1000.0))

    given = "distribution of value added"
    assert line("value added", "made by", "all") == pytest.approx((704_000.0, 0.0))
    assert line("value added", "made by", "core") == pytest.approx((700_000.0, 0.0))
    assert line(given, "workers", "core") == pytest.approx((300_000.0, -3_000.0))  # due, whether paid or not
    assert line(given, "workers", "riders") == pytest.approx((4_000.0, 0.0))
    assert line(given, "owners", "core") == pytest.approx((390_000.0, 3_000.0))  # dividends are theirs already
    assert line(given, "rest of the world", "all") == pytest.approx((10_000.0, 0.0))  # of materials nothing
    assert line("redistribution", "workers", "core") == pytest.approx((0.0, -2_000.0))
    assert line("redistribution", "owners", "core") == pytest.approx((0.0, 2_000.0))
    assert found.loc[("pay a head", "workers", "core"), "difference"] == pytest.approx(3600.0)
    assert found.loc[("jobs", "jobs", "core"), "difference"] == pytest.approx(-10_000.0)
    assert found.loc[("jobs", "jobs", "core"), "people"] == pytest.approx(100_000.0)
    # 900 at work are nine tenths of those in cities, so 50 look for work and 50 ride
    assert found.loc[("jobs", "jobs", "unemployed"), "baseline"] == pytest.approx(50_000.0)
    assert "supplier" not in found.index.get_level_values("group")  # not recorded here: no line, and no guess
