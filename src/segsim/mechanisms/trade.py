"""Who pays whom for goods, and how late?

In words. Final buyers pay on delivery. A buyer pays its linked suppliers and the open market for the parts in what it
made; with some chance it holds its linked suppliers' bills back for a month. A buyer that could not pay its own people
holds new and old bills back more often; if it fails in the end, its suppliers lose them. Parts that nobody made at home
are paid abroad, at a dearer price. Materials and overhead are paid outside.

Equations. Sales of j = P_j Q_j; deliveries fill orders in equal proportion, so that a part linked_orders / orders of
them is to the principal buyer and the rest to the open market, or final.
  open parts of market k made at home: buyers pay sum_j P_j q_j / sum_j q_j a unit, the mean over what was delivered, so
  that they pay what suppliers get
  what comes from abroad: P + s (import price - P) a unit, s the part that is imported and not sent as a kit

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
from segsim.state.money import ABROAD, FIRMS, book, owed_by_buyer, transfer


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
        Cities.output_year, Sectors.sales, Sectors.parts, Sectors.unpaid_parts,
        Sectors.imported_parts, Sectors.late_bills, Sectors.materials, Sectors.deposits,
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
    link_bill, link_paid, link_got = _deliver_to_links(state, to_link, late)

    # What is not delivered by linked suppliers is bought on the open market or imported.
    has_parts = firms.alive & (firms.tier < TIERS - 1)
    below = tier_below(firms.market, markets.rows)
    units = np.where(has_parts, or_zero(firms.parts_per_unit) * firms.output, 0.0)
    linked = np.flatnonzero(firms.alive & (firms.buyer >= 0))
    linked_units = np.bincount(firms.buyer[linked], weights=(firms.output * to_link)[linked], minlength=firms.rows)
    open_units = np.maximum(0.0, units - linked_units) * has_parts
    wanted = np.bincount(below, weights=open_units, minlength=markets.rows)
    # The open part of a market's sales goes to final buyers and to the tier above in proportion to their orders; what
    # nobody above wants goes to final buyers.
    final = np.where(wanted > 0.0, final_share(firms, markets), 1.0)[firms.market]
    open_made = firms.output * (1.0 - to_link) * (1.0 - final)
    open_got = firms.sales * (1.0 - to_link) * (1.0 - final)
    final_sales = firms.sales * (1.0 - to_link) * final
    home_bill, imported = _buy_open_parts(firms, markets, below, open_units, open_made, open_got)
    transfer(state, "sales", ABROAD, float(final_sales.sum()), FIRMS, final_sales)
    transfer(state, "parts", FIRMS, link_paid + home_bill, FIRMS, link_got + open_got)
    transfer(state, "imported_parts", FIRMS, imported, ABROAD, float(imported.sum()))
    firms.parts_bill[:] = link_bill + home_bill + imported
    _buy_materials(state)


def _deliver_to_links(state: State, to_link: np.ndarray, late: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bills of linked suppliers, yuan a firm: what buyers owe for the month, what they pay, what suppliers get now."""
    firms = state.firms
    link_sales = firms.sales * to_link
    linked = np.flatnonzero(firms.alive & (firms.buyer >= 0))
    held = late[firms.buyer[linked]]
    firms.receivables[linked[held]] += link_sales[linked[held]]
    link_got, link_held = np.zeros((2, firms.rows))
    link_got[linked[~held]], link_held[linked[held]] = link_sales[linked[~held]], link_sales[linked[held]]
    paid, held_back = owed_by_buyer(firms, link_got), owed_by_buyer(firms, link_held)
    book(state, "unpaid_parts", held_back, link_held)
    return paid + held_back, paid, link_got


def _buy_open_parts(
    firms: Firms, markets: Markets, below: np.ndarray, units: np.ndarray, made: np.ndarray, got: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """What each buyer pays for open parts at home and abroad, yuan; suppliers `made` so many and `got` so much.

    Buyers of a market share what was made at home by the units they want, at its mean price: they pay what its
    suppliers get. The rest comes from abroad.
    """
    wanted = np.maximum(np.bincount(below, weights=units, minlength=markets.rows), 1e-300)
    served, paid = (np.bincount(firms.market, weights=each, minlength=markets.rows) / wanted for each in (made, got))
    missing = np.maximum(0.0, 1.0 - served)
    imports = markets.contracted_imports + markets.emergency_imports
    price = mixed_price(or_zero(markets.price), or_zero(markets.import_price), imports, missing * wanted)
    return paid[below] * units, (missing * price)[below] * units


def mixed_price(home, import_price, imports, units):
    """Mean price of units from abroad, so many of them imports, the rest kits, yuan a unit; shape (markets,)."""
    share = np.where(units > 0.0, imports / np.maximum(np.maximum(units, imports), 1e-300), 0.0)
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
    transfer(state, "late_bills", FIRMS, paid, FIRMS, got)
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
