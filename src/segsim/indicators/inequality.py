"""How unequal is pay, and how much of that lies between places in the chain, hukou groups and regions?

Population: workers with a job, by their pay of the month. The published Gini is of household income per head with
farmers, the old and the rich, so its level is not comparable.

Equations.  y pay, mu its mean, s_g the share of group g in workers, mu_g its mean
  Theil = mean of (y / mu) ln(y / mu);   between groups = sum over g of s_g (mu_g / mu) ln(mu_g / mu)
  Gini  = sum over i of (2 i - n - 1) y_i / (n sum y), y in rising order, i from 1

Sources. Theil (1967), decomposition by groups as in Shorrocks (1980) (recalled).

Choices. Above SORTED workers the Gini uses the top 16 bits of each float32 as its bin and the bin's own mean: error
about 2e-6, in a tenth of the time of a sort.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import WORKERS, AtWork
from segsim.indicators.snapshot import Snapshot
from segsim.plumbing.kernels import kernel
from segsim.state import Workers

SORTED = 100_000
WITH_A_JOB = "workers with a job"
_EARNINGS = (Workers.base_pay, Workers.overtime_pay, Workers.bonus)


def earnings_of_workers(seen: Snapshot) -> np.ndarray:
    """Pay of the month of every worker with a job, float32."""
    workers = seen.state.workers
    pay = np.empty(workers.employer.size, np.float32)
    return pay[: _pay(workers.employer, workers.base_pay, workers.overtime_pay, workers.bonus, pay)]


@kernel
def _pay(employer, base_pay, overtime_pay, bonus, pay):
    n = 0
    for i in range(employer.size):
        if employer[i] >= 0:
            pay[n] = float(base_pay[i]) + float(overtime_pay[i]) + float(bonus[i])
            n += 1
    return n


def gini(values: np.ndarray) -> float:
    """Gini coefficient of values that are not negative."""
    if values.size == 0 or values.sum() <= 0.0:
        return np.nan
    return _gini_sorted(values) if values.size < SORTED else gini_binned(values)


def _gini_sorted(values: np.ndarray) -> float:
    ordered = np.sort(values).astype(np.float64)
    rank = np.arange(1, ordered.size + 1)
    return float(((2 * rank - ordered.size - 1) * ordered).sum() / (ordered.size * ordered.sum()))


def gini_binned(values: np.ndarray) -> float:
    """Gini coefficient from bins of the top 16 bits of float32, for many values."""
    employment, sums = np.zeros(65536), np.zeros(65536)
    _bin(np.ascontiguousarray(values, dtype=np.float32).view(np.uint32), values.astype(np.float32), employment, sums)
    held = employment > 0
    employment, sums = employment[held], sums[held]
    below = np.cumsum(employment) - employment
    return float((sums * (2.0 * below + employment - values.size)).sum() / (values.size * sums.sum()))


@kernel
def _bin(bits, values, employment, sums):
    for i in range(values.size):
        place = np.int64(bits[i] >> np.uint32(16))
        employment[place] += 1.0
        sums[place] += float(values[i])


def theil(values: np.ndarray) -> float:
    """Theil index of positive values; those of zero add nothing."""
    if values.size == 0 or values.sum() <= 0.0:
        return np.nan
    return float(_theil(values, values.mean(dtype=np.float64)))


@kernel
def _theil(values, mean):
    total = 0.0
    for i in range(values.size):
        relative = float(values[i]) / mean
        if relative > 0.0:
            total += relative * np.log(relative)
    return total / values.size


def theil_between(employment: np.ndarray, sums: np.ndarray) -> float:
    """Part of the Theil index that lies between groups, from their numbers of workers and summed values."""
    held = (employment > 0) & (sums > 0)
    employment, sums = employment[held], sums[held]
    if employment.size == 0:
        return np.nan
    relative = (sums / employment) / (sums.sum() / employment.sum())
    return float((sums / sums.sum() * np.log(relative)).sum())


_AXES = {"tier": (1, 2), "hukou": (3,), "region": (0,)}  # axes of counts.Tables.workers that tell the groups apart


def whole(seen: Snapshot) -> float:
    """Theil index of workers' pay."""
    return theil(seen.once(earnings_of_workers))


def between(seen: Snapshot, groups: str) -> float:
    """Part of the Theil index of pay between industry x tier, hukou groups or regions."""
    table = seen.tables.workers
    gone = tuple(axis for axis in range(4) if axis not in _AXES[groups])
    return theil_between(*(table[..., WORKERS.index(one)].sum(axis=gone) for one in (AtWork.workers, AtWork.earnings)))


def _between(groups: str, description: str) -> Indicator:
    return Indicator(
        f"theil_between_{groups}", lambda seen: between(seen, groups), "index",
        f"part of the Theil index between {description}", "none published", basis="state", measures=_EARNINGS,
    whose=WITH_A_JOB,
    )  # fmt: skip


gini_of_pay = Indicator(
    "gini", lambda seen: gini(seen.once(earnings_of_workers)), "index", "Gini coefficient of workers' pay",
    "none comparable: the published Gini is of household income per head", basis="state", measures=_EARNINGS,
    whose=WITH_A_JOB,
)  # fmt: skip
theil_of_pay = Indicator(
    "theil", lambda seen: seen.once(whole), "index", "Theil index of workers' pay", "none published", basis="state",
    measures=_EARNINGS,
    whose=WITH_A_JOB,
)  # fmt: skip
between_places = _between("tier", "places in the chain (industry and tier)")
between_hukou = _between("hukou", "urban workers and migrants")
between_regions = _between("region", "regions")
