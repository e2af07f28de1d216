"""What does a firm pay for an hour of standard work?

In words. Firms keep price lists: entry pay stands in a fixed ratio to the legal minimum wage, near one in the lower
tiers and about two in the core. The list is revised with the minimum wage and, in part, with what people have without a
firm: rural income, or what riding for a platform is worth, as far as people ride and it is worth more. It is higher
where unemployment is low (the wage curve) and where the firm's own vacancies stay open. Offers approach the list; money
wages are hardly ever cut. Nobody who obeys offers less than a little over the minimum. Firms whose hours are worth more
share some of that with their workers, and some profit as bonus. Machines do not raise what an hour is worth: they are
bought for the people there are, and one hour more does what is left to hands. What machines earn comes in through
profit, and the return that owners asked of them is taken off before any is shared.

Equations. yuan an hour; firm j, city c; M legal minimum, R rural income and Y_c what riding is worth, yuan a month; 0
marks the first month.
  u_c     <- u_c + a ((U + 20 u*) / (labour force + 20) - u_c),  v_j <- v_j + a (V / (V + L) - v_j),  V stayed open
  outside_c = R max(1, Y_c/R)^s_c,   Y_c = H0 e^(value of riding),  s_c = riders / (riders + who looks for work)
  norm_c   = M/H0 [(outside_c/R_0) / (M/M_0)]^(1 - omega) (u_c/u*)^-beta
  list_j   = norm_c rel_j level (1 + sigma clip(v_j - v*, 0, .2)),  rel_j = first offer of j / (M_0/H0)
  target_j = min(list_j, max(.9 MRPL_j, M/H0));  floor_j = (1 + minimum_premium) M/H0
             where it is under floor_j:  floor_j - x_minimum (floor_j - target_j),  x the violation intensity
  offer      w <- w + revision_rate (target - w) if the target is above, else max(w (1 - fall), target)
  MRPL     = max(0, MR - materials - parts) * A e^(-displacement * automation) * skill,   automation in ln,
             MR = P, and P (1 - price power / eps) for lead firms
  own pay    = max(w (rent / rent_mean)^rent_sharing, last month's own pay (1 - fall)), as if nobody bargained;
               rent is MRPL at price power 1
  base wage  = max(own pay, last month's base wage (1 - fall), bargained floor)
  bonus rate = min(largest_bonus, bonus_share * max(0, profit trend - return asked of machines) / base pay of all)

Timing. After prices and floors, before search: applicants see this month's offers. Unemployment and open jobs are
those of the end of last month. What stood in the first month that the mechanism ran is kept (rel_j, M_0, R_0); an
entrant has the relativity of the firm that it is made after.

Sources. Entry pay at the minimum: evidence ST048. Wage curve: Blanchflower and Oswald 1994 (recalled). Money wages
that are not cut: Bewley 1999 (recalled). Rent sharing as an elasticity of .05-.15: Card et al. 2018. Machines that take
tasks from hands: Acemoglu and Restrepo 2020 (recalled).

Choices. Outside options act twice: by (1 - omega) at given unemployment, and in full through it, because migrants stay
at home where rural income outgrows city pay, and riders do not look for work. A reservation wage on top would tie pay
to rural income alone. What riding is worth is net of its hours and strain; people are drawn to ride in the shares in
which those without a firm do, and nobody is worse off for a platform that pays less than the fields. Twenty
people at normal unemployment are added to each city, so that a small city's chance numbers do not set pay. Rent sharing
is an elasticity, never a share of surplus: a share alone put a core-to-lower ratio of 3.65 in (evidence/model.md F1).
Whatever takes power over its price from a lead makes one hour more worth more at a given price, as demand is flatter,
and takes rent away: the first counts in what may be offered, the second in what is shared. The elasticity of a lead's
demand is a number, not reckoned from its share of its badge: in a world of few firms each has a large share, and pay
would hang on the size of the world.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.rules.chain import parts_cost
from segsim.rules.job_chance import partly_pooled
from segsim.rules.means import mean_by
from segsim.rules.pay import pay_granted, within_right_to_manage
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import Segment, Tier, Violation, segment_of

OWN_LIMIT = 0.9  # of MRPL: most that an offer takes of it; assumed (evidence/calibration.md C6)
PRIOR = 20  # people at normal unemployment that are added to each city's labour force; assumed
MOST_SCARCE = 0.2  # share of jobs over the frictional share from which vacancies raise a list no further; assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """Offers, rent sharing and bonus."""

    left_out = "base pay and bonuses stay as they are"
    minimum_weight: float = structure(
        0.8, "share", (0.5, 0.9), "omega: of the minimum wage against rural income in how price lists are revised",
        "assumed (evidence/model.md 6.2, range .5-.9); entry pay equals the minimum wage in evidence ST048",
    )  # fmt: skip
    curve: float = structure(
        0.10, "elasticity", (0.0, 0.2), "beta: of a list to the city's unemployment, downwards; 0 is no wage curve",
        "Blanchflower and Oswald 1994 (recalled; evidence/model.md 6.2, range .05-.2)",
    )  # fmt: skip
    normal_unemployment: float = structure(
        0.05, "share of labour force", (0.03, 0.08), "u*: unemployment at which scarcity adds nothing",
        "calibrated: evidence/calibration.md T27 (evidence/model.md 6.2, range .04-.06)",
    )  # fmt: skip
    trend_adjustment_rate: float = structure(
        0.15,
        "1/month",
        (0.0, 1.0),
        "a: how fast trends of unemployment and of open jobs follow what is seen",
        "assumed",
    )
    minimum_premium: float = structure(
        0.02, "share", (0.0, 0.1), "what the lowest lawful offer lies over the minimum wage",
        "assumed (evidence/model.md 6.2, range 0-.1); entry pay equals the minimum wage in evidence ST048",
    )  # fmt: skip
    relativity_level: float = structure(
        0.97, "ratio", (0.8, 1.2), "of all lists, relative to first pay",
        "assumed: provisional, to be calibrated on pay of migrants (evidence/model.md 6.2, range .95-1.15)",
    )  # fmt: skip
    vacancy_response: float = structure(
        1.5, "1/share", (0.0, 2.0), "sigma: rise of a list by the share of jobs that stay open over the frictional one",
        "assumed (evidence/model.md 6.2, range 0-2)",
    )  # fmt: skip
    frictional_vacancies: float = structure(
        0.02, "share of jobs", (0.0, 0.06), "v*: open jobs that raise no list",
        "assumed (evidence/model.md 6.2, range .02-.06)",
    )  # fmt: skip
    revision_rate: float = structure(
        0.10, "1/month", (0.0, 1.0), "share of the gap to a higher list closed in a month",
        "assumed: yearly revision, .10 is 72 % in a year (evidence/model.md 6.2, range .05-.2)",
    )  # fmt: skip
    fall: float = structure(
        0.001, "share/month", (0.0, 0.05), "largest cut of an offer in a month",
        "assumed: money wages are rarely cut, Bewley 1999 (recalled; evidence/model.md 6.2, range 0-.005)",
    )  # fmt: skip
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
    displacement: float = structure(
        1.0, "ratio", (0.0, 1.5), "part of what machines add to output that one hour more goes without",
        "assumed: pure displacement, Acemoglu and Restrepo 2020 (recalled)",
    )  # fmt: skip
    lead_elasticity: float = structure(
        4.0,
        "elasticity",
        (1.5, 20.0),
        "of demand for one lead firm's product to its price, those of others given; for its marginal revenue",
        "assumed: between that of makers of one badge, 5.3 (orders.price_exponent), and of badges, 3 (brands)",
    )


@step(
    reads=(
        Firms.alive, Firms.market, Firms.industry, Firms.tier, Firms.city, Firms.price, Firms.productivity,
        Firms.employment, Firms.pay_ratio, Firms.unfilled, Firms.wage_offer, Firms.unilateral_pay, Firms.base_wage,
        Firms.wage_floor,
        Firms.concession, Firms.profit_trend, Firms.violations, Firms.relativity, Firms.open_share_trend,
        Firms.price_power, Firms.automation, Firms.machine_return, Firms.parts_per_unit, Firms.inputs_saved,
        Markets.materials_per_unit, Markets.price, Cities.gig_value, Cities.mean_searchers,
        Cities.minimum_wage, Cities.first_minimum, Cities.unemployed, Cities.employed, Cities.gig_workers,
        Cities.unemployment_trend, Nation.cpi, Nation.rural_income, Nation.first_rural_income, Nation.standard_hours,
    ),
    writes=(
        Firms.mrpl, Firms.wage_offer, Firms.unilateral_pay, Firms.base_wage, Firms.bonus_rate,
        Firms.concession, Firms.relativity,
        Firms.open_share_trend, Cities.market_wage, Cities.first_minimum, Cities.unemployment_trend,
        Nation.first_rural_income,
    ),
)  # fmt: skip
def set_wages(state: State, params: Params, moment: Moment) -> None:
    """Firms set this month's base pay and bonus."""
    firms, nation = state.firms, state.nation
    standard = nation.standard_hours[0]
    live = np.flatnonzero(firms.alive)
    firms.mrpl[:], rent = marginal_products(state, params)
    mean_rent = float(np.average(rent[live], weights=np.maximum(firms.employment[live], 1e-3)))
    _keep_first_month(state)
    _see_labour_market(state, params)

    offer = revised(firms.wage_offer, _targets(state, params), params.revision_rate, params.fall)
    # A concession won by a strike is a step of the offer, within what an hour is worth.
    won = firms.concession > 0
    stepped = within_right_to_manage(offer * (1.0 + firms.concession), firms.mrpl)
    offer = np.where(won, np.maximum(offer, stepped), offer)
    firms.concession[:] = 0.0
    firms.wage_offer[live] = offer[live]
    shared = rent_share(rent, mean_rent, params.rent_sharing)
    firms.unilateral_pay[live] = np.maximum(offer * shared, firms.unilateral_pay * (1.0 - params.fall))[live]
    uncut = np.maximum(firms.unilateral_pay, firms.base_wage * (1.0 - params.fall))
    firms.base_wage[live] = np.maximum(uncut, firms.wage_floor)[live]
    _set_market_wage(state, live)
    base_bill = firms.base_wage * firms.pay_ratio * standard * np.maximum(firms.employment, 1)
    shared_profit = np.maximum(0.0, firms.profit_trend - firms.machine_return)
    bonus = params.bonus_share * shared_profit / np.maximum(base_bill, 1e-9)
    firms.bonus_rate[live] = np.minimum(bonus, params.largest_bonus)[live]


