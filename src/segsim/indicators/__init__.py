"""What is measured: pure functions of the state, each with its unit and the real series it stands for.

    from segsim.indicators import INDICATORS, measure
    measure(model.state, "overtime_share", "gini")

One file a question. `INDICATORS` holds them all by name, in the order of the files.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.indicators import (
    accidents,
    agency,
    books,
    compliance,
    decomposition,
    enforcement,
    environment,
    evaluation,
    firms,
    growth,
    hours,
    inequality,
    jobs,
    land,
    pay,
    places,
    platforms,
    products,
    regimes,
    segmentation,
    society,
    technology,
    unrest,
    upgrading,
)
from segsim.indicators.counts import GROUPS, Before, by_group, count
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.snapshot import Snapshot
from segsim.plumbing.errors import unknown
from segsim.state import State

__all__ = ["FILES", "INDICATORS", "Indicator", "Published", "measure", "named"]

FILES = (
    pay, hours, compliance, jobs, agency, unrest, firms, places, environment, evaluation, segmentation, inequality,
    decomposition, growth, technology, products, land, upgrading, regimes, society, enforcement, accidents, platforms,
    books,
)  # fmt: skip
INDICATORS: dict[str, Indicator] = {entry.name: entry for file in FILES for entry in file.INDICATORS}


def named(name: str) -> Indicator:
    """The named indicator, or InputError with the nearest names."""
    if name not in INDICATORS:
        raise unknown("indicator", name, INDICATORS)
    return INDICATORS[name]


def measure(state: State, *names: str, before: Before | None = None) -> dict[str, float]:
    """National values of the named indicators now (all that need no years, where no name is given).

    `before` is what `Before.of(state)` gave a month ago; without it nobody is seen to change jobs. Mobility is blank.
    """
    wanted = [named(name) for name in names] or [entry for entry in INDICATORS.values() if entry.basis != "years"]
    if late := [entry.name for entry in wanted if entry.basis == "years"]:
        raise ValueError(f"{', '.join(late)}: needs whole years, which the recorder keeps")
    tables = count(state, before)
    groups, seen = by_group(tables), Snapshot(state, tables)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {entry.name: float(_value(entry, groups, seen)) for entry in wanted}


def _value(entry: Indicator, groups: Any, seen: Snapshot) -> Any:
    if entry.basis == "counts":
        return entry.measure(groups)[GROUPS.index(entry.group)]
    return entry.measure(groups if entry.basis == "groups" else seen)
