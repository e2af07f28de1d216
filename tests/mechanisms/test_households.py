"""What workers spend out of income and money."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.households import Params, consume
from segsim.state.codes import Hukou

PLAIN = replace(Params(), propensity_urban=0.8, propensity_migrant=0.65, propensity_wealth=0.02, precaution=0.1)


def spending(hukou=Hukou.RURAL, *, covered=True, income=1000.0, money=5000.0, params=PLAIN):
    state = hand_state(workers=1)
    workers = state.workers
    workers.hukou[:], workers.pension_cover[:], workers.earnings[:], workers.deposits[:] = hukou, covered, income, money
    consume(state, params, moment())
    assert workers.deposits[0] == pytest.approx(money - state.nation.consumption[0])
    return state.nation.consumption[0]


@pytest.mark.parametrize(
    ("hukou", "covered", "spent"),
    [(Hukou.URBAN, True, 900.0), (Hukou.RURAL, True, 750.0), (Hukou.URBAN, False, 820.0), (Hukou.RURAL, False, 685.0)],
)
def test_migrants_and_the_uncovered_save_more(hukou, covered, spent):
    assert spending(hukou, covered=covered) == pytest.approx(spent)


def test_nobody_spends_more_than_they_have():
    assert spending(money=300.0) == pytest.approx(300.0)
    assert spending(money=0.0) == 0.0


def test_without_income_money_melts_slowly():
    assert spending(income=0.0) == pytest.approx(100.0)


def test_the_sum_is_what_the_world_outside_gets():
    state = hand_state(workers=1001)
    state.workers.earnings[:] = np.arange(1001.0)
    state.workers.deposits[:] = 1e6
    consume(state, replace(PLAIN, propensity_wealth=0.0, precaution=0.0), moment())
    total = 0.65 * np.arange(1001.0).sum()
    assert state.nation.consumption[0] == pytest.approx(total)
    assert received(state, "consumption") == pytest.approx({"workers": -total, "abroad": total})


def test_the_reference_is_taken_until_reporting_begins():
    state = hand_state(workers=1)
    state.workers.earnings[:] = state.workers.deposits[:] = 1000.0
    state.nation.first_consumption[:] = np.nan
    for index, income in ((-5, 1000.0), (0, 500.0), (1, 100.0)):
        state.workers.earnings[:] = income
        state.workers.deposits[:] = 1000.0
        consume(state, replace(PLAIN, propensity_wealth=0.0, precaution=0.0), moment(index))
    assert state.nation.first_consumption[0] == pytest.approx(325.0)
    assert state.nation.consumption[0] == pytest.approx(65.0)
