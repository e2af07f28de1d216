"""When do workers strike, do they win, and who follows?

In words. Hardship is stored as grievance: unpaid wages, hours forced beyond one's wish, pay below what the city pays. A
worker is ready to act when grievance, discounted by legitimacy and the expected cost of arrest, exceeds a threshold of
their own; grievance weighs more where a strike is likely to win, and a won strike nearby lowers thresholds. A firm is
struck when enough of its workers are ready. Strikes that would stop a buyer's line win more often and end sooner;
strikes in a tight labour market win more often too, if they are not broken up. A won strike raises pay; every strike
costs a part of the next month.

Equations.
  g_i  = unpaid arrears / pay + forced hours / 60 + max(0, 1 - pay / reference) + harshness + notice, weighted
  G_i <- (1 - adjustment_rate) G_i + adjustment_rate g_i
  ready  G_i (1 - legitimacy) (p_j / p_usual)^expectancy
         - cost_i (1 - e^(-arrest_slope * strike force / (1 + ready workers))) > T_i - nearby
  nearby min(largest_contagion, contagion * won strikes of the city's industry, decaying)
  struck ready share >= critical_share
  rho    leverage: damage of a usual strike to the buyer over a year of the concession
         max(0, days_lost - buffer_i) specificity_j / 21.75 * value added_i / (12 concession * wage bill_j)
  p_j    = logistic(base_odds + tightness_odds * tightness + leverage * ln(1 + rho) - repression_odds * strike force);
           p_usual at a tightness of one, usual force and no leverage;  P(win) = tolerance * p_j
  days   days_lost e^(days_sd N - days_sd^2 / 2) / (1 + rho)^days_elasticity, N standard normal, 21.75 at most

Timing. End of the month: a strike takes hours from the next month and its concession enters the next offers.

Sources. Epstein 2002 (k, legitimacy; as in Mesa's example) and Granovetter 1978 (thresholds), both recalled; repression
and responsiveness: Elfstrom 2019; eleven copies of Honda Nanhai 2010 within months. Leverage of those who can stop
others' lines: Silver 2003 (positional power); strikes are shorter where they cost both sides more: Reder and Neumann
1980; value times expectancy: Klandermans 1984 (all recalled).

Choices. Pay below the city's counts by the share that is missing, not by its logarithm (evidence/model.md 5.9): the two
agree where little is missing, and this one needs no bound. Thresholds belong to the worker and never change. Won
strikes are counted per hundred firms of the city's industry, with twenty firms at the industry's mean added, so that
contagion does not grow with the size of the world nor one win among few firms lower every threshold there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.kernels import kernel, parallel_kernel, prange
from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.rows import rows_linked_to, rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, stream_key, uniform, uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.choice import logistic
from segsim.rules.job_chance import partly_pooled
from segsim.rules.supply import WORKDAYS, halt_days
from segsim.state import Cities, Firms, Places, State, Workers
from segsim.state.places import by_industry, place_of

PRIOR = 20.0  # firms: one win among five firms is no wave; assumed
_THRESHOLD, _FEAR = 0, 1
USUAL = 1.0  # vacancies over unemployed, and force (civil_society.repression), at which a chance is usual; assumed
MOST_TIGHT = 2.0  # vacancies over unemployed: more workers are not to be had than none at all; assumed
MOST_LEVERAGE = 1000.0  # ratio: where a concession costs next to nothing, and no rule may divide by it; assumed
_WINS, _TOLERATED, _LENGTH = 0, 1, 2


@dataclass(frozen=True)
class Params(ParameterSet):
    """Grievance, thresholds and strikes."""

    left_out = "grievance stays as it is, and nobody strikes"
    arrears_weight: float = structure(
        2.0, "weight", (0.0, 5.0), "grievance from unpaid wages",
        "assumed; 87 % of strikes were over unpaid wages (evidence strikes_wage_arrears_share)",
    )  # fmt: skip
    hours_weight: float = structure(0.15, "weight", (0.0, 5.0), "grievance from forced hours", "assumed")
    pay_weight: float = structure(0.2, "weight", (0.0, 5.0), "grievance from pay below the city's", "assumed")
    discipline_weight: float = structure(
        0.04, "weight", (0.0, 1.0), "grievance per unit of harsh discipline", "assumed"
    )
    notice_weight: float = lever(
        0.4, "weight", (0.0, 5.0), "grievance while the plant has announced that it will leave",
        "assumed: relocation sparked strikes at the old sites, claim of Lüthje and McNally 2015",
    )  # fmt: skip
    adjustment_rate: float = structure(0.15, "1/month", (0.01, 1.0), "weight of the month in grievance", "assumed")
    arrest_slope: float = structure(
        2.3, "ratio", (0.0, 5.0), "k: how the probability of arrest rises with force",
        "Epstein 2002, recalled; Mesa's example (evidence/model.md 6.5)",
    )  # fmt: skip
    arrest_cost: float = structure(0.3, "grievance", (0.0, 1.0), "largest personal cost of arrest", "assumed")
    lowest_threshold: float = structure(0.15, "grievance", (0.0, 1.0), "T of the boldest", "assumed")
    highest_threshold: float = structure(0.40, "grievance", (0.0, 2.0), "T of the most patient", "assumed")
    critical_share: float = structure(0.25, "share", (0.01, 1.0), "ready share that starts a strike", "assumed")
    contagion: float = structure(
        0.02, "grievance per strike", (0.0, 0.5), "threshold lowered by a won strike per 100 firms",
        "assumed: eleven copies of Honda Nanhai in 2010 (evidence/model.md 6.5 .1)",
    )  # fmt: skip
    largest_contagion: float = structure(
        0.08, "grievance", (0.0, 1.0), "most that others' strikes lower a threshold", "assumed: without it all strike"
    )
    contagion_decay_rate: float = structure(
        0.3, "1/month", (0.01, 1.0), "won strikes forgotten", "assumed: decay of 3 months"
    )
    base_odds: float = structure(-0.5, "log odds", (-5.0, 5.0), "of winning", "assumed")
    tightness_odds: float = structure(0.5, "log odds", (0.0, 3.0), "per vacancy over unemployed, to 2", "assumed")
    leverage: float = structure(
        0.7, "log odds", (0.0, 3.0), "per ln of 1 + the buyer's loss over a year of the concession",
        "assumed: .2 to 1.5 is plausible",
    )  # fmt: skip
    expectancy: float = structure(
        1.0, "elasticity", (0.0, 2.0), "of grievance that is acted upon to the chance of winning; 0: anger alone",
        "Klandermans 1984, recalled: willingness to act is value times expectancy",
    )  # fmt: skip
    repression_odds: float = structure(0.5, "log odds", (0.0, 3.0), "per unit of repression, against", "assumed")
    concession: float = structure(
        0.20, "share", (0.0, 0.6), "wage step after a won strike",
        "assumed; 24 % at Honda Nanhai 2010 (evidence honda_nanhai_wage; evidence/model.md 6.5)",
    )  # fmt: skip
    days_lost: float = structure(5.0, "days", (0.0, 21.0), "mean length of a strike that stops nobody else", "assumed")
    days_sd: float = structure(
        0.8, "ln", (0.0, 2.0), "spread of strikes' lengths", "assumed: median of 3.6 days, one in twenty over 13"
    )
    days_elasticity: float = structure(
        0.5, "elasticity", (0.0, 1.0), "of strikes' length to the buyer's loss, downwards",
        "assumed; sign: Reder and Neumann 1980 (recalled)",
    )  # fmt: skip
    remaining_grievance: float = structure(0.3, "share", (0.0, 1.0), "grievance left after a strike", "assumed")


@step(
    reads=(
        Firms.alive, Firms.specificity, Firms.buyer, Firms.parts_buffer, Firms.sales,
        Firms.parts_bill, Firms.materials_bill, Firms.wage_bill, Firms.city, Cities.vacancies, Cities.unemployed,
        Cities.strike_force,
    ),
    writes=(Firms.leverage, Firms.win_chance),
)  # fmt: skip
def weigh_chances(state: State, params: Params, moment: Moment) -> None:
    """What a strike at each firm would cost its buyer is known, and how likely it would win."""
    firms, cities = state.firms, state.cities
    rows = np.flatnonzero(firms.alive & (firms.buyer >= 0))
    buyer = firms.buyer[rows]
    value_added = firms.sales[buyer] - firms.parts_bill[buyer] - firms.materials_bill[buyer]
    halted = halt_days(params.days_lost, firms.parts_buffer[buyer], firms.specificity[rows])
    firms.leverage[:] = 0.0
    firms.leverage[rows] = leverage(halted, value_added, firms.wage_bill[rows], params.concession)
    tight = tightness(cities.vacancies, cities.unemployed)[firms.city]
    chance = win_chance(tight, firms.leverage, cities.strike_force[firms.city], params)
    firms.win_chance[:] = np.where(firms.alive, chance, 0.0)


@step(
    reads=(
        Workers.employer, Workers.city, Workers.earnings, Workers.skill_pay, Workers.arrears, Workers.grievance,
        Firms.overtime_run, Firms.overtime_desired, Firms.harshness, Firms.employment, Firms.active_share,
        Firms.industry,
        Firms.city, Firms.leaving, Cities.mean_earnings, Places.contagion,
        Firms.win_chance, Cities.strike_force, Cities.legitimacy,
    ),
    writes=(Workers.grievance, Firms.active_share),
)  # fmt: skip
def update_grievance(state: State, params: Params, moment: Moment) -> None:
    """Workers store hardship and become ready, or not, to act."""
    workers, firms, cities = state.workers, state.firms, state.cities
    forced = np.maximum(0.0, firms.overtime_run - or_zero(firms.overtime_desired)) / 60.0
    ready_workers = or_zero(firms.active_share) * firms.employment
    danger = 1.0 - np.exp(-params.arrest_slope * cities.strike_force[firms.city] / (1.0 + ready_workers))
    recent = state.places.contagion[place_of(firms.industry, firms.city, cities.rows)]
    nearby = np.minimum(params.largest_contagion, params.contagion * recent)
    hope = (firms.win_chance / win_chance(USUAL, 0.0, USUAL, params)) ** params.expectancy
    weight = (1.0 - cities.legitimacy[firms.city]) * hope
    spread = params.highest_threshold - params.lowest_threshold
    may_act = _update_grievance(
        params.adjustment_rate, params.arrears_weight, params.pay_weight,
        params.hours_weight * forced + params.discipline_weight * firms.harshness + params.notice_weight
            * firms.leaving,
        weight,
        params.lowest_threshold + min(spread, 0.0) - nearby, cities.mean_earnings,
        workers.employer, workers.city, workers.earnings, workers.skill_pay, workers.arrears, workers.grievance,
    )  # fmt: skip
    count = np.zeros(firms.rows)
    _count_ready(
        stream_key(moment.seed, "character", 0), rows_where(may_act), weight, params.arrest_cost,
        params.lowest_threshold, spread, danger, nearby, workers.employer, workers.grievance, count,
    )  # fmt: skip
    firms.active_share[:] = np.where(firms.employment > 0, count / np.maximum(firms.employment, 1), 0.0)


@parallel_kernel
def _update_grievance(
    adjustment_rate, arrears_weight, pay_weight, at_work, weight, least, reference,
    employer, city, earnings, skill_pay, arrears, grievance,
):  # fmt: skip
    # Most store less than the boldest would need. Unsigned rows: see plumbing/kernels.py.
    may_act = np.empty(employer.size, np.bool_)
    for row in prange(employer.size):
        i = np.uint64(row)
        stored, acts = (1.0 - adjustment_rate) * np.float64(grievance[i]), False
        if employer[i] >= 0:
            j = np.uint64(employer[i])
            pay, usual = max(np.float64(earnings[i]), 1.0), reference[np.uint64(city[i])] * np.float64(skill_pay[i])
            new = at_work[j]
            if arrears[i] > 0.0:  # asked first, because divisions are dear
                new += arrears_weight * min(arrears[i] / pay, 1.0)
            if pay < usual:
                new += pay_weight * (1.0 - pay / usual)
            stored += adjustment_rate * new
            acts = stored * weight[j] > least[j]
        grievance[i], may_act[i] = stored, acts
    return may_act


@kernel
def _count_ready(key, rows, weight, arrest_cost, lowest, spread, danger, nearby, employer, grievance, count):
    # A threshold belongs to the worker for good; the cost of arrest matters only beyond it.
    for i in rows:
        j = employer[i]
        net_grievance = np.float64(grievance[i]) * weight[j]
        boldness = lowest + spread * uniform(key, i, _THRESHOLD) - nearby[j]
        if net_grievance > boldness and net_grievance - arrest_cost * uniform(key, i, _FEAR) * danger[j] > boldness:
            count[j] += 1.0


def tightness(vacancies: np.ndarray, unemployed: np.ndarray) -> np.ndarray:
    """Open jobs over people without one in each city; shape (cities,). Of a few people mostly that of the nation."""
    return partly_pooled(vacancies, unemployed, vacancies.sum() / max(float(unemployed.sum()), 1.0))


def share_won(won: np.ndarray, firms: np.ndarray) -> np.ndarray:
    """Won strikes a firm in each place, shape (places,), with PRIOR firms at the industry's share added to each."""
    share = np.empty(won.size)
    for here, wins, there in zip(by_industry(share), by_industry(won), by_industry(firms), strict=True):
        here[:] = (wins + PRIOR * wins.sum() / max(there.sum(), 1)) / (there + PRIOR)
    return share


