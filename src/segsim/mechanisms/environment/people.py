"""Who looks on, who protests, and when must plants stand still?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.environment.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.rules.means import mean_by
from segsim.rules.owners import is_state_linked
from segsim.state import Cities, Firms, State
from segsim.state.codes import Industry


@step(
    reads=(
        Firms.alive, Firms.city, Firms.industry, Firms.owner, Firms.expected_demand, Cities.pollution,
        Cities.emission_watch,
    ),
    writes=(Cities.state_holding, Cities.emission_watch, Cities.blackout),
)  # fmt: skip
def watch_emissions(state: State, params: Params, moment: Moment) -> None:
    """Officials and neighbours look on as hard as the dirt and their interests make them; alarms stop plants."""
    firms, cities = state.firms, state.cities
    cities.state_holding[:] = state_holding(firms, cities.rows)
    target = watchfulness(params, cities.pollution, cities.state_holding)
    cities.emission_watch[:] = adjust(cities.emission_watch, target, params.adjustment)
    cities.blackout[:] = blackout(params, cities.pollution)


def state_holding(firms: Firms, cities: int) -> np.ndarray:
    """Share of the demand for each city's firms that its state-linked car makers meet; shape (cities,)."""
    size = np.where(firms.alive, firms.expected_demand, 0.0)
    held = is_state_linked(firms.owner) & (firms.industry == Industry.AUTO)
    return or_zero(mean_by(firms.city, held, size, cities))


def watchfulness(params: Params, pollution, holding):
    """How easily offences come to be seen, in the long run; 1 at the start in a city without car makers."""
    awake = 1.0 + params.complaints * np.maximum(0.0, pollution - 1.0)
    return params.emission_enforcement * (1.0 - params.torn * holding) * awake


def blackout(params: Params, pollution):
    """Share of the month in which plants stand still."""
    days = params.blackout_days * np.maximum(0.0, pollution - params.smog)
    return np.minimum(params.largest_blackout, days / 30.0)


@step(
    reads=(Cities.pollution, Cities.repression, Cities.emission_watch, Cities.alarm),
    writes=(Cities.pollution_protest, Cities.emission_watch, Cities.alarm),
)
def protest_over_pollution(state: State, params: Params, moment: Moment) -> None:
    """Where dirt is thick, neighbours protest now and then; officials then look closer."""
    cities = state.cities
    luck = uniforms(moment.key("protest_over_pollution"), cities.rows)
    chance = protest_chance(params, cities.pollution, cities.repression)
    chance[-1] = 0.0  # nobody is asked in the countryside
    cities.pollution_protest[:] = luck < chance
    cities.emission_watch += params.outcry * cities.pollution_protest
    cities.alarm += params.alarm * cities.pollution_protest


def protest_chance(params: Params, pollution, repression):
    """Chance of a protest in a month."""
    beyond = np.maximum(0.0, pollution - params.tolerated)
    return 1.0 - np.exp(-params.protest_rate * beyond**2 * np.exp(1.0 - repression))
