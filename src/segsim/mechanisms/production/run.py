"""How do orders run down the tiers in a month, and what does each firm make?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.production.params import Params
from segsim.mechanisms.production.supply import (
    buffers,
    chosen_share,
    days_out,
    days_to_switch,
    import_price,
    outage,
    share_running,
    specificity,
)
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust, adjust_or_start
from segsim.rules.chain import tier_below
from segsim.rules.clusters import clustered
from segsim.rules.supply import WORKDAYS, halt_days
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import TIERS, Brand


@step(
    reads=(
        Firms.alive, Firms.log_tfp, Firms.automation, Firms.specific_human_capital, Firms.effort, Firms.outsourced,
        Firms.technology,
    ),
    writes=(Firms.productivity, Firms.log_tfp),
    essential=True,
)  # fmt: skip
def set_productivity(state: State, params: Params, moment: Moment) -> None:
    """What an hour makes follows from process, machines, training, discipline and what is given out."""
    firms = state.firms
    effort, own = (np.where(firms.alive, part, 1.0) for part in (firms.effort, 1.0 - firms.outsourced))
    beside = firms.automation + firms.specific_human_capital + np.log(effort) - np.log(own)
    if moment.index < 0:
        firms.log_tfp[:] = firms.technology - beside
    made = np.exp(np.where(firms.alive, firms.log_tfp + beside, 0.0))
    firms.productivity[:] = np.where(firms.alive, made, np.nan)


@step(
    reads=(
        Markets.final_demand, Markets.price, Markets.first_price, Markets.missing, Markets.contracted,
        Firms.parts_per_unit, Firms.kit_share, Firms.city, Cities.power_cut, Cities.smog_shutdown, Firms.alive,
        Firms.market, Firms.industry, Firms.tier, Firms.brand, Firms.buyer, Firms.criticality, Firms.moves,
        Firms.employment, Firms.lost_supplier, Firms.open_share, Firms.account_share, Firms.linked_share,
        Firms.productivity, Firms.capacity, Firms.skill_sum, Firms.taste_sum, Firms.hours_lost, Firms.overtime_limit,
        Firms.expected_demand, Firms.output, Nation.standard_hours, Nation.cpi,
    ),
    writes=(
        Firms.orders, Firms.linked_orders, Firms.contracted_orders, Firms.output, Firms.overtime_run,
        Firms.expected_demand, Firms.specificity, Firms.parts_buffer, Firms.halted_days, Markets.orders, Markets.output,
        Markets.import_price, Markets.contracted_imports, Markets.emergency_imports, Markets.missing,
        Markets.contracted,
    ),
    essential=True,
)  # fmt: skip
def produce(state: State, params: Params, moment: Moment) -> None:
    """Orders run down the tiers; each firm makes what its people, capacity and parts allow."""
    firms, markets = state.firms, state.markets
    standard = state.nation.standard_hours[0]
    able = firms.capacity * share_running(state.cities.power_cut, state.cities.smog_shutdown)[firms.city]
    markets.import_price[:] = import_price(markets.first_price, state.nation.cpi[0], params.import_markup)
    chosen = chosen_share(or_zero(markets.price), or_zero(markets.import_price), params)
    present = 1.0 - firms.hours_lost
    firms.specificity[:] = specificity(firms.criticality < params.critical_share, or_zero(firms.linked_share))
    firms.parts_buffer[:] = np.where(firms.alive, buffers(firms.industry, firms.tier, params), 0.0)
    firms.halted_days[:] = _halts(state, params, able, present)
    working = present * (1.0 - firms.halted_days / WORKDAYS)
    final = or_zero(markets.final_demand)[firms.market]
    standing = np.where(firms.brand == Brand.FOREIGN, params.export_contracts, 0.0)
    firms.contracted_orders[:] = np.where(firms.alive, final * standing * firms.account_share, 0.0)
    spot = final * (1.0 - standing) * firms.open_share
    firms.orders[:] = np.where(firms.alive, firms.contracted_orders + spot, 0.0)
    unhalted = firms.orders.copy()  # what would be ordered had nobody been halted
    markets.orders[:] = or_zero(markets.final_demand)
    abroad = np.zeros(markets.rows)
    firms.overtime_run[:] = 0.0
    for tier in range(TIERS):
        here = np.flatnonzero(firms.alive & (firms.tier == tier))
        overtime, output = run_hours(firms, here, standard, able[here], working[here])
        firms.overtime_run[here], firms.output[here] = overtime, output
        if tier + 1 < TIERS:
            below = np.flatnonzero(firms.alive & (firms.tier == tier + 1))
            by_link, to_open, wanted, by_choice = _parts(state, params, here, below, output, chosen)
            firms.linked_orders[below] = by_link
            firms.orders[below] += by_link + to_open
            markets.orders += wanted
            abroad += by_choice
            unhalted[below] = firms.orders[below]
            held = here[(firms.halted_days[here] > 0.0) | (unhalted[here] > firms.orders[here])]
            if held.size:
                most = run_at_limit(firms, held, standard, able[held], present[held], unhalted[held])
                by_link, to_open, *_ = _parts(state, params, held, below, most - firms.output[held], chosen)
                unhalted[below] += by_link + to_open
    markets.output[:] = np.bincount(firms.market, weights=firms.output, minlength=markets.rows)
    _import_the_rest(markets, abroad, params)
    firms.expected_demand[:] = adjust(firms.expected_demand, unhalted, params.smoothing)


def _halts(state: State, params: Params, able: np.ndarray, present: np.ndarray) -> np.ndarray:
    """Days that each firm stands still for want of parts, linked ones of this month and open ones of the last."""
    firms, markets = state.firms, state.markets
    # Who closed is gone: its buyer remembers for a month what part of its orders that was.
    switch = days_to_switch(clustered(firms.city, firms.industry, firms.employment * firms.alive), params)
    halted = halt_days(switch, firms.parts_buffer, firms.lost_supplier)
    out = days_out(1.0 - present, outage(able, np.minimum(firms.expected_demand, firms.capacity)), firms.moves,
                   switch[np.maximum(firms.buyer, 0)])  # fmt: skip
    rows = np.flatnonzero(firms.alive & (firms.buyer >= 0) & (out > 0.0))
    buyer = firms.buyer[rows]
    np.maximum.at(halted, buyer, halt_days(out[rows], firms.parts_buffer[buyer], firms.specificity[rows]))
    needs = (firms.tier < TIERS - 1) & (or_zero(firms.parts_per_unit) > 0.0)
    missing = np.where(needs, markets.missing[tier_below(firms.market, markets.rows)], 0.0)
    halted = np.maximum(halted, missing - firms.parts_buffer)
    return np.where(firms.alive, np.minimum(halted, WORKDAYS), 0.0)


def run_hours(
    firms: Firms, rows: np.ndarray, standard: float, most: np.ndarray, working: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Overtime a head of mean taste, and output, of the given firms at their orders.

    `most` is what capacity lets; `working` the share of hours in which people and parts are there.
    """
    hour = firms.productivity[rows] * np.maximum(working, 1e-6)
    wanted = np.minimum(firms.orders[rows], most)
    taste = np.maximum(firms.taste_sum[rows], 1e-9)
    overtime = (wanted / hour - standard * firms.skill_sum[rows]) / taste
    overtime = np.where(firms.taste_sum[rows] > 0, np.clip(overtime, 0.0, firms.overtime_limit[rows]), 0.0)
    able = hour * (standard * firms.skill_sum[rows] + overtime * firms.taste_sum[rows])
    return overtime, np.minimum(wanted, able)


