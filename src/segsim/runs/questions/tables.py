"""How is an answer told? A heading and rows of words, with as many digits as mean something."""

from __future__ import annotations

from segsim.analysis import numbers

Listing = tuple[tuple[str, ...], list[tuple[str, ...]]]


def say(value: float, half_width: float = float("nan"), unit: str = "") -> str:
    """A level as every output writes it, with half the width of its interval where there is one."""
    return typed(numbers.with_margin(value, half_width, unit))


def changed(mean: float, low: float, high: float, unit: str = "") -> tuple[str, str, str]:
    """A difference and the ends of its interval, as every output writes them."""
    told = numbers.change(mean, low, high, unit)
    return typed(told.text), typed(told.low), typed(told.high)


def typed(text: str) -> str:
    """With signs that every terminal has."""
    return "-" if text.startswith(numbers.NONE) else text.replace(numbers.MINUS, "-")
