"""How long do people work, and how many beyond the week of the law and its cap on overtime?"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import STATUTORY_WEEK, AtWork

# A month has as many weeks as its standard hours hold statutory weeks, so 44 hours a week are a tenth of overtime.
hours_week = Indicator(
    "hours_week",
    STATUTORY_WEEK * AtWork.hours / (AtWork.hours - AtWork.overtime),
    "hours/week",
    "mean weekly hours of workers with a job",
    "hours in the reference week of household surveys; here the mean week of the month",
    by={
        "migrants": Published(
            "migrant_hours_week",
            "manufacturing",
            ("outgoing migrants",),
            series="weekly hours of migrants in manufacturing, NBS monitoring survey",
        ),
        "contract_manufacturer": Published("foxconn_hours_week", "electronics", caution="one firm"),
    },
)
overtime = Indicator(
    "overtime",
    AtWork.overtime / AtWork.workers,
    "hours/month",
    "mean overtime of workers with a job",
    "monthly overtime in payroll records and audits",
)
share_over_44h = Indicator(
    "share_over_44h",
    AtWork.over_44 / AtWork.workers,
    "share of workers",
    "work more than 44 hours a week",
    "share over 44 hours a week, NBS migrant survey",
    by={
        "migrants": Published(
            "migrant_share_over44h",
            "all",
            ("outgoing migrants", "all migrants"),
            0.01,
            series="share over 44 hours, NBS monitoring survey: migrants in all industries; here two chains",
        )
    },
)
share_over_cap = Indicator(
    "share_over_cap",
    AtWork.over_cap / AtWork.workers,
    "share of workers",
    "work more overtime than the law's cap",
    "overtime beyond 36 hours a month in audits of single plants",
)
