"""What may a city give, and what does it spend?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.local_government.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.state import Cities, Nation, Sectors, State
from segsim.state.codes import Region
from segsim.state.money import ABROAD, CITIES, transfer


@step(
    reads=(Cities.region, Cities.enforcement_effort),
    writes=(Nation.subsidy_cap, Cities.inland_subsidy, Cities.park_subsidy, Cities.enforcement_effort),
)
def set_terms(state: State, params: Params, moment: Moment) -> None:
    """The centre's cap on gifts, floor under enforcement and inland programme take effect."""
    cities = state.cities
    state.nation.subsidy_cap[:] = params.subsidy_cap
    cities.inland_subsidy[:] = np.where(cities.region == Region.INLAND, params.inland_promotion, 0.0)
    cities.park_subsidy[:] = np.where(cities.region == Region.AUTO_PERIPHERY, params.supplier_parks, 0.0)
    cities.enforcement_effort[:] = np.maximum(cities.enforcement_effort, params.effort_floor)


@step(
    reads=(Cities.deposits, Cities.revenue_year, Cities.land_revenue_year),
    writes=(Cities.deposits, Sectors.deposits, Sectors.services),
    essential=True,
)
def buy_services(state: State, params: Params, moment: Moment) -> None:
    """Cities spend what they hold above their reserve on services; so public money comes back into circulation."""
    cities = state.cities
    monthly = (cities.revenue_year + cities.land_revenue_year) / moment.month
    spending = np.maximum(0.0, cities.deposits - params.reserve * monthly) / 12.0
    transfer(state, "services", CITIES, spending, ABROAD, float(spending.sum()))
