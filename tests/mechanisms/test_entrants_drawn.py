"""How many firms begin, and what are they like?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from test_failure_and_entry import ENTRY, chain

from hand_made import hand_state, moment, received
from segsim.mechanisms.finance import fail_and_enter
from segsim.mechanisms.finance.entry import pull
from segsim.state.codes import Violation


def test_an_entrant_has_its_own_size_and_technique_and_keeps_the_rows_detection_multiplier():
    state = chain()
    firms = state.firms
    firms.alive[2] = False
    firms.employment[2], firms.buyer[2] = 0, -1
    state.workers.employer[3] = -1
    firms.detection_multiplier[:] = [1.0, 2.0, 3.0, 4.0]
    firms.productivity[3], firms.price[3], firms.wage_offer[3] = 2.5, 0.8, 6.0
    firms.violations[3, Violation.UNPAID] = 0.4
    firms.capacity[3], firms.expected_demand[3] = 600.0, 500.0
    firms.log_tfp[3], firms.imitation[3], firms.customer_base[3] = 1.2, 0.3, 7.0
    state.nation.order_size[:] = 0.5
    fail_and_enter(state, replace(ENTRY, entrant_tfp=-0.1), moment(30, 7))
    assert firms.alive[2]
    assert firms.entered.tolist() == [False, False, True, False]
    assert firms.born[2] == 30
    assert (firms.productivity[2], firms.price[2], firms.wage_offer[2]) == (2.5, 0.8, 6.0)
    assert firms.violations[2, Violation.UNPAID] == 0.4
    assert (firms.capacity[2], firms.expected_demand[2]) == (300.0, 250.0)
    assert firms.log_tfp[2] == pytest.approx(0.9 - 0.1)  # what others found or copied is theirs
    assert firms.imitation[2] == 0.0
    assert firms.customer_base[2] == pytest.approx(7.0 * 0.5**0.5)  # orders go by capacity^.5: as many a unit
    assert firms.detection_multiplier[2] == 3.0
    assert firms.buyer[2] in (0, 1)
    assert firms.deposits[2] == pytest.approx(2.0 * 0.8 * 250.0)
    assert received(state, "equity") == pytest.approx({"firms": 400.0, "abroad": -400.0})


def many_entrants(params):
    state = hand_state(firms=4000)
    firms = state.firms
    firms.alive[100:] = False
    firms.capacity[:100], firms.capacity[100:] = 100.0, 7.0
    firms.violations[:50] = 1.0
    firms.unit_cost[:50] = 9.0
    fail_and_enter(state, params, moment())
    return firms


def test_sizes_techniques_and_violations_of_entrants_are_drawn():
    firms = many_entrants(replace(ENTRY, entry_size=0.3, entry_size_sd=0.7, entrant_tfp=-0.05, entrant_tfp_sd=0.25))
    new = firms.entered
    assert new.sum() == 3900
    assert firms.capacity[new].mean() == pytest.approx(30.0, rel=4 * 0.8 / np.sqrt(3900))
    assert np.log(firms.capacity[new]).std() == pytest.approx(0.7, rel=0.05)
    assert firms.log_tfp[new].mean() == pytest.approx(-0.05, abs=4 * 0.25 / np.sqrt(3900))
    assert firms.log_tfp[new].std() == pytest.approx(0.25, rel=0.05)
    # What it breaks is not of the firm whose costs it has.
    breaks = firms.violations[new, Violation.UNPAID]
    assert breaks.mean() == pytest.approx(0.5, abs=0.04)
    assert abs(np.corrcoef(breaks, firms.unit_cost[new])[0, 1]) < 4 / np.sqrt(3900)


def test_nobody_enters_a_market_without_a_living_firm_or_in_the_month_of_a_failure():
    state = chain()
    state.firms.distress[2:] = 3
    fail_and_enter(state, ENTRY, moment())
    assert state.firms.alive.tolist() == [True, True, False, False]
    fail_and_enter(state, ENTRY, moment(13))
    assert state.firms.alive.tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("more", "lack", "drawn"), [(0.0, 0.0, 1.0), (0.1, 0.0, 2.0), (-0.5, 0.0, 0.0), (0.0, 0.05, 1.5), (9.0, 0.0, 6.0)]
)
def test_returns_beyond_the_usual_and_goods_that_lack_draw_entrants(more, lack, drawn):
    assert pull(more, lack, replace(ENTRY, entry_spread=0.1, entry_lack=10.0)) == pytest.approx(drawn)


def test_entrants_take_a_part_of_the_empty_places():
    state = hand_state(firms=4000)
    state.firms.alive[1:] = False
    state.markets.capital_per_unit[:], state.markets.usual_return[:] = 12.0, 0.05
    state.firms.capacity[0], state.firms.profit_trend[0] = 100.0, 10.0  # a tenth a year, .05 more than is usual
    state.markets.orders[:], state.markets.emergency_imports[:] = 100.0, 5.0
    params = replace(ENTRY, entry_rate=0.1, entry_spread=0.1, entry_lack=10.0, return_memory=0.2)
    fail_and_enter(state, params, moment())
    assert state.markets.usual_return[2] == pytest.approx(0.06)
    share = 0.1 * (1.0 + 0.4 + 0.5)
    assert state.firms.entered[1:].mean() == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 4000))
