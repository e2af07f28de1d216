"""What do workers spend?

In words. Households hold a buffer of money: so many months of the income that they are used to, more if they are
migrants and more without cover against illness and old age. Who has less than that saves, who has more spends.
Households outside the model's chains answer a thinner safety net in the same way.

Equations. yuan, yuan a month; i a worker, y income of the month, M money.
  used to     yp_i <- yp_i + income_adjustment_rate (y_i - yp_i)
  target      t_i = buffer of its hukou + precautionary_months * precaution * uncovered_i          months
  spending    C_i = y_i - adjustment_rate (t_i yp_i - M_i), at least least_spent yp_i, at most y_i + melting_rate M_i,
              never more than M_i
  outside     S = 1 - uncovered_weight * precaution * uncovered_outside, over what it was in the first reported month

Timing. After pay. The sum, and what households outside spend, feed domestic demand of the next month.

Sources. Buffer stocks: Carroll 1997, Deaton 1991 (both recalled). Migrants spend 16-20 % less at given income (Chen, Lu
and Zhong 2015). That a thin safety net weakens demand is a claim of Lüthje and McNally 2015.

Choices. Nobody borrows to consume. A share of income saved whatever is held would pile money up until it is spent, so
that the share does not matter in the long run. Where pay grows, a buffer of t months takes t times its growth out of
spending for good: 18 months more at 10 % a year are 15 % of income, what migrants spend less. A safety net covers all
households and not the chains' workers alone: S is national and has no wealth, because nobody outside is modelled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.kernels import CHUNKS, parallel_kernel, prange, rule
from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.state import Firms, Nation, Sectors, State, Workers
from segsim.state.codes import segment_of
from segsim.state.money import ABROAD, WORKERS, Moved, transfer
from segsim.state.sectors import Account, Party

_COUNTRYSIDE, _UNEMPLOYED, _RIDERS = int(Account.COUNTRYSIDE), int(Account.UNEMPLOYED), int(Account.RIDERS)


@dataclass(frozen=True)
class Params(ParameterSet):
    """Buffers of money, and what lack of cover adds."""

    left_out = "workers keep all their money"
    buffer_urban: float = structure(
        12.0, "months of income", (0.0, 60.0), "money that an urban household with cover wants",
        "assumed: deposits of households were a little over a year of their income (recalled)",
    )  # fmt: skip
    buffer_migrant: float = structure(
        30.0, "months of income", (0.0, 60.0), "the same, rural hukou",
        "Chen, Lu and Zhong 2015: 16-20 % less spent than urban at given income, at pay growing 10 % a year",
    )  # fmt: skip
    precautionary_months: float = structure(
        60.0, "months of income", (0.0, 240.0), "more that a household without cover wants, times precaution", "assumed"
    )
    income_adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "weight of the month in the income that a household is used to", "assumed"
    )
    adjustment_rate: float = structure(
        0.03, "1/month", (0.0, 0.5), "share of what is missing to the buffer that is saved in a month", "assumed"
    )
    least_spent: float = structure(
        0.35, "share", (0.0, 1.0), "of usual income: what is spent at least, while money lasts", "assumed"
    )
    melting_rate: float = structure(
        0.03, "1/month", (0.0, 0.2), "share of its money that a household spends beyond income at most", "assumed"
    )
    uncovered_weight: float = structure(
        0.3, "share", (0.0, 1.0), "weight in national spending of households that live on wages and may lack cover",
        "assumed",
    )  # fmt: skip
    uncovered_outside: float = structure(
        0.8, "share", (0.0, 1.0), "of these households that have no pension", "assumed: as migrants in the chains"
    )
    precaution: float = lever(
        0.05, "index", (0.0, 0.5), "how much more is held, and less spent, where pension cover is missing",
        "assumed: sign, claim of Lüthje and McNally 2015",
    )  # fmt: skip


@step(
    reads=(
        Workers.hukou, Workers.earnings, Workers.pension_cover, Workers.deposits, Workers.employer, Workers.city,
        Workers.gig_hours, Workers.usual_income, Firms.industry, Firms.tier, Nation.first_consumption,
        Nation.first_outside_spending, Nation.cpi, Nation.gdp,
    ),
    writes=(
        Workers.deposits, Workers.usual_income, Nation.consumption, Nation.first_consumption, Nation.outside_spending,
        Nation.first_outside_spending, Sectors.consumption, Sectors.deposits,
    ),
)  # fmt: skip
def consume(state: State, params: Params, moment: Moment) -> None:
    """Workers spend what their buffers leave."""
    workers, nation = state.workers, state.nation
    parts = np.zeros((CHUNKS, Party.PEOPLE.accounts))
    more = params.precautionary_months * params.precaution
    _consume(
        params.buffer_migrant, params.buffer_urban, more, params.income_adjustment_rate, params.adjustment_rate,
        params.least_spent, params.melting_rate,
        segment_of(state.firms.industry, state.firms.tier), state.cities.rows - 1,
        workers.employer, workers.city, workers.gig_hours,
        workers.hukou, workers.earnings, workers.pension_cover, workers.usual_income, workers.deposits, parts,
    )  # fmt: skip
    spent = parts.sum(axis=0)
    total = float(spent.sum())
    transfer(state, "consumption", WORKERS, Moved(spent), ABROAD, total)
    nation.consumption[:] = total
    if moment.index <= 0 or np.isnan(nation.first_consumption[0]):
        nation.first_consumption[:] = total / (nation.cpi * nation.gdp)
    outside = outside_spending(params)
    if moment.index <= 0 or not nation.first_outside_spending[0] > 0.0:
        nation.first_outside_spending[:] = outside
    nation.outside_spending[:] = outside / nation.first_outside_spending


def outside_spending(params: Params) -> float:
    """Spending of households outside the chains over what it would be if all were covered, a ratio."""
    return 1.0 - params.uncovered_weight * params.precaution * params.uncovered_outside


@rule
def spending(income, money, usual, target, rate, least, melting):
    """What a household spends in a month, yuan, of `income` and `money` (yuan); `usual` income times `target` months.

    `rate` 1/month of what is missing is saved; `least` of usual income is spent, `melting` of the money beyond it.
    """
    wanted = income - rate * (target * usual - money)
    return min(money, max(least * usual, min(wanted, income + melting * money)))


@parallel_kernel
def _consume(
    migrant, urban, more, learning, rate, least, melting, segment, home, employer, city, gig_hours, hukou, earnings,
    pension, usual_income, deposits, parts,
):  # fmt: skip
    # Partial sums of each chunk, in a fixed number of chunks: the same total on any number of threads.
    n, chunks = hukou.size, parts.shape[0]
    for part in prange(chunks):
        for row in range(part * n // chunks, (part + 1) * n // chunks):
            i = np.uint64(row)  # unsigned: see plumbing/kernels.py
            target = (urban if hukou[i] == 1 else migrant) + (0.0 if pension[i] else more)
            income, usual, held = np.float64(earnings[i]), np.float64(usual_income[i]), deposits[i]
            usual = income if usual <= 0.0 else usual + learning * (income - usual)
            spent = spending(income, held, usual, target, rate, least, melting)
            usual_income[i], deposits[i] = usual, held - spent
            if employer[i] >= 0:
                account = np.int64(segment[np.uint64(employer[i])])
            elif gig_hours[i] > 0.0:
                account = _RIDERS
            else:
                account = _COUNTRYSIDE if city[i] == home else _UNEMPLOYED
            parts[part, account] += spent
