"""Which firms does a city spare?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.enforcement.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.rules.means import mean_of_own
from segsim.rules.money import expected_sales
from segsim.rules.owners import is_state_linked
from segsim.state import Firms, Nation, State

MUCH = 10.0  # mean firms' sales at which a city's dependence on a firm is half of the largest; assumed


@step(
    reads=(
        Firms.alive, Firms.city, Firms.owner, Firms.connection, Firms.price, Firms.expected_demand,
        Nation.anti_corruption,
    ),
    writes=(Firms.capture,),
)  # fmt: skip
def shield_firms(state: State, params: Params, moment: Moment) -> None:
    """Cities spare firms with ties, in state hands and with much of their revenue."""
    firms = state.firms
    sales = expected_sales(firms.alive, firms.price, firms.expected_demand)
    mean = mean_of_own(firms.city, sales, firms.alive)
    size = sales / np.maximum(mean, 1e-9)
    held = is_state_linked(firms.owner)
    ties = firms.connection * (1.0 - state.nation.anti_corruption[0])
    firms.capture[:] = np.where(firms.alive, capture_of(params, ties, size, held), 0.0)


def capture_of(params: Params, ties, size, held):
    """Share of inspections that a firm is spared; `size` is its sales over the mean firm's of its city."""
    weight = (
        params.ties_weight * ties + params.revenue_weight * size / (size + MUCH) + params.state_holding_weight * held
    )
    return np.minimum(1.0, params.capture_strength * weight)
