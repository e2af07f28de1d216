"""Does every component of what a place, land or a minimum wage is worth count? By hand with all, and without each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, vector
from segsim.mechanisms import land, migration, minimum_wage, relocation
from segsim.mechanisms.relocation.worth import place_value, terms_of
from segsim.state.codes import Violation

PLANT = replace(relocation.Params(), distance_cost=0.3)
THERE = {"market_wage": 0.4, "minimum_wage": 0.45 * STANDARD, "tax_rebate": 0.4, "overhead_factor": 0.5,
         "enforcement_effort": 2.0}  # fmt: skip
# A plant with labour cost of .5 a unit keeps half of what the minimum would lift: the wage there is .425, not .5.
WAGE, OVERHEAD, LAW = 0.5 * 0.15, 0.2 * 0.5, 360.0 / 1000.0 * 0.1


def worth_there(**without):
    """Worth of a second city to a plant in the first: cheaper labour and land, twice the inspectors, a tax rebate."""
    state = hand_state(workers=1, firms=1, cities=2)
    hire(state, [0])
    firms, cities = state.firms, state.cities
    firms.unit_cost[:], firms.base_wage[:], firms.violations[:, Violation.MINIMUM] = 0.8, 0.5, 0.5
    firms.penalty_at_visit[:] = 360.0
    firms.overtime_multiple[:] = 1.0
    firms.buyer[:] = 0
    state.markets.overhead_per_unit[:] = 0.16  # .2 a unit at planned use of .8
    state.nation.inspection_rate[:] = 0.1
    cities.area[:] = [0, 1, -1]
    cities.market_wage[:] = 0.5
    for name, value in {**THERE, **without}.items():
        if hasattr(cities, name):
            getattr(cities, name)[1] = value
        elif name in dict(firms.vectors()):
            vector(firms, name)[:] = value
        elif hasattr(state.nation, name):
            getattr(state.nation, name)[:] = value
    params = replace(PLANT, **{name: value for name, value in without.items() if hasattr(PLANT, name)})
    return place_value(state, params, np.array([0]), terms_of(state))[0, 1]


@pytest.mark.parametrize(
    ("without", "margin", "kept", "distance"),
    [
        ({}, 0.2 + WAGE + OVERHEAD - LAW, 0.85, 0.3),
        ({"unit_cost": 1.0}, WAGE + OVERHEAD - LAW, 0.85, 0.3),
        ({"market_wage": 0.5}, 0.2 + OVERHEAD - LAW, 0.85, 0.3),
        ({"minimum_wage": 0.0}, 0.2 + 0.5 * 0.2 + OVERHEAD - LAW, 0.85, 0.3),
        ({"violations_minimum": 1.0}, 0.2 + 0.5 * 0.2 + OVERHEAD - LAW, 0.85, 0.3),
        ({"bonus_rate": 0.1}, 0.2 + 1.1 * WAGE + OVERHEAD - LAW, 0.85, 0.3),
        ({"overtime_planned": STANDARD, "overtime_multiple": 2.0}, 0.2 + 1.5 * WAGE + OVERHEAD - LAW, 0.85, 0.3),
        # overtime of 8 % counted in: .45 / 1.08 is kept to, half-way from there to .45 is paid
        (
            {"counted_in": 1.0, "overtime_planned": 0.08 * STANDARD},
            0.2 + 0.5 - 0.45 * (0.5 + 0.5 / 1.08) + OVERHEAD - LAW,
            0.85,
            0.3,
        ),
        ({"overhead_factor": 1.0}, 0.2 + WAGE - LAW, 0.85, 0.3),
        ({"enforcement_effort": 1.0}, 0.2 + WAGE + OVERHEAD, 0.85, 0.3),
        ({"penalty_at_visit": 0.0}, 0.2 + WAGE + OVERHEAD, 0.85, 0.3),
        ({"tax_rebate": 0.0}, 0.2 + WAGE + OVERHEAD - LAW, 0.75, 0.3),
        ({"distance_cost": 0.0}, 0.2 + WAGE + OVERHEAD - LAW, 0.85, 0.0),
        ({"buyer": -1}, 0.2 + WAGE + OVERHEAD - LAW, 0.85, 0.0),
    ],
    ids=str,
)
def test_a_place_is_worth_its_profit_after_tax_less_the_way_to_the_buyer(without, margin, kept, distance):
    assert worth_there(**without) == pytest.approx(np.log(margin * kept) - distance)


COAST, INLAND = np.array([True]), np.array([False])
SITE = replace(
    land.Params(), price_adjustment_rate=0.5, elasticity=2.0, land_price_reform=0.5, supply_adjustment_rate=0.1,
    coast_supply_ratio=0.5,
    conversion=0.1, property_preference=0.5, land_share=0.5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("price", "pressure", "housing", "reform", "expected"),
    [
        (2.0, 1.5, np.log(3.0), 0.5, 2.0**0.5 * 1.5 * 3.0**0.25),
        (1.0, 1.5, np.log(3.0), 0.5, 1.5 * 3.0**0.25),
        (2.0, 1.0, np.log(3.0), 0.5, 2.0**0.5 * 3.0**0.25),
        (2.0, 1.5, 0.0, 0.5, 2.0**0.5 * 1.5),
        (2.0, 1.5, np.log(3.0), 0.0, 2.0**0.5 * 1.5),
    ],
)
def test_land_is_dear_by_what_it_was_by_plants_and_by_housing(price, pressure, housing, reform, expected):
    params = replace(SITE, land_price_reform=reform)
    assert land.next_price(price, pressure, housing, params) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("use", "lead", "coast", "expected"),
    [(200.0, 0.4, INLAND, 108.0), (100.0, 0.4, INLAND, 98.0), (200.0, 0.0, INLAND, 110.0), (200.0, 0.4, COAST, 103.0)],
)
def test_land_follows_plants_and_gives_way_to_housing(use, lead, coast, expected):
    assert land.next_supply(100.0, use, lead, coast, SITE) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("price", "discount", "first", "reform", "expected"),
    [
        (2.0, 0.28, 0.1, 0.0, 0.5 + 0.5 * 1.6),
        (1.0, 0.28, 0.1, 0.0, 0.5 + 0.5 * 0.8),
        (2.0, 0.0, 0.1, 0.0, 0.5 + 0.5 * 2.0 / 0.9),
        (2.0, 0.28, 0.0, 0.0, 0.5 + 0.5 * 1.44),
        (2.0, 0.28, 0.1, 1.0, 0.5 + 0.5 * 2.0 / 0.9),
    ],
)
def test_overhead_holds_land_by_price_and_discount_old_and_new(price, discount, first, reform, expected):
    params = replace(SITE, land_price_reform=reform)
    assert land.overhead_factor(price, discount, first, params) == pytest.approx(expected)


def minimum_wage_of_the_first(**without):
    """Two cities of a province: the first's own aim asks for ln 1.25 more, its neighbour's for ln 1.2."""
    state = hand_state(cities=2)
    given = {"minimum_wage": [640.0, 800.0], "mean_earnings": [2500.0, 2400.0], "minimum_wage_ratio": 0.4,
             "response": [1.0, 1.2], "province": 0}  # fmt: skip
    levers = {name: value for name, value in without.items() if name not in given}
    for name, values in {**given, **without}.items():
        if name in given:
            getattr(state.cities, name)[:-1] = values
    params = replace(
        minimum_wage.Params(), rule="endogenous", **{"adjustment_rate": 0.5, "peer_elasticity": 0.4, **levers}
    )
    minimum_wage.set_minimum_wages(state, params, moment(minimum_wage=np.zeros(3)))
    return state.cities.minimum_wage[0]


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ({}, 640.0 * 1.25**0.6 * 1.2**0.4),
        ({"peer_elasticity": 0.0}, 640.0 * 1.25),
        ({"province": [0, 1]}, 640.0 * 1.25),  # nobody beside it: its own gap in full
        ({"adjustment_rate": 0.0}, 640.0),
        ({"mean_earnings": [1600.0, 2400.0]}, 640.0 * 1.2**0.4),  # at its aim: the neighbour alone
        ({"response": [1.0, 1.0]}, 640.0 * 1.25**0.6 * 1.2**0.2),
        ({"minimum_wage_ratio": [0.4, 0.4 / 1.44]}, 640.0 * 1.25**0.6),
    ],
    ids=str,
)
def test_a_minimum_wage_rises_by_its_own_gap_and_its_neighbours(without, expected):
    assert minimum_wage_of_the_first(**without) == pytest.approx(expected)


def worth_of_going(**without):
    """Log worth of a city where half of the stay is spent in a job, .1 / (.1 + .06 + 1 / 25), of 4,000 yuan, at a rent
    of 500, with schools; flows of a billion people, to whom the prior adds nothing.
    """
    state = hand_state()
    state.cities.mean_searchers[0] = state.cities.mean_employed[0] = 1e9
    given = {
        "mean_hires": 1e8,
        "mean_separations": 6e7,
        "mean_earnings": 4000.0,
        "rent": 500.0,
        "school_offer_gap": 0.2,
    }
    params = replace(migration.Params(), **{"hukou_cost": 0.1, "school_pull": 0.5, "premium": 0.5, "horizon": 25.0} | {
        name: value for name, value in without.items() if name not in given
    })  # fmt: skip
    for name, value in {**given, **without}.items():
        if name in given:
            getattr(state.cities, name)[0] = value
    return migration.place_values(state.cities, 600.0, params)


@pytest.mark.parametrize(
    ("without", "city", "home"),
    [
        ({}, np.log(1300.0) + 0.1, 900.0),
        ({"mean_hires": 3e8}, np.log(2200.0) + 0.1, 900.0),
        ({"mean_separations": 0.0}, np.log(3600.0 / 1.4 - 500.0) + 0.1, 900.0),
        ({"horizon": 50.0}, np.log(1500.0) + 0.1, 900.0),
        ({"mean_earnings": 2000.0}, np.log(400.0) + 0.1, 900.0),
        ({"hukou_cost": 0.0}, np.log(1500.0) + 0.1, 900.0),
        ({"rent": 0.0}, np.log(1800.0) + 0.1, 900.0),
        ({"school_offer_gap": 0.0}, np.log(1300.0), 900.0),
        ({"school_pull": 0.0}, np.log(1300.0), 900.0),
        ({"premium": 0.0}, np.log(1300.0) + 0.1, 600.0),
    ],
    ids=str,
)
def test_going_to_a_city_is_worth_pay_by_chance_less_rent_and_a_school_place(without, city, home):
    assert worth_of_going(**without) == pytest.approx([city, np.log(home)])
