"""Cities are ranked, copy the best of their province, and spend what they do not keep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.local_government import Params, buy_services, hold_tournament

CERTAIN = replace(Params(), growth_weight=1.0, revenue_weight=0.5, unrest_weight=0.5, imitation=1.0, noise=0.0)


def four_cities():
    """Three cities of one province and one alone; the second grows most, earns most and has no strikes."""
    state = hand_state(cities=4)
    cities = state.cities
    cities.province[:-1] = [0, 0, 0, 1]
    cities.output_last_year[:-1] = 100.0
    cities.output_year[:-1] = [105.0, 120.0, 105.0, 90.0]
    cities.revenue_year[:-1] = [10.0, 40.0, 30.0, 20.0]
    cities.strikes_year[:-1] = [3.0, 0.0, 1.0, 0.0]
    cities.enforcement_effort[:-1] = [1.0, 0.5, 2.0, 3.0]
    cities.minimum_wage_ratio[:-1] = [0.4, 0.3, 0.5, 0.6]
    cities.tax_rebate[:-1] = [0.1, 0.6, 0.1, 0.0]
    cities.land_discount[:-1] = 0.1
    return state


def test_scores_add_ranks_and_ties_share_theirs():
    state = four_cities()
    hold_tournament(state, CERTAIN, moment())
    # ranks: growth 1/2, 1, 1/2, 0; revenue 0, 1, 2/3, 1/3; strikes 1, 1/6, 2/3, 1/6
    assert state.cities.score[:-1] == pytest.approx([0.0, 1 + 1 / 2 - 1 / 12, 1 / 2 + 1 / 3 - 1 / 3, 1 / 6 - 1 / 12])


def test_all_copy_the_best_of_their_own_province():
    state = four_cities()
    hold_tournament(state, CERTAIN, moment())
    assert state.cities.enforcement_effort[:-1].tolist() == [0.5, 0.5, 0.5, 3.0]
    assert state.cities.minimum_wage_ratio[:-1].tolist() == [0.3, 0.3, 0.3, 0.6]
    assert state.cities.tax_rebate[:-1].tolist() == [0.6, 0.6, 0.6, 0.0]


@pytest.mark.parametrize(
    ("params", "when"),
    [(replace(CERTAIN, imitation=0.0), moment()), (CERTAIN, moment(0, 1)), (CERTAIN, moment(18, 7))],
    ids=["nobody copies", "first January", "not January"],
)
def test_otherwise_cities_keep_their_instruments(params, when):
    state = four_cities()
    hold_tournament(state, params, when)
    assert state.cities.enforcement_effort[:-1].tolist() == [1.0, 0.5, 2.0, 3.0]


def test_the_year_is_closed_in_january():
    state = four_cities()
    hold_tournament(state, CERTAIN, moment())
    cities = state.cities
    assert cities.output_last_year[:-1].tolist() == [105.0, 120.0, 105.0, 90.0]
    assert not cities.output_year.any()
    assert not cities.revenue_year.any()
    assert not cities.strikes_year.any()


def test_errors_in_copying_stay_inside_the_bounds():
    state = four_cities()
    state.cities.tax_rebate[:-1] = 0.9
    hold_tournament(state, replace(CERTAIN, noise=0.3), moment())
    assert (state.cities.tax_rebate <= 0.9).all()


def test_services_take_a_twelfth_of_what_lies_above_the_reserve():
    state = hand_state(cities=2)
    cities = state.cities
    cities.deposits[:-1] = [1000.0, 100.0]
    cities.revenue_year[:-1] = [600.0, 600.0]  # by June: 100 a month
    buy_services(state, replace(Params(), reserve=4.0), moment(17, 6))
    assert cities.deposits[:-1] == pytest.approx([950.0, 100.0])
    assert received(state, "services") == pytest.approx({"cities": -50.0, "abroad": 50.0})
    assert np.all(cities.deposits >= 0.0)
