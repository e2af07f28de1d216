"""Is everybody due and paid the same when every worker is an object that asks its own firm?"""

from __future__ import annotations

import numpy as np
import pytest

from reference_implementations.agents import ReferenceModel
from reference_implementations.side_by_side import WIDER, WORLDS, side_by_side
from segsim.schedule import MECHANISMS
from segsim.state.codes import Claim
from small_worlds import copy_of, model, switched_on

PAY = {step: getattr(MECHANISMS["payroll"], step) for step in ("compute_pay", "pay_wages")}


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_pay_is_due(world: str):
    lifted = short = 0
    for pair in side_by_side(WORLDS[world], "compute_pay", 12):
        assert pair.differences == []
        lifted += (pair.tables.firms.withheld[:, Claim.MINIMUM] > 0).sum()
        short += (pair.tables.firms.withheld[:, Claim.OVERTIME] > 0).sum()
    assert lifted > 0
    assert short > 0


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_pay_is_paid_and_booked(world: str):
    for pair in side_by_side(WORLDS[world], "pay_wages", 12):
        assert pair.differences == []
        agree_in_the_accounts(pair)


def test_firms_without_money_owe_the_same_arrears():
    owed = repaid = 0
    for pair in side_by_side(WORLDS["chain"] | {"finance.credit_multiple": 0.0}, "pay_wages", 24, WIDER):
        assert pair.differences == []
        agree_in_the_accounts(pair)
        owed += (pair.tables.workers.arrears > 0).sum()
        repaid += ((pair.before.workers.arrears > 0) & (pair.tables.workers.arrears == 0)).sum()
    assert owed > 0
    assert repaid > 0


def agree_in_the_accounts(pair) -> None:
    """The sectors' accounts hold what all workers together got, up to rounding: they are added up in another order."""
    at_work = pair.tables.workers.employer >= 0
    got = np.array(pair.reference.workers.get("deposits")) - pair.before.workers.deposits
    book = pair.tables.sectors
    assert book.rural_income[0] == pytest.approx(got[~at_work].sum(), rel=1e-9)
    assert book.wages[0] + book.contributions[0] == pytest.approx(got[at_work].sum(), rel=1e-9)


@pytest.mark.parametrize(("step", "law"), [("compute_pay", "overtime_multiple"), ("pay_wages", "worker_insurance")])
def test_a_reference_under_another_law_is_found_out(step: str, law: str):
    run = model(switched_on("tier"), months=3)
    honest, other, tables = ReferenceModel(run), ReferenceModel(run), copy_of(run.state)
    setattr(other.nation, law, 1.1 * getattr(other.nation, law))
    PAY[step](tables, run.params["payroll"], run.moment)
    for reference in (honest, other):
        getattr(reference, step)()
    assert honest.differences(tables) == []
    assert other.differences(tables) != []
