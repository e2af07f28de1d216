"""Who leaves a job this month?

Why January: migrants who will not come back after Spring Festival (春节, late January to mid February) ask for their
pay and leave before it; most people whom the core employs return, since the job is worth it.
"""

from __future__ import annotations

import math

import numpy as np

from segsim.mechanisms.matching.params import Params
from segsim.plumbing.kernels import kernel, parallel_kernel, prange
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.plumbing.tables import or_zero
from segsim.rules.job_chance import partly_pooled
from segsim.rules.segments import by_segment
from segsim.state import Cities, Firms, Nation, Sectors, State, Workers
from segsim.state.codes import Hukou, Move
from segsim.state.money import book

_LEAVES = 0
_LAID_OFF, _QUIT, _FESTIVAL = int(Move.LAID_OFF), int(Move.QUIT), int(Move.LEFT_FOR_FESTIVAL)
_MIGRANT = int(Hukou.RURAL)
FESTIVAL_MONTH = 1  # January, before Spring Festival
CORE_LEAVES = 0.25  # of `festival_leaving`, in the core, whose jobs are worth coming back to; assumed
_LAST_YEAR = 480  # months of tenure from which the hazard is taken as level: a working life
_NEAR = 0.7  # of the reference pay; any number would give the same quits, this one spares most powers


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.employment, Firms.target_employment, Firms.overtime_run,
        Firms.overtime_desired, Workers.employer, Workers.hukou, Workers.retires, Workers.city, Workers.earnings,
        Workers.skill_pay, Workers.grievance, Workers.tenure,
        Workers.arrears, Workers.dispatch, Workers.move, Cities.hired_pay, Cities.hired_heads, Nation.standard_hours,
        Firms.moves, Firms.wages_owed, Firms.dispatch_employment, Firms.layoffs, Firms.quits,
    ),
    writes=(
        Workers.employer, Workers.tenure, Workers.move, Workers.arrears, Firms.layoffs, Firms.quits, Firms.employment,
        Firms.vacancies, Firms.wages_owed, Sectors.wages_lost_by_leavers,
    ),
)  # fmt: skip
def separate(state: State, params: Params, moment: Moment) -> None:
    """Firms lay off, workers quit, and firms open jobs for those they still want."""
    workers, firms = state.workers, state.firms
    employment = np.maximum(firms.employment, 1)
    hoards = by_segment(
        firms.industry, firms.tier, params.hoarding_core, params.hoarding_other, params.hoarding_other
    )  # fmt: skip
    excess = np.maximum(0.0, firms.employment * (1.0 - hoards) - or_zero(firms.target_employment))
    # Whoever's plant has gone or goes elsewhere is laid off.
    chance = np.where(firms.alive & ~firms.moves, params.layoff_rate * excess / employment, 1.0)
    agency, regular = layoff_probabilities(chance, np.minimum(firms.dispatch_employment / employment, 1.0))
    forced = np.maximum(0.0, firms.overtime_run - or_zero(firms.overtime_desired))
    by_hours = params.hours_quit * forced / state.nation.standard_hours[0]
    goes_home = np.zeros(firms.rows)
    if moment.month == FESTIVAL_MONTH:
        rate = params.festival_leaving
        goes_home = by_segment(firms.industry, firms.tier, CORE_LEAVES * rate, rate, rate)
    key, pay, hazard = moment.key("separate"), reference_pay(state.cities), quit_hazard(params)
    may_leave = _who_may_leave(
        key, hazard, params.pay_exponent, params.grievance_quit, regular + by_hours, agency + by_hours, goes_home, pay,
        workers.employer, workers.hukou, workers.city, workers.earnings, workers.skill_pay, workers.grievance,
        workers.dispatch, workers.tenure,
    )  # fmt: skip
    _leave(
        key, rows_where(may_leave), hazard, params.pay_exponent, params.grievance_quit, regular, agency,
        by_hours, goes_home, pay, workers.employer, workers.hukou, workers.city, workers.earnings, workers.skill_pay,
        workers.grievance, workers.dispatch, workers.tenure, workers.move,
    )  # fmt: skip
    owed = firms.wages_owed.copy()
    old = rows_where(workers.retires)
    workers.move[old[workers.employer[old] >= 0]] = Move.QUIT
    _count_leavers(
        rows_where(workers.move != 0), workers.employer, workers.tenure, workers.move, workers.arrears,
        firms.layoffs, firms.quits, firms.employment, firms.wages_owed,
    )  # fmt: skip
    book(state, "wages_lost_by_leavers", owed - firms.wages_owed, owed - firms.wages_owed)
    wanted = np.floor(or_zero(firms.target_employment) - firms.employment + 0.5)
    limit = np.maximum(5.0, np.ceil(params.vacancy_limit * firms.employment))
    firms.vacancies[:] = np.where(firms.alive, np.clip(wanted, 0.0, limit), 0.0)


