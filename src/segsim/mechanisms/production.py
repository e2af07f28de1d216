"""How much is made, and with how many hours?

In words. Goods are made to order, from the top of the chain down: what a tier makes this month is what it orders from
the tier below. A firm runs the overtime that its orders need, up to its limit. Linked parts come just in time: a buyer
whose own supplier is out for longer than its stock lasts stands still in the same month. Parts of the open market come
later: what nobody delivered, home or abroad, is taken from stocks, and once these are used up all buyers of the market
stand still in the next month. Imports under contract follow what home suppliers usually fail to make, and a part of
open orders goes abroad by choice.

Equations. Units a month; j a supplier, i its principal buyer, k a market.
  A = e^(log TFP + automation + firm-specific human capital) * effort / (1 - outsourced)
  Q = min(D, capacity (1 - power cut) (1 - smog shutdown), A w (H0 S + o T))
  o = clip((D / (A w) - H0 S) / T, 0, limit)
  w_i = (1 - lost_i) (1 - halt_i)                                                 lost: share of hours lost to a strike
  out_j = days * (1 - (1 - lost_j) (1 - outage_j)); at least switch_days if it moves or closed last month
  outage_j = max(0, 1 - capacity that runs / min(expected demand, capacity))
  halt_i = max(max over j of max(0, out_j - buffer_i) * specificity_j, missing of the market below - buffer_i) / days
  specificity_j = 1 for critical parts (criticality < critical_share), else its share of the buyer's linked orders
  parts wanted = parts_per_unit * Q, of which linked_orders goes to linked suppliers
  m_k = import_share * (home price / import price)^substitution of open orders goes abroad by choice; import price =
        first price * cpi * (1 + import_markup)
  gap_k = (home orders - output) / home orders;  emergency imports = max(0, gap_k - contracted_k) * home orders
  missing_k <- max(0, min(missing_k, buffer of its buyers) + days * (gap_k - contracted_k))         days: 21.75
  contracted_k <- contracted_k + (gap_k - contracted_k) / lead_time
  expected demand <- E + smoothing (D' - E), D' the orders that would have come had nobody been halted

Timing. After hiring. Parts follow the real output of the tier above, not its plan. Strikes were decided at the end of
last month, so the days that each supplier is out are known before anybody works. Until the first reported month
(burn-in) total productivity holds: log TFP takes up whatever machines, training and effort bring.

Sources. Leontief in the month, substitution by investment (evidence/model.md 5.5). Specific inputs carry shocks to
customers: Barrot and Sauvagnat 2016. Imports: Armington 1969 (recalled).

Choices. No stock of goods but the days of parts that a buyer holds. Stocks of open parts are kept by market: a month's
gap alone is mostly the noise of orders, which in a small world would stop every line. Skill enters hours in efficiency
units. Halted workers are paid: they did not strike. Expected demand leaves halts out, else a week's strike cuts its own
orders for months. Critical parts are drawn once for first-tier suppliers of cars (engines, gearboxes, axles);
electronics are assembled from modules that several make, so that a contract maker is worth its share of the brand's
orders. An outage is measured against what a supplier needs to run: a power cut that takes idle capacity stops nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust, adjust_or_start
from segsim.rules.chain import tier_below
from segsim.rules.supply import WORKDAYS, halt_days
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import TIERS, Industry, Tier


@dataclass(frozen=True)
class Params(ParameterSet):
    """Production."""

    linked_orders: float = structure(
        0.6, "share", (0.0, 1.0), "share of a buyer's parts that its linked suppliers get", "assumed"
    )
    smoothing: float = structure(0.2, "1/month", (0.01, 1.0), "weight of the last month in expected demand", "assumed")
    critical_share: float = structure(
        0.4, "share", (0.0, 1.0), "first-tier suppliers of cars whose part nobody else makes for their buyer",
        "assumed: engines, gearboxes and axles come from one source; .1 to .7 is plausible",
    )  # fmt: skip
    auto_buffer: float = structure(
        2.0, "days", (0.0, 21.0), "parts that a car maker holds",
        "assumed: just-in-time assemblers hold hours to days (recalled); .5 to 5 is plausible",
    )  # fmt: skip
    it_buffer: float = structure(
        5.0, "days", (0.0, 21.0), "parts that a brand of electronics holds", "assumed: 2 to 15 is plausible"
    )
    buffer: float = structure(
        10.0,
        "days",
        (0.0, 21.0),
        "parts that all other buyers hold",
        "assumed: 5 to 25 is plausible; small lots are dear",
    )
    switch_days: float = structure(
        10.0, "days", (0.0, 21.75), "without the part while a supplier that closed or moves is replaced",
        "assumed: tools and samples take weeks, and part of it is seen coming",
    )  # fmt: skip
    lead_time: float = structure(
        3.0, "months", (1.0, 12.0), "until imports under contract follow the usual gap",
        "assumed: sea freight and release of tools; 1 to 6 is plausible",
    )  # fmt: skip
    import_markup: float = structure(
        0.15, "share of price", (0.0, 1.0), "of imported parts over the first price of those made at home",
        "assumed: tariff on parts of 10 % (recalled) and freight; .05 to .40 is plausible",
    )  # fmt: skip
    import_share: float = structure(
        0.07, "share", (0.0, 1.0), "of open orders for parts that goes abroad at equal prices", "assumed"
    )
    substitution: float = structure(
        2.0, "elasticity", (0.0, 8.0), "of imported for home parts, to their relative price",
        "Armington 1969, recalled; estimates of 1-5, in the short run under 1",
    )  # fmt: skip


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
        Firms.parts_per_unit, Firms.kit_share, Firms.city, Cities.power_cut, Cities.smog_shutdown,
        Firms.alive, Firms.market, Firms.industry, Firms.tier, Firms.buyer, Firms.criticality, Firms.moves,
        Firms.lost_supplier, Firms.open_share, Firms.linked_share, Firms.productivity, Firms.capacity, Firms.skill_sum,
        Firms.taste_sum, Firms.hours_lost, Firms.overtime_limit, Firms.expected_demand, Firms.output,
        Nation.standard_hours, Nation.cpi,
    ),
    writes=(
        Firms.orders, Firms.linked_orders, Firms.output, Firms.overtime_run, Firms.expected_demand,
        Firms.specificity, Firms.parts_buffer, Firms.halted_days, Markets.orders, Markets.output, Markets.import_price,
        Markets.contracted_imports, Markets.emergency_imports, Markets.missing, Markets.contracted,
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
    final = or_zero(markets.final_demand)[firms.market] * firms.open_share
    firms.orders[:] = np.where(firms.alive, final, 0.0)
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


def share_running(power_cut, smog_shutdown):
    """Share of a city's capacity that runs: smog shutdowns act on what shortages of power and water leave."""
    return (1.0 - power_cut) * (1.0 - smog_shutdown)


