"""Goods made to order, tier by tier, with the hours that it takes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place
from segsim.mechanisms.production import Params, produce, run_hours, share_running
from segsim.state.codes import Industry, Tier

PLAIN = replace(Params(), linked_orders=0.6, smoothing=0.2)


def firm(orders=1000.0, employment=4, **columns):
    """Four workers who make a unit an hour; 696 units need no overtime."""
    state = hand_state(workers=max(employment, 1), firms=1)
    hire(state, [0] * employment)
    firms = state.firms
    firms.orders[:], firms.overtime_limit[:], firms.capacity[:] = orders, 60.0, 5000.0
    for name, value in columns.items():
        getattr(firms, name)[:] = value
    return firms


def run(firms):
    overtime, output = run_hours(firms, np.array([0]), STANDARD, firms.capacity[:1])
    return overtime[0], output[0]


@pytest.mark.parametrize(
    ("orders", "overtime", "output"),
    [(500.0, 0.0, 500.0), (696.0, 0.0, 696.0), (776.0, 20.0, 776.0), (2000.0, 60.0, 936.0), (0.0, 0.0, 0.0)],
)
def test_orders_call_for_hours_up_to_the_limit(orders, overtime, output):
    assert run(firm(orders)) == pytest.approx((overtime, output))


def test_capacity_limits_output_and_hours():
    assert run(firm(capacity=736.0)) == pytest.approx((10.0, 736.0))


def test_strike_days_are_made_up_by_overtime_as_far_as_it_goes():
    # half of the month is lost: an hour on the clock makes half a unit
    assert run(firm(388.0, hours_lost=0.5)) == pytest.approx((20.0, 388.0))
    assert run(firm(1000.0, hours_lost=0.5)) == pytest.approx((60.0, 468.0))
    assert run(firm(1000.0, hours_lost=1.0))[1] == pytest.approx(0.0, abs=1e-2)


def test_a_firm_without_workers_makes_nothing():
    assert run(firm(employment=0)) == (0.0, 0.0)


def test_workers_who_want_short_hours_work_less_of_the_overtime():
    firms = firm(776.0, taste_sum=2.0)  # half of the overtime of mean workers: twice the call
    assert run(firms) == pytest.approx((40.0, 776.0))


def chain():
    """A lead that makes 500 units of 2 parts each; one linked and one open supplier; a third tier of its own."""
    state = hand_state(workers=12, firms=4)
    firms, markets = state.firms, state.markets
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1, 2], Industry.AUTO, Tier.FIRST)
    place(state, [3], Industry.AUTO, Tier.SECOND)
    hire(state, [0] * 4 + [1] * 4 + [2] * 3 + [3])
    firms.buyer[:] = [-1, 0, -1, 1]
    firms.linked_share[:] = [0.0, 1.0, 0.0, 1.0]
    firms.open_share[:] = [1.0, 0.5, 0.5, 1.0]
    firms.overtime_limit[:] = 60.0
    markets.final_demand[0] = 500.0
    firms.parts_per_unit[:] = [2.0, 0.5, 0.5, 0.0]
    produce(state, PLAIN, moment())
    return state


def test_orders_run_down_the_chain():
    state = chain()
    firms, markets = state.firms, state.markets
    # 1,000 parts: 600 to the linked supplier, and half of the open 400 each
    assert firms.orders[:3] == pytest.approx([500.0, 800.0, 200.0])
    assert firms.linked_orders[:3] == pytest.approx([0.0, 600.0, 0.0])
    assert firms.output[:3] == pytest.approx([500.0, 800.0, 200.0])
    # the second tier makes at most 174 + 60 units of the 500 that are wanted; the rest is imported
    assert firms.orders[3] == pytest.approx(0.6 * 400.0 + 0.4 * 400.0 + 100.0)
    assert markets.orders[[0, 1, 2]] == pytest.approx([500.0, 1000.0, 500.0])
    assert markets.output[[0, 1, 2]] == pytest.approx([500.0, 1000.0, 234.0])
    assert markets.imports[[0, 1, 2]] == pytest.approx([0.0, 0.0, 266.0])


def test_parts_follow_what_was_made_and_not_what_was_wanted():
    state = chain()
    state.markets.final_demand[0] = 5000.0
    produce(state, PLAIN, moment())
    made = 4 * (STANDARD + 60.0)
    assert state.markets.output[0] == pytest.approx(made)
    assert state.markets.orders[1] == pytest.approx(2.0 * made)


def test_a_market_without_firms_is_all_imports():
    state = chain()
    state.firms.alive[3] = False
    state.firms.clear_flows()
    produce(state, PLAIN, moment())
    assert state.markets.imports[2] == pytest.approx(500.0)
    assert state.firms.output[3] == 0.0


def test_plans_follow_orders_slowly():
    state = chain()
    assert state.firms.expected_demand[:3] == pytest.approx([900.0, 960.0, 840.0])


def test_a_black_out_stops_what_a_power_cut_leaves():
    assert share_running(np.array([0.2, 0.0, 0.0]), np.array([0.3, 0.3, 0.0])) == pytest.approx([0.56, 0.7, 1.0])


def test_plants_stand_still_in_the_city_in_which_they_are_this_month():
    # A plant that has moved leaves the shortages of its old city behind at once.
    state = chain()
    state.cities.power_cut[0] = 0.9
    produce(state, PLAIN, moment())
    short = state.firms.output[0]
    assert short == pytest.approx(0.1 * state.firms.capacity[0])
    moved = chain()
    moved.cities.power_cut[0], moved.firms.city[:] = 0.9, 1
    produce(moved, PLAIN, moment())
    assert moved.firms.output[0] > short
