"""Which regimes and orders are there, and who works under each? Read out of stored cells (analysis/classes.py).

Shares are given with the cuts as set and with both cuts 20 % lower and higher: these stand in the column of groups.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from segsim.indicators.compliance import contract_share
from segsim.indicators.groups import NATION
from segsim.indicators.hours import share_over_cap
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import EMPLOYMENT, FIRMS, Now, Sum
from segsim.indicators.upgrading import industrial_upgrading, social_upgrading
from segsim.mechanisms.trade import linked_part
from segsim.rules.owners import is_state_linked
from segsim.state.codes import Tier

CUTS = {NATION: 1.0, "low_cuts": 0.8, "high_cuts": 1.2}  # what both cuts are multiplied by, by group


class Regime(IntEnum):
    """What a cell has upgraded."""

    POCKET = 0  # of intensive growth: industry and work
    HIGH_TECH_LOW_ROAD = 1  # industry without work: the contract manufacturer's plant
    RENT_ISLAND = 2  # work without industry
    MIXED = 3  # near a cut
    MARKET_DESPOTISM = 4  # neither


class Order(IntEnum):
    """Who rules a cell."""

    STATE_CAPITALISM = 0
    NETWORK_CAPITALISM = 1
    DESPOTIC_ORDER = 2  # market despotism as an order: neither state nor network


@Sum
def _state_jobs(now: Now) -> np.ndarray:
    """Jobs in state and joint-venture firms."""
    return now.employment * is_state_linked(now.firms.owner)


@Sum
def _linked_jobs(now: Now) -> np.ndarray:
    """Jobs by the share of orders that comes from standing buyers; lead firms count in full."""
    linked = linked_part(now.firms.orders, now.firms.linked_orders)
    return now.employment * np.where(now.firms.tier == Tier.LEAD, 1.0, linked)


_NONE = "none published: single cases in the literature"
state_share = Indicator(
    "state_share", _state_jobs / EMPLOYMENT, "share of jobs", "are in state and joint-venture firms",
    "employed persons by registration of their unit, all of industry",
)  # fmt: skip
linked_share = Indicator(
    "linked_share", _linked_jobs / EMPLOYMENT, "share of orders",
    "comes from standing buyers, mean over jobs; lead firms count in full", "none published",
)  # fmt: skip
_SCORES = tuple(quantity for score in (industrial_upgrading, social_upgrading) for quantity in score.quantities)
_ORDERS = tuple(
    quantity for one in (state_share, linked_share, contract_share, share_over_cap) for quantity in one.quantities
)
_WORDS = {
    Regime.POCKET: "pockets of intensive growth",
    Regime.HIGH_TECH_LOW_ROAD: "high-tech low road",
    Regime.RENT_ISLAND: "rent islands",
    Regime.MIXED: "mixed cells",
    Regime.MARKET_DESPOTISM: "market despotism",
}
regime = Indicator("regime", None, "code", "Regime of the cell", _NONE, basis="years", needs=_SCORES)
order = Indicator("order", None, "code", "Order of the cell", _NONE, basis="years", needs=_ORDERS)
shares_of_regimes = tuple(
    Indicator(
        f"share_{one.name.lower()}", None, "share of workers", f"workers in {_WORDS[one]}", _NONE, basis="years",
        only=tuple(CUTS), needs=_SCORES,
    )
    for one in Regime
)  # fmt: skip
shares_of_orders = tuple(
    Indicator(
        f"share_{one.name.lower()}", None, "share of workers",
        f"workers in cells whose order is {one.name.lower().replace('_', ' ')}", _NONE, basis="years",
        needs=(*_ORDERS, AtWork.workers),
    )
    for one in Order
)  # fmt: skip
share_unclassified = Indicator(
    "share_unclassified", None, "share of workers", "workers in cells too small to be classified", _NONE, basis="years",
    needs=(FIRMS, AtWork.workers),
)  # fmt: skip
