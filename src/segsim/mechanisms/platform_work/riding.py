"""What do riders earn, how often are they injured, and when do they protest?"""

from __future__ import annotations

import math

import numpy as np

from segsim.mechanisms.platform_work.choice import value_of_riding
from segsim.mechanisms.platform_work.params import Params
from segsim.plumbing.kernels import kernel
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import stream_key, uniform, uniforms
from segsim.rules.adjustment import adjust
from segsim.state import Cities, Nation, Sectors, State, Workers
from segsim.state.money import ABROAD, CENTRE, WORKERS, Moved, transfer

_INJURED = 0
_COVER = 1  # of a rider's character
LARGEST_TAKE = 0.8  # of what customers pay; assumed
HALF_YEAR = 6  # months after which a rider knows the trade: the claim's "after six months"; assumed
NOTED = 0.02  # of log worth: less than this is no disappointment; assumed
_SUMS = ("workers", "hours", "bill", "insured", "disappointed", "premium", "benefit")


@step(
    reads=(
        Workers.employer, Workers.city, Workers.gig_hours, Workers.gig_expected, Workers.tenure, Workers.deposits,
        Cities.employed, Cities.mean_earnings, Cities.market_wage, Cities.gig_take,
        Nation.platform_share, Nation.cpi, Nation.standard_hours, Nation.injury_insurance,
    ),
    writes=(
        Workers.gig_hours, Workers.earnings, Workers.deposits, Cities.gig_pay, Cities.gig_take, Cities.gig_value,
        Cities.gig_disappointed, Nation.gig_workers, Nation.gig_hours, Nation.gig_bill, Nation.gig_insured,
        Sectors.gigs, Sectors.rider_contributions, Sectors.rider_benefits, Sectors.deposits,
    ),
)  # fmt: skip
def pay_platform_workers(state: State, params: Params, moment: Moment) -> None:
    """Riders share the orders of their city and are paid by the hour."""
    workers, cities, nation = state.workers, state.cities, state.nation
    rows = rows_where(workers.gig_hours > 0.0)
    workers.gig_hours[rows[workers.employer[rows] >= 0]] = 0.0  # taken on by a firm this month
    rows = rows[workers.employer[rows] < 0]
    ridden = np.bincount(workers.city[rows], weights=workers.gig_hours[rows], minlength=cities.rows)
    gross = params.fee * cities.market_wage
    orders = nation.platform_share[0] * cities.employed * cities.mean_earnings / np.maximum(gross, 1e-9)
    short = np.where(orders > 0.0, 2.0, 0.0)  # nobody rides yet
    busy = np.where(ridden > 0.0, orders / np.maximum(params.intensity * ridden, 1e-9), short)
    aim = params.take_rate + params.take_rate_response * np.clip(1.0 - busy, -1.0, 1.0)
    cities.gig_take[:] = np.clip(adjust(cities.gig_take, aim, params.take_rate_adjustment_rate), 0.0, LARGEST_TAKE)
    cities.gig_pay[:] = hourly_pay(gross, cities.gig_take, params.intensity, busy)
    standard = nation.standard_hours[0]
    usual = 0.5 * (params.minimum_hours + params.maximum_hours)
    hours_disutility = (
        params.hours_disutility * (usual / standard) ** 3 + params.intensity_disutility * params.intensity
    )
    cities.gig_value[:] = np.log(np.maximum(cities.gig_pay * usual / standard, 1e-9)) - hours_disutility
    sums = np.zeros((cities.rows, len(_SUMS)))
    _ride(
        moment.key("pay_gigs"), stream_key(moment.seed, "gig_character", 0), rows, cities.gig_pay,
        params.hazard * params.intensity**2, params.injury_pay_loss, params.insurance, nation.injury_insurance[0],
        params.hours_disutility, standard, params.intensity_disutility * params.intensity, math.log(nation.cpi[0]),
        workers.city, workers.gig_hours, workers.gig_expected, workers.tenure, workers.earnings, workers.deposits, sums,
    )  # fmt: skip
    total = dict(zip(_SUMS, sums.sum(axis=0), strict=True))
    cities.gig_disappointed[:] = sums[:, _SUMS.index("disappointed")]
    nation.gig_workers[:], nation.gig_hours[:] = total["workers"], total["hours"]
    nation.gig_bill[:], nation.gig_insured[:] = total["bill"], total["insured"]
    transfer(state, "gigs", ABROAD, total["bill"] - total["benefit"], WORKERS, Moved(total["bill"] - total["benefit"]))
    transfer(state, "rider_contributions", ABROAD, total["premium"], CENTRE, total["premium"])
    transfer(state, "rider_benefits", CENTRE, total["benefit"], WORKERS, Moved(total["benefit"]))


def hourly_pay(gross, take, intensity: float, busy):
    """Pay of an hour of riding, yuan, where riders are busy for that share of their time; over 1 they are too few."""
    return gross * (1.0 - take) * intensity * np.minimum(1.0, busy)


@kernel
def _ride(
    key, character, rows, hourly, hazard, lost, insurance, rate, burden, standard, stress, log_cpi,
    city, gig_hours, expected, tenure, earnings, deposits, sums,
):  # fmt: skip
    for i in rows:
        c = city[i]
        hours = np.float64(gig_hours[i])
        pay = hourly[c] * hours
        covered = uniform(character, i, _COVER) < insurance
        injured = uniform(key, i, _INJURED) < hazard * hours
        row = sums[c]  # in the order of _SUMS
        row[0] += 1.0
        row[1] += hours
        if covered:
            row[3] += 1.0
            row[5] += rate * pay
        got = pay
        if injured and covered:
            row[6] += lost * pay
        elif injured:
            got = (1.0 - lost) * pay
        row[2] += got
        earnings[i] = got
        deposits[i] += got
        if tenure[i] >= HALF_YEAR:
            worth = value_of_riding(hourly[c], hours, burden, standard, stress) - log_cpi
            if worth < np.float64(expected[i]) - NOTED:
                row[4] += 1.0


@step(
    reads=(
        Cities.gig_workers, Cities.gig_disappointed, Cities.legitimacy, Cities.repression, Cities.salience,
        Cities.gig_take,
    ),
    writes=(Cities.gig_protest, Cities.salience, Cities.gig_take, Nation.gig_protests),
)  # fmt: skip
def protest_of_platform_workers(state: State, params: Params, moment: Moment) -> None:
    """Disappointed riders log off together or gather; the platform gives way a little."""
    cities = state.cities
    share = cities.gig_disappointed / np.maximum(cities.gig_workers, 1)
    rate = protest_rate(params, share, cities.legitimacy, cities.repression)
    happens = uniforms(moment.key("protest_gigs"), cities.rows) < 1.0 - np.exp(-rate)
    cities.gig_take[:] = np.where(happens, np.maximum(0.0, cities.gig_take - params.concession), cities.gig_take)
    cities.salience += params.protest_salience * happens
    cities.gig_protest[:] = happens
    state.nation.gig_protests[:] = happens.sum()


def protest_rate(params: Params, disappointed, legitimacy, repression):
    """Rate of protest a month in cities with that share of disappointed riders."""
    return params.protest_rate * disappointed * (1.0 - legitimacy) * np.exp(-params.deterrence * repression)
