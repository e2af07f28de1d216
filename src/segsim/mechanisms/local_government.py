"""What does a city offer to firms, and how hard does it enforce?

In words. Once a year cities are ranked on growth, revenue and quiet. With some chance a city copies the instruments
(enforcement effort, tax rebate, land discount, minimum-wage aim) of the best scoring city of its province group, with
a little noise; otherwise it keeps its own. Each month it spends what it has above a reserve on services.

Equations.
  score_r = rank(growth) * growth_weight + rank(revenue) * revenue_weight - rank(strikes) * unrest_weight
  instruments_r <- instruments_best * exp(noise * N(0, 1)) with probability imitation, held inside fixed bounds

Timing. January, before inspection rates and tax are set; the scores are of the year before.

Sources. Tournament of officials: Li and Zhou (2005): promotion rises with growth. Weights and noise: assumed.

Choices. Imitation can look like a race to the bottom when it is only drift (evidence/model.md 9.11): with equal
weights of zero the copies are random, which is the control. No tournament is held in the burn-in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import lever, switch
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, uniforms
from segsim.state import Cities, Sectors, State
from segsim.state.money import ABROAD, CITIES, transfer

_IMITATES, _NOISE = 0, 1
_BOUNDS = {  # least and most that an instrument can be; assumed
    "enforcement_effort": (0.25, 4.0),
    "tax_rebate": (0.0, 0.9),
    "land_discount": (0.0, 0.9),
    "minimum_wage_ratio": (0.2, 0.7),
}


@dataclass(frozen=True)
class Params:
    """The tournament and its instruments."""

    active: bool = switch("cities compete; false keeps their instruments as they are")
    growth_weight: float = lever(
        1.0, "weight", (0.0, 5.0), "weight of growth in the score", "assumed: sign Li and Zhou 2005"
    )
    revenue_weight: float = lever(0.5, "weight", (0.0, 5.0), "weight of revenue in the score", "assumed")
    unrest_weight: float = lever(0.5, "weight", (0.0, 5.0), "weight of strikes against the score", "assumed")
    imitation: float = lever(
        0.5, "probability/year", (0.0, 1.0), "chance of copying the best peer",
        "assumed (evidence/model.md 6.5, range .2-.8)",
    )  # fmt: skip
    noise: float = lever(0.02, "ln", (0.0, 0.3), "error in copying", "assumed (evidence/model.md 6.5 .1)")
    reserve: float = lever(3.0, "months of revenue", (0.0, 24.0), "money a city keeps", "assumed")


@step(
    reads=(
        Cities.province, Cities.output_year, Cities.output_last_year, Cities.revenue_year, Cities.strikes_year,
        Cities.enforcement_effort, Cities.tax_rebate, Cities.land_discount, Cities.minimum_wage_ratio,
    ),
    writes=(
        Cities.enforcement_effort, Cities.tax_rebate, Cities.land_discount, Cities.minimum_wage_ratio, Cities.score,
        Cities.output_year, Cities.output_last_year, Cities.revenue_year, Cities.strikes_year,
        Cities.land_revenue_year,
    ),
)  # fmt: skip
def hold_tournament(state: State, params: Params, moment: Moment) -> None:
    """In January cities are ranked, and some copy the best of their peers."""
    if moment.month != 1:
        return
    cities = state.cities
    n = cities.rows - 1  # all but the rural reservoir
    growth = cities.output_year[:n] / np.maximum(cities.output_last_year[:n], 1.0)
    cities.score[:n] = (
        params.growth_weight * _rank(growth)
        + params.revenue_weight * _rank(cities.revenue_year[:n])
        - params.unrest_weight * _rank(cities.strikes_year[:n])
    )
    if moment.index > 0:
        _imitate(cities, n, params, moment)
    cities.output_last_year[:] = cities.output_year
    cities.output_year[:] = 0.0
    cities.revenue_year[:] = 0.0
    cities.strikes_year[:] = 0.0
    cities.land_revenue_year[:] = 0.0


def _rank(values: np.ndarray) -> np.ndarray:
    """Mean rank from 0 to 1; ties share theirs."""
    below = (values[None, :] < values[:, None]).sum(axis=1)
    same = (values[None, :] == values[:, None]).sum(axis=1) - 1
    return (below + 0.5 * same) / max(values.size - 1, 1)


def _imitate(cities: Cities, n: int, params: Params, moment: Moment) -> None:
    """Cities that copy take the instruments of the best score among the peers of their province."""
    key = moment.key("hold_tournament")
    peers = cities.province[:n, None] == cities.province[None, :n]
    best = np.where(peers, cities.score[None, :n], -np.inf).argmax(axis=1)
    copies = (uniforms(key, n, _IMITATES) < params.imitation) & (best != np.arange(n))
    for number, (name, (low, high)) in enumerate(_BOUNDS.items()):
        instrument = getattr(cities, name)
        error = np.exp(params.noise * normals(key, n, _NOISE + 2 * number))
        instrument[:n] = np.where(copies, np.clip(instrument[:n][best] * error, low, high), instrument[:n])


@step(
    reads=(Cities.deposits, Cities.revenue_year),
    writes=(Cities.deposits, Sectors.deposits, Sectors.services),
    essential=True,
)
def buy_services(state: State, params: Params, moment: Moment) -> None:
    """Cities spend what they hold above their reserve on services; so public money comes back into circulation."""
    cities = state.cities
    monthly = cities.revenue_year / moment.month
    spending = np.maximum(0.0, cities.deposits - params.reserve * monthly) / 12.0
    transfer(state, "services", CITIES, spending, ABROAD, float(spending.sum()))
