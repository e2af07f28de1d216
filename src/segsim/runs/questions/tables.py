"""How is an answer written? A heading and rows of words, with as many digits as mean something."""

from __future__ import annotations

from segsim.analysis import numbers

Listing = tuple[tuple[str, ...], list[tuple[str, ...]]]


def format_number(value: float, margin_of_error: float = float("nan"), unit: str = "") -> str:
    """A level as every output writes it, with its margin of error where there is one."""
    return typed(numbers.with_margin(value, margin_of_error, unit))


def changed(mean: float, low: float, high: float, unit: str = "") -> tuple[str, str, str]:
    """A difference and the ends of its interval, as every output writes them."""
    details = numbers.change(mean, low, high, unit)
    return typed(details.text), typed(details.low), typed(details.high)


def typed(text: str) -> str:
    """With signs that every terminal has."""
    return "-" if text.startswith(numbers.NONE) else text.replace(numbers.MINUS, "-")
