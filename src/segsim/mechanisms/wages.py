"""What does a firm pay for an hour of standard work?

In words. A firm that cannot fill its vacancies raises its offer, up to what an hour is worth to it or, below the core,
to what the trade pays around it; otherwise the offer decays slowly. Nobody works for less than the rural option gives.
Firms whose hours are worth more share some of that with their workers, and some profit as bonus.

Equations. yuan an hour; L employment, V vacancies, m overtime multiple, o planned overtime.
  MRPL = max(0, MR - materials - parts) * A * skill,   MR = P, and P (1 - 1/eps) for lead firms
  offer, V jobs that stayed open: if V/L > vacancy_trigger  w <- min(w (1 + U(0, step)), ceiling)
                                  else                      w <- w (1 - decay_rate)
  ceiling = .9 MRPL, and outside the core also (1 + headroom) * mean offer of the city if ceiling = going_rate
  reservation w_res = rural income (1 + rural premium) / (H0 + m o):  w <- w + adjustment_rate max(0, w_res - w)
  base wage = max(w (MRPL / MRPL_mean)^rent_sharing, bargained floor)
  bonus rate = min(largest_bonus, bonus_share * profit trend / base pay of all)

Timing. After prices and floors, before search: applicants see this month's offers.

Sources. Offers rise only with vacancies: BAM and K+S rules. Rent sharing as an elasticity of .05-.15: Card et al. 2018.
Reservation by the rural option: evidence/calibration.md R11.

Choices. Rent sharing is an elasticity, never a share of surplus: a share alone put a core-to-lower ratio of 3.65 in
(evidence/model.md F1). The ceiling at the market wage is the cure that evidence/calibration.md C7 names for margins
against base pay at the minimum: employers' price lists. Set it to mrpl for the plain rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.chain import parts_cost
from segsim.rules.means import mean_by
from segsim.rules.pay import paid_hours, within_right_to_manage
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import Segment, Tier, segment_of

OWN_LIMIT = 0.9  # of MRPL: most that an offer takes of it; assumed (evidence/calibration.md C6)


@dataclass(frozen=True)
class Params(ParameterSet):
    """Offers, rent sharing and bonus."""

    left_out = "base pay and bonuses stay as they are"
    vacancy_trigger: float = structure(
        0.02, "share of jobs", (0.0, 0.2), "unfilled jobs over employment that move offers",
        "assumed",
    )  # fmt: skip
    step: float = structure(
        0.02,
        "share/month",
        (0.0, 0.05),
        "largest rise of an offer",
        "calibrated: wage growth (evidence/calibration.md K, range .005-.02)",
    )
    decay_rate: float = structure(0.001, "share/month", (0.0, 0.01), "fall of an offer without vacancies", "assumed")
    ceiling: str = lever(
        "going_rate",
        "word",
        ("mrpl", "going_rate"),
        "what limits an offer below the core",
        "assumed: evidence/calibration.md C7",
    )
    headroom: float = structure(
        0.10, "share", (0.0, 1.0), "how far an offer may exceed the market wage of the city", "assumed"
    )
    adjustment_rate: float = structure(
        0.15,
        "1/month",
        (0.0, 1.0),
        "share of the gap to the reservation wage closed in a month",
        "assumed (evidence/calibration.md R11)",
    )
    rent_sharing: float = lever(
        0.10, "elasticity", (0.0, 0.5), "of base pay to own over mean product; 0 is no rent sharing",
        "Card et al. 2018 (evidence/model.md 6.2, range .05-.15)",
    )  # fmt: skip
    bonus_share: float = lever(
        0.15, "share of profit", (0.0, 0.5), "profit paid as bonus; 0 is no bonus",
        "calibrated: core to lower pay (evidence/calibration.md K .188, range 0-.3)",
    )  # fmt: skip
    largest_bonus: float = lever(
        0.8, "share of base", (0.0, 2.0), "largest bonus",
        "assumed; one reported of 65,000 yuan a year would be 1.9 of base (evidence auto_annual_bonus; weak)",
    )  # fmt: skip
    lead_elasticity: float = structure(
        4.0, "elasticity", (1.5, 20.0), "of a lead firm's own demand, for its marginal revenue", "assumed"
    )


@step(
    reads=(
        Firms.alive, Firms.market, Firms.industry, Firms.tier, Firms.city, Firms.price, Firms.productivity,
        Firms.employment, Firms.pay_ratio, Firms.unfilled, Firms.wage_offer, Firms.wage_floor, Firms.concession,
        Firms.profit_trend,
        Firms.overtime_multiple, Firms.overtime_planned,
        Markets.materials_per_unit, Firms.parts_per_unit, Firms.inputs_saved, Markets.price, Cities.market_wage,
        Nation.cpi, Nation.rural_income, Nation.rural_premium, Nation.standard_hours,
    ),
    writes=(
        Firms.mrpl, Firms.wage_offer, Firms.base_wage, Firms.bonus_rate, Firms.concession,
        Cities.market_wage,
    ),
)  # fmt: skip
def set_wages(state: State, params: Params, moment: Moment) -> None:
    """Firms set this month's base pay and bonus."""
    firms, nation = state.firms, state.nation
    standard = nation.standard_hours[0]
    live = np.flatnonzero(firms.alive)
    firms.mrpl[:] = marginal_product(state, params)
    mean_mrpl = float(np.average(firms.mrpl[live], weights=np.maximum(firms.employment[live], 1e-3)))
    market_wage = state.cities.market_wage[firms.city]

    short = firms.unfilled > params.vacancy_trigger * np.maximum(firms.employment, 1)
    rise = params.step * uniforms(moment.key("set_wages"), firms.rows)
    offer = next_offer(firms.wage_offer, short, rise, _ceiling(firms, market_wage, params), params.decay_rate)
    hours = paid_hours(standard, firms.overtime_planned, firms.overtime_multiple, bonus=0.0)
    reservation = nation.rural_income[0] * (1.0 + nation.rural_premium[0]) / hours
    offer = offer + params.adjustment_rate * np.maximum(0.0, reservation - offer)
    # A concession won by a strike is a step of the offer, within what an hour is worth.
    won = firms.concession > 0
    stepped = within_right_to_manage(offer * (1.0 + firms.concession), firms.mrpl)
    offer = np.where(won, np.maximum(offer, stepped), offer)
    firms.concession[:] = 0.0
    firms.wage_offer[live] = offer[live]
    shared = rent_share(firms.mrpl, mean_mrpl, params.rent_sharing)
    firms.base_wage[live] = np.maximum(offer * shared, firms.wage_floor)[live]
    _set_market_wage(state, live)
    base_bill = firms.base_wage * firms.pay_ratio * standard * np.maximum(firms.employment, 1)
    bonus = params.bonus_share * np.maximum(0.0, firms.profit_trend) / np.maximum(base_bill, 1e-9)
    firms.bonus_rate[live] = np.minimum(bonus, params.largest_bonus)[live]


