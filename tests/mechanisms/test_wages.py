"""Price lists, offers that approach them, rent sharing, bonus and what a strike has won."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, moment, place
from segsim.mechanisms.wages import (
    Params,
    marginal_products,
    outside_income,
    rent_share,
    revised,
    scarcity,
    set_wages,
    target_offer,
    wage_norm,
)
from segsim.state.codes import Industry, Tier, Violation, market_of

SECOND = market_of(Industry.AUTO, Tier.SECOND)
# Nothing but the rule under test moves a wage.
STILL = replace(
    Params(), revision_rate=0.0, fall=0.0, rent_sharing=0.0, bonus_share=0.0, minimum_premium=0.0, relativity_level=1.0
)
AT_ONCE = replace(STILL, revision_rate=1.0)


def firms_that_pay(*offers: float, mrpl: float = 20.0, employment: int = 10):
    """Suppliers whose hour is worth `mrpl` yuan, with no vacancy unfilled, under a minimum wage of 5 yuan an hour."""
    state = hand_state(firms=len(offers))
    state.firms.wage_offer[:] = offers
    state.firms.productivity[:] = mrpl  # a unit sells at a yuan, with no parts or materials in it
    state.firms.employment[:] = employment
    state.cities.market_wage[:] = 10.0
    state.cities.minimum_wage[:] = 5.0 * STANDARD
    state.cities.unemployment_trend[:] = 0.05
    return state


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


def test_the_norm_by_hand():
    # 4 yuan an hour; rural income grew 1.5 times as fast as the minimum wage; unemployment stands at twice its norm.
    params = replace(Params(), minimum_weight=0.8, curve=0.1, normal_unemployment=0.05)
    assert wage_norm(4.0, 1.5, 0.10, params) == pytest.approx(4.0 * 1.5**0.2 * 2.0**-0.1)
    assert wage_norm(4.0, 1.0, 0.05, params) == pytest.approx(4.0)  # where nothing has changed it is the minimum wage


@pytest.mark.parametrize(
    ("riding", "share", "expected"),
    [
        (2000.0, 0.0, 500.0),  # nobody rides
        (2000.0, 0.5, 1000.0),  # half of those without a firm live on four times as much
        (2000.0, 1.0, 2000.0),
        (400.0, 0.5, 500.0),  # who earns less by riding than at home goes home
        (1e-9, 0.0, 500.0),  # before the first rider
    ],
)
def test_income_without_a_firm(riding, share, expected):
    assert outside_income(500.0, riding, share) == pytest.approx(expected)


def test_riders_earnings_raise_the_lists_of_their_city():
    state = hand_state(firms=2, cities=2)
    firms, cities = state.firms, state.cities
    firms.city[:], firms.wage_offer[:], firms.productivity[:], firms.employment[:] = [0, 1], 10.0, 50.0, 10
    cities.minimum_wage[:2], cities.unemployment_trend[:] = 5.0 * STANDARD, 0.05
    set_wages(state, replace(AT_ONCE, curve=0.0), moment())  # lays down the lists: nobody has ridden yet
    assert firms.wage_offer == pytest.approx([10.0, 10.0])
    cities.gig_value[:] = np.log(4.0 * 500.0 / STANDARD)  # four times rural income
    cities.gig_workers[:2], cities.mean_searchers[:2] = [600, 0], [200.0, 199.0]
    set_wages(state, replace(AT_ONCE, curve=0.0, minimum_weight=0.8), moment(13))
    everywhere = 600 / 1000  # one worker at the rate of all cities is added to each, and one at none to all of them
    riding = np.array([600 + everywhere, everywhere]) / [801.0, 200.0]
    assert firms.wage_offer == pytest.approx(10.0 * 4.0 ** (0.2 * riding))


@pytest.mark.parametrize(
    ("open_share", "expected"),
    [(0.0, 1.0), (0.02, 1.0), (0.06, 1.06), (0.22, 1.3), (0.6, 1.3)],
)
def test_open_jobs_beyond_the_frictional_ones_raise_a_list_up_to_a_point(open_share, expected):
    assert scarcity(open_share, replace(Params(), vacancy_response=1.5, frictional_vacancies=0.02)) == pytest.approx(
        expected
    )


@pytest.mark.parametrize(
    ("listed", "product", "intensity", "expected"),
    [
        (8.0, 20.0, 0.0, 8.0),  # the list
        (8.0, 7.0, 0.0, 6.3),  # nine tenths of what an hour is worth
        (
            8.0,
            1.0,
            0.0,
            5.1,
        ),  # an hour is worth less than the minimum wage of 5: the law holds, and its 2 %
        (4.6, 20.0, 0.0, 5.1),  # so it does under a list below it
        (4.6, 20.0, 0.4, 5.1 - 0.4 * 0.5),  # whoever breaks it in part lifts the offer in part
        (4.6, 20.0, 1.0, 4.6),  # or not at all
        (8.0, 20.0, 1.0, 8.0),
        (8.0, 1.0, 1.0, 5.0),  # low product alone takes no offer under the minimum wage
    ],
)
def test_a_target_lies_under_the_product_and_over_the_minimum_as_far_as_it_is_obeyed(
    listed, product, intensity, expected
):
    assert target_offer(listed, product, 5.0, intensity, 0.02) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("offer", "target", "expected"),
    [
        (10.0, 12.0, 10.5),  # a quarter of the gap
        (10.0, 9.0, 9.9),  # never cut by more than 1 % a month
        (10.0, 9.95, 9.95),  # nor below what it tends to
        (10.0, 10.0, 10.0),
    ],
)
def test_offers_approach_a_higher_target_and_are_hardly_cut(offer, target, expected):
    assert revised(offer, target, 0.25, 0.01) == pytest.approx(expected)


def test_lists_follow_the_minimum_wage_and_rural_income_by_their_weights():
    state = firms_that_pay(6.0, 10.0)
    set_wages(state, AT_ONCE, moment())
    # the first month lays down the list: nothing has changed yet
    assert state.firms.relativity == pytest.approx([1.2, 2.0])
    assert (state.cities.first_minimum[0], state.nation.first_rural_income[0]) == (5.0 * STANDARD, 500.0)
    assert state.firms.wage_offer == pytest.approx([6.0, 10.0])
    state.cities.minimum_wage[:] *= 1.1
    state.nation.rural_income[:] *= 1.3
    set_wages(state, replace(AT_ONCE, minimum_weight=0.7), moment(13))
    rise = 1.1**0.7 * 1.3**0.3
    assert state.firms.wage_offer == pytest.approx([6.0 * rise, 10.0 * rise])
    assert state.firms.relativity == pytest.approx([1.2, 2.0])  # a list is not laid down again
    assert (state.cities.first_minimum[0], state.nation.first_rural_income[0]) == (5.0 * STANDARD, 500.0)


def test_the_level_of_lists_holds_for_all():
    state = firms_that_pay(6.0, 10.0)
    set_wages(state, replace(AT_ONCE, relativity_level=1.1), moment())
    assert state.firms.wage_offer == pytest.approx([6.6, 11.0])


def test_unemployment_is_smoothed_and_that_of_a_few_people_is_not_believed():
    state = firms_that_pay(10.0)
    cities = state.cities
    cities.unemployed[0], cities.employed[0], cities.gig_workers[0] = 2, 60, 18
    set_wages(state, replace(AT_ONCE, curve=0.1, trend_adjustment_rate=0.5), moment())
    seen = (2 + 0.05 * 20) / (80 + 20)
    assert cities.unemployment_trend[0] == pytest.approx(0.05 + 0.5 * (seen - 0.05))
    assert state.firms.wage_offer[0] == pytest.approx(10.0 * (cities.unemployment_trend[0] / 0.05) ** -0.1, rel=1e-12)
    assert cities.unemployment_trend[1] == pytest.approx(0.05)  # nobody lives there: the normal rate stands


def test_jobs_that_stay_open_raise_the_offer_of_the_firm_alone():
    state = firms_that_pay(10.0, 10.0, employment=90)
    state.firms.unfilled[:] = [10, 0]
    state.firms.open_share_trend[:] = 0.04
    params = replace(AT_ONCE, trend_adjustment_rate=0.5, vacancy_response=1.0, frictional_vacancies=0.02, curve=0.0)
    set_wages(state, params, moment())
    assert state.firms.open_share_trend == pytest.approx([0.07, 0.02])
    assert state.firms.wage_offer == pytest.approx([10.5, 10.0])


def test_whoever_breaks_the_minimum_wage_offers_less_than_it():
    state = firms_that_pay(6.0, 6.0)
    state.firms.relativity[:], state.cities.first_minimum[:] = 0.9, 5.0 * STANDARD
    state.firms.violations[:, Violation.MINIMUM] = [0.0, 0.5]
    set_wages(state, replace(AT_ONCE, fall=0.05, minimum_premium=0.02), moment())
    assert state.firms.wage_offer == pytest.approx([5.7, 5.7])  # cut by 5 % at most
    for index in range(13, 20):
        set_wages(state, replace(AT_ONCE, fall=0.05, minimum_premium=0.02), moment(index))
    assert state.firms.wage_offer == pytest.approx([5.1, 5.1 - 0.5 * (5.1 - 4.5)])


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
