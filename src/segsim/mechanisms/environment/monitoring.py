"""Who monitors emissions, who protests, and when must plants stand still?"""

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
        Cities.emission_monitoring,
    ),
    writes=(Cities.state_holding, Cities.emission_monitoring, Cities.smog_shutdown),
)  # fmt: skip
def monitor_emissions(state: State, params: Params, moment: Moment) -> None:
    """Officials and neighbours monitor as much as pollution and their interests ask; smog alerts stop plants."""
    firms, cities = state.firms, state.cities
    cities.state_holding[:] = state_holding(firms, cities.rows)
    target = monitoring_intensity(params, cities.pollution, cities.state_holding)
    cities.emission_monitoring[:] = adjust(cities.emission_monitoring, target, params.monitoring_adjustment_rate)
    cities.smog_shutdown[:] = smog_shutdown(params, cities.pollution)


def state_holding(firms: Firms, cities: int) -> np.ndarray:
    """Share of the demand for each city's firms that its state-linked car makers meet; shape (cities,)."""
    size = np.where(firms.alive, firms.expected_demand, 0.0)
    held = is_state_linked(firms.owner) & (firms.industry == Industry.AUTO)
    return or_zero(mean_by(firms.city, held, size, cities))


def monitoring_intensity(params: Params, pollution, holding):
    """How easily violations are detected, in the long run; 1 at the start in a city without car makers."""
    awake = 1.0 + params.complaint_response * np.maximum(0.0, pollution - 1.0)
    return params.emission_enforcement * (1.0 - params.state_holding_leniency * holding) * awake


def smog_shutdown(params: Params, pollution):
    """Share of the month in which plants stand still."""
    days = params.shutdown_days * np.maximum(0.0, pollution - params.smog_threshold)
    return np.minimum(params.largest_shutdown, days / 30.0)


@step(
    reads=(Cities.pollution, Cities.repression, Cities.emission_monitoring, Cities.salience),
    writes=(Cities.pollution_protest, Cities.emission_monitoring, Cities.salience),
)
def protest_over_pollution(state: State, params: Params, moment: Moment) -> None:
    """Where pollution is thick, neighbours protest now and then, and officials then monitor more."""
    cities = state.cities
    random_draw = uniforms(moment.key("protest_over_pollution"), cities.rows)
    chance = protest_probability(params, cities.pollution, cities.repression)
    chance[-1] = 0.0  # nobody is asked in the countryside
    cities.pollution_protest[:] = random_draw < chance
    cities.emission_monitoring += params.protest_monitoring * cities.pollution_protest
    cities.salience += params.protest_salience * cities.pollution_protest


def protest_probability(params: Params, pollution, repression):
    """Probability of a protest in a month."""
    beyond = np.maximum(0.0, pollution - params.tolerated_pollution)
    return 1.0 - np.exp(-params.protest_rate * beyond**2 * np.exp(1.0 - repression))
