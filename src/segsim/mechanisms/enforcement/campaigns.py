"""When does a campaign run, who starts it, and who loses their post?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.enforcement.params import Params
from segsim.plumbing.kernels import kernel
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import stream_key, uniform, uniforms
from segsim.state import Cities, State

_FIRST = -600  # month from which chains run, long before any burn-in: they have forgotten where they began; assumed


@step(
    reads=(Cities.salience, Cities.campaign_months, Cities.caution),
    writes=(Cities.salience, Cities.campaign, Cities.campaign_months, Cities.caution),
)
def run_campaigns(state: State, params: Params, moment: Moment) -> None:
    """Campaigns of the style run city by city, others follow salient events, and officials may be dismissed."""
    cities = state.cities
    salient = cities.salience >= params.salience_threshold
    salient[-1] = False  # the countryside has no government
    cities.salience[:] = np.where(salient, 0.0, (1.0 - params.salience_decay_rate) * cities.salience)
    months = np.maximum(cities.campaign_months - 1, 0)
    starts = salient & (params.disaster_campaigns > 0.0)
    cities.campaign_months[:] = np.where(starts, params.disaster_months, months)
    dismissed = salient & (uniforms(moment.key("run_campaigns"), cities.rows) < params.dismissal_risk)
    cities.caution[:] *= 0.5 ** (1.0 / params.caution_half_life)
    cities.caution[dismissed] = params.successor_effort
    style = campaign_intensity(params, moment, cities.rows) if params.style == "campaign" else 1.0
    local = params.disaster_campaigns * (cities.campaign_months > 0)
    cities.campaign[:] = style * (1.0 + params.national_campaign + local)


def campaign_intensity(params: Params, moment: Moment, cities: int) -> np.ndarray:
    """Inspection relative to its mean this month: the state of each city's own two-state chain; shape (cities,).

    The chains are rebuilt from their draws, which depend on seed, city and month alone: nothing has to be remembered.
    """
    stop = 1.0 / params.campaign_length
    start = stop * params.campaign_share / (1.0 - params.campaign_share)
    keys = np.array([stream_key(moment.seed, f"campaign/{city}", 0) for city in range(cities)], dtype=np.uint64)
    is_on = np.zeros(cities, dtype=np.bool_)
    _follow_chains(keys, moment.index - _FIRST + 1, stop, start, is_on)
    on, off = levels_of_style(params)
    return np.where(is_on, on, off)


def levels_of_style(params: Params) -> tuple[float, float]:
    """Inspection in a campaign and outside it over the mean rate, ratios: the mean over all months is one."""
    share = params.campaign_share
    on = min(params.campaign_multiplier, 1.0 / share)
    return on, (1.0 - share * on) / (1.0 - share)


def announced_variance(params: Params) -> float:
    """Variance of the monthly rate over its squared mean that the announced style implies; none where it is steady."""
    if params.style != "campaign":
        return 0.0
    on, off = levels_of_style(params)
    return params.campaign_share * on**2 + (1.0 - params.campaign_share) * off**2 - 1.0


def correlated_months(params: Params) -> float:
    """Long-run variance of a sum of months over that of as many independent ones: months of a campaign come together.

    (1 + c) / (1 - c) with the chain's correlation from month to month, c = 1 - 1 / (length (1 - share)).
    """
    return 2.0 * params.campaign_length * (1.0 - params.campaign_share) - 1.0


@kernel
def _follow_chains(keys, months, stop, start, is_on):
    for city in range(keys.size):
        on = False
        for month in range(months):
            draw = uniform(keys[city], month, 0)
            on = draw >= stop if on else draw < start
        is_on[city] = on
