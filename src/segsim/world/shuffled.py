"""What would be left between tiers if their labels said nothing about the firms that carry them? A negative control.

Among the firms of one industry, everything that a firm has is dealt out anew, whatever its tier: place, owner, ties,
detection multiplier, and the value of an hour together with first pay. The place in the chain, its technology and the
rules that go by tier stay. What still tells tiers apart is then put in by those rules (evidence/model.md N1, 9.2).
"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.streams import stream_key, uniforms
from segsim.state import Firms

_DEALT = (
    "city", "owner", "held_by_state", "held_by_foreigners", "held_by_overseas_chinese", "held_privately", "connection",
    "detection_multiplier",
)  # fmt: skip


def shuffle_labels(firms: Firms, seed: int) -> np.ndarray:
    """Deal out what firms have; gives back the market from which each has pay and productivity, shape (firms,)."""
    random_draw = uniforms(stream_key(seed, "world/labels", 0), firms.rows)
    giver = np.arange(firms.rows)
    for industry in np.unique(firms.industry):
        rows = np.flatnonzero(firms.industry == industry)
        giver[rows] = rows[np.argsort(random_draw[rows], kind="stable")]
    for name in _DEALT:
        column = getattr(firms, name)
        column[:] = column[giver]
    return firms.market[giver].astype(np.int64)
