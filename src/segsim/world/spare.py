"""Where do new firms stand, before any has closed? In rows that are empty from the start.

Each empty row belongs to a market, as many a firm in each. What a row keeps for whoever comes (market, detection) and
traits are those of a firm of its market, drawn at random.
"""

from __future__ import annotations

import numpy as np

from segsim.state import Firms, State
from segsim.world.draws import apportion, random_draw

MARKETS = 8


def add_spare_rows(state: State, share: float, seed: int) -> None:
    """Append empty rows, so many a firm, to the firms of the first month."""
    firms = state.firms
    of_market = np.bincount(firms.market, minlength=MARKETS)
    spare = apportion(of_market.astype(float), round(share * firms.rows), least=0)
    draws = random_draw(seed, "spare", int(spare.sum()))
    market = np.repeat(np.arange(MARKETS), spare)
    first = np.cumsum(of_market) - of_market
    in_order = np.argsort(firms.market, kind="stable")
    models = in_order[first[market] + (draws * of_market[market]).astype(np.int64)]
    rows = np.append(np.arange(firms.rows), models)
    longer = Firms(rows.size)
    for column, array in firms.arrays():
        getattr(longer, column.name)[:] = array[rows]
    empty = slice(firms.rows, None)
    longer.empty(np.arange(firms.rows, rows.size))
    longer.alive[empty], longer.buyer[empty], longer.deposits[empty] = False, -1, 0.0
    longer.target_employment[empty] = 0.0
    state.firms = longer
