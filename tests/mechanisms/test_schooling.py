"""School places, fees, what a child can expect, and the next generation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, received
from segsim.mechanisms import matching
from segsim.mechanisms.schooling import (
    Params,
    come_of_age,
    enrol,
    inherited,
    retire,
    school_year,
    where_it_learns,
)
from segsim.state.codes import Child, Hukou, Move

ALL_WISH = replace(Params(), accompanying_share=1.0, private_school_share=0.0, fee=0.0)


def families(migrants=60, residents=30, **columns):
    """Residents first, then migrants, all in the first city; the mean log skill of residents is .5, of migrants 0."""
    state = hand_state(workers=residents + migrants)
    workers, nation = state.workers, state.nation
    workers.hukou[:residents], workers.home[:residents] = Hukou.URBAN, 0
    nation.return_to_skill[:], nation.skill_unit[:], nation.skill_spread[:] = 0.5, 1.0, 0.3
    nation.first_skill_rural[:], nation.first_skill_urban[:] = 0.0, 0.5
    workers.deposits[:] = 5000.0
    for name, value in columns.items():
        getattr(workers, name)[:] = value
    return state


def enrolled(params, **about):
    state = families(**about)
    enrol(state, params, moment(month=9))
    return state


def of(state, hukou):
    child = state.workers.child[state.workers.hukou == hukou]
    return child[child != Child.NONE]


def test_where_children_learn_by_hand():
    hukou = np.array([1, 0, 0, 0, 0, 1])
    in_city = np.array([True, True, True, True, False, False])
    placed = np.array([False, True, False, False, False, False])
    private = np.array([False, True, True, False, True, False])
    found = where_it_learns(hukou, in_city, placed, private)
    assert found.tolist() == [
        Child.IN_SCHOOL, Child.IN_SCHOOL, Child.WITHOUT_PLACE, Child.LEFT_BEHIND, Child.AT_HOME, Child.AT_HOME
    ]  # fmt: skip


def test_residents_have_places_and_migrants_what_is_left():
    state = enrolled(replace(ALL_WISH, school_places=1.5))
    residents, migrants = of(state, Hukou.URBAN), of(state, Hukou.RURAL)
    assert (residents == Child.IN_SCHOOL).all()
    places = residents.size // 2
    assert (migrants == Child.IN_SCHOOL).sum() == min(places, migrants.size)
    assert (migrants == Child.LEFT_BEHIND).sum() == migrants.size - places
    assert state.cities.refused_share[0] == pytest.approx((migrants.size - places) / 60)
    assert state.cities.school_offer_gap[0] == pytest.approx(places / migrants.size - ALL_WISH.baseline_offer)


def test_no_access_no_place_and_no_round_outside_september():
    state = enrolled(replace(ALL_WISH, access="closed", school_places=10.0))
    assert (of(state, Hukou.RURAL) == Child.LEFT_BEHIND).all()
    state = families()
    enrol(state, ALL_WISH, moment(month=8))
    assert not state.workers.child.any()


def test_points_go_first():
    points = np.linspace(0.0, 1.0, 90)
    state = enrolled(replace(ALL_WISH, access="points"), points=points)
    migrant = state.workers.hukou == Hukou.RURAL
    inside = migrant & (state.workers.child == Child.IN_SCHOOL)
    outside = migrant & (state.workers.child == Child.LEFT_BEHIND)
    assert inside.any()
    assert outside.any()
    assert points[inside].min() > points[outside].max()


def test_refusal_and_absence_are_resented():
    state = enrolled(replace(ALL_WISH, access="closed", refusal_grievance=0.2, absence_grievance=0.05))
    left = state.workers.child == Child.LEFT_BEHIND
    assert state.workers.grievance[left] == pytest.approx(0.25)
    assert not state.workers.grievance[~left].any()


def test_fees_are_paid_as_far_as_the_money_goes():
    state = enrolled(replace(ALL_WISH, fee=1000.0, school_places=10.0), deposits=np.tile([600.0, 3000.0], 45))
    paid = (state.workers.hukou == Hukou.RURAL) & (state.workers.child == Child.IN_SCHOOL)
    left = state.workers.deposits
    assert set(left[paid]) <= {0.0, 2000.0}
    assert set(left[~paid]) == {600.0, 3000.0}
    total = (np.tile([600.0, 3000.0], 45) - left).sum()
    assert received(state, "school_fees") == pytest.approx({"workers": -total, "cities": total})
    assert state.cities.deposits[0] == pytest.approx(total)


def test_a_child_is_at_school_for_nine_years_of_eighteen():
    phase = np.array([0.0, 0.5, 0.999])
    assert school_year(2016, phase).tolist() == [0, 9, 17]
    seen = [school_year(year, phase) < 9 for year in range(2000, 2018)]
    assert np.sum(seen, axis=0).tolist() == [9, 9, 9]


def test_what_a_child_can_expect_by_hand():
    assert inherited(0.8, 0.5, 0.4) == pytest.approx(0.62)
    params = replace(ALL_WISH, persistence=0.4, school_gain=0.1, baseline_share=0.2, school_places=10.0)
    state = families(skill=np.exp(0.5))
    workers = state.workers
    for year in range(18):  # the first day of every child lies in these years
        enrol(state, params, moment(12 * year, month=9))
    urban = workers.hukou == Hukou.URBAN
    assert workers.child_skill[urban] == pytest.approx(0.5)  # the mean of the group, and all go to school as usual
    assert workers.child_skill[~urban] == pytest.approx(0.2 + 0.1 * (1 - 0.2))


def test_a_school_year_counts_as_much_as_any_other():
    params = replace(ALL_WISH, persistence=0.0, school_gain=0.9, baseline_share=0.0, school_places=10.0)
    state = families()
    migrant = state.workers.hukou == Hukou.RURAL
    for year in range(27):
        access = "open" if year >= 18 and year % 3 == 0 else "closed"
        enrol(state, replace(params, access=access), moment(12 * year, month=9))
    done = state.workers.child_skill[migrant]
    assert done.max() == pytest.approx(0.9 * 3 / 9, abs=1e-6)  # a third of the years, where all nine are over


def test_who_retires_quits_and_the_child_takes_the_row():
    state = families(migrants=3, residents=1, child_skill=0.4, skill=2.0, months_insured=50, grievance=0.3)
    hire(state, [0, 0, 0, 1])
    workers = state.workers
    state.cities.mean_earnings[:] = workers.earnings[:] = 1000.0
    workers.tenure[:] = 30
    workers.retires[[0, 2]] = True
    quiet = replace(matching.Params(), base_quit=0.0, grievance_quit=0.0, festival_leaving=0.0)
    matching.separate(state, quiet, moment())
    assert workers.move.tolist() == [Move.QUIT, Move.STAYED, Move.QUIT, Move.STAYED]
    assert state.firms.quits.tolist() == [2, 0]
    come_of_age(state, replace(Params(), persistence=1.0), moment())  # without random draws of its own
    assert workers.skill == pytest.approx([np.exp(0.4), 2.0, np.exp(0.4), 2.0])
    assert workers.skill_pay[0] == pytest.approx(np.exp(0.2))
    assert workers.months_insured.tolist() == [0, 50, 0, 50]
    assert workers.tenure.tolist() == [0, 31, 0, 31]
    assert workers.deposits.tolist() == [5000.0] * 4
    assert workers.hukou.tolist() == [1, 0, 0, 0]


def test_nobody_is_replaced_at_work():
    state = families(migrants=2, residents=0, child_skill=0.4)
    hire(state, [0, -1])
    state.workers.retires[:] = True
    come_of_age(state, Params(), moment())
    assert state.workers.skill[0] == 1.0
    assert state.workers.skill[1] != 1.0


def test_as_many_retire_as_the_chance_says():
    state = hand_state(workers=1000)
    gone = 0
    for index in range(40):
        state.workers.retires[:] = False
        retire(state, replace(Params(), retirement=0.01), moment(index))
        gone += state.workers.retires.sum()
    assert gone == pytest.approx(400, abs=10)  # less the few rows that are drawn twice


def test_skill_stands_still_over_generations():
    state = families(migrants=4000, residents=0)
    workers = state.workers
    rng = np.random.default_rng(5)
    skill = 0.3 * rng.standard_normal(4000)
    workers.skill[:] = np.exp(skill)
    workers.child_skill[:] = inherited(skill, 0.0, Params().persistence)
    workers.retires[:] = True
    for index in range(5):
        come_of_age(state, Params(), moment(index))
    log = np.log(workers.skill.astype(float))
    assert log.mean() == pytest.approx(0.0, abs=4 * 0.3 / np.sqrt(4000))
    assert log.std() == pytest.approx(0.3, abs=4 * 0.3 / np.sqrt(8000))
