"""What are workers paid, out of what, and how far above the legal minimum?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.groups import NATION
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import EMPLOYMENT, PRICE_LEVEL, Now, Sum, by_employment
from segsim.state import Cities, Firms
from segsim.state.codes import Owner

_MIGRANTS = "income of migrants, NBS monitoring survey; in the survey all of manufacturing, here two chains"
_UNITS = "average wage in manufacturing, NBS; the published units leave out small firms and hold salaried staff"

_HUKOU = Published(
    "hukou_earnings_ratio", "all", ("urban residents vs migrants",), 1.0, "all industries",
    series="annual earnings of urban residents over migrants",
)  # fmt: skip
_FOXCONN_BASE = Published(
    "foxconn_base_wage", "electronics", ("Foxconn assembly workers",), caution="one firm's plants in one city"
)
_FOXCONN = Published("foxconn_monthly_pay", "electronics", ("Foxconn workers",), caution="single plants of one firm")
_JOINT_VENTURES = Published(
    "auto_income_annual", "automobile", ("JV assemblers",), 1 / 12,
    "assemblers only; the core holds first-tier suppliers and IT brands too",
)  # fmt: skip


@Sum
def _private_jobs(now: Now) -> np.ndarray:
    """Jobs in private firms."""
    return now.employment * (now.firms.owner == Owner.PRIVATE)


@Sum
def _private_wage_bill(now: Now) -> np.ndarray:
    """Wages due in private firms."""
    return now.firms.wage_bill * (now.firms.owner == Owner.PRIVATE)


_PRIVATE_EARNINGS = _private_wage_bill / _private_jobs
_NONPRIVATE_EARNINGS = (Sum(Firms.wage_bill) - _private_wage_bill) / (EMPLOYMENT - _private_jobs)

base_pay = Indicator(
    "base_pay",
    AtWork.base_pay / AtWork.workers,
    "yuan/month",
    "mean pay for standard hours",
    "base wage in payroll records; published for single plants only",
    by={"contract_manufacturer": _FOXCONN_BASE},
)
base_pay_real = Indicator(
    "base_pay_real",
    AtWork.base_pay / AtWork.workers / PRICE_LEVEL,
    "yuan of 2010/month",
    "mean pay for standard hours, deflated by consumer prices",
    "as base_pay, deflated by the consumer price index",
)
hourly_pay = Indicator(
    "hourly_pay",
    AtWork.earnings / AtWork.hours,
    "yuan/hour",
    "all pay over all hours, of workers with a job",
    "monthly income over hours in household surveys",
)
hourly_pay_real = Indicator(
    "hourly_pay_real",
    AtWork.earnings / AtWork.hours / PRICE_LEVEL,
    "yuan of 2010/hour",
    "all pay over all hours, deflated by consumer prices",
    "as hourly_pay, deflated by the consumer price index",
)
earnings = Indicator(
    "earnings",
    AtWork.earnings / AtWork.workers,
    "yuan/month",
    "mean pay of workers with a job: base pay, overtime pay and bonus",
    "mean monthly income in household surveys; here pay due, whether or not it is paid",
    by={
        "migrants": Published(
            "migrant_income_monthly", "manufacturing", ("outgoing migrants", "all migrants"), series=_MIGRANTS
        ),
        "urban/migrants": _HUKOU,
        "core": _JOINT_VENTURES,
        "contract_manufacturer": _FOXCONN,
    },
)
earnings_real = Indicator(
    "earnings_real",
    AtWork.earnings / AtWork.workers / PRICE_LEVEL,
    "yuan of 2010/month",
    "mean pay of workers with a job, deflated by consumer prices",
    "as earnings, deflated by the consumer price index",
)
overtime_share = Indicator(
    "overtime_share",
    AtWork.overtime_pay / AtWork.earnings,
    "share of pay",
    "overtime pay in all pay",
    "share of overtime pay in payroll records; published for single plants only",
)
bonus_share = Indicator(
    "bonus_share",
    AtWork.bonus / AtWork.earnings,
    "share of pay",
    "profit bonus in all pay",
    "share of bonus in payroll records; published for single plants only",
)
base_over_minimum = Indicator(
    "base_over_minimum",
    AtWork.base_over_minimum / AtWork.workers,
    "ratio",
    "mean over workers of base pay to the minimum wage of the firm's city",
    "entry base wage of plants against the local minimum wage",
)
jobs_at_minimum = Indicator(
    "jobs_at_minimum",
    AtWork.at_minimum / AtWork.workers,
    "share of workers",
    "base pay within 5 % of the minimum wage of the firm's city",
    "spike at the minimum wage in the distribution of base pay in payroll records",
)
minimum_wage = Indicator(
    "minimum_wage",
    by_employment(Cities.minimum_wage) / EMPLOYMENT,
    "yuan/month",
    "legal monthly minimum wage where workers work",
    "legal minimum wages, weighted by jobs; the published means are not weighted",
)
private_earnings = Indicator(
    "private_earnings",
    _PRIVATE_EARNINGS,
    "yuan/month",
    "wage bill over employment in private firms",
    _UNITS,
    by={NATION: Published("wage_annual", "manufacturing", ("urban private units",), 1 / 12)},
)
nonprivate_earnings = Indicator(
    "nonprivate_earnings",
    _NONPRIVATE_EARNINGS,
    "yuan/month",
    "wage bill over employment in state, joint-venture and overseas-Chinese firms",
    _UNITS,
    by={NATION: Published("wage_annual", "manufacturing", ("urban non-private units",), 1 / 12)},
)
private_over_nonprivate = Indicator(
    "private_over_nonprivate",
    _PRIVATE_EARNINGS / _NONPRIVATE_EARNINGS,
    "ratio",
    "pay in private firms over pay in the others",
    _UNITS,
    by={NATION: Published("private_nonprivate_ratio", "manufacturing", ("urban units",))},
)
migrant_over_nonprivate = Indicator(
    "migrant_over_nonprivate",
    lambda c: earnings.value(c.of("migrants")) / nonprivate_earnings.value(c.of(NATION)),
    "ratio",
    "migrants' earnings over pay in firms that are not private",
    "migrants' income over the non-private wage in manufacturing; in the model migrants work in non-private firms too",
    basis="groups",
    by={NATION: Published("migrant_nonprivate_ratio", "manufacturing")},
    needs=(*earnings.quantities, _NONPRIVATE_EARNINGS),
)
