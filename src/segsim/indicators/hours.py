"""How long do people work, and how many beyond the week of the law and its cap on overtime?"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import STATUTORY_WEEK
from segsim.state import Nation, Workers

# A month has as many weeks as its standard hours hold statutory weeks, so 44 hours a week are a tenth of overtime.
hours_week = Indicator(
    "hours_week", "hours/week", "hours in the reference week of household surveys; here the mean week of the month",
    "mean weekly hours of workers with a job", (Workers.overtime, Nation.standard_hours),
    lambda c: STATUTORY_WEEK * c.hours / (c.hours - c.overtime),
)  # fmt: skip
overtime = Indicator(
    "overtime", "hours/month", "monthly overtime in payroll records and audits", "mean overtime of workers with a job",
    (Workers.overtime,), lambda c: c.overtime / c.workers,
)  # fmt: skip
share_over_44h = Indicator(
    "share_over_44h", "share of workers", "share over 44 hours a week, NBS migrant survey",
    "work more than 44 hours a week", (Workers.overtime,), lambda c: c.over_44 / c.workers,
)  # fmt: skip
share_over_cap = Indicator(
    "share_over_cap", "share of workers", "overtime beyond 36 hours a month in audits of single plants",
    "work more overtime than the law's cap", (Workers.overtime, Nation.overtime_cap), lambda c: c.over_cap / c.workers,
)  # fmt: skip

INDICATORS = (
    hours_week,
    hours_week.of(
        "migrants",
        Published("migrant_hours_week", "manufacturing", ("outgoing migrants",)),
        "weekly hours of migrants in manufacturing, NBS monitoring survey",
    ),
    *hours_week.of_each(
        SEGMENTS, {"contract_manufacturer": Published("foxconn_hours_week", "electronics", caution="one firm")}
    ),
    overtime,
    share_over_44h,
    share_over_44h.of(
        "migrants",
        Published("migrant_share_over44h", "all", ("outgoing migrants", "all migrants"), 0.01),
        "share over 44 hours, NBS monitoring survey: migrants in all industries; here two chains",
    ),
    *share_over_44h.of_each(SEGMENTS),
    share_over_cap,
    *share_over_cap.of_each(SEGMENTS),
)
