"""Who pays whom for goods, and how late?

In words. Final buyers pay on delivery. A buyer pays its linked suppliers and the open market for the parts in what it
made; with some chance it holds its linked suppliers' bills back for a month. A buyer that could not pay its own people
holds new and old bills back more often; if it fails in the end, its suppliers lose them. Parts that nobody made at home
are paid abroad, at a dearer price. Materials and overhead are paid outside.

Equations. Sales of j = P_j Q_j; deliveries fill orders in equal proportion, so that a part linked_orders / orders of
them is to the principal buyer and the rest to the open market, or final.
  open parts are paid at the market's mean price and imports at theirs, in the market's mixture of the two:
  open bill = open units * P (1 + s (import price / P - 1)),  s = imports / (orders - delivered by links)
  The difference of the mean to suppliers' own prices is settled with the outside world, so that every yuan a supplier
  gets was paid by somebody.

Timing. After production, before wages: a supplier that is paid late may not be able to pay its own workers.

Sources. Late payment of 1 month with probability .03-.06: evidence/calibration.md R5. Credit discrimination: finance.

Choices. Only linked bills can be held back: the open market pays cash.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.chain import tier_below
from segsim.state import Cities, Firms, Markets, Nation, Sectors, State
from segsim.state.codes import TIERS
from segsim.state.money import ABROAD, FIRMS, transfer


@dataclass(frozen=True)
class Params(ParameterSet):
    """Payment between firms."""

    left_out = "every buyer pays on delivery"
    late_payment: float = lever(
        0.0252, "probability/month", (0.0, 0.5), "chance that a buyer holds its linked bills back for a month",
        "calibrated: arrears of .5-1.8 % (evidence/calibration.md K, R5, T18)",
    )  # fmt: skip
    late_in_distress: float = lever(
        0.5, "probability/month", (0.0, 1.0), "the same of a buyer that could not pay its wages in full",
        "assumed: chains of debt (三角债) between firms",
    )  # fmt: skip


@step(
    reads=(
        Firms.alive, Firms.market, Firms.tier, Firms.buyer, Firms.city, Firms.price, Firms.output, Firms.orders,
        Firms.linked_orders, Firms.capacity, Firms.receivables, Firms.deposits, Cities.output_year,
        Cities.overhead_factor, Firms.parts_per_unit, Firms.inputs_saved, Firms.abatement_cost, Firms.safety_cost,
        Markets.materials_per_unit, Markets.overhead_per_unit,
        Firms.distress, Markets.final_demand, Markets.price, Markets.orders, Markets.import_price,
        Markets.contracted_imports, Markets.emergency_imports, Nation.cpi,
    ),
    writes=(
        Firms.sales, Firms.parts_bill, Firms.materials_bill, Firms.receivables, Firms.deposits,
        Cities.output_year, Sectors.sales, Sectors.parts, Sectors.materials, Sectors.deposits,
    ),
    essential=True,
)  # fmt: skip
def settle_bills(state: State, params: Params, moment: Moment) -> None:
    """Goods of the month are paid for, or held back; last month's late bills are settled."""
    firms, markets = state.firms, state.markets
    chance = np.where(firms.distress > 0, np.maximum(params.late_in_distress, params.late_payment), params.late_payment)
    late = uniforms(moment.key("settle_bills"), firms.rows) < chance
    late &= firms.alive & ("trade" not in moment.without)
    _settle_receivables(state, late & (firms.distress > 0))
    firms.sales[:] = or_zero(firms.price) * firms.output
    state.cities.output_year += np.bincount(firms.city, weights=firms.sales, minlength=state.cities.rows)

    to_link = linked_part(firms.orders, firms.linked_orders)
    link_sales = firms.sales * to_link
    # The open part of a market's sales goes to final buyers and to the tier above in proportion to their orders.
    open_sales = firms.sales - link_sales
    final_sales = open_sales * final_share(firms, markets)[firms.market]
    transfer(state, "sales", ABROAD, float(final_sales.sum()), FIRMS, final_sales)

    linked = np.flatnonzero(firms.alive & (firms.buyer >= 0))
    held = late[firms.buyer[linked]]
    firms.receivables[linked[held]] += link_sales[linked[held]]
    paid_now = linked[~held]
    link_paid = np.bincount(firms.buyer[paid_now], weights=link_sales[paid_now], minlength=firms.rows)
    link_bill = np.bincount(firms.buyer[linked], weights=link_sales[linked], minlength=firms.rows)
    link_got = np.zeros(firms.rows)
    link_got[paid_now] = link_sales[paid_now]
    transfer(state, "parts", FIRMS, link_paid, FIRMS, link_got)

    # What is not delivered by linked suppliers is bought on the open market or imported.
    has_parts = firms.alive & (firms.tier < TIERS - 1)
    below = tier_below(firms.market, markets.rows)
    units = np.where(has_parts, or_zero(firms.parts_per_unit) * firms.output, 0.0)
    delivered = (firms.output * to_link)[linked]
    linked_units = np.bincount(firms.buyer[linked], weights=delivered, minlength=firms.rows)
    elsewhere = markets.orders - np.bincount(firms.market[linked], weights=delivered, minlength=markets.rows)
    price = mixed_price(
        or_zero(markets.price), or_zero(markets.import_price),
        markets.contracted_imports + markets.emergency_imports, elsewhere,
    )  # fmt: skip
    open_bill = np.maximum(0.0, units - linked_units) * price[below] * has_parts
    transfer(state, "parts", FIRMS, open_bill, ABROAD, float(open_bill.sum()))
    open_got = open_sales - final_sales
    transfer(state, "parts", ABROAD, float(open_got.sum()), FIRMS, open_got)
    firms.parts_bill[:] = link_bill + open_bill
    _buy_materials(state)


