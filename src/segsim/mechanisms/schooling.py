"""Where does a worker's child learn, and what will it be able to do?

In words. Half of all workers have a child of school age. Residents' children go to the city's public schools. A migrant
who would bring the child asks for a place: there are so many for each resident child, given by lot, by points, or none.
Who is refused leaves the child behind or sends it to a private migrants' school, and resents it. What a child will be
able to do follows from the parent, from where it grows up and from its school years. In the end the child takes the
parent's place at work.

Equations. ln s the log skill, m the first mean of the parent's hukou group, k school years so far:
  aim      = m + persistence (ln s_parent - m) + school_gain (in public school - baseline share of the group)
  ln child <- ln child + (aim - ln child) / (k + 1): the mean of the aims of its school years
  places   = (school_places - 1) * resident children, of the city's migrants' children that ask for one
  entrant  ln s = ln child + spread (1 - persistence^2)^1/2 N(0, 1), with probability `retirement` a month

Timing. Who retires is known before separations, so that they quit then; the child takes the row after them. Schools
take children in September, after hiring, before pay.

Sources. Persistence: Fan, Yi and Zhang 2021, .39 to .44; that enrolment raises skill, most for families with little:
Huang 2021; Chen and Feng; evidence/model.md 5.8.

Choices. The noise keeps the spread, and the group's mean the gap between residents and migrants: with schools as they
are skill stands still, and a child of somebody admitted grows up to the residents' mean; how much of that is due to
hukou nobody measured, so it is an upper bound. The young start where the parent worked and inherit the money. Fees are
paid as far as the money goes. A child is at school for nine years out of eighteen, turn by turn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.ranks import best_of_groups
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, stream_key, uniforms
from segsim.state import Cities, Firms, Nation, Sectors, State, Workers
from segsim.state.codes import Child, Hukou
from segsim.state.money import CITIES, WORKERS, transfer

SEPTEMBER = 9
SCHOOL_YEARS, CYCLE = 9, 18  # compulsory school; years from one child's first day to the next one's
_AGE, _WISH = 0, 1  # draws of a family, the same in every year
_PLACE = 0


@dataclass(frozen=True)
class Params(ParameterSet):
    """School places, what school gives, and the next generation."""

    left_out = "nobody is enrolled, retires or comes of age"
    school_places: float = lever(
        1.5, "places per resident child", (0.0, 10.0), "public school places of a city",
        "assumed: four in five migrants' children in cities were in public schools (recalled)",
    )  # fmt: skip
    access: str = lever(
        "open", "word", ("open", "points", "closed"), "how places are given to migrants' children",
        "assumed: by lot before the dated changes",
    )  # fmt: skip
    fee: float = lever(
        1000.0, "yuan/year", (0.0, 20000.0), "fee of a migrant's child in a public school, at prices of January 2006",
        "assumed; sponsoring fees (借读费) before 2009 (recalled)",
    )  # fmt: skip
    accompanying_share: float = structure(
        0.45, "share", (0.0, 1.0), "migrants in a city who would bring their child if it had a place", "assumed"
    )
    private_school_share: float = structure(
        0.5, "share", (0.0, 1.0), "migrants who bring their child without a place, among those who would",
        "assumed: a fifth of migrants' children in cities outside public schools (recalled)",
    )  # fmt: skip
    school_gain: float = structure(
        0.10, "ln", (0.0, 0.5), "skill that a public school in a city adds",
        "assumed: sign Huang 2021, Chen and Feng (evidence/model.md 6.5, range 0-.25)",
    )  # fmt: skip
    baseline_share: float = structure(
        0.12, "share", (0.0, 1.0), "children of rural hukou in public schools of cities, at the start",
        "assumed: what the first rounds give, so that skill stands still",
    )  # fmt: skip
    baseline_offer: float = structure(
        0.75, "share", (0.0, 1.0), "applicants' children that get a place, at the start",
        "assumed: what the first rounds give, so that nobody moves for schools by itself",
    )  # fmt: skip
    persistence: float = structure(
        0.42, "share", (0.0, 1.0), "rho: what of a parent's lead the child keeps",
        "Fan, Yi and Zhang 2021: .390 to .442 (evidence/model.md 6.5, range .39-.63)",
    )  # fmt: skip
    retirement: float = structure(
        0.00238, "1/month", (0.0, 0.05), "chance to end one's working life",
        "assumed: 35 years at work (evidence/model.md 5.8)",
    )  # fmt: skip
    refusal_grievance: float = structure(
        0.10, "grievance", (0.0, 1.0), "of a parent whose child was refused", "assumed: half a month's wages owed"
    )
    absence_grievance: float = structure(
        0.03, "grievance", (0.0, 1.0), "of a parent whose child is left behind, once a year", "assumed"
    )


@step(reads=(), writes=(Workers.retires,))
def retire(state: State, params: Params, moment: Moment) -> None:
    """Some workers reach the end of their working life."""
    rows, key = state.workers.rows, moment.key("retire")
    # As many draws of a row as are expected to go: nobody else has to be asked.
    number = int(params.retirement * rows + uniforms(key, 1, 1)[0])
    state.workers.retires[(uniforms(key, number) * rows).astype(np.int64)] = True


@step(
    reads=(
        Workers.retires, Workers.employer, Workers.hukou, Workers.child_skill, Nation.return_to_skill,
        Nation.skill_unit, Nation.skill_spread, Nation.first_skill_rural, Nation.first_skill_urban,
    ),
    writes=(
        Workers.skill, Workers.skill_pay, Workers.tenure, Workers.grievance, Workers.months_insured, Workers.points,
        Workers.child, Workers.child_skill,
    ),
)  # fmt: skip
def come_of_age(state: State, params: Params, moment: Moment) -> None:
    """The child of whoever has left working life takes the row, with its own skill and nothing else of its own."""
    workers, nation = state.workers, state.nation
    rows = rows_where(workers.retires)
    rows = rows[workers.employer[rows] < 0]
    noise = nation.skill_spread[0] * np.sqrt(1.0 - params.persistence**2)
    skill = workers.child_skill[rows] + noise * normals(moment.key("come_of_age"), rows.size)
    workers.skill[rows] = np.exp(skill)
    workers.skill_pay[rows] = np.exp(skill * nation.return_to_skill[0]) / nation.skill_unit[0]
    for name in ("tenure", "grievance", "months_insured", "points", "child"):
        getattr(workers, name)[rows] = 0
    workers.child_skill[rows] = inherited(skill, group_mean(nation, workers.hukou[rows]), params.persistence)


def group_mean(nation: Nation, hukou: np.ndarray) -> np.ndarray:
    """First mean of log skill of each one's hukou group."""
    return np.where(hukou == Hukou.URBAN, nation.first_skill_urban[0], nation.first_skill_rural[0])


