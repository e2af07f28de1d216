"""Is what a run leaves behind complete, true to the state, and without effect on the run?"""

from __future__ import annotations

import copy
import subprocess
import sys

import numpy as np
import pytest

from segsim.analysis.growth import with_growth
from segsim.analysis.series import names_of_series
from segsim.indicators import INDICATORS, measure
from segsim.indicators.counts import LEAST_FIRMS, LEAST_WORKERS
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import TIER_GROUPS, address
from segsim.model import SegmentationModel
from segsim.recorder import NOT_IN_PANEL, Record, Recorder
from segsim.settings import Settings, Time
from segsim.state import Firms, Workers
from segsim.world.size import World

OF_EVERY_GROUP = ("earnings", "hours_week", "employment", "profit", "output", "strikes", "price_index")
MONTHS = 30  # two whole years and a half
TOLD = Settings.history(World(workers=2000, firms=120, n_cities=7), Time(start=(2006, 1), end=(2008, 6), burn_in=2))
# Missing where nobody is under the minimum wage, where no firm belongs to the state, where nobody was hurt in the
# month. The last are means over riders, of whom there are none before the platforms begin.
BLANK_WHERE_NOBODY = (
    "minimum_gap", "injuries_compensated", "platform_pay",
    "platform_hours", "platform_insured", "platform_from_factories",
)  # fmt: skip


def recorded(seed: int = 1, **options) -> tuple[SegmentationModel, Record]:
    model = SegmentationModel(TOLD, rng=seed)
    recorder = Recorder(model, **options)
    while model.running:
        model.step()
        recorder.record()
    return model, recorder.finish()


@pytest.fixture(scope="module")
def run():
    return recorded()


@pytest.fixture(scope="module")
def record(run) -> Record:
    return run[1]


def values_of(record: Record, name: str) -> np.ndarray:
    return record.series.loc[names_of_series(record.series) == name, "value"].to_numpy()


def cell(record: Record, name: str, year: int, **place) -> float:
    frame = record.cells
    chosen = (frame["indicator"] == name) & (frame["year"] == year)
    for axis in ("region", "industry", "tier", "hukou"):
        chosen &= frame[axis] == place.get(axis, "all")
    return float(frame.loc[chosen, "value"].iloc[0])


