"""Do the accounts balance, and who is where at the end of the month?

In words. People, jobs, goods, hours and money are counted; an identity that fails stops the run.

Equations. To 1e-9 of the sum concerned, hours to 1e-5 because workers' hours are kept in single precision.
  people   each worker is at home, unemployed, riding for a platform or employed in the city of their firm; employment
           of firms = workers by employer
  money    every item of the transaction matrix sums to zero over sectors; each sector's money changed by its items;
           all money, the bank's included, is what it was; nobody but bank, centre and abroad is in debt of deposits
  accounts every item of a sector = sum over its accounts (state/sectors.py); by account of firms:
           value added - what is distributed of it - back pay - liability = profit;
           change of debt, of wages owed and of bills owed = what was entered for each
  wages    owed by firms = arrears of workers
  goods    orders = output + imports under contract and by choice + emergency imports, market by market
  flows    hired H_c and, as those who are missing, separated S_c = employed_c before + H_c - employed_c now; hires,
           searchers (unemployed now + H_c), S_c and employed before are smoothed over `flow_memory`:
           mean <- mean + (seen - mean) / flow_memory
  hours    overtime of workers, in efficiency units = overtime that production ran

Timing. Opening before anything moves, census and check at the end.

Sources. Stock-flow consistency: Godley and Lavoie 2007 (recalled).

Choices. The check is essential: it cannot be switched off. Means of flows begin at zero, all four together: their
ratios are then those of the months seen so far, and whoever takes a ratio adds a few people at usual rates
(rules/job_chance.py). Who is hired and loses the job within a month is in neither flow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.kernels import CHUNKS, FIRM_CHUNKS, inline, parallel_kernel, prange
from segsim.plumbing.parameters import ParameterSet, structure
from segsim.plumbing.steps import Moment, step
from segsim.rules.adjustment import adjust
from segsim.state import SECTORS, Cities, Firms, Markets, Sectors, State, Workers
from segsim.state.codes import Move
from segsim.state.money import by_firm_account, change_of_claims, money_of, note_claims
from segsim.state.sectors import ITEMS, Account, Block, Party

_HIRED = int(Move.HIRED)
_ITEMS = tuple(ITEMS.values())
_IS_MONEY = np.array([item.route.is_money for item in _ITEMS])
_WITHIN = np.array([[account.sector == sector for account in Account] for sector in range(len(SECTORS))], dtype=float)
# Items that a firm gets and that raise, and those that lessen, what it owes (debt, wages) or is owed less what it owes
# to other firms (receivables).
_CHANGES = {
    "debt": (("loans", "interest_on_debt", "repayments", "write_offs"), ("lost_loans",)),
    "wages_owed": (("wages_at_closing",), ("unpaid_wages", "wages_lost_by_leavers", "wages_lost_in_closures")),
    "receivables": (("unpaid_parts", "lost_bills"), ("late_bills",)),
}
# What firms reckon as cost beside what stands in the blocks out of which profit comes.
_ALSO_COST = ("back_pay", "liability")
_OF_PROFIT = np.array([
    item.route.block in (Block.PRODUCTION, Block.DISTRIBUTION) or item.name in _ALSO_COST for item in _ITEMS
], dtype=float)  # fmt: skip


class AccountsError(ArithmeticError):
    """An identity failed: the message names the month, the account and the amount."""


@dataclass(frozen=True)
class Params(ParameterSet):
    """What is counted, and how long it is remembered."""

    flow_memory: float = structure(
        12.0, "months", (6.0, 24.0), "over which flows into and out of work are smoothed", "assumed: a year, no season"
    )


def open_month(state: State) -> None:
    """Before the first step of a month every flow is set to missing and the money of each sector is noted."""
    for _, table in state.tables():
        table.clear_flows()
    state.sectors.opening[:] = money_of(state)
    note_claims(state)


@step(
    reads=(
        Workers.employer, Workers.city, Workers.gig_hours, Workers.earnings, Workers.skill_pay, Workers.move,
        Firms.alive, Firms.city, Firms.vacancies, Cities.employed, Cities.mean_searchers, Cities.mean_hires,
        Cities.mean_employed, Cities.mean_separations,
    ),
    writes=(
        Cities.employed, Cities.unemployed, Cities.gig_workers, Cities.vacancies, Cities.mean_earnings,
        Cities.mean_searchers, Cities.mean_hires, Cities.mean_employed, Cities.mean_separations,
    ),
    essential=True,
)  # fmt: skip
def take_census(state: State, params: Params, moment: Moment) -> None:
    """People, jobs and who got and lost one are counted city by city."""
    workers, firms, cities = state.workers, state.firms, state.cities
    people = np.zeros((CHUNKS, cities.rows, 4), dtype=np.int64)
    sums = np.zeros((CHUNKS, cities.rows, 2))
    _count(
        workers.employer, workers.city, workers.gig_hours, workers.earnings, workers.skill_pay, workers.move, people,
        sums,
    )  # fmt: skip
    before = cities.employed.astype(float)
    cities.unemployed[:], cities.employed[:], cities.gig_workers[:], hired = people.sum(axis=0).T
    cities.unemployed[-1] = 0  # people at home in the countryside are not counted as looking for work
    _smooth_flows(cities, before, hired, 1.0 / params.flow_memory)
    open_jobs = np.where(firms.alive, firms.vacancies, 0)
    cities.vacancies[:] = np.bincount(firms.city, weights=open_jobs, minlength=cities.rows)
    pay, weight = sums.sum(axis=0).T
    overall = pay.sum() / max(weight.sum(), 1e-9)
    cities.mean_earnings[:] = np.where(weight > 0, pay / np.maximum(weight, 1e-9), overall)


def _smooth_flows(cities: Cities, before: np.ndarray, hired: np.ndarray, rate: float) -> None:
    """Mean flows of each city take up this month's; `before` had a job there a month ago, all of shape (cities,)."""
    separated = np.maximum(0.0, before + hired - cities.employed)  # before the first census nobody was counted
    for mean, seen in (
        (cities.mean_searchers, cities.unemployed + hired), (cities.mean_hires, hired), (cities.mean_employed, before),
        (cities.mean_separations, separated),
    ):  # fmt: skip
        mean[:] = adjust(mean, seen, rate)


