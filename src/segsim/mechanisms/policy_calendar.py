"""What does the outside world bring this month, and what does national law say?

In words. Prices, growth, exports and rural income come from published series; working time and insurance law come from
the statutes. Everything else in the model is made inside it.

Equations. None: the readings of the month are copied into the nation's table.

Timing. First step of the month, so that every later step sees the same law. Levers have already been turned by the
calendar of the run (settings.changes).

Sources. evidence/inputs.csv; Labour Law (1994) articles 36, 41 and 44; social insurance rates as in evidence.

Choices. One mean multiple of 1.75 stands for overtime on workdays (1.5) and rest days (2): half of each, assumed.
"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever
from segsim.plumbing.steps import Moment, step
from segsim.state import Nation, State


@dataclass(frozen=True)
class Params(ParameterSet):
    """National law."""

    left_out = "series from outside stand still; law goes on"
    standard_hours: float = lever(
        174.0, "hours/month", (100.0, 220.0), "paid standard hours of a full month",
        "law: 40 hours a week (State Council 1995), 21.75 paid days of 8 hours (recalled)",
    )  # fmt: skip
    overtime_cap: float = lever(
        36.0, "hours/month", (0.0, 120.0), "legal limit of overtime", "law: Labour Law article 41 (MOHRSS)"
    )
    overtime_multiple: float = lever(
        1.75, "ratio", (1.0, 3.0), "legal pay of an overtime hour relative to a standard hour",
        "law: Labour Law article 44, 1.5 on workdays and 2 on rest days; half of each assumed",
    )  # fmt: skip
    employer_insurance: float = lever(
        0.28, "share of pay", (0.0, 0.5), "employer's social insurance for a worker with pension cover",
        "law: employers pay about 28 of 40 % (evidence social_insurance_rate_total; split recalled)",
    )  # fmt: skip
    worker_insurance: float = lever(
        0.11, "share of pay", (0.0, 0.3), "worker's own contribution with pension cover",
        "law: workers pay about 11 of 40 % (recalled)",
    )  # fmt: skip
    injury_insurance: float = lever(
        0.01, "share of pay", (0.0, 0.05), "employer's work-injury insurance",
        "law: Regulation on Work-Related Injury Insurance 2004, .5-2 % by industry (recalled)",
    )  # fmt: skip
    profit_tax: float = lever(
        0.25, "share", (0.0, 0.5), "tax on profit", "law: Enterprise Income Tax Law 2008, 25 % (recalled)"
    )


@step(
    reads=(Nation.cpi,),
    writes=(
        Nation.cpi, Nation.inflation, Nation.gdp, Nation.exports, Nation.rural_income,
        Nation.overtime_cap, Nation.overtime_multiple, Nation.standard_hours,
        Nation.employer_insurance, Nation.worker_insurance, Nation.injury_insurance, Nation.profit_tax,
    ),
    essential=True,
)  # fmt: skip
def read_calendar(state: State, params: Params, moment: Moment) -> None:
    """Outside series and national law take the values of this month."""
    nation = state.nation
    nation.overtime_cap[:] = params.overtime_cap
    nation.overtime_multiple[:] = params.overtime_multiple
    nation.standard_hours[:] = params.standard_hours
    nation.employer_insurance[:] = params.employer_insurance
    nation.worker_insurance[:] = params.worker_insurance
    nation.injury_insurance[:] = params.injury_insurance
    nation.profit_tax[:] = params.profit_tax
    nation.inflation[:] = 0.0
    if "policy_calendar" not in moment.without:
        readings = moment.outside.at(moment.index)
        nation.inflation[:] = readings.cpi / nation.cpi - 1.0
        nation.cpi[:] = readings.cpi
        nation.gdp[:] = readings.gdp
        nation.exports[:] = readings.exports
        nation.rural_income[:] = readings.rural_income