def marginal_products(state: State, params: Params) -> tuple[np.ndarray, np.ndarray]:
    """What an hour of mean skill is worth now, and at full power over the price; each (firms,), NaN for empty rows.

    Net marginal revenue product, yuan an hour. Under a cap that binds, or rivals who undercut it, a lead hardly lowers
    its price by selling one unit more: price power is what is left to it, 0 to 1.
    """
    firms, markets, market = state.firms, state.markets, state.firms.market
    inputs = parts_cost(firms.parts_per_unit, market, markets.price) - firms.inputs_saved
    inputs += state.nation.cpi[0] * markets.materials_per_unit[market]
    by_hand = np.where(firms.alive, firms.productivity * np.exp(-params.displacement * firms.automation), np.nan)
    given_up = np.where(firms.tier == Tier.LEAD, firms.price / params.lead_elasticity, 0.0)
    now = np.maximum(0.0, firms.price - firms.price_power * given_up - inputs)
    return now * by_hand, np.maximum(0.0, firms.price - given_up - inputs) * by_hand


def outside_income(rural, riding, share_riding):
    """What people have without a firm, yuan a month: a geometric mean by the share who ride, where riding is better."""
    return rural * np.maximum(1.0, riding / rural) ** share_riding


def wage_norm(minimum, relative_outside, unemployment, params):
    """Pay that lists of the lower tiers are laid against, in the unit of `minimum`; shape (firms,).

    relative_outside: growth of income without a firm over growth of the minimum wage since the first month, a ratio;
    unemployment: a share, smoothed and never of a few people alone.
    """
    outside = relative_outside ** (1.0 - params.minimum_weight)
    return minimum * outside * (unemployment / params.normal_unemployment) ** -params.curve


