"""Who is covered, which floor is won, and how much voice: four levels, captured or genuine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.mechanisms.bargaining import Params, floor_wage, set_floors
from segsim.state.codes import Industry, Tier, Union

GENUINE = replace(
    Params(), representation="genuine", coverage=1.0, bargaining_power=0.1, voice=2.0, guideline_coverage=0.0
)


def four_firms():
    """Two auto suppliers and two auto leads in a city where the trade pays 10 an hour."""
    state = hand_state(firms=4)
    place(state, [2, 3], Industry.AUTO, Tier.LEAD)
    state.firms.mrpl[:] = [20.0, 30.0, 80.0, 100.0]
    state.firms.employment[:] = [10, 30, 5, 5]
    state.cities.market_wage[:] = 10.0
    return state


@pytest.mark.parametrize(
    ("level", "reference"),
    [
        ("enterprise", [20.0, 30.0, 80.0, 100.0]),
        ("tier", [25.0, 25.0, 90.0, 90.0]),
        ("chain", [(20 * 10 + 30 * 30 + 80 * 5 + 100 * 5) / 50] * 4),
    ],
)
def test_the_floor_of_each_level(level, reference):
    state = four_firms()
    set_floors(state, replace(GENUINE, level=level), moment())
    assert state.firms.wage_floor == pytest.approx(0.9 * 10.0 + 0.1 * np.array(reference))
    assert (state.firms.union == Union.GENUINE).all()
    assert (state.firms.voice == 2.0).all()


def test_regions_bargain_apart_in_a_tier():
    state = hand_state(firms=4, cities=2)
    state.cities.region[:-1] = [1, 2]
    state.firms.city[:] = [0, 0, 1, 1]
    state.firms.mrpl[:] = [10.0, 20.0, 30.0, 50.0]
    state.firms.unilateral_pay[:] = 0.0
    set_floors(state, replace(GENUINE, level="tier", bargaining_power=0.25), moment())
    assert state.firms.wage_floor == pytest.approx([3.75, 3.75, 10.0, 10.0])


def test_workers_bargain_over_what_lies_beyond_what_the_firm_pays_by_itself():
    state = four_firms()
    state.firms.unilateral_pay[:] = [12.0, 8.0, 60.0, 99.0]
    set_floors(state, replace(GENUINE, level="enterprise"), moment())
    own_pay_or_going_rate = np.array([12.0, 10.0, 60.0])
    expected = own_pay_or_going_rate + 0.1 * (np.array([20.0, 30.0, 80.0]) - own_pay_or_going_rate)
    assert state.firms.wage_floor == pytest.approx([*expected, 0.95 * 100.0])


def test_no_floor_exceeds_what_a_firm_can_pay():
    assert floor_wage(10.0, 40.0, 8.0, 0.1) == pytest.approx(0.95 * 8.0)
    assert floor_wage(10.0, 40.0, 0.0, 0.1) == 0.0


@pytest.mark.parametrize("change", [{"level": "none"}, {"representation": "captured"}, {"coverage": 0.0}])
def test_without_genuine_representation_there_is_neither_floor_nor_voice(change):
    state = four_firms()
    set_floors(state, replace(GENUINE, **({"level": "enterprise"} | change)), moment())
    assert not state.firms.wage_floor.any()
    assert (state.firms.voice == 1.0).all()


def test_a_captured_union_enrols_and_eases_shifts_and_does_nothing_else():
    state = four_firms()
    official = replace(GENUINE, level="tier", representation="captured", official_voice=0.3, official_shift_cut=0.02)
    set_floors(state, official, moment())
    assert (state.firms.union == Union.CAPTURED).all()
    assert state.firms.insurance_voice == pytest.approx([1.3] * 4)
    assert state.firms.shift_factor == pytest.approx([0.98] * 4)
    assert (state.firms.voice == 1.0).all()
    assert (state.firms.wage_floor == 0.0).all()
    set_floors(state, replace(GENUINE, level="none"), moment())
    assert (state.firms.union == Union.NONE).all()
    assert (state.firms.insurance_voice == 1.0).all()
    assert (state.firms.shift_factor == 1.0).all()


@pytest.mark.parametrize(("voice", "heard"), [(2.0, 1.5), (1.4, 1.2), (1.0, 1.0)])
def test_an_official_union_is_never_worth_more_than_half_of_genuine_voice(voice, heard):
    state = four_firms()
    official = replace(GENUINE, level="tier", representation="captured", voice=voice, official_voice=1.0)
    set_floors(state, official, moment())
    assert state.firms.insurance_voice == pytest.approx([heard] * 4)


def test_genuine_representatives_are_heard_on_insurance_as_on_everything_and_leave_shifts():
    state = four_firms()
    set_floors(state, replace(GENUINE, level="tier"), moment())
    assert (state.firms.insurance_voice == 2.0).all()
    assert (state.firms.shift_factor == 1.0).all()


def test_wage_power_and_voice_are_separate():
    state = four_firms()
    set_floors(state, replace(GENUINE, level="enterprise", voice=3.0), moment())
    floor = state.firms.wage_floor.copy()
    assert (state.firms.voice == 3.0).all()
    set_floors(state, replace(GENUINE, level="enterprise", voice=1.0), moment())
    assert (state.firms.wage_floor == floor).all()
    assert (state.firms.voice == 1.0).all()


def test_coverage_is_a_share_of_firms_and_the_same_firms_every_month():
    state = hand_state(firms=4000)
    half = replace(GENUINE, level="enterprise", coverage=0.5)
    set_floors(state, half, moment(12))
    covered = state.firms.union == Union.GENUINE
    assert covered.mean() == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(4000))
    set_floors(state, half, moment(40))
    assert ((state.firms.union == Union.GENUINE) == covered).all()
    set_floors(state, replace(half, coverage=0.7), moment(40))
    assert (state.firms.union[covered] == Union.GENUINE).all()  # wider coverage keeps those who had it


def test_the_guideline_holds_where_it_was_made():
    state = hand_state(firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    state.cities.has_guideline[:] = [True, False, False]
    set_floors(state, replace(Params(), level="enterprise", coverage=0.0, guideline_coverage=1.0), moment())
    assert state.firms.union.tolist() == [Union.GENUINE, Union.NONE]


def test_failed_firms_have_no_union():
    state = four_firms()
    state.firms.alive[1] = False
    set_floors(state, replace(GENUINE, level="chain"), moment())
    assert state.firms.union[1] == Union.NONE
    assert state.firms.wage_floor[1] == 0.0


def test_voice_alone_sets_no_floor():
    state = four_firms()
    set_floors(state, replace(GENUINE, level="chain", bargaining_power=0.0), moment())
    assert (state.firms.wage_floor == 0.0).all()
    assert (state.firms.voice == 2.0).all()
