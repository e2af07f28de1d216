"""Cities, local government: what does its government offer, earn and try?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column
from segsim.state.codes import Instrument

f8, i1, i4 = np.float64, np.int8, np.int32


class LocalGovernment:
    """The part of Cities that mechanisms/local_government writes."""

    # Mean over jobs; world/places.py spreads this and the next two by region.
    enforcement_effort = Column(f8, "ratio", "rate", "inspections relative to the national rate", start=1.0)
    # Assumed.
    tax_rebate = Column(f8, "share", "rate", "share of profit tax handed back", start=0.1)
    # Assumed.
    land_discount = Column(f8, "share", "rate", "share of overhead saved by cheap industrial land", start=0.1)
    # Assumed: only to start from.
    minimum_wage_ratio = Column(f8, "share", "rate", "minimum wage it aims at, relative to local mean pay", start=0.4)
    relocation_subsidy = Column(f8, "share", "rate", "part of a plant's moving bill that it pays", start=0.0)
    inland_subsidy = Column(
        f8, "share", "rate", "the same, promised beside it by inland programmes to large IT plants", start=0.0
    )
    park_subsidy = Column(f8, "share", "rate", "the same, promised to parts makers near the car cities", start=0.0)
    output_year = Column(f8, "yuan", "state", "value of output so far this year", start=0.0)
    output_last_year = Column(f8, "yuan", "state", "value of output last year", start=0.0)
    revenue_year = Column(f8, "yuan", "state", "tax and fines so far this year", start=0.0)
    revenue_last_year = Column(f8, "yuan", "state", "tax, fines and land last year", start=0.0)
    subsidies_year = Column(f8, "yuan", "state", "paid to plants for moving here so far this year", start=0.0)
    score = Column(f8, "index", "state", "score in the last tournament, weighted ranks of 0 to 1", start=0.0)
    level_score = Column(f8, "index", "state", "the part of the last score that measures levels, not change", start=0.0)
    trial = Column(
        i1, "code", "state", "instrument that it tries out this year (codes.Instrument)", start=0, codes=Instrument
    )
    trial_step = Column(f8, "ln or share", "rate", "change of that instrument in January, 0 for none", start=0.0)
    promoted = Column(i4, "leaders", "state", "leaders promoted away since the start", start=0)
