"""Who trains, and what is left of it when people leave?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.investment.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.rules.adjustment import adjust
from segsim.state import Firms, Sectors, State
from segsim.state.money import ABROAD, CENTRE, FIRMS, transfer


@step(
    reads=(
        Firms.alive, Firms.employment, Firms.hires, Firms.turnover, Firms.specific_human_capital, Firms.wage_bill,
        Firms.deposits,
        Firms.outlays, Firms.subsidies,
    ),
    writes=(
        Firms.turnover, Firms.specific_human_capital, Firms.training, Firms.outlays, Firms.subsidies, Firms.deposits,
        Sectors.training, Sectors.upgrading, Sectors.deposits,
    ),
)  # fmt: skip
def train(state: State, params: Params, moment: Moment) -> None:
    """Firms train where people stay; newcomers know nothing yet."""
    firms = state.firms
    new = np.where(firms.alive, firms.hires / np.maximum(firms.employment, 1), 0.0)
    new = np.minimum(new, 1.0)
    firms.turnover[:] = adjust(firms.turnover, new, params.turnover_adjustment_rate)
    share = training_share(firms.turnover, params)
    spent = np.where(firms.alive, np.minimum(share * firms.wage_bill, np.maximum(0.0, firms.deposits)), 0.0)
    paid_for = spent / np.maximum(firms.wage_bill, 1e-9)
    gain = (
        params.training_yield
        * paid_for
        * np.maximum(0.0, 1.0 - firms.specific_human_capital / params.max_specific_human_capital)
    )
    firms.specific_human_capital[:] = firms.specific_human_capital * (1.0 - new) * (
        1.0 - params.human_capital_decay_rate
    ) + np.where(firms.alive, gain, 0.0)
    support = params.training_support * spent
    firms.training[:] = spent
    firms.outlays += spent
    firms.subsidies += support
    transfer(state, "training", FIRMS, spent, ABROAD, float(spent.sum()))
    transfer(state, "upgrading", CENTRE, float(support.sum()), FIRMS, support)


def training_share(turnover, params: Params):
    """Share of payroll spent on training: less the sooner newcomers replace those who learnt, at least the levy."""
    monthly = (1.0 + params.required_return) ** (1.0 / 12.0) - 1.0
    own_cost = max(1.0 - params.training_support, 1e-3)
    worth = params.training_yield / (own_cost * np.maximum(turnover + params.human_capital_decay_rate + monthly, 1e-9))
    return np.maximum(params.training * np.minimum(1.0, worth) ** 2, params.training_levy)
