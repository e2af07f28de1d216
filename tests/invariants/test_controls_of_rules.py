"""Controls N2 and N5: a race without anybody who wants to win, and a market without friction.

Both are run on the steps alone, so that hundreds of years cost seconds. Where random draws move what may not move on
average, the tolerance is four standard errors over independent seeds: by chance one control in sixteen thousand would
fail.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment
from segsim.mechanisms import local_government, matching, wages
from segsim.mechanisms.local_government.tournament import BOUNDS
from small_worlds import WITH_PEERS, model, settings

CITIES, YEARS = 12, 15
RACES = range(40)
NOBODY_CARES = {
    f"{what}_weight": 0.0 for what in ("growth", "revenue", "investment", "unrest", "pollution", "report")
}  # fmt: skip
IN_LOGS = {"enforcement_effort": 1.0, "minimum_wage_ratio": 0.4}  # both lie midway, in logs, or far from their bounds
STEP_MONTHS, JOBS, FIRMS = 180, 26, 20


def race(params, seed: int) -> dict[str, float]:
    """Mean log change of instruments over the years, where plants wish themselves to where effort has just fallen."""
    state = hand_state(workers=4, firms=2, cities=CITIES)
    cities = state.cities
    cities.province[:-1] = np.arange(CITIES) // 3
    cities.employed[:] = 100
    for name in BOUNDS:
        getattr(cities, name)[:] = IN_LOGS.get(name, 0.3)
    before = np.zeros(CITIES)
    for year in range(1, YEARS + 1):
        effort = np.log(cities.enforcement_effort[:-1])
        cities.interest[:-1], before = before - effort, effort
        local_government.hold_tournament(state, params, moment(12 * year, 1, seed))
    return {name: float(np.log(getattr(cities, name)[:-1] / start).mean()) for name, start in IN_LOGS.items()}


@pytest.mark.parametrize("name", IN_LOGS)
def test_n2_where_nobody_strives_for_anything_copies_and_trials_lead_nowhere(name):
    drift = np.array([race(replace(local_government.Params(), **NOBODY_CARES), seed)[name] for seed in RACES])
    error = drift.std(ddof=1) / np.sqrt(drift.size)
    assert 0.0 < error < 0.05, "a drift of a fifth would be seen"
    assert abs(drift.mean()) < 4.0 * error


def test_where_plants_are_footloose_and_leaders_want_them_enforcement_falls():
    fall = np.array([race(local_government.Params(), seed)["enforcement_effort"] for seed in RACES])
    assert fall.mean() < -8.0 * fall.std(ddof=1) / np.sqrt(fall.size)
    assert fall.mean() < -0.3


@pytest.mark.parametrize("competes", [False, True])
def test_n2_without_local_governments_no_instrument_moves(competes):
    """To the bit, in a whole world; and with them each one does."""
    run = model(settings(world=WITH_PEERS, history=False, without=[] if competes else ["local_government"]), months=1)
    before = {name: getattr(run.state.cities, name).copy() for name in BOUNDS}
    while run.months_left:
        run.step()
    moved = [name for name, was in before.items() if (getattr(run.state.cities, name) != was).any()]
    assert moved == (list(BOUNDS) if competes else [])


FREE = replace(
    matching.Params(), switching_cost=0.0, taste_scale=0.0, jobs_sampled=200, rounds=6, search_employed=1.0,
    search_unemployed=1.0,
    admission_probability=1.0, skill_threshold=0.0,
)  # fmt: skip
# No rule that sets pay by the firm's own product, and nothing under which or over which pay may not go.
PLAIN_PAY = replace(wages.Params(), rent_sharing=0.0, bonus_share=0.0)
ONE_JOB = PLAIN_PAY.vacancy_response / JOBS  # jobs are whole: what one more that stays open adds to a firm's list, ln


def spread_of_offers(search, seed: int, around: float, pay=PLAIN_PAY) -> list[float]:
    """Highest over lowest log pay among firms with workers, month by month, in one city with a quarter too few hands.

    Firms are alike but for their price lists, which lie up to `around` (ln) over or under ten yuan; the minimum wage is
    one yuan.
    """
    state = hand_state(workers=20 * FIRMS, firms=FIRMS)
    firms = state.firms
    hire(state, np.repeat(np.arange(FIRMS), 20))
    firms.wage_offer[:] = firms.base_wage[:] = 10.0 * np.exp(
        np.random.default_rng(seed).uniform(-around, around, FIRMS)
    )
    firms.productivity[:] = 1e6  # an hour is worth more than any offer will be
    state.cities.minimum_wage[:], state.cities.unemployment_trend[:] = STANDARD, pay.normal_unemployment
    spread = []
    for month in range(STEP_MONTHS):
        now = moment(12 + month, 1 + month % 12, seed)
        wages.set_wages(state, pay, now)
        state.workers.move[:], firms.hires[:] = 0, 0
        firms.vacancies[:] = np.maximum(0, JOBS - firms.employment)
        matching.search_and_hire(state, search, now)
        there = np.log(firms.base_wage[firms.employment > 0])
        spread.append(float(there.max() - there.min()))
    return spread


@pytest.mark.parametrize("seed", [1, 2])
def test_n5_where_all_jobs_are_seen_and_changing_costs_nothing_there_is_one_wage(seed):
    """One but for a job more or less: whoever pays less than others loses hands, and open jobs raise the list."""
    spread = spread_of_offers(FREE, seed, around=0.1)
    assert spread[0] > 0.15
    assert max(spread[-60:]) < ONE_JOB < 0.06
    lists_alone = spread_of_offers(FREE, seed, around=0.1, pay=replace(PLAIN_PAY, vacancy_response=0.0))
    assert min(lists_alone[-60:]) > 0.1


@pytest.mark.parametrize("seed", [1, 2])
def test_a_cost_of_changing_jobs_keeps_wages_as_far_apart_as_it_is_high(seed):
    cost = 0.3
    spread = spread_of_offers(replace(FREE, switching_cost=cost), seed, around=0.3)
    assert spread[0] > 0.5
    assert min(spread[-60:]) > 0.5 * cost
    assert max(spread[-60:]) < cost + ONE_JOB