@step(
    reads=(
        Firms.alive, Firms.employment, Firms.active_share, Firms.city, Firms.industry, Firms.leverage,
        Firms.win_chance, Cities.tolerance, Places.contagion, Cities.strikes_year, Workers.employer,
        Workers.grievance,
    ),
    writes=(
        Firms.struck, Firms.strike_won, Firms.concession, Firms.hours_lost, Workers.grievance,
        Places.contagion, Cities.strikes_year,
    ),
)  # fmt: skip
def strike(state: State, params: Params, moment: Moment) -> None:
    """Where enough are ready, work stops; some strikes win."""
    firms, cities = state.firms, state.cities
    firms.struck[:] = firms.alive & (firms.employment > 0) & (firms.active_share >= params.critical_share)
    key = moment.key("strike")
    tolerated = uniforms(key, firms.rows, _TOLERATED) < cities.tolerance[firms.city]
    firms.strike_won[:] = firms.struck & tolerated & (uniforms(key, firms.rows, _WINS) < firms.win_chance)
    firms.concession[:] = np.where(firms.strike_won, params.concession, 0.0)
    rows = np.flatnonzero(firms.struck)
    firms.hours_lost[:] = 0.0
    firms.hours_lost[rows] = strike_days(normals(key, rows, _LENGTH), firms.leverage[rows], params) / WORKDAYS
    cities.strikes_year += np.bincount(firms.city[firms.struck], minlength=cities.rows)
    place, heard = place_of(firms.industry, firms.city, cities.rows), state.places.contagion
    size = np.bincount(place[firms.alive], minlength=heard.size)
    won = np.bincount(place[firms.alive & firms.strike_won], minlength=heard.size)
    heard[:] = (1.0 - params.contagion_decay_rate) * or_zero(heard) + 100.0 * share_won(won, size)
    if firms.struck.any():
        state.workers.grievance[rows_linked_to(firms.struck, state.workers.employer)] *= params.remaining_grievance


def win_chance(tight, rho, force, params: Params):
    """Chance that a strike wins where it is not broken up; tightness counts up to MOST_TIGHT."""
    return logistic(
        params.base_odds
        + params.tightness_odds * np.minimum(MOST_TIGHT, tight)
        + params.leverage * np.log1p(rho)
        - params.repression_odds * force
    )


def leverage(halted, value_added, wage_bill, concession: float):
    """Buyer's loss on halted days over a year of the concession, a ratio up to MOST_LEVERAGE; money in yuan a month."""
    damage = halted / WORKDAYS * np.maximum(0.0, value_added)
    cost = np.maximum(12.0 * concession * wage_bill, damage / MOST_LEVERAGE)
    return np.where(damage > 0.0, damage / np.maximum(cost, 1e-300), 0.0)


def strike_days(random_draw, rho, params: Params):
    """Working days that a strike lasts, WORKDAYS at most; `random_draw` is standard normal."""
    usual = params.days_lost * np.exp(params.days_sd * random_draw - 0.5 * params.days_sd**2)
    return np.minimum(WORKDAYS, usual / (1.0 + rho) ** params.days_elasticity)
