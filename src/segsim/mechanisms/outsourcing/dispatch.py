"""Who works through an agency, and at what pay?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.outsourcing.params import Params
from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.rules.adjustment import adjust
from segsim.rules.penalties import complaint_slope, dared_depth
from segsim.rules.segments import by_segment
from segsim.state import Cities, Firms, Nation, State, Workers
from segsim.state.codes import Move, Owner

_WHO, _STANDING = 0, 1
_HIRED, _CHANGED = int(Move.HIRED), int(Move.CHANGED_JOB)
USUAL = Params()  # with these the posted wage is the mean of what a firm pays: base pay is calibrated to them


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.owner, Firms.city, Firms.detection_multiplier,
        Firms.inspection_belief,
        Firms.voice, Firms.dispatch_share, Cities.complaint_slope, Cities.complaint_factor,
    ),
    writes=(Firms.dispatch_share, Firms.regular_pay, Firms.dispatch_pay, Firms.regular_bonus, Nation.dispatch_cover),
)  # fmt: skip
def choose_dispatch(state: State, params: Params, moment: Moment) -> None:
    """Firms choose how many of their people come through agencies, and what these get."""
    firms, cities = state.firms, state.cities
    ratio, usual_ratio = pay_ratio(firms, params), pay_ratio(firms, USUAL)
    cheaper = (1.0 - params.flexibility) * (1.0 - ratio) / (1.0 - usual_ratio)
    wanted = dispatch_demand(firms, params) * (params.flexibility + cheaper)
    slope = complaint_slope(cities.complaint_slope[firms.city], cities.complaint_factor[firms.city], firms.voice)
    intensity = intensity_over_cap(params, firms.detection_multiplier, firms.inspection_belief, slope)
    aim = share_under_cap(wanted, params.dispatch_cap, intensity)
    share = np.where(np.isnan(firms.dispatch_share), aim, firms.dispatch_share)
    firms.dispatch_share[:] = np.where(firms.alive, adjust(share, aim, params.dispatch_adjustment_rate), share)
    usual_share = dispatch_demand(firms, USUAL)
    regular = 1.0 / (1.0 - usual_share * (1.0 - usual_ratio))
    firms.regular_pay[:] = regular
    firms.dispatch_pay[:] = regular * ratio
    firms.regular_bonus[:] = 1.0 / ((1.0 - usual_share) * regular)
    state.nation.dispatch_cover[:] = params.cover


def dispatch_demand(firms: Firms, params: Params) -> np.ndarray:
    """Agency share that each firm wants without a cap, at the usual ratio of pay; shape (firms,)."""
    demands = (params.core_dispatch_demand, params.contract_dispatch_demand, params.supplier_dispatch_demand)
    return by_segment(firms.industry, firms.tier, *demands)


def pay_ratio(firms: Firms, params: Params) -> np.ndarray:
    """Hourly pay of agency over regular workers of each firm; shape (firms,)."""
    return np.where(firms.owner == Owner.JOINT_VENTURE, params.joint_venture_pay, params.other_pay)


def intensity_over_cap(params: Params, detection_multiplier, belief, slope):
    """Part of the agency workers beyond the cap that a firm dares to keep, 0 to 1, by the rule of compliance."""
    return dared_depth(params.penalty, params.detection_cap * detection_multiplier, params.reputation, belief, slope)


def share_under_cap(wanted, cap, intensity):
    """Agency share aimed at: what is wanted, and of what goes beyond the cap only the part that is dared."""
    return np.minimum(wanted, 1.0) - (1.0 - intensity) * np.maximum(0.0, np.minimum(wanted, 1.0) - cap)


@step(
    reads=(
        Workers.employer, Workers.move, Firms.alive, Firms.dispatch_share, Firms.dispatch_employment, Firms.employment,
    ),
    writes=(Workers.dispatch,),
)  # fmt: skip
def settle_dispatch(state: State, params: Params, moment: Moment) -> None:
    """New workers, and a few of the others, become regular or agency workers."""
    workers, firms = state.workers, state.firms
    key = moment.key("settle_dispatch")
    if firms.dispatch_employment[firms.alive].any():
        joined = rows_where((workers.move == _HIRED) | (workers.move == _CHANGED))
        others = int(np.ceil(params.conversion * workers.rows))
        held = np.minimum(1.0, firms.dispatch_employment / np.maximum(firms.employment, 1))
        chance = agency_probability(firms.dispatch_share, held, params.gap_correction)
    else:  # nobody yet, as in the first month: everybody's status is open
        joined, others, chance = np.arange(workers.rows), 0, firms.dispatch_share
    _settle(key, joined, others, workers.employer, chance, workers.dispatch)


def agency_probability(share, held, gap_correction):
    """Chance that somebody newly settled is an agency worker: the share wanted, more where too few are held."""
    return np.clip(share + gap_correction * (share - held), 0.0, 1.0)


@parallel_kernel
def _settle(key, joined, others, employer, chance, dispatch):
    # The others are drawn by row number, so that only they are looked at; who has no job has no status. Who is drawn
    # twice is given the same status twice.
    for place in prange(joined.size + others):
        if place < joined.size:
            i = joined[place]
        else:
            i = int(uniform(key, place - joined.size, _WHO) * employer.size)
        j = employer[i]
        dispatch[i] = j >= 0 and uniform(key, i, _STANDING) < chance[j]
