"""At what price does a supplier sell to the tier above, and who gets the order?

In words. A supplier's price lies between its standard cost and the buyer's outside bid: the best of the tier with the
cost of switching, or an offshore offer. Leads sell at outside prices and pass part of their own cost on. Where the
plant of a whole market stands idle, rivals undercut one another, and what a price holds beyond variable cost shrinks.
Competition cases hold the leads that they name to a fair margin over the usual cost of their market. Buyers split
orders by price and size, with size counting less than in proportion, because buyers keep second sources.

Equations. yuan a unit.
  cost c = v + (overhead + depreciation + wear of machines) / planned use,
           v = hourly labour cost / A + materials + parts at market price
  outside bid O = min((1 + switching_cost) * quartile of c, offshore_price * c0 * cpi * (1 - price_down)^years)
              * bid factor
  supplier   P* = c + beta (O - c) if c < O, else O;   P <- P + adjustment_rate (P* - P)
  lead       ln P* = ln cpi + pass_through (ln c - ln(c0 cpi)) + ln bid factor
  rivalry    P* <- v + left (P* - v) where P* is over v;  left = min(1, U_k / planned use)^price_competition,
             U_k = expected demand / capacity, sums over the market k
  cases      P* <- P* - named max(0, P* - (1 + margin cap) median c), leads only; named is 1 for the named share of the
             leads with the highest P* / c, and the rest of a whole number for the next
  conduct    price power = left (1 - named where the cap binds), 1 where a maker's price is its own choice
  share_j    proportional to customer base * capacity^size (e^quality / P)^price e^(noise N(0,1)), within the principal
             buyer's linked suppliers and on the open orders for parts; final orders are split in brands
  customer base  until the first reported month such that shares without noise are those of the first month; then fixed

Timing. Prices before wages (offers depend on marginal revenue product), standard cost and not realised cost per unit,
which explodes when output is small.

Sources. Nash bargaining with an outside bid: Horn and Wolinsky 1988 (recalled). Prices between variable cost and what
full plants ask: Kreps and Scheinkman 1983 (recalled). A cap on the cost of others: Shleifer 1985 (recalled). Conduct as
a part of the wedge between price and marginal revenue: Bresnahan 1982 (recalled). Shares in capacity^.7:
evidence/calibration.md R7 and P1: with exponent 1 the cheapest law-breaker takes over its tier within 20 years.

Choices. Nominal anchor: outside prices follow the CPI, otherwise bargaining over nominal product explodes
(evidence/model.md F8). pass_up = false keeps suppliers' prices under the last one that was set freely, with the
inflation since: they may fall and come back. Use is that of the market, not of the firm: a plant that has lost its own
orders cannot undercut full rivals for long, and the orders of a market do not hang on how few firms share them. Cost
that is not variable is sunk and gives way first; nobody sells under variable cost because of rivals. A cap on own cost
would pass wages on in full and punish the efficient; the median does neither.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.rules.chain import parts_cost
from segsim.rules.means import mean_of_people
from segsim.rules.pay import insured_share, paid_hours
from segsim.rules.segments import by_segment
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import Tier, Violation


@dataclass(frozen=True)
class Params(ParameterSet):
    """Price bargaining and the split of orders."""

    left_out = "prices and shares of orders stay as they are"
    core_share: float = lever(
        0.5, "share", (0.0, 1.0), "beta of joint-venture first-tier suppliers",
        "assumed",
    )  # fmt: skip
    contract_share: float = lever(
        0.447, "share", (0.0, 1.0), "beta of contract manufacturers",
        "calibrated: margins of 2-4 % (evidence/calibration.md K, T25)",
    )  # fmt: skip
    supplier_share: float = lever(
        0.45, "share", (0.0, 1.0), "beta of lower tiers",
        "calibrated: margins of 2-6 % (evidence/calibration.md K .295, T24, range .05-.6)",
    )  # fmt: skip
    switching_cost: float = lever(
        0.14, "share of cost", (0.0, 0.5), "cost of changing supplier",
        "calibrated: margins (evidence/calibration.md K .0872, range .03-.25)",
    )  # fmt: skip
    offshore_price: float = lever(
        1.15, "ratio to first cost", (0.8, 2.0), "offshore offer",
        "calibrated: margins, arrears (evidence/calibration.md K 1.08, C7)",
    )  # fmt: skip
    price_down: float = lever(
        0.0, "share/year", (0.0, 0.10), "yearly price cut that buyers demand, off the offshore offer",
        "assumed: 0; 3 % in Anner 2020, 3-5 % in cars recalled (evidence/model.md 6.4 .03)",
    )  # fmt: skip
    adjustment_rate: float = structure(0.2, "1/month", (0.01, 1.0), "share of a price gap closed in a month", "assumed")
    pass_through: float = lever(
        0.3, "elasticity", (0.0, 1.0), "of lead firms' prices to their cost",
        "assumed: inside .1-.6 (recalled)",
    )  # fmt: skip
    pass_up: bool = lever(
        True, "flag", None, "suppliers' prices may rise with their cost", "assumed: evidence/model.md F6"
    )
    price_competition: float = lever(
        1.0, "exponent", (0.0, 3.0), "psi: how fast idle plant of a market takes prices to variable cost; 0 never does",
        "assumed: 1, what is beyond variable cost falls in proportion to use",
    )  # fmt: skip
    size_exponent: float = structure(
        0.7, "elasticity", (0.0, 1.0), "of order share to capacity",
        "calibrated: no takeover (evidence/calibration.md K, R7, P1)",
    )  # fmt: skip
    price_exponent: float = structure(
        5.27, "elasticity", (0.0, 12.0), "of order share to price",
        "calibrated: jointly (evidence/calibration.md K, range 2-8)",
    )  # fmt: skip
    noise: float = lever(
        0.10, "ln", (0.0, 0.6), "monthly spread of orders at short lead times",
        "calibrated: jointly (evidence/calibration.md G .108, K .15)",
    )  # fmt: skip


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.market, Firms.city, Firms.base_wage, Firms.pay_ratio,
        Firms.overtime_multiple,
        Firms.overtime_planned, Firms.violations, Firms.productivity,
        Firms.employment, Firms.skill_sum, Firms.taste_sum, Firms.expected_demand, Firms.price, Firms.price_ceiling,
        Firms.parts_per_unit, Firms.inputs_saved, Firms.abatement_cost, Firms.safety_cost, Firms.capacity,
        Firms.machine_wear, Markets.materials_per_unit, Markets.overhead_per_unit, Markets.capital_per_unit,
        Markets.first_cost, Markets.price, Markets.bid_factor, Markets.margin_cap, Markets.named_share,
        Nation.cpi, Nation.inflation, Nation.standard_hours, Nation.employer_insurance, Nation.injury_insurance,
        Nation.planned_utilisation, Nation.depreciation, Cities.overhead_factor,
    ),
    writes=(
        Firms.unit_cost, Firms.price, Firms.price_ceiling, Firms.price_power,
        Markets.first_cost, Markets.unit_cost, Markets.price,
    ),
)  # fmt: skip
def set_prices(state: State, params: Params, moment: Moment) -> None:
    """Standard costs are reckoned and prices bargained, tier by tier."""
    firms, markets, nation = state.firms, state.markets, state.nation
    variable = variable_cost(state)
    cost = variable + fixed_cost(state)
    firms.unit_cost[:] = cost
    years = max(0, moment.index) / 12.0
    lead = firms.tier == Tier.LEAD
    beta = supplier_share(firms, params)
    for market in range(markets.rows):
        members = np.flatnonzero(firms.alive & (firms.market == market))
        if members.size == 0:
            continue
        weight = firms.expected_demand[members] + 1e-9
        markets.unit_cost[market] = (weight * cost[members]).sum() / weight.sum()
        if np.isnan(markets.first_cost[market]):
            markets.first_cost[market] = markets.unit_cost[market] / nation.cpi[0]
        anchor = markets.first_cost[market] * nation.cpi[0]
        own, price = cost[members], firms.price[members]
        if lead[members[0]]:
            target = nation.cpi[0] * (own / anchor) ** params.pass_through * markets.bid_factor[market]
        else:
            offshore = params.offshore_price * anchor * (1.0 - params.price_down) ** years
            bid = min((1.0 + params.switching_cost) * lower_quartile(own), offshore) * markets.bid_factor[market]
            target = bargained_price(own, bid, beta[members])
        use = weight.sum() / max(firms.capacity[members].sum() * nation.planned_utilisation[0], 1e-9)
        left = left_by_rivals(use, params.price_competition)
        target = rivals_price(target, variable[members], left)
        firms.price_power[members] = left
        if markets.named_share[market] > 0.0:
            named = named_part(target / own, markets.named_share[market])
            cap = (1.0 + markets.margin_cap[market]) * np.median(own)
            firms.price_power[members] *= 1.0 - np.where(target > cap, named, 0.0)
            target = capped_price(target, cap, named)
        moved = adjust(price, target, params.adjustment_rate)
        if lead[members[0]] or params.pass_up:
            firms.price_ceiling[members] = moved
        else:
            firms.price_ceiling[members] *= 1.0 + nation.inflation[0]
            moved = np.minimum(moved, firms.price_ceiling[members])
        firms.price[members] = moved
        markets.price[market] = (weight * firms.price[members]).sum() / weight.sum()


def lower_quartile(values: np.ndarray) -> float:
    """A quarter of the values lie below it; linear between neighbours, as np.quantile, and 30 times faster."""
    place = 0.25 * (values.size - 1)
    first = int(place)
    pair = np.sort(values)[[first, min(first + 1, values.size - 1)]]
    return float(pair[0] + (place - first) * (pair[1] - pair[0]))


def bargained_price(cost, bid, share):
    """Supplier's price: cost and its share of the surplus under the outside bid; the bid where cost is above it."""
    return np.where(cost < bid, cost + share * (bid - cost), bid)


