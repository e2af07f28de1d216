"""What is measured: pure functions of the state, each with its unit and the real series it stands for.

    from segsim.indicators import INDICATORS, measure
    measure(model.state, "overtime_share", "earnings:core", "earnings:core/lower_tiers", "gini")

One file a question. `INDICATORS` holds them all by name, in the order of the files; groups.py says for whom.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.compiled import FILES, INDICATORS, PLAN
from segsim.indicators.counts import Before, ByGroup, Counts, by_group, count
from segsim.indicators.groups import GROUPS, OVER, address, place_of, split, two_groups
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.snapshot import Snapshot
from segsim.plumbing.errors import unknown
from segsim.state import State

__all__ = ["FILES", "INDICATORS", "PLAN", "Indicator", "Published", "addresses", "measure", "named"]


def named(word: str) -> Indicator:
    """The indicator of a word such as earnings, earnings:core or earnings:core/lower_tiers; else the near words."""
    name, group = split(word)
    if name not in INDICATORS:
        raise unknown("indicator", name, INDICATORS)
    found = INDICATORS[name]
    if not found.is_of(group):
        raise unknown(f"group of {name}", group, found.groups)
    return found.of(group)


def addresses() -> tuple[str, ...]:
    """Every recorded series: each indicator for each of its groups."""
    return tuple(address(name, group) for name, entry in INDICATORS.items() for group in entry.groups)


def measure(state: State, *names: str, before: Before | None = None, cpi_2010: float = np.nan) -> dict[str, float]:
    """Values now of the indicators of these names (of every indicator and group that need no years, without any).

    `before` is what `Before.of(state)` gave a month ago; without it nobody is seen to change jobs. Mobility is missing,
    and what is real where `model.outside.cpi_2010` is not given.
    """
    every = () if names else (word for word in addresses() if INDICATORS[split(word)[0]].basis != "years")
    wanted = {word: named(word) for word in names or every}
    if late := [word for word, entry in wanted.items() if entry.basis == "years"]:
        raise ValueError(f"{', '.join(late)}: needs whole years, which are read out of a stored run")
    tables = count(state, PLAN, before, cpi_2010)
    groups, seen = by_group(PLAN, [ByGroup.of(tables)]), Snapshot(state, tables)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {word: _value(entry, groups, seen) for word, entry in wanted.items()}


def _value(entry: Indicator, groups: Counts, seen: Snapshot) -> float:
    if entry.basis != "counts":
        return float(np.asarray(entry.value(groups if entry.basis == "groups" else seen)).item())
    values = np.broadcast_to(entry.value(groups), (1, len(GROUPS)))[0]
    pair = two_groups(entry.group)
    if pair is None:
        return float(values[place_of(entry.group)])
    one, other = values[place_of(pair[0])], values[place_of(pair[2])]
    return float(one / other if pair[1] == OVER else one - other)