def scarcity(open_share, params):
    """Factor on a list, 1 and above: what open jobs add, by their smoothed share of jobs; any shape."""
    beyond = np.clip(open_share - params.frictional_vacancies, 0.0, MOST_SCARCE)
    return 1.0 + params.vacancy_response * beyond


def target_offer(listed, product, minimum, intensity, premium):
    """What an offer tends to: the list within what an hour is worth, and just over the minimum wage where it is obeyed.

    listed, product (own MRPL) and minimum in yuan an hour, intensity of the violation 0 to 1; shape (firms,).
    """
    within = np.minimum(listed, np.maximum(OWN_LIMIT * product, minimum))
    return pay_granted(within, (1.0 + premium) * minimum, intensity, 0.0, 0.0)  # no overtime is counted into an offer


def revised(offer, target, rate, fall):
    """Offer of this month: up by a share `rate` of the gap to the target, down by `fall` at most and never below it."""
    return np.where(target > offer, adjust(offer, target, rate), np.maximum(offer * (1.0 - fall), target))


def rent_share(own, mean, elasticity):
    """Factor on the offer: (own / mean)^elasticity, 1 where products are equal."""
    return np.maximum(own / mean, 1e-3) ** elasticity


def _keep_first_month(state: State) -> None:
    """Relativities, minimum wages and rural income are kept as they stand when nothing is kept yet (0)."""
    firms, cities, nation = state.firms, state.cities, state.nation
    for kept, now in (
        (cities.first_minimum, cities.minimum_wage),
        (nation.first_rural_income, nation.rural_income),
        (firms.relativity, firms.wage_offer * nation.standard_hours[0] / cities.minimum_wage[firms.city]),
    ):
        kept[:] = np.where(kept == 0.0, now, kept)


