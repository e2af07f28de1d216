"""Plants weigh cities, give notice, move, and pay for it; new firms choose where to begin."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place, received
from segsim.mechanisms.matching import Params as Matching
from segsim.mechanisms.matching import separate
from segsim.mechanisms.relocation import Params, consider_places, move_plants, settle_entrants
from segsim.mechanisms.relocation.worth import (
    choice,
    cost_of_moving,
    offers,
    place_value,
    terms_before_trials,
    terms_of,
)
from segsim.state.codes import Industry, Instrument, Tier, Violation
from segsim.state.places import by_industry

ALWAYS = replace(Params(), consideration_rate=1.0, taste_scale=0.02, moving_cost=0.0, distance_cost=0.0, notice=2)
JULY = moment(18, 7)


def two_cities(**instruments):
    """One plant with a margin of .2 and labour cost of .5 a unit in the first of two like cities; four workers."""
    state = hand_state(firms=1, cities=2)
    firms, cities, nation = state.firms, state.cities, state.nation
    hire(state, [0, 0, 0, 0])
    firms.price[:], firms.unit_cost[:] = 1.0, 0.8
    firms.base_wage[:], firms.pay_ratio[:], firms.productivity[:] = 0.5, 1.0, 1.0
    firms.overtime_multiple[:] = 1.0
    firms.violations[:, Violation.MINIMUM] = 0.0
    firms.wage_offer[:] = 0.5
    firms.moving_cost[:] = 3.0
    firms.next_city[:] = -1
    firms.deposits[:] = 10_000.0
    cities.market_wage[:] = 0.5
    cities.overhead_factor[:] = 1.0
    by_industry(state.places.sites)[:, :-1] = 0.5
    cities.area[:] = [0, 1, -1]
    nation.inspection_rate[:] = 0.1
    for name, value in instruments.items():
        (state.places.advantage if name == "advantage" else getattr(cities, name))[1] = value
    assert nation.standard_hours[0] == STANDARD
    return state


def worth(state, params=ALWAYS):
    return place_value(state, params, np.array([0]), terms_of(state))[0]


def test_like_cities_are_worth_the_same():
    here, there = worth(two_cities())
    assert here == there == pytest.approx(np.log(0.2 * 0.75))


@pytest.mark.parametrize(
    ("instruments", "margin", "kept"),
    [
        ({"market_wage": 0.4}, 0.2 + 0.5 * 0.2, 0.75),
        ({"tax_rebate": 0.4}, 0.2, 1.0 - 0.25 * 0.6),
        ({"enforcement_effort": 2.0}, 0.2 - 120.0 / 1000.0 * 0.1, 0.75),
        ({"minimum_wage": 0.6 * STANDARD}, 0.2 - 0.5 * 0.2, 0.75),
    ],
    ids=["wages", "rebate", "inspectors", "minimum wage"],
)
def test_what_a_city_asks_and_gives_enters_profit(instruments, margin, kept):
    state = two_cities(**instruments)
    state.firms.penalty_at_visit[:] = 120.0
    assert worth(state)[1] == pytest.approx(np.log(margin * kept))


def test_land_and_energy_enter_by_overhead():
    state = two_cities(overhead_factor=0.5)
    state.markets.overhead_per_unit[:] = 0.16  # .2 a unit at planned use of .8
    assert worth(state)[1] == pytest.approx(np.log(0.3 * 0.75))


def test_the_cap_on_gifts_binds_rebates_and_offers():
    state = two_cities(tax_rebate=0.4, relocation_subsidy=0.5)
    state.nation.subsidy_cap[:] = 0.1
    assert worth(state)[1] == pytest.approx(np.log(0.2 * (1.0 - 0.25 * 0.9)))
    assert offers(state, np.array([0]), terms_of(state)).tolist() == [[0.0, 0.1]]


def test_a_place_away_from_the_buyer_is_worth_less():
    state = two_cities()
    state.firms.buyer[:] = 0
    assert np.diff(worth(state, replace(ALWAYS, distance_cost=0.3))) == pytest.approx([-0.3])
    state.firms.buyer[:] = -1
    assert np.diff(worth(state, replace(ALWAYS, distance_cost=0.3))) == pytest.approx([0.0])


def test_a_minimum_over_the_going_wage_makes_a_place_dear_as_far_as_the_plant_obeys():
    state = two_cities()
    state.cities.minimum_wage[1] = 1.05 * state.cities.market_wage[1] * STANDARD
    state.firms.violations[:, Violation.MINIMUM] = 0.0
    assert np.diff(worth(state, ALWAYS))[0] < -1e-3
    state.firms.violations[:, Violation.MINIMUM] = 1.0
    assert np.diff(worth(state, ALWAYS)) == pytest.approx([0.0], abs=1e-12)


def test_choice_is_a_logit():
    assert choice(np.log([[1.0, 3.0]]), 1.0) == pytest.approx(np.array([[0.25, 0.75]]))


def test_staying_costs_nothing_and_subsidies_pay_a_part_of_going():
    state = two_cities(relocation_subsidy=0.5)
    cost = cost_of_moving(state, replace(Params(), moving_cost=2.0, payback=12.0), np.array([0]), terms_of(state))
    assert cost == pytest.approx(np.array([[0.0, 0.25]]))


def test_programmes_promise_more_to_large_plants_of_the_it_chain():
    state = hand_state(workers=10, firms=2, cities=2)
    hire(state, [0] * 9 + [1])
    state.cities.inland_subsidy[1] = 0.3
    assert not offers(state, np.array([0, 1]), terms_of(state)).any()
    place(state, [0, 1], Industry.IT, Tier.FIRST)
    assert offers(state, np.array([0, 1]), terms_of(state))[:, 1] == pytest.approx(0.3 * np.sqrt([9 / 5, 1 / 5]))


def test_parks_are_for_parts_makers():
    state = hand_state(firms=3, cities=2)
    place(state, [0], Industry.AUTO, Tier.FIRST)
    place(state, [1], Industry.IT, Tier.SECOND)
    state.cities.park_subsidy[1] = 0.4
    assert offers(state, np.arange(3), terms_of(state))[:, 1].tolist() == [0.0, 0.0, 0.4]


def test_a_plant_gives_notice_empties_and_begins_again_where_pay_is_lower():
    state = two_cities(market_wage=0.3)
    firms, workers, cities = state.firms, state.workers, state.cities
    never = replace(Matching(), base_quit=0.0, grievance_quit=0.0)
    consider_places(state, ALWAYS, JULY)
    assert (firms.next_city[0], firms.notice[0], firms.leaving[0], firms.moves[0]) == (1, 2, True, False)
    consider_places(state, ALWAYS, moment(19, 8))
    assert (firms.notice[0], firms.leaving[0], firms.moves[0]) == (1, True, False)
    consider_places(state, ALWAYS, moment(20, 9))
    assert (firms.notice[0], firms.leaving[0], firms.moves[0], firms.moved_jobs[0]) == (0, True, True, 4)
    separate(state, never, moment(20, 9))
    assert (workers.employer == -1).all()
    firms.target_employment[:], firms.award[:] = 4.0, 0.5
    move_plants(state, replace(ALWAYS, moving_cost=1.0, capacity_lost=0.25), moment(20, 9))
    assert (firms.city[0], firms.next_city[0], firms.vacancies[0]) == (1, -1, 3)
    assert firms.capacity[0] == 750.0
    assert firms.wage_offer[0] == firms.base_wage[0] == pytest.approx(0.3)
    assert firms.award[0] == 0.0
    # three months of a profit of .2 on a thousand units
    assert firms.outlays[0] == pytest.approx(600.0)
    assert firms.deposits[0] == pytest.approx(9_400.0)
    assert received(state, "moving") == pytest.approx({"firms": -600.0, "abroad": 600.0})
    assert (workers.city == 0).all()
    assert not cities.deposits.any()


def test_a_city_pays_its_part_and_no_more_than_it_has():
    for money, pays in ((1000.0, 300.0), (100.0, 100.0)):
        state = two_cities(relocation_subsidy=0.5, deposits=money)
        state.firms.moves[:], state.firms.employment[:], state.firms.next_city[:] = True, 0, 1
        move_plants(state, replace(ALWAYS, moving_cost=1.0), JULY)
        assert state.firms.subsidies[0] == pytest.approx(pays)
        assert state.cities.deposits[1] == pytest.approx(money - pays)
        assert state.cities.subsidies_year[1] == pytest.approx(pays)
        assert state.firms.deposits[0] == pytest.approx(9_400.0 + pays)


def test_a_poor_plant_spends_half_of_its_money_at_most():
    state = two_cities()
    state.firms.deposits[:] = 100.0
    state.firms.moves[:], state.firms.employment[:], state.firms.next_city[:] = True, 0, 1
    move_plants(state, replace(ALWAYS, moving_cost=1.0), JULY)
    assert state.firms.deposits[0] == pytest.approx(50.0)


def test_a_plant_whose_people_were_not_laid_off_stays():
    state = two_cities()
    state.firms.moves[:], state.firms.next_city[:], state.firms.moved_jobs[:] = True, 1, 4
    move_plants(state, ALWAYS, JULY)
    assert (state.firms.city[0], state.firms.next_city[0], state.firms.moves[0]) == (0, -1, False)
    assert state.firms.moved_jobs[0] == 0


@pytest.mark.parametrize(
    ("params", "instruments"),
    [
        (replace(ALWAYS, moving_cost=1000.0), {"market_wage": 0.3}),
        (replace(ALWAYS, consideration_rate=0.0), {"market_wage": 0.3}),
        (ALWAYS, {"market_wage": 0.7}),
        (ALWAYS, {"market_wage": 0.3, "advantage": 5.0}),
    ],
    ids=["immobile", "does not reconsider", "dearer there", "the place has taken it up"],
)
def test_otherwise_it_stays(params, instruments):
    state = two_cities(**instruments)
    consider_places(state, params, JULY)
    assert (state.firms.next_city[0], state.firms.notice[0], state.firms.leaving[0]) == (-1, 0, False)


def test_in_the_burn_in_places_take_up_what_they_are_worth():
    state = two_cities(market_wage=0.3)
    consider_places(state, ALWAYS, moment(-9, 3))
    here, there = worth(state)
    auto, it = by_industry(state.places.advantage)[:, :-1]
    assert auto == pytest.approx([(here - there) / 2, (there - here) / 2])
    assert it.tolist() == [0.0, 0.0], "no plant of the industry to ask"


@pytest.mark.parametrize(
    ("trial", "step", "sign"),
    [
        (Instrument.ENFORCEMENT_EFFORT, -0.2, 1), (Instrument.ENFORCEMENT_EFFORT, 0.2, -1),
        (Instrument.TAX_REBATE, 0.05, 1), (Instrument.LAND_DISCOUNT, 0.05, 1), (Instrument.RELOCATION_SUBSIDY, 0.05, 1),
        (Instrument.MINIMUM_WAGE_RATIO, 0.1, 0), (Instrument.TAX_REBATE, 0.0, 0),
    ],
)  # fmt: skip
def test_in_december_plants_say_what_a_trial_did_to_their_wishes(trial, step, sign):
    state = two_cities(tax_rebate=0.2, relocation_subsidy=0.2)
    state.firms.penalty_at_visit[:] = 120.0
    state.markets.overhead_per_unit[:] = 0.16
    state.cities.trial[1], state.cities.trial_step[1] = trial, step
    consider_places(state, replace(ALWAYS, taste_scale=0.5, moving_cost=1.0, consideration_rate=0.1), moment(23, 12))
    assert state.cities.interest[0] == 0.0
    assert np.sign(state.cities.interest[1]) == sign
    assert abs(state.cities.interest[1]) < 0.1 * 4


def test_jobs_won_by_a_trial_are_those_of_the_new_chance_over_the_old():
    state = two_cities(tax_rebate=0.4)
    state.cities.trial[1], state.cities.trial_step[1] = Instrument.TAX_REBATE, 0.4
    assert terms_before_trials(state, Params()).rebate.tolist() == [0.0, 0.0]
    consider_places(
        state, replace(ALWAYS, taste_scale=1.0, consideration_rate=0.1, capitalisation_rate=0.0), moment(23, 12)
    )
    # profit there is .85 instead of .75 of what is left here: of four jobs, one plant in ten reconsiders
    assert state.cities.interest[1] == pytest.approx(0.1 * 4 * (0.85 / (0.85 + 0.75) - 0.5))


def test_a_failed_plant_goes_nowhere():
    state = two_cities(market_wage=0.3)
    state.firms.alive[:], state.firms.notice[:], state.firms.next_city[:] = False, 1, 1
    consider_places(state, ALWAYS, JULY)
    assert (state.firms.notice[0], state.firms.next_city[0], state.firms.moves[0]) == (0, -1, False)


def test_new_firms_choose_their_city_and_others_stay():
    state = two_cities(market_wage=0.3)
    settle_entrants(state, ALWAYS, JULY)
    assert state.firms.city[0] == 0
    state.firms.entered[:] = True
    settle_entrants(state, replace(ALWAYS, entrants_choose=False), JULY)
    assert state.firms.city[0] == 0
    settle_entrants(state, ALWAYS, JULY)
    assert state.firms.city[0] == 1
    assert state.firms.wage_offer[0] == pytest.approx(0.3)
