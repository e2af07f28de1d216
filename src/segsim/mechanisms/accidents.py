"""Who is injured at work, who pays for it, and when does everybody hear of it?

In words. Safe work costs money, and a firm that saves on it (a violation like others) hurts more of its people, most of
all in long weeks. Whoever is injured has to pay for treatment and lost income. The insurance pays it for those whom the
firm has covered; of the others' cost the employer pays a part, and the rest is theirs, and makes them angry. Now and
then an accident in an unsafe firm is a disaster, which makes safety salient to the city.

Equations.
  x                   = intensity of the firm's safety violation, 0 to 1
  safety cost a unit  = safety_share * overhead * (x of the market in the first month - x), relative to the mean
  hazard a month      = base_rate * (1 + excess_risk * x) * hours,  hours = h / 40 * (1 + fatigue * max(0, h - 49)),
                        h hours a week of the worker
  disasters in city r = disaster_rate / 12 * employment_r / mean employment * mean of (1 + excess_risk * x)^2;
                        the firm in proportion to employment and the same square
  cost                = cost_months * earnings; covered: paid by insurance; else the share `liability` by the firm

Timing. Safety cost before prices. Injuries after wages, so that nobody is paid less than law and till allow, and before
profit is reckoned. Salience is acted on in the next month.

Sources. Level: beneficiaries of work-injury insurance, evidence injury_insurance_beneficiaries. Hours: output an hour
falls beyond 49 hours (Pencavel, IZA 8129); injuries rise with long weeks (Dembe et al. 2005, recalled). Insurance and
the liability of employers without it: Regulation on Work-Related Injury Insurance (recalled).

Choices. The mean cost of safety is part of overhead, so only the difference from the first month's mean enters prices.
Disasters are drawn by city, not by firm, so that a world of more firms has no more of them; their victims are fewer
than one worker of the model stands for, and are not counted among the injured. Injured workers keep their jobs; cost
stands for treatment and lost pay. Only the few injured are looked at: rows are drawn and accepted by their hazard
(rejection sampling).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.means import mean_by
from segsim.rules.money import payable_share
from segsim.state import Cities, Firms, Markets, Nation, Sectors, State, Workers
from segsim.state.codes import Violation
from segsim.state.money import ABROAD, CENTRE, FIRMS, WORKERS, Moved, transfer

_WHO, _HURT, _STRIKES, _WHERE = 0, 1, 2, 3
WEEKS = 174.0 / 40.0  # weeks in a month: paid hours over those of a week (law: 40 a week)
TIRED = 49.0  # hours a week beyond which output an hour falls (recalled from Pencavel, IZA 8129)
LONGEST = 90.0  # hours a week at which hazard stops to rise: assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """Safety, injuries and disasters."""

    left_out = "nobody is injured; the cost of safety stays as it is"
    safety_share: float = structure(
        0.05,
        "share of overhead",
        (0.0, 0.5),
        "cost of safe work, all of it saved at a violation intensity of 1",
        "assumed",
    )
    base_rate: float = lever(
        0.00017, "1/month", (0.0, 0.01), "probability of injury in a safe firm at 40 hours a week",
        "calibrated: some 9 in 1,000 insured a year (evidence injury_insurance_beneficiaries)",
    )  # fmt: skip
    excess_risk: float = structure(
        3.0, "ratio", (0.0, 20.0), "injuries that unsafe work adds to those of safe work", "assumed"
    )
    fatigue: float = structure(
        0.02, "1/hour", (0.0, 0.2), "rise of hazard an hour beyond 49 a week",
        "Dembe et al. 2005 (recalled): 23 % more injuries at 60 hours",
    )  # fmt: skip
    cost_months: float = structure(3.0, "months of pay", (0.0, 24.0), "cost of an injury", "assumed")
    liability: float = lever(
        0.3, "share", (0.0, 1.0), "cost of the uncovered that employers really pay",
        "assumed; law: Regulation on Work-Related Injury Insurance, all of it (recalled)",
    )  # fmt: skip
    injury_grievance: float = structure(
        0.3, "grievance", (0.0, 2.0), "of a worker who bears the cost of an injury themselves", "assumed"
    )
    disaster_rate: float = lever(
        0.015, "1/year", (0.0, 2.0), "disasters in a city of mean size whose firms are all safe", "assumed"
    )
    disaster_salience: float = structure(
        1.0, "index", (0.0, 5.0), "salience that one disaster adds", "assumed: the unit"
    )


@step(
    reads=(
        Firms.alive, Firms.market, Firms.employment, Firms.violations, Markets.first_safety, Markets.overhead_per_unit,
        Nation.cpi,
    ),
    writes=(Firms.safety_cost, Markets.first_safety),
)  # fmt: skip
def spend_on_safety(state: State, params: Params, moment: Moment) -> None:
    """Firms spend on safe work what they do not save on it."""
    firms, markets = state.firms, state.markets
    employment = np.where(firms.alive, firms.employment + 1e-9, 0.0)
    intensity = or_zero(firms.violations[:, Violation.SAFETY])
    mean = mean_by(firms.market, intensity, employment, markets.rows)
    missing = np.isnan(markets.first_safety) & ~np.isnan(mean)
    markets.first_safety[missing] = mean[missing]
    usual = or_zero(markets.first_safety)[firms.market]
    full = params.safety_share * markets.overhead_per_unit[firms.market] * state.nation.cpi[0]
    firms.safety_cost[:] = np.where(firms.alive, full * (usual - intensity), 0.0)


@step(
    reads=(
        Workers.employer, Workers.overtime, Workers.earnings, Workers.injury_cover, Workers.deposits,
        Workers.grievance, Firms.alive, Firms.employment, Firms.city, Firms.violations, Firms.deposits, Firms.outlays,
        Cities.salience, Nation.standard_hours,
    ),
    writes=(
        Firms.injuries, Firms.compensated, Firms.disaster, Firms.deposits, Firms.outlays, Workers.deposits,
        Workers.grievance, Cities.salience, Sectors.compensation, Sectors.liability, Sectors.medical, Sectors.deposits,
    ),
)  # fmt: skip
def injure_workers(state: State, params: Params, moment: Moment) -> None:
    """Some workers are injured; insurance, employers and they themselves pay for it."""
    workers, firms = state.workers, state.firms
    key = moment.key("hurt_workers")
    danger = 1.0 + params.excess_risk * or_zero(firms.violations[:, Violation.SAFETY])
    struck = _where_disaster_strikes(firms, state.cities.rows, danger, params, key)
    firms.disaster[struck] = True
    state.cities.salience += params.disaster_salience * np.bincount(firms.city[struck], minlength=state.cities.rows)
    rows = _who_is_injured(state, params, danger, key)
    firm = workers.employer[rows]
    cost = params.cost_months * workers.earnings[rows].astype(np.float64)
    covered = workers.injury_cover[rows]
    by_state = np.where(covered, cost, 0.0)
    claims = np.where(covered, 0.0, params.liability * cost)
    by_firm = np.bincount(firm, weights=claims, minlength=firms.rows)
    share = payable_share(firms.deposits, by_firm)
    by_firm = by_firm * share  # not in place: numpy counts nobody in whole numbers
    got = by_state + claims * share[firm]
    # Who has no money goes without treatment: nobody lends to the injured.
    spent = np.minimum(cost, np.maximum(workers.deposits[rows], 0.0) + got)
    workers.deposits[rows] += got - spent
    workers.grievance[rows] += params.injury_grievance * (1.0 - got / np.maximum(cost, 1e-9))
    firms.outlays += by_firm
    firms.injuries[:] = np.bincount(firm, minlength=firms.rows)
    firms.compensated[:] = np.bincount(firm[covered], minlength=firms.rows)
    benefits, bills = (np.bincount(firm, weights=each, minlength=firms.rows) for each in (by_state, spent))
    transfer(state, "compensation", CENTRE, float(by_state.sum()), WORKERS, Moved(benefits))
    transfer(state, "liability", FIRMS, by_firm, WORKERS, Moved(by_firm))
    transfer(state, "medical", WORKERS, Moved(bills), ABROAD, float(spent.sum()))


def hours_factor(params: Params, hours):
    """Hazard of a week of so many hours relative to one of 40."""
    hours = np.minimum(hours, LONGEST)
    return hours / 40.0 * (1.0 + params.fatigue * np.maximum(0.0, hours - TIRED))


def _where_disaster_strikes(firms: Firms, cities: int, danger: np.ndarray, params: Params, key: np.uint64):
    """Rows of firms in which a disaster happens: one a city at most, the larger and the less safe more often."""
    employment = np.where(firms.alive, firms.employment, 0).astype(float)
    weight = employment * danger**2
    by_city = np.bincount(firms.city, weights=weight, minlength=cities)
    mean_employment = employment.sum() / max(cities - 1, 1)
    chance = params.disaster_rate / 12.0 * by_city / max(mean_employment, 1.0)
    random_draw = uniforms(key, cities, _STRIKES) < chance
    place = uniforms(key, cities, _WHERE)
    found = []
    for city in np.flatnonzero(random_draw & (by_city > 0.0)):
        rows = np.flatnonzero((firms.city == city) & (weight > 0.0))
        edges = np.cumsum(weight[rows])
        found.append(rows[np.searchsorted(edges, place[city] * edges[-1], side="right").clip(0, rows.size - 1)])
    return np.array(found, dtype=np.int64)


def _who_is_injured(state: State, params: Params, danger: np.ndarray, key: np.uint64) -> np.ndarray:
    """Rows of the workers injured this month, each once, in order of rows."""
    workers = state.workers
    most = params.base_rate * (1.0 + params.excess_risk) * hours_factor(params, LONGEST)
    draws = int(np.ceil(workers.rows * most))
    row = (uniforms(key, draws, _WHO) * workers.rows).astype(np.int64)
    random_draw = uniforms(key, draws, _HURT)
    firm = workers.employer[row]
    hours = (state.nation.standard_hours[0] + workers.overtime[row].astype(np.float64)) / WEEKS
    hazard = params.base_rate * danger[firm] * hours_factor(params, hours)
    return np.unique(row[(firm >= 0) & (random_draw * most < hazard)])
