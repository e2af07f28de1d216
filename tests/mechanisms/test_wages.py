"""What an hour is worth, rent sharing, bonus and what a strike has won; price lists have a file of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, moment, place
from segsim.mechanisms.wages import marginal_products, rent_share, set_wages
from segsim.state.codes import Industry, Tier, market_of
from wages_by_hand import AT_ONCE, STILL, firms_that_pay

SECOND = market_of(Industry.AUTO, Tier.SECOND)


def test_marginal_product_by_hand():
    state = hand_state(firms=3)
    state.firms.price_power[:] = 1.0
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [2], Industry.AUTO, Tier.THIRD)
    firms, markets = state.firms, state.markets
    firms.price[:], firms.productivity[:] = [1.0, 0.9, 0.8], 10.0
    firms.parts_per_unit[:] = [0.4, 0.25, 0.0]
    markets.price[1], markets.price[3] = 0.5, 0.8
    markets.materials_per_unit[[0, SECOND, 3]] = 0.1
    state.nation.cpi[:] = 1.2
    # a lead firm must lower its price to sell more: 1 - 1/4 of it is marginal revenue
    expected = [0.75 - 0.12 - 0.2, 0.9 - 0.12 - 0.2, 0.8 - 0.12]
    now, rent = marginal_products(state, replace(STILL, lead_elasticity=4.0))
    assert now == pytest.approx(np.array(expected) * 10.0)
    assert rent == pytest.approx(now)


@pytest.mark.parametrize(("power", "revenue"), [(1.0, 0.75), (0.6, 0.85), (0.0, 1.0)])
def test_a_lead_without_power_over_its_price_need_not_lower_it_to_sell_more(power, revenue):
    state = hand_state(firms=2)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    state.markets.materials_per_unit[[0, SECOND]] = 0.5
    # a supplier has no price to lower
    state.firms.price_power[:] = power
    product, rent = marginal_products(state, replace(STILL, lead_elasticity=4.0))
    assert product == pytest.approx([revenue - 0.5, 0.5])
    assert rent == pytest.approx([0.25, 0.5])


@pytest.mark.parametrize(("displacement", "expected"), [(0.0, 1.5), (1.0, 1.0), (1.5, 1.5**-0.5)])
def test_one_hour_more_comes_without_a_machine(displacement, expected):
    # machines take output of the hours that are there to one and a half
    state = hand_state(firms=2)
    state.firms.automation[0] = np.log(1.5)
    state.firms.productivity[0] = 1.5
    product, rent = marginal_products(state, replace(STILL, displacement=displacement))
    assert product == pytest.approx([expected, 1.0])
    assert rent == pytest.approx(product)  # nor is what machines earn shared by the hour


def test_a_binding_cap_raises_what_may_be_offered_and_not_what_is_shared():
    # an hour of either lead makes 10 units of which .5 goes on materials: 2.5 yuan by marginal revenue, 5 under a cap
    state = firms_that_pay(8.0, 8.0, mrpl=10.0)
    place(state, [0, 1], Industry.AUTO, Tier.LEAD)
    state.markets.materials_per_unit[0] = 0.5
    state.cities.minimum_wage[:] = 1.0 * STANDARD
    state.firms.price_power[:] = [0.0, 1.0]
    set_wages(state, replace(AT_ONCE, rent_sharing=0.1, fall=1.0, lead_elasticity=4.0), moment())
    assert state.firms.mrpl == pytest.approx([5.0, 2.5])
    assert state.firms.wage_offer == pytest.approx([4.5, 2.25])  # nine tenths
    assert state.firms.base_wage == pytest.approx(state.firms.wage_offer)  # rents are equal


def test_marginal_product_is_never_negative_and_missing_for_failed_firms():
    state = hand_state(firms=2)
    state.markets.materials_per_unit[:] = 2.0
    state.firms.alive[1] = False
    for product in marginal_products(state, STILL):
        assert product[0] == 0.0
        assert np.isnan(product[1])


def test_rent_sharing_is_an_elasticity_around_the_mean_product():
    assert rent_share(40.0, 20.0, 0.1) == pytest.approx(2.0**0.1)
    assert rent_share(10.0, 20.0, 0.1) == pytest.approx(0.5**0.1)  # poor firms pay less: it cuts both ways
    assert rent_share(np.array([3.0, 90.0]), 20.0, 0.0) == pytest.approx([1.0, 1.0])
    state = firms_that_pay(10.0, 10.0)
    state.firms.productivity[:] = [20.0, 60.0]
    state.firms.employment[:] = [30, 10]
    set_wages(state, replace(STILL, rent_sharing=0.1), moment())
    assert state.firms.base_wage == pytest.approx([10.0 * (20 / 30) ** 0.1, 10.0 * 2.0**0.1])
    assert state.firms.wage_offer == pytest.approx([10.0, 10.0])


def test_base_pay_is_hardly_cut_where_an_hour_is_worth_less():
    state = firms_that_pay(10.0, 10.0)
    state.firms.base_wage[:] = state.firms.unilateral_pay[:] = 10.0
    state.firms.productivity[:] = [15.0, 25.0]
    set_wages(state, replace(STILL, rent_sharing=0.1, fall=0.01), moment())
    assert state.firms.base_wage == pytest.approx([9.9, 10.0 * 1.25**0.1])


def test_a_bargained_floor_holds():
    state = firms_that_pay(10.0, 10.0)
    state.firms.wage_floor[:] = [12.0, 0.0]
    set_wages(state, STILL, moment())
    assert state.firms.base_wage == pytest.approx([12.0, 10.0])
    assert state.cities.market_wage[0] == pytest.approx(10.0)  # the next floor's alternative is not lifted by this one
    assert state.firms.unilateral_pay == pytest.approx([10.0, 10.0])  # nor what the firm would pay by itself
    state.firms.wage_floor[:] = 0.0
    set_wages(state, replace(STILL, fall=0.01), moment())
    assert state.firms.base_wage == pytest.approx([0.99 * 12.0, 10.0])  # what was won is cut as slowly as all pay


@pytest.mark.parametrize(
    ("offer", "mrpl", "expected"),
    [(10.0, 20.0, 12.0), (10.0, 12.0, 11.4), (10.0, 10.0, 10.0)],
)
def test_a_won_strike_raises_pay_within_what_an_hour_is_worth(offer, mrpl, expected):
    state = firms_that_pay(offer, mrpl=mrpl)
    state.firms.concession[:] = 0.2
    set_wages(state, STILL, moment())
    assert state.firms.wage_offer[0] == pytest.approx(expected)
    assert state.firms.concession[0] == 0.0


def test_bonus_is_a_share_of_profit_and_has_a_ceiling():
    state = firms_that_pay(10.0, 10.0, 10.0)
    base_bill = 10.0 * STANDARD * 10
    state.firms.profit_trend[:] = [base_bill, -base_bill, 100.0 * base_bill]
    set_wages(state, replace(STILL, bonus_share=0.15, largest_bonus=0.8), moment())
    assert state.firms.bonus_rate == pytest.approx([0.15, 0.0, 0.8])


def test_what_was_asked_of_machines_comes_before_any_profit_is_shared():
    state = firms_that_pay(10.0, 10.0)
    base_bill = 10.0 * STANDARD * 10
    state.firms.profit_trend[:], state.firms.machine_return[:] = base_bill, [0.4 * base_bill, 2.0 * base_bill]
    set_wages(state, replace(STILL, bonus_share=0.15, largest_bonus=0.8), moment())
    assert state.firms.bonus_rate == pytest.approx([0.15 * 0.6, 0.0])


def test_the_market_wage_is_the_mean_offer_outside_the_core_by_employment():
    state = hand_state(firms=4, cities=3)
    state.cities.minimum_wage[:] = 5.0 * STANDARD
    state.cities.unemployment_trend[:] = 0.05
    place(state, [3], Industry.AUTO, Tier.LEAD)
    firms = state.firms
    firms.city[:] = [0, 0, 1, 1]
    firms.employment[:] = [10, 30, 20, 50]
    firms.wage_offer[:] = [8.0, 12.0, 6.0, 40.0]
    set_wages(state, STILL, moment())
    # where a city has no such firm, the mean of all of them stands
    assert state.cities.market_wage == pytest.approx([11.0, 6.0, 560 / 60, 560 / 60])


def test_failed_firms_keep_nothing_new_and_a_firm_without_workers_still_offers():
    state = firms_that_pay(10.0, 10.0, employment=0)
    state.firms.alive[1] = False
    state.firms.base_wage[1] = -1.0
    state.firms.unfilled[:] = 1
    set_wages(state, AT_ONCE, moment())
    assert state.firms.wage_offer[0] > 10.0
    assert state.firms.base_wage[1] == -1.0
