"""Who is hurt at work, and who is left with the cost?"""

from __future__ import annotations

from segsim.indicators.groups import NATION
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.sums import EMPLOYMENT, MONTHS, Sum
from segsim.state import Firms

injuries = Indicator(
    "injuries",
    12000.0 * Sum(Firms.injuries) / EMPLOYMENT,
    "per 1,000 workers/year",
    "workers hurt at work",
    "beneficiaries of work-injury insurance per 1,000 insured, safer than the rest; some were hurt before",
    by={NATION: Published("injury_insurance_beneficiaries", "all", (), 1.0, "insured workers of all industries")},
)
injuries_compensated = Indicator(
    "injuries_compensated",
    Sum(Firms.compensated) / Sum(Firms.injuries),
    "share of injuries",
    "injuries paid by the insurance",
    "none published",
)
disasters = Indicator(
    "disasters",
    12.0 * Sum(Firms.disaster) / MONTHS,
    "disasters/year",
    "accidents that draw public attention",
    "major accidents: the published counts hold all industries",
)
