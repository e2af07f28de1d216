"""Is every column described, of its kind, and used?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import numpy as np
import pytest

from segsim.indicators import INDICATORS
from segsim.plumbing.tables import KINDS, MADE, Column, Table
from segsim.schedule import MONTH
from segsim.state import TABLES
from segsim.world.at_rest import ROUND
from small_worlds import model, settings

COLUMNS = [column for table in TABLES for column in table.columns()]
READ_BY_STEPS = {column.path for step in MONTH for column in step.reads}
WRITTEN_BY_STEPS = {column.path for step in MONTH for column in step.writes}
MEASURED = {column.path for entry in INDICATORS.values() for column in entry.reads}

# Nothing in the model depends on these; somebody who holds an agent or the panel asks for them.
FOR_THE_OBSERVER = {
    "cities.plate_quota": "how many of those who wish a first plate get one here; the schemes are read",
    "cities.inspection_rate": "what the government of a city does",
    "cities.score": "how a city did in the tournament",
    "firms.interest": "what a firm pays the bank: a part of its profit",
    "firms.tax": "what a firm pays the city: a part of its profit",
    "places.industry": "which industry the row is of",
    "places.city": "which city the row is of",
    "markets.unit_cost": "what a unit costs, beside its price",
}
# No step writes these after the first month, and they are no traits: an owner of agents, or a mechanism to come,
# may give a worker another hukou or more skill. Those of firms come with the row that an entrant takes.
SET_FROM_OUTSIDE = {
    "firms.industry", "firms.tier", "firms.market", "firms.detection_multiplier",
    "firms.moving_cost", "markets.first_demand", "nation.planned_utilisation", "nation.depreciation",
}  # fmt: skip
WRITTEN_BY_OPENING = {
    f"sectors.opening{what}" for what in ("", "_debt", "_owed", "_credit")
}  # accounting.open_month, before the first step

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


@every
def test_its_codes_are_named_where_the_code_is_of_a_list(column: Column):
    assert column.codes is None or column.unit == "code"


@pytest.mark.parametrize("table", [table for table in TABLES if len(table.__bases__) > 1], ids=lambda t: t.__name__)
def test_a_column_stands_in_the_file_of_a_mechanism_that_writes_it(table):
    writers, readers = defaultdict(set), defaultdict(set)
    for step in MONTH:
        for column in step.writes:
            writers[column.path].add(step.mechanism)
        for column in step.reads:
            readers[column.path].add(step.mechanism)
    for part in table.__bases__[:-1]:
        file = part.__module__.rsplit(".", 1)[1]
        for column in vars(part).values():
            if isinstance(column, Column) and file != "identity":
                owners = writers[column.path] or readers[column.path]
                assert file in owners, f"{column.path} stands in {file}.py and belongs to {', '.join(sorted(owners))}"


def test_a_firm_column_cannot_be_made_without_start_and_entrant():
    with pytest.raises(TypeError, match=r"stalls\.debt says what it starts with: start="):

        class Stalls(Table, has_entrants=True):
            debt = Column(np.float64, "yuan", "state", "owed to the bank", entrant=0.0)

    with pytest.raises(TypeError, match=r"shops\.debt says what an entrant gets: entrant=.*COPY"):

        class Shops(Table, has_entrants=True):
            debt = Column(np.float64, "yuan", "state", "owed to the bank", start=0.0)

    with pytest.raises(TypeError, match=r"towns\.debt takes no entrant"):

        class Towns(Table):
            debt = Column(np.float64, "yuan", "state", "owed to the bank", start=0.0, entrant=0.0)

    with pytest.raises(TypeError, match=r"barns\.yield_ is a flow: it takes no start"):

        class Barns(Table):
            yield_ = Column(np.float64, "yuan", "flow", "brought in", start=0.0)


def test_the_world_begins_with_what_each_column_declares():
    # But for what firms plan: that is settled from there (world/at_rest.py).
    settled = {column.path for step in ROUND for column in step.writes}
    state = model(settings()).state
    spread = {"cities.enforcement_effort", "cities.tax_rebate", "cities.land_discount"}  # by region, world/places.py
    for _, table in state.tables():
        for column, array in table.arrays():
            if isinstance(column.start, int | float | tuple) and column.path not in spread | settled:
                declared = np.broadcast_to(column.start, array.shape).astype(array.dtype)
                assert np.array_equal(array, declared, equal_nan=array.dtype.kind == "f"), column.path
            elif column.start is MADE and array.dtype.kind == "f":
                rows = slice(0, -1) if column.table == "cities" else slice(None)
                assert np.isfinite(array[rows]).all(), f"{column.path}: the world does not make it"


def test_a_worker_takes_a_hundred_bytes_at_most():
    (workers,) = (table for table in TABLES if table.__name__ == "Workers")
    assert workers.bytes_per_row() <= 100


def test_names_of_columns_are_their_own_within_a_table():
    paths = Counter(column.path for column in COLUMNS)
    assert [path for path, n in paths.items() if n > 1] == []


def test_nothing_is_left_missing_that_should_not_be():
    state = model(settings(), months=2).state
    rows = {"firms": state.firms.alive, "cities": slice(0, state.cities.rows - 1)}
    missing = [
        column.path
        for name, table in state.tables()
        for column, array in table.arrays()
        if array.dtype.kind == "f" and np.isnan(array[rows.get(name, slice(None))]).any()
    ]
    assert missing == []
