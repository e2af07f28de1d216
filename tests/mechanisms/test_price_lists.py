"""Price lists: the minimum wage, rural income, riding, unemployment and open jobs, and offers that approach them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, moment
from segsim.mechanisms.wages import Params, outside_income, revised, scarcity, set_wages, target_offer, wage_norm
from segsim.state.codes import Violation
from wages_by_hand import AT_ONCE, firms_that_pay


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
