"""Who is hurt at work, who pays, and when a city is alarmed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, received
from segsim.mechanisms.accidents import Params, hours_factor, injure_workers, spend_on_safety
from segsim.state.codes import Violation

QUIET = replace(Params(), disaster_rate=0.0)
# So dangerous that the draws find most of a few workers every month.
DEADLY = replace(QUIET, base_rate=0.01, excess_risk=20.0, cost_months=2.0, liability=0.0, injury_grievance=0.3)


def workplace(*, workers: int = 2000, intensity: float = 1.0, overtime: float = 0.0, pay: float = 100.0):
    state = hand_state(workers=workers, firms=2)
    hire(state, [0] * (workers // 2) + [1] * (workers // 2))
    state.firms.violations[:, Violation.SAFETY] = [intensity, 0.0]
    state.workers.overtime[:] = overtime
    state.workers.earnings[:] = pay
    state.workers.deposits[:] = 1000.0
    state.firms.deposits[:] = 1e6
    return state


def test_hours_weigh_more_beyond_the_tired_hour():
    params = replace(Params(), fatigue=0.02)
    assert hours_factor(params, 40.0) == 1.0
    assert hours_factor(params, 49.0) == pytest.approx(49 / 40)
    assert hours_factor(params, 59.0) == pytest.approx(59 / 40 * 1.2)
    assert hours_factor(params, 200.0) == hours_factor(params, 90.0)


def hurt_a_year(**place) -> np.ndarray:
    total = np.zeros(2)
    for month in range(60):
        state = workplace(**place)
        injure_workers(state, replace(QUIET, base_rate=0.005, excess_risk=3.0), moment(month))
        total += state.firms.injuries
    return total / 60 / 1000


def test_the_hazard_is_the_one_of_the_equation():
    unsafe, safe = hurt_a_year()
    assert unsafe == pytest.approx(0.02, rel=0.08)
    assert safe == pytest.approx(0.005, rel=0.15)


def test_long_weeks_hurt():
    # 53.5 hours more a month are 12.3 a week: 52.3 hours
    unsafe, _ = hurt_a_year(overtime=53.5)
    assert unsafe == pytest.approx(0.02 * hours_factor(QUIET, 40 + 53.5 / 4.35), rel=0.08)


def test_insurance_pays_for_the_covered_and_the_others_pay_themselves():
    state = workplace(workers=200)
    state.workers.injury_cover[::2] = True
    injure_workers(state, DEADLY, moment())
    hurt, covered = int(state.firms.injuries.sum()), int(state.firms.compensated.sum())
    assert 0 < covered < hurt
    assert received(state, "compensation") == pytest.approx({"centre": -200.0 * covered, "workers": 200.0 * covered})
    assert received(state, "medical") == pytest.approx({"workers": -200.0 * hurt, "abroad": 200.0 * hurt})
    poorer = state.workers.deposits < 1000.0
    assert poorer.sum() == hurt - covered
    assert state.workers.deposits[poorer] == pytest.approx(800.0)
    assert state.workers.grievance[poorer] == pytest.approx(0.3)
    assert not state.workers.grievance[~poorer].any()


def test_a_liable_employer_pays_its_part_and_no_more_than_it_has():
    state = workplace(workers=200)
    injure_workers(state, replace(DEADLY, liability=0.5), moment())
    hurt = state.firms.injuries
    assert state.firms.outlays == pytest.approx(100.0 * hurt)
    poor = workplace(workers=200)
    poor.firms.deposits[:] = 30.0
    injure_workers(poor, replace(DEADLY, liability=0.5), moment())
    assert poor.firms.outlays[0] == pytest.approx(30.0)
    assert poor.firms.deposits[0] == pytest.approx(0.0)


def test_who_has_no_money_goes_without_treatment():
    state = workplace(workers=200)
    state.workers.deposits[:] = 50.0
    injure_workers(state, DEADLY, moment())
    assert state.workers.deposits.min() == pytest.approx(0.0)
    assert received(state, "medical")["abroad"] == pytest.approx(50.0 * state.firms.injuries.sum())


def test_nobody_is_hurt_without_a_job():
    state = hand_state(workers=50)
    injure_workers(state, DEADLY, moment())
    assert not state.firms.injuries.any()


def test_disasters_strike_unsafe_firms_and_are_salient_in_their_city():
    params = replace(QUIET, base_rate=0.0, disaster_rate=0.3, excess_risk=3.0, disaster_salience=2.0)
    count = np.zeros(2)
    for month in range(600):
        state = workplace(workers=20)
        injure_workers(state, params, moment(month))
        count += state.firms.disaster
        assert state.cities.salience[0] == 2.0 * state.firms.disaster.sum()
    # weights 16 and 1 of equal employment: .3 / 12 * 8.5 a month, sixteen of seventeen in the unsafe firm
    assert count.sum() / 600 == pytest.approx(0.2125, rel=0.15)
    assert count[0] / count.sum() == pytest.approx(16 / 17, abs=0.06)


def test_only_the_difference_from_the_first_month_costs():
    state = workplace()
    state.markets.overhead_per_unit[:] = 0.2
    state.markets.first_safety[:] = np.nan
    state.nation.cpi[:] = 1.5
    params = replace(Params(), safety_share=0.1)
    spend_on_safety(state, params, moment())
    assert state.markets.first_safety[state.firms.market[0]] == pytest.approx(0.5)
    assert state.firms.safety_cost == pytest.approx([-0.015, 0.015])
    state.firms.violations[:, Violation.SAFETY] = 0.0
    spend_on_safety(state, params, moment())
    assert state.firms.safety_cost == pytest.approx([0.015, 0.015])