def test_series_has_every_month_once(record):
    series = record.series
    assert list(series.columns) == ["seed", "index", "year", "month", "indicator", "group", "value"]
    assert set(series["seed"]) == {1}
    assert not series.duplicated(["index", "indicator", "group"]).any()
    assert np.isfinite(series["value"]).all()
    months = series.loc[names_of_series(series) == "earnings", ["index", "year", "month"]].to_numpy()
    assert [tuple(row) for row in months] == [(i, 2006 + i // 12, i % 12 + 1) for i in range(MONTHS)]


def test_every_indicator_is_recorded_as_often_as_it_says(record):
    found = names_of_series(record.series).value_counts()
    for name, entry in INDICATORS.items():
        if entry.by_cell and name not in BLANK_WHERE_NOBODY:
            for group in entry.groups if name in OF_EVERY_GROUP else entry.groups[:1]:
                assert found[address(name, group)] == MONTHS, (name, group)
        assert set(record.series.loc[record.series["indicator"] == name, "group"]) <= set(entry.groups), name
    for name in ("gini", "theil", "hukou_gap"):
        assert found[name] == 3, name
    read_out = {name for name, entry in INDICATORS.items() if entry.basis == "years"}
    assert {"growth_tfp", "growth_output", "intensive_share"} < read_out
    for table in (record.series, record.cells):
        assert not read_out & set(table["indicator"])


def test_yearly_measures_stand_in_december_and_in_the_last_month(record):
    months = record.series.loc[names_of_series(record.series) == "gini", "index"]
    assert list(months) == [11, 23, 29]


def test_the_last_month_is_what_the_state_says(run):
    model, record = run
    last = record.series[record.series["index"] == MONTHS - 1]
    last = last.set_index(names_of_series(last).astype(str))["value"]
    found = measure(
        model.state, "earnings", "hours_week:migrants", "utilisation", "gini", "earnings:core/lower_tiers", "hukou_gap",
        "theil_between_tier", "core_wage_premium", "jobs_pocket", "order_despotic",
    )  # fmt: skip
    for name, value in found.items():
        if "/" not in name:
            assert last[name] == pytest.approx(value), name
    core, lower = (last[f"earnings:{group}"] for group in ("core", "lower_tiers"))
    assert found["earnings:core/lower_tiers"] == pytest.approx(core / lower)


def test_cells_are_means_over_the_year_and_add_up(record):
    monthly = values_of(record, "employment")
    assert cell(record, "employment", 2006) == pytest.approx(monthly[:12].mean())
    assert cell(record, "employment", 2008) == pytest.approx(monthly[24:].mean())
    first = record.cells[(record.cells["year"] == 2006) & (record.cells["indicator"] == "employment")]
    inner = first[(first[["region", "industry", "tier", "hukou"]] != "all").all(axis=1)]
    assert inner["agents"].sum() == pytest.approx(monthly[:12].mean())
    weights = [cell(record, "employment", 2007, hukou=name) for name in ("rural", "urban")]
    pay = [cell(record, "base_pay", 2007, hukou=name) for name in ("rural", "urban")]
    assert np.average(pay, weights=weights) == pytest.approx(cell(record, "base_pay", 2007))


def test_groups_of_the_series_are_sums_of_cells(record):
    def of_group(name: str) -> float:
        return values_of(record, name)[:12].mean()

    chains = [cell(record, "employment", 2006, industry=name) for name in ("auto", "it")]
    assert [of_group("employment:auto"), of_group("employment:it")] == pytest.approx(chains)
    hukou = [cell(record, "employment", 2006, hukou=name) for name in ("rural", "urban")]
    assert [of_group("employment:migrants"), of_group("employment:urban")] == pytest.approx(hukou)
    tiers = {name: cell(record, "profit", 2006, tier=name) for name in ("lead", "first", "second", "third")}
    known = [pair for pair in zip(TIER_GROUPS, tiers.values(), strict=True) if np.isfinite(pair[1])]  # few are missing
    assert len(known) >= 3
    for group, tier in known:
        assert of_group(f"profit:{group}") == pytest.approx(tier)
    lower = sum(cell(record, "output", 2006, tier=name) for name in ("second", "third"))
    assert of_group("output:lower_tiers") == pytest.approx(lower)
    assert of_group("output:core") + of_group("output:outside_core") == pytest.approx(of_group("output"))


def test_small_cells_are_missing_and_only_these(record):
    cells = record.cells
    small = (cells["firms"] < LEAST_FIRMS) | (cells["agents"] < LEAST_WORKERS)
    assert small.any()
    assert (cells["value"].isna() == small).all()
    assert not cells.duplicated(["year", "region", "industry", "tier", "hukou", "indicator"]).any()


def test_firms_have_no_hukou_and_the_jobless_no_industry(record):
    cells = record.cells
    assert set(cells.loc[cells["indicator"] == "profit_margin", "hukou"]) == {"all"}
    assert set(cells.loc[cells["indicator"] == "unemployment_rate", "industry"]) == {"all"}
    assert {"rural", "urban"} < set(cells.loc[cells["indicator"] == "unemployment_rate", "hukou"])


def test_what_is_read_out_of_cells_stands_in_december_and_in_the_last_month(record):
    series, _ = with_growth(record.series, record.cells, Cutoffs())
    assert list(series.columns) == list(record.series.columns)
    assert not series.duplicated(["index", "indicator", "group"]).any()
    found = {name: rows["index"].tolist() for name, rows in series.groupby("indicator")}
    assert found["growth_tfp"] == [23, 29]  # a first year has nothing to grow from
    assert set(found) == {name for name, entry in INDICATORS.items() if entry.basis == "years"}


def test_another_elasticity_is_another_growth_of_the_same_record(record):
    growth = [
        rows.loc[rows["indicator"] == "growth_tfp", "value"].to_numpy()
        for rows, _ in (with_growth(record.series, record.cells, Cutoffs(capital_share=a)) for a in (0.3, 0.7))
    ]
    assert (growth[0] != growth[1]).all()


def test_joint_counts_of_jobs_are_all_jobs(record):
    jobs, series = record.jobs, record.series
    of_months = series[names_of_series(series) == "employment"].groupby("year")["value"].sum()
    assert jobs.groupby("year")["jobs"].sum().to_numpy() == pytest.approx(of_months.to_numpy())
    assert (jobs["modern"] <= jobs["jobs"] + 1e-9).all()
    weights = record.job_sample.groupby("year")["weight"].sum()
    assert weights.to_numpy() == pytest.approx(of_months.to_numpy(), rel=1e-6)  # the sample stands for all of them


def test_without_a_panel_nobody_is_followed():
    model = SegmentationModel(TOLD, rng=1)
    recorder = Recorder(model, panel=False)
    while model.index < 3:
        model.step()
        recorder.record()
    record = recorder.finish()
    assert record.workers.empty
    assert record.firms.empty
    assert not record.series.empty


def test_the_panel_follows_the_same_rows(record):
    for frame, table, rows in ((record.workers, Workers, 200), (record.firms, Firms, 60)):
        assert len(frame) == rows * 10
        assert set(frame["month"]) == {3, 6, 9, 12}
        assert (frame.groupby("index")["row"].nunique() == rows).all()
        assert frame["row"].nunique() == rows
        kept = [name for name, _ in table(1).vectors() if name not in NOT_IN_PANEL]
        assert list(frame.columns) == ["seed", "index", "year", "month", "row", *kept]


def test_the_first_month_knows_who_moved_only_where_the_burn_in_was_seen(record):
    assert values_of(record, "separation_rate").size == MONTHS
    assert values_of(record, "mobility").size == 3
    model = SegmentationModel(TOLD, rng=1)
    recorder = Recorder(model, panel=False)
    for _ in range(5):
        model.step()
        if model.index >= 0:
            recorder.record()
    late = recorder.finish()
    assert values_of(late, "separation_rate") == pytest.approx(values_of(record, "separation_rate")[1:3])
    assert values_of(late, "earnings") == pytest.approx(values_of(record, "earnings")[:3])


def test_recording_leaves_the_run_as_it_is(run):
    model = SegmentationModel(TOLD, rng=1)
    while model.running:
        model.step()
    assert model.state_hash() == run[0].state_hash()


def test_a_copy_of_a_recorder_goes_on_as_the_recorder_would():
    model = SegmentationModel(TOLD, rng=1)
    recorder = Recorder(model, panel=False)
    found = []
    for _ in range(4):
        model.step()
        recorder.record()
    for one in (copy.deepcopy(recorder), recorder):
        one.model.step()
        one.record()
        found.append(one.finish())
    assert found[0].series.equals(found[1].series)


def test_the_same_seed_gives_the_same_record(record):
    again = recorded()[1]
    for name in ("series", "cells", "cities", "chains", "workers", "firms"):
        assert getattr(again, name).equals(getattr(record, name)), name


def test_a_run_that_never_reported_leaves_empty_tables():
    model = SegmentationModel(TOLD, rng=1)
    recorder = Recorder(model)
    model.step()
    recorder.record()
    record = recorder.finish()
    assert record.series.empty
    assert record.cells.empty
    assert record.cities.empty
    assert record.chains.empty
    assert record.workers.empty


def test_the_recorder_imports_pandas_only_to_finish():
    code = "import sys, segsim.recorder, segsim.indicators; sys.exit('pandas' in sys.modules or 'numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
