"""Firms, finance: what does it own, owe and earn, and does it live?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import GIVEN, MADE, Column
from segsim.state.ties import FAILURE, MONEY

f8, i2, flag = np.float64, np.int16, np.bool_


class Finance:
    """The part of Firms that mechanisms/finance writes."""

    alive = Column(flag, "flag", "flag", "operates this month", start=MADE, entrant=GIVEN, tied=FAILURE)
    closed = Column(flag, "flag", "flow", "closed this month")
    entered = Column(flag, "flag", "flow", "began this month")
    deposits = Column(f8, "yuan", "state", "money", start=MADE, entrant=GIVEN, tied=MONEY)
    debt = Column(f8, "yuan", "state", "owed to the bank", start=0.0, entrant=0.0)
    interest = Column(f8, "yuan/month", "flow", "interest on debt")
    tax = Column(f8, "yuan/month", "flow", "profit tax paid after rebate")
    profit = Column(f8, "yuan/month", "flow", "after interest, depreciation, fines and tax")
    profit_trend = Column(f8, "yuan/month", "rate", "smoothed profit before bonus", start=0.0, entrant=0.0)
    credit_room = Column(f8, "yuan", "state", "what the bank would lend it for building", start=0.0, entrant=0.0)
    uncovered = Column(
        i2, "months", "state", "months in a row in debt and with a profit trend under nothing", start=0, entrant=0
    )
    insolvent = Column(
        i2, "months", "state", "months in a row in which it owed more than all it owns would fetch", start=0, entrant=0
    )
    closed_employment = Column(f8, "workers/month", "flow", "people whom it employed when it closed")
    defaulted = Column(f8, "yuan/month", "flow", "bank debt that was forgiven, or left behind when it closed")
    lost_supplier = Column(
        f8, "share", "rate", "of its line that stands still without a supplier that closed last month", start=0.0,
        entrant=0.0,
    )  # fmt: skip
    receivables_lost = Column(f8, "yuan/month", "flow", "owed by a buyer that failed, and lost")
