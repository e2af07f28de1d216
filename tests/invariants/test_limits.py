"""Limits with known answers: what the model must become where a published one is nested in it.

Identical firms here do not choose their offers as in Burdett and Mortensen (1998): offers follow price lists and
unfilled jobs. What of that model can be tested is its job ladder, for offers that are given.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment
from segsim.indicators import measure
from segsim.mechanisms import matching, wages
from segsim.settings import Time
from small_worlds import TOY, WITH_PEERS, model, settings

SHORT = Time(start=(2006, 1), end=(2006, 12), burn_in=12)
THREE_YEARS = Time(start=(2006, 1), end=(2008, 12), burn_in=12)

# Quits at one rate for all; nobody is laid off, nobody is kept out of a job.
LADDER = replace(
    matching.Params(), layoff_rate=0.0, base_quit=0.03, hazard_tenured=1.0, hazard_new=0.0, pay_exponent=0.0,
    hours_quit=0.0, grievance_quit=0.0, festival_leaving=0.0,
    search_unemployed=0.6, search_employed=0.10, jobs_sampled=1, rounds=1, taste_scale=0.0, switching_cost=0.0,
    skill_threshold=0.0,
    admission_probability=1.0,
)  # fmt: skip


def month_of_work(state, params, when, vacancies=None):
    """Separations and search alone; `vacancies` a firm, or those that close its gap to target employment."""
    state.workers.clear_flows()
    state.firms.clear_flows()
    matching.separate(state, params, when)
    if vacancies is not None:
        state.firms.vacancies[:] = vacancies
    matching.search_and_hire(state, params, when)


@pytest.fixture(scope="module")
def ladder():
    """Twenty firms that differ in pay alone, with jobs for everybody: employment and leavers by firm over 25 years."""
    firms, workers = 20, 4000
    state = hand_state(workers=workers, firms=firms)
    state.firms.base_wage[:] = np.linspace(1.0, 2.0, firms)
    state.workers.earnings[:] = 1.0
    employment, leavers, stood = np.zeros(firms), np.zeros(firms), np.zeros(firms)
    for index in range(350):
        before, of_firm = state.workers.employer.copy(), state.firms.employment.copy()
        month_of_work(state, LADDER, moment(index), vacancies=workers)
        if index >= 50:
            gone = (before >= 0) & (state.workers.employer != before)
            employment += state.firms.employment
            leavers += np.bincount(before[gone], minlength=firms)
            stood += of_firm
    return state.firms.base_wage, employment, leavers / stood


def test_workers_climb_the_ladder_of_burdett_and_mortensen(ladder):
    # Workers' wages G and offers F in a steady state: G = F / (1 + k (1 - F)), k = arrivals over separations. Within a
    # month quits come first, so that k = (1 - quit) search / quit.
    wage, employment, _ = ladder
    offers = np.arange(1, wage.size + 1) / wage.size
    k = (1.0 - LADDER.base_quit) * LADDER.search_employed / LADDER.base_quit
    assert np.cumsum(employment) / employment.sum() == pytest.approx(offers / (1.0 + k * (1.0 - offers)), abs=0.015)
    assert np.average(wage, weights=employment) > wage.mean() + 0.1


def test_separations_fall_with_the_wage_as_the_ladder_says(ladder):
    wage, _, left = ladder
    better = 1.0 - np.arange(1, wage.size + 1) / wage.size
    expected = LADDER.base_quit + (1.0 - LADDER.base_quit) * LADDER.search_employed * better
    assert left == pytest.approx(expected, rel=0.12)
    assert np.polyfit(np.log(wage), np.log(left), 1)[0] < -1.0  # the elasticity that a monopsonist would face


def spread_of_offers(response, **search):
    """Spread of log pay after 20 years in equal firms with lists 10 % around ten yuan, and as many workers as jobs."""
    firms, jobs = 20, 40
    state = hand_state(workers=firms * jobs, firms=firms)
    state.firms.wage_offer[:] = state.firms.base_wage[:] = 10.0 * np.exp(np.linspace(-0.1, 0.1, firms))
    state.firms.productivity[:] = 20.0
    state.cities.minimum_wage[:], state.cities.unemployment_trend[:] = 5.0 * STANDARD, 0.05
    state.workers.earnings[:] = 1.0
    hire(state, np.arange(int(0.9 * firms * jobs)) % firms)
    people = replace(LADDER, search_unemployed=1.0, rounds=3, **search)
    pay = replace(wages.Params(), vacancy_response=response, rent_sharing=0.0, bonus_share=0.0)
    for index in range(240):
        wages.set_wages(state, pay, moment(index))
        state.firms.target_employment[:] = jobs
        month_of_work(state, people, moment(index))
    return np.log(state.firms.base_wage).std()


def test_where_searchers_see_every_firm_unequal_lists_end_in_one_wage():
    all_seen = {"jobs_sampled": 20, "search_employed": 0.3}
    lists = spread_of_offers(0.0, **all_seen)  # open jobs raise no list: pay stays where the lists are
    assert lists == pytest.approx(np.linspace(-0.1, 0.1, 20).std(), abs=1e-6)
    assert spread_of_offers(1.5, **all_seen) < 0.4 * lists
    # Where they see one, equal firms go on paying differently.
    assert spread_of_offers(1.5, jobs_sampled=1, search_employed=0.02, switching_cost=0.03) > 0.9 * lists


def test_without_complaints_every_rule_is_kept_or_broken_in_full():
    # Ashenfelter and Smith (1979): with a detection rate that does not depend on intensity only corners are left.
    run = model(settings({"enforcement.complaint_slope": 0.0}, world=TOY, time=SHORT))
    found = set()
    while run.months_left:
        run.step()
        found |= set(run.state.firms.violations[run.state.firms.alive].ravel())
    assert found == {0.0, 1.0}


def test_one_type_of_worker_and_firm_leaves_no_inequality():
    alike = replace(
        TOY, n_cities=1, equal_tiers=True, productivity_sd=0.0, skill_sd=0.0, skill_gap=0.0, hours_sd=0.0,
        short_hours_share=0.0, detection_sd=0.0,
    )  # fmt: skip
    levers = {
        "wages.revision_rate": 0.0, "wages.fall": 0.0, "wages.rent_sharing": 0.0, "wages.bonus_share": 0.0,
        "wages.minimum_premium": 0.0, "wages.relativity_level": 1.0,
        "hours.shift_norm": 0.0, "hours.core_shift_norm": 0.0, "hours.contract_shift_norm": 0.0,
        "hours.norm_weight": 1.0, "policy_calendar.overtime_cap": 0.0,
        "compliance.detection_hours": 5.0, "compliance.claim_months": 36.0, "compliance.award_share": 1.0,
        "compliance.hours_fine": 5.0, "minimum_wage.rule": "frozen",
    }  # fmt: skip
    # Agency workers are paid less than others by their nature.
    run = model(settings(levers, world=alike, time=SHORT, without=["unrest", "schooling", "outsourcing"]))
    while run.months_left:
        run.step()
        measured = measure(run.state, "theil", "theil_between_tier", "theil_between_hukou", "gini")
        assert measured == pytest.approx(dict.fromkeys(measured, 0.0), abs=1e-6)


def test_without_grievance_nobody_strikes():
    levers = {
        f"unrest.{weight}": 0.0 for weight in ("arrears_weight", "hours_weight", "pay_weight", "discipline_weight")
    }
    levers |= {f"schooling.{weight}_grievance": 0.0 for weight in ("refusal", "absence")}
    levers |= {
        "unrest.notice_weight": 0.0,
        "accidents.injury_grievance": 0.0,
        "unrest.lowest_threshold": 0.0,
        "civil_society.legitimacy": 0.0,
        "unrest.arrest_cost": 0.0,
        "trade.late_payment": 0.2,
    }
    run = model(settings(levers, world=WITH_PEERS, time=THREE_YEARS))
    arrears = 0.0
    while run.months_left:
        run.step()
        arrears += run.state.firms.wages_owed.sum()
        assert not run.state.firms.struck.any()
    assert arrears > 0.0  # there was something to be angry about