def run_at_limit(
    firms: Firms, rows: np.ndarray, standard: float, most: np.ndarray, working: np.ndarray, orders: np.ndarray
) -> np.ndarray:
    """Output at such orders, with as much overtime as it takes: that of `run_hours`, without the hours."""
    hours = standard * firms.skill_sum[rows] + firms.overtime_limit[rows] * firms.taste_sum[rows]
    hour = firms.productivity[rows] * np.maximum(working, 1e-6)
    return np.minimum(np.minimum(orders, most), hour * hours)


def _parts(
    state: State, params: Params, buyers: np.ndarray, below: np.ndarray, output: np.ndarray, chosen: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Parts for an output of the buyers of one tier: orders that reach each firm below by link and by the open market,
    and, by market, all that is wanted and what of it is ordered abroad.
    """
    firms, markets = state.firms, state.markets
    wanted = np.zeros(firms.rows)
    wanted[buyers] = firms.parts_per_unit[buyers] * output * (1.0 - firms.kit_share[buyers])
    linked = firms.buyer[below] >= 0
    served = np.zeros(firms.rows, dtype=bool)
    served[firms.buyer[below[linked]]] = True
    by_link = np.where(served, params.linked_orders * wanted, 0.0)
    seller = firms.market[buyers] + 1
    in_open = np.bincount(seller, weights=(wanted - by_link)[buyers], minlength=markets.rows + 1)[:-1]
    total = np.bincount(seller, weights=wanted[buyers], minlength=markets.rows + 1)[:-1]
    abroad = chosen * in_open
    to_link = np.where(linked, by_link[firms.buyer[below]] * firms.linked_share[below], 0.0)
    return to_link, (in_open - abroad)[firms.market[below]] * firms.open_share[below], total, abroad


def _import_the_rest(markets: Markets, abroad: np.ndarray, params: Params) -> None:
    """What is not made at home is bought abroad: by choice, by contracts that follow the usual gap, or in haste."""
    home = markets.orders - abroad
    missing = np.maximum(0.0, home - markets.output)
    gap = np.where(home > 0.0, missing / np.maximum(home, 1e-300), 0.0)
    usual = np.where(np.isnan(markets.contracted), gap, markets.contracted)
    code = np.arange(markets.rows)
    stock = buffers(code // TIERS, code % TIERS - 1, params)  # of those who buy there
    # A line that stood still used no parts: stocks begin the month with nothing at worst.
    markets.missing[:] = np.maximum(0.0, np.minimum(markets.missing, stock) + WORKDAYS * (gap - usual))
    markets.emergency_imports[:] = np.maximum(0.0, gap - usual) * home
    markets.contracted_imports[:] = np.maximum(0.0, markets.orders - markets.output) - markets.emergency_imports
    markets.contracted[:] = adjust_or_start(markets.contracted, gap, 1.0 / params.lead_time)
