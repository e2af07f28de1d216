"""Who becomes a resident, where do children learn, and how far may people protest?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.snapshot import Snapshot
from segsim.indicators.sums import MONTHS, Sum
from segsim.state import Cities, Nation, Workers
from segsim.state.codes import Child, Hukou

RANKED = 50_000  # workers that are ranked at most: every so many-th row


def _children(seen: Snapshot) -> tuple[np.ndarray, np.ndarray]:
    """Children of school age by where they learn (codes.Child): of migrants, and of residents."""
    workers = seen.state.workers
    both = workers.child.astype(np.int64) + len(Child) * (workers.hukou == Hukou.URBAN)
    migrants, residents = np.bincount(both, minlength=2 * len(Child)).reshape(2, len(Child))
    return migrants, residents


def left_behind_share(seen: Snapshot) -> float:
    """Of the children of migrants in cities, those that stayed in the countryside."""
    migrants, _ = seen.once(_children)
    return migrants[Child.LEFT_BEHIND] / migrants[Child.LEFT_BEHIND :].sum()


def enrolled_share(seen: Snapshot) -> float:
    """Of the children whom migrants brought to a city, those in its public schools."""
    migrants, _ = seen.once(_children)
    return migrants[Child.IN_SCHOOL] / migrants[Child.WITHOUT_PLACE :].sum()


def city_school_share(seen: Snapshot) -> float:
    """Of all children of school age, those in public schools of cities."""
    migrants, residents = seen.once(_children)
    schooled = migrants[Child.IN_SCHOOL] + residents[Child.IN_SCHOOL]
    return schooled / (migrants[Child.AT_HOME :].sum() + residents[Child.AT_HOME :].sum())


def child_skill(seen: Snapshot, hukou: Hukou) -> float:
    """Mean skill that the children of a hukou group can expect; missing where the group is empty."""
    workers = seen.state.workers
    skill = workers.child_skill[workers.hukou == hukou]
    return float(np.exp(skill).mean(dtype=np.float64)) if skill.size else np.nan


def rank_correlation(seen: Snapshot) -> float:
    """Spearman's correlation of a worker's pay with the skill that the child can expect."""
    workers = seen.state.workers
    rows = np.flatnonzero(workers.employer >= 0)
    rows = rows[:: max(1, rows.size // RANKED)]
    pay = workers.base_pay[rows].astype(float) + workers.overtime_pay[rows] + workers.bonus[rows]
    return correlation_of_ranks(pay, workers.child_skill[rows])


def correlation_of_ranks(one: np.ndarray, other: np.ndarray) -> float:
    """Correlation of the ranks of two columns; ties stand in the order of their rows."""
    if one.size < 2:
        return np.nan
    ranks = [np.argsort(np.argsort(values, kind="stable")).astype(float) for values in (one, other)]
    return float(np.corrcoef(np.stack(ranks))[0, 1])


def _mean_city(name: str):
    """Mean of a column over cities, weighted by those employed there."""

    def measure(seen: Snapshot) -> float:
        cities = seen.state.cities
        return float(np.average(getattr(cities, name)[:-1], weights=cities.employed[:-1] + 1e-9))

    return measure


_PAY = (Workers.base_pay, Workers.overtime_pay, Workers.bonus)

new_urban_hukou = Indicator(
    "new_urban_hukou",
    lambda seen: seen.state.cities.admitted.sum() / seen.state.workers.rows,
    "share of workers",
    "migrants given local hukou in the yearly round, of all workers",
    "transfers of hukou into cities, published for all ages; see the quota",
    basis="state",
    measures=(Cities.admitted,),
)
urban_hukou_share = Indicator(
    "urban_hukou_share",
    lambda seen: float((seen.state.workers.hukou == Hukou.URBAN).mean()),
    "share of workers",
    "workers registered in a city",
    "urban hukou of the population, a third to 45 %, 2006-2020 (recalled)",
    basis="state",
    measures=(Workers.hukou,),
)
children_left_behind = Indicator(
    "left_behind_share",
    left_behind_share,
    "share of children",
    "children of migrants in cities who stayed in the countryside",
    "left-behind children over all children of migrants: 61 of some 97 million in 2010 (recalled), all ages",
    basis="state",
    measures=(Workers.child,),
)
migrant_children_in_public_school = Indicator(
    "migrant_children_in_public_school",
    enrolled_share,
    "share of children",
    "in a public school, of the children whom migrants brought to a city",
    "migrants' children in cities in public schools, some four in five from 2010 (recalled)",
    basis="state",
    measures=(Workers.child,),
)
children_in_city_schools = Indicator(
    "children_in_city_schools",
    city_school_share,
    "share of children",
    "in a public school of a city, of all workers' children of school age",
    "none published",
    basis="state",
    measures=(Workers.child,),
)
child_skill_migrants = Indicator(
    "child_skill_migrants",
    lambda seen: child_skill(seen, Hukou.RURAL),
    "efficiency units",
    "mean skill that migrants' children can expect",
    "none published",
    basis="state",
    measures=(Workers.child_skill,),
)
child_skill_ratio = Indicator(
    "child_skill_ratio",
    lambda seen: child_skill(seen, Hukou.URBAN) / child_skill(seen, Hukou.RURAL),
    "ratio",
    "skill that residents' children can expect over migrants'",
    "none published",
    basis="state",
    measures=(Workers.child_skill,),
)
parent_child_correlation = Indicator(
    "parent_child_correlation",
    rank_correlation,
    "correlation",
    "rank correlation of a worker's pay and the skill that the child can expect",
    "income of parents and children: elasticity .39 to .44, .63 in cities; here the child's random shock is left out",
    basis="state",
    measures=(*_PAY, Workers.child_skill),
)
repression = Indicator(
    "repression",
    _mean_city("repression"),
    "index",
    "force against protest, mean of cities by their workers",
    "none published",
    basis="state",
    measures=(Cities.repression,),
)
complaints = Indicator(
    "complaints",
    _mean_city("complaint_factor"),
    "ratio",
    "complaints of a wronged worker relative to those under the start's repression, mean of cities",
    "labour disputes accepted for arbitration: shape only",
    basis="state",
    measures=(Cities.complaint_factor,),
)
enforcement_response_to_unrest = Indicator(
    "enforcement_response_to_unrest",
    _mean_city("response"),
    "ratio",
    "inspections that unrest has brought, relative to none",
    "none published",
    basis="state",
    measures=(Cities.response,),
)
school_protests = Indicator(
    "school_protests",
    Sum(Nation.school_protests) / MONTHS,
    "protests/month",
    "protests of migrants for school places",
    "none published: single reports",
)
