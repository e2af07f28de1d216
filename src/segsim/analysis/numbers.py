"""How is a number written, on the screen, in print and in HTML alike?

A level has about three digits that mean something; shares are written in %. A difference has as many decimals as its
95 % interval has two digits for, and its ends the same; a difference of shares is in points: no % of anything.
The HTML report writes numbers anew as a reader chooses, so html_report/script.js has the same rules once more; a test
compares the two.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PERCENT, POINTS, NONE, MINUS = "%", " points", "none", "\u2212"
WORDS = ((1e9, " billion"), (1e6, " million"))
FINEST = 6  # decimals at most


@dataclass(frozen=True)
class Change:
    """A difference and the ends of its interval as they are written; `unit`: points, million, or nothing."""

    mean: str
    low: str
    high: str
    unit: str

    @property
    def text(self) -> str:
        """Difference with its unit."""
        return self.mean + self.unit


def is_share(unit: str) -> bool:
    """True for what is written in %: a share as it was recorded, or what is in % already."""
    return unit == PERCENT or unit.startswith("share")


def format_number(value: float, unit: str = "") -> str:
    """A level: 2,310, 47 %, 1.20, 0.087, 1.67 billion. `unit`: "share ..." as recorded, "%" in % already, or any."""
    if not math.isfinite(value):
        return NONE
    value = _scaled(value, unit)
    size = abs(value)
    if is_share(unit):
        return _fixed(value, 0 if size >= 9.95 or size < 0.005 else 1 if size >= 0.095 else 2) + " %"
    for least, word in WORDS:
        if size >= least:
            return _fixed(value / least, 0 if size >= 100 * least else 1 if size >= 10 * least else 2) + word
    if size >= 1000:
        step = 100 if size >= 10_000 else 10
        return _fixed(math.copysign(step * math.floor(size / step + 0.5), value), 0)
    digits = 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 0.1 else 3 if size >= 0.001 else 5
    return _fixed(value, digits)


def change(mean: float, low: float = math.nan, high: float = math.nan, unit: str = "") -> Change:
    """A difference with its interval; `unit` is that of the levels."""
    values = [_scaled(value, unit) for value in (mean, low, high)]
    scale, word = _word(values)
    digits = _decimals(values, scale)
    texts = [_signed(value / scale, digits) for value in values]
    return Change(texts[0], texts[1], texts[2], POINTS if is_share(unit) else word)


def with_margin(mean: float, margin_of_error: float, unit: str = "") -> str:
    """A level with its margin of error, where there is one."""
    if not math.isfinite(margin_of_error):
        return format_number(mean, unit)
    values = [_scaled(value, unit) for value in (mean, mean - margin_of_error, mean + margin_of_error)]
    scale, word = _word(values)
    digits = _decimals(values, scale)
    texts = [_fixed(value / scale, digits) for value in (values[0], _scaled(margin_of_error, unit))]
    return " ± ".join(texts) + (" %" if is_share(unit) else word)


def _scaled(value: float, unit: str) -> float:
    return 100.0 * value if unit.startswith("share") else float(value)


def _word(values: list[float]) -> tuple[float, str]:
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return next(((least, word) for least, word in WORDS if largest >= least), (1.0, ""))


def _decimals(values: list[float], scale: float) -> int:
    """So many that half the interval has two digits; without one, that the value itself has."""
    mean, low, high = values
    half = (high - low) / 2.0
    spread = (half if math.isfinite(half) and half > 0.0 else abs(mean)) / scale
    if not math.isfinite(spread) or spread == 0.0:
        return 0
    return min(FINEST, max(0, 1 - math.floor(math.log10(spread) + 1e-9)))


def _signed(value: float, digits: int) -> str:
    text = _fixed(value, digits)
    return f"+{text}" if value > 0.0 and text.strip("0.,") else text


def _fixed(value: float, digits: int) -> str:
    """So many decimals, halves away from zero, and no minus before nothing."""
    if not math.isfinite(value):
        return NONE
    text = f"{Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"
    return MINUS + text if value < 0.0 and text.strip("0.,") else text
