"""Who leaves a job: lay-offs of excess hands, quits by tenure, pay, hours and grievance, and before the festival."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place
from segsim.mechanisms.matching import Params, separate
from segsim.mechanisms.matching.separations import layoff_probabilities, quit_hazard, reference_pay
from segsim.state.codes import Hukou, Industry, Move, Tier

# Nobody leaves for any reason but the one under test, and tenure does not matter.
CALM = replace(
    Params(), layoff_rate=0.0, hoarding_core=0.0, hoarding_other=0.0, base_quit=0.0, hazard_tenured=1.0, hazard_new=0.0,
    hours_quit=0.0, grievance_quit=0.0, festival_leaving=0.0, vacancy_limit=0.25,
)  # fmt: skip
N = 4000


def one_firm(workers=N, target=None, pay=1000.0, city_pay=1000.0, **columns):
    state = hand_state(workers=workers, firms=1)
    hire(state, [0] * workers)
    state.firms.target_employment[:] = workers if target is None else target
    state.workers.earnings[:] = pay
    # So many hires that the prior does not count; the core's pay, in the city's mean, is no alternative.
    state.cities.hired_heads[:], state.cities.hired_pay[:] = 1e9, 1e9 * city_pay
    state.cities.mean_earnings[:] = 5.0 * city_pay
    for name, value in columns.items():
        getattr(state.firms, name)[:] = value
    return state


def within(share, n=N):
    return 4 * np.sqrt(max(share * (1 - share), 1e-6) / n)


@pytest.mark.parametrize(
    ("target", "hoards", "share"), [(3000, 0.0, 0.125), (3000, 0.05, 0.1), (3900, 0.05, 0.0), (5000, 0.0, 0.0)]
)
def test_a_part_of_the_excess_beyond_the_band_is_laid_off(target, hoards, share):
    state = one_firm(target=target)
    separate(state, replace(CALM, layoff_rate=0.5, hoarding_other=hoards, hoarding_core=0.9), moment())
    assert state.firms.layoffs[0] / N == pytest.approx(share, abs=within(share))
    assert (state.workers.move == Move.LAID_OFF).sum() == state.firms.layoffs[0]
    assert state.firms.employment[0] == N - state.firms.layoffs[0]


def test_the_core_hoards_by_a_band_of_its_own():
    state = one_firm(target=3000)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    separate(state, replace(CALM, layoff_rate=0.5, hoarding_other=0.0, hoarding_core=0.15), moment())
    share = 0.5 * (0.85 - 0.75)
    assert state.firms.layoffs[0] / N == pytest.approx(share, abs=within(share))


@pytest.mark.parametrize(
    ("pay", "chance"), [(1000.0, 0.04), (2000.0, 0.04 / 2**1.5), (500.0, 0.04 * 2**1.5), (50.0, 0.04 * 5**1.5)]
)
def test_quits_fall_with_pay_over_the_citys_at_the_given_elasticity(pay, chance):
    state = one_firm(pay=pay)
    separate(state, replace(CALM, base_quit=0.04, pay_exponent=1.5), moment())
    assert state.firms.quits[0] / N == pytest.approx(chance, abs=within(chance))


@pytest.mark.parametrize(("tenure", "ratio"), [(0, 0.2 + 1.9 / np.e ** (1 / 9)), (8, 0.2 + 1.9 / np.e), (900, 0.2)])
@pytest.mark.parametrize(("pay", "elasticity"), [(1000.0, 1.0), (710.0, 0.71**-1.5), (200.0, 0.2**-1.5)])
def test_quits_fall_with_tenure(tenure, ratio, pay, elasticity):
    # Tenure counts this month, too. At every pay: who may leave is first asked by a bound, which must hold.
    state = one_firm(pay=pay)
    state.workers.tenure[:] = tenure
    params = replace(CALM, base_quit=0.02, hazard_tenured=0.2, hazard_new=1.9, hazard_decay=9.0)
    separate(state, params, moment())
    chance = 0.02 * ratio * elasticity
    assert state.firms.quits[0] / N == pytest.approx(chance, abs=within(chance))


def test_the_hazard_by_hand():
    hazard = quit_hazard(replace(CALM, base_quit=0.1, hazard_tenured=0.5, hazard_new=2.0, hazard_decay=10.0))
    assert hazard[[0, 10, -1]] == pytest.approx([0.25, 0.05 + 0.2 / np.e, 0.05])


def test_the_reference_is_the_pay_at_hire():
    cities = hand_state(cities=3).cities
    assert reference_pay(cities).tolist() == [0.0] * 4  # nobody hired yet: everybody is at the reference
    cities.hired_heads[:3], cities.hired_pay[:3] = [9.0, 1.0, 0.0], [9000.0, 2000.0, 0.0]
    # all: 11,000 over 10; with one more hire at 1,100 in each: 10,100 / 10, 3,100 / 2, and 1,100 where there are none
    assert reference_pay(cities) == pytest.approx([1010.0, 1550.0, 1100.0, 1100.0])


@pytest.mark.parametrize(
    ("month", "tier", "hukou", "share"),
    [
        (1, Tier.SECOND, Hukou.RURAL, 0.12), (1, Tier.LEAD, Hukou.RURAL, 0.03), (1, Tier.SECOND, Hukou.URBAN, 0.0),
        (2, Tier.SECOND, Hukou.RURAL, 0.0), (12, Tier.SECOND, Hukou.RURAL, 0.0),
    ],
)  # fmt: skip
def test_before_the_festival_migrants_give_up_the_job(month, tier, hukou, share):
    state = one_firm()
    place(state, [0], Industry.AUTO, tier)
    state.workers.hukou[:] = hukou
    separate(state, replace(CALM, festival_leaving=0.12), moment(month=month))
    gone = state.workers.employer < 0
    assert gone.mean() == pytest.approx(share, abs=within(share))
    assert (state.workers.move[gone] == Move.LEFT_FOR_FESTIVAL).all()
    assert state.firms.quits[0] == gone.sum()
    assert state.firms.employment[0] == N - gone.sum()


def test_who_goes_home_for_the_festival_goes_beside_those_who_quit():
    state = one_firm()
    separate(state, replace(CALM, base_quit=0.05, festival_leaving=0.1), moment(month=1))
    moves = np.bincount(state.workers.move, minlength=8) / N
    assert moves[Move.QUIT] == pytest.approx(0.05, abs=within(0.05))
    assert moves[Move.LEFT_FOR_FESTIVAL] == pytest.approx(0.1, abs=within(0.1))


def test_residents_quit_but_do_not_leave_for_the_festival():
    state = one_firm()
    state.workers.hukou[:] = Hukou.URBAN
    separate(state, replace(CALM, base_quit=0.1, festival_leaving=0.15), moment(month=1))
    assert state.firms.quits[0] / N == pytest.approx(0.1, abs=within(0.1))
    assert not (state.workers.move == Move.LEFT_FOR_FESTIVAL).any()


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
