"""Grievance, readiness, strikes, who wins, and who follows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place
from segsim.mechanisms.unrest import (
    Params,
    leverage,
    share_won,
    strike,
    strike_days,
    tightness,
    update_grievance,
    weigh_chances,
    win_chance,
)
from segsim.state.codes import Industry, Tier
from segsim.state.places import by_industry

# A month's hardship is grievance at once; nobody trusts, fears or differs in patience.
PLAIN = replace(
    Params(), adjustment_rate=1.0, arrears_weight=2.0, hours_weight=0.5, pay_weight=0.3, arrest_cost=0.0,
    lowest_threshold=0.3, highest_threshold=0.3, contagion=0.0, critical_share=0.25, days_sd=0.0, expectancy=0.0,
)  # fmt: skip


def firm_of(workers=10, pay=1000.0, city_pay=1000.0, **columns):
    state = hand_state(workers=workers, firms=1)
    hire(state, [0] * workers)
    state.workers.earnings[:] = pay
    state.firms.win_chance[:] = 0.3
    state.cities.mean_earnings[:] = city_pay
    for name, value in columns.items():
        getattr(state.firms, name)[:] = value
    return state


def grievance(params=PLAIN, *, arrears=0.0, stored=0.0, **about):
    state = firm_of(1, **about)
    state.workers.arrears[:], state.workers.grievance[:] = arrears, stored
    update_grievance(state, params, moment())
    return state.workers.grievance[0]


def test_what_is_a_hardship_by_hand():
    assert grievance(arrears=200.0) == pytest.approx(2.0 * 0.2)
    assert grievance(arrears=5000.0) == pytest.approx(2.0)  # more than a month's pay owed: no worse
    assert grievance(overtime_run=90.0, overtime_desired=60.0) == pytest.approx(0.5 * 0.5)
    assert grievance(overtime_run=50.0, overtime_desired=60.0) == 0.0
    assert grievance(city_pay=1250.0) == pytest.approx(0.3 * 0.2)
    assert grievance(city_pay=9000.0) == pytest.approx(0.3 * 8.0 / 9.0)
    assert grievance(city_pay=800.0) == 0.0


def test_hardship_is_stored_and_fades():
    assert grievance(replace(PLAIN, adjustment_rate=0.2), stored=0.5, arrears=100.0) == pytest.approx(
        0.8 * 0.5 + 0.2 * 0.2
    )
    state = firm_of(1)
    hire(state, [-1])
    state.workers.grievance[:] = 0.5
    update_grievance(state, replace(PLAIN, adjustment_rate=0.2), moment())
    assert state.workers.grievance[0] == pytest.approx(0.4)  # also without a job


def ready_share(params=PLAIN, stored=0.0, workers=10, trust=0.0, force=0.0, **about):
    state = firm_of(workers, **about)
    state.cities.legitimacy[:], state.cities.strike_force[:] = trust, force
    state.workers.grievance[:] = stored
    update_grievance(state, replace(params, adjustment_rate=0.0), moment())
    return state.firms.active_share[0]


@pytest.mark.parametrize(
    ("stored", "legitimacy", "share"), [(0.29, 0.0, 0.0), (0.31, 0.0, 1.0), (0.31, 0.1, 0.0), (5.0, 1.0, 0.0)]
)
def test_readiness_is_grievance_less_trust_beyond_a_threshold(stored, legitimacy, share):
    assert ready_share(PLAIN, stored, trust=legitimacy) == share


def test_thresholds_differ_between_workers():
    params = replace(PLAIN, lowest_threshold=0.2, highest_threshold=0.6)
    assert ready_share(params, 0.3, workers=4000) == pytest.approx(0.25, abs=4 * np.sqrt(0.19 / 4000))


def test_fear_grows_with_repression_and_falls_with_numbers():
    afraid = replace(PLAIN, arrest_cost=0.4, arrest_slope=2.0, lowest_threshold=0.1, highest_threshold=0.1)

    def share(repression, already_ready):
        # ready where .3 - .4 u danger > .1, u uniform: a share .5 / danger of them
        return ready_share(afraid, 0.3, workers=4000, force=repression, active_share=already_ready)

    def expected(repression, employment):
        return min(1.0, 0.5 / (1.0 - np.exp(-2.0 * repression / (1.0 + employment))))

    assert share(1.0, 0.0) == pytest.approx(expected(1.0, 0.0), abs=0.04)
    assert share(5.0, 0.0) == pytest.approx(0.5, abs=0.04)
    assert share(5.0, 0.01) == expected(5.0, 40.0) == 1.0
    assert share(0.0, 0.0) == 1.0


def test_won_strikes_nearby_lower_thresholds_up_to_a_limit():
    near = replace(PLAIN, contagion=0.02, largest_contagion=0.1)
    state = hand_state(workers=2, firms=2)
    place(state, [1], Industry.IT, Tier.SECOND)
    hire(state, [0, 1])
    state.firms.win_chance[:] = 0.3
    state.workers.earnings[:] = state.cities.mean_earnings[:] = 1000.0
    state.workers.grievance[:] = 0.25
    by_industry(state.places.contagion)[Industry.AUTO] = 3.0
    update_grievance(state, replace(near, adjustment_rate=0.0), moment())
    assert state.firms.active_share.tolist() == [1.0, 0.0]  # .3 - .06 in its own industry only
    by_industry(state.places.contagion)[Industry.IT] = 1000.0
    state.workers.grievance[:] = 0.19
    update_grievance(state, replace(near, adjustment_rate=0.0), moment())
    assert state.firms.active_share.tolist() == [0.0, 0.0]  # .3 - .1 at most


def striking(params=PLAIN, *, ready=1.0, seed=1, firms=1, tolerance=1.0, **columns):
    state = hand_state(workers=firms, firms=firms)
    state.cities.tolerance[:] = tolerance
    hire(state, range(firms))
    state.firms.active_share[:] = ready
    state.workers.grievance[:] = 1.0
    for name in ("specificity", "parts_buffer", "sales", "parts_bill", "materials_bill", "wage_bill"):
        getattr(state.firms, name)[:] = 0.0
    for name, value in columns.items():
        getattr(state.firms, name)[:] = value
    weigh_chances(state, params, moment(seed=seed))
    strike(state, params, moment(seed=seed))
    return state


@pytest.mark.parametrize(("ready", "struck"), [(0.24, False), (0.25, True), (1.0, True)])
def test_enough_must_be_ready(ready, struck):
    state = striking(ready=ready)
    assert state.firms.struck[0] == struck
    assert state.cities.strikes_year[0] == struck


def test_nobody_strikes_in_an_empty_or_a_failed_firm():
    assert not striking(employment=0).firms.struck.any()
    assert not striking(alive=False).firms.struck.any()


def test_a_strike_takes_days_and_anger_whether_won_or_lost():
    state = striking(replace(PLAIN, days_lost=5.0, remaining_grievance=0.3, base_odds=-50.0))
    assert not state.firms.strike_won.any()
    assert state.firms.hours_lost[0] == pytest.approx(5.0 / 21.75)
    assert state.workers.grievance[0] == pytest.approx(0.3)
    assert state.firms.concession[0] == 0.0
    assert not state.places.contagion.any()


def test_a_won_strike_raises_the_next_offer_and_is_heard_of():
    params = replace(PLAIN, concession=0.2, base_odds=50.0, contagion_decay_rate=0.3)
    state = striking(params, firms=50)
    assert state.firms.strike_won.all()
    assert (state.firms.concession == 0.2).all()
    assert by_industry(state.places.contagion)[Industry.AUTO, 0] == pytest.approx(100.0)  # a hundred per hundred firms
    assert not by_industry(state.places.contagion)[Industry.IT].any()
    state.firms.active_share[:] = 0.0
    strike(state, params, moment(13))
    assert by_industry(state.places.contagion)[Industry.AUTO, 0] == pytest.approx(70.0)
    assert not state.firms.concession.any()
    assert not state.firms.hours_lost.any()


def test_leverage_by_hand():
    # eight days of 21.75 of a value added of 87,000 a month, over a year of a fifth of a wage bill of 10,000
    assert leverage(8.0, 87000.0, 10000.0, 0.2) == pytest.approx(32000.0 / 24000.0)
    assert (
        leverage(0.0, 87000.0, 10000.0, 0.2) == leverage(8.0, -5.0, 10000.0, 0.2) == leverage(0.0, 0.0, 0.0, 0.0) == 0.0
    )
    assert leverage(8.0, 87000.0, 10000.0, 0.0) == leverage(8.0, 87000.0, 0.0, 0.2) == 1000.0


def test_strikes_that_cost_the_buyer_more_are_shorter():
    params = replace(PLAIN, days_lost=6.0, days_elasticity=0.5, days_sd=0.8)
    assert strike_days(0.8 / 2, 0.0, params) == pytest.approx(6.0)
    assert strike_days(0.8 / 2, 3.0, params) == pytest.approx(3.0)
    assert strike_days(10.0, 0.0, params) == 21.75
    draws = np.random.default_rng(1).standard_normal(100000)
    assert strike_days(draws, 0.0, replace(params, days_lost=2.0)).mean() == pytest.approx(2.0, rel=0.02)


def against_a_buyer(params, **columns):
    """A buyer with a value added of 87,000 that holds two days of parts, and 4,000 suppliers of it that all strike."""
    about = {
        "buyer": [-1] + [0] * 4000, "sales": [200000.0] + [0.0] * 4000, "parts_bill": [100000.0] + [0.0] * 4000,
        "materials_bill": [13000.0] + [0.0] * 4000, "parts_buffer": 2.0, "wage_bill": 10000.0,
        "active_share": [0.0] + [1.0] * 4000,
    }  # fmt: skip
    return striking(params, firms=4001, **{**about, **columns})


def test_the_odds_of_winning_by_hand():
    params = replace(PLAIN, base_odds=-0.5, tightness_odds=0.0, leverage=0.7, repression_odds=0.5, days_lost=10.0)
    critical = np.zeros(4001)
    critical[1:2001] = 1.0
    state = against_a_buyer(params, specificity=critical)
    firms = state.firms
    # eight days of the critical stop 32,000 of the buyer's month: 4/3 of what a fifth more pay costs in a year
    odds = -0.5 + 0.7 * np.log(7.0 / 3.0)
    for half, value, rho in ((slice(1, 2001), odds, 4.0 / 3.0), (slice(2001, 4001), -0.5, 0.0)):
        chance = 1.0 / (1.0 + np.exp(-value))
        assert firms.strike_won[half].mean() == pytest.approx(chance, abs=4 * 0.5 / np.sqrt(2000))
        assert firms.hours_lost[half] == pytest.approx(10.0 / (1.0 + rho) ** 0.5 / 21.75)
    assert firms.hours_lost[0] == 0.0


def test_a_linked_share_is_leverage_beyond_the_buyers_stock_only():
    params = replace(PLAIN, days_lost=10.0)
    share = np.full(4001, 0.25)
    state = against_a_buyer(params, specificity=share)
    assert state.firms.hours_lost[1] == pytest.approx(10.0 / (1.0 + 1.0 / 3.0) ** 0.5 / 21.75)
    stocked = against_a_buyer(params, specificity=share, parts_buffer=12.0)
    assert stocked.firms.hours_lost[1] == pytest.approx(10.0 / 21.75)


def test_lengths_differ_from_strike_to_strike():
    state = striking(replace(PLAIN, days_lost=2.0, days_sd=0.8), firms=4000)
    logs = np.log(21.75 * state.firms.hours_lost)
    assert logs.std() == pytest.approx(0.8, rel=0.05)
    assert logs.mean() == pytest.approx(np.log(2.0) - 0.32, abs=0.06)


def test_tightness_and_force_enter_the_odds():
    params = replace(PLAIN, base_odds=-0.5, tightness_odds=0.5, repression_odds=0.5)
    state = hand_state(workers=4000, firms=4000)
    hire(state, range(4000))
    state.firms.active_share[:] = state.cities.tolerance[:] = 1.0
    state.cities.vacancies[:], state.cities.unemployed[:], state.cities.strike_force[:] = 30, 20, 1.0
    weigh_chances(state, params, moment())
    strike(state, params, moment())
    chance = 1.0 / (1.0 + np.exp(0.25))  # -.5 + .75 - .5
    assert state.firms.strike_won.mean() == pytest.approx(chance, abs=4 * 0.5 / np.sqrt(4000))


def test_a_strike_that_is_broken_up_is_lost():
    sure = replace(PLAIN, base_odds=50.0)
    assert not striking(sure, firms=50, tolerance=0.0).firms.strike_won.any()
    state = striking(sure, firms=4000, tolerance=0.8)
    assert state.firms.struck.all()
    assert state.firms.strike_won.mean() == pytest.approx(0.8, abs=4 * 0.4 / np.sqrt(4000))


def test_tightness_of_a_few_people_is_mostly_the_nations():
    # all: 40 over 50; (40 + .8) / 50 in the large city, (0 + .8) / 1 in an empty one, (3 + .8) / 2 beside one jobless
    found = tightness(np.array([37, 0, 3]), np.array([49, 0, 1]))
    assert found == pytest.approx([37.8 / 50, 0.8, 1.9])


def test_one_win_among_few_firms_is_no_wave():
    # By hand: an industry of 5 and 95 firms in two cities, one win in the small one: 20 firms at 1 % are added to each.
    won, firms = np.zeros(4), np.zeros(4)
    won[0], firms[:2] = 1.0, [5.0, 95.0]
    assert share_won(won, firms) == pytest.approx([1.2 / 25.0, 0.2 / 115.0, 0.0, 0.0])


def test_a_likely_win_makes_more_of_the_same_grievance():
    # usual odds: -.5 + .5 - .5 = -.5; odds of 0 and of -1 stand a third over and 29 % under a chance of .378
    params = replace(PLAIN, base_odds=-0.5, tightness_odds=0.5, repression_odds=0.5, expectancy=1.0)
    usual = 1.0 / (1.0 + np.exp(0.5))
    for chance, stored, share in (
        (0.5, 0.23, 1.0),
        (0.5, 0.22, 0.0),
        (usual, 0.31, 1.0),
        (usual, 0.29, 0.0),
        (0.27, 0.4, 0.0),
    ):
        assert ready_share(params, stored, win_chance=chance) == share
    assert ready_share(replace(params, expectancy=0.0), 0.31, win_chance=0.01) == 1.0


def test_the_chance_of_winning_by_hand():
    params = replace(PLAIN, base_odds=-0.5, tightness_odds=0.5, leverage=0.7, repression_odds=0.5)
    for (tight, rho, force), odds in {
        (1.0, 0.0, 1.0): -0.5, (3.0, 0.0, 1.0): 0.0, (1.0, np.e - 1.0, 1.0): 0.2, (1.0, 0.0, 3.0): -1.5,
    }.items():  # fmt: skip
        assert win_chance(tight, rho, force, params) == pytest.approx(1.0 / (1.0 + np.exp(-odds)))


def test_who_has_no_buyer_has_no_leverage():
    state = against_a_buyer(PLAIN, buyer=-1, specificity=1.0)
    assert not state.firms.leverage.any()
