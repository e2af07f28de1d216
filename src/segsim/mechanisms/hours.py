"""How many hours do workers want, may firms run, and does a firm plan with?

In words. Workers want overtime until its pay no longer outweighs the time; who earns little beyond subsistence wants
more. Firms plan with a mixture of their segment's shift norm and their workers' wish, inside the limit they dare: the
cap, and beyond it as far as they break it. Production then calls for the hours that orders need.

Equations. Hours a month a head; H0 standard hours, m expected overtime multiple, b bonus rate, c subsistence.
  wish o*   m w / (w (H0 (1 + b) + m o) - c) = (psi / H0) ((H0 + o) / H0)^(1/eta)
  limit     cap + intensity of hours * (physical - cap)
  norm      by segment, times 1 - b under an official union (bargaining), + reach of dormitories
            + machine_hours * automation (in ln)
  plan      min(norm_weight * norm + (1 - norm_weight) * o*, limit)
  disutility psi ((H0 + plan) / H0)^(1 + 1/eta) / (1 + 1/eta)
  employees wanted = min(expected demand, capacity) / (A * skill * (H0 + plan * taste))

Timing. After compliance (which sets m and the limit), before prices (standard cost needs planned hours).

Sources. Income-target overtime: Ehrenberg 1971, Trejo 1991 (recalled); eta recalled; capital that is dear is worked
longer: Betancourt and Clague 1981 (recalled); 56-61 hours at audits (evidence foxconn_hours_week).

Choices. Log utility alone makes the wish independent of the wage level, so that low pay could not cause long hours;
subsistence (Stone-Geary) lets it. Firms' own optimum is bang-bang (evidence/model.md F5), hence the norm: employers'
norms were found to carry most of hours (evidence/calibration.md C11). norm_weight = 0 gives hours by wish alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.rules.means import mean_of_people
from segsim.rules.segments import by_segment
from segsim.state import Firms, Nation, State
from segsim.state.codes import Violation

_ROUNDS = 8  # of Newton's rule, at most: the wish to 1e-7 hours anywhere in the ranges of the parameters
_SETTLED = 1e-3  # hours that a round changes: the next would change less than its square, far below a second


@dataclass(frozen=True)
class Params(ParameterSet):
    """Wishes, limits and plans of working time."""

    left_out = "wishes, limits and plans of hours stay as they are"
    disutility: float = structure(
        0.45, "utility", (0.1, 1.5), "psi: weight of working time",
        "calibrated: 54-58 hours a week (evidence/calibration.md K .4, T7, range .4-.8)",
    )  # fmt: skip
    elasticity: float = structure(
        0.5, "elasticity", (0.2, 1.5), "eta: of hours to hourly pay",
        "assumed: inside .3-.8 (recalled)",
    )  # fmt: skip
    subsistence: float = structure(
        0.8, "share of rural income", (0.0, 2.0), "c: income that must be earned, with remittances", "assumed"
    )
    core_shift_norm: float = lever(
        41.0, "hours/month", (0.0, 130.0), "overtime that shifts of core firms are built on",
        "assumed, provisional: three shifts, whose length machines dictate",
    )  # fmt: skip
    contract_shift_norm: float = lever(
        98.0, "hours/month", (0.0, 130.0), "the same for contract manufacturers",
        "assumed, provisional: orders come in peaks (evidence ST055, ST056)",
    )  # fmt: skip
    shift_norm: float = lever(
        84.0, "hours/month", (0.0, 130.0), "the same for all other firms",
        "calibrated: 54-58 hours a week (evidence migrant_hours_week)",
    )  # fmt: skip
    machine_hours: float = structure(
        40.0, "hours/month per ln", (0.0, 120.0), "what machines that took the place of hands add to the shift norm",
        "assumed: a capital charge runs by day and night (Betancourt and Clague 1981, recalled)",
    )  # fmt: skip
    norm_weight: float = structure(
        0.7,
        "share",
        (0.0, 1.0),
        "weight of the norm against the workers' wish",
        "calibrated: hours a week (evidence/calibration.md K .905, C11)",
    )
    physical_limit: float = lever(
        110.0,
        "hours/month",
        (36.0, 160.0),
        "most overtime that can be run",
        "assumed; audits found 61 h a week (evidence foxconn_hours_week_peak; evidence/model.md 6.2, range 90-130)",
    )


@step(
    reads=(
        Firms.industry, Firms.tier, Firms.shift_factor, Firms.base_wage, Firms.pay_ratio, Firms.bonus_rate,
        Firms.violations, Firms.productivity, Firms.expected_demand, Firms.capacity, Firms.employment,
        Firms.skill_sum, Firms.taste_sum, Firms.overtime_reach, Firms.automation,
        Nation.standard_hours, Nation.overtime_cap, Nation.overtime_multiple, Nation.rural_income,
    ),
    writes=(
        Firms.overtime_multiple, Firms.overtime_desired, Firms.overtime_limit, Firms.overtime_planned,
        Firms.hours_disutility, Firms.target_employment,
    ),
)  # fmt: skip
def plan_hours(state: State, params: Params, moment: Moment) -> None:
    """Firms plan overtime and the number of employees they want."""
    firms, nation = state.firms, state.nation
    standard, cap = nation.standard_hours[0], nation.overtime_cap[0]
    firms.overtime_multiple[:] = expected_multiple(firms, nation.overtime_multiple[0])
    need = params.subsistence * nation.rural_income[0]
    firms.overtime_desired[:] = desired_overtime(
        firms.base_wage * firms.pay_ratio, firms.overtime_multiple, firms.bonus_rate, standard, need, params
    )
    beyond = firms.violations[:, Violation.HOURS] * np.maximum(0.0, params.physical_limit - cap)
    firms.overtime_limit[:] = cap + beyond
    shifts = (params.core_shift_norm, params.contract_shift_norm, params.shift_norm)
    shift = by_segment(firms.industry, firms.tier, *shifts) * firms.shift_factor
    norm = np.maximum(0.0, shift + firms.overtime_reach + params.machine_hours * firms.automation)
    plan = params.norm_weight * norm + (1.0 - params.norm_weight) * firms.overtime_desired
    firms.overtime_planned[:] = np.minimum(plan, firms.overtime_limit)
    power = 1.0 + 1.0 / params.elasticity
    firms.hours_disutility[:] = params.disutility * ((standard + firms.overtime_planned) / standard) ** power / power
    skill = mean_of_people(firms.skill_sum, firms.employment)
    taste = mean_of_people(firms.taste_sum, firms.employment)
    hour = firms.productivity * (skill * standard + taste * firms.overtime_planned)
    firms.target_employment[:] = np.minimum(firms.expected_demand, firms.capacity) / np.maximum(hour, 1e-9)


def expected_multiple(firms: Firms, legal: float) -> np.ndarray:
    """Pay of a mean overtime hour relative to a standard hour, as the firm really pays it; shape (firms,)."""
    unpaid, short = firms.violations[:, Violation.UNPAID], firms.violations[:, Violation.PREMIUM]
    return (1.0 - unpaid) * (1.0 + (legal - 1.0) * (1.0 - short))


def desired_overtime(wage, multiple, bonus, standard: float, need: float, params: Params):
    """Overtime o* that workers want at their pay, hours a month; Newton's rule from above, broadcasts over firms."""
    power = 1.0 / params.elasticity
    rise = multiple * wage
    fixed = wage * standard * (1.0 + bonus) - need
    least = 0.05 * wage * standard  # of income, so that the very poor want all hours there are
    weight = params.disutility / standard ** (1.0 + power)
    hours = np.full(np.shape(rise), params.physical_limit)
    for _ in range(_ROUNDS):
        income, total = np.maximum(fixed + rise * hours, least), standard + hours
        cost = weight * total**power
        slope = cost * (power / total * income + rise * (income > least))
        # fmin and fmax let the missing pay of an empty row pass as no wish.
        before, hours = hours, np.fmin(np.fmax(hours - (cost * income - rise) / slope, 0.0), params.physical_limit)
        if not (np.abs(hours - before) > _SETTLED).any():
            break
    return hours
