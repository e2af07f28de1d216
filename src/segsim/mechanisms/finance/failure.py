"""Which firms close, and whom do the state and the bank keep alive?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.finance.params import Params
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.owners import is_state_linked
from segsim.state import Firms, State
from segsim.state.codes import Tier
from segsim.state.money import BANK, book, owed_by_buyer

_SAVED, _GIVES_UP = 0, 4  # draws; entry.py has those between
_SMALLEST = 0.1  # of mean employment: the smallest shops are alike, so that no chance hangs on one head; assumed
_LONG = 1000  # months; any number would do that a narrow column holds
_HALF = 0.5  # of its market's mean return that a firm takes for the times and not for itself; assumed


def net_worth(state: State, resale: float) -> np.ndarray:
    """What would be left of a firm if it closed today and all debts were paid, yuan; shape (firms,), 0 for empty rows.

    Capital is worth what it would fetch, money and bills what they say.
    """
    firms = state.firms
    owned = firms.deposits + firms.receivables + resale * capital_value(state)
    owed = firms.debt + firms.wages_owed + owed_by_buyer(firms, firms.receivables)
    return np.where(firms.alive, owned - owed, 0.0)


def capital_value(state: State) -> np.ndarray:
    """Capacity at the price of new one, yuan; shape (firms,), 0 for empty rows."""
    firms = state.firms
    price = state.markets.capital_per_unit[firms.market] * state.nation.cpi[0]
    return np.where(firms.alive, price * or_zero(firms.capacity), 0.0)


def returns(state: State) -> tuple[np.ndarray, np.ndarray]:
    """Expected return on capital a year of each firm and of each market as a whole; shapes (firms,) and (8,)."""
    firms = state.firms
    capital, profit = capital_value(state), np.where(firms.alive, 12.0 * firms.profit_trend, 0.0)
    own = profit / np.maximum(capital, 1e-9)
    earned, bound = (np.bincount(firms.market, weights=each, minlength=8) for each in (profit, capital))
    return own, earned / np.maximum(bound, 1e-9)


def chance_of_giving_up(size, expected_return, params: Params):
    """Chance a month that owners close a firm that could pay; size is employment over the mean of all firms."""
    hopeless = 1.0 / (1.0 + np.exp((expected_return - params.least_return) / params.return_spread))
    return params.exit_hazard * np.maximum(size, _SMALLEST) ** -params.size_exponent * hopeless + params.base_exit


def relative_size(firms: Firms) -> np.ndarray:
    """Employment over the mean of all firms in operation; shape (firms,)."""
    return firms.employment / max(firms.employment[firms.alive].mean() if firms.alive.any() else 0.0, 1e-9)


def _close_and_keep(state: State, params: Params, key: np.uint64) -> tuple[np.ndarray, np.ndarray]:
    """Who closes this month, and who is insolvent and kept; flags of shape (firms,)."""
    firms = state.firms
    under = firms.alive & (net_worth(state, params.resale) < 0.0)
    firms.insolvent[:] = np.where(under, np.minimum(firms.insolvent + 1, _LONG), 0)
    insolvent = firms.insolvent >= params.insolvency
    own, of_market = returns(state)
    size = relative_size(firms)
    chance = chance_of_giving_up(size, own - _HALF * of_market[firms.market], params)
    gives_up = (uniforms(key, firms.rows, _GIVES_UP) < chance) & (firms.tier != Tier.LEAD)
    saved = is_state_linked(firms.owner) & (uniforms(key, firms.rows, _SAVED) < params.soft_budget)
    closing = firms.alive & (insolvent | (firms.distress >= params.patience) | gives_up)
    closing &= ~saved & (size <= params.giant)
    _spare_the_last(firms, closing, params.least_firms)
    return closing, insolvent & ~closing


def _spare_the_last(firms: Firms, closing: np.ndarray, least: int) -> None:
    """So many firms of a market stay whatever happens: the largest of those that would close. Changes `closing`."""
    living, leaving = (np.bincount(firms.market[flag], minlength=8) for flag in (firms.alive, closing))
    for market in np.flatnonzero((leaving > 0) & (living - leaving < least)):
        rows = np.flatnonzero(closing & (firms.market == market))
        stay = min(rows.size, least - (living[market] - leaving[market]))
        closing[rows[np.argsort(-firms.capacity[rows], kind="stable")[:stay]]] = False


def _restructure(state: State, kept: np.ndarray, resale: float) -> np.ndarray:
    """The bank forgives the insolvent that are kept what is beyond their worth: what it loses, yuan; shape (firms,)."""
    firms = state.firms
    forgiven = np.where(kept, np.minimum(firms.debt, np.maximum(0.0, -net_worth(state, resale))), 0.0)
    firms.debt -= forgiven
    firms.insolvent[kept] = 0
    return forgiven


def _lose_loans(state: State, lost: np.ndarray) -> None:
    """The bank's claims are gone and no money moves: capital bears it, and a memo keeps the loss in sight."""
    state.firms.defaulted[:] = lost
    state.sectors.bad_loans[BANK] += lost.sum()
    state.nation.bank_capital -= lost.sum()
    book(state, "lost_loans", float(lost.sum()), lost)
