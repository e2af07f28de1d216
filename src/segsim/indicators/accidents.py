"""Who is hurt at work, and who is left with the cost?"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.state import Firms

injuries = Indicator(
    "injuries", "per 1,000 workers/year",
    "beneficiaries of work-injury insurance per 1,000 insured, safer than the rest; some were hurt before",
    "workers hurt at work", (Firms.injuries,), lambda c: 12_000.0 * c.injuries / c.heads,
    published=Published("injury_insurance_beneficiaries", "all", (), 1.0, "insured workers of all industries"),
)  # fmt: skip
injuries_compensated = Indicator(
    "injuries_compensated", "share of injuries", "none published", "injuries paid by the insurance",
    (Firms.compensated, Firms.injuries), lambda c: c.compensated / c.injuries,
)  # fmt: skip
disasters = Indicator(
    "disasters", "disasters/year", "major accidents: the published counts hold all industries",
    "accidents that alarm a city", (Firms.disaster,), lambda c: 12.0 * c.disasters / c.months,
)  # fmt: skip
safety_cost = Indicator(
    "safety_cost", "share of sales", "none published", "spent on safe work, relative to the first month's mean depth",
    (Firms.safety_cost, Firms.output, Firms.sales), lambda c: c.safety_cost / c.sales,
)  # fmt: skip

INDICATORS = (
    injuries,
    *injuries.of_each(SEGMENTS),
    injuries_compensated,
    disasters,
    safety_cost,
)