def marginal_product(state: State, params: Params) -> np.ndarray:
    """Net marginal revenue product of an hour of mean skill, yuan an hour; shape (firms,), NaN for empty rows."""
    firms, markets, cpi = state.firms, state.markets, state.nation.cpi[0]
    market = firms.market
    parts = parts_cost(firms.parts_per_unit, market, markets.price)
    revenue = firms.price * np.where(firms.tier == Tier.LEAD, 1.0 - 1.0 / params.lead_elasticity, 1.0)
    net = revenue - cpi * markets.materials_per_unit[market] - parts + firms.inputs_saved
    return np.where(firms.alive, np.maximum(0.0, net) * firms.productivity, np.nan)


def next_offer(offer, short, rise, ceiling, decay_rate):
    """Offer of this month: up by `rise` to the ceiling where jobs stay open, else decayed; never cut to the ceiling."""
    return np.where(short, np.maximum(offer, np.minimum(offer * (1.0 + rise), ceiling)), offer * (1.0 - decay_rate))


def rent_share(own, mean, elasticity):
    """Factor on the offer: (own / mean)^elasticity, 1 where products are equal."""
    return np.maximum(own / mean, 1e-3) ** elasticity


def _ceiling(firms: Firms, market_wage: np.ndarray, params: Params) -> np.ndarray:
    limit = OWN_LIMIT * firms.mrpl
    if params.ceiling == "going_rate":
        below_core = segment_of(firms.industry, firms.tier) != Segment.CORE
        limit = np.where(below_core, np.minimum(limit, (1.0 + params.headroom) * market_wage), limit)
    return limit


def _set_market_wage(state: State, live: np.ndarray) -> None:
    """Mean offer of each city's firms outside the core; the mean of all such firms where a city has none.

    Offers, not base wages: a bargained floor must not lift the alternative that the next floor is reckoned from.
    """
    firms, cities = state.firms, state.cities
    others = live[segment_of(firms.industry[live], firms.tier[live]) != Segment.CORE]
    employment = np.maximum(firms.employment[others], 1e-3)
    offers, place = firms.wage_offer[others], firms.city[others]
    overall = or_zero(mean_by(np.zeros_like(place), offers, employment, 1))
    market_wage = mean_by(place, offers, employment, cities.rows)
    cities.market_wage[:] = np.where(np.isnan(market_wage), overall, market_wage)
