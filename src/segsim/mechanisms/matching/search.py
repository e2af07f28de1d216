"""Who looks for a job, which one do they apply to, and whom does the firm hire?"""

from __future__ import annotations

import math

import numpy as np

from segsim.mechanisms.matching.params import Params
from segsim.plumbing.kernels import FIRM_CHUNKS, kernel, parallel_kernel, prange
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.rules.adjustment import adjust
from segsim.rules.pay import paid_hours, pay_granted
from segsim.state import Cities, Firms, Nation, Sectors, State, Workers
from segsim.state.codes import Hukou, Move, Segment, Violation, segment_of
from segsim.state.money import book

_SEARCHES, _DOOR, _ORDER = 0, 1, 2  # draws of a worker; _ORDER serves up to six rounds, then jobs seen and their tastes
_FIRST_SLOT, _FIRST_TASTE = 8, 128  # six rounds of twenty jobs each
_MIGRANT = int(Hukou.RURAL)
_HIRED, _CHANGED = int(Move.HIRED), int(Move.CHANGED_JOB)


@step(
    reads=(
        Workers.employer, Workers.city, Workers.hukou, Workers.skill, Workers.hours_taste, Workers.move,
        Workers.gig_hours, Cities.gig_value,
        Workers.arrears, Workers.match_taste, Firms.alive, Firms.industry, Firms.tier, Firms.city, Firms.vacancies,
        Firms.base_wage, Firms.violations, Cities.minimum_wage, Firms.bonus_rate, Firms.overtime_multiple,
        Firms.overtime_planned, Firms.hours_disutility, Firms.bed_value, Firms.employment, Firms.wages_owed,
        Firms.hires, Cities.hired_pay, Cities.hired_heads,
        Nation.standard_hours, Nation.counted_in,
    ),
    writes=(
        Workers.employer, Workers.tenure, Workers.move, Workers.arrears, Workers.match_taste, Cities.hired_pay,
        Cities.hired_heads, Firms.hires, Firms.employment, Firms.skill_sum,
        Firms.taste_sum, Firms.unfilled, Firms.wages_owed, Sectors.wages_lost_by_leavers,
    ),
)  # fmt: skip
def search_and_hire(state: State, params: Params, moment: Moment) -> None:
    """Searchers apply to the best job they see; firms fill their vacancies."""
    workers, firms = state.workers, state.firms
    core = segment_of(firms.industry, firms.tier) == Segment.CORE
    cut = np.where(core, params.skill_threshold, 0.0)
    admitted = np.where(core, params.admission_probability, 1.0)
    nation = state.nation
    minimum, standard = state.cities.minimum_wage[firms.city], nation.standard_hours[0]
    offer = offered_pay(firms, minimum, standard, nation.counted_in[0])
    value = job_value(firms, offer, standard)
    bed = np.where(firms.alive, firms.bed_value, 0.0)
    value = np.stack([value + bed, value])  # by hukou: migrants alone sleep in the dormitory
    best = float(np.max(value, initial=-1e300))  # finite even where no firm lives
    away = dislikes(value, best, params.taste_scale)
    at_home = dislikes(value + params.switching_cost, best, params.taste_scale)
    riding = dislikes(state.cities.gig_value + params.switching_cost, best, params.taste_scale)
    key = moment.key("search_and_hire")
    home = int(state.cities.rows) - 1
    searches = _who_searches(
        key, params.search_unemployed, params.search_employed, home, workers.employer, workers.city, workers.gig_hours,
        workers.move,
    )  # fmt: skip
    searchers = rows_where(searches)
    owed = firms.wages_owed.copy()
    open_jobs = np.where(firms.alive, firms.vacancies, 0).astype(np.int64)
    for number in range(params.rounds):
        slots, first = vacancy_slots(open_jobs, firms.city, int(state.cities.rows))
        if slots.size == 0 or searchers.size == 0:
            break
        applied, tastes = _apply(
            key, params.taste_scale > 0.0, number, params.jobs_sampled, searchers, slots, first, away, at_home,
            riding, cut, admitted, workers.employer, workers.city, workers.gig_hours, workers.hukou, workers.skill,
            workers.match_taste,
        )  # fmt: skip
        taken = _take(key, number, searchers, applied, open_jobs)
        _move_in(
            searchers, applied, tastes, taken, workers.employer, workers.tenure, workers.move, workers.arrears,
            workers.match_taste, firms.employment, firms.hires, firms.wages_owed,
        )  # fmt: skip
        searchers = searchers[taken == 0]
    book(state, "wages_lost_by_leavers", owed - firms.wages_owed, owed - firms.wages_owed)
    firms.unfilled[:] = open_jobs
    _note_offers(state, params, np.where(firms.hires > 0, offer, 0.0))
    sums = np.empty((FIRM_CHUNKS, firms.rows, 2))
    _sum_skill(workers.employer, workers.skill, workers.hours_taste, sums)
    firms.skill_sum[:], firms.taste_sum[:] = sums.sum(axis=0).T


