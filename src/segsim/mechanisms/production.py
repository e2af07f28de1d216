"""How much is made, and with how many hours?

In words. Goods are made to order, from the top of the chain down: what a tier makes this month is what it orders from
the tier below. A firm runs the overtime that its orders need, up to its limit. What domestic suppliers cannot make is
imported at the same price.

Equations. Units a month.
  A = e^(log TFP + automation + firm-specific human capital) * effort / (1 - outsourced)
  Q = min(D, capacity (1 - power cut) (1 - smog shutdown), A (1 - lost) (H0 S + o T))
  o = clip((D / (A (1 - lost)) - H0 S) / T, 0, limit)
  parts wanted = parts_per_unit * Q, of which linked_share_of_orders goes to linked suppliers
  expected demand <- E + smoothing (D - E)

Timing. After hiring. Parts follow the real output of the tier above, not its plan. Until the first reported month
(burn-in) total productivity holds: log TFP takes up whatever machines, training and effort bring.

Sources. Leontief in the month, substitution by investment (evidence/model.md 5.5).

Choices. No inventories: made to order. Skill enters hours in efficiency units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import TIERS


@dataclass(frozen=True)
class Params(ParameterSet):
    """Production."""

    linked_orders: float = structure(
        0.6, "share", (0.0, 1.0), "share of a buyer's parts that its linked suppliers get", "assumed"
    )
    smoothing: float = structure(0.2, "1/month", (0.01, 1.0), "weight of the last month in expected demand", "assumed")


@step(
    reads=(
        Firms.alive, Firms.log_tfp, Firms.automation, Firms.specific_human_capital, Firms.effort, Firms.outsourced,
        Firms.technology,
    ),
    writes=(Firms.productivity, Firms.log_tfp),
    essential=True,
)  # fmt: skip
def set_productivity(state: State, params: Params, moment: Moment) -> None:
    """What an hour makes follows from process, machines, training, discipline and what is given out."""
    firms = state.firms
    effort, own = (np.where(firms.alive, part, 1.0) for part in (firms.effort, 1.0 - firms.outsourced))
    beside = firms.automation + firms.specific_human_capital + np.log(effort) - np.log(own)
    if moment.index < 0:
        firms.log_tfp[:] = firms.technology - beside
    made = np.exp(np.where(firms.alive, firms.log_tfp + beside, 0.0))
    firms.productivity[:] = np.where(firms.alive, made, np.nan)


@step(
    reads=(
        Markets.final_demand, Firms.parts_per_unit, Firms.kit_share, Firms.city, Cities.power_cut, Cities.smog_shutdown,
        Firms.alive, Firms.market, Firms.tier, Firms.buyer,
        Firms.open_share, Firms.linked_share, Firms.productivity, Firms.capacity, Firms.skill_sum, Firms.taste_sum,
        Firms.hours_lost, Firms.overtime_limit, Firms.expected_demand, Firms.output, Nation.standard_hours,
    ),
    writes=(
        Firms.orders, Firms.linked_orders, Firms.output, Firms.overtime_run, Firms.expected_demand,
        Markets.orders, Markets.output, Markets.imports,
    ),
    essential=True,
)  # fmt: skip
def produce(state: State, params: Params, moment: Moment) -> None:
    """Orders run down the tiers; each firm makes what its people and capacity allow."""
    firms, markets = state.firms, state.markets
    standard = state.nation.standard_hours[0]
    able = firms.capacity * share_running(state.cities.power_cut, state.cities.smog_shutdown)[firms.city]
    final = or_zero(markets.final_demand)[firms.market] * firms.open_share
    firms.orders[:] = np.where(firms.alive, final, 0.0)
    markets.orders[:] = or_zero(markets.final_demand)
    firms.overtime_run[:] = 0.0
    for tier in range(TIERS):
        here = np.flatnonzero(firms.alive & (firms.tier == tier))
        overtime, output = run_hours(firms, here, standard, able[here])
        firms.overtime_run[here], firms.output[here] = overtime, output
        if tier + 1 < TIERS:
            _order_parts(state, params, here, tier)
    markets.output[:] = np.bincount(firms.market, weights=firms.output, minlength=markets.rows)
    markets.imports[:] = np.maximum(0.0, markets.orders - markets.output)
    firms.expected_demand[:] = adjust(firms.expected_demand, firms.orders, params.smoothing)


def share_running(power_cut, smog_shutdown):
    """Share of a city's capacity that runs: smog shutdowns act on what shortages of power and water leave."""
    return (1.0 - power_cut) * (1.0 - smog_shutdown)


def run_hours(firms: Firms, rows: np.ndarray, standard: float, most: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Overtime a head of mean taste, and output, of the given firms at their orders; `most` is what capacity lets."""
    working = 1.0 - firms.hours_lost[rows]
    hour = firms.productivity[rows] * np.maximum(working, 1e-6)
    wanted = np.minimum(firms.orders[rows], most)
    taste = np.maximum(firms.taste_sum[rows], 1e-9)
    overtime = (wanted / hour - standard * firms.skill_sum[rows]) / taste
    overtime = np.where(firms.taste_sum[rows] > 0, np.clip(overtime, 0.0, firms.overtime_limit[rows]), 0.0)
    able = hour * (standard * firms.skill_sum[rows] + overtime * firms.taste_sum[rows])
    return overtime, np.minimum(wanted, able)


def _order_parts(state: State, params: Params, buyers: np.ndarray, tier: int) -> None:
    """Parts wanted by the buyers of a tier reach linked suppliers and the open market of the tier below."""
    firms, markets = state.firms, state.markets
    wanted = np.zeros(firms.rows)
    wanted[buyers] = firms.parts_per_unit[buyers] * firms.output[buyers] * (1.0 - firms.kit_share[buyers])
    below = np.flatnonzero(firms.alive & (firms.tier == tier + 1))
    linked = below[firms.buyer[below] >= 0]
    served = np.zeros(firms.rows, dtype=bool)
    served[firms.buyer[linked]] = True
    by_link = np.where(served, params.linked_orders * wanted, 0.0)
    open_wanted = np.bincount(firms.market[buyers] + 1, weights=(wanted - by_link)[buyers], minlength=markets.rows + 1)
    firms.linked_orders[linked] = by_link[firms.buyer[linked]] * firms.linked_share[linked]
    firms.orders[below] += firms.linked_orders[below] + open_wanted[firms.market[below]] * firms.open_share[below]
    markets.orders += np.bincount(firms.market[buyers] + 1, weights=wanted[buyers], minlength=markets.rows + 1)[:-1]
