"""Who applies where, whom firms take, and whom they do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place
from segsim.mechanisms.matching import Params, search_and_hire
from segsim.mechanisms.matching.search import job_value, offered_pay, vacancy_slots
from segsim.state.codes import Hukou, Industry, Move, Tier, Violation

# Everybody searches, sees a lot, and cares for pay alone.
EAGER = replace(
    Params(), search_unemployed=1.0, search_employed=1.0, jobs_sampled=20, rounds=3, taste_scale=0.0,
    switching_cost=0.05,
    skill_threshold=0.0, admission_probability=1.0,
)  # fmt: skip


def test_the_value_of_a_job_by_hand():
    state = hand_state(firms=2)
    firms = state.firms
    firms.base_wage[:], firms.bonus_rate[:], firms.overtime_planned[:], firms.hours_disutility[:] = 5.0, 0.2, 60.0, 0.3
    firms.alive[1] = False
    value = job_value(firms, offered_pay(firms, np.zeros(2), STANDARD, 0.0), STANDARD)
    assert value[0] == pytest.approx(np.log(5.0 * (STANDARD * 1.2 + 1.75 * 60.0) / STANDARD) - 0.3)
    assert value[1] == -np.inf


def test_a_job_under_the_minimum_wage_is_worth_what_the_firm_lifts_it_to():
    state = hand_state(firms=3)
    firms = state.firms
    firms.base_wage[:], firms.overtime_planned[:], firms.hours_disutility[:] = 4.0, 0.0, 0.0
    firms.violations[:, Violation.MINIMUM] = [0.0, 0.25, 1.0]
    offer = offered_pay(firms, np.full(3, 8.0 * STANDARD), STANDARD, 0.0)
    assert offer == pytest.approx(STANDARD * np.array([8.0, 7.0, 4.0]))
    assert job_value(firms, offer, STANDARD) == pytest.approx(np.log([8.0, 7.0, 4.0]))


def test_overtime_pay_counted_in_is_part_of_what_a_job_is_worth():
    firms = hand_state(firms=1).firms
    firms.base_wage[:], firms.overtime_planned[:], firms.hours_disutility[:] = 4.0, 0.4 * STANDARD, 0.0
    firms.overtime_multiple[:], firms.violations[:, Violation.MINIMUM] = 1.5, 1.0
    # 8 an hour over 1 + .4 * 1.5 are 5; half of the gap to it is made up
    offer = offered_pay(firms, np.full(1, 8.0 * STANDARD), STANDARD, 0.5)
    assert offer == pytest.approx([4.5 * 1.6 * STANDARD])


def test_one_slot_a_vacancy_by_city():
    slots, first = vacancy_slots(np.array([2, 0, 1, 3]), np.array([1, 0, 0, 1]), 3)
    assert slots.tolist() == [2, 0, 0, 3, 3, 3]
    assert first.tolist() == [0, 1, 6, 6]


def market(vacancies, workers=40, **columns):
    """A city with jobless workers and open jobs."""
    state = hand_state(workers=workers, firms=len(vacancies))
    state.firms.vacancies[:] = vacancies
    for name, value in columns.items():
        getattr(state.firms, name)[:] = value
    return state


def test_nobody_moves_without_vacancies():
    state = market([0, 0])
    search_and_hire(state, EAGER, moment())
    assert (state.workers.employer == -1).all()
    assert not state.firms.unfilled.any()


def test_jobs_are_filled_but_never_over_filled():
    state = market([3, 5, 0], workers=40, base_wage=[1.0, 2.0, 9.0])
    search_and_hire(state, EAGER, moment())
    assert state.firms.employment.tolist() == [3, 5, 0]
    assert state.firms.hires.tolist() == [3, 5, 0]
    assert not state.firms.unfilled.any()
    assert np.bincount(state.workers.employer[state.workers.employer >= 0], minlength=3).tolist() == [3, 5, 0]
    assert (state.workers.move == Move.HIRED).sum() == 8
    assert state.firms.skill_sum.tolist() == [3.0, 5.0, 0.0]


def test_more_jobs_than_people_leave_jobs_open():
    state = market([10, 10], workers=4)
    search_and_hire(state, EAGER, moment())
    assert state.firms.employment.sum() == 4
    assert state.firms.unfilled.sum() == 16


def test_the_better_job_fills_first():
    state = market([20, 20], workers=20, base_wage=[1.0, 1.5])
    search_and_hire(state, EAGER, moment())
    assert state.firms.employment.tolist() == [0, 20]


def test_firms_that_ask_for_nobody_or_have_failed_take_nobody():
    state = market([5, 5], alive=[True, False])
    search_and_hire(state, EAGER, moment())
    assert state.firms.employment.tolist() == [5, 0]


def test_people_search_where_they_are():
    state = hand_state(workers=10, firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    state.firms.vacancies[:] = 10
    state.workers.city[:4] = 1
    search_and_hire(state, EAGER, moment())
    assert state.firms.employment.tolist() == [6, 4]


def core_market(**levers):
    """Thirty migrants and thirty residents, half of each skilled, before an open core."""
    state = market([100], workers=60)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    state.workers.hukou[:] = np.repeat([Hukou.RURAL, Hukou.URBAN], 30)
    state.workers.skill[:] = np.tile([0.7, 1.3], 30)
    search_and_hire(state, replace(EAGER, **levers), moment())
    inside = state.workers.employer == 0
    return inside & (state.workers.hukou == Hukou.RURAL), inside & (state.workers.hukou == Hukou.URBAN)


@pytest.mark.parametrize(
    ("threshold", "admission", "migrants", "residents"),
    [(0.0, 1.0, 30, 30), (0.9, 1.0, 15, 15), (0.0, 0.0, 0, 30), (2.0, 1.0, 0, 0)],
)
def test_the_core_admits_by_skill_and_by_hukou(threshold, admission, migrants, residents):
    from_afar, local = core_market(skill_threshold=threshold, admission_probability=admission)
    assert (from_afar.sum(), local.sum()) == (migrants, residents)


def test_migrants_are_admitted_once_a_month_at_most_and_only_with_the_admission_probability():
    state = market([5000], workers=4000)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    search_and_hire(state, replace(EAGER, admission_probability=0.2, rounds=6), moment())
    assert state.firms.employment[0] / 4000 == pytest.approx(0.2, abs=4 * np.sqrt(0.16 / 4000))


def test_outside_the_core_neither_skill_nor_hukou_matter():
    state = market([100], workers=60)
    state.workers.skill[:] = 0.1
    search_and_hire(state, replace(EAGER, skill_threshold=3.0, admission_probability=0.0), moment())
    assert state.firms.employment[0] == 60


@pytest.mark.parametrize(("wage", "moves"), [(1.04, False), (1.06, True)])
def test_a_worker_changes_job_only_for_a_gain_beyond_the_cost_of_switching(wage, moves):
    state = market([0, 5], workers=5, base_wage=[1.0, wage])
    hire(state, [0] * 5)
    search_and_hire(state, EAGER, moment())
    assert state.firms.employment.tolist() == ([0, 5] if moves else [5, 0])
    assert (state.workers.move == (Move.CHANGED_JOB if moves else Move.STAYED)).all()


def test_who_changes_job_leaves_back_wages_behind():
    state = market([0, 5], workers=2, base_wage=[1.0, 2.0])
    hire(state, [0, 0])
    state.workers.arrears[:], state.firms.wages_owed[0] = 50.0, 100.0
    search_and_hire(state, EAGER, moment())
    assert not state.workers.arrears.any()
    assert state.firms.wages_owed[0] == pytest.approx(0.0)
    assert not state.workers.tenure.any()


@pytest.mark.parametrize(
    ("active", "on_the_job", "jobless", "employed"), [(0.0, 0.0, 0, 0), (1.0, 0.0, 10, 0), (0.0, 1.0, 0, 10)]
)
def test_who_searches(active, on_the_job, jobless, employed):
    state = market([0, 100], workers=20, base_wage=[1.0, 2.0])
    hire(state, [0] * 10)
    search_and_hire(state, replace(EAGER, search_unemployed=active, search_employed=on_the_job), moment())
    assert (state.workers.employer[10:] == 1).sum() == jobless
    assert (state.workers.employer[:10] == 1).sum() == employed


def test_a_firm_takes_its_applicants_at_random():
    # Whatever their row, two hundred applicants have the same chance of one of fifty places.
    taken = np.zeros(200)
    for index in range(200):
        state = market([50], workers=200)
        search_and_hire(state, EAGER, moment(index))
        taken += state.workers.employer == 0
    assert taken.mean() == pytest.approx(50.0)
    spread = np.sqrt(200 * 0.25 * 0.75)
    assert np.abs(taken - 50).max() < 4.5 * spread
    assert abs(taken[:100].mean() - taken[100:].mean()) < 4 * spread / np.sqrt(50)


def test_taste_lets_some_take_the_worse_job():
    state = market([2000, 2000], workers=2000, base_wage=[1.0, 1.1])
    search_and_hire(state, replace(EAGER, taste_scale=0.1, jobs_sampled=1, rounds=1), moment())
    assert 900 < state.firms.employment[0] < 1100  # who sees one job takes it
    state = market([2000, 2000], workers=2000, base_wage=[1.0, 1.1])
    search_and_hire(state, replace(EAGER, taste_scale=0.1, jobs_sampled=20, rounds=1), moment())
    # ten draws of each: odds of the better one are exp(.0953 / .1) to 1
    odds = state.firms.employment[1] / state.firms.employment[0]
    assert odds == pytest.approx(1.1**10, rel=0.2)


TASTE = replace(EAGER, taste_scale=0.1, jobs_sampled=1, rounds=1, switching_cost=0.0)


def test_an_open_job_of_the_own_firm_is_one_at_another_of_its_plants():
    state = market([3000], workers=2000)
    hire(state, [0] * 2000)
    workers, firms = state.workers, state.firms
    workers.tenure[:], workers.arrears[:], firms.wages_owed[0] = 9, 1.0, 2000.0
    search_and_hire(state, TASTE, moment())
    changed = workers.move == Move.CHANGED_JOB
    # Tastes: 1 for the present job, exponential of mean 1 for the other, which is better with chance 1 - 1/e.
    assert changed.mean() == pytest.approx(1.0 - np.exp(-1.0), abs=4 * np.sqrt(0.25 / 2000))
    assert (workers.employer == 0).all()
    assert (workers.tenure == np.where(changed, 0, 9)).all()
    assert (workers.arrears == np.where(changed, 0.0, 1.0)).all()
    assert firms.wages_owed[0] == pytest.approx((~changed).sum())
    assert firms.employment[0] == 2000
    assert firms.hires[0] == changed.sum() == 3000 - firms.unfilled[0]
    assert (workers.match_taste[~changed] == 1.0).all()
    assert (workers.match_taste[changed] < 1.0).all()


def test_the_taste_stays_with_the_job():
    state = market([3000], workers=2000)
    search_and_hire(state, TASTE, moment())
    taste = state.workers.match_taste.copy()
    assert taste.mean() == pytest.approx(1.0, abs=4 / np.sqrt(2000))  # exponential: who sees one job takes it
    state.firms.hires[:], state.firms.vacancies[:] = 0, 0
    state.workers.move[:] = Move.STAYED
    search_and_hire(state, TASTE, moment(13))
    assert (state.workers.match_taste == taste).all()


def test_who_likes_the_job_stays():
    state = market([4000], workers=2000)
    hire(state, [0] * 2000)
    state.workers.match_taste[:1000], state.workers.match_taste[1000:] = 0.1, 3.0
    search_and_hire(state, TASTE, moment())
    changed = state.workers.move == Move.CHANGED_JOB
    assert changed[:1000].mean() == pytest.approx(1.0 - np.exp(-0.1), abs=4 * np.sqrt(0.1 / 1000))
    assert changed[1000:].mean() == pytest.approx(1.0 - np.exp(-3.0), abs=4 * np.sqrt(0.05 / 1000))


def test_changes_of_job_do_not_depend_on_how_many_rows_the_plants_are_kept_in():
    shares = []
    for firms in (1, 40):
        state = market([4000 // firms] * firms, workers=4000)
        hire(state, np.arange(4000) % firms)
        search_and_hire(state, replace(TASTE, jobs_sampled=3, search_employed=0.5), moment())
        shares.append((state.workers.move == Move.CHANGED_JOB).mean())
    assert shares[0] == pytest.approx(shares[1], abs=4 * np.sqrt(0.5 / 4000))


def test_the_pay_at_hire_is_remembered_city_by_city():
    state = hand_state(workers=10, firms=3, cities=2)
    state.firms.city[:] = [0, 1, 1]
    state.firms.vacancies[:] = [0, 4, 3]
    state.firms.base_wage[:], state.firms.bonus_rate[:] = [9.0, 5.0, 5.0], [0.0, 0.2, 0.2]
    state.firms.overtime_planned[:], state.workers.city[:] = 60.0, 1
    state.cities.hired_heads[:2], state.cities.hired_pay[:2] = [10.0, 20.0], [9000.0, 8000.0]
    search_and_hire(state, replace(EAGER, reference_memory=0.1), moment())
    pay = 5.0 * (STANDARD * 1.2 + 1.75 * 60.0)
    assert state.cities.hired_heads == pytest.approx([9.0, 18.0 + 0.7, 0.0])
    assert state.cities.hired_pay == pytest.approx([8100.0, 7200.0 + 0.7 * pay, 0.0])
