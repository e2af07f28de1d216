"""Workers' wish for overtime, limits, plans, and the target employment that follows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place, vector
from segsim.mechanisms.hours import Params, desired_overtime, plan_hours
from segsim.state.codes import Industry, Tier, Violation

DEFAULT = Params()
PLAIN = replace(Params(), elasticity=0.5, disutility=0.5, subsistence=0.0, physical_limit=120.0)


def wish(wage=5.0, multiple=1.75, bonus=0.1, need=0.0, params=PLAIN):
    return float(desired_overtime(np.array(wage), multiple, bonus, STANDARD, need, params))


@pytest.mark.parametrize(
    ("disutility", "multiple", "bonus", "hours"),
    [
        (0.5, 1.75, 0.1, 69), (0.6, 1.75, 0.1, 56), (0.5, 1.75, 0.6, 50), (0.6, 1.75, 0.6, 37),
        (0.5, 1.0, 0.1, 40), (0.6, 1.0, 0.1, 27),
    ],
)  # fmt: skip
def test_the_table_of_the_model_notes(disutility, multiple, bonus, hours):
    # evidence/model.md 5.2, worked out there without subsistence
    assert wish(multiple=multiple, bonus=bonus, params=replace(PLAIN, disutility=disutility)) == pytest.approx(
        hours, abs=0.6
    )


def test_at_the_wish_the_last_hour_pays_as_much_as_it_costs():
    params, need, wage = replace(PLAIN, subsistence=0.8), 400.0, 5.0
    hours = wish(wage, need=need, params=params)
    income = wage * (STANDARD * 1.1 + 1.75 * hours) - need
    gain = 1.75 * wage / income
    assert gain == pytest.approx(params.disutility / STANDARD * ((STANDARD + hours) / STANDARD) ** 2, rel=1e-6)


def test_without_subsistence_the_wage_level_does_not_matter_and_with_it_low_pay_means_long_hours():
    assert wish(4.0) == pytest.approx(wish(9.0))
    wishes = [wish(wage, need=400.0) for wage in (4.0, 5.0, 7.0, 12.0)]
    assert (np.diff(wishes) < -1.0).all()


def test_bonus_and_a_lower_multiple_shorten_the_wish_and_unpaid_hours_are_not_wanted():
    assert wish(bonus=0.3) < wish(bonus=0.0)
    assert wish(multiple=1.2) < wish(multiple=1.75)
    assert wish(multiple=0.0) == pytest.approx(0.0, abs=1e-6)


def test_poverty_takes_all_hours_there_are():
    assert wish(need=5.0 * STANDARD * 2) == pytest.approx(120.0, abs=1e-6)


def planned(params=DEFAULT, *, employment=0, **columns):
    state = hand_state(workers=max(employment, 1), firms=1)
    hire(state, [0] * employment)
    for name in ("unpaid", "premium", "hours"):
        vector(state.firms, f"violations_{name}")[:] = columns.pop(name, 0.0)
    for name, value in columns.items():
        getattr(state.firms, name)[:] = value
    plan_hours(state, params, moment())
    return state.firms


def test_the_multiple_that_is_really_paid():
    # 70 % of workers get overtime pay, at 1 + .75 * .6 of the standard rate
    assert planned(unpaid=0.3, premium=0.4).overtime_multiple[0] == pytest.approx(0.7 * 1.45)


@pytest.mark.parametrize(("intensity", "limit"), [(0.0, 36.0), (0.5, 73.0), (1.0, 110.0)])
def test_the_limit_runs_from_the_cap_to_what_people_can_bear(intensity, limit):
    firms = planned(replace(Params(), physical_limit=110.0, shift_norm=130.0, norm_weight=1.0), hours=intensity)
    assert firms.overtime_limit[0] == pytest.approx(limit)
    assert firms.overtime_planned[0] == pytest.approx(limit)


def test_shifts_are_as_long_as_the_segments_and_shorter_under_an_official_union():
    state = hand_state(firms=4)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1], Industry.IT, Tier.FIRST)
    firms = state.firms
    firms.violations[:, Violation.HOURS], firms.shift_factor[3] = 1.0, 0.98
    firms.overtime_reach[2] = 5.0
    norms = {"core_shift_norm": 40.0, "contract_shift_norm": 100.0, "shift_norm": 80.0}
    plan_hours(state, replace(PLAIN, norm_weight=1.0, **norms), moment())
    assert firms.overtime_planned == pytest.approx([40.0, 100.0, 85.0, 78.4])


def test_machines_that_took_the_place_of_hands_are_worked_longer():
    params = replace(PLAIN, norm_weight=1.0, shift_norm=20.0, machine_hours=40.0)
    assert planned(params, hours=1.0, automation=0.25).overtime_planned[0] == pytest.approx(30.0)


@pytest.mark.parametrize("weight", [0.0, 0.4, 1.0])
def test_plans_mix_the_norm_with_the_wish(weight):
    firms = planned(replace(PLAIN, norm_weight=weight, shift_norm=20.0), hours=1.0, base_wage=5.0)
    assert firms.overtime_planned[0] == pytest.approx(weight * 20.0 + (1 - weight) * firms.overtime_desired[0])


def test_target_employment_makes_the_demand_that_is_expected():
    params = replace(PLAIN, norm_weight=1.0, shift_norm=26.0)
    # 1,000 units at 2 units an hour and 200 hours a head; the same in a firm without a single worker
    assert planned(params, productivity=2.0, employment=3).target_employment[0] == pytest.approx(2.5)
    assert planned(params, productivity=2.0).target_employment[0] == pytest.approx(2.5)
    assert planned(params, productivity=2.0, capacity=400.0).target_employment[0] == pytest.approx(1.0)


def test_disutility_of_hours_is_that_of_the_plan():
    params = replace(PLAIN, norm_weight=1.0, shift_norm=STANDARD / 10)
    assert planned(params).hours_disutility[0] == pytest.approx(0.5 * 1.1**3 / 3)