def left_by_rivals(use, exponent):
    """Part of the markup that rivals with idle plant leave, by the use of the market, a ratio to the planned one."""
    return min(1.0, use) ** exponent


def rivals_price(price, variable, left):
    """Price of which rivals leave such a part of what lies over variable cost; nobody who sells under it is lifted."""
    return price - (1.0 - left) * np.maximum(0.0, price - variable)


def named_part(margin, share):
    """Part of each maker that cases name, 0 to 1: of a `share` of makers, by the highest margin, the last in part.

    Parts, so that 30 % of three makers weigh as much as 30 % of forty: a case names models before it names the maker.
    """
    rank = np.empty(margin.size)
    rank[np.argsort(-margin, kind="stable")] = np.arange(margin.size)
    return np.clip(share * margin.size - rank, 0.0, 1.0)


def capped_price(price, cap, named):
    """Mean price of a maker that may ask no more than the cap for the named part of what it sells."""
    return price - named * np.maximum(0.0, price - cap)


def supplier_share(firms: Firms, params: Params) -> np.ndarray:
    """Beta of each firm; shape (firms,)."""
    shares = (params.core_share, params.contract_share, params.supplier_share)
    return by_segment(firms.industry, firms.tier, *shares)


def standard_cost(state: State) -> np.ndarray:
    """Unit cost at planned hours and planned use, with what is really paid, yuan a unit; shape (firms,)."""
    return variable_cost(state) + fixed_cost(state)


