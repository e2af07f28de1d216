"""Firms, unrest: who is ready to strike?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8, flag = np.float64, np.bool_


class Unrest:
    """The part of Firms that mechanisms/unrest writes."""

    leverage = Column(
        f8, "ratio", "flow", "its principal buyer's loss by a usual strike here, over a year of what workers would gain"
    )
    win_chance = Column(f8, "probability", "flow", "that a strike here would win, if it is not broken up")
    active_share = Column(f8, "share", "state", "share of its workers ready to strike", start=0.0, entrant=0.0)
    struck = Column(flag, "flag", "flow", "a strike broke out this month")
    strike_won = Column(flag, "flag", "flow", "and won")
    hours_lost = Column(
        f8,
        "share",
        "rate",
        "share of this month's hours lost to a strike decided last month, by its length",
        start=0.0,
        entrant=0.0,
    )
