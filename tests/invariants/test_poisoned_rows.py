"""Does a row that nobody stands in, and nobody links to, leave all others alone, whatever it holds?

-1 means "none" in a link. Used as an index by mistake it would mean the last row, so the last row is the one to poison.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from segsim.model import SegmentationModel
from segsim.plumbing.tables import Table
from segsim.state import State
from segsim.state.codes import Hukou
from small_worlds import SWITCHED_ON, WITH_PEERS, looking_in, settings

MONTHS = 20
MISSING, JUNK = "missing", "junk"
# What says that nobody stands in the row; money and people, which are counted over all rows; and what a person without
# work still lives by.
KEPT = {
    "firms": {
        "alive",
        "employment",
        "deposits",
        "debt",
        "wages_owed",
        "receivables",
        "buyer",
        "skill_sum",
        "taste_sum",
    },
    "workers": {"employer", "city", "home", "hukou", "deposits", "arrears", "earnings", "pension_cover", "gig_hours"},
}


def with_an_empty_last_row(table: str) -> SegmentationModel:
    """A world with every switch on, whose last firm has failed for good, or whose last worker takes part in nothing."""
    run = SegmentationModel(settings(SWITCHED_ON["chain"] | {"finance.entry_rate": 0.0}, world=WITH_PEERS), rng=1)
    state = run.state
    last = getattr(state, table).rows - 1
    if table == "firms":
        firms, workers = state.firms, state.workers
        workers.employer[workers.employer == last] = -1
        firms.buyer[last] = -1
        assert not (firms.buyer == last).any(), "the last firm stands in the lowest tier"
        firms.alive[last] = False
        for name in ("employment", "skill_sum", "taste_sum", "deposits"):
            getattr(firms, name)[last] = 0
    else:
        workers, firms = state.workers, state.firms
        if (j := workers.employer[last]) >= 0:
            firms.employment[j] -= 1
            workers.employer[last] = -1
        # Urban without a city: not one of those who go to a city, and there is nothing to apply for at home.
        workers.hukou[last] = Hukou.URBAN
        workers.home[last] = workers.city[last] = state.cities.rows - 1
    return run


def poison(table: Table, kept: set[str], how: str) -> None:
    """Fill the last row, but for its flows, which are missing where nobody does anything, and what is kept."""
    for column, array in table.arrays():
        if column.name in kept or column.kind == "flow":
            continue
        if column.dtype.kind == "f":
            array[-1] = np.nan if how == MISSING else 7.7e7
        elif column.dtype.kind == "b":
            array[-1] = how == JUNK
        elif column.links_to or column.unit == "code":
            array[-1] = 0 if how == MISSING else 1
        else:
            array[-1] = 0 if how == MISSING else 9999


def all_but_last(state: State, table: str) -> dict[str, Any]:
    """Every column, without the last row of one table."""
    return {
        column.path: array[:-1].tobytes() if name == table else array.tobytes()
        for name, rows in state.tables()
        for column, array in rows.arrays()
    }


@pytest.mark.parametrize("table", ["firms", "workers"])
def test_nobody_notices_what_stands_in_an_empty_last_row(table: str):
    runs = {how: with_an_empty_last_row(table) for how in (MISSING, JUNK)}
    for how, run in runs.items():

        def look(step, state, params, moment, how=how):
            poison(getattr(state, table), KEPT[table], how)

        with looking_in(look):
            for _ in range(MONTHS):
                run.step()
    one, other = (all_but_last(run.state, table) for run in runs.values())
    assert [path for path in one if one[path] != other[path]] == []
    for column, array in getattr(runs[MISSING].state, table).arrays():
        if array.dtype.kind == "f" and table == "firms":
            living = array[:-1][runs[MISSING].state.firms.alive[:-1]]
            assert np.isfinite(living).all(), f"{column.path}: a missing value of the empty row got into others"


@pytest.mark.parametrize("table", ["firms", "workers"])
def test_the_empty_row_stays_empty(table: str):
    run = with_an_empty_last_row(table)
    for _ in range(MONTHS):
        run.step()
    if table == "firms":
        assert not run.state.firms.alive[-1]
        assert (run.state.workers.employer < run.state.firms.rows - 1).all()
        for column, array in run.state.firms.arrays():
            if column.kind == "flow":
                assert array[-1] == column.missing, f"{column.path}: a firm that does not exist does something"
    else:
        assert run.state.workers.employer[-1] == -1
