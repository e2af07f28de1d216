"""How far rivals with idle plant and competition cases take prices down, and whom cases name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.mechanisms.orders import Params, set_prices
from segsim.mechanisms.orders.costs import standard_cost, variable_cost
from segsim.mechanisms.orders.prices import capped_price, left_by_rivals, named_part, rivals_price
from segsim.state.codes import Industry, Tier, Violation, market_of

SECOND = market_of(Industry.AUTO, Tier.SECOND)
AT_ONCE = replace(
    Params(), adjustment_rate=1.0, switching_cost=0.2, offshore_price=1.5, supplier_share=0.25, price_down=0.0
)


def makers(costs, tier=Tier.LEAD):
    """Firms that differ in cost only, all of it labour."""
    state = hand_state(firms=len(costs))
    place(state, range(len(costs)), Industry.AUTO, tier)
    state.firms.base_wage[:] = costs
    state.firms.overtime_multiple[:] = 0.0
    state.firms.violations[:, [Violation.INJURY, Violation.PENSION]] = 1.0
    return state


@pytest.mark.parametrize(
    ("use", "exponent", "expected"),
    [
        (1.0, 1.0, [1.0, 0.5]),  # at planned use a price stands
        (1.3, 1.0, [1.0, 0.5]),  # and over it
        (0.5, 1.0, [0.8, 0.5]),  # half of the .4 over variable cost; nobody is lifted who sells under it
        (0.5, 2.0, [0.7, 0.5]),
        (0.5, 0.0, [1.0, 0.5]),
        (0.0, 1.0, [0.6, 0.5]),  # nobody orders: variable cost
        (0.0, 0.0, [1.0, 0.5]),
    ],
)
def test_rivals_with_idle_plant_leave_variable_cost_and_a_part_of_the_rest(use, exponent, expected):
    left = left_by_rivals(use, exponent)
    assert rivals_price(np.array([1.0, 0.5]), 0.6, left) == pytest.approx(expected)


def idle_market(tier=Tier.LEAD):
    """Two leads at a price of 1 and a variable cost of .5, with .2 of overhead at planned use: cost .7."""
    state = makers([0.5, 0.5], tier)
    state.markets.overhead_per_unit[state.firms.market[0]] = 0.16
    return state


def test_it_is_the_use_of_the_market_that_counts_and_overhead_is_no_floor():
    # planned for 1,600 of 2,000; one is full, the other empty: half of that, and both give up half of .5
    state = idle_market()
    state.firms.expected_demand[:] = [800.0, 0.0]
    set_prices(state, AT_ONCE, moment())
    assert state.firms.unit_cost == pytest.approx(0.7)
    assert state.firms.price == pytest.approx(0.75)
    assert state.firms.price_power == pytest.approx(0.5)
    set_prices(state, replace(AT_ONCE, price_competition=3.0), moment())
    assert state.firms.price == pytest.approx(0.5 + 0.5 / 8.0)  # under full cost: sunk cost gives way


def test_suppliers_of_a_market_with_idle_plant_share_less_with_their_buyers_too():
    state = idle_market(Tier.SECOND)
    state.firms.expected_demand[:] = [400.0, 400.0]
    set_prices(state, AT_ONCE, moment())
    bargained = 0.7 + 0.25 * 0.2 * 0.7  # a quarter of what the bid, 1.2 times .7, leaves
    assert state.firms.price == pytest.approx(0.5 + 0.5 * (bargained - 0.5))


def test_plants_of_the_dead_and_of_other_markets_are_no_rivals():
    state = makers([0.5, 0.5, 0.5])
    place(state, [2], Industry.IT, Tier.LEAD)
    state.firms.expected_demand[:] = [800.0, 0.0, 0.0]
    state.firms.alive[1] = False
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price[0] == pytest.approx(1.0)
    assert state.firms.price[2] == pytest.approx(0.5, abs=1e-6)


def test_one_firm_and_no_plant_at_all_have_a_price():
    state = makers([0.5])
    state.firms.capacity[:] = 0.0
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price[0] == pytest.approx(1.0)


def test_what_is_variable_by_hand():
    state = makers([1.0], Tier.SECOND)
    state.firms.productivity[:] = 2.0
    markets = state.markets
    markets.materials_per_unit[SECOND], markets.overhead_per_unit[SECOND] = 0.3, 0.08
    markets.capital_per_unit[SECOND], state.firms.parts_per_unit[:] = 4.0, 0.5
    markets.price[SECOND + 1] = 0.9
    state.nation.cpi[:] = 1.1
    assert variable_cost(state)[0] == pytest.approx(0.5 + 0.5 * 0.9 + 1.1 * 0.3)
    state.cities.overhead_factor[:] = 0.75
    assert standard_cost(state)[0] - variable_cost(state)[0] == pytest.approx(1.1 * (0.08 * 0.75 + 0.04) / 0.8)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, [0.0, 0.0, 0.0, 0.0]),
        (0.25, [0.0, 0.0, 1.0, 0.0]),
        (0.3, [0.2, 0.0, 1.0, 0.0]),  # 1.2 makers of four
        (0.6, [1.0, 0.0, 1.0, 0.4]),
        (1.0, [1.0, 1.0, 1.0, 1.0]),
    ],
)
def test_cases_name_those_with_the_highest_margin_and_the_last_in_part(share, expected):
    assert named_part(np.array([1.2, 1.0, 1.3, 1.1]), share) == pytest.approx(expected)


@pytest.mark.parametrize("many", [1, 2, 3, 7, 41])
def test_the_named_weigh_as_much_however_many_makers_there_are(many):
    assert named_part(np.linspace(1.0, 1.2, many), 0.3).sum() == pytest.approx(0.3 * many)


def test_a_cap_over_the_price_binds_nobody():
    assert capped_price(np.array([0.8, 1.0]), 0.9, 1.0) == pytest.approx([0.8, 0.9])


def cases_against(costs, share, margin, tier=Tier.LEAD):
    state = makers(costs, tier)
    market = state.firms.market[0]
    state.markets.named_share[market], state.markets.margin_cap[market] = share, margin
    return state


def test_a_named_lead_is_held_to_the_fair_margin_over_the_median_cost():
    # without pass-through all ask 1: the cheapest has the highest margin and sells at 1.1 x .8, not at 1.1 x .7
    state = cases_against([0.9, 0.7, 0.8], 1 / 3, 0.1)
    set_prices(state, replace(AT_ONCE, pass_through=0.0), moment())
    assert state.firms.price == pytest.approx([1.0, 0.88, 1.0])
    assert state.firms.price_power == pytest.approx([1.0, 0.0, 1.0])


def test_higher_wages_of_the_named_alone_do_not_lift_their_cap():
    state = cases_against([0.9, 0.7, 0.8], 1 / 3, 0.1)
    params = replace(AT_ONCE, pass_through=0.0)
    set_prices(state, params, moment())
    state.firms.base_wage[1] *= 1.05
    set_prices(state, params, moment(13))
    assert state.firms.unit_cost[1] == pytest.approx(0.735)
    assert state.firms.price[1] == pytest.approx(0.88)


def test_the_part_of_a_makers_sales_that_is_named_is_capped():
    # .3 of two makers: .6 of the one; its price is .4 x 1 + .6 x 1.1 x .75
    state = cases_against([0.7, 0.8], 0.3, 0.1)
    set_prices(state, replace(AT_ONCE, pass_through=0.0), moment())
    assert state.firms.price == pytest.approx([0.4 + 0.6 * 0.825, 1.0])
    assert state.firms.price_power == pytest.approx([0.4, 1.0])


def test_who_sells_under_the_cap_keeps_its_power_and_all_have_it_back_when_the_case_ends():
    state = cases_against([0.7, 0.8], 1.0, 0.5)
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price_power == pytest.approx(1.0)
    state.markets.margin_cap[:] = 0.1
    set_prices(state, AT_ONCE, moment())
    assert not state.firms.price_power.any()
    state.markets.named_share[:] = 0.0
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price_power == pytest.approx(1.0)
    assert state.firms.price.max() > 0.99


def test_where_rivals_leave_less_than_the_cap_it_does_not_bind():
    state = cases_against([0.7, 0.7], 1.0, 0.2)  # cap .84
    state.firms.expected_demand[:] = 400.0  # half of the planned use: 0.7 + 0.5 x 0.3 = 0.85
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price == pytest.approx(0.84)
    assert not state.firms.price_power.any()
    state.firms.expected_demand[:] = 200.0  # 0.775
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price == pytest.approx(0.775)
    assert state.firms.price_power == pytest.approx(0.25)
