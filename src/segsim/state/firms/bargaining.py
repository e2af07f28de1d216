"""Firms, bargaining: who speaks for its workers, and what did they win?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column
from segsim.state.codes import Union

f8, i1 = np.float64, np.int8


class Bargaining:
    """The part of Firms that mechanisms/bargaining writes."""

    union = Column(i1, "code", "state", "0 none, 1 captured, 2 genuine", start=0, entrant=0, codes=Union)
    voice = Column(
        f8, "ratio", "rate", "complaints relative to a firm without representatives, 1 for none", start=1.0, entrant=1.0
    )
    insurance_voice = Column(
        f8, "ratio", "rate", "complaints about contracts and insurance relative to a firm without any union",
        start=1.0, entrant=1.0,
    )  # fmt: skip
    shift_factor = Column(
        f8, "ratio", "rate", "shift norm relative to a firm without an official union", start=1.0, entrant=1.0
    )
    wage_floor = Column(f8, "yuan/hour", "rate", "bargained floor, 0 for none", start=0.0, entrant=0.0)
