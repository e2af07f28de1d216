"""What does a firm that is caught pay, and to whom, and what does it expect to lose?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from segsim.mechanisms.compliance.rules import Params, complaints_of, detection_multiplier_of
from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.money import payable_share
from segsim.rules.penalties import chance_caught, penalty
from segsim.state import Cities, Firms, Sectors, State, Workers
from segsim.state.codes import Claim, Violation
from segsim.state.money import CITIES, FIRMS, WORKERS, Moved, transfer

# The violations under which a firm may be caught withholding something, by what it withholds.
_CAUGHT_UNDER = {claim: tuple(rule for rule in Violation if rule.claim is claim) for claim in Claim}


@step(
    reads=(
        Firms.alive, Firms.detection_multiplier, Firms.city, Firms.voice, Firms.inspected, Firms.employment,
        Firms.deposits, Firms.insurance_voice,
        Firms.withheld, Firms.violations, Cities.complaint_slope, Cities.complaint_factor, Cities.emission_monitoring,
        Cities.deposits, Cities.revenue_year, Workers.employer, Workers.deposits,
    ),
    writes=(
        Firms.fines, Firms.deposits, Cities.deposits, Cities.revenue_year, Workers.deposits,
        Sectors.fines, Sectors.back_pay,
    ),
)  # fmt: skip
def penalise_violations(state: State, params: Params, moment: Moment) -> None:
    """Firms caught by inspectors or through complaints pay back wages and fines."""
    firms, cities = state.firms, state.cities
    back_pay, fine = np.zeros(firms.rows), np.zeros(firms.rows)
    key = moment.key("answer_for_violations")
    for claim, violations in _CAUGHT_UNDER.items():
        months = params.awarded(violations[0])
        chance = _chance(params, violations, firms, cities, firms.inspected.astype(np.float64), complain=1.0)
        rows = np.flatnonzero(firms.alive & (uniforms(key, firms.rows, claim) < chance))
        # What polluters owe goes to the city: nobody in the plant is owed back pay for it.
        if claim is Claim.POLLUTION:
            fine[rows] += penalty(firms.withheld[rows, claim], months, params.fine(violations[0]))
            continue
        rows = rows[firms.employment[rows] > 0]
        due = months * or_zero(firms.withheld[rows, claim])
        back_pay[rows] += due
        fine[rows] += params.fine(violations[0]) * due
    # A firm cannot pay more than it has: orders are enforced against its money only.
    share = payable_share(firms.deposits, back_pay + fine)
    back_pay *= share
    fine *= share
    firms.fines[:] = back_pay + fine
    _pay_back(
        state.workers.employer, np.append(0.0, back_pay / np.maximum(firms.employment, 1)), state.workers.deposits
    )
    transfer(state, "back_pay", FIRMS, back_pay, WORKERS, Moved(back_pay))
    by_city = np.bincount(firms.city[fine > 0], weights=fine[fine > 0], minlength=cities.rows)
    cities.revenue_year += by_city
    transfer(state, "fines", FIRMS, fine, CITIES, by_city)


def _chance(
    params: Params, violations: Sequence[Violation], firms: Firms, cities: Cities, inspections, complain: float
) -> np.ndarray:
    """Probability to be caught at the violation that is detected most easily, 1/month; shape (firms,).

    `inspections` (see rules/penalties.py) is a column of firms; `complain` is 1, or 0 where only visits count.
    """
    most, no_contract = np.zeros(firms.rows), or_zero(firms.violations[:, Violation.CONTRACT])
    for violation in violations:
        seen = params.delta(violation) * detection_multiplier_of(params, firms, cities, violation, no_contract)
        degree = or_zero(firms.violations[:, violation])
        slope = complain * complaints_of(firms, cities, violation)
        chance = chance_caught(seen, inspections, slope, degree)
        most = np.maximum(most, np.where(degree > 0.0, chance, 0.0))
    return most


@step(
    reads=(
        Firms.alive, Firms.detection_multiplier, Firms.city, Firms.voice, Firms.inspection_belief, Firms.withheld,
        Firms.insurance_voice,
        Firms.violations, Cities.complaint_slope, Cities.complaint_factor, Cities.emission_monitoring,
    ),
    writes=(Firms.expected_penalty, Firms.penalty_at_visit),
)  # fmt: skip
def reckon_penalties(state: State, params: Params, moment: Moment) -> None:
    """Firms reckon what it may cost them that they break the law: in a month, and if inspectors come."""
    firms, cities = state.firms, state.cities
    visit = np.ones(firms.rows)
    expected, at_visit = np.zeros(firms.rows), np.zeros(firms.rows)
    for claim, violations in _CAUGHT_UNDER.items():
        cost = params.cost_if_caught(violations[0]) * firms.withheld[:, claim]
        at_visit += cost * _chance(params, violations, firms, cities, visit, complain=0.0)
        if claim is not Claim.POLLUTION:  # withheld from workers, a part of labour cost
            expected += cost * _chance(params, violations, firms, cities, firms.inspection_belief, complain=1.0)
    firms.expected_penalty[:] = np.where(firms.alive, expected, 0.0)
    firms.penalty_at_visit[:] = np.where(firms.alive, at_visit, 0.0)


@parallel_kernel
def _pay_back(employer, per_head, deposits):
    # The first share is for people without an employer. Unsigned rows: see plumbing/kernels.py.
    for row in prange(employer.size):
        i = np.uint64(row)
        got = per_head[np.uint64(employer[i] + 1)]
        if got > 0.0:
            deposits[i] += got
