"""How many cars may be bought, and who is paid for buying which?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.environment.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.state import Cities, Nation, State
from segsim.state.codes import Plates


@step(
    reads=(Cities.plate_scheme,),
    writes=(Cities.plate_quota, Nation.plate_quota, Nation.plate_buyers, Nation.new_energy_subsidy),
)
def limit_cars(state: State, params: Params, moment: Moment) -> None:
    """Cities say how many combustion cars get a plate, the centre what a new-energy car is paid."""
    quota = quotas(params)
    state.cities.plate_quota[:] = quota[state.cities.plate_scheme]
    state.nation.plate_quota[0] = quota
    state.nation.plate_buyers[0] = buyers(params)
    state.nation.new_energy_subsidy[:] = params.new_energy_subsidy


def quotas(params: Params) -> np.ndarray:
    """Quota under each scheme; shape (5,), in the order of codes.Plates."""
    return np.array([getattr(params, f"quota_{scheme.name.lower()}") for scheme in Plates])


def buyers(params: Params) -> np.ndarray:
    """Share of the country's car buyers under each scheme; the rest live where nobody limits cars. Shape (5,)."""
    return np.array([getattr(params, f"buyers_{scheme.name.lower()}") for scheme in Plates])
