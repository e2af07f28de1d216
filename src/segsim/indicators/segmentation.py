"""What tells the segments apart: how far is the core from the rest, and who gets into it?

Core: joint-venture assemblers, first-tier auto suppliers and IT brands. Lower tiers: second and third tier of both
chains. A ratio of 1 means that there is no segmentation in that respect.
"""

from __future__ import annotations

from typing import Any

from segsim.indicators import compliance, hours, jobs, pay
from segsim.indicators.counts import Counts
from segsim.indicators.groups import NATION, SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import AtWork

CORE, LOWER = "core", "lower_tiers"


def _ratio(indicator: Indicator, over: str = CORE, under: str = LOWER):
    return lambda c: indicator.value(c.of(over)) / indicator.value(c.of(under))


def _distance(indicator: Indicator, over: str = CORE, under: str = LOWER):
    return lambda c: indicator.value(c.of(over)) - indicator.value(c.of(under))


def dissimilarity(counts: Counts) -> Any:
    """Duncan index: share of migrants who would have to change segment to be spread as urban workers are."""
    parts = [counts.of(segment) for segment in SEGMENTS]
    migrants, urban = counts.of("migrants")[AtWork.workers], counts.of("urban")[AtWork.workers]
    return 0.5 * sum(
        abs(part[AtWork.migrants] / migrants - (part[AtWork.workers] - part[AtWork.migrants]) / urban) for part in parts
    )


def migrants_in(group: str):
    """Share of migrants among the workers of a group."""
    return lambda c: c.of(group)[AtWork.migrants] / c.of(group)[AtWork.workers]


def _of(
    name: str,
    source: Indicator,
    measure,
    meaning: str,
    unit: str = "ratio",
    counterpart: str = "",
    published: Published | None = None,
) -> Indicator:
    return Indicator(
        name, measure, unit, meaning, counterpart or f"as {source.name}, by tier: published for single plants only",
        basis="groups", by={NATION: published} if published else {}, measures=source.reads,
        needs=(*source.quantities, AtWork.migrants),
    )  # fmt: skip


_JOINT_VENTURES = (
    "income of joint-venture over domestic-brand assembly workers is 2 in one weak source; tiers are not compared"
)

_BETWEEN = (
    _of("core_over_lower_earnings", pay.earnings, _ratio(pay.earnings), "pay in the core over pay in the lower tiers",
        counterpart=_JOINT_VENTURES),
    _of("core_over_lower_base_pay", pay.base_pay, _ratio(pay.base_pay), "base pay in the core over the lower tiers"),
    _of("core_over_lower_hourly_pay", pay.hourly_pay, _ratio(pay.hourly_pay),
        "hourly pay in the core over that in the lower tiers"),
    _of("core_over_contract_manufacturer_earnings", pay.earnings, _ratio(pay.earnings, under=SEGMENTS[1]),
        "pay in the core over pay with contract manufacturers"),
    _of("urban_over_migrant_earnings", pay.earnings, _ratio(pay.earnings, "urban", "migrants"),
        "pay of urban workers over pay of migrants", counterpart="annual earnings of urban residents over migrants",
        published=Published("hukou_earnings_ratio", "all", ("urban residents vs migrants",), 1.0, "all industries")),
    _of("core_less_lower_hours", hours.hours_week, _distance(hours.hours_week),
        "weekly hours in the core less those in the lower tiers", "hours/week"),
    _of("core_less_lower_contracts", compliance.contract_share, _distance(compliance.contract_share),
        "share with a contract in the core less that in the lower tiers", "share of workers"),
    _of("core_less_lower_pension", compliance.pension_cover, _distance(compliance.pension_cover),
        "pension cover in the core less that in the lower tiers", "share of workers"),
    _of("outside_over_core_separations", jobs.separation_rate, _ratio(jobs.separation_rate, "outside_core", CORE),
        "separations outside the core over those in it"),
    _of("core_share_of_jobs", jobs.employment, lambda c: c.of(CORE)[AtWork.workers] / c.of(NATION)[AtWork.workers],
        "workers in the core of all with a job", "share of workers"),
    _of("migrants_in_core", jobs.employment, migrants_in(CORE), "migrants among the workers of the core",
        "share of workers"),
    _of("migrants_outside_core", jobs.employment, migrants_in("outside_core"),
        "migrants among the workers outside the core", "share of workers"),
    _of("dissimilarity", jobs.employment, dissimilarity,
        "share of migrants who would have to change segment to be spread as urban workers are", "share of migrants"),
)  # fmt: skip
