"""Who has a job, who looks for one, who leaves, and who gets from one segment into another?

Separations and moves are seen by comparing each worker's employer with that of the month before, mobility by comparing
segments with those of a year before; they are blank as long as that is not known. Rates refer to the job that was left.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.snapshot import Snapshot
from segsim.plumbing.kernels import kernel
from segsim.state import Firms, State, Workers
from segsim.state.codes import Hukou, Segment, segment_of

_RURAL, _UNEMPLOYED = int(Segment.RURAL), int(Segment.UNEMPLOYED)
_TWO = ("core", "outside_core")

employment = Indicator(
    "employment", "workers", "employed persons; a worker stands for world.persons_per_agent people",
    "workers with a job", (Workers.employer,), lambda c: c.workers / c.months,
)  # fmt: skip
unemployment_rate = Indicator(
    "unemployment_rate", "share of labour force",
    "urban survey unemployment; here only the labour force of the two chains",
    "people in cities without a job, over these, riders for platforms and workers with one",
    (Workers.employer, Workers.city),
    lambda c: c.unemployed / (c.unemployed + c.platform + c.workers),
)  # fmt: skip
at_home_share = Indicator(
    "at_home_share", "share of workers", "returned migrants; no yearly series", "people in the countryside, of all",
    (Workers.employer, Workers.city), lambda c: c.at_home / (c.at_home + c.unemployed + c.workers + c.platform),
)  # fmt: skip
vacancy_rate = Indicator(
    "vacancy_rate", "share of jobs", "none for China's manufacturing; job-centre ratios of openings to seekers",
    "open jobs before the month's hiring, over these and heads", (Firms.vacancies, Firms.heads),
    lambda c: c.vacancies / (c.vacancies + c.heads),
)  # fmt: skip
_was_here = (Workers.employer,)

separation_rate = Indicator(
    "separation_rate", "share of workers/month", "monthly turnover; mean job of migrants 2.0 years (4.2 % a month)",
    "left their employer or lost the job within the month", _was_here, lambda c: c.leavers / c.workers_before,
)  # fmt: skip
job_duration = Indicator(
    "job_duration", "years", "mean length of a job of migrants, users of a job site",
    "mean length of a job if people went on leaving as in this month", _was_here,
    lambda c: c.workers_before / (12.0 * c.leavers),
)  # fmt: skip
job_change_rate = Indicator(
    "job_change_rate", "share of workers/month", "half of young migrants changed job within 1.8 years",
    "changed from job to job within the month", _was_here, lambda c: c.changers / c.workers_before,
)  # fmt: skip
hiring_rate = Indicator(
    "hiring_rate", "share of workers/month", "none published", "did not work for this employer a month ago", _was_here,
    lambda c: c.joiners / c.workers_before,
)  # fmt: skip


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
    return Indicator(name, "share of workers/year", _PANELS, meaning, _MOBILITY, measure, basis="state")


INDICATORS = (
    employment,
    *employment.of_each((*SEGMENTS, "migrants", "urban")),
    unemployment_rate,
    *unemployment_rate.of_each(("migrants", "urban")),
    at_home_share,
    vacancy_rate,
    *vacancy_rate.of_each((*_TWO, *SEGMENTS[1:])),
    separation_rate,
    *separation_rate.of_each((*_TWO, *SEGMENTS[1:])),
    job_duration.of(
        "outside_core",
        Published("job_duration_mean", "all", caution="young users of a job site, all industries"),
    ),
    job_change_rate,
    *job_change_rate.of_each(_TWO),
    hiring_rate,
    Indicator(
        "mobility", "index", _PANELS, "Shorrocks index of moves between segments within the year: 0 none, 1 full",
        _MOBILITY, lambda seen: shorrocks(seen.once(transitions).sum(axis=2)), basis="state",
    ),
    _mobility(
        "into_core_migrants", "migrants who worked outside the core last year and are in it now",
        lambda seen: share_into_core(seen.once(transitions)[:, :, Hukou.RURAL]),
    ),
    _mobility(
        "into_core_urban", "urban workers who worked outside the core last year and are in it now",
        lambda seen: share_into_core(seen.once(transitions)[:, :, Hukou.URBAN]),
    ),
    _mobility(
        "out_of_core", "workers of the core last year who are no longer in it",
        lambda seen: share_out_of_core(seen.once(transitions).sum(axis=2)),
    ),
)  # fmt: skip
