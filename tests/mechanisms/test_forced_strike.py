"""Ten days without a critical part: paired runs with and without the strike, same random draws."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from segsim.model import SegmentationModel
from segsim.rules.supply import WORKDAYS
from segsim.settings import Settings, Time
from segsim.state.codes import Industry, Tier, market_of
from segsim.world.size import World

MONTHS = 4  # after the strike


@pytest.fixture(scope="module")
def paired():
    """Buyer, supplier and (output, halted days, expected demand, prices) of each month, without the strike and with."""
    run = SegmentationModel(Settings.history(World(workers=10_000, firms=400), Time(burn_in=4)), rng=1)
    for _ in range(8):
        run.step()
    firms = run.state.firms
    lead = market_of(Industry.AUTO, Tier.LEAD)
    suppliers = np.flatnonzero(
        firms.alive & (firms.buyer >= 0) & (firms.hours_lost == 0.0)
        & (firms.criticality < run.params["production"].critical_share)
    )  # fmt: skip
    assert (firms.market[firms.buyer[suppliers]] == lead).all()
    supplier = suppliers[np.argmax(firms.output[firms.buyer[suppliers]])]
    found = []
    for days in (0.0, 10.0):
        one = copy.deepcopy(run)
        one.state.firms.hours_lost[supplier] = days / WORKDAYS
        months = []
        for _ in range(MONTHS):
            one.step()
            now = one.state.firms
            months.append((now.output.copy(), now.halted_days.copy(), now.expected_demand.copy()))
        found.append(months)
    return firms.buyer[supplier], supplier, *found


def test_the_buyer_stands_still_in_the_month_of_the_strike(paired):
    buyer, _, without, struck = paired
    assert without[0][1][buyer] == 0.0
    assert struck[0][1][buyer] == pytest.approx(8.0)  # ten days less the two that its stock lasts
    assert -0.45 <= struck[0][0][buyer] / without[0][0][buyer] - 1.0 <= -0.20


def test_it_is_back_in_the_month_after_and_the_shock_does_not_return(paired):
    buyer, supplier, without, struck = paired
    for month in range(1, MONTHS):
        assert struck[month][0][buyer] == pytest.approx(without[month][0][buyer], rel=0.02)
        assert struck[month][2][supplier] == pytest.approx(without[month][2][supplier], rel=0.02)
    others = without[0][1] == struck[0][1]
    total = [months[-1][0][others].sum() for months in (without, struck)]
    assert total[1] == pytest.approx(total[0], rel=0.01)