def inherited(skill, mean, persistence):
    """Log skill that a child can expect from its parent and the group, beside school."""
    return mean + persistence * (skill - mean)


@step(
    reads=(
        Workers.hukou, Workers.city, Workers.points, Workers.skill, Workers.child_skill, Workers.deposits,
        Workers.grievance, Workers.employer, Workers.gig_hours, Firms.market, Nation.first_skill_rural,
        Nation.first_skill_urban, Nation.cpi, Cities.deposits,
    ),
    writes=(
        Workers.child, Workers.child_skill, Workers.deposits, Workers.grievance, Cities.refused_share,
        Cities.school_offer_gap, Cities.deposits, Sectors.school_fees,
    ),
)  # fmt: skip
def enrol(state: State, params: Params, moment: Moment) -> None:
    """In September children are enrolled, left behind or refused, and a school year forms them."""
    if moment.month != SEPTEMBER:
        return
    workers, cities = state.workers, state.cities
    family = stream_key(moment.seed, "family", 0)
    year = school_year(moment.year, uniforms(family, workers.rows, _AGE))
    rows = np.flatnonzero(year < SCHOOL_YEARS)
    hukou, city = workers.hukou[rows], workers.city[rows]
    in_city = city < cities.rows - 1
    wish = uniforms(family, workers.rows, _WISH)[rows]
    asks = (hukou == Hukou.RURAL) & in_city & (wish < params.accompanying_share)
    residents = np.bincount(city[(hukou == Hukou.URBAN) & in_city], minlength=cities.rows)
    free = np.maximum(0.0, params.school_places - 1.0) * residents
    random_draw = uniforms(moment.key("enrol"), rows.size, _PLACE)
    rank = workers.points[rows] + 1e-6 * random_draw if params.access == "points" else random_draw
    places = np.zeros(cities.rows, np.int64) if params.access == "closed" else free.astype(np.int64)
    placed = best_of_groups(city, np.where(asks, rank, -np.inf), places)
    workers.child[:] = Child.NONE
    workers.child[rows] = child = where_it_learns(
        hukou, in_city, placed, wish < params.accompanying_share * params.private_school_share
    )
    refused = asks & ~placed
    workers.grievance[rows] += params.refusal_grievance * refused + params.absence_grievance * (
        child == Child.LEFT_BEHIND
    )
    _report_to_cities(state, params, city, asks, refused)
    _pay_fees(state, params.fee, rows[placed])
    skill = np.log(workers.skill[rows].astype(np.float64))
    aim = inherited(skill, group_mean(state.nation, hukou), params.persistence)
    usual = np.where(hukou == Hukou.URBAN, 1.0, params.baseline_share)
    aim += params.school_gain * ((child == Child.IN_SCHOOL) - usual)
    workers.child_skill[rows] += (aim - workers.child_skill[rows]) / (year[rows] + 1.0)


