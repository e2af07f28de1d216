"""What are workers paid, out of what, and how far above the legal minimum?"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.state import Cities, Firms, Workers

_EARNINGS = (Workers.base_pay, Workers.overtime_pay, Workers.bonus)
_MIGRANTS = "income of migrants, NBS monitoring survey; in the survey all of manufacturing, here two chains"
_UNITS = "average wage in manufacturing, NBS; the published units leave out small firms and hold salaried staff"

_FOXCONN_BASE = Published(
    "foxconn_base_wage", "electronics", ("Foxconn assembly workers",), caution="one firm's plants in one city"
)
_FOXCONN = Published("foxconn_monthly_pay", "electronics", ("Foxconn workers",), caution="single plants of one firm")
_JOINT_VENTURES = Published(
    "auto_income_annual", "automobile", ("JV assemblers",), 1 / 12,
    "assemblers only; the core holds first-tier suppliers and IT brands too",
)  # fmt: skip

base_pay = Indicator(
    "base_pay", "yuan/month", "base wage in payroll records; published for single plants only",
    "mean pay for standard hours", (Workers.base_pay,), lambda c: c.base_pay / c.workers,
)  # fmt: skip
hourly_pay = Indicator(
    "hourly_pay", "yuan/hour", "monthly income over hours in household surveys",
    "all pay over all hours, of workers with a job", (*_EARNINGS, Workers.overtime), lambda c: c.earnings / c.hours,
)  # fmt: skip
earnings = Indicator(
    "earnings", "yuan/month", "mean monthly income in household surveys; here pay due, whether or not it is paid",
    "mean pay of workers with a job: base pay, overtime pay and bonus", _EARNINGS, lambda c: c.earnings / c.workers,
)  # fmt: skip
overtime_share = Indicator(
    "overtime_share", "share of pay", "share of overtime pay in payroll records; published for single plants only",
    "overtime pay in all pay", _EARNINGS, lambda c: c.overtime_pay / c.earnings,
)  # fmt: skip
bonus_share = Indicator(
    "bonus_share", "share of pay", "share of bonus in payroll records; published for single plants only",
    "profit bonus in all pay", _EARNINGS, lambda c: c.bonus / c.earnings,
)  # fmt: skip
base_over_minimum = Indicator(
    "base_over_minimum", "ratio", "entry base wage of plants against the local minimum wage",
    "mean over workers of base pay to the minimum wage of the firm's city", (Workers.base_pay, Cities.minimum_wage),
    lambda c: c.base_over_minimum / c.workers,
)  # fmt: skip
minimum_wage = Indicator(
    "minimum_wage", "yuan/month", "legal minimum wages, weighted by jobs; the published means are not weighted",
    "legal monthly minimum wage where workers work", (Cities.minimum_wage,), lambda c: c.minimum_wage / c.heads,
)  # fmt: skip
private_earnings = Indicator(
    "private_earnings", "yuan/month", _UNITS, "wage bill over heads in private firms", (Firms.wage_bill,),
    lambda c: c.private_wage_bill / c.private_heads,
    published=Published("wage_annual", "manufacturing", ("urban private units",), 1 / 12),
)  # fmt: skip
nonprivate_earnings = Indicator(
    "nonprivate_earnings", "yuan/month", _UNITS,
    "wage bill over heads in state, joint-venture and overseas-Chinese firms", (Firms.wage_bill,),
    lambda c: (c.wage_bill - c.private_wage_bill) / (c.heads - c.private_heads),
    published=Published("wage_annual", "manufacturing", ("urban non-private units",), 1 / 12),
)  # fmt: skip
private_over_nonprivate = Indicator(
    "private_over_nonprivate", "ratio", _UNITS, "pay in private firms over pay in the others", (Firms.wage_bill,),
    lambda c: private_earnings.measure(c) / nonprivate_earnings.measure(c),
    published=Published("private_nonprivate_ratio", "manufacturing", ("urban units",)),
)  # fmt: skip
migrant_over_nonprivate = Indicator(
    "migrant_over_nonprivate", "ratio",
    "migrants' income over the non-private wage in manufacturing; in the model migrants work in non-private firms too",
    "migrants' earnings over pay in firms that are not private", (*_EARNINGS, Firms.wage_bill),
    lambda c: earnings.measure(c.of("migrants")) / nonprivate_earnings.measure(c.of("all")), basis="groups",
    published=Published("migrant_nonprivate_ratio", "manufacturing"),
)  # fmt: skip

INDICATORS = (
    base_pay,
    *base_pay.of_each((*SEGMENTS, "migrants", "urban"), {"contract_manufacturer": _FOXCONN_BASE}),
    hourly_pay,
    *hourly_pay.of_each((*SEGMENTS, "urban", "migrants")),
    earnings,
    earnings.of(
        "migrants",
        Published("migrant_income_monthly", "manufacturing", ("outgoing migrants", "all migrants")),
        _MIGRANTS,
    ),
    earnings.of("urban"),
    *earnings.of_each(SEGMENTS, {"core": _JOINT_VENTURES, "contract_manufacturer": _FOXCONN}),
    overtime_share,
    *overtime_share.of_each((*SEGMENTS, "lower_tiers", "migrants")),
    bonus_share,
    *bonus_share.of_each((*SEGMENTS, "lower_tiers")),
    base_over_minimum,
    *base_over_minimum.of_each((*SEGMENTS, "lower_tiers", "migrants")),
    minimum_wage,
    private_earnings,
    nonprivate_earnings,
    private_over_nonprivate,
    migrant_over_nonprivate,
)
