"""On which terms does a worker work: contract, insurance, paid overtime?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.compliance.rules import Params
from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.rows import rows_where
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.state import Firms, Nation, State, Workers
from segsim.state.codes import Violation

_RENEWAL, _CONTRACT, _INSURANCE, _UNPAID = 0, 1, 2, 3


@step(
    reads=(
        Workers.employer, Workers.tenure, Workers.dispatch, Nation.dispatch_cover,
        Firms.violations,
    ),
    writes=(Workers.written_contract, Workers.injury_cover, Workers.pension_cover, Workers.overtime_unpaid),
)  # fmt: skip
def draw_terms(state: State, params: Params, moment: Moment) -> None:
    """New workers, and some of the others, get the terms that their firm now grants."""
    workers, firms = state.workers, state.firms
    key = moment.key("draw_terms")
    terms = (workers.written_contract, workers.injury_cover, workers.pension_cover, workers.overtime_unpaid)
    is_drawn = _who_is_drawn(key, params.renewal_rate, workers.employer, workers.tenure, *terms)
    broken = firms.violations
    no_injury = broken[:, Violation.INJURY]
    _draw_terms(
        key, rows_where(is_drawn), workers.employer, broken[:, Violation.CONTRACT], no_injury,
        np.maximum(no_injury, broken[:, Violation.PENSION]), broken[:, Violation.UNPAID],
        workers.dispatch, state.nation.dispatch_cover[0], *terms,
    )  # fmt: skip


@parallel_kernel
def _who_is_drawn(key, renewal, employer, tenure, contract, injury, pension, free):
    # Who has no job has no terms. Unsigned rows: see plumbing/kernels.py.
    is_drawn = np.empty(employer.size, np.bool_)
    for row in prange(employer.size):
        i = np.uint64(row)
        drawn = False
        if employer[i] >= 0:
            drawn = tenure[i] == 0 or uniform(key, i, _RENEWAL) < renewal
        else:
            contract[i] = injury[i] = pension[i] = free[i] = False
        is_drawn[i] = drawn
    return is_drawn


@parallel_kernel
def _draw_terms(
    key, rows, employer, no_contract, no_injury, no_pension, unpaid, dispatch, cover, contract, injury, pension, free
):
    # Pension holders are a subset of injury holders: one draw serves both. Agency workers are covered less often.
    for place in prange(rows.size):
        i = rows[place]
        j = employer[i]
        contract[i] = uniform(key, i, _CONTRACT) >= no_contract[j]
        insured = uniform(key, i, _INSURANCE)
        if dispatch[i]:
            insured = 1.0 - (1.0 - insured) / cover if cover > 0.0 else -1.0
        injury[i] = insured >= no_injury[j]
        pension[i] = insured >= no_pension[j]
        free[i] = uniform(key, i, _UNPAID) < unpaid[j]
