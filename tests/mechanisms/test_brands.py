"""Whose products are bought: badges, makers, new energy, rivals abroad, and what the first month holds of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.indicators import measure
from segsim.indicators.products import INDEPENDENT_PRICE
from segsim.mechanisms.brands import Params, choose_makers, give_plates, value_brands
from segsim.mechanisms.brands.makers import (
    CARS,
    ELECTRONICS,
    foreign_value,
    kept_accounts,
    makers_shares,
    new_energy_shares,
    part_of,
    purchased_part,
    tie,
)
from segsim.mechanisms.brands.products import CONTRACTS
from segsim.state.codes import Brand, Industry, Tier
from segsim.world.chains import read_chains
from segsim.world.makers import assign_brands, first_sizes

QUIET = replace(Params(), new_energy_start=-50.0, new_energy_progress=0.0)
JOINT, INDEPENDENT, NEW = Brand.JOINT_VENTURE, Brand.INDEPENDENT, Brand.NEW_ENERGY


def car_makers(*brands):
    """Car makers of these brands, alike in everything else."""
    state = hand_state(firms=len(brands))
    place(state, range(len(brands)), Industry.AUTO, Tier.LEAD)
    state.firms.brand[:] = brands
    state.nation.new_energy_appeal[:] = -50.0
    state.nation.order_size[:], state.nation.order_price[:], state.nation.order_noise[:] = 0.7, 3.0, 0.0
    return state


def shares(state, params=QUIET):
    """Shares of final orders after a month in which products are weighed and chosen."""
    value_brands(state, params, moment())
    give_plates(state, params, moment())
    choose_makers(state, params, moment())
    return state.firms.open_share


def test_the_badge_is_chosen_first_whatever_the_number_of_makers():
    odds = np.exp(QUIET.price_elasticity * QUIET.foreign_preference)
    for brands in ((JOINT, INDEPENDENT), (JOINT, JOINT, INDEPENDENT), (JOINT, INDEPENDENT, INDEPENDENT)):
        state = car_makers(*brands)
        foreign = state.firms.brand == JOINT
        assert shares(state)[foreign].sum() == pytest.approx(odds / (1.0 + odds))
    assert odds / (1.0 + odds) == pytest.approx(0.774, abs=0.005)  # e^(3 x .41) to one


def test_part_of_the_whole():
    assert part_of(np.array([1.0, 3.0])) == pytest.approx([0.25, 0.75])
    assert part_of(np.zeros(2, dtype=np.float32)).tolist() == [0.0, 0.0]


def test_accounts_move_slowly_and_those_of_who_is_gone_go_to_who_is_left():
    found = kept_accounts(np.array([0.6, 0.2, 0.0]), np.array([0.5, 0.0, 0.5]), 0.1)
    assert found == pytest.approx([0.9 * 0.75 + 0.05, 0.9 * 0.25, 0.05])
    assert kept_accounts(np.zeros(2), np.array([0.3, 0.7]), 0.1) == pytest.approx([0.3, 0.7])


def contract_makers():
    """Two contract makers and a component maker."""
    state = hand_state(firms=3)
    place(state, [0, 1], Industry.IT, Tier.FIRST)
    firms = state.firms
    firms.brand[:2] = Brand.FOREIGN
    firms.open_share[:], firms.first_weight[:] = [0.2, 0.6, 1.0], [3.0, 1.0, 7.0]
    return state


def test_accounts_of_the_first_months_are_by_size_and_then_follow():
    state = contract_makers()
    choose_makers(state, QUIET, moment(index=-1))
    assert state.firms.account_share == pytest.approx([0.75, 0.25, 0.0])
    choose_makers(state, replace(QUIET, account_rate=0.5), moment(index=0))
    assert state.firms.account_share == pytest.approx([0.5, 0.5, 0.0])
    state.firms.alive[0] = False
    choose_makers(state, replace(QUIET, account_rate=0.5), moment(index=1))
    assert state.firms.account_share == pytest.approx([0.0, 1.0, 0.0])


def test_what_the_state_buys():
    assert purchased_part(replace(QUIET, telecom_share=0.2, state_purchases=1.0)) == pytest.approx(0.2)
    assert purchased_part(replace(QUIET, telecom_share=0.2, state_purchases=3.0)) == pytest.approx(0.6 / 1.4)
    assert purchased_part(replace(QUIET, telecom_share=0.2, state_purchases=0.0)) == 0.0


def test_ties_count_double_in_a_cluster_and_nothing_where_corruption_is_fought():
    ties = np.array([0.0, 0.5, 0.5])
    near = np.array([1.0, 0.0, 1.0])
    assert np.log(tie(ties, near, 0.0, 0.4)) == pytest.approx([0.0, 0.2, 0.4])
    assert np.log(tie(ties, near, 0.25, 0.4)) == pytest.approx([0.0, 0.15, 0.3])
    assert tie(ties, near, 1.0, 0.4).tolist() == [1.0, 1.0, 1.0]


def test_the_state_buys_from_brands_with_ties():
    # By hand: two brands alike; a fifth of what is sold is bought by the state, who weighs the second e^.5.
    state = hand_state(firms=2)
    place(state, [0, 1], Industry.IT, Tier.LEAD)
    state.firms.brand[:], state.firms.connection[:] = Brand.CHINESE, [0.0, 1.0]
    state.nation.order_size[:], state.nation.order_price[:] = 0.7, 3.0
    found = shares(state, replace(QUIET, telecom_share=0.2, local_tie=0.5))
    part = np.exp(0.5) / (1.0 + np.exp(0.5))
    assert found == pytest.approx([0.4 + 0.2 * (1.0 - part), 0.4 + 0.2 * part])
    cars = car_makers(INDEPENDENT, INDEPENDENT)
    cars.firms.connection[:] = [0.0, 1.0]
    assert shares(cars) == pytest.approx([0.5, 0.5])


def test_without_preference_like_badges_share_alike_and_a_missing_one_leaves_all_to_the_other():
    plain = replace(QUIET, foreign_preference=0.0)
    assert shares(car_makers(JOINT, INDEPENDENT), plain) == pytest.approx([0.5, 0.5])
    assert shares(car_makers(INDEPENDENT, INDEPENDENT)) == pytest.approx([0.5, 0.5])


def test_a_dearer_badge_loses_at_the_elasticity_between_badges_and_a_maker_within_at_its_own():
    params = replace(QUIET, price_elasticity=2.0, foreign_preference=0.0)
    state = car_makers(JOINT, INDEPENDENT)
    state.firms.price[0] = 2.0
    assert shares(state, params) == pytest.approx([0.2, 0.8])  # odds 1 / 2 squared
    state = car_makers(JOINT, JOINT)
    state.firms.price[0] = 2.0
    assert shares(state, params) == pytest.approx([1 / 9, 8 / 9])


def test_size_counts_less_than_in_proportion_and_the_dead_get_nothing():
    state = car_makers(JOINT, JOINT, JOINT)
    state.firms.capacity[:] = [2000.0, 1000.0, 1000.0]
    state.firms.alive[2] = False
    assert shares(state) == pytest.approx([2**0.7 / (1 + 2**0.7), 1 / (1 + 2**0.7), 0.0])


def test_quality_becomes_known_slowly_and_is_relative_to_the_market():
    state = car_makers(JOINT, INDEPENDENT)
    state.firms.log_tfp[:] = [0.4, 0.0]
    value_brands(state, replace(QUIET, adjustment_rate=0.5, perceived_share=0.5, perceived_own_share=0.0), moment())
    assert state.firms.quality == pytest.approx([0.05, -0.05])  # half of half of the lead of .2 over the mean
    state.firms.own_innovation[:] = [0.0, 0.2]
    state.firms.quality[:] = 0.0
    value_brands(state, replace(QUIET, adjustment_rate=1.0, perceived_share=0.0, perceived_own_share=1.0), moment())
    assert state.firms.quality == pytest.approx([-0.1, 0.1])


def test_left_out_only_size_and_price_count():
    state = car_makers(JOINT, INDEPENDENT)
    state.firms.quality[:] = [1.0, 0.0]
    choose_makers(state, QUIET, moment(without="brands"))
    assert state.firms.open_share == pytest.approx([0.5, 0.5])


def test_an_alliance_is_a_matter_of_technology_and_imports_add_to_the_foreign_badge():
    assert foreign_value(replace(QUIET, alliance=True)) == QUIET.foreign_preference
    overcapacity = replace(QUIET, imported_overcapacity=0.5)
    assert foreign_value(overcapacity) == pytest.approx(QUIET.foreign_preference + 0.5 * QUIET.kit_discount)
    state = car_makers(JOINT, INDEPENDENT, NEW, Brand.NONE)
    value_brands(state, replace(QUIET, alliance=True), moment())
    assert list(state.firms.has_partner) == [False, True, True, False]
    value_brands(state, QUIET, moment())
    assert not state.firms.has_partner.any()


def test_imported_overcapacity_brings_kits_to_joint_ventures_and_presses_on_all_prices():
    state = car_makers(JOINT, INDEPENDENT)
    value_brands(state, replace(QUIET, imported_overcapacity=0.5, kits=0.4, pressure=0.2), moment())
    assert state.firms.kit_share == pytest.approx([0.2, 0.0])
    assert state.markets.bid_factor[CARS] == pytest.approx(np.exp(-0.1))
    assert np.delete(state.markets.bid_factor, CARS) == pytest.approx(1.0)


def test_technology_moves_after_the_burn_in():
    state = car_makers(JOINT)
    params = replace(QUIET, new_energy_start=-5.0, new_energy_progress=0.6)
    value_brands(state, params, moment(index=-3))
    assert state.nation.new_energy_appeal[0] == pytest.approx(-5.0)
    value_brands(state, params, moment(index=1))
    assert state.nation.new_energy_appeal[0] == pytest.approx(-4.95)


def test_new_energy_cars_are_made_by_their_makers_or_else_by_independents_or_else_by_all():
    weight = np.array([1.0, 2.0, 2.0])
    assert new_energy_shares(np.array([JOINT, INDEPENDENT, NEW]), weight) == pytest.approx([0, 0, 1])
    assert new_energy_shares(np.array([JOINT, INDEPENDENT, INDEPENDENT]), weight) == pytest.approx([0, 0.5, 0.5])
    assert new_energy_shares(np.array([JOINT, JOINT, JOINT]), weight) == pytest.approx([0.2, 0.4, 0.4])


def test_electronics_sell_to_telecom_groups_and_not_under_export_controls():
    state = hand_state()
    params = replace(QUIET, telecom_share=0.2, state_purchases=2.0, engineering_home=0.1, export_controls=0.4)
    value_brands(state, params, moment())
    assert state.markets.extra_demand[ELECTRONICS] == pytest.approx(-0.1)
    place(state, [0], Industry.IT, Tier.LEAD)
    value_brands(state, replace(params, control_lag=0.01), moment())
    assert state.firms.log_tfp == pytest.approx([-0.004, 0.0])


def test_what_brands_keep_comes_in_part_out_of_contract_prices():
    state = hand_state()
    value_brands(state, replace(QUIET, brand_share=0.68, first_brand_share=0.5, squeeze=0.5), moment())
    assert state.markets.bid_factor[CONTRACTS] == pytest.approx(0.8)  # root of .32 over .5
    value_brands(state, QUIET, moment())
    assert state.markets.bid_factor == pytest.approx(1.0)


def test_shares_of_nobody_are_nothing():
    empty = np.zeros(2)
    assert makers_shares(np.array([JOINT, INDEPENDENT]), empty, empty, empty, 0.0, 1.0) == pytest.approx([0.0, 0.0])


@pytest.mark.parametrize(("makers", "independents", "new_energy"), [(1, 0, 0), (2, 1, 0), (4, 1, 0), (12, 4, 1)])
def test_a_third_of_the_first_car_makers_is_independent_but_one_is_a_joint_venture(makers, independents, new_energy):
    state = hand_state(firms=makers)
    firms = state.firms
    place(state, range(makers), Industry.AUTO, Tier.LEAD)
    assign_brands(firms, read_chains(), np.arange(makers) / makers)
    chinese = np.isin(firms.brand, (INDEPENDENT, NEW))
    assert (chinese.sum(), (firms.brand == NEW).sum()) == (independents, new_energy)
    sizes = first_sizes(firms, np.ones(makers), 3.0)
    if independents:
        assert sizes[chinese].sum() / sizes.sum() == pytest.approx(0.25)


def test_suppliers_have_no_name_and_electronics_one_a_tier():
    state = hand_state(firms=3)
    place(state, [0], Industry.IT, Tier.LEAD)
    place(state, [1], Industry.IT, Tier.FIRST)
    assign_brands(state.firms, read_chains(), np.zeros(3))
    assert list(state.firms.brand) == [Brand.CHINESE, Brand.FOREIGN, Brand.NONE]


def test_cars_are_counted_by_number_and_cheap_ones_are_many():
    state = car_makers(JOINT, INDEPENDENT, NEW)
    state.firms.output[:], state.cities.minimum_wage[:] = [1100.0, 300.0, 195.0], 800.0
    found = measure(state, "independent_car_share", "joint_venture_car_share")
    assert INDEPENDENT_PRICE == 0.45
    assert list(found.values()) == pytest.approx([0.5, 0.5])  # 495 yuan of cars at .45 are 1,100
