"""Which regime and which order does each region x industry x tier belong to, each year?

In words. A cell is upgraded in one respect where its score is above the cut by more than the band, and not upgraded
where it is below by more than the band.

  pocket of intensive growth   upgraded in both                high-tech low road   in industry only
  market despotism             in neither                      rent island          for its workers only
  mixed                        within the band of either cut

The order says who rules beside it: state capitalism where at least half of the workers are in state and joint-venture
firms; else network capitalism where most orders come from standing buyers (lead firms count as linked in full), unless
control is despotic; else market despotism. Despotic control: mean of the shares without a contract and over the cap.

Choices. Cuts are fixed beforehand (cuts.Params, conf/regimes) and shares are always given with both cuts 20 % lower and
higher. A cell with fewer than 5 firms or 50 workers is not classified, and shares are of workers in classified cells.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from segsim.indicators.counts import too_few
from segsim.indicators.cuts import Params
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.indicators.snapshot import Years
from segsim.indicators.sums import FIRMS, HEADS, Now, Sum
from segsim.indicators.upgrading import industrial, industrial_upgrading, social, social_upgrading
from segsim.mechanisms.trade import linked_part
from segsim.rules.owners import is_state_linked
from segsim.state.codes import Tier

__all__ = ["CUTS", "Order", "Params", "Regime", "classify", "order_of"]

CUTS = {"": 1.0, "_low_cuts": 0.8, "_high_cuts": 1.2}  # what both cuts are multiplied by


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


def classify(industry: np.ndarray, work: np.ndarray, cuts: Params, factor: float = 1.0) -> np.ndarray:
    """Regime of each cell from its two scores, as a number; NaN where a score is blank. `factor` moves both cuts."""
    far_i, far_w = industry - factor * cuts.industrial_cut, work - factor * cuts.social_cut
    regime = np.where(
        far_i > 0.0,
        np.where(far_w > 0.0, Regime.POCKET, Regime.HIGH_TECH_LOW_ROAD),
        np.where(far_w > 0.0, Regime.RENT_ISLAND, Regime.MARKET_DESPOTISM),
    ).astype(float)
    regime[(np.abs(far_i) <= cuts.band) | (np.abs(far_w) <= cuts.band)] = Regime.MIXED
    regime[np.isnan(far_i) | np.isnan(far_w)] = np.nan
    return regime


def order_of(state: np.ndarray, links: np.ndarray, control: np.ndarray, cuts: Params) -> np.ndarray:
    """Order of each cell from ownership, links and control, as a number; NaN where one of them is blank."""
    network = (links >= cuts.links_cut) & (control < cuts.control_cut)
    order = np.where(network, Order.NETWORK_CAPITALISM, Order.DESPOTIC_ORDER)
    order = np.where(state >= cuts.state_cut, Order.STATE_CAPITALISM, order).astype(float)
    order[np.isnan(state) | np.isnan(links) | np.isnan(control)] = np.nan
    return order


@Sum
def _state_heads(now: Now) -> np.ndarray:
    """Jobs in state and joint-venture firms."""
    return now.heads * is_state_linked(now.firms.owner)


@Sum
def _linked_heads(now: Now) -> np.ndarray:
    """Jobs by the share of orders that comes from standing buyers; lead firms count in full."""
    linked = linked_part(now.firms.orders, now.firms.linked_orders)
    return now.heads * np.where(now.firms.tier == Tier.LEAD, 1.0, linked)


STATE_SHARE, LINKED_SHARE = _state_heads / HEADS, _linked_heads / HEADS
# Despotic control: mean of the shares without a contract and over the cap.
CONTROL = 0.5 * (1.0 - AtWork.contract / AtWork.workers + AtWork.over_cap / AtWork.workers)


def regimes(years: Years, factor: float = 1.0) -> np.ndarray:
    """Regime of every cell and margin; shape (years, regions, industries, tiers)."""
    return classify(years.once(industrial), years.once(social), years.cuts, factor)


def orders(years: Years) -> np.ndarray:
    """Order of every cell and margin; shape as that of `regimes`."""
    rows = []
    for counts in years.counts:
        state, links, control = (part.value(counts)[..., -1] for part in (STATE_SHARE, LINKED_SHARE, CONTROL))
        rows.append(order_of(state, links, control, years.cuts))
    return np.array(rows)


def _workers(years: Years) -> tuple[np.ndarray, np.ndarray]:
    """Workers of the cells (margins left out), and which of the cells are too small to be classified."""
    heads = np.array([counts[AtWork.workers][:-1, :-1, :-1, -1] for counts in years.counts])
    return heads, np.array([too_few(counts)[:-1, :-1, :-1, -1] for counts in years.counts])


def share_in(years: Years, kinds: np.ndarray, kind: int) -> np.ndarray:
    """Share of the workers of classified cells who work in cells of one kind; shape (years,)."""
    heads, small = years.once(_workers)
    cells = kinds[:, :-1, :-1, :-1]
    heads = np.where(small | np.isnan(cells), 0.0, heads).reshape(len(years), -1)
    total = heads.sum(axis=1)
    found = (heads * (cells.reshape(len(years), -1) == kind)).sum(axis=1)
    return found / np.where(total > 0, total, np.nan)


def unclassified(years: Years) -> np.ndarray:
    """Share of all workers whose cell is too small to be classified; shape (years,)."""
    heads, small = years.once(_workers)
    total = heads.reshape(len(years), -1).sum(axis=1)
    return np.where(small, heads, 0.0).reshape(len(years), -1).sum(axis=1) / np.where(total > 0, total, np.nan)


_NEEDS = tuple(quantity for score in (industrial_upgrading, social_upgrading) for quantity in score.quantities)
_ORDERS = (STATE_SHARE, LINKED_SHARE, CONTROL, AtWork.workers)
_NONE = "none published: single cases in the literature"
_WORDS = {
    Regime.POCKET: "pockets of intensive growth",
    Regime.HIGH_TECH_LOW_ROAD: "high-tech low road",
    Regime.RENT_ISLAND: "rent islands",
    Regime.MIXED: "mixed cells",
    Regime.MARKET_DESPOTISM: "market despotism",
}
_MOVED = {"": "", "_low_cuts": "; both cuts 20 % lower", "_high_cuts": "; both cuts 20 % higher"}


def _regime(cut: str) -> Indicator:
    return Indicator(
        f"regime{cut}", lambda years: regimes(years, CUTS[cut]), "code",
        f"regimes.Regime of the cell{_MOVED[cut]}", _NONE, basis="years", needs=_NEEDS,
    )  # fmt: skip


def _regime_share(regime: Regime, cut: str) -> Indicator:
    return Indicator(
        f"share_{regime.name.lower()}{cut}", lambda years: share_in(years, regimes(years, CUTS[cut]), regime),
        "share of workers", f"workers in {_WORDS[regime]}{_MOVED[cut]}", _NONE, basis="years", needs=_NEEDS,
    )  # fmt: skip


def _order_share(order: Order) -> Indicator:
    return Indicator(
        f"share_{order.name.lower()}", lambda years: share_in(years, years.once(orders), order), "share of workers",
        f"workers in cells whose order is {order.name.lower().replace('_', ' ')}", _NONE, basis="years", needs=_ORDERS,
    )  # fmt: skip


regime_of_cell = tuple(_regime(cut) for cut in CUTS)
order_of_cell = Indicator(
    "order", lambda years: years.once(orders), "code", "regimes.Order of the cell", _NONE, basis="years", needs=_ORDERS
)
shares_of_regimes = tuple(_regime_share(regime, cut) for cut in CUTS for regime in Regime)
shares_of_orders = tuple(_order_share(order) for order in Order)
share_unclassified = Indicator(
    "share_unclassified", unclassified, "share of workers", "workers in cells too small to be classified",
    "none published: single cases in the literature", basis="years", needs=(FIRMS, AtWork.workers),
)  # fmt: skip
