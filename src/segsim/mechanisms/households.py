"""What do workers spend?

In words. Out of income, less if they are migrants, and a little out of money; those without cover save more against
illness and old age.

Equations. yuan a month.  C_i = min(money, a_h (1 - precaution * uncovered_i) y_i + propensity_wealth * M_i)

Timing. After pay. The sum feeds domestic demand of the next month.

Sources. Migrants spend 16-20 % less at given income (Chen, Lu and Zhong 2015); levels assumed.

Choices. Nobody borrows to consume.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.kernels import CHUNKS, parallel_kernel, prange
from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.state import Firms, Nation, Sectors, State, Workers
from segsim.state.codes import segment_of
from segsim.state.money import ABROAD, WORKERS, Moved, transfer
from segsim.state.sectors import Account, Party

_COUNTRYSIDE, _UNEMPLOYED, _RIDERS = int(Account.COUNTRYSIDE), int(Account.UNEMPLOYED), int(Account.RIDERS)


@dataclass(frozen=True)
class Params(ParameterSet):
    """Propensities to consume."""

    left_out = "workers keep all their money"
    propensity_urban: float = structure(0.80, "share", (0.3, 1.0), "spent out of income, urban hukou", "assumed")
    propensity_migrant: float = structure(
        0.66,
        "share",
        (0.3, 1.0),
        "spent out of income, rural hukou",
        "Chen, Lu and Zhong 2015: 16-20 % less than urban",
    )
    propensity_wealth: float = structure(0.02, "1/month", (0.0, 0.2), "spent out of money", "assumed")
    precaution: float = lever(
        0.05, "share", (0.0, 0.5), "less spent by workers without pension cover",
        "assumed: sign, claim of Lüthje and McNally 2015",
    )  # fmt: skip


@step(
    reads=(
        Workers.hukou, Workers.earnings, Workers.pension_cover, Workers.deposits, Workers.employer, Workers.city,
        Workers.gig_hours, Firms.industry, Firms.tier, Nation.first_consumption, Nation.cpi, Nation.gdp,
    ),
    writes=(Workers.deposits, Nation.consumption, Nation.first_consumption, Sectors.consumption, Sectors.deposits),
)  # fmt: skip
def consume(state: State, params: Params, moment: Moment) -> None:
    """Workers spend out of income and money."""
    workers, nation = state.workers, state.nation
    parts = np.zeros((CHUNKS, Party.PEOPLE.accounts))
    _consume(
        params.propensity_migrant, params.propensity_urban, params.propensity_wealth, params.precaution,
        segment_of(state.firms.industry, state.firms.tier), state.cities.rows - 1,
        workers.employer, workers.city, workers.gig_hours,
        workers.hukou, workers.earnings, workers.pension_cover, workers.deposits, parts,
    )  # fmt: skip
    spent = parts.sum(axis=0)
    total = float(spent.sum())
    transfer(state, "consumption", WORKERS, Moved(spent), ABROAD, total)
    nation.consumption[:] = total
    if moment.index <= 0 or np.isnan(nation.first_consumption[0]):
        nation.first_consumption[:] = total / (nation.cpi * nation.gdp)


@parallel_kernel
def _consume(
    migrant, urban, propensity_wealth, precaution, segment, home, employer, city, gig_hours, hukou, earnings, pension,
    deposits, parts,
):  # fmt: skip
    # Partial sums of each chunk, in a fixed number of chunks: the same total on any number of threads.
    n, chunks = hukou.size, parts.shape[0]
    for part in prange(chunks):
        for row in range(part * n // chunks, (part + 1) * n // chunks):
            i = np.uint64(row)  # unsigned: see plumbing/kernels.py
            share = urban if hukou[i] == 1 else migrant
            share *= 1.0 if pension[i] else 1.0 - precaution
            held = deposits[i]
            spent = min(held, share * np.float64(earnings[i]) + propensity_wealth * held)
            deposits[i] = held - spent
            if employer[i] >= 0:
                account = np.int64(segment[np.uint64(employer[i])])
            elif gig_hours[i] > 0.0:
                account = _RIDERS
            else:
                account = _COUNTRYSIDE if city[i] == home else _UNEMPLOYED
            parts[part, account] += spent
