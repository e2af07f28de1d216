"""How is the legal minimum wage of a city set?

In words. By default each city follows its published dated notices. It can be frozen, caught up to a share of local mean
pay, or set inside the model by the city's aim, its neighbours' rises and unrest.

Equations.
  catch-up, each January   MW <- max(dated MW, MW * min(1 + step, ratio * W / MW))        [yuan/month], never down
  endogenous, each January ln MW <- ln MW + max(0, (1 - peer_elasticity) own + peer_elasticity * mean own of the peers),
                           own = adjustment_rate * (ln(m * W) - ln MW), of peers where it is positive
  with W the city's mean pay, m the ratio its government aims at (cities.minimum_wage_ratio).

Timing. After the calendar and before firms plan, so that the month's offers know the month's law.

Sources. Minimum Wage Regulations 2004 (at least every two years; evidence mw_adjust_interval); neighbour effects
dominate economic ones (Dreger et al. 2019); competition of officials (Xing and Xu 2016).

Choices. Nobody cuts a minimum wage in the evidence, so no rule does. Peers are the other cities of the province group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.state import Cities, State


@dataclass(frozen=True)
class Params(ParameterSet):
    """How minimum wages move."""

    left_out = "minimum wages stay as they are"
    rule: str = lever(
        "dated", "word", ("dated", "frozen", "catch_up", "endogenous"), "where the next minimum wage comes from",
        "law: Minimum Wage Regulations 2004",
    )  # fmt: skip
    catch_up_ratio: float = lever(
        0.5, "share", (0.2, 0.8), "share of local mean pay that catch-up aims at",
        "assumed: inside the guideline of .40-.60 of the mean wage (Minimum Wage Regulations 2004, appendix)",
    )  # fmt: skip
    catch_up_step: float = lever(
        0.20, "share/year", (0.0, 0.5), "largest yearly rise of catch-up",
        "assumed: mean rise of 22 % in 2011 (evidence min_wage_avg_increase)",
    )  # fmt: skip
    adjustment_rate: float = lever(
        0.5, "share/year", (0.0, 1.0), "share of the gap to the city's aim closed in a year",
        "assumed",
    )  # fmt: skip
    peer_elasticity: float = lever(
        0.5, "elasticity", (0.0, 0.9), "weight of the peers' last rise",
        "assumed: sign and dominance from Dreger et al. 2019 (evidence/model.md 6.5, range .2-.8)",
    )  # fmt: skip


@step(
    reads=(Cities.minimum_wage, Cities.mean_earnings, Cities.minimum_wage_ratio, Cities.response, Cities.province),
    writes=(Cities.minimum_wage, Cities.published_minimum),
)
def set_minimum_wages(state: State, params: Params, moment: Moment) -> None:
    """Cities put new minimum wages in force, by the rule of the run."""
    cities = state.cities
    old = cities.minimum_wage
    cities.published_minimum[:] = moment.outside.at(moment.index).minimum_wage
    is_yearly = moment.month == 1 and moment.index >= 0
    match "dated" if np.isnan(old[:-1]).any() else params.rule:
        case "dated":
            old[:] = np.fmax(cities.published_minimum, or_zero(old))
        case "frozen":
            pass
        case "catch_up":
            old[:] = np.maximum(old, cities.published_minimum)
            if is_yearly:
                aim = params.catch_up_ratio * cities.mean_earnings[:-1]
                old[:-1] = np.maximum(old[:-1], np.minimum(old[:-1] * (1.0 + params.catch_up_step), aim))
        case "endogenous":
            if is_yearly:
                aim = cities.mean_earnings * cities.minimum_wage_ratio * cities.response
                old[:-1] *= np.exp(_rise(old[:-1], aim[:-1], cities.province[:-1], params))
        case other:
            raise ValueError(f"minimum_wage.rule: no rule is called {other!r}")


def _rise(wage: np.ndarray, aim: np.ndarray, province: np.ndarray, params: Params) -> np.ndarray:
    """Log rise of each city's minimum wage: its own gap, and what its peers' own gaps would give; never negative."""
    own = params.adjustment_rate * (np.log(aim) - np.log(wage))
    peers = province[:, None] == province[None, :]
    np.fill_diagonal(peers, False)
    count = peers.sum(axis=1)
    others = np.where(count > 0, (peers * np.maximum(own, 0.0)).sum(axis=1) / np.maximum(count, 1), own)
    return np.maximum(0.0, (1.0 - params.peer_elasticity) * own + params.peer_elasticity * others)
