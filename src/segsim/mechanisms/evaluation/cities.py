"""What do city governments report upwards?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.evaluation.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.state import Cities, State


@step(
    reads=(Cities.output_year, Cities.output_last_year),
    writes=(Cities.over_reporting, Cities.reported_metric),
)
def report_growth(state: State, params: Params, moment: Moment) -> None:
    """In January cities report the growth of the last year, with something added."""
    if moment.month != 1:
        return
    cities = state.cities
    growth = np.where(cities.output_last_year > 0.0, cities.output_year / np.maximum(cities.output_last_year, 1.0), 1.0)
    boldness = 2.0 * uniforms(moment.key("report_growth"), cities.rows)
    cities.over_reporting[:] = over_reporting(params, boldness)
    cities.reported_metric[:] = growth * (1.0 + cities.over_reporting)


def over_reporting(params: Params, boldness):
    """Share added to growth by a government so bold (1 on average): less, the more likely the centre looks."""
    return params.over_reporting * boldness * max(0.0, 1.0 - params.central_audit * (1.0 + params.audit_fine))
