"""Who gets credit before payday, and what is left of a month's sales?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.finance.bank import _keep_capital, lending_rate, lending_scale
from segsim.mechanisms.finance.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.money import expected_sales
from segsim.rules.owners import is_state_linked
from segsim.state import Cities, Firms, Markets, Nation, Sectors, State
from segsim.state.money import ABROAD, BANK, CITIES, FIRMS, book, transfer

_LONG = 1000  # months; any number would do that a narrow column holds


@step(
    reads=(
        Firms.alive, Firms.owner, Firms.price, Firms.expected_demand, Firms.deposits, Firms.debt,
        Firms.wage_bill, Firms.wages_owed, Firms.insurance_bill, Firms.credit_bonus, Nation.bank_capital,
    ),
    writes=(Firms.debt, Firms.deposits, Sectors.loans, Sectors.deposits),
    essential=True,
)  # fmt: skip
def lend(state: State, params: Params, moment: Moment) -> None:
    """The bank lends to firms that cannot meet this month's bills and wages."""
    firms = state.firms
    need = firms.wage_bill + firms.wages_owed + firms.insurance_bill - firms.deposits
    sales = expected_sales(firms.alive, firms.price, firms.expected_demand)
    need = np.where(firms.alive, np.maximum(0.0, need), 0.0)
    linked = is_state_linked(firms.owner)
    limit = credit_limit(state, linked, params)
    saved = linked & (uniforms(moment.key("lend"), firms.rows) < params.soft_budget)
    end = np.where(saved, np.maximum(limit, params.soft_limit * sales), limit)
    room = np.maximum(0.0, end - firms.debt)
    loan = np.minimum(need, room)
    # Bills already paid beyond all credit are an overdraft: wages then find an empty till.
    loan = np.maximum(loan, np.where(firms.alive, np.maximum(0.0, -firms.deposits), 0.0))
    firms.debt += loan
    transfer(state, "loans", BANK, float(loan.sum()), FIRMS, loan)


def credit_limit(state: State, linked: np.ndarray, params: Params) -> np.ndarray:
    """The bank's line, yuan, as far as its capital allows; shape (firms,)."""
    firms = state.firms
    scale = lending_scale(state.nation.bank_capital[0], float(firms.debt.sum()), params.bank_capital_least)
    line = params.credit_multiple * np.where(linked, params.state_line, params.private_line)
    months = np.where(firms.alive, np.maximum(0.0, line + firms.credit_bonus), 0.0)
    return scale * months * expected_sales(firms.alive, firms.price, firms.expected_demand)


