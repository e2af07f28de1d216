"""Which firms take up the practice that improves production and that no metric sees?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.evaluation.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.means import mean_by
from segsim.state import Cities, Firms, State
from segsim.state.codes import Industry

_TAKEN, _LOST = 0, 1


@step(
    reads=(Firms.alive, Firms.industry, Firms.city, Firms.unmeasured_practice, Firms.log_tfp, Cities.award_price),
    writes=(Firms.unmeasured_practice, Firms.log_tfp),
)
def improve_quietly(state: State, params: Params, moment: Moment) -> None:
    """Firms find or copy the unmeasured practice, or lose it."""
    firms, key = state.firms, moment.key("improve_quietly")
    live, had = firms.alive, firms.unmeasured_practice.copy()
    share = or_zero(mean_by(firms.industry, had, live, len(Industry)))
    chance = taken(params, state.cities.award_price[firms.city], share[firms.industry])
    takes = live & ~had & (uniforms(key, firms.rows, _TAKEN) < chance)
    loses = live & had & (uniforms(key, firms.rows, _LOST) < params.option_loss)
    firms.unmeasured_practice[takes], firms.unmeasured_practice[loses] = True, False
    firms.log_tfp[takes] += params.option_gain
    firms.log_tfp[loses] -= params.option_gain


def taken(params: Params, price, share):
    """Chance in a month that a firm takes up the practice, by what a reported yuan brings and how many have it."""
    return np.exp(-params.distraction * price) * (params.discovery + params.imitation * share)
