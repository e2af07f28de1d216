"""Firms, payroll: what is due to its workers?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, Column
from segsim.state.codes import Claim
from segsim.state.ties import OWED

f8, i2 = np.float64, np.int16


class Payroll:
    """The part of Firms that mechanisms/payroll writes."""

    pay_ratio = Column(
        f8, "ratio", "rate", "mean hourly base pay of its people over its posted base wage", start=MADE, entrant=COPY
    )
    dispatch_employment = Column(f8, "workers", "state", "agency workers on its last payroll", start=0.0, entrant=0.0)
    dispatch_bill = Column(f8, "yuan/month", "flow", "the part of wages due that goes to agency workers")
    wages_owed = Column(f8, "yuan", "state", "owed to its workers", start=0.0, entrant=0.0, tied=OWED)
    wage_bill = Column(f8, "yuan/month", "flow", "wages due for the month")
    contributions = Column(f8, "yuan/month", "flow", "its workers' own insurance contributions due")
    bonus_bill = Column(f8, "yuan/month", "flow", "the part of wages due that is bonus")
    insurance_bill = Column(f8, "yuan/month", "flow", "employer's social insurance due on wages due")
    distress = Column(
        i2, "months", "state", "months in a row in which wages could not be paid in full", start=0, entrant=0
    )
    withheld = Column(
        f8, "yuan/month", "rate", "withheld last month by breaking rules (codes.Claim)",
        start=0.0, entrant=0.0, along=Claim,
    )  # fmt: skip
