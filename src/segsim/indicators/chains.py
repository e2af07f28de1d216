"""Who buys from whom in the chains, what money goes down and how many hours come up with a unit?

A link is a buyer and a seller: final buyers or a tier above, and the tier that sells; at the ends stand goods from
abroad and materials. Money is what was owed for the goods of the year, paid at once or held back. Every yuan that a
tier sells for is owed by a buyer of a link, and every yuan of a tier's bill for parts is owed to a seller of a link.

What a tier pays on the open market is the market's mean price; suppliers get their own (mechanisms/trade.py). The small
difference is settled with the outside world and stands with the goods from abroad.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.indicators.counts import Tables, by_market
from segsim.indicators.firms import LABOUR_COST
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import Now, Quantity, Sum
from segsim.mechanisms.trade import final_share, linked_part
from segsim.state import Firms
from segsim.state.codes import TIERS, Industry, Tier

FINAL, ABROAD, MATERIALS = "final", "abroad", "materials"
NAMES = tuple(tier.name.lower() for tier in Tier)
DAYS = 365 / 12  # of a month


def _to_final_buyers(now: Now) -> np.ndarray:
    """Share of a firm's goods that goes to final buyers."""
    final = 1.0 - linked_part(now.firms.orders, now.firms.linked_orders)
    final *= final_share(now.firms, now.markets)[now.firms.market]
    return final


@Sum
def _final_sales(now: Now) -> np.ndarray:
    """What final buyers owe, yuan/month."""
    return now.firms.sales * _to_final_buyers(now)


@Sum
def _final_units(now: Now) -> np.ndarray:
    """Goods that go to final buyers, units/month."""
    return now.firms.output * _to_final_buyers(now)


@Sum
def _parts_units(now: Now) -> np.ndarray:
    """Parts in what is made, units/month; the last tier buys none."""
    return now.firms.parts_per_unit * now.firms.output * (now.firms.tier < TIERS - 1)


_SALES, _OUTPUT = Sum(Firms.sales), Sum(Firms.output)
_PARTS_BILL, _MATERIALS_BILL = Sum(Firms.parts_bill), Sum(Firms.materials_bill)
_MONEY_UP, _UNITS_UP = _SALES - _final_sales, _OUTPUT - _final_units  # owed by and going to the tier above


@dataclass(frozen=True)
class LinkQuantity:
    """One column of the table of links. What does not depend on the buyer is made of the seller's sums."""

    name: str
    unit: str
    meaning: str
    made_of: tuple[Quantity, ...]
    of_seller: bool = False


QUANTITIES = {
    entry.name: entry
    for entry in (
        LinkQuantity("money", "yuan/year", "what the buyer owes the seller for the goods of the year",
                     (_final_sales, _MONEY_UP, _PARTS_BILL, _MATERIALS_BILL)),
        LinkQuantity("units", "units/year", "goods that pass; a unit was worth a yuan in the first month",
                     (_final_units, _UNITS_UP, _parts_units)),
        LinkQuantity("price", "yuan/unit", "money over units", (_final_sales, _final_units, _MONEY_UP, _UNITS_UP)),
        LinkQuantity("hours_per_unit", "hours/unit", "worked in the selling tier for a unit that it makes",
                     (AtWork.hours / _OUTPUT,), True),
        LinkQuantity("pay_per_hour", "yuan/hour", "earnings over hours in the selling tier",
                     (AtWork.earnings / AtWork.hours,), True),
        LinkQuantity("labour_per_unit", "yuan/unit", "wages and employers' insurance due in the selling tier",
                     (LABOUR_COST / _OUTPUT,), True),
        LinkQuantity("parts_per_unit", "yuan/unit", "parts that the selling tier buys", (_PARTS_BILL / _OUTPUT,), True),
        LinkQuantity("materials_per_unit", "yuan/unit", "materials and overhead that the selling tier buys",
                     (_MATERIALS_BILL / _OUTPUT,), True),
        LinkQuantity("margin_per_unit", "yuan/unit", "left of the selling tier's mean price after these three, before "
                     "interest, wear, fines and tax",
                     ((_SALES - LABOUR_COST - _PARTS_BILL - _MATERIALS_BILL) / _OUTPUT,), True),
        LinkQuantity("days_until_paid", "days", "owed at the end of a month over what passes in a day; nothing is owed "
                     "on the open market", (DAYS * Sum(Firms.receivables) / _MONEY_UP,)),
    )
}  # fmt: skip


def links(tables: Tables) -> list[tuple[str, str, str, dict[str, float]]]:
    """Industry, buyer, seller and QUANTITIES of every link of a year.

    A quantity that a link cannot have (hours of goods from abroad) is NaN.
    """
    sums, found = by_market(tables), []
    with np.errstate(divide="ignore", invalid="ignore"):
        value = {quantity: quantity.value(sums) for entry in QUANTITIES.values() for quantity in entry.made_of}
    for industry in Industry:
        at = {quantity: array[industry] for quantity, array in value.items()}
        for buyer, seller, quantities in _chain(at):
            known = {name: quantities.get(name, float("nan")) for name in QUANTITIES}
            found.append((industry.name.lower(), buyer, seller, known))
    return found


def _chain(at: dict[Quantity, np.ndarray]) -> list[tuple[str, str, dict[str, float]]]:
    """Buyer, seller and what passes between them, down one chain; `at` holds values by tier."""
    found, (days,) = [], QUANTITIES["days_until_paid"].made_of
    for tier, name in enumerate(NAMES):
        shared = {entry.name: float(at[entry.made_of[0]][tier]) for entry in QUANTITIES.values() if entry.of_seller}
        shared = {key: value if np.isfinite(value) else float("nan") for key, value in shared.items()}
        final = _passed(at[_final_sales][tier], at[_final_units][tier])
        found.append((FINAL, name, {**final, "days_until_paid": 0.0, **shared}))
        if tier > 0:
            money, units = at[_MONEY_UP][tier], at[_UNITS_UP][tier]
            waits = float(at[days][tier]) if money > 0.0 else float("nan")
            found.append((NAMES[tier - 1], name, {**_passed(money, units), "days_until_paid": waits, **shared}))
            rest = _passed(at[_PARTS_BILL][tier - 1] - money, at[_parts_units][tier - 1] - units)
            found.append((NAMES[tier - 1], ABROAD, rest))
        found.append((name, MATERIALS, {"money": float(at[_MATERIALS_BILL][tier])}))
    return [(buyer, seller, passed) for buyer, seller, passed in found if passed["money"] != 0.0]


def _passed(money: float, units: float) -> dict[str, float]:
    price = money / units if units > 0.0 else float("nan")
    return {"money": float(money), "units": float(units), "price": float(price)}
