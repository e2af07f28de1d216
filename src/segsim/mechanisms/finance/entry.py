"""Who closes this month, and who begins?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.finance.closure import _close, _sell_capital
from segsim.mechanisms.finance.failure import _close_and_keep, _restructure, returns
from segsim.mechanisms.finance.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, uniforms
from segsim.plumbing.tables import COPY, SCALE
from segsim.rules.adjustment import adjust
from segsim.rules.means import mean_by
from segsim.rules.money import expected_sales
from segsim.state import Firms, Markets, Nation, Sectors, State, Workers
from segsim.state.money import ABROAD, FIRMS, transfer

_ENTERS, _MODEL, _BUYER, _TERMS, _TFP, _SIZE = 1, 2, 3, 5, 6, 8  # draws; normal ones take two
_MOST = 6.0  # times the usual number of entrants that a boom or a lack of goods may draw; assumed

# Entry is the one step that writes nearly every column of a firm: which, and how, each column declares.
_COPIED, _RESET = Firms.entrants(COPY, SCALE), Firms.entrants()


@step(
    reads=(
        Firms.alive, Firms.distress, Firms.insolvent, Firms.market, Firms.tier, Firms.owner, Firms.buyer, Firms.entered,
        Firms.deposits, Firms.profit_trend, Firms.debt, Firms.credit_room, Firms.receivables, Firms.wages_owed,
        Firms.wage_bill, Firms.employment, Firms.specificity, Firms.investment, Firms.own_innovation,
        Firms.imitation,
        Markets.capital_per_unit, Markets.orders, Markets.emergency_imports, Markets.usual_return,
        Nation.cpi, Nation.bank_capital, Nation.order_size, Nation.planned_utilisation,
        Sectors.bad_loans, Workers.employer, Workers.arrears, Workers.deposits,
        *_COPIED,
    ),
    writes=(
        Firms.alive, Firms.born, Firms.buyer, Firms.deposits, Firms.closed, Firms.closed_employment, Firms.entered,
        Firms.defaulted, Firms.receivables_lost, Firms.investment,
        Workers.employer, Workers.tenure, Workers.arrears, Workers.move, Workers.deposits, Markets.usual_return,
        Nation.bank_capital, *_COPIED, *_RESET,
        Sectors.bad_loans, Sectors.write_offs, Sectors.equity, Sectors.loans, Sectors.used_capital,
        Sectors.investment, Sectors.wages_at_closing, Sectors.late_bills, Sectors.dividends,
        Sectors.wages_lost_in_closures, Sectors.lost_loans, Sectors.lost_bills, Sectors.deposits,
    ),
)  # fmt: skip
def fail_and_enter(state: State, params: Params, moment: Moment) -> None:
    """Firms that cannot go on, or would rather not, close; new ones take empty places and buy what they leave."""
    firms = state.firms
    key = moment.key("fail_and_enter")
    empty = np.flatnonzero(~firms.alive)
    closing, kept = _close_and_keep(state, params, key)
    chance = params.entry_rate * _pull(state, params, moment.index)[firms.market[empty]]
    if moment.index < 0:  # customers are still being found: nobody is let close, and nobody begins
        chance[:], kept[:], closing[:] = 0.0, kept | closing, False
    firms.closed[:] = closing
    firms.lost_supplier[:] = 0.0
    _begin(state, params, moment, empty[uniforms(key, empty, _ENTERS) < chance], closing)
    forgiven = _restructure(state, kept, params.resale)
    if closing.any() or firms.entered.any():
        _sell_capital(state, closing, firms.entered, params.resale)
    _close(state, closing, forgiven)
    if closing.any() or firms.entered.any():
        _find_buyers(firms, key)


def _pull(state: State, params: Params, at: int) -> np.ndarray:
    """Entrants of each market over their usual number; shape (8,)."""
    markets = state.markets
    _, found = returns(state)
    usual = markets.usual_return
    usual[:] = adjust(usual, found, params.return_memory if at >= 0 else 1.0)  # nothing is usual before the start
    lack = markets.emergency_imports / np.maximum(markets.orders, 1e-9)
    return pull(found - usual, lack, params)


def pull(more, lack, params: Params):
    """Entrants over their usual number, by the return beyond the usual one, 1/year, and the share of orders unmet."""
    return np.clip(1.0 + more / params.entry_spread + params.entry_lack * lack, 0.0, _MOST)


def _begin(state: State, params: Params, moment: Moment, rows: np.ndarray, closing: np.ndarray) -> None:
    """New firms are made after living ones of their market, with a size, a technique and terms of their own.

    Visibility is the row's (KEEP), so that entry does not select firms that are hard to see.
    """
    firms, key = state.firms, moment.key("fail_and_enter")
    stays = firms.alive & ~closing
    rows, models = _models(firms, stays, rows, uniforms(key, firms.rows, _MODEL))
    _, others = _models(firms, stays, rows, uniforms(key, firms.rows, _TERMS))
    common = firms.log_tfp - firms.own_innovation - firms.imitation
    usual = (mean_by(firms.market, value, stays.astype(float), 8) for value in (firms.capacity, common))
    capacity, common = (mean[firms.market[rows]] for mean in usual)
    drawn = params.entry_size * np.exp(params.entry_size_sd * normals(key, rows, _SIZE) - params.entry_size_sd**2 / 2.0)
    size = drawn * capacity / np.maximum(firms.capacity[models], 1e-9)
    firms.enter(rows, models, size)
    # As many orders a unit of capacity as its model has: large firms have fewer, and a small one is no exception to it.
    firms.customer_base[rows] *= size ** (1.0 - state.nation.order_size[0])
    firms.violations[rows] = firms.violations[others]
    firms.log_tfp[rows] = common + params.entrant_tfp + params.entrant_tfp_sd * normals(key, rows, _TFP)
    firms.alive[rows] = True
    firms.entered[rows] = True
    firms.born[rows] = moment.index
    money = np.zeros(firms.rows)
    money[rows] = params.entry_capital * expected_sales(firms.alive, firms.price, firms.expected_demand)[rows]
    transfer(state, "equity", ABROAD, float(money.sum()), FIRMS, money)


def _models(firms: Firms, stays: np.ndarray, rows: np.ndarray, draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A firm of the same market that goes on for each new row; rows of markets without one stay empty."""
    models = np.full(rows.size, -1)
    for market in np.unique(firms.market[rows]):
        living = np.flatnonzero(stays & (firms.market == market))
        here = firms.market[rows] == market
        if living.size:
            models[here] = living[(draws[rows[here]] * living.size).astype(np.int64)]
    return rows[models >= 0], models[models >= 0]


def _find_buyers(firms: Firms, key: np.uint64) -> None:
    """Suppliers without a living buyer, and new ones, find one in the tier above by size."""
    linked = (firms.tier > 0) & firms.alive
    gone = linked & ((firms.buyer < 0) | ~firms.alive[np.maximum(firms.buyer, 0)] | firms.entered)
    firms.linked_share[gone] = 0.0  # a buyer just found has ordered nothing yet
    random_draw = uniforms(key, firms.rows, _BUYER)
    firms.buyer[~firms.alive] = -1
    for market in np.unique(firms.market[gone]):
        rows = np.flatnonzero(gone & (firms.market == market))
        above = np.flatnonzero(firms.alive & (firms.market == market - 1))
        firms.buyer[rows], firms.linked_share[rows] = -1, 0.0  # nothing of a new buyer's orders until they are split
        if above.size:
            weight = np.cumsum(firms.capacity[above])
            firms.buyer[rows] = above[
                np.searchsorted(weight, random_draw[rows] * weight[-1], side="right").clip(0, above.size - 1)
            ]
