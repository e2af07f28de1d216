"""How does money move? Through `transfer`, which takes from one party what it gives to another and records it."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.kernels import kernel
from segsim.state import SECTORS, State
from segsim.state.codes import STATE_LINKED, Owner, segment_of_market
from segsim.state.firms import Firms
from segsim.state.sectors import ABROAD, BANK, CENTRE, CITIES, FIRMS, ITEMS, WORKERS, Account, Party, Route
from segsim.state.workers import Workers

__all__ = [
    "ABROAD", "BANK", "CENTRE", "CITIES", "FIRMS", "WORKERS", "Moved", "book", "by_firm_account", "change_of_claims",
    "matrix_of", "money_of", "note_claims", "owed_by_buyer", "people_accounts", "transfer",
]  # fmt: skip

_TABLES = {WORKERS: "workers", FIRMS: "firms", CITIES: "cities"}
TOLERANCE = 1e-9  # relative to the amount moved: rounding of float64 sums over a million rows
_MARKETS = 8


class Moved:
    """An amount whose deposits a kernel has already changed; only the entry in the accounts is still to be made.

    By firm for firms and for the people of each firm, by account for people of all kinds, else one number.
    """

    def __init__(self, amount) -> None:
        self.amount = amount


def transfer(state: State, item: str, payer: int, pays, receiver: int, gets) -> None:
    """Move money from one sector to another and record it under `item` in the matrix, by sector and by account.

    `pays` and `gets` are yuan: an array with one amount a row of the sector's table, one number for a sector without
    rows (centre, bank, abroad), or `Moved`. Who pays and gets the item is said once, in state/sectors.py. Raises
    ValueError where it is somebody else, ArithmeticError where the two sides differ.
    """
    route = ITEMS[item].route
    if (payer, receiver) != (route.payer.sector, route.receiver.sector) or not route.is_money:
        raise ValueError(
            f"{item} is no payment from {SECTORS[payer]} to {SECTORS[receiver]}: state/sectors.py says "
            f"{_said(route)}; another payment is another item"
        )
    _enter(state, item, pays, gets)
    _move(state, payer, pays, np.subtract)
    _move(state, receiver, gets, np.add)


def book(state: State, item: str, pays, gets) -> None:
    """Record an item for which no money moves: a claim that grows or is lost, or capital used up. As `Moved`."""
    route = ITEMS[item].route
    if route.is_money:
        raise ValueError(f"{item} is money, {_said(route)}: it moves through transfer")
    _enter(state, item, Moved(pays), Moved(gets))


def _said(route: Route) -> str:
    kind = "a payment" if route.is_money else "a claim"
    return f"{kind} from {route.payer.name.lower()} to {route.receiver.name.lower()}"


def _enter(state: State, item: str, pays, gets) -> None:
    """Both sides of an item, in the rows of the sectors and of the accounts."""
    route = ITEMS[item].route
    paid, got = _total(pays), _total(gets)
    if abs(paid - got) > TOLERANCE * max(abs(paid), abs(got), 1.0):
        names = SECTORS[route.payer.sector], SECTORS[route.receiver.sector]
        raise ArithmeticError(f"{item}: {names[0]} pay {paid!r} yuan but {names[1]} get {got!r}")
    entries = getattr(state.sectors, item)
    entries[route.payer.sector] -= paid
    entries[route.receiver.sector] += got
    entries[route.payer.rows] -= _by_account(state, item, route.payer, pays, paid)
    entries[route.receiver.rows] += _by_account(state, item, route.receiver, gets, got)


def _total(amount) -> float:
    amount = amount.amount if isinstance(amount, Moved) else amount
    return float(amount.sum()) if isinstance(amount, np.ndarray) else float(amount)


def _by_account(state: State, item: str, party: Party, amount, total: float):
    """What each account of the party pays or gets; a number where there is one account."""
    if party.accounts == 1:
        return total
    moved = isinstance(amount, Moved)
    amount = amount.amount if moved else amount
    if party is Party.FIRMS and np.shape(amount) == (state.firms.rows,):
        return by_firm_account(state.firms, amount)
    if party is Party.STAFF and moved and np.shape(amount) == (state.firms.rows,):
        return np.bincount(state.firms.market, weights=amount, minlength=_MARKETS) @ _STAFF
    if party is Party.PEOPLE and moved and np.shape(amount) == (party.accounts,):
        return amount
    if party.sector == WORKERS and np.shape(amount) == (state.workers.rows,) and not moved:
        found = _by_worker_account(state, amount)
        return found[: party.accounts] if not found[party.accounts :].any() else _nobody(item, party)
    return _nobody(item, party)


def _nobody(item: str, party: Party):
    raise ValueError(
        f"{item}: which {party.name.lower()}? Amounts come by firm or by worker, or as Moved by firm or by account"
    )


# Which account the firms of each market and owner, and their people, belong to: sums by market and owner times these.
_LINKED = np.array([owner in STATE_LINKED for owner in Owner], dtype=np.intp)
_SEGMENT = np.array([segment_of_market(market) for market in range(_MARKETS)], dtype=np.intp)
_FIRM = 2 * _SEGMENT[:, None] + _LINKED  # among the accounts of firms, by market and owner
_STAFF = np.eye(Party.STAFF.accounts)[_SEGMENT]


def by_firm_account(firms: Firms, amount: np.ndarray) -> np.ndarray:
    """Sums of an amount a firm over the accounts of firms; shape (8,)."""
    sums = np.zeros(Party.FIRMS.accounts)
    _add_by_account(_FIRM, firms.market, firms.owner, np.asarray(amount, dtype=np.float64), sums)
    return sums


@kernel
def _add_by_account(account, market, owner, amount, sums):
    # One pass instead of numpy's four: some sixty items a month are added up like this.
    for j in range(amount.size):
        sums[account[market[j], owner[j]]] += amount[j]


def _by_worker_account(state: State, amount: np.ndarray) -> np.ndarray:
    rows = np.flatnonzero(amount)
    account = people_accounts(state.workers, state.firms, state.cities.rows - 1, rows)
    return np.bincount(account, weights=amount[rows], minlength=Party.PEOPLE.accounts)


def people_accounts(workers: Workers, firms: Firms, home: int, rows: np.ndarray) -> np.ndarray:
    """Account of each of these workers now; `home` is the row of the countryside."""
    employer = workers.employer[rows]
    jobless = np.where(workers.city[rows] == home, Account.COUNTRYSIDE, Account.UNEMPLOYED)
    jobless = np.where(workers.gig_hours[rows] > 0.0, Account.RIDERS, jobless)
    return np.where(employer >= 0, _SEGMENT[firms.market[np.maximum(employer, 0)]], jobless)


def _move(state: State, sector: int, amount, change: np.ufunc) -> None:
    if isinstance(amount, Moved):
        return
    if sector in _TABLES:
        deposits = getattr(state, _TABLES[sector]).deposits
        change(deposits, amount, out=deposits)
    else:
        held = state.sectors.deposits
        held[sector] = change(held[sector], _total(amount))


def money_of(state: State) -> np.ndarray:
    """Money of each sector now, in yuan; shape as a column of the matrix, 0 in the rows of accounts."""
    held = state.sectors.deposits.copy()
    for sector, table in _TABLES.items():
        held[sector] = getattr(state, table).deposits.sum()
    return held


def matrix_of(state: State) -> np.ndarray:
    """The social accounting matrix of the month so far, yuan; shape (items, accounts)."""
    return np.array([getattr(state.sectors, item)[len(SECTORS) :] for item in ITEMS])


CLAIMS = {"debt": "opening_debt", "wages_owed": "opening_owed", "receivables": "opening_credit"}  # of firms


def note_claims(state: State) -> None:
    """What firms owe and are owed at the start of a month, by account."""
    for claim, noted in CLAIMS.items():
        getattr(state.sectors, noted)[Party.FIRMS.rows] = _claims(state.firms, claim)


def change_of_claims(state: State, claim: str) -> np.ndarray:
    """By how much a claim (of CLAIMS) has changed since the month began, by account of firms; shape (8,).

    Of bills between firms it is what they are owed less what they owe.
    """
    return _claims(state.firms, claim) - getattr(state.sectors, CLAIMS[claim])[Party.FIRMS.rows]


def _claims(firms: Firms, claim: str) -> np.ndarray:
    amount = getattr(firms, claim)
    if claim != "receivables":
        return by_firm_account(firms, amount)
    return by_firm_account(firms, amount) - by_firm_account(firms, owed_by_buyer(firms, amount))


def owed_by_buyer(firms: Firms, owed_to: np.ndarray) -> np.ndarray:
    """What each firm owes to its linked suppliers, of whom each is owed `owed_to`; yuan, shape (firms,)."""
    linked = firms.buyer >= 0
    return np.bincount(firms.buyer[linked], weights=owed_to[linked], minlength=firms.rows)
