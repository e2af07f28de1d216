"""Which differences are called clear? One rule for every table, printed page and HTML page.

In words. A difference is clear where its p-value, after Holm's step-down correction within its family, is below 5 %.
Its own 95 % interval does not decide: of twenty differences without an effect, one has an interval without zero. Where
there is no p-value (one seed) there is no verdict, and nothing is drawn as clear.

A family is what is laid before a reader at once, who could pick from it whatever stands out; FAMILIES has them all.
Preregistered predictions (`segsim predictions`) are not picked, and are judged one by one in runs/questions.

Source. Holm 1979, Scandinavian Journal of Statistics 6: 65-70.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

LEVEL = 0.05
CLEAR, NOT_CLEAR, NO_VERDICT = "clear", "not clear", "-"
NATION, CELLS, ACCOUNTS, CHART, MAP, CHANNELS = "nation", "cells", "accounts", "chart", "map", "channels"
FAMILIES = {
    NATION: "all indicators, groups and policies asked for, of the nation and its groups",
    CELLS: "all indicators and policies asked for, of every region, industry, tier and hukou",
    ACCOUNTS: "all groups, units and policies of the accounts",
    CHART: "all lines, years and policies of one printed chart",
    MAP: "all cities of one map: one indicator, policy and year",
    CHANNELS: "all mechanisms that mediate one effect",
}


def is_clear(p_holm: np.ndarray | float) -> np.ndarray:
    """True where a corrected p-value is below the level."""
    return np.asarray(p_holm, dtype=float) < LEVEL


def verdicts(p_holm: np.ndarray | Sequence[float]) -> list[str]:
    """The same as words."""
    values = np.asarray(p_holm, dtype=float)
    return [
        CLEAR if clear else NOT_CLEAR if known else NO_VERDICT
        for clear, known in zip(is_clear(values), np.isfinite(values), strict=True)
    ]


def verdict(p_holm: float) -> str:
    """The word for one corrected p-value."""
    return verdicts([p_holm])[0]


def holm(p_values: np.ndarray) -> np.ndarray:
    """P-values of one family, corrected for their number (those that are NaN are not counted)."""
    p_values = np.asarray(p_values, dtype=float)
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    stepped = p_values[order] * np.arange(order.size, 0, -1)
    corrected = np.full(p_values.shape, np.nan)
    corrected[order] = np.minimum(np.maximum.accumulate(stepped), 1.0) if order.size else stepped
    return corrected


def holm_by(p_values: np.ndarray, families: Sequence[Hashable]) -> np.ndarray:
    """The same within each family; `families` has a label for each p-value."""
    p_values, corrected = np.asarray(p_values, dtype=float), np.full(len(families), np.nan)
    places: dict[Hashable, list[int]] = {}
    for place, family in enumerate(families):
        places.setdefault(family, []).append(place)
    for rows in places.values():
        corrected[rows] = holm(p_values[rows])
    return corrected


def rule(family: str, size: int | None = None) -> str:
    """What `clear` means in a picture or table, and which differences stand in its family."""
    number = f"{size} differences: " if size else ""
    return f"clear: p below {LEVEL:g} after Holm's correction for {number}{FAMILIES[family]}"
