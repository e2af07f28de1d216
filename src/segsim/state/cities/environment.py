"""Cities, environment: what is in its air, and who gets a car plate?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column
from segsim.state.codes import Plates

f8, i1 = np.float64, np.int8


class Environment:
    """The part of Cities that mechanisms/environment writes."""

    state_holding = Column(
        f8, "share", "rate", "share of its firms' demand that is for state-linked car makers", start=0.0
    )
    plate_scheme = Column(
        i1, "code", "trait", "whose car plates it limits by (codes.Plates), 0 none of its own", codes=Plates
    )
    plate_quota = Column(
        f8, "share", "law", "plates over wishes for a first one on the trend (限牌); 1 for no limit", start=1.0
    )
    pollution = Column(
        f8, "index", "state", "pollution in air and water; 1 is the mean of cities in the first month", start=1.0
    )
    pollution_protest = Column(f8, "protests/month", "flow", "protests over pollution")
    emission_monitoring = Column(
        f8, "ratio", "rate", "how easily violated emission standards are detected, by anybody", start=1.0
    )
    smog_shutdown = Column(
        f8, "share", "rate", "share of the month in which plants stand still under smog alerts", start=0.0
    )
