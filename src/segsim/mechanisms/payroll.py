"""What is each worker due this month, and what does the firm really pay?

In words. Base pay is the posted wage times the worker's skill pay, less for agency workers, lifted to the legal minimum
as far as the firm obeys it; overtime is paid at the multiple that the firm grants, or not at all; profit comes as
bonus. A firm that breaks the minimum wage counts overtime pay in. A firm without the money pays everybody the same
share of what is due and owes the rest.

Equations. yuan a month; H0 standard hours, x violation intensities.
  w~_i         = w_j s_i^gamma r_j, r the ratio of regular or of agency workers
  kept k_i     = w~_i + c max(0, M / (H0 + m_i o_i) - w~_i),  c counted_in (compliance)
  hourly w_i   = w~_i, and where that is below M / H0:  M / H0 - x_minimum (M / H0 - k_i)
  overtime o_i = overtime_run_j * taste_i,  multiple m_i = 0 if unpaid, else 1 + (legal - 1) (1 - x_premium)
  pay ratio    = sum of base pay / (w_j H0 (1 - lost) employment): skill and minimum wage in one number
  earnings     = w_i (H0 (1 - lost) + m_i o_i) + bonus_rate w_i H0,  no bonus for agency workers
  paid         = phi (earnings + arrears),  phi = min(1, money / (wages due + owed + insurance))

Timing. After bills are settled and the bank has lent; before insurance, tax and interest.

Sources. Minimum at worker level and two overtime violations: evidence/calibration.md R1, R6. Arrears as a liquidity
event: evidence/calibration.md R5.

Choices. A month's pay with overtime is what workers and inspectors see, so that a firm which breaks the minimum wage
mostly does so by the hour and not by the month; the law knows no counting in, and what is withheld is reckoned against
base pay. Strike days are unpaid. Insurance follows what is paid. What was withheld by breaking rules is summed by firm:
it is what inspectors can order to be paid back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.kernels import CHUNKS, FIRM_CHUNKS, parallel_kernel, prange
from segsim.plumbing.parameters import ParameterSet
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.pay import pay_granted
from segsim.state import Cities, Firms, Nation, Sectors, State, Workers
from segsim.state.codes import Claim, Violation
from segsim.state.money import ABROAD, CENTRE, FIRMS, WORKERS, Moved, book, transfer

# What is added up over the workers of each firm; then base pay, and the pay of those with each cover.
_SUMS = 9  # over a firm's people, in the order of `_pay_due`
# A firm's terms as its workers look them up, in the order of compute_pay.
_WAGE, _REGULAR, _AGENCY, _BONUS, _OVERTIME, _MULTIPLE, _WORKED, _DEPTH, _DUE = range(9)


@dataclass(frozen=True)
class Params(ParameterSet):
    """Payroll has no numbers of its own: law, wages, hours and compliance make it."""


@step(
    reads=(
        Workers.employer, Workers.city, Workers.skill_pay, Workers.hours_taste, Workers.overtime_unpaid,
        Workers.injury_cover, Workers.pension_cover, Workers.dispatch, Firms.base_wage, Firms.bonus_rate,
        Firms.regular_pay, Firms.dispatch_pay, Firms.regular_bonus, Firms.overtime_run,
        Firms.hours_lost, Firms.violations, Firms.employment, Cities.minimum_wage,
        Nation.standard_hours, Nation.overtime_multiple, Nation.employer_insurance, Nation.worker_insurance,
        Nation.injury_insurance, Nation.rural_income, Nation.counted_in,
    ),
    writes=(
        Workers.base_pay, Workers.overtime, Workers.overtime_pay, Workers.bonus, Workers.earnings, Firms.wage_bill,
        Firms.bonus_bill, Firms.insurance_bill, Firms.contributions, Firms.withheld, Firms.pay_ratio,
        Firms.dispatch_employment, Firms.dispatch_bill,
    ),
    essential=True,
)  # fmt: skip
def compute_pay(state: State, params: Params, moment: Moment) -> None:
    """What every worker is due is worked out from hours, law and what the firm obeys."""
    workers, firms, nation = state.workers, state.firms, state.nation
    standard, legal = nation.standard_hours[0], nation.overtime_multiple[0]
    multiple = 1.0 + (legal - 1.0) * (1.0 - or_zero(firms.violations[:, Violation.PREMIUM]))
    worked = 1.0 - firms.hours_lost
    # A firm's terms stand side by side: a worker needs them all at once. The last is lawful overtime pay over base pay.
    due = np.where(worked > 0.0, legal / (standard * np.maximum(worked, 1e-9)), 0.0)
    terms = np.array(
        [
            firms.base_wage, firms.regular_pay, firms.dispatch_pay, firms.bonus_rate * firms.regular_bonus,
            firms.overtime_run, multiple, worked, firms.violations[:, Violation.MINIMUM], due,
        ]
    ).T.copy()  # fmt: skip
    sums = np.empty((FIRM_CHUNKS, firms.rows, _SUMS))
    _pay_due(
        standard, nation.rural_income[0], nation.counted_in[0], state.cities.minimum_wage,
        state.cities.minimum_wage / standard, terms,
        workers.employer, workers.city, workers.skill_pay, workers.hours_taste, workers.dispatch,
        workers.overtime_unpaid, workers.injury_cover, workers.pension_cover,
        workers.base_pay, workers.overtime, workers.overtime_pay, workers.bonus, workers.earnings, sums,
    )  # fmt: skip
    totals = np.empty((_SUMS, firms.rows))
    _total(sums, totals)
    pay, bonus, below_minimum, short_overtime, dispatched, to_dispatched, base, with_injury, with_pension = totals
    firms.wage_bill[:], firms.bonus_bill[:] = pay, bonus
    firms.withheld[:, Claim.MINIMUM], firms.withheld[:, Claim.OVERTIME] = below_minimum, short_overtime
    firms.dispatch_employment[:], firms.dispatch_bill[:] = dispatched, to_dispatched
    insurance = nation.injury_insurance[0] * with_injury + nation.employer_insurance[0] * with_pension
    lawful = (nation.injury_insurance[0] + nation.employer_insurance[0]) * firms.wage_bill
    firms.insurance_bill[:], firms.withheld[:, Claim.INSURANCE] = insurance, np.maximum(0.0, lawful - insurance)
    firms.contributions[:] = nation.worker_insurance[0] * with_pension
    posted = or_zero(firms.base_wage) * standard * worked * firms.employment
    paid = posted > 0.0  # where nothing was, the last ratio stands
    firms.pay_ratio[paid] = base[paid] / np.maximum(posted[paid], 1e-9)


@parallel_kernel
def _pay_due(
    standard, rural, counted_in, minimum, lawful_wage, terms,
    employer, city, skill_pay, taste, dispatch, unpaid, injury, pension,
    base_pay, overtime, overtime_pay, bonus, earnings, sums,
):  # fmt: skip
    # Each part of the workers adds to its own table of firms, so that any number of threads adds in the same order.
    n, parts, home = employer.size, sums.shape[0], minimum.size - 1
    for part in prange(parts):
        sums[part] = 0.0
        for row in range(part * n // parts, (part + 1) * n // parts):
            i = np.uint64(row)  # unsigned: see plumbing/kernels.py
            if employer[i] < 0:
                base_pay[i] = overtime[i] = overtime_pay[i] = bonus[i] = 0.0
                earnings[i] = rural if city[i] == home else 0.0
                continue
            j = np.uint64(employer[i])
            offer, worked = terms[j], terms[j, _WORKED]
            hourly = offer[_WAGE] * np.float64(skill_pay[i]) * (offer[_AGENCY] if dispatch[i] else offer[_REGULAR])
            place = np.uint64(city[i])
            hours = offer[_OVERTIME] * np.float64(taste[i])
            paid_overtime = (0.0 if unpaid[i] else offer[_MULTIPLE]) * hours
            hourly = pay_granted(hourly, lawful_wage[place], offer[_DEPTH], paid_overtime / standard, counted_in)
            due = hourly * standard * worked
            extra = hourly * paid_overtime
            share = 0.0 if dispatch[i] else offer[_BONUS] * hourly * standard
            pay = due + extra + share
            base_pay[i], overtime[i], overtime_pay[i], bonus[i], earnings[i] = due, hours, extra, share, pay
            # What the firm owes is what stands in its people's columns, in their single precision.
            pay, due, share = np.float64(np.float32(pay)), np.float64(np.float32(due)), np.float64(np.float32(share))
            extra, hours = np.float64(np.float32(extra)), np.float64(np.float32(hours))
            total = sums[part, j]  # compute_pay names them in this order
            total[0] += pay
            total[1] += share
            total[2] += max(0.0, minimum[place] * worked - due)
            total[3] += max(0.0, offer[_DUE] * due * hours - extra)
            total[4] += 1.0 if dispatch[i] else 0.0
            total[5] += pay if dispatch[i] else 0.0
            total[6] += due
            total[7] += pay if injury[i] else 0.0
            total[8] += pay if pension[i] else 0.0


@parallel_kernel
def _total(sums, totals):
    for firm in prange(sums.shape[1]):
        for item in range(sums.shape[2]):
            totals[item, firm] = sums[:, firm, item].sum()


@step(
    reads=(
        Workers.employer, Workers.earnings, Workers.pension_cover, Workers.arrears, Workers.deposits, Firms.alive,
        Firms.wage_bill, Firms.insurance_bill, Firms.contributions, Firms.wages_owed, Firms.deposits, Firms.distress,
        Nation.worker_insurance,
    ),
    writes=(
        Workers.deposits, Workers.arrears, Firms.deposits, Firms.wages_owed, Firms.distress,
        Sectors.wages, Sectors.unpaid_wages, Sectors.contributions, Sectors.employer_contributions,
        Sectors.unpaid_contributions, Sectors.lost_contributions, Sectors.rural_income, Sectors.deposits,
    ),
    essential=True,
)  # fmt: skip
def pay_wages(state: State, params: Params, moment: Moment) -> None:
    """Firms pay what they can of what is due and owed; the rest becomes arrears."""
    workers, firms = state.workers, state.firms
    due = firms.wage_bill + firms.wages_owed
    need = due + firms.insurance_bill
    share = np.where(need > 0, np.clip(firms.deposits / np.maximum(need, 1e-9), 0.0, 1.0), 1.0)
    share[share > 1.0 - 1e-9] = 1.0  # a loan of exactly the need leaves a rounding error, not a debt to workers
    firms.distress[:] = np.where(firms.alive & (share < 1.0), np.minimum(firms.distress + 1, 1000), 0)
    at_home = np.zeros(CHUNKS)
    _pay_out(
        share, state.nation.worker_insurance[0], workers.employer, workers.earnings,
        workers.pension_cover, workers.arrears, workers.deposits, at_home,
    )  # fmt: skip
    rural = float(at_home.sum())
    paid = share * due
    withheld = share * firms.contributions
    transfer(state, "wages", FIRMS, paid, WORKERS, Moved(paid))
    book(state, "unpaid_wages", firms.wage_bill - paid, firms.wage_bill - paid)
    transfer(state, "contributions", WORKERS, Moved(withheld), CENTRE, float(withheld.sum()))
    insurance = share * firms.insurance_bill
    transfer(state, "employer_contributions", FIRMS, insurance, CENTRE, float(insurance.sum()))
    # Nobody comes back to insurance that a firm could not pay: due, and lost to the fund in the same month.
    unpaid = firms.insurance_bill - insurance
    book(state, "unpaid_contributions", unpaid, float(unpaid.sum()))
    book(state, "lost_contributions", float(unpaid.sum()), unpaid)
    transfer(state, "rural_income", ABROAD, rural, WORKERS, Moved(rural))
    firms.wages_owed[:] = due - paid


@parallel_kernel
def _pay_out(share, worker_rate, employer, earnings, pension, arrears, deposits, rural):
    n, parts = employer.size, rural.size
    for part in prange(parts):
        total = 0.0
        for row in range(part * n // parts, (part + 1) * n // parts):
            i = np.uint64(row)
            pay = np.float64(earnings[i])
            if employer[i] < 0:
                deposits[i] += pay
                total += pay
                continue
            j = np.uint64(employer[i])
            due = pay + arrears[i]
            got = share[j] * due
            if arrears[i] != due - got:  # most are owed nothing before and after: nothing to write
                arrears[i] = due - got
            deposits[i] += got - (share[j] * worker_rate * pay if pension[i] else 0.0)
        rural[part] = total
