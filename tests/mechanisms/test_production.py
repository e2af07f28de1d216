"""Goods made to order, tier by tier, with the hours that it takes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place
from segsim.mechanisms.production import Params, produce
from segsim.mechanisms.production.run import run_at_limit, run_hours
from segsim.mechanisms.production.supply import (
    buffers,
    chosen_share,
    days_out,
    import_price,
    outage,
    share_running,
    specificity,
)
from segsim.rules.supply import WORKDAYS
from segsim.state.codes import Industry, Tier

PLAIN = replace(Params(), linked_orders=0.6, smoothing=0.2, import_share=0.0)
JUST_IN_TIME = replace(
    PLAIN, critical_share=0.4, auto_buffer=2.0, buffer=10.0, switch_days=10.0, cluster_relief=0.0
)  # fmt: skip


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
    here, working = np.array([0]), 1.0 - firms.hours_lost[:1]
    overtime, output = run_hours(firms, here, STANDARD, firms.capacity[:1], working)
    most = run_at_limit(firms, here, STANDARD, firms.capacity[:1], working, firms.orders[:1])
    assert output == pytest.approx(most)  # two roads to one output
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


def chain(params=PLAIN, **columns):
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
    firms.criticality[:] = 0.4  # with critical_share .4 not yet critical
    for name, value in columns.items():
        getattr(firms, name)[:] = value
    produce(state, params, moment())
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
    assert markets.emergency_imports[[0, 1, 2]] == pytest.approx([0.0, 0.0, 266.0])


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
    assert state.markets.emergency_imports[2] + state.markets.contracted_imports[2] == pytest.approx(500.0)
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


def test_who_holds_how_many_days_of_parts():
    industry, tier = np.array([Industry.AUTO, Industry.IT, Industry.AUTO, Industry.IT]), np.array([0, 0, 1, 2])
    params = replace(PLAIN, auto_buffer=2.0, it_buffer=5.0, buffer=10.0)
    assert buffers(industry, tier, params).tolist() == [2.0, 5.0, 10.0, 10.0]


def test_a_critical_part_stops_the_line_and_another_its_share_of_it():
    assert specificity(np.array([True, False, False]), np.array([0.1, 0.3, 0.0])).tolist() == [1.0, 0.3, 0.0]


def test_imports_follow_outside_prices():
    assert import_price(np.array([1.0, 2.0]), 1.5, 0.2) == pytest.approx([1.8, 3.6])


def test_days_out_by_hand():
    # half of the hours lost and a fifth of the rest by a power cut; a mover is away for its days at least
    assert days_out(0.5, 0.2, False, 10.0) == pytest.approx(WORKDAYS * 0.6)
    assert days_out(0.5, 0.2, True, 10.0) == pytest.approx(WORKDAYS * 0.6)
    assert days_out(0.0, 0.0, True, 10.0) == 10.0
    assert days_out(0.0, 0.0, False, 10.0) == 0.0


def test_a_power_cut_that_takes_idle_capacity_stops_nobody():
    assert outage(np.array([80.0, 60.0, 0.0, 0.0]), np.array([80.0, 80.0, 80.0, 0.0])) == pytest.approx([0, 0.25, 1, 0])


def test_a_strike_at_a_critical_supplier_stops_its_buyer_within_the_month():
    still = chain(
        JUST_IN_TIME,
        hours_lost=[0.0, 10.0 / WORKDAYS, 0.0, 0.0],
        criticality=[1.0, 0.39, 1.0, 1.0],
        linked_share=[0.0, 0.3, 0.0, 1.0],
    )
    assert still.firms.halted_days == pytest.approx([8.0, 0.0, 0.0, 0.0])
    # four people at the limit of their overtime, on the days that are left
    assert still.firms.output[0] == pytest.approx(min(500.0, 4 * (STANDARD + 60.0) * (1.0 - 8.0 / WORKDAYS)))
    assert still.firms.overtime_run[0] == pytest.approx(500.0 / (4 * (1.0 - 8.0 / WORKDAYS)) - STANDARD)


def test_a_part_that_others_make_too_stops_its_share_and_stock_covers_short_strikes():
    assert chain(
        JUST_IN_TIME, hours_lost=[0.0, 10.0 / WORKDAYS, 0.0, 0.0], linked_share=[0.0, 0.25, 0.0, 1.0]
    ).firms.halted_days[0] == pytest.approx(2.0)
    assert not chain(JUST_IN_TIME, hours_lost=[0.0, 2.0 / WORKDAYS, 0.0, 0.0]).firms.halted_days.any()
    # who has no buyer of its own stops nobody
    assert not chain(JUST_IN_TIME, hours_lost=[0.0, 0.0, 1.0, 0.0]).firms.halted_days.any()


def test_the_worst_of_several_suppliers_counts_and_not_their_sum():
    state = chain(
        JUST_IN_TIME,
        buyer=[-1, 0, 0, 1],
        linked_share=[0.0, 0.5, 0.5, 1.0],
        hours_lost=[0, 12 / WORKDAYS, 8 / WORKDAYS, 0],
    )
    assert state.firms.halted_days[0] == pytest.approx(5.0)


def test_a_power_cut_a_move_and_a_closed_supplier_stop_a_buyer_too():
    assert chain(JUST_IN_TIME, moves=[False, True, False, False]).firms.halted_days[0] == pytest.approx(8.0)
    assert chain(JUST_IN_TIME, lost_supplier=[0.25, 0.0, 0.0, 0.0]).firms.halted_days[0] == pytest.approx(2.0)
    # the second tier holds ten days: 21.75 less these, of a supplier whose city has no power at all
    dark = hand_state(workers=2, firms=2, cities=2)
    place(dark, [0], Industry.AUTO, Tier.FIRST)
    dark.firms.criticality[:] = 1.0
    dark.firms.buyer[:], dark.firms.linked_share[:] = [-1, 0], [0.0, 1.0]
    dark.firms.parts_per_unit[:], dark.firms.city[:] = [0.5, 0.0], [0, 1]
    dark.cities.power_cut[1] = 1.0
    hire(dark, [0, 1])
    produce(dark, JUST_IN_TIME, moment())
    assert dark.firms.halted_days == pytest.approx([WORKDAYS - 10.0, 0.0])


def test_plans_leave_the_buyers_halt_out():
    struck = {"hours_lost": [0.0, 20.0 / WORKDAYS, 0.0, 0.0], "criticality": [1.0, 0.39, 1.0, 1.0]}
    shares = [0.0, 0.3, 0.0, 1.0]
    state, calm = chain(JUST_IN_TIME, linked_share=shares, **struck), chain(JUST_IN_TIME, linked_share=shares)
    assert state.firms.orders[1] < 0.5 * calm.firms.orders[1]
    assert state.firms.expected_demand[[0, 1, 2]] == pytest.approx(calm.firms.expected_demand[[0, 1, 2]])
    # its own strike is no halt: it does order less from the tier below
    assert state.firms.expected_demand[3] < calm.firms.expected_demand[3]


def test_a_firm_without_parts_needs_no_supplier():
    state = chain()
    state.markets.missing[:] = 21.0
    produce(state, JUST_IN_TIME, moment())
    assert state.firms.halted_days == pytest.approx([19.0, 11.0, 11.0, 0.0])


def market(gap, contracted, missing=0.0, lead_time=3.0):
    """A second tier that is asked for 500 and makes all but a gap, of a first tier that holds ten days."""
    state = chain()
    state.firms.alive[3] = False
    state.firms.clear_flows()
    state.markets.contracted[:], state.markets.missing[:] = contracted, missing
    state.markets.final_demand[2] = 0.0
    produce(state, replace(JUST_IN_TIME, lead_time=lead_time), moment())
    assert state.markets.output[2] == 0.0
    assert gap == 1.0
    return state.markets


def test_contracts_follow_the_usual_gap_and_the_rest_is_an_emergency():
    markets = market(1.0, 0.4)
    assert markets.contracted_imports[2] == pytest.approx(0.4 * 500.0)
    assert markets.emergency_imports[2] == pytest.approx(0.6 * 500.0)
    assert markets.contracted[2] == pytest.approx(0.4 + 0.6 / 3.0)
    assert markets.missing[2] == pytest.approx(0.6 * WORKDAYS)
    assert market(1.0, np.nan).emergency_imports[2] == 0.0  # the first gap that is seen is the usual one
    assert market(1.0, np.nan).contracted[2] == 1.0


def test_stocks_fill_up_again_and_a_halted_line_uses_nothing():
    assert market(1.0, 1.0, missing=3.0).missing[2] == pytest.approx(3.0)
    assert market(1.0, 1.5, missing=3.0).missing[2] == 0.0
    assert market(1.0, 1.0, missing=15.0).missing[2] == pytest.approx(10.0)  # five days' halt saved five days' parts


def test_dear_home_parts_are_bought_abroad():
    params = replace(PLAIN, import_share=0.1, substitution=2.0, import_markup=0.25)
    assert chosen_share(np.array([1.25, 1.0, 2.5, 0.0]), np.full(4, 1.25), params) == pytest.approx(
        [0.1, 0.064, 0.4, 0.1]
    )
    assert chosen_share(10.0, 1.0, params) == 1.0
    state = chain(params)
    markets = state.markets
    # 6.4 % of the 400 open parts go abroad, half of the rest to each supplier
    assert state.firms.orders[[1, 2]] == pytest.approx([600.0 + 187.2, 187.2])
    assert markets.orders[1] == pytest.approx(1000.0)
    assert markets.contracted_imports[1] == pytest.approx(25.6)
    assert markets.emergency_imports[1] == pytest.approx(0.0)
    assert markets.import_price[1] == pytest.approx(1.25)
