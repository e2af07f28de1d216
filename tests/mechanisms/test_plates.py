"""Who gets a car plate: numbers by scheme, lots, queues, and what those do who get none; cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment
from segsim.indicators import measure
from segsim.mechanisms.brands import Params, give_plates
from segsim.mechanisms.brands.makers import CARS
from segsim.mechanisms.brands.plates import apply, first_car_share, new_energy_odds
from segsim.state.codes import Plates

NOBODY = -50.0  # log odds at which no new-energy car is taken
PLAIN = replace(Params(), plate_value=0.0, registered_elsewhere=0.25, dropout=0.1, first_car_share=0.8)
CITY = Plates.ELSEWHERE


def one(*values):
    """One scheme's number as an array."""
    return np.array(values, dtype=float)


def country(quota=0.5, share=0.5, odds=NOBODY):
    """A country that wishes 1,000 cars a month, a share of them under one scheme."""
    state = hand_state()
    state.markets.first_demand[CARS] = state.markets.final_demand[CARS] = 1000.0
    state.markets.extra_demand[:] = 0.0
    state.nation.plate_quota[0, CITY], state.nation.plate_buyers[0, CITY] = quota, share
    state.nation.new_energy_appeal[:] = odds
    return state


def give(state, params=PLAIN, index=0):
    """One month, with final demand as it follows from it."""
    give_plates(state, params, moment(index=index))
    state.markets.final_demand[CARS] = 1000.0 * (1.0 + state.markets.extra_demand[CARS])
    return state.nation


def test_half_of_new_wishes_are_served_and_the_rest_go_away_or_wait_or_give_up():
    state = country()
    nation = give(state)
    # 400 wishes for a first plate, 200 plates; of 200 refused 50 go away; of 150 who wait 15 give up
    assert nation.cars_wished[0] == pytest.approx(1000.0)
    assert (nation.plate_applications[0], nation.plates_given[0]) == pytest.approx((400.0, 200.0))
    assert (nation.buyers_refused[0], nation.buyers_away[0]) == pytest.approx((200.0, 50.0))
    assert nation.buyers_gave_up[0] == pytest.approx(15.0)
    assert nation.plate_queue[0] == pytest.approx([135.0, 0, 0, 0, 0])
    assert state.markets.extra_demand[CARS] == pytest.approx(-0.15)  # 600 + 200 + 50 bought
    assert nation.new_energy_share[0] == pytest.approx(0.0, abs=1e-9)


def test_who_waits_takes_part_in_the_next_lot_and_is_refused_only_once():
    state = country()
    give(state)
    nation = give(state)
    # 535 apply for 200 plates: 200 / 535 are served
    missed = 1.0 - 200.0 / 535.0
    assert nation.plate_applications[0] == pytest.approx(535.0)
    assert nation.buyers_refused[0] == pytest.approx(400.0 * missed)
    assert nation.buyers_away[0] == pytest.approx(100.0 * missed)
    assert nation.plate_queue[0, CITY] == pytest.approx(0.9 * (135.0 + 300.0) * missed)
    assert nation.plate_queue[0].sum() == nation.plate_queue[0, CITY]


def test_every_wish_is_a_car_or_waits_or_was_given_up():
    params = replace(PLAIN, plate_value=2.0)
    wish, queue = one(100.0, 50.0, 0.0), one(0.0, 300.0, 20.0)
    month = apply(wish, queue, one(20.0, 40.0, 5.0), -2.0, params)
    assert month.bought + month.waiting + month.gave_up - month.turned == pytest.approx(wish + queue)
    assert (month.given <= one(20.0, 40.0, 5.0) + 1e-9).all()
    assert (month.turned < month.gave_up).all()


def test_the_queue_settles_where_as_many_leave_as_join():
    state = country()
    for _ in range(400):
        nation = give(state)
    joined = nation.buyers_refused[0] - nation.buyers_away[0]
    served = nation.plates_given[0] * (1.0 - 400.0 / nation.plate_applications[0])
    assert nation.plates_given[0] == pytest.approx(200.0)
    assert joined == pytest.approx(served + nation.buyers_gave_up[0])


def test_without_a_limit_everybody_buys_and_who_waited_is_served_at_once():
    state = country(quota=1.0)
    state.nation.plate_queue[0, CITY] = 90.0
    nation = give(state)
    assert state.markets.extra_demand[CARS] == pytest.approx(0.09)
    assert nation.plate_queue.sum() == nation.buyers_refused[0] == nation.plate_applications[0] == 0.0


def test_no_plates_at_all_leave_those_who_replace_a_car_and_those_who_live_elsewhere():
    state = country(quota=0.0, share=1.0)
    nation = give(state, replace(PLAIN, registered_elsewhere=0.0))
    assert state.markets.extra_demand[CARS] == pytest.approx(-0.8)
    assert nation.plates_given[0] == 0.0


