"""What is added up in the pass over workers, and how is it done fast?

Sums run in fixed chunks, so they are the same on any number of threads. Yes-or-no questions are counted five to a
word of 64 bits (SIMD within a register): with thirteen of them that makes the pass a third faster.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.sums import OverPeople, Sum
from segsim.plumbing.kernels import CHUNKS, kernel, parallel_kernel, prange
from segsim.plumbing.tables import Column
from segsim.state import Cities, Nation, Workers
from segsim.state.codes import Hukou, Move, Region


def _worker(meaning: str, *reads: Column) -> OverPeople:
    return OverPeople("workers", meaning, *reads)


_PAY = (Workers.base_pay, Workers.overtime_pay, Workers.bonus)
_OVERTIME = (Workers.overtime, Workers.overtime_pay, Workers.base_pay, Nation.overtime_multiple)


class AtWork:
    """Sums over workers with a job, by the cell of their firm and hukou: in the order in which they are written.

    First amounts, then yes-or-no questions (packed), then who moved, then what follows from these.
    """

    base_pay = _worker("base pay", Workers.base_pay)
    overtime_pay = _worker("overtime pay", Workers.overtime_pay)
    bonus = _worker("profit bonus", Workers.bonus)
    overtime = _worker("hours of overtime", Workers.overtime)
    base_over_minimum = _worker("base pay over the minimum wage", Workers.base_pay, Cities.minimum_wage)
    base_gap = _worker(
        "gap of base pay under the minimum wage, as a share of it", Workers.base_pay, Cities.minimum_wage
    )
    overtime_due = _worker("overtime pay by the law", Workers.overtime, Workers.base_pay, Nation.overtime_multiple)

    workers = _worker("with a job", Workers.employer)
    under_base = _worker(
        "pay for standard hours under the minimum wage: what the law forbids", Workers.base_pay, Cities.minimum_wage
    )
    under_total = _worker("total pay under it", *_PAY, Cities.minimum_wage)
    under_hourly = _worker("pay an hour under the hourly minimum wage", *_PAY, Workers.overtime, Cities.minimum_wage)
    overtime_workers = _worker("work any overtime", Workers.overtime)
    unpaid = _worker("and get nothing for it", Workers.overtime, Workers.overtime_pay)
    below_legal = _worker("or less than the law's workday rate", *_OVERTIME)
    over_44 = _worker("work more than 44 hours a week", Workers.overtime)
    over_cap = _worker("more overtime than the law's cap", Workers.overtime, Nation.overtime_cap)
    contract = _worker("have a written contract", Workers.written_contract)
    injury = _worker("have injury cover", Workers.injury_cover)
    pension = _worker("have pension cover", Workers.pension_cover)
    in_arrears = _worker("are owed wages", Workers.arrears)
    at_minimum = _worker("base pay within NEAR of the minimum wage", Workers.base_pay, Cities.minimum_wage)

    leavers = _worker("not in the job of last month, by the cell of the old job", Workers.employer, Workers.move)
    changers = _worker("of these, work in another", Workers.employer, Workers.move)
    joiners = _worker("did not have last month the job that they have now", Workers.employer, Workers.move)

    hours = _worker("standard hours and overtime", Workers.overtime, Nation.standard_hours)
    earnings = _worker("base pay, overtime pay and bonus", *_PAY)
    workers_before = _worker("here a month ago; nobody where last month is not known", Workers.employer, Workers.move)
    migrants = _worker("with a job and rural hukou", Workers.hukou)


class Jobless:
    """Sums over people without a job in the two chains, by region and hukou: in the order in which they are written."""

    unemployed = OverPeople("jobless", "in a city without a job", Workers.employer, Workers.city)
    at_home = OverPeople("jobless", "in the countryside", Workers.employer, Workers.city)
    platform = OverPeople("jobless", "ride for a platform", Workers.employer, Workers.city)


WORKERS: tuple[Sum, ...] = tuple(entry for entry in vars(AtWork).values() if isinstance(entry, Sum))
JOBLESS: tuple[Sum, ...] = tuple(entry for entry in vars(Jobless).values() if isinstance(entry, Sum))
_AT = {entry: number for number, entry in enumerate(WORKERS)}
_FIRST_COUNTER, _COUNTERS = _AT[AtWork.workers], _AT[AtWork.leavers] - _AT[AtWork.workers]
_LEAVERS, _CHANGERS, _JOINERS = (_AT[entry] for entry in (AtWork.leavers, AtWork.changers, AtWork.joiners))

STATUTORY_WEEK = 40.0  # hours; State Council decree 1995
LONG_WEEK = 44.0  # hours; the limit that the migrant survey counts by (Labour Law article 36)
WORKDAY_SHARE = 1.5 / 1.75  # workday overtime rate relative to the mean legal multiple (Labour Law article 44)
_HIRED, _CHANGED = int(Move.HIRED), int(Move.CHANGED_JOB)
ROUNDING = 0.999  # a gap smaller than this share is float32 rounding
NEAR = 0.05  # share of the minimum wage: base pay that is no further off stands at it; assumed
OWED = 1.0  # yuan: less than this is not counted as wages owed


MANY = 200_000  # workers from which threads are worth their start
_BLOCK = 4095  # workers between two emptyings of the packed counters: the most that 12 bits can hold


def sum_over_workers(columns: tuple, law: tuple[float, float, float], cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Sums of AtWork by cell, shape (cells, sums), and of Jobless by region and hukou, shape (12, 3).

    columns: the arrays that `_add_rows` takes, in its order; of them `at_firm`, of shape (firms, 2), is one over the
    minimum wage, and one over the share of the month that was worked (strike days are not paid, and no violation).
    law: standard hours, overtime cap, legal multiple.
    """
    table = np.zeros((CHUNKS, cells, len(WORKERS)))
    jobless = np.zeros((CHUNKS, len(Region) * len(Hukou), len(JOBLESS)))
    add = _add_on_threads if columns[4].size >= MANY else _add_in_turn
    add(*columns, *law, table, jobless)
    sums = table.sum(axis=0)
    of = {entry: sums[:, number] for entry, number in _AT.items()}
    of[AtWork.hours][:] = of[AtWork.workers] * law[0] + of[AtWork.overtime]
    of[AtWork.workers_before][:] = of[AtWork.workers] - of[AtWork.joiners] + of[AtWork.leavers]
    of[AtWork.workers_before][:] *= columns[5].size > 0
    of[AtWork.earnings][:] = of[AtWork.base_pay] + of[AtWork.overtime_pay] + of[AtWork.bonus]
    of[AtWork.migrants][Hukou.RURAL :: len(Hukou)] = of[AtWork.workers][Hukou.RURAL :: len(Hukou)]
    return sums, jobless.sum(axis=0)


