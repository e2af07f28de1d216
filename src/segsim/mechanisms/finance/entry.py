"""Which firms fail, who loses by it, and who begins?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.finance.params import Params
from segsim.plumbing.rows import rows_linked_to
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import COPY, SCALE
from segsim.rules.owners import is_state_linked
from segsim.state import Firms, Sectors, State, Workers
from segsim.state.codes import Move
from segsim.state.money import ABROAD, BANK, FIRMS, book, owed_by_buyer, transfer

_SAVED, _ENTERS, _MODEL, _BUYER = 0, 1, 2, 3

# Entry is the one step that writes nearly every column of a firm: which, and how, each column declares.
_COPIED, _RESET = Firms.entrants(COPY, SCALE), Firms.entrants()


@step(
    reads=(
        Firms.alive, Firms.distress, Firms.market, Firms.tier, Firms.buyer, Firms.entered, Firms.deposits, Firms.sales,
        Firms.profit, Firms.debt, Firms.receivables, Firms.wages_owed, Firms.defaulted, Firms.specificity,
        Sectors.bad_loans, Workers.employer, *_COPIED,
    ),
    writes=(
        Firms.alive, Firms.born, Firms.buyer, Firms.deposits, Firms.closed, Firms.entered, Firms.defaulted,
        Firms.receivables_lost,  Workers.employer, Workers.tenure, Workers.arrears, Workers.move,
        *_COPIED, *_RESET,
        Sectors.bad_loans, Sectors.write_offs, Sectors.left_to_bank, Sectors.equity, Sectors.wages_lost_in_closures,
        Sectors.lost_loans, Sectors.lost_bills, Sectors.deposits,
    ),
)  # fmt: skip
def fail_and_enter(state: State, params: Params, moment: Moment) -> None:
    """Firms that cannot pay their people fail; new ones take empty places."""
    firms = state.firms
    key = moment.key("fail_and_enter")
    empty = np.flatnonzero(~firms.alive)
    saved = is_state_linked(firms.owner) & (uniforms(key, firms.rows, _SAVED) < params.soft_budget)
    failing = firms.alive & (firms.distress >= params.patience) & ~saved
    firms.closed[:] = failing
    firms.lost_supplier[:] = 0.0
    if failing.any():
        _close(state, failing)
    random_draw = uniforms(key, firms.rows, _ENTERS)
    _begin(
        state, params, moment, empty[random_draw[empty] < params.entry_rate * _pull(firms)[firms.market[empty]]], key
    )
    if failing.any() or firms.entered.any():
        _find_buyers(firms, key)


def _pull(firms: Firms) -> np.ndarray:
    """How much the margin of each market draws entrants, .2 to 2; shape (8,)."""
    sales = np.bincount(firms.market, weights=firms.sales * firms.alive, minlength=8)
    profit = np.bincount(firms.market, weights=firms.profit * firms.alive, minlength=8)
    return np.clip(1.0 + 10.0 * profit / np.maximum(sales, 1e-9), 0.2, 2.0)


def _close(state: State, failing: np.ndarray) -> None:
    """Workers are laid off without what they are owed; bank and linked suppliers lose the rest."""
    firms, workers = state.firms, state.workers
    rows = rows_linked_to(failing, workers.employer)
    owed = np.where(failing, firms.wages_owed, 0.0)
    book(state, "wages_lost_in_closures", owed, owed)
    workers.employer[rows], workers.tenure[rows], workers.arrears[rows], workers.move[rows] = -1, 0, 0.0, Move.LAID_OFF
    left = np.where(failing, np.maximum(0.0, firms.deposits), 0.0)
    repaid = np.minimum(left, firms.debt)
    transfer(state, "write_offs", FIRMS, repaid, BANK, float(repaid.sum()))
    transfer(state, "left_to_bank", FIRMS, left - repaid, BANK, float((left - repaid).sum()))
    creditors = (firms.buyer >= 0) & failing[firms.buyer] & ~failing
    firms.receivables_lost[creditors] = firms.receivables[creditors]
    # The bank's claim is gone and no money moves: a memo beside the transaction matrix keeps the loss in sight.
    firms.defaulted[failing] = np.maximum(0.0, firms.debt[failing] - left[failing])
    state.sectors.bad_loans[BANK] += firms.defaulted.sum()
    book(state, "lost_loans", float(firms.defaulted.sum()), firms.defaulted)
    # Bills owed by those that close are lost by their suppliers, bills owed to them are spared to their buyers.
    lost = np.where(creditors | (failing & (firms.buyer >= 0)), firms.receivables, 0.0)
    book(state, "lost_bills", lost, owed_by_buyer(firms, lost))
    firms.receivables[creditors] = 0.0
    gone = np.flatnonzero(failing & (firms.buyer >= 0))
    np.maximum.at(firms.lost_supplier, firms.buyer[gone], firms.specificity[gone])
    firms.alive[failing] = False
    firms.empty(failing)


def _begin(state: State, params: Params, moment: Moment, rows: np.ndarray, key: np.uint64) -> None:
    """New firms are made after living ones of their market, at their own size. Visibility is the row's (KEEP), so that
    entry does not select firms that are hard to see.
    """
    firms = state.firms
    rows, models = _models(firms, rows, key)
    firms.enter(rows, models, params.entry_size)
    firms.alive[rows] = True
    firms.entered[rows] = True
    firms.born[rows] = moment.index
    money = np.zeros(firms.rows)
    money[rows] = params.entry_capital * firms.price[rows] * firms.expected_demand[rows]
    transfer(state, "equity", ABROAD, float(money.sum()), FIRMS, money)


def _models(firms: Firms, rows: np.ndarray, key: np.uint64) -> tuple[np.ndarray, np.ndarray]:
    """A living firm of the same market for each new row; rows of markets without one stay empty."""
    random_draw = uniforms(key, firms.rows, _MODEL)
    models = np.full(rows.size, -1)
    for market in np.unique(firms.market[rows]):
        living = np.flatnonzero(firms.alive & (firms.market == market))
        here = firms.market[rows] == market
        if living.size:
            models[here] = living[(random_draw[rows[here]] * living.size).astype(np.int64)]
    return rows[models >= 0], models[models >= 0]


def _find_buyers(firms: Firms, key: np.uint64) -> None:
    """Suppliers without a living buyer, and new ones, find one in the tier above by size."""
    linked = (firms.tier > 0) & firms.alive
    gone = linked & ((firms.buyer < 0) | ~firms.alive[np.maximum(firms.buyer, 0)] | firms.entered)
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