def test_plates_are_a_number_that_a_boom_does_not_raise_and_growth_does():
    state = country()
    state.markets.final_demand[CARS] = 2000.0
    nation = give(state, replace(PLAIN, quota_adjustment_rate=0.0))
    assert (nation.plate_applications[0], nation.plates_given[0]) == pytest.approx((800.0, 200.0))
    state = country()
    state.markets.final_demand[CARS], state.nation.gdp[:] = 2000.0, 2.0
    nation = give(state, replace(PLAIN, quota_adjustment_rate=0.0))
    assert (nation.plate_applications[0], nation.plates_given[0]) == pytest.approx((800.0, 400.0))
    state = country()
    state.markets.final_demand[CARS] = 2000.0
    nation = give(state, replace(PLAIN, quota_adjustment_rate=0.1))
    assert nation.car_wish_trend[0] == pytest.approx(1.1)
    assert nation.plates_given[0] == pytest.approx(220.0)


def test_wishes_are_what_was_ordered_before_plates_took_from_it():
    state = country()
    state.markets.final_demand[CARS], state.markets.extra_demand[CARS] = 800.0, -0.2
    assert give(state).cars_wished[0] == pytest.approx(1000.0)


def test_fewer_and_fewer_buyers_have_no_plate_yet():
    params = replace(Params(), first_car_share=0.8, first_car_decline=0.05)
    assert first_car_share(params, 0.0) == pytest.approx(0.8)
    assert first_car_share(params, 10.0) == pytest.approx(0.8 * np.exp(-0.5))
    state = country()
    later = give(state, replace(PLAIN, first_car_decline=0.05), index=120)
    assert later.plate_applications[0] == pytest.approx(400.0 * np.exp(-0.5))
    early = give(country(), replace(PLAIN, first_car_decline=0.05), index=-12)
    assert early.plate_applications[0] == pytest.approx(400.0)


def test_new_energy_cars_are_chosen_by_price_and_by_the_chance_of_a_plate():
    even = replace(Params(), new_energy_price_elasticity=2.0)
    assert new_energy_odds(0.5, 0.0, even) == 0.5
    assert new_energy_odds(0.0, 0.5, even) == pytest.approx(np.log(4.0))  # half the price, odds of 4
    params = replace(PLAIN, plate_value=3.0)
    free = apply(one(100.0), one(0.0), one(np.inf), 0.0, params)
    assert free.new_energy == pytest.approx([50.0])
    none = apply(one(100.0), one(0.0), one(0.0), 0.0, params)
    assert none.new_energy == pytest.approx([100.0 / (1.0 + np.exp(-3.0))])
    # 50 would apply and 50 wait for 40 plates: two in five win
    some = apply(one(100.0), one(50.0), one(40.0), 0.0, params)
    assert some.new_energy == pytest.approx([100.0 / (1.0 + np.exp(-3.0 * 0.6))])


def test_who_waits_is_asked_again_only_on_giving_up():
    month = apply(one(0.0), one(100.0), one(0.0), 0.0, replace(PLAIN, plate_value=0.0))
    found = np.concatenate([month.new_energy, month.gave_up, month.turned, month.waiting])
    assert found == pytest.approx([0.0, 10.0, 5.0, 90.0])
    assert month.bought == pytest.approx([5.0])


def test_new_energy_is_counted_in_all_cars_of_the_country():
    state = country(quota=0.0, odds=0.0)
    nation = give(state, replace(PLAIN, registered_elsewhere=0.0))
    # of 600 half; of 400 half at once, and half of a tenth of the other 200: 300 + 200 + 10, beside 300 others
    assert nation.new_energy_share[0] == pytest.approx(510.0 / 810.0)


def test_each_scheme_has_a_queue_of_its_own():
    state = country(quota=1.0, share=0.0)
    state.nation.plate_quota[0, [Plates.SHANGHAI, Plates.BEIJING]] = [0.5, 0.25]
    state.nation.plate_buyers[0, [Plates.SHANGHAI, Plates.BEIJING]] = [0.1, 0.2]
    nation = give(state, replace(PLAIN, dropout=0.0, registered_elsewhere=0.0))
    assert nation.plate_queue[0] == pytest.approx([0.0, 40.0, 120.0, 0.0, 0.0])


def test_where_nobody_lives_under_a_scheme_nothing_is_counted():
    state = country(share=0.0)
    nation = give(state)
    assert state.markets.extra_demand[CARS] == pytest.approx(0.0)
    assert nation.plate_applications[0] == 0.0


def test_who_waits_and_who_wins_is_measured_over_the_whole_country():
    state = country()
    state.cities.minimum_wage[:] = 800.0
    give(state)
    found = measure(state, "plate_win_rate", "car_buyers_waiting", "car_buyers_refused", "car_buyers_away",
                    "car_buyers_gave_up")  # fmt: skip
    assert list(found.values()) == pytest.approx([0.5, 0.135, 0.2, 0.05, 0.015])
