"""How many beds firms provide, what a bed is worth, and what discipline does to effort and grievance."""

from __future__ import annotations

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place
from segsim.mechanisms.dormitory import (
    MOST_HOUSED,
    USUAL_SHARE,
    Params,
    house_and_discipline,
    relative_size,
    target_beds,
)
from segsim.state.codes import Industry, Segment, Tier

SUPPLIER, CONTRACT = int(Segment.SUPPLIER), int(Segment.CONTRACT_MANUFACTURER)


def beds(share, employment, segments, size=0.0):
    employment = np.array(employment, dtype=float)
    large = relative_size(employment, np.zeros(employment.size, dtype=int)) ** size
    return target_beds(share, np.array(segments), large)


def plants():
    """A supplier and a contract manufacturer of two workers each; rent is a tenth of pay."""
    state = hand_state(workers=4, firms=2)
    place(state, [1], Industry.IT, Tier.FIRST)
    hire(state, [0, 0, 1, 1])
    state.firms.dormitory[:] = state.firms.discipline[:] = np.nan
    state.cities.mean_earnings[:], state.cities.rent[:] = 1000.0, 100.0
    return state


def test_contract_manufacturers_house_most_and_nobody_houses_all():
    assert beds(0.4, [10, 10], [SUPPLIER, CONTRACT]) == pytest.approx([0.4, 0.72])
    assert beds(0.9, [10], [CONTRACT]) == pytest.approx([MOST_HOUSED])


def test_large_plants_house_more():
    small, large = beds(0.3, [10, 40], [SUPPLIER, SUPPLIER], size=0.5)
    assert (small, large) == pytest.approx((0.3 * 0.4**0.5, 0.3 * 1.6**0.5))
    assert beds(0.3, [0, 40], [SUPPLIER, SUPPLIER], size=0.5)[1] == pytest.approx(0.3), "who has nobody is no yardstick"


def test_as_usual_nothing_moves_on_the_mean():
    state = plants()
    house_and_discipline(state, Params(), moment())
    firms = state.firms
    assert firms.dormitory == pytest.approx([USUAL_SHARE, 1.8 * USUAL_SHARE])
    assert (firms.overtime_reach * firms.employment).sum() == pytest.approx(0.0)
    assert firms.effort == pytest.approx([1.0, 1.0])
    assert state.cities.housing_cost[0] == pytest.approx(1.0)


def test_a_bed_saves_rent():
    state = plants()
    house_and_discipline(state, Params(dormitory_share=0.5, dormitory_rent=0.2), moment())
    assert state.firms.bed_value == pytest.approx(np.log1p([0.5 * 0.08, 0.9 * 0.08]))
    usual = 1.4 * USUAL_SHARE
    assert state.cities.housing_cost[0] == pytest.approx((1 - 0.7 * 0.8) / (1 - usual * 0.7))


def test_without_beds_shifts_are_shorter():
    state = plants()
    house_and_discipline(state, Params(dormitory_share=0.0, hours=10.0), moment())
    assert state.firms.overtime_reach == pytest.approx([-14.0 * USUAL_SHARE] * 2)
    assert state.firms.bed_value == pytest.approx([0.0, 0.0])


def test_discipline_raises_effort_and_is_resented_above_the_usual():
    state = plants()
    house_and_discipline(state, Params(discipline=2.0, effort_gain=0.1), moment())
    assert state.firms.effort == pytest.approx(np.exp([0.11, 0.14]))
    assert state.firms.harshness == pytest.approx([1.2, 1.8])
    mild = plants()
    house_and_discipline(mild, Params(discipline=0.5), moment())
    assert not mild.firms.harshness.any()


def test_a_new_discipline_takes_hold_slowly():
    state = plants()
    house_and_discipline(state, Params(), moment())
    house_and_discipline(state, Params(discipline=2.0, adjustment_rate=0.5), moment())
    assert state.firms.discipline == pytest.approx([1.65, 2.1])