def _see_labour_market(state: State, params: Params) -> None:
    """Unemployment of each city and open jobs of each firm, as they were last month, enter their trends."""
    firms, cities = state.firms, state.cities
    force = cities.unemployed + cities.employed + cities.gig_workers
    seen = (cities.unemployed + PRIOR * params.normal_unemployment) / (force + PRIOR)
    cities.unemployment_trend[:] = adjust(cities.unemployment_trend, seen, params.trend_adjustment_rate)
    jobs = np.maximum(firms.unfilled + firms.employment, 1)
    firms.open_share_trend[:] = adjust(firms.open_share_trend, firms.unfilled / jobs, params.trend_adjustment_rate)


def _targets(state: State, params: Params) -> np.ndarray:
    """What each firm's offer tends to, yuan an hour; shape (firms,)."""
    firms, cities, nation = state.firms, state.cities, state.nation
    standard = nation.standard_hours[0]
    # Few people make no share: it is drawn towards that of all cities.
    riding = partly_pooled(cities.gig_workers, cities.gig_workers + cities.mean_searchers, usual=0.0)
    outside = outside_income(nation.rural_income[0], standard * np.exp(cities.gig_value), riding)
    minimum, first, outside, unemployment = (
        column[firms.city] for column in (cities.minimum_wage, cities.first_minimum, outside, cities.unemployment_trend)
    )
    relative_outside = (outside / nation.first_rural_income[0]) * (first / minimum)
    lawful = minimum / standard
    norm = wage_norm(lawful, relative_outside, unemployment, params)
    listed = norm * firms.relativity * params.relativity_level * scarcity(firms.open_share_trend, params)
    intensity = or_zero(firms.violations[:, Violation.MINIMUM])
    return target_offer(listed, firms.mrpl, lawful, intensity, params.minimum_premium)


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
