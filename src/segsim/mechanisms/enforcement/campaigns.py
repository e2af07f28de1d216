"""When does a campaign run, who starts it, and who loses their post?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.enforcement.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import stream_key, uniforms
from segsim.state import Cities, State


@step(
    reads=(Cities.salience, Cities.campaign_months, Cities.caution),
    writes=(Cities.salience, Cities.campaign, Cities.campaign_months, Cities.caution),
)
def run_campaigns(state: State, params: Params, moment: Moment) -> None:
    """National campaigns run; cities respond to salient events with their own, and officials may be dismissed."""
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
    national = campaign_intensity(params, moment) if params.style == "campaign" else 1.0
    local = params.disaster_campaigns * (cities.campaign_months > 0)
    cities.campaign[:] = national * (1.0 + params.national_campaign + local)


def campaign_intensity(params: Params, moment: Moment) -> float:
    """Inspection relative to its mean this month: the state of a two-state Markov chain since the start of the run.

    The chain is rebuilt from its draws, which depend on seed and month alone, so nothing has to be remembered.
    """
    stop = 1.0 / params.campaign_length
    start = stop * params.campaign_share / (1.0 - params.campaign_share)
    first = -600  # long before any burn-in, so that the chain has forgotten where it began
    random_draw = uniforms(stream_key(moment.seed, "campaign", 0), moment.index - first + 1)
    change_on, change_off = random_draw < stop, random_draw < start
    on = False
    for ends, begins in zip(change_on, change_off, strict=True):
        on = (not ends) if on else bool(begins)
    multiplier = min(params.campaign_multiplier, 1.0 / params.campaign_share)
    off = (1.0 - params.campaign_share * multiplier) / (1.0 - params.campaign_share)
    return multiplier if on else off
