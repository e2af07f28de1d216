"""Prices between cost and the outside bid, and orders split over suppliers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, moment, place, vector
from segsim.mechanisms.brands import Params as Brands
from segsim.mechanisms.brands import choose_makers
from segsim.mechanisms.orders import Params, set_prices, split_orders
from segsim.mechanisms.orders.costs import standard_cost
from segsim.mechanisms.orders.prices import bargained_price
from segsim.state.codes import Industry, Tier, Violation, market_of

SECOND = market_of(Industry.AUTO, Tier.SECOND)
AT_ONCE = replace(
    Params(), adjustment_rate=1.0, switching_cost=0.2, offshore_price=1.5, supplier_share=0.25, price_down=0.0
)


@pytest.mark.parametrize(("share", "price"), [(0.0, 0.8), (0.25, 0.85), (1.0, 1.0)])
def test_the_supplier_gets_its_share_of_what_lies_between_cost_and_bid(share, price):
    assert bargained_price(0.8, 1.0, share) == pytest.approx(price)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_no_buyer_pays_more_than_its_outside_bid(share):
    # a supplier dearer than the bid sells at the bid, at a loss
    assert bargained_price(np.array([1.0, 1.3]), 1.0, share) == pytest.approx([1.0, 1.0])


def one_firm(**columns):
    """A firm whose workers need 1 yuan for each of 174 standard and 26 overtime hours, and make a unit in an hour."""
    state = hand_state(firms=1)
    state.firms.overtime_planned[:], state.firms.overtime_multiple[:] = 26.0, 1.0
    for name, value in {"violations_injury": 1.0, "violations_pension": 1.0, **columns}.items():
        vector(state.firms, name)[:] = value
    return state


def test_standard_cost_by_hand():
    state = one_firm(productivity=2.0, overtime_multiple=1.75, bonus_rate=0.1)
    markets = state.markets
    markets.materials_per_unit[SECOND], markets.overhead_per_unit[SECOND] = 0.3, 0.08
    markets.capital_per_unit[SECOND], state.firms.parts_per_unit[:] = 4.0, 0.5
    markets.price[SECOND + 1] = 0.9
    state.cities.overhead_factor[:] = 0.75
    state.nation.cpi[:] = 1.1
    labour = (STANDARD + 1.75 * 26.0) / 200.0 / 2.0  # the bonus is paid out of profit and is no cost
    outside = 1.1 * (0.3 + (0.08 * 0.75 + 0.01 * 4.0) / 0.8)
    assert standard_cost(state)[0] == pytest.approx(labour + 0.5 * 0.9 + outside)


def test_the_wear_of_machines_is_a_cost_of_planned_output():
    plain, automated = one_firm(), one_firm(machine_wear=40.0, capacity=1000.0)
    for state in (plain, automated):
        state.nation.cpi[:] = 1.1  # wear is at the price that was paid
    assert standard_cost(automated)[0] - standard_cost(plain)[0] == pytest.approx(40.0 / 800.0)


@pytest.mark.parametrize(
    ("injury", "pension", "on_pay"), [(1.0, 1.0, 0.0), (0.0, 1.0, 0.01), (0.0, 0.0, 0.29), (0.5, 0.0, 0.005 + 0.14)]
)
def test_cost_holds_the_insurance_that_is_really_paid(injury, pension, on_pay):
    state = one_firm(violations_injury=injury, violations_pension=pension)
    assert standard_cost(state)[0] == pytest.approx(1.0 + on_pay)


def suppliers(costs, industry=Industry.AUTO, tier=Tier.SECOND):
    """Firms that differ in cost only, all of it labour."""
    state = hand_state(firms=len(costs))
    place(state, range(len(costs)), industry, tier)
    state.firms.base_wage[:] = costs
    state.firms.overtime_multiple[:] = 0.0
    state.firms.violations[:, [Violation.INJURY, Violation.PENSION]] = 1.0
    return state


def test_the_bid_is_the_best_quarter_with_the_cost_of_switching():
    state = suppliers([0.5, 0.5, 0.5, 0.9, 0.56])
    set_prices(state, AT_ONCE, moment())
    # bid .6: three make .1 of surplus and keep a quarter, the others sell at the bid or keep a quarter of .04
    assert state.firms.price == pytest.approx([0.525, 0.525, 0.525, 0.6, 0.57])
    assert state.markets.price[SECOND] == pytest.approx(np.mean([0.525, 0.525, 0.525, 0.6, 0.57]))


def test_an_offshore_offer_caps_prices_and_follows_outside_prices():
    state = suppliers([0.5, 0.5, 0.5])
    near = replace(AT_ONCE, offshore_price=1.1, supplier_share=1.0)
    set_prices(state, near, moment())
    assert state.firms.price == pytest.approx(0.55)
    state.nation.cpi[:] = 1.2  # first cost stays .5
    set_prices(state, near, moment())
    assert state.firms.price == pytest.approx(0.6)  # 1.2 x .55 = .66 is beyond the cost of switching
    set_prices(state, replace(near, price_down=0.05), moment(24))
    assert state.firms.price == pytest.approx(min(0.6, 0.66 * 0.95**2))


@pytest.mark.parametrize(
    ("industry", "tier", "lever"),
    [
        (Industry.AUTO, Tier.FIRST, "core_share"), (Industry.IT, Tier.FIRST, "contract_share"),
        (Industry.AUTO, Tier.THIRD, "supplier_share"), (Industry.IT, Tier.SECOND, "supplier_share"),
    ],
)  # fmt: skip
def test_each_segment_bargains_with_its_own_share(industry, tier, lever):
    zero = replace(AT_ONCE, core_share=0.0, contract_share=0.0, supplier_share=0.0)
    state = suppliers([0.5, 0.5], industry, tier)
    set_prices(state, replace(zero, **{lever: 0.5}), moment())
    assert state.firms.price == pytest.approx(0.55)


def test_leads_follow_outside_prices_and_pass_on_a_part_of_their_own_cost():
    state = suppliers([0.5, 0.5], tier=Tier.LEAD)
    params = replace(AT_ONCE, pass_through=0.5)
    set_prices(state, params, moment())
    assert state.firms.price == pytest.approx(1.0)
    state.nation.cpi[:] = 1.1
    state.firms.base_wage[:] = 0.5 * 1.1 * 1.21
    set_prices(state, params, moment())
    assert state.firms.price == pytest.approx(1.1 * 1.1)


def test_a_suppliers_price_is_indexed_to_parts_and_materials_and_not_to_labour():
    state = suppliers([0.5, 0.5])
    state.firms.price[:], state.markets.materials_per_unit[SECOND] = 0.9, 0.3
    state.firms.bought_cost[:] = 0.3
    stuck = replace(AT_ONCE, adjustment_rate=0.0)
    state.nation.cpi[:] = 1.1
    set_prices(state, stuck, moment())
    assert state.firms.price == pytest.approx(0.93)
    assert state.firms.bought_cost == pytest.approx(0.33)
    state.firms.base_wage[:] *= 1.2
    set_prices(state, stuck, moment())
    assert state.firms.price == pytest.approx(0.93)  # wages wait for the next bargain


def test_leads_sell_at_list_prices_that_no_contract_indexes():
    state = suppliers([0.5, 0.5], tier=Tier.LEAD)
    state.markets.materials_per_unit[market_of(Industry.AUTO, Tier.LEAD)] = 0.3
    state.firms.bought_cost[:] = 0.2
    set_prices(state, replace(AT_ONCE, adjustment_rate=0.0), moment())
    assert state.firms.price == pytest.approx(1.0)


def test_no_squeeze_takes_the_bid_under_the_variable_cost_of_the_best():
    state = suppliers([0.5, 0.5, 0.5, 0.9])
    state.markets.bid_factor[SECOND] = 0.5
    set_prices(state, AT_ONCE, moment())
    assert state.firms.price == pytest.approx(0.5)  # and not half of .6; the fourth meets it, at a loss


def test_without_pass_up_a_price_may_fall_but_rises_with_inflation_only():
    state = suppliers([0.5, 0.5])
    closed = replace(AT_ONCE, pass_up=False)
    state.firms.price[:] = state.firms.price_ceiling[:] = [0.5, 0.9]
    state.nation.inflation[:] = 0.01
    set_prices(state, closed, moment())
    assert state.firms.price == pytest.approx([0.505, 0.525])


@pytest.mark.parametrize("adjustment", [1.0, 0.2])
def test_without_pass_up_a_price_that_fell_comes_back_to_the_last_free_one_with_inflation(adjustment):
    state = suppliers([0.5])
    slow = replace(AT_ONCE, adjustment_rate=adjustment)
    for _ in range(60):
        set_prices(state, slow, moment())
    free, closed = state.firms.price[0], replace(slow, pass_up=False)
    state.nation.inflation[:] = 0.01
    state.firms.base_wage[:] *= 2.5
    for month in range(24):
        if month == 6:
            state.firms.price[:] *= 0.8
        set_prices(state, closed, moment())
    assert state.firms.price[0] == pytest.approx(free * 1.01**24)


def test_prices_move_a_part_of_the_way_in_a_month():
    state = suppliers([0.5])
    set_prices(state, replace(AT_ONCE, adjustment_rate=0.2), moment())
    assert state.firms.price[0] == pytest.approx(1.0 + 0.2 * (0.525 - 1.0))


def test_a_market_without_firms_keeps_its_price():
    state = suppliers([0.5, 0.6])
    state.firms.alive[:] = False
    set_prices(state, AT_ONCE, moment())
    assert state.markets.price[SECOND] == 1.0
    assert np.isnan(state.firms.unit_cost).all()


QUIET = replace(Params(), noise=0.0, size_exponent=0.7, price_exponent=5.0)


def test_orders_go_by_size_and_price():
    state = hand_state(firms=4)
    firms = state.firms
    firms.capacity[:], firms.price[:] = [100.0, 200.0, 100.0, 100.0], [1.0, 1.0, 1.1, 1.0]
    firms.alive[3] = False
    split_orders(state, QUIET, moment())
    share = firms.open_share
    assert share[1] / share[0] == pytest.approx(2.0**0.7)
    assert share[2] / share[0] == pytest.approx(1.1**-5)
    assert share[3] == 0.0
    assert share.sum() == pytest.approx(1.0)


def test_final_buyers_weigh_makers_by_the_same_numbers():
    state = hand_state(firms=2)
    place(state, range(2), Industry.IT, Tier.LEAD)
    state.firms.capacity[:], state.firms.price[:] = [100.0, 200.0], [1.0, 1.1]
    split_orders(state, QUIET, moment())
    choose_makers(state, Brands(), moment(without="brands"))
    share = state.firms.open_share
    assert share[1] / share[0] == pytest.approx(2.0**0.7 * 1.1**-5)


def test_shares_add_up_in_each_market_and_with_each_buyer():
    state = hand_state(firms=9)
    firms = state.firms
    place(state, range(2), Industry.AUTO, Tier.FIRST)
    place(state, range(6, 9), Industry.IT, Tier.SECOND)
    firms.buyer[2:6] = [0, 0, 1, -1]
    firms.capacity[:] = np.arange(1.0, 10.0)
    split_orders(state, replace(QUIET, noise=0.3), moment())
    for market in np.unique(firms.market):
        assert firms.open_share[firms.market == market].sum() == pytest.approx(1.0)
    for buyer in (0, 1):
        assert firms.linked_share[firms.buyer == buyer].sum() == pytest.approx(1.0)
    assert not firms.linked_share[firms.buyer < 0].any()


def test_equal_firms_get_equal_orders_and_noise_is_on_average_fair():
    state = hand_state(firms=4000)
    split_orders(state, QUIET, moment())
    assert state.firms.open_share == pytest.approx(1 / 4000)
    split_orders(state, replace(QUIET, noise=0.2), moment())
    first, second = state.firms.open_share.reshape(2, 2000).sum(axis=1)
    assert first == pytest.approx(second, abs=4 * 0.2 / np.sqrt(4000))


def test_a_market_that_nobody_is_left_in_has_no_shares():
    state = hand_state(firms=2)
    state.firms.alive[:] = False
    split_orders(state, QUIET, moment())
    assert not state.firms.open_share.any()
