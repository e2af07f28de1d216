"""Which plants go, and what does a move do to them?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.relocation.params import Params
from segsim.mechanisms.relocation.worth import (
    WEIGHED,
    advantage,
    choice,
    cost_of_moving,
    offers,
    place_value,
    sites,
    terms_before_trials,
    terms_of,
)
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.rules.adjustment import adjust
from segsim.rules.money import payable_share
from segsim.state import Cities, Firms, Nation, Places, Sectors, State
from segsim.state.money import ABROAD, CITIES, FIRMS, transfer
from segsim.state.places import by_industry

_WEIGHS, _GOES, _ASKED = 0, 1, 2
ASKED = 2000  # plants in a survey at most, so that it stays cheap in large worlds; any number would do
OWN_PART = 0.5  # of its money: most that a plant spends on moving; assumed
LEARNS = 0.3  # weight of a survey of the burn-in in what places are worth; assumed


@step(
    reads=(
        *WEIGHED, Firms.alive, Firms.employment, Firms.moving_cost, Firms.notice, Firms.next_city,
        Firms.tier, Cities.inland_subsidy, Cities.park_subsidy, Cities.trial, Cities.trial_step,
    ),
    writes=(
        Firms.notice, Firms.next_city, Firms.leaving, Firms.moves, Firms.moved_jobs,
        Places.advantage, Cities.interest,
    ),
)  # fmt: skip
def consider_places(state: State, params: Params, moment: Moment) -> None:
    """Plants under notice come nearer to their move; some others decide to go."""
    firms = state.firms
    _count_down(firms)
    key = moment.key("weigh_places")
    free = firms.alive & (firms.next_city < 0)
    if moment.month % (3 if moment.index <= 0 else 12) == 0:
        _ask(state, params, moment, free)
    rows = np.flatnonzero(free & (uniforms(key, firms.rows, _WEIGHS) < params.consideration_rate))
    if rows.size == 0 or moment.index < 0:  # the burn-in is for places to be known: nobody moves in it
        return
    terms = terms_of(state)
    appeal = place_value(state, params, rows, terms) + _beside_terms(state, params, rows)
    appeal -= cost_of_moving(state, params, rows, terms)
    goes = drawn(choice(appeal, params.taste_scale), uniforms(key, rows, _GOES))
    away = goes != firms.city[rows]
    firms.next_city[rows[away]] = goes[away]
    firms.notice[rows[away]] = params.notice
    firms.leaving[rows[away]] = True


def _count_down(firms: Firms) -> None:
    """A month of notice is over; plants without any left move now. Who has failed goes nowhere."""
    gone = ~firms.alive
    firms.notice[gone], firms.next_city[gone] = 0, -1
    waiting = firms.notice > 0
    firms.notice[waiting] -= 1
    firms.leaving[:] = waiting
    firms.moves[:] = waiting & (firms.notice == 0)
    firms.moved_jobs[:] = np.where(firms.moves, firms.employment, 0)


def _ask(state: State, params: Params, moment: Moment, free: np.ndarray) -> None:
    """Once a year, and more often while places are new, plants say what places are worth to them: of many, a sample."""
    firms = state.firms
    part = min(1.0, ASKED / max(int(free.sum()), 1))
    asked = np.flatnonzero(free & (uniforms(moment.key("weigh_places"), firms.rows, _ASKED) < part))
    if asked.size == 0:
        return
    worth = place_value(state, params, asked, terms_of(state))
    _learn_advantage(state, worth, firms.industry[asked], LEARNS if moment.index <= 0 else params.capitalisation_rate)
    if moment.month == 12:
        _survey(state, params, asked, worth, part)


def _learn_advantage(state: State, worth: np.ndarray, industry: np.ndarray, adjustment_rate: float) -> None:
    """What a place is worth more than others is taken up by its own prices, at once in the first survey."""
    for code, known in enumerate(by_industry(state.places.advantage)):
        here = industry == code
        if here.any():
            seen = worth[here].mean(axis=0)
            seen -= seen.mean()
            known[:-1] = adjust(known[:-1], seen, adjustment_rate if known.any() else 1.0)


def _beside_terms(state: State, params: Params, rows: np.ndarray) -> np.ndarray:
    """What counts beside profit at today's terms: sites, less what a place's prices have taken up."""
    return sites(state, params, rows) - advantage(state, rows)


def _survey(state: State, params: Params, rows: np.ndarray, worth: np.ndarray, part: float) -> None:
    """Jobs a month that plants' wishes bring to each city, or keep there, because of what it tries out this year."""
    beside = _beside_terms(state, params, rows)
    then = terms_before_trials(state, params)
    appeal = worth + beside - cost_of_moving(state, params, rows, terms_of(state))
    before = place_value(state, params, rows, then) + beside - cost_of_moving(state, params, rows, then)
    gain = chance_gained(appeal, before, params.taste_scale)
    state.cities.interest[:-1] = params.consideration_rate / part * (state.firms.employment[rows].astype(float) @ gain)


def chance_gained(appeal: np.ndarray, before: np.ndarray, taste: float) -> np.ndarray:
    """What each city's own change of appeal adds to its chance, with all others as they are; same shape."""
    top = np.maximum(appeal, before).max(axis=1, keepdims=True)
    now, then = np.exp((appeal - top) / taste), np.exp((before - top) / taste)
    total = now.sum(axis=1, keepdims=True)
    return now / total - then / (total - now + then)


