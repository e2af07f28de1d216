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

from segsim.indicators.passes import FIRMS, WORKERS
from segsim.mechanisms.trade import final_share, linked_part
from segsim.plumbing.tables import Column
from segsim.state import Firms, Markets, State
from segsim.state.codes import TIERS, Industry, Region, Tier

FINAL, ABROAD, MATERIALS = "final", "abroad", "materials"
NAMES = tuple(tier.name.lower() for tier in Tier)
DAYS = 365 / 12  # of a month


@dataclass(frozen=True)
class Quantity:
    """One column of the table of links."""

    name: str
    unit: str
    meaning: str
    reads: tuple[Column, ...]


_SALES = (Firms.sales, Firms.orders, Firms.linked_orders, Markets.final_demand, Markets.orders)
QUANTITIES = {
    entry.name: entry
    for entry in (
        Quantity("money", "yuan/year", "what the buyer owes the seller for the goods of the year", _SALES),
        Quantity("units", "units/year", "goods that pass; a unit was worth a yuan in the first month",
                 (Firms.output, *_SALES[1:])),
        Quantity("price", "yuan/unit", "money over units", (*_SALES, Firms.output)),
        Quantity("hours_per_unit", "hours/unit", "worked in the selling tier for a unit that it makes",
                 (Firms.output,)),
        Quantity("pay_per_hour", "yuan/hour", "earnings over hours in the selling tier", ()),
        Quantity("labour_per_unit", "yuan/unit", "wages and employers' insurance due in the selling tier",
                 (Firms.wage_bill, Firms.insurance_bill, Firms.output)),
        Quantity("parts_per_unit", "yuan/unit", "parts that the selling tier buys", (Firms.parts_bill, Firms.output)),
        Quantity("materials_per_unit", "yuan/unit", "materials and overhead that the selling tier buys",
                 (Firms.materials_bill, Firms.output)),
        Quantity("margin_per_unit", "yuan/unit", "left of the selling tier's mean price after these three, before "
                 "interest, wear, fines and tax", (Firms.sales, Firms.output)),
        Quantity("days_until_paid", "days", "owed at the end of a month over what passes in a day; nothing is owed "
                 "on the open market", (Firms.receivables, *_SALES)),
    )
}  # fmt: skip
SUMS = ("final_sales", "final_units", "parts_bill", "parts_units", "receivables")


def sums_of(state: State) -> dict[str, np.ndarray]:
    """What is added up over firms for the links."""
    firms, markets = state.firms, state.markets
    final = 1.0 - linked_part(firms.orders, firms.linked_orders)
    final *= final_share(firms, markets)[firms.market]
    return {
        "final_sales": firms.sales * final,
        "final_units": firms.output * final,
        "parts_bill": firms.parts_bill,
        "parts_units": firms.parts_per_unit * firms.output * (firms.tier < TIERS - 1),
        "receivables": firms.receivables,
    }


def links(firms: np.ndarray, workers: np.ndarray) -> list[tuple[str, str, str, dict[str, float]]]:
    """Industry, buyer, seller and QUANTITIES of every link of a year.

    firms: sums by firm cell; workers: by region, industry, tier and hukou (counts.Tables). A quantity that a link
    cannot have (hours of goods from abroad) is NaN.
    """
    of_firms = firms[: len(Region) * len(Industry) * TIERS].reshape(len(Region), len(Industry), TIERS, -1).sum(axis=0)
    of_workers = workers.sum(axis=(0, 3))
    found = []
    for industry in Industry:
        made = [dict(zip(FIRMS, row.tolist(), strict=True)) for row in of_firms[industry]]
        work = [dict(zip(WORKERS, row.tolist(), strict=True)) for row in of_workers[industry]]
        for buyer, seller, quantities in _chain(made, work):
            known = {name: quantities.get(name, float("nan")) for name in QUANTITIES}
            found.append((industry.name.lower(), buyer, seller, known))
    return found


def _chain(made: list[dict[str, float]], work: list[dict[str, float]]) -> list[tuple[str, str, dict[str, float]]]:
    """Buyer, seller and what passes between them, down one chain."""
    found = []
    for tier, (here, people) in enumerate(zip(made, work, strict=True)):
        shared = _of_seller(here, people)
        final, units = here["final_sales"], here["final_units"]
        found.append((FINAL, NAMES[tier], {**_passed(final, units), "days_until_paid": 0.0, **shared}))
        if tier > 0:
            above, owed = made[tier - 1], here["receivables"]
            money, units = here["sales"] - final, here["output"] - units
            days = {"days_until_paid": _ratio(DAYS * owed, money)}
            found.append((NAMES[tier - 1], NAMES[tier], {**_passed(money, units), **days, **shared}))
            rest = _passed(above["parts_bill"] - money, above["parts_units"] - units)
            found.append((NAMES[tier - 1], ABROAD, rest))
        found.append((NAMES[tier], MATERIALS, {"money": here["outside_bill"]}))
    return [(buyer, seller, passed) for buyer, seller, passed in found if passed["money"] != 0.0]


def _passed(money: float, units: float) -> dict[str, float]:
    return {"money": money, "units": units, "price": _ratio(money, units)}


def _of_seller(here: dict[str, float], people: dict[str, float]) -> dict[str, float]:
    """What a unit costs the tier that sells it, in hours and yuan."""
    units = here["output"]
    left = here["sales"] - here["labour_cost"] - here["parts_bill"] - here["outside_bill"]
    return {
        "hours_per_unit": _ratio(people["hours"], units),
        "pay_per_hour": _ratio(people["earnings"], people["hours"]),
        "labour_per_unit": _ratio(here["labour_cost"], units),
        "parts_per_unit": _ratio(here["parts_bill"], units),
        "materials_per_unit": _ratio(here["outside_bill"], units),
        "margin_per_unit": _ratio(left, units),
    }


def _ratio(above: float, below: float) -> float:
    return above / below if below > 0.0 else float("nan")
