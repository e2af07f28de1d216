"""Who takes up riding, and who gives it up?"""

from __future__ import annotations

import math

import numpy as np

from segsim.mechanisms.platform_work.params import Params
from segsim.plumbing.kernels import inline, kernel
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import stream_key, uniform
from segsim.rules.adjustment import adjust
from segsim.rules.job_chance import job_chance
from segsim.state import Cities, Firms, Nation, State, Workers
from segsim.state.codes import Move, Segment, segment_of

_WEIGHS, _CHOOSES, _WHO = 0, 1, 2
_HOURS = 0  # of a rider's character
_QUIT = int(Move.QUIT)


@step(
    reads=(
        Workers.employer, Workers.city, Workers.earnings, Workers.skill_pay, Workers.gig_hours, Workers.retires,
        Firms.industry, Firms.tier, Firms.hours_disutility, Cities.gig_pay, Cities.mean_earnings,
        Cities.mean_hires, Cities.mean_searchers, Cities.mean_separations, Cities.mean_employed, Nation.platform_share,
        Nation.rural_income, Nation.cpi, Nation.standard_hours,
    ),
    writes=(
        Workers.gig_hours, Workers.gig_expected, Workers.tenure, Workers.move, Nation.platform_share,
        Nation.gig_entrants, Nation.gig_from_factories,
    ),
)  # fmt: skip
def choose_platform_work(state: State, params: Params, moment: Moment) -> None:
    """People without a job, riders and some factory workers weigh riding against what they have."""
    workers, firms, cities, nation = state.workers, state.firms, state.cities, state.nation
    nation.platform_share[:] = adjust(nation.platform_share, params.potential_share, params.adjustment_rate)
    if nation.platform_share[0] <= 0.0 and not workers.gig_hours.any():
        return
    key, character = moment.key("choose_gigs"), stream_key(moment.seed, "gig_character", 0)
    chance = job_chance(
        cities.mean_hires, cities.mean_searchers, cities.mean_separations, cities.mean_employed, params.horizon
    )
    need = (1.0 - chance) * params.minimum_income * nation.rural_income[0]
    hours = (params.minimum_hours, max(params.maximum_hours - params.minimum_hours, 0.0))
    terms = (
        params.hours_disutility,
        nation.standard_hours[0],
        params.intensity_disutility * params.intensity,
        math.log(nation.cpi[0]),
    )
    idle = np.flatnonzero((workers.employer < 0) & (workers.city != cities.rows - 1))
    entered = _weigh_idle(
        key, character, idle, params.consideration_rate, params.taste_scale, *hours, *terms, cities.gig_pay,
        chance * cities.mean_earnings, need, workers.city, workers.skill_pay, workers.retires, workers.gig_hours,
        workers.gig_expected, workers.tenure,
    )  # fmt: skip
    draws = int(np.ceil(params.consideration_rate_employed * workers.rows))
    outside = segment_of(firms.industry, firms.tier) != Segment.CORE
    left = _weigh_job(
        key, character, draws, params.leaving_cost, params.taste_scale, *hours, *terms, cities.gig_pay,
        firms.hours_disutility, outside,
        workers.employer, workers.city, workers.earnings, workers.retires, workers.gig_hours, workers.gig_expected,
        workers.move,
    )  # fmt: skip
    nation.gig_from_factories[:] = left
    nation.gig_entrants[:] = entered + left


@inline
def value_of_riding(pay, hours, burden, standard, stress):
    # The cube is 1 + 1/eta at an elasticity of .5, as hours.elasticity.
    times = hours / standard
    return math.log(max(pay * hours, 1e-9)) - burden * times * times * times - stress


@kernel
def _weigh_idle(
    key, character, rows, weighs, taste, shortest, more, burden, standard, stress, log_cpi, gig_pay, by_search, need,
    city, skill_pay, retires, gig_hours, expected, tenure,
):  # fmt: skip
    entered = 0.0
    for i in rows:
        rides = gig_hours[i] > 0.0
        if retires[i]:
            gig_hours[i] = 0.0
            continue
        if uniform(key, i, _WEIGHS) >= weighs:
            continue
        c = city[i]
        hours = shortest + more * uniform(character, i, _HOURS)
        worth = value_of_riding(gig_pay[c], hours, burden, standard, stress)
        other = math.log(max(by_search[c] * np.float64(skill_pay[i]) + need[c], 1e-9))
        goes = uniform(key, i, _CHOOSES) * (1.0 + math.exp(min((other - worth) / taste, 700.0))) < 1.0
        if goes and not rides:
            gig_hours[i] = hours
            expected[i] = worth - log_cpi
            tenure[i] = 0
            entered += 1.0
        elif rides and not goes:
            gig_hours[i] = 0.0
            tenure[i] = 0
    return entered


@kernel
def _weigh_job(
    key, character, draws, cost, taste, shortest, more, burden, standard, stress, log_cpi, gig_pay, hours_disutility,
    outside,
    employer, city, earnings, retires, gig_hours, expected, move,
):  # fmt: skip
    # Drawn by row number, so that only those who weigh are looked at. Who goes quits in the separations that follow.
    left = 0.0
    for place in range(draws):
        i = int(uniform(key, place, _WHO) * employer.size)
        j = employer[i]
        if j < 0 or not outside[j] or retires[i] or gig_hours[i] > 0.0:
            continue
        hours = shortest + more * uniform(character, i, _HOURS)
        worth = value_of_riding(gig_pay[city[i]], hours, burden, standard, stress)
        other = math.log(max(np.float64(earnings[i]), 1e-9)) - hours_disutility[j] + cost
        if uniform(key, i, _CHOOSES) * (1.0 + math.exp(min((other - worth) / taste, 700.0))) < 1.0:
            gig_hours[i] = hours
            expected[i] = worth - log_cpi
            move[i] = _QUIT
            left += 1.0
    return left
