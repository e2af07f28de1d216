"""Offers, the ceiling, the rural option, rent sharing, bonus and what a strike has won."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, moment, place
from segsim.mechanisms.wages import OWN_LIMIT, Params, marginal_product, next_offer, rent_share, set_wages
from segsim.state.codes import Industry, Tier, market_of

SECOND = market_of(Industry.AUTO, Tier.SECOND)
# Nothing but the rule under test moves a wage.
STILL = replace(
    Params(), step=0.0, decay_rate=0.0, adjustment_rate=0.0, rent_sharing=0.0, bonus_share=0.0, ceiling="mrpl"
)


def firms_that_pay(*offers: float, mrpl: float = 20.0, employment: int = 10):
    """Suppliers whose hour is worth `mrpl` yuan, with no vacancy unfilled."""
    state = hand_state(firms=len(offers))
    state.firms.wage_offer[:] = offers
    state.firms.productivity[:] = mrpl  # a unit sells at a yuan, with no parts or materials in it
    state.firms.employment[:] = employment
    state.cities.market_wage[:] = 10.0
    return state


def test_marginal_product_by_hand():
    state = hand_state(firms=3)
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
    assert marginal_product(state, replace(STILL, lead_elasticity=4.0)) == pytest.approx(np.array(expected) * 10.0)


def test_marginal_product_is_never_negative_and_missing_for_failed_firms():
    state = hand_state(firms=2)
    state.markets.materials_per_unit[:] = 2.0
    state.firms.alive[1] = False
    product = marginal_product(state, STILL)
    assert product[0] == 0.0
    assert np.isnan(product[1])


@pytest.mark.parametrize(
    ("offer", "short", "ceiling", "expected"),
    [
        (10.0, True, 20.0, 10.2),  # raised
        (10.0, True, 10.1, 10.1),  # only up to the ceiling
        (10.0, True, 8.0, 10.0),  # above the ceiling already: kept, not cut
        (10.0, False, 20.0, 9.99),  # nothing to fill: it erodes
    ],
)
def test_offers_rise_only_where_hands_are_short(offer, short, ceiling, expected):
    assert next_offer(offer, short, 0.02, ceiling, 0.001) == pytest.approx(expected)


def test_only_unfilled_jobs_beyond_the_trigger_move_offers():
    state = firms_that_pay(10.0, 10.0, 10.0, employment=100)
    state.firms.unfilled[:] = [0, 2, 3]
    set_wages(state, replace(STILL, step=0.02, vacancy_trigger=0.02), moment())
    assert state.firms.wage_offer[:2] == pytest.approx([10.0, 10.0])
    assert 10.0 < state.firms.wage_offer[2] <= 10.2


@pytest.mark.parametrize(
    ("ceiling", "tier", "limit"),
    [
        ("mrpl", Tier.SECOND, OWN_LIMIT * 20.0),
        ("going_rate", Tier.SECOND, 11.0),
        ("going_rate", Tier.LEAD, OWN_LIMIT * 15.0),
    ],
)
def test_the_going_rate_limits_offers_below_the_core_only(ceiling, tier, limit):
    state = firms_that_pay(8.0)
    place(state, [0], Industry.AUTO, tier)
    params = replace(STILL, step=0.05, ceiling=ceiling, headroom=0.1, lead_elasticity=4.0)
    for index in range(200):
        state.firms.unfilled[:] = 10
        state.cities.market_wage[:] = 10.0
        set_wages(state, params, moment(index))
    assert state.firms.wage_offer[0] == pytest.approx(limit)


def test_the_rural_option_pulls_low_offers_up():
    state = firms_that_pay(4.0, 9.0)
    state.firms.overtime_planned[:], state.firms.overtime_multiple[:] = 26.0, 1.0
    state.nation.rural_income[:] = 600.0
    state.nation.rural_premium[0] = 1.0  # as migration says
    set_wages(state, replace(STILL, adjustment_rate=0.25), moment())
    # 600 x 2 over 200 paid hours is 6 yuan an hour
    assert state.firms.wage_offer == pytest.approx([4.5, 9.0])


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


def test_a_bargained_floor_holds():
    state = firms_that_pay(10.0, 10.0)
    state.firms.wage_floor[:] = [12.0, 0.0]
    set_wages(state, STILL, moment())
    assert state.firms.base_wage == pytest.approx([12.0, 10.0])
    assert state.cities.market_wage[0] == pytest.approx(10.0)  # the next floor's alternative is not lifted by this one


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


def test_the_market_wage_is_the_mean_offer_outside_the_core_by_employment():
    state = hand_state(firms=4, cities=3)
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
    set_wages(state, replace(STILL, step=0.02), moment())
    assert state.firms.wage_offer[0] > 10.0
    assert state.firms.base_wage[1] == -1.0
