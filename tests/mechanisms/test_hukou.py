"""Points, quotas, who is admitted by which rule, and what admission changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment
from segsim.mechanisms.hukou import Params, admit, count_insured_months, places, points_of
from segsim.plumbing.ranks import best_of_groups
from segsim.state.codes import Hukou

PLAIN = replace(Params(), rule="points", quota=0.5, minimum_stay=12.0)


def city_of(skills, *, stay=24, employers=None):
    """Migrants with these skills, all in the first city, all employed unless said."""
    state = hand_state(workers=len(skills), firms=1)
    hire(state, [0] * len(skills) if employers is None else employers)
    workers = state.workers
    workers.skill[:], workers.tenure[:] = skills, stay
    workers.earnings[:] = state.cities.mean_earnings[:] = 1000.0
    return state


def admitted(params, skills, month=1, **about):
    state = city_of(skills, **about)
    admit(state, params, moment(month=month))
    assert state.cities.admitted[0] == (state.workers.hukou == Hukou.URBAN).sum()
    return np.flatnonzero(state.workers.hukou == Hukou.URBAN).tolist()


def test_points_by_hand():
    params = replace(
        Params(), talent=2.0, full_months=60.0, skill_weight=0.4, insured_weight=0.3, income_weight=0.2, stay_weight=0.1
    )
    # half of the skill, a fifth of the months, the city's mean pay, half of the stay
    assert points_of(params, 1.0, 12, 1500.0, 1500.0, 30) == pytest.approx(0.2 + 0.06 + 0.1 + 0.05)
    assert points_of(params, 9.0, 600, 9e9, 1500.0, 600) == pytest.approx(1.0)
    doubled = replace(params, skill_weight=0.8, insured_weight=0.6, income_weight=0.4, stay_weight=0.2)
    assert points_of(doubled, 1.0, 12, 1500.0, 1500.0, 30) == pytest.approx(0.41)
    nothing = replace(params, skill_weight=0.0, insured_weight=0.0, income_weight=0.0, stay_weight=0.0)
    assert points_of(nothing, 1.0, 12, 1500.0, 1500.0, 30) == 0.0


def test_quotas_are_rounded_city_by_city():
    migrants = np.array([100, 299, 0, 50])
    assert places(replace(PLAIN, quota=0.005), migrants).tolist() == [1, 1, 0, 0]
    assert places(replace(PLAIN, rule="open"), migrants).tolist() == migrants.tolist()
    assert places(replace(PLAIN, rule="closed"), migrants).tolist() == [0, 0, 0, 0]


def test_points_take_the_most_skilled_up_to_the_quota():
    assert admitted(PLAIN, [0.5, 1.2, 0.8, 1.4]) == [1, 3]
    assert admitted(replace(PLAIN, rule="closed"), [0.5, 1.2, 0.8, 1.4]) == []
    assert admitted(PLAIN, [0.5, 1.2, 0.8, 1.4], month=2) == []


def test_talent_takes_nobody_under_its_cut():
    rule = replace(PLAIN, rule="talent", talent=1.3)
    assert admitted(rule, [0.5, 1.2, 0.8, 1.4]) == [3]
    assert admitted(rule, [1.5, 1.2, 1.6, 1.4]) == [0, 2]


def test_open_takes_all_who_have_kept_a_job():
    rule = replace(PLAIN, rule="open")
    assert admitted(rule, [0.5, 1.2, 0.8], employers=[0, -1, 0]) == [0, 2]
    assert admitted(rule, [0.5, 1.2, 0.8], stay=[11, 12, 0]) == [1]


def test_a_lottery_takes_anybody():
    state = city_of(np.linspace(0.5, 1.5, 2000))
    admit(state, replace(PLAIN, rule="lottery", quota=0.25), moment())
    taken = state.workers.hukou == Hukou.URBAN
    assert taken.sum() == 500
    assert state.workers.skill[taken].mean() == pytest.approx(1.0, abs=4 * 0.29 / np.sqrt(500))


def test_who_is_admitted_is_at_home_in_the_city_and_others_are_not():
    state = city_of([0.5, 1.2, 0.8, 1.4])
    state.workers.city[2] = 1  # at home in the countryside: no points
    state.workers.employer[2] = -1
    admit(state, PLAIN, moment())
    workers = state.workers
    assert workers.home.tolist() == [1, 0, 1, 0]
    assert workers.points[2] == 0.0
    assert (workers.points[[0, 1, 3]] > 0.0).all()
    admit(state, replace(PLAIN, quota=1.0), moment(24))
    assert workers.hukou.tolist() == [1, 1, 0, 1]
    assert state.cities.admitted.tolist() == [1, 0]


@pytest.mark.parametrize("keeps", [True, False])
def test_who_is_admitted_keeps_the_home_in_the_countryside_where_the_law_lets_it(keeps):
    state = city_of([0.5, 1.2, 0.8, 1.4])
    admit(state, replace(PLAIN, keeps_land=keeps), moment())
    assert state.workers.rural_home.tolist() == [True, keeps, True, keeps]


def test_a_month_with_cover_is_a_month_more():
    state = hand_state(workers=3)
    state.workers.pension_cover[:] = [True, False, True]
    state.workers.months_insured[:] = [0, 7, 40]
    count_insured_months(state, Params(), moment())
    assert state.workers.months_insured.tolist() == [1, 7, 41]


def test_best_of_groups():
    group, score = np.array([1, 0, 1, 1, 0]), np.array([0.2, 0.1, 0.9, 0.5, -np.inf])
    assert best_of_groups(group, score, np.array([2, 2])).tolist() == [False, True, True, True, False]
    assert not best_of_groups(group, score, np.zeros(2, int)).any()
