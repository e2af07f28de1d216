"""Law and outside series reach the nation's table in their month."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hand_made import hand_state, moment
from segsim.mechanisms.policy_calendar import Params, read_calendar


def test_outside_series_are_copied_and_inflation_is_their_growth():
    state = hand_state()
    state.nation.cpi[:] = 1.25
    read_calendar(state, Params(), moment(cpi=1.3, gdp=2.0, exports=3.0, rural_income=640.0))
    nation = state.nation
    assert (nation.cpi[0], nation.gdp[0], nation.exports[0], nation.rural_income[0]) == (1.3, 2.0, 3.0, 640.0)
    assert nation.inflation[0] == pytest.approx(0.04)


def test_left_out_the_world_outside_stands_still_but_law_goes_on():
    state = hand_state()
    law = replace(Params(), overtime_cap=48.0, profit_tax=0.15)
    read_calendar(state, law, moment(without="policy_calendar", cpi=1.3, gdp=2.0))
    assert state.nation.cpi[0] == state.nation.gdp[0] == 1.0
    assert state.nation.inflation[0] == 0.0
    assert (state.nation.overtime_cap[0], state.nation.profit_tax[0]) == (48.0, 0.15)


@pytest.mark.parametrize(
    "lever",
    [
        "standard_hours", "overtime_cap", "overtime_multiple", "employer_insurance", "worker_insurance",
        "injury_insurance", "profit_tax",
    ],
)  # fmt: skip
def test_every_rule_of_law_is_in_force_in_its_month(lever):
    state = hand_state()
    params = Params()
    read_calendar(state, params, moment())
    assert getattr(state.nation, lever)[0] == getattr(params, lever)