@parallel_kernel
def _add_on_threads(
    hukou, city, gig_hours, move, employer, employer_before, base_pay, overtime, overtime_pay, bonus, contract, injury,
    pension, arrears, firm_cell, firm_cell_before, at_firm, region, standard_hours, cap, multiple,
    table, jobless,
):  # fmt: skip
    for chunk in prange(CHUNKS):
        first = chunk * employer.size // CHUNKS
        last = (chunk + 1) * employer.size // CHUNKS
        _add_rows(
            first, last, hukou, city, gig_hours, move, employer, employer_before, base_pay, overtime, overtime_pay,
            bonus, contract, injury, pension, arrears, firm_cell, firm_cell_before, at_firm, region,
            standard_hours, cap, multiple, table[chunk], jobless[chunk],
        )  # fmt: skip


@kernel
def _add_in_turn(
    hukou, city, gig_hours, move, employer, employer_before, base_pay, overtime, overtime_pay, bonus, contract, injury,
    pension, arrears, firm_cell, firm_cell_before, at_firm, region, standard_hours, cap, multiple,
    table, jobless,
):  # fmt: skip
    for chunk in range(CHUNKS):
        first = chunk * employer.size // CHUNKS
        last = (chunk + 1) * employer.size // CHUNKS
        _add_rows(
            first, last, hukou, city, gig_hours, move, employer, employer_before, base_pay, overtime, overtime_pay,
            bonus, contract, injury, pension, arrears, firm_cell, firm_cell_before, at_firm, region,
            standard_hours, cap, multiple, table[chunk], jobless[chunk],
        )  # fmt: skip


