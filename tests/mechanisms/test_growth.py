"""Is growth what its definition says? Cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segsim.analysis import growth as module
from segsim.analysis.growth import Years, growth, of_cells, residual, trailing_mean, years_of_cells
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.passes import AtWork
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
    assert set(known) == set(module.COMPONENTS)
    assert known["capital"][0, 0, 0, 0] == 5.0
    assert known["capital"][1, -1, -1, -1] == 9.0
    assert np.isfinite(known["capital"]).sum() == 2
    assert np.isfinite(known["employment"]).sum() == 1
    assert found.employment[:, 0, 0, 0].tolist() == [70.0, 7.0]  # also of the cell that is too small
    assert found.firms[:, 0, 0, 0].tolist() == [6.0, 1.0]
    assert found.employment.sum() == 77.0


def test_a_cell_that_is_too_small_has_no_growth():
    values = {name: np.arange(1.0, 3.0)[:, None, None, None] * np.ones((2, 3, 2, 2)) for name in module.COMPONENTS}
    values["employment"][:, 0, 0] = np.nan
    employment = np.full((2, 3, 2, 2), 60.0)
    known = of_cells(Years((2006, 2007), values, employment, employment), Cutoffs())
    assert np.isnan(known["growth_output"][1, 0, 0]).all()
    assert known["growth_output"][1, 1:] == pytest.approx(np.log(2.0))
    assert known["growth_tfp"][1, 1:] == pytest.approx(0.0)
