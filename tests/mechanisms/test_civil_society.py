"""How cities answer unrest, and who protests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment
from segsim.mechanisms.civil_society import Params, protest, protest_probability, respond_to_unrest

PLAIN = replace(
    Params(), repression=1.0, legitimacy=0.4, repression_response=0.6, enforcement_response=1.0,
    half_response_unrest=2.0,
    disillusion=0.5, complaint_deterrence=0.2, tolerance=0.8, guangdong_tolerance=0.9, ngo_space=1.0,
)  # fmt: skip


def answered(params=PLAIN, unrest=0.0):
    state = hand_state(cities=2)
    state.cities.has_guideline[:] = [False, True, False]
    state.cities.unrest[:] = unrest
    respond_to_unrest(state, params, moment())
    return state.cities


def test_quiet_cities_hold_what_the_levers_say():
    cities = answered()
    assert cities.repression.tolist() == cities.strike_force.tolist() == [1.0] * 3
    assert cities.legitimacy == pytest.approx(0.4)
    assert cities.tolerance.tolist() == [0.8, 0.9, 0.8]
    assert (cities.complaint_factor == 1.0).all()
    assert (cities.response == 1.0).all()


def test_unrest_is_answered_with_force_and_with_attention():
    cities = answered(unrest=2.0)  # half of what can be
    assert cities.repression[0] == pytest.approx(1.3)
    assert cities.response[0] == pytest.approx(1.5)
    assert cities.legitimacy[0] == pytest.approx(0.4 * (1 - 0.5 * 0.3))
    assert cities.complaint_factor[0] == pytest.approx(np.exp(-0.2 * 0.3))
    assert answered(unrest=1e9).repression[0] == pytest.approx(1.6)


def test_where_strikes_are_lawful_none_is_broken_up_and_nobody_fears():
    cities = answered(replace(PLAIN, right_to_strike=True), unrest=2.0)
    assert not cities.strike_force.any()
    assert (cities.tolerance == 1.0).all()
    assert cities.repression[0] == pytest.approx(1.3)  # other protest is still put down


def test_organisations_raise_complaints_and_force_silences_them():
    assert answered(replace(PLAIN, ngo_space=2.0)).complaint_factor[0] == pytest.approx(2.0)
    assert answered(replace(PLAIN, repression=3.0)).complaint_factor[0] == pytest.approx(np.exp(-0.4))


def test_trust_stays_a_share():
    assert answered(replace(PLAIN, disillusion=1.0, repression_response=5.0), unrest=1e9).legitimacy[0] == 0.0


def test_the_probability_of_a_protest_by_hand():
    params = replace(PLAIN, school_protest_rate=2.0, deterrence=0.5)
    assert protest_probability(params, 0.1, 0.5, 1.0) == pytest.approx(1 - np.exp(-2.0 * 0.1 * 0.5 * np.exp(-0.5)))
    assert protest_probability(params, 0.0, 0.5, 1.0) == 0.0
    assert protest_probability(params, 0.1, 0.5, 2.0) < protest_probability(params, 0.1, 0.5, 1.0)


def test_strikes_and_protests_are_remembered_and_fade():
    state = hand_state(firms=50, cities=1)
    state.firms.struck[:2] = True
    params = replace(PLAIN, adjustment_rate=0.25, school_protest_rate=0.0)
    protest(state, params, moment())
    assert state.cities.unrest[0] == pytest.approx(0.25 * 100 * 2 / 50)
    state.firms.struck[:] = False
    protest(state, params, moment())
    assert state.cities.unrest[0] == pytest.approx(0.75)
    assert state.nation.school_protests[0] == 0.0


def test_a_protest_is_salient_for_officials():
    state = hand_state(cities=3)
    state.cities.refused_share[:-1] = 1.0
    protest(
        state,
        replace(PLAIN, school_protest_rate=10.0, deterrence=0.0, protest_salience=0.05, adjustment_rate=1.0),
        moment(),
    )
    assert state.nation.school_protests[0] == 3.0
    assert state.cities.salience.tolist() == pytest.approx([0.05, 0.05, 0.05, 0.0])
    assert state.cities.unrest.tolist() == [1.0, 1.0, 1.0, 0.0]
