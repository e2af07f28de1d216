"""Cities, minimum wage: which minimum wage is in force?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import MADE, Column

f8 = np.float64


class MinimumWage:
    """The part of Cities that mechanisms/minimum_wage writes."""

    minimum_wage = Column(f8, "yuan/month", "law", "legal monthly minimum wage (最低工资标准)", start=MADE)
    published_minimum = Column(
        f8, "yuan/month", "law", "minimum wage of the published notices, whatever is in force", start=MADE
    )
