"""Who becomes a registered resident?

In words. Once a year every city may give local hukou (户口) to some of its migrants: nobody; the highest in a list of
points, by skill, months insured, pay and stay; some by lot; only talent; or all who have stayed. Whoever is admitted is
urban from then on: core firms admit by skill alone, home is the city, and the children go to its schools. Land and
house in the countryside stay the household's, unless it must give them up: whoever has them may go back
(mechanisms/migration.py).

Equations. Points lie between 0 and 1, w the weights, of every migrant in a city:
  points_i = (w1 min(1, s_i / talent) + w2 min(1, insured_i / full) + w3 min(1, y_i / (2 y_city))
              + w4 min(1, tenure_i / full)) / (w1 + w2 + w3 + w4)
  admitted = the best of those with a job and `minimum_stay` months in it, at most quota * migrants of the city

Timing. January, before anybody moves; months insured are counted each month after terms are drawn.

Sources. Points systems as rank quotas: evidence/model.md 5.8, where low-capital families lose out even where points
take the place of exclusion. Quota: evidence/model.md 6.5. Rural Land Contracting Law (农村土地承包法) of 2002, art. 26:
a family registered in a small town keeps its land, one in a city with districts hands back fields and pasture; State
Council opinions of July 2014 and art. 27 as amended in 2018: land may not be the price of registration.

Choices. Stay and insurance count wherever they were earned; real lists count those of the city alone. Stay is tenure
with the present employer. Nobody loses hukou. Land is kept before 2014 too: most who were admitted left family behind,
and the house stayed theirs by either law; assumed. The child who takes a parent's place has the household's land.
Income counts against the city's mean pay, which stands in for its rank. One rule holds in all cities, though each has
its own quota.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever
from segsim.plumbing.ranks import best_of_groups
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.state import Cities, State, Workers
from segsim.state.codes import Hukou

JANUARY = 1
FULL_INCOME = 2.0  # of the city's mean pay earns full marks; assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """Admission to local hukou."""

    left_out = "everybody keeps their hukou"
    rule: str = lever(
        "closed", "word", ("closed", "points", "lottery", "talent", "open"), "who is admitted",
        "assumed: closed until the dated opening",
    )  # fmt: skip
    quota: float = lever(
        0.005, "share/year", (0.0, 1.0), "most that are admitted, of a city's migrants; open knows no quota",
        "assumed: order of magnitude of migrants a year recalled",
    )  # fmt: skip
    minimum_stay: float = lever(
        12.0, "months", (0.0, 120.0), "in the present job, before one may be admitted", "assumed: a year's contract"
    )
    talent: float = lever(
        1.5, "efficiency units", (0.5, 4.0), "skill with full marks; under the talent rule the least that is admitted",
        "assumed: about the best tenth of migrants",
    )  # fmt: skip
    full_months: float = lever(
        60.0, "months", (6.0, 240.0), "insured, or in the job, that earn full marks", "assumed: five years"
    )
    skill_weight: float = lever(
        0.4, "weight", (0.0, 1.0), "of skill and education in points",
        "assumed: schooling weighed most in Guangdong's list (recalled)",
    )  # fmt: skip
    insured_weight: float = lever(0.3, "weight", (0.0, 1.0), "of months insured in points", "assumed")
    income_weight: float = lever(0.2, "weight", (0.0, 1.0), "of pay in points", "assumed")
    stay_weight: float = lever(0.1, "weight", (0.0, 1.0), "of stay in points", "assumed")
    keeps_land: bool = lever(
        True, "flag", None, "whoever is admitted keeps land and house in the countryside",
        "law: Rural Land Contracting Law art. 27 as amended in 2018; before the opinions of July 2014 assumed",
    )  # fmt: skip


@step(reads=(Workers.pension_cover, Workers.months_insured), writes=(Workers.months_insured,))
def count_insured_months(state: State, params: Params, moment: Moment) -> None:
    """A month with pension cover is a month more in the record."""
    workers = state.workers
    workers.months_insured += workers.pension_cover.view(np.int8)


@step(
    reads=(
        Workers.hukou, Workers.city, Workers.employer, Workers.tenure, Workers.skill, Workers.earnings,
        Workers.months_insured, Cities.mean_earnings,
    ),
    writes=(Workers.points, Workers.hukou, Workers.home, Workers.rural_home, Cities.admitted),
)  # fmt: skip
def admit(state: State, params: Params, moment: Moment) -> None:
    """Once a year migrants get points, and cities admit some of them."""
    if moment.month != JANUARY:
        return
    workers, cities = state.workers, state.cities
    rows = np.flatnonzero((workers.hukou == Hukou.RURAL) & (workers.city < cities.rows - 1))
    city = workers.city[rows]
    points = points_of(
        params, workers.skill[rows], workers.months_insured[rows], workers.earnings[rows], cities.mean_earnings[city],
        workers.tenure[rows],
    )  # fmt: skip
    workers.points[rows] = points
    may = (workers.employer[rows] >= 0) & (workers.tenure[rows] >= params.minimum_stay)
    random_draw = uniforms(moment.key("admit"), workers.rows)[rows] if params.rule == "lottery" else points
    score = standing(params, points, workers.skill[rows], random_draw)
    migrants = np.bincount(city, minlength=cities.rows)
    taken = best_of_groups(city, np.where(may, score, -np.inf), places(params, migrants))
    workers.hukou[rows[taken]] = Hukou.URBAN
    workers.home[rows[taken]] = city[taken]
    workers.rural_home[rows[taken]] = params.keeps_land
    cities.admitted[:] = np.bincount(city[taken], minlength=cities.rows)


def points_of(params: Params, skill, insured, pay, usual_pay, tenure):
    """Points from 0 to 1 for skill, months insured, pay and stay; broadcasts over workers."""
    weights = params.skill_weight + params.insured_weight + params.income_weight + params.stay_weight
    marks = (
        params.skill_weight * np.minimum(1.0, skill / params.talent)
        + params.insured_weight * np.minimum(1.0, insured / params.full_months)
        + params.income_weight * np.minimum(1.0, pay / np.maximum(FULL_INCOME * usual_pay, 1e-9))
        + params.stay_weight * np.minimum(1.0, tenure / params.full_months)
    )
    return marks / max(weights, 1e-9)


def standing(params: Params, points, skill, random_draw):
    """By what the rule ranks those who may be admitted; -inf where it has no place for them."""
    if params.rule == "lottery":
        return random_draw
    if params.rule == "talent":
        return np.where(skill >= params.talent, skill, -np.inf)
    return points


def places(params: Params, migrants: np.ndarray) -> np.ndarray:
    """How many each city admits; shape (cities,)."""
    share = {"closed": 0.0, "open": 1.0}.get(params.rule, params.quota)
    return np.floor(share * migrants + 0.5).astype(np.int64)
