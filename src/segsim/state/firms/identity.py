"""Firms, identity: who is the firm, and where does it stand in its chain?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, GIVEN, KEEP, MADE, Column
from segsim.state.codes import Brand, Industry, Owner, Tier
from segsim.state.ties import CHAIN

f4, f8, i1, i2, row = np.float32, np.float64, np.int8, np.int16, np.intp
_ONE = "shares of capital sum to one, and the registration follows from them"


def _held(by: str) -> Column:
    return Column(f4, "share", "state", f"of its capital that {by}", start=MADE, entrant=COPY, tied=_ONE)


class Identity:
    """The part of Firms that says which it is."""

    born = Column(i2, "month index", "state", "month in which the firm in this row began", start=MADE, entrant=GIVEN)
    industry = Column(i1, "code", "state", "0 auto, 1 IT", start=MADE, entrant=KEEP, codes=Industry, tied=CHAIN)
    tier = Column(
        i1,
        "code",
        "state",
        "place in the chain: 0 lead, 1 first tier or contract manufacturer, 2, 3",
        start=MADE,
        entrant=KEEP,
        codes=Tier,
        tied=CHAIN,
    )
    market = Column(
        row,
        "row",
        "link",
        "market it sells in: industry x tier",
        links_to="markets",
        start=MADE,
        entrant=KEEP,
        tied=CHAIN,
    )
    owner = Column(
        i1,
        "code",
        "state",
        "as it is registered, which follows from whose its capital is: 0 joint venture, 1 overseas Chinese, 2 private, "
        "3 state",
        start=MADE,
        entrant=COPY,
        codes=Owner,
    )
    held_by_state = _held("the state and its groups hold")
    held_by_foreigners = _held("foreign groups hold")
    held_by_overseas_chinese = _held("families and groups of Taiwan, Hong Kong and Macao hold")
    held_privately = _held("private owners of the mainland hold")
    brand = Column(
        i1,
        "code",
        "state",
        "under whose name final buyers get its goods (codes.Brand)",
        start=MADE,
        entrant=COPY,
        codes=Brand,
    )
    buyer = Column(
        row,
        "row",
        "link",
        "principal buyer in the tier above, -1 for none",
        links_to="firms",
        start=MADE,
        entrant=GIVEN,
    )
    connection = Column(
        f8, "share", "state", "ties to officials (关系), 0 none to 1 their own firm", start=MADE, entrant=COPY
    )
    detection_multiplier = Column(
        f8,
        "ratio",
        "rate",
        "how easily its violations are detected, relative to the mean firm",
        start=MADE,
        entrant=KEEP,
    )
