"""Cities, hukou: whom does it register?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column

i4 = np.int32


class Hukou:
    """The part of Cities that mechanisms/hukou writes."""

    admitted = Column(i4, "workers", "state", "migrants given local hukou in the last yearly round", start=0)
