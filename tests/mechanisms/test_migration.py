"""What places are worth to a migrant without a job, and who goes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment
from segsim.mechanisms.migration import Params, as_resident, choice_table, home_probability, migrate, place_values
from segsim.state.codes import Hukou, Move

PLAIN = replace(
    Params(), consideration_rate=1.0, festival_consideration_rate=1.0, premium=0.5, hukou_cost=0.1, rent_share=0.0,
    move_cost=0.0, taste_scale=0.3, horizon=25.0,
)  # fmt: skip


def two_cities(finding=(0.3, 0.1), leaving=0.06, pay=(2000.0, 3000.0), rent=0.0):
    """Rates a month at which jobs are found and lost, of a billion people: the few of the prior do not count."""
    state = hand_state(workers=3000, firms=1, cities=2)
    cities = state.cities
    cities.mean_searchers[:] = cities.mean_employed[:] = 1e9
    cities.mean_hires[:-1], cities.mean_separations[:] = np.array(finding) * 1e9, leaving * 1e9
    cities.mean_earnings[:-1] = pay
    cities.rent[:] = rent
    return state


def test_a_place_is_worth_expected_pay_without_hukou_less_rent():
    state = two_cities(rent=100.0)
    # chances of a job: .3 / (.3 + .06 + .04) and .1 / (.1 + .06 + .04)
    expected = np.log([0.75 * 1800.0 - 100.0, 0.5 * 2700.0 - 100.0, 500.0 * 1.5])
    assert place_values(state.cities, 500.0, PLAIN) == pytest.approx(expected)


def test_jobs_that_do_not_last_are_worth_less():
    state, lasting = two_cities(leaving=0.26), two_cities(leaving=0.06)
    values, others = (place_values(here.cities, 500.0, PLAIN) for here in (state, lasting))
    assert np.exp(values[0] - others[0]) == pytest.approx(0.5 / 0.75)  # .3 / .6 against .3 / .4


def test_one_lucky_month_of_a_small_city_draws_nobody():
    """Nine of ten hired in a month: by that month alone the chance would be .9, by the flows of the year it is .62."""
    state = two_cities(finding=(0.1, 0.1), pay=(2000.0, 2000.0))
    cities = state.cities
    cities.mean_searchers[0], cities.mean_hires[0] = 10.0, 1.0 + (9.0 - 1.0) / 12.0
    cities.mean_employed[0], cities.mean_separations[0] = 100.0, 6.0
    values = place_values(cities, 500.0, PLAIN)
    # (1.667 + 1 x .1) / 11 = .1606 found and .06 lost: .1606 / .2606, against .5
    assert np.exp(values[0] - values[1]) == pytest.approx(0.6162 / 0.5, rel=1e-3)


def test_a_city_without_jobs_is_worth_little_but_something():
    state = two_cities(finding=(0.0, 0.0), rent=500.0)
    values = place_values(state.cities, 500.0, PLAIN)
    assert values[:2] == pytest.approx(np.log([75.0, 75.0]))


def test_the_logit_table_by_hand():
    table = choice_table(np.array([0.6, 0.0]), replace(PLAIN, taste_scale=0.3, move_cost=0.3))
    stay, go = np.exp(2.0), np.exp(-1.0)  # from the first place: .6 / .3 and (0 - .3) / .3
    assert table[0] == pytest.approx([stay / (stay + go), 1.0])
    stay, go = 1.0, np.exp(1.0)  # from the second: 0 and (.6 - .3) / .3
    assert table[1] == pytest.approx([go / (stay + go), 1.0])


def test_equal_places_without_a_cost_of_moving_are_equally_likely():
    assert choice_table(np.full(4, 7.0), PLAIN) == pytest.approx(np.tile([0.25, 0.5, 0.75, 1.0], (4, 1)))


def test_the_better_of_two_places_always_wins_where_tastes_hardly_differ():
    table = choice_table(np.array([0.0, 5.0]), replace(PLAIN, taste_scale=0.05))
    assert table[:, 0] == pytest.approx([0.0, 0.0])


def test_migrants_spread_by_the_table():
    state = two_cities()
    state.workers.city[:] = 2
    migrate(state, PLAIN, moment())
    shares = np.bincount(state.workers.city, minlength=3) / 3000
    values = place_values(state.cities, 500.0, PLAIN)
    weight = np.exp(values / PLAIN.taste_scale)
    assert shares == pytest.approx(weight / weight.sum(), abs=0.04)
    assert (state.workers.move[state.workers.city < 2] == Move.WENT_TO_CITY).all()


def test_residents_and_the_employed_stay():
    state = two_cities(finding=(0.0, 0.5))
    state.workers.hukou[:1000], state.workers.rural_home[:1000] = Hukou.URBAN, False
    hire(state, np.repeat([-1, 0], [1000, 1000]))
    migrate(state, PLAIN, moment())
    assert (state.workers.city[:2000] == 0).all()
    assert (state.workers.city[2000:] != 0).any()
    assert state.workers.move[2000:].max() == Move.WENT_HOME


def test_a_resident_is_no_stranger_and_gets_a_school_place_for_certain():
    state = two_cities(rent=100.0)
    state.cities.school_offer_gap[:] = -0.5
    values = place_values(state.cities, 500.0, as_resident(replace(PLAIN, school_pull=0.4)))
    assert values == pytest.approx(np.log([0.75 * 2000.0 - 100.0, 0.5 * 3000.0 - 100.0, 750.0]))


def test_a_residents_chance_of_home_by_hand():
    chance = home_probability(np.array([0.6, 0.0, 0.3]), replace(PLAIN, taste_scale=0.3, move_cost=0.3))
    # home .3 under and .3 over the city; .3 to move: from the city -2 and 0 tastes, from the countryside 0 and 2
    assert chance[0] == pytest.approx([1 / (1 + np.exp(2.0)), 0.5])
    assert chance[1] == pytest.approx([0.5, 1 / (1 + np.exp(-2.0))])


def test_residents_who_kept_a_rural_home_go_between_it_and_their_own_city():
    state = two_cities()
    workers = state.workers
    workers.hukou[:], workers.home[:] = Hukou.URBAN, 1
    workers.city[:2000], workers.city[2000:] = 1, 2
    migrate(state, PLAIN, moment())
    assert not (workers.city == 0).any()
    values = place_values(state.cities, 500.0, as_resident(PLAIN))
    at_home = 1.0 / (1.0 + np.exp((values[1] - values[2]) / PLAIN.taste_scale))
    assert (workers.city == 2).mean() == pytest.approx(at_home, abs=4 * np.sqrt(0.25 / 3000))
    assert (workers.move[:2000][workers.city[:2000] == 2] == Move.WENT_HOME).all()
    assert (workers.move[2000:][workers.city[2000:] == 1] == Move.WENT_TO_CITY).all()


@pytest.mark.parametrize("weighs", [0.0, 0.2])
def test_only_some_weigh_places_in_a_month(weighs):
    state = two_cities(finding=(0.0, 0.0))  # where they are there is no work: nearly all who weigh leave
    migrate(state, replace(PLAIN, consideration_rate=weighs, taste_scale=0.05), moment(month=6))
    assert (state.workers.city != 0).mean() == pytest.approx(weighs, abs=0.03)


@pytest.mark.parametrize(("month", "weighs"), [(12, 0.2), (1, 0.8), (2, 0.8), (3, 0.2)])
def test_around_spring_festival_most_weigh_places(month, weighs):
    state = two_cities(finding=(0.0, 0.0))
    params = replace(PLAIN, consideration_rate=0.2, festival_consideration_rate=0.8, taste_scale=0.05)
    migrate(state, params, moment(month=month))
    assert (state.workers.city != 0).mean() == pytest.approx(weighs, abs=0.03)


def test_rent_follows_local_pay():
    state = two_cities()
    migrate(state, replace(PLAIN, rent_share=0.1), moment())
    assert state.cities.rent[:-1] == pytest.approx([200.0, 300.0])