def _note_offers(state: State, params: Params, offer: np.ndarray) -> None:
    """Pay at which people were hired, city by city, for those who weigh quitting next month."""
    firms, cities = state.firms, state.cities
    for mean, seen in ((cities.hired_pay, firms.hires * offer), (cities.hired_heads, firms.hires)):
        of_city = np.bincount(firms.city, weights=seen, minlength=cities.rows)
        mean[:] = adjust(mean, of_city, params.reference_memory)


def offered_pay(firms: Firms, minimum: np.ndarray, standard: float, counted_in: float) -> np.ndarray:
    """What a worker of mean skill is offered, yuan a month; shape (firms,).

    `minimum` is the monthly minimum wage where each firm stands: pay under it is lifted as far as the firm obeys, or as
    far as overtime pay does not make it up (`counted_in`, share).
    """
    paid = paid_hours(standard, firms.overtime_planned, firms.overtime_multiple, firms.bonus_rate)
    extra = firms.overtime_planned * firms.overtime_multiple / standard
    depth = firms.violations[:, Violation.MINIMUM]
    return pay_granted(firms.base_wage, minimum / standard, depth, extra, counted_in) * paid


def job_value(firms: Firms, offer: np.ndarray, standard: float) -> np.ndarray:
    """Utility of a job that pays `offer`, yuan a month, in log pay; shape (firms,), -inf where nobody can work."""
    value = np.log(np.maximum(offer / standard, 1e-9)) - firms.hours_disutility
    return np.where(firms.alive & ~np.isnan(value), value, -np.inf)


def dislikes(value: np.ndarray, best: float, taste: float) -> np.ndarray:
    """What times -ln u, u uniform, is least for the job that a worker likes best; shape as `value`.

    value + taste * Gumbel is greatest where e^(-value / taste) * Exponential is least: the Gumbel-max trick
    as an exponential race, with one logarithm instead of two.
    Without taste, what is missing to the best value. Beyond 700 tastes jobs are alike, where exp would overflow.
    """
    missing = best - value
    return np.exp(np.minimum(missing / taste, 700.0)) if taste > 0.0 else missing


def vacancy_slots(open_jobs: np.ndarray, city: np.ndarray, cities: int) -> tuple[np.ndarray, np.ndarray]:
    """One slot an open job, grouped by city: firm rows, and where each city's slots begin; shape (cities + 1,)."""
    rows = np.flatnonzero(open_jobs > 0)
    rows = rows[np.argsort(city[rows], kind="stable")]
    slots = np.repeat(rows, open_jobs[rows])
    first = np.zeros(cities + 1, dtype=np.int64)
    first[1:] = np.cumsum(np.bincount(city[slots], minlength=cities))
    return slots, first


@parallel_kernel
def _who_searches(key, active, on_the_job, home, employer, city, gig_hours, move):
    # There are no jobs to search for at home. Unsigned rows: see plumbing/kernels.py.
    searches = np.empty(employer.size, np.bool_)
    for row in prange(employer.size):
        i = np.uint64(row)
        if employer[i] >= 0 or gig_hours[i] > 0.0:
            chance = on_the_job if move[i] == 0 else 0.0
        else:
            chance = active if city[i] != home else 0.0
        searches[i] = chance > 0.0 and uniform(key, i, _SEARCHES) < chance
    return searches


