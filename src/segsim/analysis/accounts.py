"""Who pays and who gains, in yuan a year and in jobs, of all the people that the model stands for?

In words. A worker of the model stands for world.persons_per_agent people, so sums are multiplied by it. Yuan are those
of the years in the window, a difference is one between two worlds with the same prices outside. Each account is worked
out month by month and seed by seed, as a product of what was recorded, before the difference is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.analysis.differences import Asked, months_of, statistics
from segsim.state.codes import Segment

COLUMNS = (
    "policy", "kind", "group", "unit", "baseline", "value", "difference", "low", "high", "seeds", "people"
)  # fmt: skip
SEGMENTS = tuple(segment.name.lower() for segment in Segment if segment < Segment.UNEMPLOYED)
MONTHS = 12.0
YUAN, A_HEAD, JOBS = "yuan/year", "yuan/year and head", "jobs"
Values = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Account:
    """One line: of whom, in what, from which recorded indicators, and how."""

    kind: str
    group: str
    unit: str
    needs: tuple[str, ...]
    measure: Callable[[Values], np.ndarray]
    heads: str = ""  # the indicator that counts the people it is about
    pooled: bool = True  # multiplied by the people that a worker stands for


def _segment(name: str) -> tuple[Account, ...]:
    pay, jobs = f"earnings_{name}", f"employment_{name}"
    return (
        Account("workers", name, YUAN, (pay, jobs), lambda v: MONTHS * v[pay] * v[jobs], jobs),
        Account("workers", name, A_HEAD, (pay,), lambda v: MONTHS * v[pay], jobs, pooled=False),
        Account("jobs", name, JOBS, (jobs,), lambda v: v[jobs], jobs),
    )


ACCOUNTS = (
    *(account for name in SEGMENTS for account in _segment(name)),
    Account("cities", "budgets", YUAN, ("city_budget",), lambda v: v["city_budget"]),
)


def accounts(baseline: Path, policy: Path, asked: Asked, persons: float) -> pd.DataFrame:
    """One row an account: paired difference with its 95 % interval, and the real heads it is about."""
    needed = tuple(
        sorted({name for entry in ACCOUNTS for name in (*entry.needs, *([entry.heads] * bool(entry.heads)))})
    )
    wanted = Asked(needed, asked.seeds, asked.window, asked.precision)
    before, after = (_named(months_of(folder, wanted), needed) for folder in (baseline, policy))
    rows = []
    for entry in ACCOUNTS:
        if not set(entry.needs) <= set(before) & set(after):
            continue
        one, other = (entry.measure(values) * (persons if entry.pooled else 1.0) for values in (before, after))
        known = np.isfinite(one) & np.isfinite(other)
        level, difference = (_mean(np.where(known, values, np.nan)) for values in (one, other - one))
        told = statistics(level[None, :], difference[None, :], asked.precision).iloc[0]
        people = persons * float(np.nanmean(before[entry.heads])) if entry.heads in before else float("nan")
        rows.append({
            "kind": entry.kind, "group": entry.group, "unit": entry.unit,
            **{name: told[name] for name in ("baseline", "value", "difference", "low", "high", "seeds")},
            "people": people,
        })  # fmt: skip
    return pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "policy"])


def _named(wide, names) -> dict[str, np.ndarray]:
    return {names[key]: values for key, values in zip(wide.keys, wide.held, strict=True)}


def _mean(values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    count = known.sum(axis=0)
    return np.divide(np.where(known, values, 0.0).sum(axis=0), count, out=np.full(count.shape, np.nan), where=count > 0)