@kernel
def _add_rows(
    first, last, hukou, city, gig_hours, move, employer, employer_before, base_pay, overtime, overtime_pay, bonus,
    contract, injury, pension, arrears, firm_cell, firm_cell_before, at_firm, region, standard_hours, cap, multiple,
    table, jobless,
):  # fmt: skip
    # Unsigned rows: see plumbing/kernels.py.
    rural = region.size - 1
    remembers = employer_before.size > 0
    long_overtime = (LONG_WEEK / STATUTORY_WEEK - 1.0) * standard_hours
    due_share = multiple / standard_hours
    packed = np.zeros((table.shape[0], 3), np.int64)  # five counters of 12 bits a word
    for start in range(first, last, _BLOCK):
        for i in range(start, min(last, start + _BLOCK)):
            firm = np.int64(employer[i])
            kind = np.uint64(hukou[i])
            # A row stands for many plants: who is new in a job of the same row has changed jobs, too.
            is_new = firm >= 0 and (move[i] == _HIRED or move[i] == _CHANGED)
            if remembers and (is_new or employer_before[i] != firm):
                before = np.int64(employer_before[i])
                if before >= 0:
                    left = np.uint64(firm_cell_before[before]) * np.uint64(2) + kind
                    table[left, _LEAVERS] += 1.0
                    if firm >= 0:
                        table[left, _CHANGERS] += 1.0
                if firm >= 0:
                    table[np.uint64(firm_cell[firm]) * np.uint64(2) + kind, _JOINERS] += 1.0
            if firm < 0:
                place = np.int64(city[i])
                state = 1 if place == rural else (2 if gig_hours[i] > 0.0 else 0)  # in the order of Jobless
                jobless[np.uint64(region[place]) * np.uint64(2) + kind, np.uint64(state)] += 1.0
                continue
            cell = np.uint64(firm_cell[np.uint64(firm)]) * np.uint64(2) + kind
            over_minimum = at_firm[np.uint64(firm), 0]
            paid = float(base_pay[i])
            base = paid * at_firm[np.uint64(firm), 1]
            extra = float(overtime[i])
            extra_pay = float(overtime_pay[i])
            share_in_profit = float(bonus[i])
            ratio = base * over_minimum
            due = due_share * base * extra
            under = ratio < ROUNDING
            table[cell, 0] += paid
            table[cell, 1] += extra_pay
            table[cell, 2] += share_in_profit
            table[cell, 3] += extra
            table[cell, 4] += ratio
            table[cell, 5] += (1.0 - ratio) * under
            table[cell, 6] += due
            whole = (base + extra_pay + share_in_profit) * over_minimum
            packed[cell, 0] += (
                np.int64(1)
                | (np.int64(under) << 12)
                | (np.int64(whole < ROUNDING) << 24)
                | (np.int64(whole * standard_hours < ROUNDING * (standard_hours + extra)) << 36)
                | (np.int64(extra > 0.0) << 48)
            )
            packed[cell, 1] += (
                np.int64((extra > 0.0) & (extra_pay <= 0.0))
                | (np.int64(extra_pay < ROUNDING * WORKDAY_SHARE * due) << 12)
                | (np.int64(extra > long_overtime) << 24)
                | (np.int64(extra * ROUNDING > cap) << 36)
                | (np.int64(contract[i]) << 48)
            )
            packed[cell, 2] += (
                np.int64(injury[i])
                | (np.int64(pension[i]) << 12)
                | (np.int64(arrears[i] > OWED) << 24)
                | (np.int64(abs(ratio - 1.0) <= NEAR) << 36)
            )
        for row in range(packed.shape[0]):
            for counter in range(_COUNTERS):
                held = (packed[row, counter // 5] >> (12 * (counter % 5))) & 4095
                table[row, _FIRST_COUNTER + counter] += float(held)
            packed[row, :] = 0


def add_by_cell(cell: np.ndarray, values: np.ndarray, cells: int) -> np.ndarray:
    """Sums of each row of `values` by cell, missing values left out; shape (cells, rows of values)."""
    table = np.zeros((cells, values.shape[0]))
    _add_by_cell(cell, values, table)
    return table


@kernel
def _add_by_cell(cell, values, table):
    for number in range(values.shape[0]):
        for i in range(cell.size):
            value = values[number, i]
            if value == value:
                table[cell[i], number] += value
