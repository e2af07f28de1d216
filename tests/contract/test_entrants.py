"""Does an entrant owe anything to the dead firm whose row it takes, whichever mechanism is left out?

Two runs are alike but for what stands in the rows of failed firms: in one of them it is junk. Once entrants have taken
the rows, the runs must be the same again.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from probing import array_of

from segsim.mechanisms.accounting import check_accounts
from segsim.plumbing.tables import KEEP, Column
from segsim.schedule import MONTH
from segsim.settings.catalogue import may_be_left_out
from segsim.state import Firms
from segsim.state.codes import Tier
from small_worlds import WITH_PEERS, model, settings

LEFT_OUT = [name for name in may_be_left_out() if name != "finance"]
# What says that nobody stands in the row, what is counted over all rows, and what the row keeps for whoever comes.
NOT_SPOILT = {"alive", "employment", "skill_sum", "taste_sum", "deposits", "debt", "wages_owed", "receivables", "buyer"}
SPOILT = [
    column for column in Firms.columns()
    if column.is_carried and column.entrant is not KEEP and column.name not in NOT_SPOILT
]  # fmt: skip


def junk_of(column: Column):
    """A value that no firm of a small world has and that makes no kernel read outside its arrays."""
    if column.dtype.kind == "f":
        return 0.77
    if column.dtype.kind == "b":
        return True
    return 1 if column.links_to or column.codes else 77


def month(run):
    """A month without its last check: where nobody splits orders, nobody gets what the failed had, and goods lack."""
    run.begin_month()
    for step in MONTH:
        if step is not check_accounts:
            run.take(step)
    run.end_month()


def with_dead_rows(run, rows, junk: bool):
    """The firms of these rows have failed, and their people are at home with the jobless."""
    state = run.state
    firms, workers = state.firms, state.workers
    workers.employer[np.isin(workers.employer, rows)] = -1
    firms.buyer[np.isin(firms.buyer, rows)] = -1
    firms.alive[rows] = False
    firms.empty(rows)
    if junk:
        for column in SPOILT:
            array_of(state, column.path)[rows] = junk_of(column)
    return run


@pytest.mark.parametrize("left_out", [None, *LEFT_OUT])
def test_an_entrant_holds_nothing_of_the_dead_firm(left_out: str | None):
    levers, without = {"finance.entry_rate": 1.0, "finance.patience": 24}, [left_out] if left_out else []
    chosen = settings(levers, world=replace(WITH_PEERS, firms=60), without=without)
    runs = [model(chosen, months=3) for _ in range(2)]
    firms = runs[0].state.firms
    rows = np.flatnonzero(firms.alive & (firms.tier == Tier.SECOND))[:4]
    for run, junk in zip(runs, (False, True), strict=True):
        with_dead_rows(run, rows, junk)
        while not run.state.firms.alive[rows].all():  # markets with a loss draw few entrants a month
            month(run)
        month(run)
    one, other = (
        {column.path: array.tobytes() for _, table in run.state.tables() for column, array in table.arrays()}
        for run in runs
    )
    assert [path for path in one if one[path] != other[path]] == []
