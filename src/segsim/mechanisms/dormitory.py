"""Where do workers sleep, and how hard is the shop floor?

In words. Contract manufacturers and large supplier plants house many of their people. A dormitory bed is cheap, so the
job is worth more to a migrant and a city with many beds costs migrants less; and who sleeps at the gate is within reach
for overtime. Discipline on the shop floor makes an hour yield more and stores grievance.

Equations. j firm, r city, h share of a firm's workers housed, d discipline index; * marks what is aimed at.
  h*_j         = clip(share place_j (employment_j / mean employment of the market)^size, 0, most housed)
  h            <- h + adjustment_rate (h* - h);  d <- d + adjustment_rate (d* - d),  d*_j = discipline place_j
  value of a bed, log pay  = ln(1 + h_j (1 - bed price) rent_r / pay_r)
  housing cost of a city   = (1 - H_r (1 - bed price)) / (1 - U_r (1 - usual price)),  H_r share of its jobs with a bed
  overtime within reach    = hours (h_j - U)
  effort_j     = e^(effort_gain (d_j - place_j)),  harshness_j = max(0, d_j - 1)

  U is the share housed if all were as usual, this month and with these firms; nothing moves unless something differs.

Timing. Before productivity and hours, which read effort and reach; beds follow last month's size.

Sources. A third of migrants live in dormitories: evidence migrant_dormitory_share. That dormitories put overtime within
reach, and discipline harshest in contract manufacturing: claims of Lüthje and McNally 2015. Sizes assumed.

Choices. Hours, rents and output of the default run hold what usual beds and discipline do to them, so only what differs
from usual, or between firms, acts. A bed is worth nothing to residents. Applicants know little of discipline: it enters
grievance, and so quits and strikes, and not the value of a job.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust_or_start
from segsim.rules.means import mean_by, mean_of_own
from segsim.state import Cities, Firms, State
from segsim.state.codes import segment_of

USUAL_SHARE = 0.32  # housed: evidence migrant_dormitory_share, 32.4 % of employed outgoing migrants in 2011
USUAL_RENT = 0.3  # price of a bed over what housing in town costs; assumed
MOST_HOUSED = 0.95  # of a firm's workers; assumed
# Relative to the mean, by segment (codes.Segment); the order from Lüthje and McNally 2015.
_BEDS = np.array([0.3, 1.8, 1.0, 1.0])  # assumed
_HARSHNESS = np.array([0.6, 1.4, 1.1, 1.1])  # assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """Dormitories and discipline."""

    left_out = "beds and discipline stay as they are"
    dormitory_share: float = lever(
        USUAL_SHARE, "share of workers", (0.0, 0.9), "workers of a mean firm who sleep in its dormitory",
        "evidence migrant_dormitory_share: 32.4 % of employed outgoing migrants in 2011",
    )  # fmt: skip
    dormitory_rent: float = lever(
        USUAL_RENT, "share of rent", (0.0, 1.0), "price of a bed over what a migrant pays in town", "assumed"
    )
    size: float = structure(
        0.15,
        "elasticity",
        (0.0, 1.0),
        "of the share housed with respect to employment: large plants lie apart from town",
        "assumed",
    )
    hours: float = structure(
        20.0, "hours/month", (0.0, 80.0), "longer shifts where all are housed instead of nobody",
        "assumed: sign, claim of Lüthje and McNally 2015",
    )  # fmt: skip
    discipline: float = lever(
        1.0, "index", (0.0, 3.0), "discipline of the shop floor, 1 as usual", "assumed: an index without a unit"
    )
    effort_gain: float = structure(0.06, "ln", (0.0, 0.5), "effort per unit of discipline", "assumed")
    adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "share of a gap in beds or discipline closed in a month", "assumed"
    )


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.market, Firms.city, Firms.employment, Firms.dormitory,
        Firms.discipline, Cities.rent, Cities.mean_earnings,
    ),
    writes=(
        Firms.dormitory, Firms.discipline, Firms.bed_value, Firms.overtime_reach, Firms.effort, Firms.harshness,
        Cities.housing_cost,
    ),
)  # fmt: skip
def house_and_discipline(state: State, params: Params, moment: Moment) -> None:
    """Firms provide beds and set the discipline of the shop floor."""
    firms, cities = state.firms, state.cities
    place = segment_of(firms.industry, firms.tier)
    employment = np.where(firms.alive, firms.employment, 0).astype(float)
    large = relative_size(employment, firms.market) ** params.size
    usual = target_beds(USUAL_SHARE, place, large)
    beds = target_beds(params.dormitory_share, place, large)
    firms.dormitory[:] = adjust_or_start(firms.dormitory, beds, params.adjustment_rate)
    firms.discipline[:] = adjust_or_start(
        firms.discipline, params.discipline * _HARSHNESS[place], params.adjustment_rate
    )
    rent = cities.rent / np.maximum(cities.mean_earnings, 1.0)
    saved = or_zero(rent)[firms.city] * (1.0 - params.dormitory_rent)
    firms.bed_value[:] = np.log1p(firms.dormitory * saved)
    firms.overtime_reach[:] = params.hours * (firms.dormitory - (usual * employment).sum() / max(employment.sum(), 1.0))
    beyond_usual = np.where(firms.alive, firms.discipline - _HARSHNESS[place], 0.0)
    firms.effort[:] = np.exp(params.effort_gain * beyond_usual)
    firms.harshness[:] = np.maximum(0.0, firms.discipline - 1.0)
    housed = or_zero(mean_by(firms.city, firms.dormitory, employment, cities.rows))
    as_usual = or_zero(mean_by(firms.city, usual, employment, cities.rows))
    cities.housing_cost[:] = (1.0 - housed * (1.0 - params.dormitory_rent)) / (1.0 - as_usual * (1.0 - USUAL_RENT))


def relative_size(employment, market) -> np.ndarray:
    """Employment of each firm over the mean of its market's firms with any; shape (firms,)."""
    mean = np.fmax(mean_of_own(market, employment, employment > 0), 1.0)
    return np.maximum(employment, 1.0) / mean


def target_beds(share: float, place, large) -> np.ndarray:
    """Share of its workers that each firm wants to house, where `large` says how much its size adds; shape (firms,)."""
    return np.clip(share * _BEDS[place] * large, 0.0, MOST_HOUSED)
