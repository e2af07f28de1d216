"""How many work in pockets of intensive growth, how many under market despotism, and who rules?

Equations.  Over all jobs, with deprivation score c and m of the plant (both in job_quality.py):
  pocket = mean of m over decent jobs        low road = mean of m over multiply deprived ones
  despotism = mean of 1 - m over multiply deprived ones; decent, lagging = of 1 - m over decent ones; between = the rest
  H = share multiply deprived, A = their mean score, M0 = H A; a dimension's contribution = its part of M0

In words. A pocket of intensive growth is a decent job in a modern plant; market despotism a job that misses half or
more of the basic labour standards in a plant that is not modern. The five shares add to 1 and nobody is left out. H
and M0 need no line for technology: they are to be read beside the shares.

Orders are of firms, counted by their jobs, by whose capital a firm is, whom it deals with and how it rules: state
capitalism where the state holds half of the capital or more; else network capitalism where the network score reaches
its line and control is not despotic; else the market-despotic order where control is despotic (its jobs miss half of
the standards on average, or most sleep in its dormitory); else arm's-length market. Neither registration nor the name
of a brand is asked for.
  network score = mean of min(1, relation / network_links), min(1, hybridity / mixed_capital) and cluster
  relation      share of orders from the standing buyer or under contract with a foreign brand; of a lead, who sells to
                whoever comes, share of its parts that its standing suppliers make; no partner of state hands counts
  hybridity     1 - sum of squared shares of capital;  cluster: rules/clusters.py

The deprivation gap between segments is a series of its own: deprivation_score:lower_tiers-core.

Sources. Alkire and Foster 2011 (H, A, M0, contributions). Orders: Lüthje, Luo and Zhang 2013; McNally 2012 (recalled).
Hybridity: index of Simpson 1949 (recalled); that hybrid capital tells network capitalism: McNally 2012.

Choices. Capital of one owner is not mixed, however many owners its partners have: else every private supplier of a
joint venture would be hybrid. Dealings with a partner that the state has a hand in belong to its chain: a supplier of
joint ventures is under their rule and not in a network of its own. Each part is whole from half on, and two of three
make a network: scores stand near one third and two thirds, far from the line.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators import job_counts as counted
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.indicator import Indicator
from segsim.indicators.job_quality import Dimension
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import EMPLOYMENT, Now, Sum
from segsim.mechanisms.trade import linked_part
from segsim.plumbing.tables import or_zero
from segsim.rules.clusters import clustered
from segsim.rules.owners import has_state_hand
from segsim.state import Firms
from segsim.state.codes import Order, Tier

_NONE = "none published: single cases in the literature"
_QUALITY = "job-quality counts of other countries (Sehnbruch et al. 2020; Hovhannisyan et al. 2022), other dimensions"
_JOBS = "share of jobs"

jobs_pocket = Indicator(
    "jobs_pocket", counted.decent_modern / AtWork.workers, _JOBS,
    "pockets of intensive growth: decent jobs in modern plants", _NONE,
)  # fmt: skip
jobs_despotism = Indicator(
    "jobs_despotism", (counted.deprived - counted.deprived_modern) / AtWork.workers, _JOBS,
    "market despotism: multiply deprived jobs in plants that are not modern", _NONE,
)  # fmt: skip
jobs_low_road = Indicator(
    "jobs_low_road", counted.deprived_modern / AtWork.workers, _JOBS,
    "high-tech low road: multiply deprived jobs in modern plants", _NONE,
)  # fmt: skip
jobs_decent_lagging = Indicator(
    "jobs_decent_lagging", (counted.decent - counted.decent_modern) / AtWork.workers, _JOBS,
    "decent jobs in plants that are not modern", _NONE,
)  # fmt: skip
jobs_between = Indicator(
    "jobs_between", (AtWork.workers - counted.decent - counted.deprived) / AtWork.workers, _JOBS,
    "neither decent nor multiply deprived", _NONE,
)  # fmt: skip
multiply_deprived = Indicator(
    "multiply_deprived", counted.deprived / AtWork.workers, _JOBS,
    "headcount ratio H: jobs that miss half or more of the basic labour standards", _QUALITY,
)  # fmt: skip
deprivation_intensity = Indicator(
    "deprivation_intensity", counted.censored / counted.deprived, "score",
    "A: mean deprivation score of multiply deprived jobs", _QUALITY,
)  # fmt: skip
adjusted_deprivation = Indicator(
    "adjusted_deprivation", counted.censored / AtWork.workers, "score",
    "adjusted headcount ratio M0 = H A: basic labour standards missed by multiply deprived jobs", _QUALITY,
)  # fmt: skip
deprivation_score = Indicator(
    "deprivation_score", counted.score / AtWork.workers, "score",
    "mean share of the basic labour standards that a job misses", _QUALITY,
)  # fmt: skip
_LABELS = {
    Dimension.PAY: "pay", Dimension.WORKING_TIME: "working time", Dimension.OVERTIME_PAY: "overtime pay or arrears",
    Dimension.CONTRACT: "contract or stability", Dimension.INSURANCE: "social insurance",
}  # fmt: skip
deprived_in = tuple(
    Indicator(
        f"deprived_in_{one.name.lower()}", counted.missed[one] / AtWork.workers, _JOBS,
        f"jobs with a deprivation in {label}", _QUALITY,
    )
    for one, label in _LABELS.items()
)  # fmt: skip
contributions = tuple(
    Indicator(
        f"contribution_{one.name.lower()}", counted.censored_by[one] / counted.censored, "share of M0",
        f"contribution of {label} to the adjusted headcount ratio", _QUALITY,
    )
    for one, label in _LABELS.items()
)  # fmt: skip


def network_score(now: Now) -> np.ndarray:
    """How far each firm belongs to a network, 0 to 1; what stands in an empty row means nothing."""
    firms = now.firms
    near, cutoffs = clustered(firms.city, firms.industry, now.employment), Cutoffs()
    dealing = np.minimum(1.0, relation(firms) / cutoffs.network_links)
    return (dealing + np.minimum(1.0, hybridity(firms) / cutoffs.mixed_capital) + near) / 3.0


def hybridity(firms: Firms) -> np.ndarray:
    """Chance that two yuan of a firm's capital belong to different kinds of owner: 0 with one, .5 with equal halves."""
    shares = firms.held_by_state, firms.held_by_foreigners, firms.held_by_overseas_chinese, firms.held_privately
    return 1.0 - np.sum([np.square(share, dtype=float) for share in shares], axis=0)


