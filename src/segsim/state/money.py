"""How does money move? Through `transfer`, which takes from one sector what it gives to another and records it."""

from __future__ import annotations

import numpy as np

from segsim.state import SECTORS, State

WORKERS, FIRMS, CITIES, CENTRE, BANK, ABROAD = range(len(SECTORS))
_TABLES = {WORKERS: "workers", FIRMS: "firms", CITIES: "cities"}
TOLERANCE = 1e-9  # relative to the amount moved: rounding of float64 sums over a million rows


class Moved:
    """An amount whose deposits a kernel has already changed; only the entry in the accounts is still to be made."""

    def __init__(self, total: float) -> None:
        self.total = float(total)


def transfer(state: State, item: str, payer: int, pays, receiver: int, gets) -> None:
    """Move money from one sector to another and record it under `item` in the transaction matrix.

    `pays` and `gets` are yuan: an array with one amount a row of the sector's table, one number for a sector without
    rows (centre, bank, abroad), or `Moved(total)`. Raises ArithmeticError where the two sides differ.
    """
    paid, got = _total(pays), _total(gets)
    if abs(paid - got) > TOLERANCE * max(abs(paid), abs(got), 1.0):
        raise ArithmeticError(f"{item}: {SECTORS[payer]} pay {paid!r} yuan but {SECTORS[receiver]} get {got!r}")
    _move(state, payer, pays, np.subtract)
    _move(state, receiver, gets, np.add)
    book = getattr(state.sectors, item)
    book[payer] -= paid
    book[receiver] += paid


def _total(amount) -> float:
    if isinstance(amount, Moved):
        return amount.total
    return float(amount.sum()) if isinstance(amount, np.ndarray) else float(amount)


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
    """Money of each sector now, in yuan; shape (6,)."""
    held = state.sectors.deposits.copy()
    for sector, table in _TABLES.items():
        held[sector] = getattr(state, table).deposits.sum()
    return held