def layoff_probabilities(chance, agency_share):
    """Chances of agency and of regular workers to be laid off, where `chance` is the mean: agency workers go first."""
    agency = np.where(agency_share > 0.0, np.minimum(1.0, chance / np.maximum(agency_share, 1e-9)), chance)
    rest = np.maximum(0.0, chance - agency * agency_share)
    regular = np.where(agency_share < 1.0, rest / np.maximum(1.0 - agency_share, 1e-9), chance)
    return agency, np.minimum(1.0, regular)


def reference_pay(cities: Cities) -> np.ndarray:
    """Pay for mean skill at which people were hired of late in each city, yuan a month; 0 before the first hire."""
    everywhere = float(cities.hired_pay.sum() / max(cities.hired_heads.sum(), 1e-9))
    return partly_pooled(cities.hired_pay, cities.hired_heads, everywhere)


def quit_hazard(params: Params) -> np.ndarray:
    """Chance to quit at the reference pay by months of tenure, 1/month; shape (481,), the last holds ever after."""
    fades = np.exp(-np.arange(_LAST_YEAR + 1) / params.hazard_decay)
    return params.base_quit * (params.hazard_tenured + params.hazard_new * fades)


@parallel_kernel
def _who_may_leave(
    key, hazard, exponent, by_grievance, regular, agency, goes_home, reference,
    employer, hukou, city, earnings, skill_pay, grievance, dispatch, tenure,
):  # fmt: skip
    # Most draws lie above the largest chance to go, of anybody or of those paid near the reference: only the others
    # need the power in `_leave`. Unsigned rows: see plumbing/kernels.py.
    most = math.exp(-exponent * math.log(0.2)) * 1.000001  # above rounding
    usual = math.exp(-exponent * math.log(_NEAR)) * 1.000001
    last = hazard.size - 1
    may_leave = np.empty(employer.size, np.bool_)
    for row in prange(employer.size):
        i = np.uint64(row)
        tenure[i] = min(np.int64(tenure[i]) + 1, 32000)
        leaves = False
        if employer[i] >= 0:
            j = np.uint64(employer[i])
            is_low = np.float64(earnings[i]) < _NEAR * reference[np.uint64(city[i])] * np.float64(skill_pay[i])
            at_tenure = hazard[np.uint64(min(np.int64(tenure[i]), last))]
            chance = agency[j] if dispatch[i] else regular[j]
            chance += by_grievance * np.float64(grievance[i]) + at_tenure * (most if is_low else usual)
            if hukou[i] == _MIGRANT:
                chance += goes_home[j]
            leaves = uniform(key, i, _LEAVES) < chance
        may_leave[i] = leaves
    return may_leave


@parallel_kernel
def _leave(
    key, rows, hazard, exponent, by_grievance, laid_off, agency_laid_off, by_hours, goes_home, reference,
    employer, hukou, city, earnings, skill_pay, grievance, dispatch, tenure, move,
):  # fmt: skip
    # Leavers keep their employer's row until they are counted; `move` says that they go.
    for place in prange(rows.size):
        i = rows[place]
        j = employer[i]
        random_draw = uniform(key, i, _LEAVES)
        fired = agency_laid_off[j] if dispatch[i] else laid_off[j]
        pay = np.float64(earnings[i]) / np.float64(skill_pay[i])
        usual = reference[city[i]]
        relative = pay / usual if usual > 0.0 and pay > 0.0 else 1.0
        quits = hazard[min(np.int64(tenure[i]), hazard.size - 1)]
        quits *= math.exp(-exponent * math.log(min(max(relative, 0.2), 5.0)))
        leaves = fired + quits + by_hours[j] + by_grievance * np.float64(grievance[i])
        if random_draw < fired:
            move[i] = _LAID_OFF
        elif random_draw < leaves:
            move[i] = _QUIT
        elif hukou[i] == _MIGRANT and random_draw < leaves + goes_home[j]:
            move[i] = _FESTIVAL


@kernel
def _count_leavers(rows, employer, tenure, move, arrears, layoffs, quits, employment, wages_owed):
    # Leavers lose what the firm still owes them: back wages are rarely paid to those who have gone (assumed).
    for i in rows:
        j = employer[i]
        employment[j] -= 1
        wages_owed[j] -= arrears[i]
        arrears[i] = 0.0
        employer[i] = -1
        tenure[i] = 0
        if move[i] == _LAID_OFF:
            layoffs[j] += 1
        else:
            quits[j] += 1