def relation(firms: Firms) -> np.ndarray:
    """Share of a firm's dealings with standing partners out of state hands, 0 to 1: of orders or, of a lead, parts."""
    free = firms.alive & ~has_state_hand(firms.held_by_state)
    to_free = np.where((firms.buyer >= 0) & free[firms.buyer], firms.linked_orders, 0.0)
    sold = linked_part(firms.orders, to_free + firms.contracted_orders)
    rows = np.flatnonzero(free & (firms.buyer >= 0))
    to_buyer = firms.output * linked_part(firms.orders, firms.linked_orders)
    made = np.bincount(firms.buyer[rows], weights=to_buyer[rows], minlength=firms.rows)
    bought = linked_part(or_zero(firms.parts_per_unit) * firms.output, made)
    return np.minimum(1.0, np.where(firms.tier == Tier.LEAD, bought, sold))


def order_of(now: Now) -> np.ndarray:
    """Order of each firm (codes.Order); what stands in an empty row means nothing."""
    firms, cutoffs = now.firms, Cutoffs()
    despotic = (now.counted.score >= cutoffs.despotic_score - 1e-9) | (firms.dormitory > cutoffs.despotic_dormitory)
    network = (now.once(network_score) >= cutoffs.network_score - 1e-9) & ~despotic
    rest = np.where(despotic, Order.DESPOTIC, Order.ARMS_LENGTH)
    return np.where(has_state_hand(firms.held_by_state), Order.STATE, np.where(network, Order.NETWORK, rest))


def _jobs_under(order: Order) -> Sum:
    def jobs(now: Now) -> np.ndarray:
        """Jobs in firms of one order."""
        return now.employment * (now.once(order_of) == order)

    jobs.__name__ = f"jobs_{order.name.lower()}"
    return Sum(jobs)


jobs_by_order = tuple(
    Indicator(f"order_{one.name.lower()}", _jobs_under(one) / EMPLOYMENT, _JOBS, f"in firms of {label}", _NONE)
    for one, label in {
        Order.STATE: "state capitalism: the state holds half of the capital or more",
        Order.NETWORK: "network capitalism: standing relations, mixed capital, clusters",
        Order.DESPOTIC: "the market-despotic order: despotic control",
        Order.ARMS_LENGTH: "an arm's-length market: none of the other orders",
    }.items()
)


@Sum
def _state_jobs(now: Now) -> np.ndarray:
    """Jobs in firms that the state has a hand in."""
    return now.employment * has_state_hand(now.firms.held_by_state)


state_share = Indicator(
    "state_share", _state_jobs / EMPLOYMENT, _JOBS, "are in firms of which the state holds half or more",
    "employed persons by registration of their unit, all of industry",
)  # fmt: skip


@Sum
def pocket_jobs(now: Now) -> np.ndarray:
    """Decent jobs of each firm, by how far its plant is modern."""
    return now.counted.decent * now.counted.modern


@Sum
def despotic_jobs(now: Now) -> np.ndarray:
    """Multiply deprived jobs of each firm, by how far its plant is not modern."""
    return now.counted.deprived * (1.0 - now.counted.modern)


@Sum
def deprived_jobs(now: Now) -> np.ndarray:
    """Multiply deprived jobs of each firm."""
    return now.counted.deprived
