"""Is every column described, of its kind, and used?"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from segsim.indicators import INDICATORS
from segsim.plumbing.tables import KINDS, Column
from segsim.schedule import MONTH
from segsim.state import TABLES
from small_worlds import model, settings

COLUMNS = [column for table in TABLES for column in table.columns()]
READ_BY_STEPS = {column.path for step in MONTH for column in step.reads}
WRITTEN_BY_STEPS = {column.path for step in MONTH for column in step.writes}
MEASURED = {column.path for entry in INDICATORS.values() for column in entry.reads}

# Nothing in the model depends on these; somebody who holds an agent or the panel asks for them.
FOR_THE_OBSERVER = {
    "cities.plate_quota": "how many of those who wish a combustion car get a plate here; the mean is read",
    "firms.born": "tells an entrant from the firm that had the row before",
    "cities.inspection_rate": "what the government of a city does",
    "cities.score": "how a city did in the tournament",
    "firms.interest": "what a firm pays the bank: a part of its profit",
    "firms.tax": "what a firm pays the city: a part of its profit",
    "markets.unit_cost": "what a unit costs, beside its price",
}
# No step writes these after the first month, and they are no traits: an owner of agents, or a mechanism to come,
# may give a worker another hukou or more skill. Those of firms come with the row that an entrant takes.
SET_FROM_OUTSIDE = {
    "firms.industry", "firms.tier", "firms.market", "firms.visibility",
    "firms.moving_cost", "markets.first_demand", "nation.planned_use", "nation.depreciation",
}  # fmt: skip
WRITTEN_BY_OPENING = {"sectors.opening"}  # accounting.open_month, before the first step

every = pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.path)


@every
def test_it_says_its_unit_kind_and_meaning(column: Column):
    assert column.kind in KINDS
    assert column.unit.strip() == column.unit != ""
    assert 3 < len(column.meaning) <= 120
    assert not column.meaning.endswith(".")
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name), "whole words"


@every
def test_its_kind_fits_its_dtype_and_unit(column: Column):
    assert (column.unit == "flag") == (column.dtype.kind == "b")
    assert column.kind != "flag" or column.dtype.kind == "b"
    assert bool(column.links_to) == (column.unit == "row"), "a row number says of which table"
    if column.links_to:
        assert column.links_to in {table.__name__.lower() for table in TABLES}
        assert column.dtype.kind == "i"
    if column.unit in ("code", "row"):
        assert column.dtype.kind == "i"


@every
def test_money_is_kept_in_double_precision(column: Column):
    if column.unit == "yuan":
        assert column.dtype == np.float64


@every
def test_somebody_reads_it(column: Column):
    is_read = column.path in READ_BY_STEPS | MEASURED
    assert is_read != (column.path in FOR_THE_OBSERVER), "read by nobody, or listed here without need"


@every
def test_a_step_writes_it_unless_it_is_a_trait(column: Column):
    if column.kind == "trait":
        assert column.path not in WRITTEN_BY_STEPS
    else:
        is_written = column.path in WRITTEN_BY_STEPS | WRITTEN_BY_OPENING
        assert is_written != (column.path in SET_FROM_OUTSIDE), "never written, or listed here without need"


def test_a_worker_takes_a_hundred_bytes_at_most():
    (workers,) = (table for table in TABLES if table.__name__ == "Workers")
    assert workers.bytes_per_row() <= 100


def test_names_of_columns_are_their_own_within_a_table():
    paths = Counter(column.path for column in COLUMNS)
    assert [path for path, n in paths.items() if n > 1] == []


def test_nothing_is_left_blank_that_should_not_be():
    state = model(settings(), months=2).state
    rows = {"firms": state.firms.alive, "cities": slice(0, state.cities.rows - 1)}
    blank = [
        column.path
        for name, table in state.tables()
        for column, array in table.arrays()
        if array.dtype.kind == "f" and np.isnan(array[rows.get(name, slice(None))]).any()
    ]
    assert blank == []
