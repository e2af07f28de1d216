"""What is measured: pure functions of the state, each with its unit and the real series it stands for.

    from segsim.indicators import INDICATORS, measure
    measure(model.state, "overtime_share", "gini")

One file a question. `INDICATORS` holds them all by name, in the order of the files.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.compiled import FILES, INDICATORS, PLAN
from segsim.indicators.counts import Before, ByGroup, by_group, count
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.snapshot import Snapshot
from segsim.plumbing.errors import unknown
from segsim.state import State

__all__ = ["FILES", "INDICATORS", "PLAN", "Indicator", "Published", "measure", "named"]


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
    tables = count(state, PLAN, before)
    groups, seen = by_group(PLAN, [ByGroup.of(tables)]), Snapshot(state, tables)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            entry.name: float(
                entry.value(groups.of(entry.group)).item()
                if entry.basis == "counts"
                else np.asarray(entry.value(groups if entry.basis == "groups" else seen)).item()
            )
            for entry in wanted
        }