def mixed_price(home, import_price, imports, units):
    """Mean price of units that come from the open market and from abroad, yuan a unit; shape (markets,)."""
    share = np.where(units > 0.0, np.minimum(1.0, imports / np.maximum(units, 1e-300)), 0.0)
    return home + share * (import_price - home)


def linked_part(orders, linked_orders):
    """Share of a firm's orders that comes from its principal buyer, 0 where nothing is ordered."""
    return np.where(orders > 0.0, linked_orders / np.maximum(orders, 1e-300), 0.0)


def final_share(firms: Firms, markets: Markets) -> np.ndarray:
    """Share of each market's open orders that comes from final buyers; shape (8,)."""
    linked = np.bincount(firms.market, weights=firms.linked_orders, minlength=markets.rows)
    final = or_zero(markets.final_demand)
    return final / np.maximum(np.maximum(markets.orders - linked, final), 1e-300)


def _settle_receivables(state: State, unable: np.ndarray) -> None:
    """Buyers pay what they held back, unless they are unable to."""
    firms = state.firms
    waits = (firms.buyer >= 0) & unable[firms.buyer]
    owed = np.flatnonzero((firms.receivables > 0) & (firms.buyer >= 0) & ~waits)
    got = np.zeros(firms.rows)
    got[owed] = firms.receivables[owed]
    paid = np.bincount(firms.buyer[owed], weights=got[owed], minlength=firms.rows)
    transfer(state, "parts", FIRMS, paid, FIRMS, got)
    firms.receivables[:] = np.where(firms.alive & ~waits, 0.0, firms.receivables)


def _buy_materials(state: State) -> None:
    """Materials for what was made and overhead for capacity, at outside prices."""
    firms, markets, cpi = state.firms, state.markets, state.nation.cpi[0]
    market = firms.market
    overhead = markets.overhead_per_unit[market] * state.cities.overhead_factor[firms.city]
    bill = cpi * (markets.materials_per_unit[market] * firms.output + overhead * or_zero(firms.capacity))
    bill += (firms.abatement_cost + firms.safety_cost - firms.inputs_saved) * firms.output
    firms.materials_bill[:] = np.where(firms.alive, bill, 0.0)
    transfer(state, "materials", FIRMS, firms.materials_bill, ABROAD, float(firms.materials_bill.sum()))