@step(
    reads=(
        Firms.alive, Firms.city, Firms.market, Firms.sales, Firms.parts_bill, Firms.materials_bill, Firms.wage_bill,
        Firms.insurance_bill, Firms.bonus_bill, Firms.outlays, Firms.subsidies, Firms.fines, Firms.capacity,
        Firms.debt, Firms.deposits, Firms.owner, Firms.price, Firms.expected_demand, Firms.uncovered,
        Firms.credit_bonus, Firms.profit_trend, Markets.capital_per_unit, Nation.cpi, Nation.profit_tax,
        Nation.depreciation, Nation.bank_capital, Firms.machine_wear,
        Nation.subsidy_cap, Cities.tax_rebate, Cities.deposits, Cities.revenue_year,
    ),
    writes=(
        Firms.interest, Firms.profit, Firms.tax, Firms.profit_trend, Firms.debt, Firms.deposits, Firms.credit_room,
        Firms.uncovered, Nation.bank_capital, Cities.deposits, Cities.revenue_year, Sectors.interest,
        Sectors.interest_on_debt, Sectors.repayments, Sectors.bank_payouts, Sectors.bank_equity, Sectors.tax,
        Sectors.rebates, Sectors.depreciation, Sectors.dividends, Sectors.deposits,
    ),
    essential=True,
)  # fmt: skip
def service_debt(state: State, params: Params, moment: Moment) -> None:
    """Firms reckon their profit, pay interest, tax and owners, and repay what they can."""
    firms, cities, nation = state.firms, state.cities, state.nation
    linked = is_state_linked(firms.owner)
    firms.interest[:] = firms.debt * lending_rate(firms.debt, credit_limit(state, linked, params), params)
    _borrow_and_pay_interest(state)
    capital = state.markets.capital_per_unit[firms.market] * nation.cpi[0] * or_zero(firms.capacity)
    costs = firms.parts_bill + firms.materials_bill + firms.wage_bill + firms.insurance_bill + firms.outlays
    income = firms.sales + firms.subsidies
    worn = np.where(firms.alive, nation.depreciation[0] * capital + firms.machine_wear, 0.0)
    before_tax = np.where(firms.alive, income - costs - firms.fines - firms.interest - worn, 0.0)
    book(state, "depreciation", worn, float(worn.sum()))
    tax = np.minimum(nation.profit_tax[0] * np.maximum(0.0, before_tax), np.maximum(0.0, firms.deposits))
    rebate = tax * or_zero(np.minimum(cities.tax_rebate, nation.subsidy_cap[0])[firms.city])
    firms.tax[:] = tax - rebate
    firms.profit[:] = before_tax - firms.tax
    gain = firms.profit + firms.bonus_bill - firms.profit_trend
    firms.profit_trend += np.where(firms.alive, params.profit_adjustment_rate * gain, 0.0)
    taxed = np.bincount(firms.city, weights=tax, minlength=cities.rows)
    returned = np.bincount(firms.city, weights=rebate, minlength=cities.rows)
    cities.revenue_year += taxed - returned
    transfer(state, "tax", FIRMS, tax, CITIES, taxed)
    transfer(state, "rebates", CITIES, returned, FIRMS, rebate)
    _repay_and_pay_out(state, params, costs, linked)
    _keep_capital(state, params, float(firms.interest.sum()), moment.index < 0)
    firms.credit_room[:] = building_credit(credit_limit(state, linked, params), firms.debt, linked, params.soft_budget)
    # A profit trend under nothing, after interest and before bonus, is interest that sales do not cover.
    short = firms.alive & (firms.profit_trend < 0.0) & (firms.debt > 0.0)
    firms.uncovered[:] = np.where(short, np.minimum(firms.uncovered + 1, _LONG), 0)


def _borrow_and_pay_interest(state: State) -> None:
    """Interest that a firm cannot pay is added to its debt."""
    firms = state.firms
    short = np.maximum(0.0, firms.interest - np.maximum(0.0, firms.deposits))
    firms.debt += short
    transfer(state, "interest_on_debt", BANK, float(short.sum()), FIRMS, short)
    transfer(state, "interest", FIRMS, firms.interest, BANK, float(firms.interest.sum()))


def building_credit(limit, debt, linked, soft):
    """Credit for building, yuan: what the line leaves, and a soft part beyond it for state-linked firms."""
    return np.maximum(0.0, limit * np.where(linked, 1.0 + soft, 1.0) - debt)


def _repay_and_pay_out(state: State, params: Params, costs: np.ndarray, linked: np.ndarray) -> None:
    """Money above the buffer repays debt first; then owners get their part. Soft loans are mostly rolled over."""
    firms = state.firms
    buffer = params.buffer * costs
    called = np.where(linked, 1.0 - params.rollover * params.soft_budget, 1.0) * firms.debt
    repaid = np.minimum(called, np.maximum(0.0, firms.deposits - buffer))
    firms.debt -= repaid
    transfer(state, "repayments", FIRMS, repaid, BANK, float(repaid.sum()))
    free = np.maximum(0.0, firms.deposits - buffer)
    dividend = np.minimum(free, params.payout * np.maximum(0.0, firms.profit))
    dividend += params.excess_payout * np.maximum(0.0, free - dividend - 5.0 * buffer)
    transfer(state, "dividends", FIRMS, dividend, ABROAD, float(dividend.sum()))
