"""What does the bank ask for a loan, how much can it lend, and what is left of its capital?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.finance.params import Params
from segsim.state import State
from segsim.state.money import ABROAD, BANK, transfer


def lending_rate(debt, line, params: Params):
    """Interest a month on the debt of a firm, by how much of its line it has drawn; shape as `debt`."""
    drawn = np.where(debt > 0.0, np.minimum(1.0, debt / np.maximum(line, 1e-9)), 0.0)
    return params.interest + params.risk_markup * drawn**2


def lending_scale(capital: float, loans: float, least: float) -> float:
    """Part of its usual lines that the bank grants: less once its capital is short of the least share of loans."""
    asked = least * loans
    return 1.0 if asked <= 0.0 or capital >= asked else max(0.0, capital) / asked


def _keep_capital(state: State, params: Params, interest: float, starting: bool) -> None:
    """Interest adds to the bank's capital, running costs and unwanted capital are paid out; what is missing its owners
    put in, little by little, before the start at once.
    """
    capital = state.nation.bank_capital
    missing = params.bank_capital_target * float(state.firms.debt.sum()) - capital[0]
    missing -= (1.0 - params.bank_cost) * interest
    paid = params.bank_cost * interest + max(0.0, -missing)
    raised = max(0.0, missing) * (1.0 if starting else params.recapitalisation)
    capital += interest - paid + raised
    transfer(state, "bank_payouts", BANK, paid, ABROAD, paid)
    transfer(state, "bank_equity", ABROAD, raised, BANK, raised)
