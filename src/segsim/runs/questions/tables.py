"""How is an answer told? A heading and rows of words, with as many digits as mean something."""

from __future__ import annotations

from math import isfinite

Listing = tuple[tuple[str, ...], list[tuple[str, ...]]]


def say(value: float, half_width: float = float("nan")) -> str:
    """A number with as many digits as mean something, and its interval where there is one."""
    if not isfinite(value):
        return "-"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3
    spread = f" ± {half_width:,.{digits}f}" if isfinite(half_width) else ""
    return f"{value:,.{digits}f}{spread}"
