"""Which compliant firms are fined, and can they have the fine overturned?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.enforcement.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.state import Cities, Firms, Nation, Sectors, State
from segsim.state.money import CITIES, FIRMS, transfer

_FINED, _OVERTURNED = 0, 1


@step(
    reads=(
        Firms.inspected, Firms.city, Firms.employment, Firms.base_wage, Firms.pay_ratio, Firms.deposits, Firms.fines,
        Firms.alive, Firms.violations, Cities.campaign, Cities.deposits, Cities.revenue_year, Nation.standard_hours,
    ),
    writes=(
        Firms.fines, Firms.false_positive_fine, Firms.false_positive_at_visit, Firms.deposits, Cities.deposits,
        Cities.revenue_year, Sectors.fines,
    ),
)  # fmt: skip
def fine_compliant_firms(state: State, params: Params, moment: Moment) -> None:
    """In a campaign some firms that obey are fined as well; without recourse the fine stands; all reckon with it."""
    firms, cities = state.firms, state.cities
    key = moment.key("fine_wrongly")
    rows = np.flatnonzero(firms.inspected & (cities.campaign[firms.city] > 1.0))
    obeys = 1.0 - or_zero(firms.violations).mean(axis=1)
    fined = uniforms(key, rows, _FINED) < params.false_positive_rate * obeys[rows]
    stands = np.zeros(firms.rows, dtype=bool)
    stands[rows] = fined & (uniforms(key, rows, _OVERTURNED) >= params.overturn_rate)
    wages = firms.employment * or_zero(firms.base_wage * firms.pay_ratio) * state.nation.standard_hours[0]
    due = params.false_positive_fine_size * wages
    firms.false_positive_at_visit[:] = np.where(
        firms.alive, params.false_positive_rate * obeys * (1.0 - params.overturn_rate) * due, 0.0
    )
    fine = np.where(stands, np.minimum(due, np.maximum(firms.deposits, 0.0)), 0.0)
    firms.false_positive_fine[:] = fine
    firms.fines += fine
    by_city = np.bincount(firms.city[stands], weights=fine[stands], minlength=cities.rows)
    cities.revenue_year += by_city
    transfer(state, "fines", FIRMS, fine, CITIES, by_city)
