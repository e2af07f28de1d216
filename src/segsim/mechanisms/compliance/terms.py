"""On which terms does a worker work: contract, insurance, paid overtime?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.compliance.rules import Params
from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniform
from segsim.state import Firms, State, Workers

_RENEWAL, _CONTRACT, _INSURANCE, _UNPAID = 0, 1, 2, 3


@step(
    reads=(
        Workers.employer, Workers.tenure, Firms.depth_contract, Firms.depth_injury, Firms.depth_pension,
        Firms.depth_unpaid,
    ),
    writes=(Workers.written_contract, Workers.injury_cover, Workers.pension_cover, Workers.overtime_unpaid),
)  # fmt: skip
def draw_terms(state: State, params: Params, moment: Moment) -> None:
    """New workers, and some of the others, get the terms that their firm now grants."""
    workers, firms = state.workers, state.firms
    _draw_terms(
        moment.key("draw_terms"), params.renewal, workers.employer, workers.tenure,
        firms.depth_contract, firms.depth_injury, np.maximum(firms.depth_injury, firms.depth_pension),
        firms.depth_unpaid,
        workers.written_contract, workers.injury_cover, workers.pension_cover, workers.overtime_unpaid,
    )  # fmt: skip


@parallel_kernel
def _draw_terms(
    key, renewal, employer, tenure, no_contract, no_injury, no_pension, unpaid, contract, injury, pension, free
):
    # Pension holders are a subset of injury holders: one draw serves both.
    for i in prange(employer.size):
        j = employer[i]
        if j < 0:
            contract[i] = False
            injury[i] = False
            pension[i] = False
            free[i] = False
        elif tenure[i] == 0 or uniform(key, i, _RENEWAL) < renewal:
            contract[i] = uniform(key, i, _CONTRACT) >= no_contract[j]
            insured = uniform(key, i, _INSURANCE)
            injury[i] = insured >= no_injury[j]
            pension[i] = insured >= no_pension[j]
            free[i] = uniform(key, i, _UNPAID) < unpaid[j]