def variable_cost(state: State) -> np.ndarray:
    """What one more unit costs at planned hours: labour, parts and materials; shape (firms,), NaN for empty rows."""
    firms, markets, nation = state.firms, state.markets, state.nation
    cpi, standard = nation.cpi[0], nation.standard_hours[0]
    market = firms.market
    skill = mean_of_people(firms.skill_sum, firms.employment)
    taste = mean_of_people(firms.taste_sum, firms.employment)
    insured = insured_share(
        nation.injury_insurance[0],
        nation.employer_insurance[0],
        firms.violations[:, Violation.INJURY],
        firms.violations[:, Violation.PENSION],
    )
    # Bonus is a share of profit: what is handed out afterwards is no cost to reckon a price from.
    pay = paid_hours(standard, firms.overtime_planned, firms.overtime_multiple, bonus=0.0)
    hours = skill * standard + taste * firms.overtime_planned
    labour = firms.base_wage * firms.pay_ratio * pay * (1.0 + insured) / (hours * firms.productivity)
    parts = parts_cost(firms.parts_per_unit, market, markets.price)
    parts += firms.abatement_cost + firms.safety_cost - firms.inputs_saved
    return np.where(firms.alive, labour + parts + cpi * markets.materials_per_unit[market], np.nan)


def fixed_cost(state: State) -> np.ndarray:
    """Overhead and depreciation of a unit at planned use, yuan; shape (firms,)."""
    firms, markets, nation, market = state.firms, state.markets, state.nation, state.firms.market
    overhead = markets.overhead_per_unit[market] * state.cities.overhead_factor[firms.city]
    capital = nation.depreciation[0] * markets.capital_per_unit[market]
    machines = firms.machine_wear / np.maximum(firms.capacity, 1e-9)  # at the price of the month they were bought in
    return (nation.cpi[0] * (overhead + capital) + machines) / nation.planned_utilisation[0]


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.buyer, Firms.capacity, Firms.price, Firms.quality,
        Firms.first_weight, Firms.customer_base,
    ),
    writes=(
        Firms.linked_share, Firms.open_share, Firms.customer_base,
        Nation.order_size, Nation.order_price, Nation.order_noise,
    ),
)  # fmt: skip
def split_orders(state: State, params: Params, moment: Moment) -> None:
    """Buyers in the chain decide how they split next orders over suppliers; final buyers choose in brands."""
    firms, nation = state.firms, state.nation
    # Final buyers weigh makers as firms weigh suppliers, for want of better figures (assumed).
    nation.order_size[:], nation.order_price[:] = params.size_exponent, params.price_exponent
    nation.order_noise[:] = params.noise
    suppliers = firms.tier > Tier.LEAD
    noise = np.exp(params.noise * normals(moment.key("split_orders"), firms.rows))
    drawn_by = firms.capacity**params.size_exponent
    worth = np.exp(np.where(firms.alive, firms.quality, 0.0)) / np.maximum(firms.price, 1e-6)
    drawn_by = drawn_by * worth**params.price_exponent
    if moment.index < 0:
        known = firms.alive & (drawn_by > 0.0)
        firms.customer_base[known] = (firms.first_weight / drawn_by)[known]
    weight = or_zero(np.where(firms.alive, firms.customer_base * drawn_by * noise, 0.0))
    share = weight / np.maximum(_sum_by(firms.market, weight, 8)[firms.market], 1e-300)
    firms.open_share[suppliers] = share[suppliers]
    linked = firms.buyer >= 0
    by_buyer = _sum_by(firms.buyer[linked], weight[linked], firms.rows)
    firms.linked_share[:] = 0.0
    firms.linked_share[linked] = weight[linked] / np.maximum(by_buyer[firms.buyer[linked]], 1e-300)


def _sum_by(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    """Sums of values by group; shape (groups,)."""
    return np.bincount(group, weights=values, minlength=groups)
