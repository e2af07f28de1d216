"""Firms, trade: what has it sold and bought?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Trade:
    """The part of Firms that mechanisms/trade writes."""

    receivables = Column(f8, "yuan", "state", "owed by its principal buyer", start=0.0, entrant=0.0)
    sales = Column(f8, "yuan/month", "flow", "value of output")
    parts_bill = Column(f8, "yuan/month", "flow", "bought from the tier below or imported")
    materials_bill = Column(f8, "yuan/month", "flow", "materials, overhead, abatement and safety bought from outside")
