"""What land, water and power cost, and who goes short of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.land import Params, next_price, next_supply, overhead_factor, plant_in_use, power_cut, price_land
from segsim.state.codes import Region

COAST, INLAND = np.array([True]), np.array([False])
PLAIN = replace(Params(), sale_rate=0.0)


def two_cities(coast=Region.IT_COAST, **changes):
    """A firm in a city at the coast and one inland, after a first month."""
    state = hand_state(firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    state.cities.region[:2] = [coast, Region.INLAND]
    state.markets.capital_per_unit[:] = 2.0
    state.cities.first_land_discount[:] = np.nan
    state.cities.land_discount[:] = 0.1
    price_land(state, replace(PLAIN, **changes), moment())
    return state


def test_the_first_month_is_the_level_from_which_all_is_reckoned():
    state = two_cities()
    cities = state.cities
    assert plant_in_use(state) == pytest.approx([2000.0, 2000.0, 0.0])
    assert cities.land_supply == pytest.approx([2000.0, 2000.0, 0.0])
    for name in ("land_price", "property_price", "overhead_factor"):
        assert getattr(cities, name)[:2] == pytest.approx(1.0)
    assert cities.power_cut[:2] == pytest.approx(0.0)


def test_a_city_without_plants_has_room_for_a_mean_one():
    state = hand_state(firms=2, cities=2)
    state.markets.capital_per_unit[:] = 2.0
    state.cities.first_land_discount[:] = np.nan
    price_land(state, PLAIN, moment())
    assert state.cities.land_supply[:2] == pytest.approx([4000.0, 2000.0])


def test_land_follows_plants_more_slowly_at_the_coast():
    params = replace(PLAIN, supply_adjustment_rate=0.1, coast_supply_ratio=0.5)
    assert next_supply(100.0, 200.0, 0.0, INLAND, params) == pytest.approx(110.0)
    assert next_supply(100.0, 200.0, 0.0, COAST, params) == pytest.approx(105.0)
    assert next_supply(100.0, 50.0, 0.0, INLAND, params) == pytest.approx(95.0)
    assert next_supply(100.0, 0.0, 0.0, INLAND, params) == pytest.approx(100.0)  # kept for whoever may come


def test_land_goes_to_housing_where_that_is_dearer_and_as_far_as_the_city_cares():
    params = replace(PLAIN, supply_adjustment_rate=0.0, conversion=0.1, property_preference=0.5)
    assert next_supply(100.0, 100.0, 0.4, INLAND, params) == pytest.approx(98.0)
    assert next_supply(100.0, 100.0, -0.4, INLAND, params) == pytest.approx(100.0)
    assert next_supply(100.0, 100.0, 0.4, INLAND, replace(params, property_preference=0.0)) == pytest.approx(100.0)


def test_the_price_of_land_closes_on_scarcity_and_after_reform_on_housing():
    params = replace(PLAIN, price_adjustment_rate=1.0, elasticity=2.0)
    assert next_price(1.0, 1.5, np.log(3.0), params) == pytest.approx(2.25)
    assert next_price(1.0, 1.5, np.log(3.0), replace(params, land_price_reform=1.0)) == pytest.approx(6.75)
    assert next_price(1.0, 1.0, 0.0, replace(params, price_adjustment_rate=0.1)) == pytest.approx(1.0)
    assert next_price(1.0, 0.0, 0.0, params) == pytest.approx(0.2)  # never free


def test_only_the_land_in_overhead_moves_with_price_and_discount():
    params = replace(PLAIN, land_share=0.5)
    assert overhead_factor(1.0, 0.1, 0.1, params) == pytest.approx(1.0)
    assert overhead_factor(2.0, 0.1, 0.1, params) == pytest.approx(1.5)
    assert overhead_factor(1.0, 0.55, 0.1, params) == pytest.approx(0.75)
    assert overhead_factor(1.0, 0.55, 0.1, replace(params, land_price_reform=1.0)) == pytest.approx(0.5 + 0.5 / 0.9)


def test_power_is_short_at_the_coast_only_and_not_beyond_the_most():
    params = replace(PLAIN, power_supply=0.9, most_outage=0.4)
    assert power_cut(100.0, 100.0, COAST, params) == pytest.approx(0.1)
    assert power_cut(100.0, 100.0, INLAND, params) == pytest.approx(0.0)
    assert power_cut(10.0, 100.0, COAST, params) == pytest.approx(0.4)
    assert power_cut(0.0, 0.0, COAST, replace(params, power_supply=2.0)) == pytest.approx(0.4)


def test_power_follows_plants_at_its_pace_and_never_leaves():
    state = two_cities()
    params = replace(PLAIN, power_growth=0.1)
    state.firms.capacity[0] = 2000.0
    price_land(state, params, moment())
    assert state.cities.power_supply[0] == pytest.approx(2200.0)
    assert state.cities.power_cut[0] == pytest.approx(0.4)  # 1 - 2200 / 4000 is above the most
    state.firms.capacity[0] = 500.0
    price_land(state, params, moment())
    assert state.cities.power_supply[0] == pytest.approx(2200.0)
    assert state.cities.power_cut[0] == pytest.approx(0.0)


def test_a_boom_lifts_housing_most_at_the_coast_and_cools():
    state = two_cities(property_boom=0.01, inland_boom=0.5)
    assert state.cities.property_price[:2] == pytest.approx(np.exp([0.01, 0.005]))
    price_land(state, replace(PLAIN, property_decay_rate=0.5), moment())
    assert state.cities.property_price[:2] == pytest.approx(np.exp([0.005, 0.0025]))


def test_land_sold_for_housing_fills_the_city():
    state = two_cities()
    params = replace(PLAIN, sale_rate=0.01, property_preference=1.0, first_preference=0.5, property_income=1.0)
    state.nation.gdp[:] = 1.5
    price_land(state, replace(params, conversion=0.0), moment())
    assert state.cities.land_revenue_year[:2] == pytest.approx(60.0)  # .02 of 2000 at 1.5
    assert received(state, "land_sales") == pytest.approx({"cities": 120.0, "abroad": -120.0})
