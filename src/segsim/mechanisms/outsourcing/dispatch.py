"""Who works through an agency, and at what pay?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.outsourcing.params import Params
from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.rules.adjustment import adjust
from segsim.state import Cities, Firms, Nation, State, Workers
from segsim.state.codes import Move, Owner, segment_of

_WHO, _STANDING = 0, 1
_HIRED, _CHANGED = int(Move.HIRED), int(Move.CHANGED_JOB)
# With these the posted wage is the mean of what a firm pays: the default run holds them. By segment (codes.Segment).
USUAL_SHARE = np.array([0.25, 0.15, 0.10, 0.10])  # calibrated: evidence dispatch_share
USUAL_JOINT_VENTURE_PAY, USUAL_PAY = 0.7, 0.85  # assumed, as the parameters of the same meaning


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.owner, Firms.city, Firms.visibility, Firms.inspection_belief,
        Firms.voice, Firms.dispatch_share, Cities.complaint_slope,
    ),
    writes=(Firms.dispatch_share, Firms.regular_pay, Firms.dispatch_pay, Firms.regular_bonus, Nation.dispatch_cover),
)  # fmt: skip
def choose_dispatch(state: State, params: Params, moment: Moment) -> None:
    """Firms choose how many of their people come through agencies, and what these get."""
    firms = state.firms
    place = segment_of(firms.industry, firms.tier)
    joint = firms.owner == Owner.JOINT_VENTURE
    usual_ratio = np.where(joint, USUAL_JOINT_VENTURE_PAY, USUAL_PAY)
    ratio = np.where(joint, params.joint_venture_pay, params.other_pay)
    suppliers = params.supplier_appetite
    appetite = np.array([params.core_appetite, params.contract_appetite, suppliers, suppliers])[place]
    wanted = appetite * (params.flexibility + (1.0 - params.flexibility) * (1.0 - ratio) / (1.0 - usual_ratio))
    slope = state.cities.complaint_slope[firms.city] * firms.voice
    depth = depth_over_cap(params, firms.visibility, firms.inspection_belief, slope)
    aim = share_under_cap(wanted, params.dispatch_cap, depth)
    share = np.where(np.isnan(firms.dispatch_share), aim, firms.dispatch_share)
    firms.dispatch_share[:] = np.where(firms.alive, adjust(share, aim, params.share_speed), share)
    regular = 1.0 / (1.0 - USUAL_SHARE[place] * (1.0 - usual_ratio))
    firms.regular_pay[:] = regular
    firms.dispatch_pay[:] = regular * ratio
    firms.regular_bonus[:] = 1.0 / ((1.0 - USUAL_SHARE[place]) * regular)
    state.nation.dispatch_cover[:] = params.cover


def depth_over_cap(params: Params, visibility, belief, slope):
    """Part of the agency workers beyond the cap that a firm dares to keep, 0 to 1, by the rule of compliance."""
    cost = np.maximum(params.delta_cap * visibility * params.penalty, 1e-9)
    return np.clip(((1.0 - params.exposure) / cost - belief) / (2.0 * np.maximum(slope, 1e-9)), 0.0, 1.0)


def share_under_cap(wanted, cap, depth):
    """Agency share aimed at: what is wanted, and of what goes beyond the cap only the part that is dared."""
    return np.minimum(wanted, 1.0) - (1.0 - depth) * np.maximum(0.0, np.minimum(wanted, 1.0) - cap)


@step(
    reads=(
        Workers.employer, Workers.move, Firms.alive, Firms.dispatch_share, Firms.dispatch_heads, Firms.heads,
    ),
    writes=(Workers.dispatch,),
)  # fmt: skip
def settle_dispatch(state: State, params: Params, moment: Moment) -> None:
    """New workers, and a few of the others, become regular or agency workers."""
    workers, firms = state.workers, state.firms
    key = moment.key("settle_dispatch")
    if firms.dispatch_heads[firms.alive].any():
        joined = rows_where((workers.move == _HIRED) | (workers.move == _CHANGED))
        others = int(np.ceil(params.conversion * workers.rows))
        held = np.minimum(1.0, firms.dispatch_heads / np.maximum(firms.heads, 1))
        chance = chance_of_agency(firms.dispatch_share, held, params.catch_up)
    else:  # nobody yet, as in the first month: everybody's standing is open
        joined, others, chance = np.arange(workers.rows), 0, firms.dispatch_share
    _settle(key, joined, others, workers.employer, chance, workers.dispatch)


def chance_of_agency(share, held, catch_up):
    """Chance that somebody newly settled is an agency worker: the share wanted, more where too few are held."""
    return np.clip(share + catch_up * (share - held), 0.0, 1.0)


@parallel_kernel
def _settle(key, joined, others, employer, chance, dispatch):
    # The others are drawn by row number, so that only they are looked at; who has no job has no standing. Who is drawn
    # twice is given the same standing twice.
    for place in prange(joined.size + others):
        if place < joined.size:
            i = joined[place]
        else:
            i = int(uniform(key, place - joined.size, _WHO) * employer.size)
        j = employer[i]
        dispatch[i] = j >= 0 and uniform(key, i, _STANDING) < chance[j]
