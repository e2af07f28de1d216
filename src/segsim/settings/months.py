"""Which months does a run have, and how is a month written?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from segsim.plumbing.errors import InputError

BEGINNING = -(10**6)  # a month before any other: from the first month of the burn-in


@dataclass(frozen=True)
class Time:
    """Months of a run. Months are counted from `start`, the first reported one, which has index 0."""

    start: tuple[int, int] = (2006, 1)
    end: tuple[int, int] = (2020, 12)
    burn_in: int = 24

    @property
    def months(self) -> int:
        """Reported months, both ends counted."""
        return self.index_of(*self.end) + 1

    def index_of(self, year: int, month: int) -> int:
        """Index of a calendar month; negative before the start."""
        return (year - self.start[0]) * 12 + month - self.start[1]

    def year_month(self, index: int) -> tuple[int, int]:
        """Calendar month of an index."""
        months = self.start[0] * 12 + self.start[1] - 1 + index
        return months // 12, months % 12 + 1


def month_index(value: Any, time: Time, what: str, where: str) -> int:
    """Index of a month written as 2010-07, or of `start`; InputError otherwise."""
    if value == "start":
        return BEGINNING
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(value))
    if not match:
        raise InputError(f"{what} is a month written as 2010-07, not {value!r} (set in {where})")
    return time.index_of(int(match[1]), int(match[2]))