def specificity(critical, linked_share):
    """Share of a buyer's line that stands still without a supplier: all of it if critical, else its linked share."""
    return np.where(critical, 1.0, linked_share)


def import_price(first_price, cpi: float, markup: float):
    """Price of imported parts, yuan a unit: outside prices follow the cpi, and tariff and freight come on top."""
    return first_price * cpi * (1.0 + markup)


def buffers(industry, tier, params: Params):
    """Days of parts that a firm holds; shape as `tier`, of codes."""
    lead = np.where(industry == Industry.AUTO, params.auto_buffer, params.it_buffer)
    return np.where(tier == Tier.LEAD, lead, params.buffer)


def chosen_share(price, import_price, params: Params):
    """Share of open orders that goes abroad by choice, 0 to 1; `import_share` where no price is known (0)."""
    known = (price > 0.0) & (import_price > 0.0)
    ratio = np.where(known, price, 1.0) / np.where(known, import_price, 1.0)
    return np.minimum(1.0, params.import_share * ratio**params.substitution)


def outage(able, needed):
    """Share of the month's needs that running capacity does not let a firm make, 0 to 1; any shape."""
    return np.where(needed > able, 1.0 - able / np.maximum(needed, 1e-300), 0.0)


def days_out(hours_lost, outage, away, switch_days: float):
    """Working days on which a supplier delivers nothing; `away` if it is moving."""
    days = WORKDAYS * (1.0 - (1.0 - hours_lost) * (1.0 - outage))
    return np.where(away, np.maximum(days, switch_days), days)


def _halts(state: State, params: Params, able: np.ndarray, present: np.ndarray) -> np.ndarray:
    """Days that each firm stands still for want of parts, linked ones of this month and open ones of the last."""
    firms, markets = state.firms, state.markets
    # Who closed is gone: its buyer remembers for a month what part of its orders that was.
    halted = halt_days(params.switch_days, firms.parts_buffer, firms.lost_supplier)
    out = days_out(1.0 - present, outage(able, np.minimum(firms.expected_demand, firms.capacity)), firms.moves,
                   params.switch_days)  # fmt: skip
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