@step(
    reads=(
        Firms.moves, Firms.employment, Firms.city, Firms.next_city, Firms.moving_cost, Firms.price,
        Firms.unit_cost, Firms.expected_demand, Firms.deposits, Firms.capacity, Firms.wage_offer,
        Firms.base_wage, Firms.unilateral_pay,
        Firms.target_employment, Firms.outlays, Firms.subsidies, Firms.alive, Cities.market_wage,
        Cities.relocation_subsidy, Firms.industry, Firms.tier, Cities.inland_subsidy, Cities.park_subsidy,
        Cities.deposits, Cities.subsidies_year, Nation.subsidy_cap, Firms.moved_jobs,
    ),
    writes=(
        Firms.moves, Firms.moved_jobs, Firms.city, Firms.award, Firms.next_city, Firms.capacity,
        Firms.wage_offer, Firms.base_wage, Firms.unilateral_pay,
        Firms.vacancies, Firms.outlays, Firms.subsidies, Firms.deposits,
        Cities.deposits, Cities.subsidies_year, Sectors.moving, Sectors.relocation_subsidies,
        Sectors.deposits,
    ),
)  # fmt: skip
def move_plants(state: State, params: Params, moment: Moment) -> None:
    """Plants that have been emptied begin again in their new city."""
    firms = state.firms
    kept = firms.moves & (firms.employment > 0)  # nobody was laid off: matching stands still, so the plant stays
    firms.moves[kept], firms.moved_jobs[kept], firms.next_city[kept] = False, 0, -1
    rows = np.flatnonzero(firms.moves)
    if rows.size == 0:
        return
    _pay_for_the_move(state, params, rows)
    _stand_in(state, rows, firms.next_city[rows])
    firms.next_city[rows] = -1
    firms.capacity[rows] *= 1.0 - params.capacity_lost
    firms.vacancies[rows] = np.floor(firms.target_employment[rows] * (1.0 - params.capacity_lost) + 0.5)


def _stand_in(state: State, rows: np.ndarray, city: np.ndarray) -> None:
    """Plants offer what they offered before, relative to the market wage of the city, and leave old awards behind.

    Where no market wage is known (a city without such firms, or nobody who sets wages), they offer what they did.
    """
    firms, market_wage = state.firms, state.cities.market_wage
    before, after = market_wage[firms.city[rows]], market_wage[city]
    known = (before > 0.0) & (after > 0.0)
    change = np.where(known, after / np.where(known, before, 1.0), 1.0)
    firms.wage_offer[rows] *= change
    firms.base_wage[rows] *= change
    firms.unilateral_pay[rows] *= change
    firms.award[rows] = 0.0
    firms.city[rows] = city


def _pay_for_the_move(state: State, params: Params, rows: np.ndarray) -> None:
    """Hauliers and builders are paid out of the plant's money, and the new city pays its part out of its own."""
    firms, cities = state.firms, state.cities
    new = firms.next_city[rows]
    unit = np.maximum(firms.price[rows] - firms.unit_cost[rows], params.minimum_margin * firms.price[rows])
    bill = params.moving_cost * firms.moving_cost[rows] * unit * firms.expected_demand[rows]
    bill = np.minimum(bill, OWN_PART * np.maximum(0.0, firms.deposits[rows]))
    promised = bill * offers(state, rows, terms_of(state))[np.arange(rows.size), new]
    asked = np.bincount(new, weights=promised, minlength=cities.rows)
    share = payable_share(cities.deposits, asked)
    bills, subsidies = np.zeros(firms.rows), np.zeros(firms.rows)
    bills[rows], subsidies[rows] = bill, promised * share[new]
    given = np.bincount(new, weights=subsidies[rows], minlength=cities.rows)
    transfer(state, "moving", FIRMS, bills, ABROAD, float(bills.sum()))
    transfer(state, "relocation_subsidies", CITIES, given, FIRMS, subsidies)
    firms.outlays += bills
    firms.subsidies += subsidies
    cities.subsidies_year += given


@step(
    reads=(*WEIGHED, Firms.entered, Firms.wage_offer, Firms.unilateral_pay),
    writes=(Firms.city, Firms.award, Firms.wage_offer, Firms.base_wage, Firms.unilateral_pay),
)
def settle_entrants(state: State, params: Params, moment: Moment) -> None:
    """New firms choose their city."""
    firms = state.firms
    rows = np.flatnonzero(firms.entered)
    if rows.size == 0 or not params.entrants_choose:
        return
    worth = place_value(state, params, rows, terms_of(state)) + _beside_terms(state, params, rows)
    random_draw = uniforms(moment.key("settle_entrants"), firms.rows)[rows]
    _stand_in(state, rows, drawn(choice(worth, params.taste_scale), random_draw))


def drawn(chance: np.ndarray, random_draw: np.ndarray) -> np.ndarray:
    """The place that each plant's random draw picks, by inverting its cumulative probabilities; shape (plants,)."""
    return np.minimum((np.cumsum(chance, axis=1) <= random_draw[:, None]).sum(axis=1), chance.shape[1] - 1)
