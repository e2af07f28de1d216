"""Are growth, upgrading, regimes and orders what their definitions say? Cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from measured_by_hand import HOURS
from segsim.analysis import classes
from segsim.analysis.classes import (
    Years,
    classify,
    control,
    growth,
    industrial,
    log_position,
    mean_of_known,
    of_cells,
    of_nation,
    order_of,
    position,
    residual,
    share_in,
    social,
    trailing_mean,
    unclassified,
    years_of_cells,
)
from segsim.analysis.cutoffs import Cutoffs
from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.passes import AtWork
from segsim.indicators.regimes import Order, Regime
from segsim.indicators.sums import EMPLOYMENT, Sum
from segsim.indicators.upgrading import _minimum_over_published
from segsim.state import Firms
from stored_years import CELL, SHAPE, stored

YEAR = {REAL_VALUE_ADDED: 100.0, CAPITAL: 50.0, AtWork.hours: 20.0, AtWork.workers: 100.0}


def test_solow_by_hand():
    assert residual(np.array(0.1), np.array(0.06), np.array(0.02), 0.5) == pytest.approx(0.06)
    later = YEAR | {REAL_VALUE_ADDED: 110.0, CAPITAL: 60.0, AtWork.hours: 21.0}
    found = growth(stored([YEAR, later]), Cutoffs(capital_share=0.4))
    assert all(np.isnan(values[0]).all() for values in found.values())
    expected = np.log(1.1) - 0.4 * np.log(1.2) - 0.6 * np.log(21 / 20)
    assert found["growth_tfp"][1] == pytest.approx(np.full(SHAPE, expected))
    assert found["growth_output"][1] == pytest.approx(np.full(SHAPE, np.log(1.1)))
    assert found["growth_capital"][1] == pytest.approx(np.full(SHAPE, np.log(1.2)))
    assert found["growth_hours"][1] == pytest.approx(np.full(SHAPE, np.log(21 / 20)))
    assert found["intensive_share"][1, *CELL] == pytest.approx(expected / np.log(1.1))
    assert np.isnan(growth(stored([YEAR] * 2), Cutoffs())["intensive_share"]).all()  # nothing grew


def test_a_year_cut_short_is_compared_month_by_month():
    half = {one: value / 2.0 for one, value in YEAR.items()}
    found = growth(stored([YEAR, half], months=[12, 6]), Cutoffs())
    for name in ("growth_output", "growth_capital", "growth_hours", "growth_tfp"):
        assert found[name][1] == pytest.approx(np.zeros(SHAPE)), name


def test_a_trailing_mean_leaves_missing_values_out():
    values = np.array([[np.nan], [2.0], [4.0], [9.0]])
    assert trailing_mean(values, 2)[1:, 0].tolist() == [2.0, 3.0, 6.5]
    assert np.isnan(trailing_mean(values, 2)[0, 0])


def test_scores_run_between_their_anchors():
    values = np.array([0.5, 1.0, 1.5, 2.0, 9.0])
    assert position(values, 1.0, 2.0).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert position(np.array(51.2), 58.4, 44.0) == pytest.approx(0.5)  # fewer hours score more
    assert log_position(np.array([10.0, 100.0, -1.0]), 10.0, 1000.0)[:2].tolist() == pytest.approx([0.0, 0.5])
    assert np.isnan(log_position(np.array([-1.0]), 10.0, 1000.0)[0])
    mixed = mean_of_known([np.array([1.0, np.nan]), np.array([np.nan, np.nan]), np.array([0.0, np.nan])])
    assert mixed[0] == 0.5
    assert np.isnan(mixed[1])


def test_upgrading_by_hand():
    cuts, at = Cutoffs(), AtWork
    values = stored([{
        REAL_VALUE_ADDED: 1200.0 * cuts.value_added_high / 12.0, CAPITAL: 1200.0 * cuts.capital_low,
        at.workers: 1200.0, at.hours: 1200.0 * HOURS, at.overtime: 0.0, at.base_over_minimum: 1800.0,
        at.overtime_workers: 1200.0, at.below_legal: 600.0, at.under_base: 0.0, at.over_cap: 1200.0,
        at.contract: 1200.0, at.pension: 0.0, at.leavers: 12.0, at.workers_before: 1200.0,
        _minimum_over_published: 1200.0, EMPLOYMENT: 1200.0, Sum(Firms.research): 3.0, Sum(Firms.sales): 100.0,
        Sum(Firms.training): 1.0, Sum(Firms.wage_bill): 80.0,
    }])  # fmt: skip
    no_growth = np.full((1, *SHAPE), np.nan)  # none is known in the first year
    assert industrial(values, no_growth, cuts)[0, *CELL] == pytest.approx((0.0 + 1.0 + 1.0) / 3)
    assert social(values, cuts)[0, *CELL] == pytest.approx((0.5 + 1.0 + 0.5 + 1.0 + 0.5 + 0.5) / 6)


def test_growth_of_productivity_is_a_part_of_industrial_upgrading():
    cuts = Cutoffs()
    level = YEAR | {CAPITAL: 100.0 * cuts.capital_low, Sum(Firms.research): 0.0, Sum(Firms.sales): 1.0}
    low = 100.0 * cuts.value_added_low / 12.0
    grown = low * np.exp(cuts.growth_high / 2.0)
    values = stored([{**level, REAL_VALUE_ADDED: low}, {**level, REAL_VALUE_ADDED: grown}])
    found = industrial(values, growth(values, cuts)["growth_tfp"], cuts)
    value_added = (cuts.growth_high / 2.0) / np.log(cuts.value_added_high / cuts.value_added_low)
    assert found[0, *CELL] == pytest.approx(0.0, abs=1e-12)
    assert found[1, *CELL] == pytest.approx((0.5 + 0.0 + value_added + 0.0) / 4)


def test_control_is_half_contracts_and_half_hours():
    values = stored([{AtWork.workers: 100.0, AtWork.contract: 30.0, AtWork.over_cap: 50.0}])
    assert control(values)[0, *CELL] == pytest.approx((0.7 + 0.5) / 2)


def test_regimes_follow_the_cuts():
    cuts = Cutoffs(industrial_cut=0.5, social_cut=0.4, band=0.05)
    industry = np.array([0.6, 0.6, 0.4, 0.4, 0.54, 0.6, np.nan])
    work = np.array([0.5, 0.3, 0.5, 0.3, 0.5, 0.44, 0.5])
    expected = [Regime.POCKET, Regime.HIGH_TECH_LOW_ROAD, Regime.RENT_ISLAND, Regime.MARKET_DESPOTISM, Regime.MIXED,
                Regime.MIXED]  # fmt: skip
    assert classify(industry, work, cuts)[:-1].tolist() == expected
    assert np.isnan(classify(industry, work, cuts)[-1])
    assert classify(industry, work, cuts, 0.7)[0] == Regime.POCKET
    assert classify(industry, work, cuts, 1.5)[0] == Regime.MARKET_DESPOTISM


def test_orders_follow_ownership_then_links_then_control():
    cuts = Cutoffs()
    state = np.array([0.5, 0.1, 0.1, 0.1, np.nan])
    links, despotic = np.array([0.0, 0.6, 0.6, 0.1, 1.0]), np.array([0.9, 0.4, 0.6, 0.1, 0.0])
    expected = [Order.STATE_CAPITALISM, Order.NETWORK_CAPITALISM, Order.DESPOTIC_ORDER, Order.DESPOTIC_ORDER]
    assert order_of(state, links, despotic, cuts)[:-1].tolist() == expected
    assert np.isnan(order_of(state, links, despotic, cuts)[-1])


def test_shares_are_of_workers_in_classified_cells():
    employment = np.zeros((1, 3, 2, 2))  # two regions, one industry, one tier, and their margins
    employment[0, :2, 0, 0] = [100.0, 300.0]
    kinds = np.array([[Regime.POCKET, Regime.MIXED, Regime.MIXED]], float)[:, :, None, None] * np.ones((1, 3, 2, 2))
    assert share_in(kinds, Regime.POCKET, employment)[0] == pytest.approx(0.25)
    assert unclassified({"employment": employment}, employment)[0] == 0.0
    employment[0, 0, 0, 0] = 1.0  # too few: missing, and its regime with it
    known = employment.copy()
    known[0, 0], kinds[0, 0] = np.nan, np.nan
    assert share_in(kinds, Regime.POCKET, employment)[0] == 0.0
    assert unclassified({"employment": known}, employment)[0] == pytest.approx(1 / 301)


def cells_of(rows: list[tuple[int, str, str, str, str, str, float, float, float]]) -> pd.DataFrame:
    """Rows of stored cells of seed 1."""
    columns = ["year", "region", "industry", "tier", "hukou", "indicator", "value", "agents", "firms"]
    return pd.DataFrame(rows, columns=columns).assign(seed=1)


def test_stored_rows_become_arrays_by_year_and_place():
    place = ("auto_core", "auto", "lead")
    found = years_of_cells(cells_of([
        (2006, *place, "all", "employment", 70.0, 70.0, 6.0), (2006, *place, "all", "capital", 5.0, 70.0, 6.0),
        (2007, *place, "all", "employment", np.nan, 7.0, 1.0), (2007, *["all"] * 4, "capital", 9.0, 80.0, 9.0),
        (2007, *place, "rural", "employment", 60.0, 60.0, 6.0), (2007, *place, "all", "earnings", 60.0, 60.0, 6.0),
    ]))  # fmt: skip
    assert found.years == (2006, 2007)
    known = found.components
    assert set(known) == set(classes.COMPONENTS)
    assert known["capital"][0, 0, 0, 0] == 5.0
    assert known["capital"][1, -1, -1, -1] == 9.0
    assert np.isfinite(known["capital"]).sum() == 2
    assert np.isfinite(known["employment"]).sum() == 1
    assert found.employment[:, 0, 0, 0].tolist() == [70.0, 7.0]  # also of the cell that is too small
    assert found.firms[:, 0, 0, 0].tolist() == [6.0, 1.0]
    assert found.employment.sum() == 77.0


def test_a_cell_that_is_too_small_has_neither_score_nor_regime():
    values = {name: np.full((1, 3, 2, 2), 0.5) for name in classes.COMPONENTS}
    values["employment"][0, 0] = np.nan
    employment = np.full((1, 3, 2, 2), 60.0)
    known = of_cells(Years((2006,), values, employment, employment), Cutoffs())
    for name in ("industrial_upgrading", "social_upgrading", "regime", "order"):
        assert np.isnan(known[name][0, 0]).all(), name
        assert np.isfinite(known[name][0, 1:]).all(), name
    nation = of_nation(Years((2006,), values, employment, employment), known, Cutoffs())
    assert nation["share_unclassified", "nation"] == pytest.approx(0.5)
    assert sum(nation[f"share_{one.name.lower()}", "low_cuts"] for one in Regime) == pytest.approx(1.0)