@parallel_kernel
def _count(employer, city, gig_hours, earnings, skill_pay, move, people, sums):
    # Neighbours mostly stand in one city: they are added up aside until the city changes, because adding to the same
    # place of a table again and again waits for the place to be written.
    n, parts = employer.size, sums.shape[0]
    for part in prange(parts):
        here, idle, works, rides, hired, pay, skill = 0, 0, 0, 0, 0, 0.0, 0.0
        for row in range(part * n // parts, (part + 1) * n // parts):
            i = np.uint64(row)
            if city[i] != here:
                _add_to(people[part, here], sums[part, here], idle, works, rides, hired, pay, skill)
                here, idle, works, rides, hired, pay, skill = city[i], 0, 0, 0, 0, 0.0, 0.0
            if employer[i] >= 0:
                works += 1
                hired += move[i] == _HIRED
                pay += np.float64(earnings[i])
                skill += np.float64(skill_pay[i])
            elif gig_hours[i] > 0.0:
                rides += 1
            else:
                idle += 1
        _add_to(people[part, here], sums[part, here], idle, works, rides, hired, pay, skill)


@inline
def _add_to(people, sums, idle, works, rides, hired, pay, skill):
    people[0] += idle
    people[1] += works
    people[2] += rides
    people[3] += hired
    sums[0] += pay
    sums[1] += skill


@step(
    reads=(
        Workers.employer, Workers.city, Workers.arrears, Workers.deposits, Workers.overtime, Workers.skill,
        Firms.alive, Firms.city, Firms.employment, Firms.deposits, Firms.wages_owed, Firms.taste_sum,
        Firms.overtime_run, Firms.closed, Firms.market, Firms.owner, Firms.buyer, Firms.debt, Firms.receivables,
        Firms.profit, Cities.deposits, Markets.orders, Markets.output, Markets.contracted_imports,
        Markets.emergency_imports, Sectors.opening,
        Sectors.opening_debt, Sectors.opening_owed, Sectors.opening_credit, Sectors.deposits, *_ITEMS,
    ),
    writes=(),
    essential=True,
)  # fmt: skip
def check_accounts(state: State, params: Params, moment: Moment) -> None:
    """Every identity of the month is checked; the first that fails stops the run."""
    markets, workers, firms = state.markets, state.workers, state.firms
    employment = np.zeros((FIRM_CHUNKS, firms.rows), dtype=np.int32)
    astray, worked, owed, least = np.zeros((4, FIRM_CHUNKS))
    _add_up(
        workers.employer, workers.city, workers.overtime, workers.skill, workers.arrears, workers.deposits,
        firms.city, firms.closed, employment, astray, worked, owed, least,
    )  # fmt: skip
    _hold("people", "workers outside the city of their firm", astray.sum(), 1.0, 0.0, moment, "workers")
    _check_employment(firms, employment.sum(axis=0), moment)
    items = np.array([getattr(state.sectors, item.name) for item in _ITEMS])
    scale = _check_money(state, items, float(owed.sum()), float(least.min()), moment)
    _check_accounts(items, scale, moment)
    _check_firms(state, items, scale, moment)
    gap = markets.orders - markets.output - markets.contracted_imports - markets.emergency_imports
    worst = int(np.abs(gap).argmax())
    _hold("goods", f"market {worst}", gap[worst], markets.orders[worst], 1e-9, moment, "units")
    ran = float(np.where(firms.alive, firms.overtime_run * firms.taste_sum, 0.0).sum())
    _hold("hours", "overtime", float(worked.sum()) - ran, ran, 1e-5, moment, "efficiency hours")


@parallel_kernel
def _add_up(
    employer, city, overtime, skill, arrears, deposits, firm_city, closed, employment, astray, worked, owed, least
):  # fmt: skip
    n = employer.size
    for part in prange(least.size):
        hours, debt, poorest, lost = 0.0, 0.0, 0.0, 0
        for row in range(part * n // least.size, (part + 1) * n // least.size):
            i = np.uint64(row)  # unsigned: see plumbing/kernels.py
            debt += arrears[i]
            poorest = min(poorest, deposits[i])
            if employer[i] >= 0:
                j = np.uint64(employer[i])
                employment[part, j] += 1
                lost += firm_city[j] != city[i]
                hours += 0.0 if closed[j] else np.float64(overtime[i]) * np.float64(skill[i])
        astray[part], worked[part], owed[part], least[part] = lost, hours, debt, poorest


def _check_employment(firms: Firms, employment: np.ndarray, moment: Moment) -> None:
    gap = employment - firms.employment
    worst = int(np.abs(gap).argmax())
    _hold("people", f"employment of firm {worst}", gap[worst], 1.0, 0.0, moment, "workers")
    dead = int(firms.employment[~firms.alive].sum())
    _hold("people", "workers of firms that do not exist", dead, 1.0, 0.0, moment, "workers")


def _check_money(state: State, items: np.ndarray, arrears: float, poorest: float, moment: Moment) -> float:
    """What money there is, what moved, and what is owed to workers; gives back the scale of the month's money."""
    sectors = len(SECTORS)
    closing = money_of(state)[:sectors]
    opening = state.sectors.opening[:sectors]
    scale = float(np.nansum(np.abs(closing)))  # a missing value is reported by the account that holds it
    sums = items[:, :sectors].sum(axis=1)
    worst = int(np.abs(sums).argmax())  # a missing value is the worst
    _hold("money", _ITEMS[worst].name, float(sums[worst]), scale, 1e-9, moment, "yuan")
    flows = items[_IS_MONEY, :sectors].sum(axis=0)
    for number, sector in enumerate(SECTORS):
        gap = closing[number] - opening[number] - flows[number]
        _hold("money", sector, float(gap), scale, 1e-9, moment, "yuan")
    firms, cities = state.firms, state.cities
    lowest = (("workers", poorest), ("firms", firms.deposits.min()), ("cities", cities.deposits.min()))
    for name, least in lowest:
        _hold("money", f"least deposits of {name}", min(0.0, float(least)), scale, 1e-9, moment, "yuan")
    owed = float(firms.wages_owed.sum()) - arrears
    _hold("wages", "owed by firms less owed to workers", owed, scale, 1e-9, moment, "yuan")
    _hold("money", "all sectors", float(closing.sum() - opening.sum()), scale, 1e-9, moment, "yuan")
    return scale


def _check_accounts(items: np.ndarray, scale: float, moment: Moment) -> None:
    """Every item of a sector is that of its accounts: nobody is left out, and nobody stands twice."""
    gap = items[:, : len(SECTORS)] - items[:, len(SECTORS) :] @ _WITHIN.T
    item, sector = np.unravel_index(int(np.abs(gap).argmax()), gap.shape)
    name = f"{_ITEMS[int(item)].name} of {SECTORS[int(sector)]} less their accounts"
    _hold("accounts", name, float(gap[item, sector]), scale, 1e-9, moment, "yuan")


def _check_firms(state: State, items: np.ndarray, scale: float, moment: Moment) -> None:
    """Profit is what the accounts leave of value added; debts, wages and bills owed change by what was entered."""
    of_firms = items[:, Party.FIRMS.rows]
    gaps = {"profit": _OF_PROFIT @ of_firms - by_firm_account(state.firms, state.firms.profit)}
    entered = {item.name: of_firms[at] for at, item in enumerate(_ITEMS)}
    for claim, (raise_it, lessen_it) in _CHANGES.items():
        change = sum(entered[item] for item in raise_it) - sum(entered[item] for item in lessen_it)
        gaps[claim] = change - change_of_claims(state, claim)
    for name, gap in gaps.items():
        worst = int(np.abs(gap).argmax())
        account = list(Account)[Account.CORE_PRIVATE + worst].name.lower()
        _hold("accounts", f"{name} of {account}", float(gap[worst]), scale, 1e-9, moment, "yuan")


def _hold(kind: str, account: str, gap: float, scale: float, tolerance: float, moment: Moment, unit: str) -> None:
    if not abs(gap) <= tolerance * max(abs(scale), 1.0):  # also true for NaN
        raise AccountsError(f"{moment.label}: {kind}, {account}: the accounts differ by {gap:g} {unit}")
