"""Who gets a car plate, and what do those do who get none?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.mechanisms.brands.makers import CARS
from segsim.mechanisms.brands.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.rules.adjustment import adjust
from segsim.rules.choice import logistic
from segsim.state import Markets, Nation, State


@dataclass(frozen=True)
class Applicants:
    """Cars a month, one value a scheme: what became of the wish for a first plate."""

    new_energy: np.ndarray  # new wishes that take a new-energy car and need no plate
    applied: np.ndarray  # with those who wait
    given: np.ndarray
    refused: np.ndarray  # for the first time
    away: np.ndarray  # of these, registered in a town without limit
    gave_up: np.ndarray
    turned: np.ndarray  # of these, to a new-energy car after all
    waiting: np.ndarray  # at the end of the month

    @property
    def bought(self) -> np.ndarray:
        """Cars that are bought, of either kind."""
        return self.new_energy + self.given + self.away + self.turned


@step(
    reads=(
        Nation.gdp, Nation.new_energy_appeal, Nation.new_energy_subsidy, Nation.plate_quota, Nation.plate_buyers,
        Nation.plate_queue, Nation.car_wish_trend, Markets.first_demand, Markets.final_demand, Markets.extra_demand,
    ),
    writes=(
        Nation.plate_queue, Nation.car_wish_trend, Nation.new_energy_share, Nation.cars_wished,
        Nation.plate_applications, Nation.plates_given, Nation.buyers_refused, Nation.buyers_away,
        Nation.buyers_gave_up, Markets.extra_demand,
    ),
)  # fmt: skip
def give_plates(state: State, params: Params, moment: Moment) -> None:
    """Car buyers choose new energy or apply for a plate; some are refused and wait, go elsewhere or give up."""
    nation, markets = state.nation, state.markets
    wished = max(markets.final_demand[CARS] / (1.0 + markets.extra_demand[CARS]), 1e-300)
    pace = wished / (max(markets.first_demand[CARS], 1e-300) * nation.gdp[0])
    nation.car_wish_trend[:] = adjust(nation.car_wish_trend, pace, params.quota_adjustment_rate)

    first = wished * nation.plate_buyers[0] * first_car_share(params, max(0, moment.index) / 12.0)
    quota = nation.plate_quota[0]
    plates = np.where(quota < 1.0, quota * first * nation.car_wish_trend[0] / pace, np.inf)
    odds = new_energy_odds(nation.new_energy_appeal[0], nation.new_energy_subsidy[0], params)
    month = apply(first, nation.plate_queue[0], plates, odds, params)

    others = wished - first.sum()
    bought = others + month.bought.sum()
    new_energy = others * logistic(odds) + month.new_energy.sum() + month.turned.sum()
    markets.extra_demand[CARS] = bought / wished - 1.0
    nation.new_energy_share[:] = new_energy / bought
    nation.plate_queue[0] = month.waiting
    limited = np.isfinite(plates)
    nation.cars_wished[:] = wished
    nation.plate_applications[:] = month.applied[limited].sum()
    nation.plates_given[:] = month.given[limited].sum()
    nation.buyers_refused[:] = month.refused.sum()
    nation.buyers_away[:] = month.away.sum()
    nation.buyers_gave_up[:] = month.gave_up.sum()


def first_car_share(params: Params, years: float) -> float:
    """Share of car buyers who have no car to replace, so many years after the start."""
    return params.first_car_share * float(np.exp(-params.first_car_decline * years))


def new_energy_odds(appeal: float, subsidy: float, params: Params) -> float:
    """Log odds of a new-energy car where every car gets a plate."""
    return float(appeal - params.new_energy_price_elasticity * np.log(1.0 - subsidy))


def apply(wish: np.ndarray, queue: np.ndarray, plates: np.ndarray, odds: float, params: Params) -> Applicants:
    """What becomes of new wishes and of those who wait, cars a month; each of shape as `wish`."""
    expected = wish * (1.0 - logistic(odds)) + queue  # applicants, if nobody gave way
    chance = served_share(plates, expected)
    electric = logistic(odds + params.plate_value * (1.0 - chance))
    new = wish * (1.0 - electric)
    applied = new + queue
    served = served_share(plates, applied)
    refused = new * (1.0 - served)
    away = params.registered_elsewhere * refused
    waiting = queue * (1.0 - served) + refused - away
    gave_up = params.dropout * waiting
    return Applicants(
        wish * electric, applied, served * applied, refused, away, gave_up, electric * gave_up, waiting - gave_up
    )


def served_share(plates: np.ndarray, applicants: np.ndarray) -> np.ndarray:
    """Share of applicants who get a plate: a lot in which all are alike. Shape as `plates`."""
    return np.minimum(1.0, plates / np.maximum(applicants, 1e-300))