def school_year(calendar_year: int, phase: np.ndarray) -> np.ndarray:
    """How many school years a family's child has behind it, 0 to 17; from 9 on there is none at school."""
    return (calendar_year + (phase * CYCLE).astype(np.int64)) % CYCLE


def where_it_learns(hukou, in_city, placed, private):
    """Code of each child of school age (codes.Child)."""
    alone = np.where(private, Child.WITHOUT_PLACE, Child.LEFT_BEHIND)
    has_place = placed | (hukou == Hukou.URBAN)
    return np.where(in_city, np.where(has_place, Child.IN_SCHOOL, alone), Child.AT_HOME).astype(np.int8)


def _report_to_cities(state: State, params: Params, city: np.ndarray, asks: np.ndarray, refused: np.ndarray) -> None:
    """Each city's refused children, by its migrants, and what a newcomer's child may hope for there."""
    workers, cities = state.workers, state.cities
    n = cities.rows
    migrants = np.bincount(workers.city[workers.hukou == Hukou.RURAL], minlength=n)
    asked, lost = np.bincount(city[asks], minlength=n), np.bincount(city[refused], minlength=n)
    cities.refused_share[:] = lost / np.maximum(migrants, 1)
    offer = np.where(asked > 0, 1.0 - lost / np.maximum(asked, 1), params.baseline_offer)
    cities.school_offer_gap[:] = offer - params.baseline_offer


def _pay_fees(state: State, fee: float, payers: np.ndarray) -> None:
    """Parents pay the fee, as far as their money goes, to the city where they are."""
    workers, cities = state.workers, state.cities
    amount = np.zeros(workers.rows)
    amount[payers] = np.minimum(workers.deposits[payers], fee * state.nation.cpi[0])
    got = np.bincount(workers.city[payers], weights=amount[payers], minlength=cities.rows)
    transfer(state, "school_fees", WORKERS, amount, CITIES, got)
