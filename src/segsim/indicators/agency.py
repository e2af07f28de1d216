"""How much work does the core give out, and how many work through agencies, at what pay?"""

from __future__ import annotations

from segsim.indicators.groups import NATION
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.sums import EMPLOYMENT, Sum, by_employment, living
from segsim.state import Firms

dispatch_share = Indicator(
    "dispatch_share",
    living(Firms.dispatch_employment) / EMPLOYMENT,
    "share of workers",
    "work through an agency",
    "dispatch workers over employees of enterprises; a union survey of 2011",
    by={NATION: Published("dispatch_share", "all", (), 0.01, "all enterprises, not the two chains")},
)
dispatch_over_regular_pay = Indicator(
    "dispatch_over_regular_pay",
    Sum(Firms.dispatch_bill)
    / living(Firms.dispatch_employment)
    / ((Sum(Firms.wage_bill) - Sum(Firms.dispatch_bill)) / (EMPLOYMENT - living(Firms.dispatch_employment))),
    "ratio",
    "mean pay of agency over that of regular workers",
    "agency workers' pay in joint ventures is sometimes half (press)",
)
outsourced_share = Indicator(
    "outsourced_share",
    by_employment(Firms.outsourced) / EMPLOYMENT,
    "share of own work",
    "given by core firms to the tier below, weighted by employment",
    "none published",
)
