"""Who leaves the countryside for a city, and who goes home or on?

In words. Migrants without a job, at home or in a city, now and then weigh what the cities offer against the rural
option, and go where it is best, with tastes of their own. Urban residents stay in their city, but for those who were
admitted to it and kept a home in the countryside: without a job they weigh their city against that home.

At Spring Festival nearly everybody without a job weighs places.

Equations. Logit over cities and home (a resident: the own city and home), scale `taste_scale`, log yuan a month:
  W_city = ln(max(p y (1 - hukou_cost) - rent, floor)) + school_pull * s - move_cost if it is another place
  p = f / (f + s + 1 / horizon): share of the stay spent in a job, at the rates of finding and losing one of the last
      year (rules/job_chance.py); for residents hukou_cost = 0, and s, the school offer gap, is 0
  W_home = ln(rural income (1 + premium))
  chance to weigh: `consideration_rate` a month, `festival_consideration_rate` in January and February.

Why January: Spring Festival (春节) falls between 21 January and 20 February, all who can are at home then, and where to
go next is settled there. The month has no half: who gives up a job for it leaves in January (mechanisms/matching).

Timing. After separations and before search, so that newcomers search at once.

Sources. Harris and Todaro 1970 (recalled); length of stay: evidence MG201; costs of migration high (Tombe and Zhu).

Choices. The chance of a job is of the whole stay, and by flows of a year: of one month's open jobs it would be a ratio
of a few, which a logit turns into moves to whichever small city was lucky. It falls short of the share in work by the
time of search, so that a slump keeps people at home. Benefits without a job are nil. Workers with a job do not migrate.
Residents do not look for work in other cities, where they would be strangers again. They pay rent as migrants do
(assumed).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.plumbing.tables import or_zero
from segsim.rules.choice import logistic, logit_weights
from segsim.rules.job_chance import job_chance
from segsim.state import Cities, Nation, State, Workers
from segsim.state.codes import Hukou, Move

_WEIGHS, _GOES = 0, 1
_MIGRANT = int(Hukou.RURAL)
_WENT_TO_CITY, _WENT_HOME = int(Move.WENT_TO_CITY), int(Move.WENT_HOME)
FESTIVAL = (1, 2)  # months in which Spring Festival lies: the new moon after 21 January
_LEAST = 0.1  # of the rural option: what a hopeless city is still worth, so that logs exist; assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """Migration between the countryside and cities."""

    left_out = "nobody moves to another place"
    consideration_rate: float = lever(
        0.3, "probability/month", (0.0, 1.0), "a migrant without a job weighs places",
        "calibrated: unemployment (evidence/calibration.md K .191, range .02-.3)",
    )  # fmt: skip
    festival_consideration_rate: float = structure(
        0.9, "probability/month", (0.0, 1.0), "the same in January and February, around Spring Festival", "assumed"
    )
    premium: float = structure(
        1.15, "share", (0.0, 2.0), "what a city job must give over the rural option: dearer living, separation, risk",
        "assumed: to be fitted to unemployment of 4-6 % (evidence/calibration.md C6 used one month's chance)",
    )  # fmt: skip
    hukou_cost: float = lever(
        0.10, "share of pay", (0.0, 0.6), "what being without local hukou costs in a city", "assumed"
    )
    rent_share: float = lever(
        0.10, "share of local mean pay", (0.0, 0.6), "housing cost of a migrant; dormitories keep it low", "assumed"
    )
    school_pull: float = structure(
        0.2, "ln pay per share", (0.0, 2.0), "what a place in a public school, beyond the usual chance, is worth",
        "assumed: sign Huang 2021",
    )  # fmt: skip
    move_cost: float = structure(0.3, "ln pay", (0.0, 2.0), "cost of going to another place", "assumed")
    taste_scale: float = structure(
        0.15, "ln pay", (0.05, 1.0), "scale of own taste for places", "assumed: small beside differences of pay"
    )
    horizon: float = structure(
        24.0, "months", (12.0, 60.0), "stay in a city that a migrant reckons with", "evidence MG201: a job of 2.0 years"
    )


@step(
    reads=(
        Workers.hukou, Workers.home, Workers.rural_home, Workers.employer, Workers.gig_hours, Workers.city,
        Cities.mean_hires, Cities.mean_searchers, Cities.mean_separations, Cities.mean_employed, Cities.mean_earnings,
        Cities.housing_cost, Cities.property_price, Cities.school_offer_gap, Nation.rural_income,
    ),
    writes=(Workers.city, Workers.move, Cities.rent),
)  # fmt: skip
def migrate(state: State, params: Params, moment: Moment) -> None:
    """Migrants without a job weigh home against every city, residents who kept a rural home against their own city."""
    workers, cities = state.workers, state.cities
    housing = cities.housing_cost[:-1] * cities.property_price[:-1]
    cities.rent[:-1] = params.rent_share * housing * cities.mean_earnings[:-1]
    rural_income, key = state.nation.rural_income[0], moment.key("migrate")
    table = choice_table(place_values(cities, rural_income, params), params)
    back = home_probability(place_values(cities, rural_income, as_resident(params)), params)
    rate = params.festival_consideration_rate if moment.month in FESTIVAL else params.consideration_rate
    weighs = _who_weighs(key, rate, workers.rural_home, workers.employer, workers.gig_hours)
    _migrate(key, rows_where(weighs), table, back, workers.hukou, workers.home, workers.city, workers.move)


def as_resident(params: Params) -> Params:
    """What places are worth to who is registered there: no cost of being a stranger, and a school place in any case."""
    return replace(params, hukou_cost=0.0, school_pull=0.0)


def place_values(cities: Cities, rural_income: float, params: Params) -> np.ndarray:
    """Log monthly worth of each place to a migrant without a job; the last is home; shape (cities,)."""
    chance = job_chance(
        cities.mean_hires[:-1], cities.mean_searchers[:-1], cities.mean_separations[:-1], cities.mean_employed[:-1],
        params.horizon,
    )  # fmt: skip
    home = rural_income * (1.0 + params.premium)
    pay = or_zero(cities.mean_earnings[:-1])
    city = chance * pay * (1.0 - params.hukou_cost) - or_zero(cities.rent[:-1])
    worth = np.log(np.append(np.maximum(city, _LEAST * home), home))
    worth[:-1] += params.school_pull * cities.school_offer_gap[:-1]
    return worth


def choice_table(values: np.ndarray, params: Params) -> np.ndarray:
    """Cumulative chance of going to each place, by where one is; shape (places, places), last column 1."""
    places = values.size
    worth = values[None, :] - params.move_cost * (1.0 - np.eye(places))
    weight = logit_weights(worth, params.taste_scale)
    table = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    table[:, -1] = 1.0
    return table


def home_probability(values: np.ndarray, params: Params) -> np.ndarray:
    """Chance that a resident without a job chooses the rural home, from the own city and from there; (2, cities)."""
    ahead = values[-1] - values[:-1]
    return logistic(np.stack([ahead - params.move_cost, ahead + params.move_cost]) / params.taste_scale)


@parallel_kernel
def _who_weighs(key, chance, rural_home, employer, gig_hours):
    # Unsigned rows: see plumbing/kernels.py.
    weighs = np.empty(employer.size, np.bool_)
    for row in prange(employer.size):
        i = np.uint64(row)
        is_idle = employer[i] < 0 and gig_hours[i] <= 0.0 and rural_home[i]
        weighs[i] = is_idle and uniform(key, i, _WEIGHS) < chance
    return weighs


@parallel_kernel
def _migrate(key, rows, table, back, hukou, registered, city, move):
    home = table.shape[0] - 1
    for place in prange(rows.size):
        i = rows[place]
        here = city[i]
        random_draw = uniform(key, i, _GOES)
        goes = 0
        if hukou[i] == _MIGRANT:
            while table[here, goes] <= random_draw and goes < home:
                goes += 1
        else:
            own = registered[i]
            goes = home if random_draw < back[np.int64(here == home), own] else np.int64(own)
        if goes != here:
            city[i] = goes
            move[i] = _WENT_HOME if goes == home else _WENT_TO_CITY
