"""What final buyers want: incomes, exports, prices, shock and stimulus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment
from segsim.mechanisms.demand import BRANDS, CARS, CONTRACTS, Params, home_factor, set_final_demand

PLAIN = replace(
    Params(),
    income_elasticity=1.5,
    export_income_elasticity=2.0,
    auto_price_elasticity=1.0,
    export_price_elasticity=2.0,
    linkage=0.0,
    export_shock=0.0,
    stimulus=0.0,
)


def demand(params=PLAIN, *, gdp=1.0, exports=1.0, cpi=1.0, price=1.0, spent=(1.0, 1.0)):
    state = hand_state()
    nation, markets = state.nation, state.markets
    nation.gdp[:], nation.exports[:], nation.cpi[:] = gdp, exports, cpi
    nation.consumption[:], nation.first_consumption[:] = spent
    markets.first_demand[[CARS, BRANDS, CONTRACTS]] = 100.0
    markets.price[:] = price
    set_final_demand(state, params, moment())
    wanted = markets.final_demand
    assert not np.delete(wanted, [CARS, BRANDS, CONTRACTS]).any()  # parts have no final buyers
    return wanted[CARS], wanted[BRANDS], wanted[CONTRACTS]


def test_incomes_move_cars_and_brands_and_exports_move_contract_manufacture():
    assert demand(gdp=4.0) == pytest.approx((800.0, 800.0, 100.0))
    assert demand(exports=1.5) == pytest.approx((100.0, 100.0, 225.0))


def test_the_shock_falls_on_exports_and_the_stimulus_on_the_home_market():
    assert demand(replace(PLAIN, export_shock=0.22)) == pytest.approx((100.0, 100.0, 78.0))
    assert demand(replace(PLAIN, stimulus=0.1)) == pytest.approx((110.0, 110.0, 100.0))


def test_demand_falls_with_price_over_outside_prices():
    assert demand(price=1.25) == pytest.approx((80.0, 80.0, 64.0))
    assert demand(price=1.25, cpi=1.25) == pytest.approx((100.0, 100.0, 100.0))


@pytest.mark.parametrize(
    ("consumption", "reference", "outside", "linkage", "factor"),
    [
        (80.0, 100.0, 1.0, 0.5, 0.9),
        (80.0, 100.0, 0.9, 0.5, 0.85),
        (80.0, 100.0, 1.0, 0.0, 1.0),
        (80.0, 100.0, 0.9, 0.0, 0.9),
        (100.0, 100.0, 0.9, 1.0, 1.0),
        (np.nan, 1.0, 0.9, 1.0, 1.0),
        (1.0, 0.0, 0.9, 1.0, 1.0),
    ],
)
def test_home_demand_follows_spending_only_as_far_as_it_is_linked(consumption, reference, outside, linkage, factor):
    assert home_factor(consumption, reference, outside, linkage) == pytest.approx(factor)


def test_spending_that_keeps_up_with_gdp_and_prices_changes_nothing():
    linked = replace(PLAIN, linkage=1.0)
    assert demand(linked, gdp=2.0, cpi=1.1, price=1.1, spent=(2.2, 1.0))[0] == pytest.approx(100.0 * 2**1.5)
