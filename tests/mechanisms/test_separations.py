"""Who leaves a job: lay-offs of excess hands, quits by pay, hours and grievance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment
from segsim.mechanisms.matching import Params, separate
from segsim.mechanisms.matching.separations import layoff_probabilities
from segsim.state.codes import Move

# Nobody leaves for any reason but the one under test.
CALM = replace(
    Params(), layoff_rate=0.0, layoff_slack=0.0, base_quit=0.0, hours_quit=0.0, grievance_quit=0.0, vacancy_limit=0.25
)
N = 4000


def one_firm(workers=N, target=None, pay=1000.0, city_pay=1000.0, **columns):
    state = hand_state(workers=workers, firms=1)
    hire(state, [0] * workers)
    state.firms.target_employment[:] = workers if target is None else target
    state.workers.earnings[:] = pay
    state.cities.mean_earnings[:] = city_pay
    for name, value in columns.items():
        getattr(state.firms, name)[:] = value
    return state


def within(share, n=N):
    return 4 * np.sqrt(max(share * (1 - share), 1e-6) / n)


@pytest.mark.parametrize(
    ("target", "slack", "share"), [(3000, 0.0, 0.125), (3000, 0.05, 0.1), (3900, 0.05, 0.0), (5000, 0.0, 0.0)]
)
def test_a_part_of_the_excess_beyond_the_slack_is_laid_off(target, slack, share):
    state = one_firm(target=target)
    separate(state, replace(CALM, layoff_rate=0.5, layoff_slack=slack), moment())
    assert state.firms.layoffs[0] / N == pytest.approx(share, abs=within(share))
    assert (state.workers.move == Move.LAID_OFF).sum() == state.firms.layoffs[0]
    assert state.firms.employment[0] == N - state.firms.layoffs[0]


@pytest.mark.parametrize(
    ("pay", "chance"), [(1000.0, 0.04), (2000.0, 0.04 / 2**1.5), (500.0, 0.04 * 2**1.5), (50.0, 0.04 * 5**1.5)]
)
def test_quits_fall_with_pay_over_the_citys_at_the_given_elasticity(pay, chance):
    state = one_firm(pay=pay)
    separate(state, replace(CALM, base_quit=0.04, pay_exponent=1.5), moment())
    assert state.firms.quits[0] / N == pytest.approx(chance, abs=within(chance))


def test_pay_is_compared_at_equal_skill():
    state = one_firm(pay=2000.0)
    state.workers.skill_pay[:] = 2.0
    separate(state, replace(CALM, base_quit=0.04, pay_exponent=3.0), moment())
    assert state.firms.quits[0] / N == pytest.approx(0.04, abs=within(0.04))


@pytest.mark.parametrize(("run", "desired", "share"), [(127.0, 40.0, 0.1), (40.0, 60.0, 0.0)])
def test_forced_hours_drive_people_out(run, desired, share):
    state = one_firm(overtime_run=run, overtime_desired=desired)
    separate(state, replace(CALM, hours_quit=0.2), moment())  # .2 x 87 forced hours over 174
    assert state.firms.quits[0] / N == pytest.approx(share, abs=within(share))
    assert STANDARD == 174.0


def test_grievance_drives_people_out():
    state = one_firm()
    state.workers.grievance[:] = 0.5
    separate(state, replace(CALM, grievance_quit=0.2), moment())
    assert state.firms.quits[0] / N == pytest.approx(0.1, abs=within(0.1))


def test_a_failed_firm_keeps_nobody():
    state = one_firm(50, alive=False)
    separate(state, CALM, moment())
    assert (state.workers.employer == -1).all()
    assert state.firms.employment[0] == state.firms.vacancies[0] == 0


def test_who_leaves_loses_back_wages_and_the_others_keep_theirs():
    state = one_firm(target=2000)
    state.workers.arrears[:], state.firms.wages_owed[:] = 3.0, 3.0 * N
    separate(state, replace(CALM, layoff_rate=1.0), moment())
    stays = state.workers.employer == 0
    assert (state.workers.arrears == np.where(stays, 3.0, 0.0)).all()
    assert state.firms.wages_owed[0] == pytest.approx(3.0 * stays.sum())


@pytest.mark.parametrize(
    ("employment", "target", "vacancies"),
    [(100, 110.4, 10), (100, 110.6, 11), (100, 90.0, 0), (100, 1000.0, 25), (0, 100.0, 5), (0, 3.2, 3)],
)
def test_vacancies_close_the_gap_to_target_employment_within_limits(employment, target, vacancies):
    state = one_firm(max(employment, 1), target=target)
    if employment == 0:
        hire(state, [-1])
        state.firms.target_employment[:] = target
    separate(state, CALM, moment())
    assert state.firms.vacancies[0] == vacancies


def test_tenure_counts_months_in_a_job_and_without_one():
    state = one_firm(2)
    hire(state, [0, -1])
    state.workers.tenure[:] = [7, 3]
    separate(state, CALM, moment())
    assert state.workers.tenure.tolist() == [8, 4]


def test_agency_workers_are_laid_off_first():
    agency, regular = layoff_probabilities(np.array([0.05, 0.3, 0.3, 1.0]), np.array([0.1, 0.1, 0.0, 0.5]))
    assert agency == pytest.approx([0.5, 1.0, 0.3, 1.0])
    assert regular == pytest.approx([0.0, 0.2 / 0.9, 0.3, 1.0])