@parallel_kernel
def _apply(
    key, has_taste, number, seen, searchers, slots, first, away, at_home, riding, cut, admitted, employer, city,
    gig_hours, hukou, skill, match_taste,
):  # fmt: skip
    # Each searcher draws slots of its city and applies to the one it dislikes least, if that beats what it has. Every
    # offer has a taste of its own, which stays with the job: who has changed for it does not change back by chance. A
    # slot of the own row is a job at another of the plants that the row stands for.
    applied, tastes = np.empty(searchers.size, np.int64), np.ones(searchers.size)
    for row in prange(searchers.size):
        place = np.uint64(row)  # unsigned: see plumbing/kernels.py
        i = np.uint64(searchers[place])
        here, kind = np.int64(city[i]), np.uint64(hukou[i])
        start, open_slots = first[here], first[here + 1] - first[here]
        own, choice, its_taste = np.int64(employer[i]), -1, 1.0
        least = np.inf
        if own >= 0:
            least = at_home[kind, np.uint64(own)]
            if has_taste:
                least *= np.float64(match_taste[i])
        elif gig_hours[i] > 0.0:
            least = riding[np.uint64(here)]
        for k in range(seen if open_slots > 0 else 0):
            turn = number * seen + k
            drawn = start + int(uniform(key, i, _FIRST_SLOT + turn) * open_slots)
            j = np.int64(slots[np.uint64(drawn)])
            firm = np.uint64(j)
            if np.float64(skill[i]) < cut[firm]:
                continue
            dislike, taste = away[kind, firm], 1.0
            if has_taste:
                random_draw = max(uniform(key, i, _FIRST_TASTE + turn), 1e-300)
                if (1.0 - random_draw) * dislike >= least:  # -ln u is never under 1 - u: most logs need not be taken
                    continue
                taste = -math.log(random_draw)
                dislike *= taste
            if dislike < least:
                least, choice, its_taste = dislike, j, taste
        # One admission draw a worker and month: applying thrice to the core does not raise the probability.
        if choice >= 0 and hukou[i] == _MIGRANT and uniform(key, i, _DOOR) >= admitted[np.uint64(choice)]:
            choice = -1
        applied[place], tastes[place] = choice, its_taste
    return applied, tastes


@kernel
def _take(key, number, searchers, applied, open_jobs):
    # Applicants are counted and sorted by firm; each firm takes a random part of its own by a partial Fisher-Yates
    # shuffle. The draw for each place in the queue is fixed before anybody moves: one that moved with its worker would
    # be used twice, and those in later rows would be taken less often.
    firms = open_jobs.size
    start = np.zeros(firms + 1, np.int64)
    for place in range(applied.size):
        if applied[place] >= 0:
            start[applied[place] + 1] += 1
    for j in range(firms):
        start[j + 1] += start[j]
    fill = start[:firms].copy()
    queue = np.empty(start[firms], np.int64)
    random_draw = np.empty(start[firms])
    for place in range(applied.size):
        j = applied[place]
        if j >= 0:
            queue[fill[j]] = place
            random_draw[fill[j]] = uniform(key, searchers[place], _ORDER + number)
            fill[j] += 1
    taken = np.zeros(searchers.size, np.int8)
    for j in range(firms):
        n = start[j + 1] - start[j]
        places = min(n, open_jobs[j])
        for k in range(places):
            pick = k + int(random_draw[start[j] + k] * (n - k))
            queue[start[j] + k], queue[start[j] + pick] = queue[start[j] + pick], queue[start[j] + k]
            taken[queue[start[j] + k]] = 1
        open_jobs[j] -= places
    return taken


@kernel
def _move_in(
    searchers, applied, tastes, taken, employer, tenure, move, arrears, match_taste, employment, hires, wages_owed
):  # fmt: skip
    for place in range(searchers.size):
        if taken[place] == 0:
            continue
        i = searchers[place]
        j = applied[place]
        old = employer[i]
        if old >= 0:
            employment[old] -= 1
            wages_owed[old] -= arrears[i]
            arrears[i] = 0.0
            move[i] = _CHANGED
        else:
            move[i] = _HIRED
        employer[i] = j
        tenure[i] = 0
        match_taste[i] = tastes[place]
        employment[j] += 1
        hires[j] += 1


@parallel_kernel
def _sum_skill(employer, skill, taste, sums):
    n, parts = employer.size, sums.shape[0]
    for part in prange(parts):
        sums[part] = 0.0
        for row in range(part * n // parts, (part + 1) * n // parts):
            i = np.uint64(row)
            if employer[i] >= 0:
                j = np.uint64(employer[i])
                units = np.float64(skill[i])
                sums[part, j, 0] += units
                sums[part, j, 1] += units * np.float64(taste[i])
