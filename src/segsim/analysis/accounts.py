"""Who pays and who gains, in yuan a year and in jobs, of all the people that the model stands for?

In words. A worker of the model stands for world.persons_per_agent people, so sums are multiplied by it. Yuan are those
of the years in the window; a difference is one between two worlds with the same prices outside. Each account is worked
out month by month and seed by seed, as a product of what was recorded, before the difference is taken.

Choices. Workers' pay is what is due for work in the two chains and for riding. Owners get profit after tax, cities and
the centre what comes in less what they hand to firms. What people earn at home in the countryside is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.analysis.differences import Asked, Wide, mean_over_moments, months_of, statistics
from segsim.analysis.verdict import holm
from segsim.indicators.groups import SEGMENTS, TIER_GROUPS, address

COLUMNS = (
    "policy", "kind", "group", "unit", "baseline", "value", "difference", "low", "high", "p", "p_holm", "seeds",
    "people",
)  # fmt: skip
MONTHS = 12.0
YUAN, A_HEAD, JOBS, PEOPLE = "yuan/year", "yuan/year and head", "jobs", "people"
Values = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Account:
    """One line: of whom, in what, from which recorded indicators, and how; `people` counts those concerned."""

    kind: str
    group: str
    unit: str
    needs: tuple[str, ...]
    measure: Callable[[Values], np.ndarray]
    people: Callable[[Values], np.ndarray] | None = None


def _pay(name: str) -> tuple[Account, ...]:
    pay, jobs = address("earnings", name), address("employment", name)
    return (
        Account("workers", name, YUAN, (pay, jobs), lambda v: MONTHS * v[pay] * v[jobs], lambda v: v[jobs]),
        Account("workers", name, A_HEAD, (pay, jobs), lambda v: MONTHS * v[pay], lambda v: v[jobs]),
    )


def _jobs(name: str) -> Account:
    jobs = address("employment", name)
    return Account("jobs", name, JOBS, (jobs,), lambda v: v[jobs], lambda v: v[jobs])


def _in_cities(v: Values) -> np.ndarray:
    """Everybody in cities who works, rides or looks for work: unemployment and riders are shares of these."""
    return v["employment"] / (1.0 - v["unemployment_rate"] - v["platform_workers"])


def _riders(v: Values) -> np.ndarray:
    return v["platform_workers"] * _in_cities(v)


def _unemployed(v: Values) -> np.ndarray:
    return v["unemployment_rate"] * _in_cities(v)


def _riders_pay(v: Values) -> np.ndarray:
    return np.where(_riders(v) == 0.0, 0.0, MONTHS * v["platform_pay"] * _riders(v))


_CITY_PEOPLE = ("employment", "unemployment_rate", "platform_workers")


def _of_sum(kind: str, group: str, name: str) -> Account:
    return Account(kind, group, YUAN, (name,), lambda v: MONTHS * v[name])


ACCOUNTS = (
    *(account for name in SEGMENTS for account in _pay(name)),
    Account("workers", "riders", YUAN, (*_CITY_PEOPLE, "platform_pay"), _riders_pay, _riders),
    *(_of_sum("firms", tier, address("profit", tier)) for tier in TIER_GROUPS),
    _of_sum("cities", "all cities", "city_income"),
    _of_sum("centre", "centre", "centre_income"),
    *(_jobs(name) for name in SEGMENTS),
    Account("jobs", "riders", PEOPLE, _CITY_PEOPLE, _riders, _riders),
    Account("jobs", "unemployed", PEOPLE, _CITY_PEOPLE, _unemployed, _unemployed),
)
NEEDED = tuple(dict.fromkeys(name for entry in ACCOUNTS for name in entry.needs))


def accounts(baseline: Path, policy: Path, asked: Asked, persons: float) -> pd.DataFrame:
    """One row an account of one policy: paired difference with its 95 % interval, and the real people it is about."""
    wanted = replace(asked, indicators=NEEDED)
    before, after = (_named(months_of(folder, wanted)) for folder in (baseline, policy))
    rows = []
    for entry in (entry for entry in ACCOUNTS if set(entry.needs) <= set(before) & set(after)):
        scale = 1.0 if entry.unit == A_HEAD else persons
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (entry.measure(values) * scale for values in (before, after))
            people = persons * float(np.nanmean(entry.people(before))) if entry.people else float("nan")
        known = np.isfinite(one) & np.isfinite(other)
        level, difference = (mean_over_moments(values[None], known[None]) for values in (one, other - one))
        details = statistics(level, difference, asked.precision).iloc[0]
        numbers = {name: details[name] for name in ("baseline", "value", "difference", "low", "high", "p", "seeds")}
        rows.append({"kind": entry.kind, "group": entry.group, "unit": entry.unit, **numbers, "people": people})
    return pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in ("policy", "p_holm")])


def of_policies(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The accounts of all policies under one another, one family for Holm's correction."""
    table = pd.concat([part.assign(policy=name) for name, part in parts.items()], ignore_index=True)
    return table.assign(p_holm=holm(table["p"].to_numpy()))[list(COLUMNS)]


def _named(wide: Wide) -> dict[str, np.ndarray]:
    """Values by indicator, each of shape (months, seeds)."""
    return {NEEDED[key]: values for key, values in zip(wide.keys, wide.held, strict=True)}
