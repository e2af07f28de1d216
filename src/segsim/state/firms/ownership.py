"""Firms, ownership: whose capital is in it?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import COPY, MADE, Column

f4 = np.float32
_ONE = "shares of capital sum to one, and the registration follows from them (rules/owners.py)"


def _held(meaning: str) -> Column:
    return Column(f4, "share", "state", f"of its capital that {meaning}", start=MADE, entrant=COPY, tied=_ONE)


class Ownership:
    """The part of Firms that says whose its capital is; no mechanism changes it."""

    held_by_state = _held("the state and its groups hold")
    held_by_foreigners = _held("foreign groups hold")
    held_by_overseas_chinese = _held("families and groups of Taiwan, Hong Kong and Macao hold")
    held_privately = _held("private owners of the mainland hold")
