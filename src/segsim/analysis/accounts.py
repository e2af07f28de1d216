"""Who pays and who gains, in yuan a year and in jobs, of all the people that the model stands for?

In words. The social accounting matrix of two runs, one less the other (state/sectors.py). Three blocks of yuan: value
added, and where it is made; the distribution of value added to workers, social insurance, governments, the bank, those
who sell services, capital used up and, last, owners; and redistribution, what is then passed on between them. So the
differences of the second block sum to the difference of value added, and those of the third to nothing, in every month
and seed. Pay a head and jobs stand beside them.

A worker of the model stands for world.persons_per_agent people, so sums are multiplied by it. Yuan are those of the
years in the window; a difference is one between two worlds with the same prices outside.

Choices. Wages are those due for the month, whether paid or not: what is lost of them stands in redistribution. Taxes
and fines less subsidies are income of governments in the first place, so that owners get profit after tax; what firms
pay back to workers by order, or to the injured, is redistribution. Riders and the countryside make what they earn.
A line that is zero in both runs is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.analysis.differences import Asked, mean_over_moments, months_of, statistics
from segsim.analysis.verdict import holm
from segsim.indicators.groups import SEGMENTS, address
from segsim.state.sectors import ITEMS, OUTSIDE, Account, Block

COLUMNS = (
    "policy", "block", "kind", "group", "unit", "baseline", "value", "difference", "low", "high", "p", "p_holm",
    "seeds", "people",
)  # fmt: skip
MONTHS = 12.0
YUAN, A_HEAD, JOBS, PEOPLE = "yuan/year", "yuan/year and head", "jobs", "people"
VALUE_ADDED, DISTRIBUTION, REDISTRIBUTION = "value added", "distribution of value added", "redistribution"
PAY, EMPLOYMENT = "pay a head", "jobs"
BLOCKS = (VALUE_ADDED, DISTRIBUTION, REDISTRIBUTION, PAY, EMPLOYMENT)
ALL = "all"
_OF_BLOCK = {block: [at for at, item in enumerate(ITEMS.values()) if item.route.block is block] for block in Block}
_ACCOUNTS = [account.name.lower() for account in Account]


@dataclass(frozen=True)
class Seen:
    """Of one run: entries of the matrix (items, accounts, months, seeds), and recorded series by name."""

    entries: np.ndarray
    series: Mapping[str, np.ndarray]

    def got(self, block: Block, accounts: tuple[Account, ...]) -> np.ndarray:
        """What these accounts got less what they paid in a block, yuan a year by month and seed."""
        return MONTHS * self.entries[_OF_BLOCK[block]][:, list(accounts)].sum(axis=(0, 1))

    def income(self, accounts: tuple[Account, ...]) -> np.ndarray:
        """What they get of value added: what they make less what they hand on."""
        makes = tuple(account for account in accounts if account not in OUTSIDE)
        return self.got(Block.PRODUCTION, makes) + self.got(Block.DISTRIBUTION, accounts)

    @cached_property
    def in_cities(self) -> np.ndarray:
        """Everybody in cities who works, rides or looks for work: unemployment and riders are shares of these."""
        found = self.series
        return found["employment"] / (1.0 - found["unemployment_rate"] - found["platform_workers"])


Measure = Callable[[Seen], np.ndarray]


@dataclass(frozen=True)
class Line:
    """One line of the table: of which block, of whom, in what, and how; `people` counts those concerned."""

    block: str
    kind: str
    group: str
    unit: str
    measure: Measure
    needs: tuple[str, ...] = ()
    people: Measure | None = None


def _staff(name: str) -> Account:
    return Account[f"WORKERS_{name.upper()}"]


def _firms(name: str) -> tuple[Account, ...]:
    return Account[f"{name.upper()}_PRIVATE"], Account[f"{name.upper()}_STATE"]


def _jobs(name: str) -> Measure:
    return lambda seen: seen.series[address("employment", name)]


def _riders(seen: Seen) -> np.ndarray:
    return seen.series["platform_workers"] * seen.in_cities


def _unemployed(seen: Seen) -> np.ndarray:
    return seen.series["unemployment_rate"] * seen.in_cities


_CITY_PEOPLE = ("employment", "unemployment_rate", "platform_workers")
_FIRMS = tuple(account for name in SEGMENTS for account in _firms(name))
# Whose income it is: kind and group of a line, and the accounts that it takes together. Every account but that of
# owners, which holds what firms have paid out already, stands here once.
GROUPS: dict[tuple[str, str], tuple[Account, ...]] = {
    **{("workers", name): (_staff(name),) for name in SEGMENTS},
    ("workers", "riders"): (Account.RIDERS,),
    ("workers", "no job in the chains"): (Account.UNEMPLOYED, Account.COUNTRYSIDE),
    **{("owners", name): _firms(name) for name in SEGMENTS},
    ("social insurance", ALL): (Account.SOCIAL_INSURANCE,),
    ("city governments", ALL): (Account.CITIES,),
    ("central government", ALL): (Account.CENTRE,),
    ("bank", ALL): (Account.BANK,),
    ("consumption of fixed capital", ALL): (Account.FIXED_CAPITAL,),
    ("rest of the world", ALL): OUTSIDE,  # sells services, buys land
}


def _makers(name: str, *accounts: Account) -> Line:
    return Line(VALUE_ADDED, "made by", name, YUAN, lambda seen: seen.got(Block.PRODUCTION, accounts))


def _incomes(kind: str, group: str, accounts: tuple[Account, ...]) -> tuple[Line, Line]:
    jobs = ("employment:" + group,) if (kind, group) == ("workers", group) and group in SEGMENTS else ()
    people: Measure | None = _jobs(group) if jobs else None
    return (
        Line(DISTRIBUTION, kind, group, YUAN, lambda seen: seen.income(accounts), jobs, people),
        Line(REDISTRIBUTION, kind, group, YUAN, lambda seen: seen.got(Block.REDISTRIBUTION, accounts), jobs, people),
    )


def _a_head(name: str) -> Line:
    pay, jobs = address("earnings", name), address("employment", name)
    return Line(PAY, "workers", name, A_HEAD, lambda seen: MONTHS * seen.series[pay], (pay, jobs), _jobs(name))


_INCOMES = [_incomes(*who, accounts) for who, accounts in GROUPS.items()]
LINES = (
    *(_makers(name, *_firms(name)) for name in SEGMENTS),
    _makers("riders", Account.RIDERS, Account.SOCIAL_INSURANCE),  # with what platforms pay into their insurance
    _makers("countryside", Account.COUNTRYSIDE),
    _makers(ALL, *_FIRMS, Account.RIDERS, Account.SOCIAL_INSURANCE, Account.COUNTRYSIDE),
    *(first for first, _ in _INCOMES),
    *(second for _, second in _INCOMES),
    *(_a_head(name) for name in SEGMENTS),
    *(Line(EMPLOYMENT, "jobs", name, JOBS, _jobs(name), (address("employment", name),), _jobs(name))
      for name in SEGMENTS),
    Line(EMPLOYMENT, "jobs", "riders", PEOPLE, _riders, _CITY_PEOPLE, _riders),
    Line(EMPLOYMENT, "jobs", "unemployed", PEOPLE, _unemployed, _CITY_PEOPLE, _unemployed),
)  # fmt: skip
NEEDED = tuple(dict.fromkeys(name for line in LINES for name in line.needs))


def accounts(baseline: Path, policy: Path, asked: Asked, persons: float) -> pd.DataFrame:
    """One row a line of one policy: paired difference with its 95 % interval, and the real people it is about."""
    before, after = (seen_in(folder, asked) for folder in (baseline, policy))
    rows = []
    for line in (line for line in LINES if set(line.needs) <= set(before.series) & set(after.series)):
        scale = 1.0 if line.unit == A_HEAD else persons
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (line.measure(seen) * scale for seen in (before, after))
            people = persons * float(np.nanmean(line.people(before))) if line.people else float("nan")
        known = np.isfinite(one) & np.isfinite(other)
        if line.unit == YUAN and not (one.any() or other.any()):
            continue
        level, difference = (mean_over_moments(values[None], known[None]) for values in (one, other - one))
        details = statistics(level, difference, asked.precision).iloc[0]
        numbers = {name: details[name] for name in ("baseline", "value", "difference", "low", "high", "p", "seeds")}
        who = {"block": line.block, "kind": line.kind, "group": line.group, "unit": line.unit}
        rows.append({**who, **numbers, "people": people})
    return pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in ("policy", "p_holm")])


def seen_in(folder: Path, asked: Asked) -> Seen:
    """What the lines need of a stored run, over the months and seeds asked for."""
    wide = months_of(folder, replace(asked, indicators=NEEDED))
    series = {NEEDED[key]: values for key, values in zip(wide.keys, wide.held, strict=True)}
    return Seen(matrix(folder, asked), series)


def matrix(folder: Path, asked: Asked) -> np.ndarray:
    """The social accounting matrix of a stored run; shape (items, accounts, months, seeds), 0 where nothing moved."""
    window, seeds = asked.window, np.array(asked.seeds)
    wanted = [("seed", "in", list(asked.seeds)), ("year", ">=", window.first // 12), ("year", "<=", window.last // 12)]
    table = pd.read_parquet(folder / "accounts.parquet", filters=wanted)
    moment = table["year"].to_numpy() * 12 + table["month"].to_numpy() - 1 - window.first
    months = window.last - window.first + 1
    inside = (moment >= 0) & (moment < months)
    order = np.argsort(seeds)
    seed = order[np.searchsorted(seeds[order], table["seed"].to_numpy()[inside])]
    item, account = (
        pd.Index(names).get_indexer(pd.Index(table[column].astype(str)))[inside]
        for column, names in (("item", list(ITEMS)), ("account", _ACCOUNTS))
    )
    entries = np.zeros((len(ITEMS), len(Account), months, len(seeds)))
    entries[item, account, moment[inside], seed] = table["value"].to_numpy()[inside]
    return entries


def of_policies(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The accounts of all policies under one another, one family for Holm's correction."""
    table = pd.concat([part.assign(policy=name) for name, part in parts.items()], ignore_index=True)
    return table.assign(p_holm=holm(table["p"].to_numpy()))[list(COLUMNS)]
