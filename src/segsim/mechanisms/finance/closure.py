"""What becomes of a firm that closes: who buys its capital, and who is paid out of what it leaves?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.finance.failure import _lose_loans, capital_value
from segsim.plumbing.rows import rows_linked_to
from segsim.rules.money import payable_share
from segsim.state import State
from segsim.state.codes import Move
from segsim.state.money import ABROAD, BANK, FIRMS, WORKERS, book, owed_by_buyer, transfer


def _sell_capital(state: State, closing: np.ndarray, entered: np.ndarray, resale: float) -> None:
    """Entrants and rivals of the market take over the capital of those that close, at its resale price.

    Owners of entrants pay for all their capital, the rest of it new. Rivals share what is left by the money and credit
    that they have to spare. What idle plant of the market makes useless is sold by nobody and scrapped.
    """
    firms = state.firms
    market = firms.market
    value = capital_value(state)  # at the price of new capital, so that amounts of a market add up
    offered = value * closing * np.minimum(1.0, use_of_market(state))[market]
    offers, begun = (np.bincount(market, weights=each, minlength=8) for each in (offered, value * entered))
    to_new = np.minimum(offers, begun)
    rivals = firms.alive & ~closing & ~entered
    spare = np.where(rivals, np.maximum(0.0, firms.deposits - firms.wage_bill), 0.0)
    means = spare + np.where(rivals, firms.credit_room, 0.0)
    of_market = np.bincount(market, weights=means, minlength=8)
    to_rivals = np.minimum(offers - to_new, of_market / resale)
    used = value * entered * payable_share(to_new, begun)[market]
    used += means * (to_rivals / np.maximum(of_market, 1e-9))[market]
    sold = offered * payable_share(to_new + to_rivals, offers)[market]
    paid = resale * used
    loan = np.where(rivals, np.maximum(0.0, paid - spare), 0.0)
    new = np.where(entered, value - used, 0.0)
    equity = np.where(entered, paid + new, 0.0)
    price = state.markets.capital_per_unit[market] * state.nation.cpi[0]
    firms.capacity[rivals] += (used / np.maximum(price, 1e-300))[rivals]
    firms.debt += loan
    firms.credit_room -= loan
    firms.investment += new
    transfer(state, "equity", ABROAD, float(equity.sum()), FIRMS, equity)
    transfer(state, "loans", BANK, float(loan.sum()), FIRMS, loan)
    transfer(state, "used_capital", FIRMS, paid, FIRMS, resale * sold)
    transfer(state, "investment", FIRMS, new, ABROAD, float(new.sum()))


def use_of_market(state: State) -> np.ndarray:
    """Expected demand over capacity at planned use, sums over each market; shape (8,)."""
    firms = state.firms
    wanted, able = (
        np.bincount(firms.market, weights=np.where(firms.alive, each, 0.0), minlength=8)
        for each in (firms.expected_demand, firms.capacity)
    )
    return wanted / np.maximum(able * state.nation.planned_utilisation[0], 1e-9)


def _settle_estates(state: State, closing: np.ndarray) -> np.ndarray:
    """Wages owed come first, then the bank, then suppliers, then owners; what the bank loses, yuan, shape (firms,)."""
    firms = state.firms
    left = np.where(closing, np.maximum(0.0, firms.deposits), 0.0)
    left -= _pay_wages_owed(state, closing, left)
    repaid = np.minimum(left, np.where(closing, firms.debt, 0.0))
    firms.debt -= repaid
    transfer(state, "write_offs", FIRMS, repaid, BANK, float(repaid.sum()))
    left -= repaid
    left -= _pay_suppliers(state, closing, left)
    transfer(state, "dividends", FIRMS, left, ABROAD, float(left.sum()))
    return np.where(closing, firms.debt, 0.0)


def _pay_wages_owed(state: State, closing: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Workers get what they are owed as far as it goes, and lose the rest with their jobs; yuan, shape (firms,)."""
    firms, workers = state.firms, state.workers
    rows = rows_linked_to(closing, workers.employer)
    employer = workers.employer[rows]
    got = np.zeros(workers.rows)
    got[rows] = (payable_share(left, firms.wages_owed)[employer] * workers.arrears[rows]).astype(np.float64)
    paid = np.bincount(employer, weights=got[rows], minlength=firms.rows)
    transfer(state, "wages_at_closing", FIRMS, paid, WORKERS, got)
    lost = np.where(closing, firms.wages_owed - paid, 0.0)
    book(state, "wages_lost_in_closures", lost, lost)
    firms.closed_employment[:] = np.where(closing, firms.employment, 0.0)
    workers.employer[rows], workers.tenure[rows], workers.arrears[rows], workers.move[rows] = -1, 0, 0.0, Move.LAID_OFF
    return paid


def _pay_suppliers(state: State, closing: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Suppliers get a part of the bills owed to them and lose the rest, bills owed to those that close are spared to
    their buyers; what is paid, yuan, shape (firms,).
    """
    firms = state.firms
    creditors = (firms.buyer >= 0) & closing[firms.buyer] & ~closing
    claims = np.where(creditors, firms.receivables, 0.0)
    share = payable_share(left, owed_by_buyer(firms, claims))
    got = np.where(creditors, share[firms.buyer] * claims, 0.0)
    paid = owed_by_buyer(firms, got)
    transfer(state, "late_bills", FIRMS, paid, FIRMS, got)
    firms.receivables_lost[creditors] = (claims - got)[creditors]
    lost = np.where(creditors, claims - got, np.where(closing & (firms.buyer >= 0), firms.receivables, 0.0))
    book(state, "lost_bills", lost, owed_by_buyer(firms, lost))
    firms.receivables[creditors] = 0.0
    return paid


def _close(state: State, closing: np.ndarray, forgiven: np.ndarray) -> None:
    """Firms close: their people are laid off, their creditors get their parts, and the bank bears what is left.

    forgiven: what the bank has lost beside that, yuan, shape (firms,).
    """
    firms = state.firms
    _lose_loans(state, _settle_estates(state, closing) + forgiven)
    gone = np.flatnonzero(closing & (firms.buyer >= 0))
    np.maximum.at(firms.lost_supplier, firms.buyer[gone], firms.specificity[gone])
    firms.alive[closing] = False
    firms.empty(closing)
