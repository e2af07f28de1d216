"""Cities, schooling: which children find a school place?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

f8 = np.float64


class Schooling:
    """The part of Cities that mechanisms/schooling writes."""

    refused_share = Column(
        f8, "share", "rate", "its migrants whose child was refused a school place in the last round", start=0.0
    )
    school_offer_gap = Column(
        f8, "share", "rate", "applicants' children with a school place, less the baseline offer", start=0.0
    )
