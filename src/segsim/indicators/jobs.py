"""Who has a job, who looks for one, who leaves, and who gets from one segment into another?

Separations are seen by what happened to each worker (Workers.move) and where each worked a month before: a change of
job within a firm's row, which stands for many plants, is one. Mobility is seen by comparing segments with those of a
year before. Both are missing as long as that is not known. Rates refer to the job that was left.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import AtWork, Jobless
from segsim.indicators.snapshot import Snapshot
from segsim.indicators.sums import EMPLOYMENT, MONTHS, living
from segsim.plumbing.kernels import kernel
from segsim.state import Firms, State, Workers
from segsim.state.codes import Hukou, Segment, segment_of

_RURAL, _UNEMPLOYED = int(Segment.RURAL), int(Segment.UNEMPLOYED)

employment = Indicator(
    "employment",
    AtWork.workers / MONTHS,
    "workers",
    "workers with a job",
    "employed persons; a worker stands for world.persons_per_agent people",
)
unemployment_rate = Indicator(
    "unemployment_rate",
    Jobless.unemployed / (Jobless.unemployed + Jobless.platform + AtWork.workers),
    "share of labour force",
    "people in cities without a job, over these, riders for platforms and workers with one",
    "urban survey unemployment; here only the labour force of the two chains",
)
at_home_share = Indicator(
    "at_home_share",
    Jobless.at_home / (Jobless.at_home + Jobless.unemployed + AtWork.workers + Jobless.platform),
    "share of workers",
    "people in the countryside, of all",
    "returned migrants; no yearly series",
)
vacancy_rate = Indicator(
    "vacancy_rate",
    living(Firms.vacancies) / (living(Firms.vacancies) + EMPLOYMENT),
    "share of jobs",
    "open jobs before the month's hiring, over these and jobs",
    "none for China's manufacturing; job-centre ratios of openings to seekers",
)

separation_rate = Indicator(
    "separation_rate",
    AtWork.leavers / AtWork.workers_before,
    "share of workers/month",
    "left their employer or lost the job within the month",
    "monthly turnover; mean job of migrants 2.0 years (4.2 % a month)",
)
job_duration = Indicator(
    "job_duration",
    AtWork.workers_before / (12.0 * AtWork.leavers),
    "years",
    "mean length of a job if people went on leaving as in this month",
    "mean length of a job of migrants, users of a job site",
    by={"outside_core": Published("job_duration_mean", "all", caution="young users of a job site, all industries")},
)
job_change_rate = Indicator(
    "job_change_rate",
    AtWork.changers / AtWork.workers_before,
    "share of workers/month",
    "changed from job to job within the month",
    "half of young migrants changed job within 1.8 years",
)
hiring_rate = Indicator(
    "hiring_rate",
    AtWork.joiners / AtWork.workers_before,
    "share of workers/month",
    "did not have this job a month ago",
    "none published",
)


def segments_now(state: State) -> np.ndarray:
    """Segment of every worker (codes.Segment), shape (workers,)."""
    workers, firms = state.workers, state.firms
    found = np.empty(workers.employer.size, np.int8)
    at_work = segment_of(firms.industry, firms.tier)
    _place(workers.employer, workers.city, at_work, state.cities.minimum_wage.size - 1, found)
    return found


@kernel
def _place(employer, city, at_work, rural, found):
    for i in range(employer.size):
        firm = employer[i]
        if firm >= 0:
            found[i] = at_work[firm]
        else:
            found[i] = _RURAL if city[i] == rural else _UNEMPLOYED


def transitions(seen: Snapshot) -> np.ndarray:
    """Workers by segment a year ago, segment now and hukou; shape (6, 6, 2). Nobody where last year is not known."""
    kinds, groups = len(Segment), len(Hukou)
    moved = np.zeros((kinds, kinds, groups))
    if seen.year_ago is not None:
        _count_moves(seen.year_ago, segments_now(seen.state), seen.state.workers.hukou, moved)
    return moved


@kernel
def _count_moves(year_ago, now, hukou, moved):
    for i in range(now.size):
        moved[year_ago[i], now[i], hukou[i]] += 1.0


def shorrocks(moved: np.ndarray) -> float:
    """(n - trace P) / (n - 1) over the n segments that somebody left from: 0 nobody moves, 1 last year says nothing."""
    origins = moved.sum(axis=1)
    held = origins > 0
    if held.sum() < 2:
        return np.nan
    stayed = np.diag(moved)[held] / origins[held]
    return float((held.sum() - stayed.sum()) / (held.sum() - 1))


def share_into_core(moved: np.ndarray) -> float:
    """Of those who worked outside the core last year, the share in the core now."""
    outside = moved[Segment.CONTRACT_MANUFACTURER : Segment.COMPONENT_MAKER + 1]
    total = outside.sum()
    return float(outside[:, Segment.CORE].sum() / total) if total else np.nan


def share_out_of_core(moved: np.ndarray) -> float:
    """Of those who worked in the core last year, the share not in it now."""
    core = moved[Segment.CORE]
    return float(1.0 - core[Segment.CORE] / core.sum()) if core.sum() else np.nan


_MOBILITY = (Workers.employer, Workers.city)
_PANELS = "none published for these segments; occupational mobility in household panels"


def _mobility(name: str, meaning: str, measure) -> Indicator:
    return Indicator(
        name, measure, "share of workers/year", meaning, _PANELS, basis="state", measures=_MOBILITY
    )  # fmt: skip


mobility = Indicator(
    "mobility", lambda seen: shorrocks(seen.once(transitions).sum(axis=2)), "index",
    "Shorrocks index of moves between segments within the year: 0 none, 1 full", _PANELS,
    basis="state", measures=_MOBILITY,
)  # fmt: skip
into_core_migrants = _mobility(
    "into_core_migrants", "migrants who worked outside the core last year and are in it now",
    lambda seen: share_into_core(seen.once(transitions)[:, :, Hukou.RURAL]),
)  # fmt: skip
into_core_urban = _mobility(
    "into_core_urban", "urban workers who worked outside the core last year and are in it now",
    lambda seen: share_into_core(seen.once(transitions)[:, :, Hukou.URBAN]),
)  # fmt: skip
out_of_core = _mobility(
    "out_of_core", "workers of the core last year who are no longer in it",
    lambda seen: share_out_of_core(seen.once(transitions).sum(axis=2)),
)  # fmt: skip
