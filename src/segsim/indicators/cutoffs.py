"""From which line on is a job deprived, decent, or in a modern plant? One table, with the source of each number.

The recorder counts with the defaults; a reader's own cut-offs re-read a stored run (analysis/cutoffs.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from segsim.plumbing.parameters import Parameter, ParameterSet, parameters, structure

GROUP = "regimes"
_CONVENTION = "line of the global Multidimensional Poverty Index (UNDP), a convention"
_EQUAL = "assumed: equal weights by dimension, as quality-of-employment indices have them (Sehnbruch et al. 2020)"


@dataclass(frozen=True)
class Cutoffs(ParameterSet):
    """Lines of the ten deprivations, weights of the five dimensions, k, and anchors of technology."""

    lawful_pay: float = structure(
        1.0, "ratio", (0.2, 3.0), "pay over a minimum-wage worker's lawful pay for the same hours and pace, below "
        "which a job is deprived",
        "law: Minimum Wage Regulations 2004 article 12 (overtime pay does not count) with "
        "Labour Law article 44; joining "
        "them, and dividing by the pace of work, is our reading",
    )  # fmt: skip
    low_pay: float = structure(
        2.0 / 3.0, "ratio", (0.2, 1.5), "hourly pay over the median of the month, below which pay is low",
        "ILO low pay rate: two thirds of median hourly earnings (ILOSTAT); OECD: of full-time earnings",
    )  # fmt: skip
    overtime_cap: float = structure(
        1.0, "ratio", (0.1, 5.0), "overtime over the legal cap of the month (36 hours), above which a job is deprived",
        "law: Labour Law article 41",
    )  # fmt: skip
    long_week: float = structure(
        60.0, "hours/week", (40.0, 100.0), "weekly hours above which a job is deprived",
        "FLA Workplace Code, by which the Foxconn audit of 2012 counted (wording recalled)",
    )  # fmt: skip
    overtime_rate: float = structure(
        1.5, "ratio", (0.0, 3.0), "overtime pay an hour over the normal hourly wage, on a workday, below which a "
        "job is deprived", "law: Labour Law article 44, workdays; rest days are owed 200 %",
    )  # fmt: skip
    arrears: float = structure(
        1.0,
        "yuan",
        (0.0, 1e5),
        "wages owed above which a job is deprived; less is rounding",
        "law: Labour Law article 50",
    )
    tenure: float = structure(
        12.0, "months", (0.0, 120.0), "months with the employer below which a job is deprived",
        "assumed: a year; stability of work is an element of the ILO's Decent Work Indicators (recalled)",
    )  # fmt: skip
    k: float = structure(
        0.5, "score", (0.0, 1.0), "deprivation score from which a job is multiply deprived", f"severe: {_CONVENTION}"
    )
    decent: float = structure(
        1.0 / 3.0,
        "score",
        (0.0, 1.0),
        "deprivation score below which a job is decent",
        f"not poor: {_CONVENTION}; it holds those that the index calls vulnerable (from a fifth)",
    )
    pay_weight: float = structure(1.0, "weight", (0.0, 10.0), "weight of pay", _EQUAL)
    working_time_weight: float = structure(1.0, "weight", (0.0, 10.0), "weight of working time", _EQUAL)
    overtime_pay_weight: float = structure(1.0, "weight", (0.0, 10.0), "weight of overtime pay and arrears", _EQUAL)
    contract_weight: float = structure(1.0, "weight", (0.0, 10.0), "weight of contract and stability", _EQUAL)
    insurance_weight: float = structure(1.0, "weight", (0.0, 10.0), "weight of social insurance", _EQUAL)
    lagging: float = structure(
        2.0 / 3.0, "ratio", (0.01, 1.0), "capital a head over the industry's mean, up to which a plant is not modern "
        "at all", "assumed: a convention, symmetric about the mean",
    )  # fmt: skip
    modern: float = structure(
        1.5, "ratio", (1.0, 100.0), "capital a head over the industry's mean, from which a plant is wholly modern; "
        "logarithmic between", "assumed: a convention, symmetric about the mean",
    )  # fmt: skip
    network_links: float = structure(
        0.5, "share", (0.01, 1.0), "dealings with standing partners from which a firm's relations are wholly those "
        "of a network", "assumed: half",
    )  # fmt: skip
    network_score: float = structure(
        0.5, "score", (0.0, 1.0), "mean of standing relations, mixed capital and cluster, each 0 to 1, from which a "
        "firm is part of a network", "assumed: half, so that one of the three is not enough and two are",
    )  # fmt: skip
    mixed_capital: float = structure(
        0.5, "chance", (0.01, 1.0), "that two yuan of capital have different kinds of owner, from which it is wholly "
        "mixed", "assumed: that of two equal halves",
    )  # fmt: skip
    despotic_score: float = structure(
        0.5, "score", (0.0, 1.0), "mean deprivation score of its jobs from which a firm's control is despotic",
        f"as k, {_CONVENTION}",
    )  # fmt: skip
    despotic_dormitory: float = structure(
        0.5, "share of workers", (0.0, 1.0), "workers in its dormitory above which a firm's control is despotic",
        "assumed: most of them",
    )  # fmt: skip
    capital_share: float = structure(
        0.5, "share", (0.1, 0.9), "elasticity of value added to capital in growth accounting",
        "assumed: half, usual for China's manufacturing (evidence/model.md 5.5, recalled)",
    )  # fmt: skip


@cache
def entries() -> dict[str, Parameter]:
    """Every cut-off by its name, with unit, range, meaning and source."""
    return {entry.name: entry for entry in parameters(GROUP, Cutoffs)}
