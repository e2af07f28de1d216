"""What is added up in the pass over workers, and how is it done fast?

Sums run in fixed chunks, so they are the same on any number of threads. Yes-or-no questions are counted five to a
word of 64 bits: with thirteen of them that makes the pass a third faster.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators import land, places, products
from segsim.plumbing.kernels import CHUNKS, kernel, parallel_kernel, prange
from segsim.state.codes import Hukou, Region

# Sums over workers with a job, by cell: in the order in which `_add_rows` writes them.
_AMOUNTS = (
    "base_pay",
    "overtime_pay",
    "bonus",
    "overtime",  # hours
    "base_over_minimum",  # summed ratio
    "base_gap",  # summed gap of those whose base pay is under the minimum wage, as a share of it
    "overtime_due",  # overtime pay by the law
)
_COUNTED = (
    "workers",  # with a job
    "under_base",  # pay for standard hours under the minimum wage: what the law forbids
    "under_total",  # total pay under it
    "under_hourly",  # pay an hour under the hourly minimum wage
    "overtime_workers",  # work any overtime
    "unpaid",  # and get nothing for it
    "below_legal",  # or less than the law's workday rate
    "over_44",  # work more than 44 hours a week
    "over_cap",  # more overtime than the law's cap
    "contract",
    "injury",
    "pension",
    "in_arrears",
)
_MOVED = (
    "leavers",  # no longer work where they worked last month, by the cell of the old job
    "changers",  # of these, work elsewhere
    "joiners",  # did not work last month where they work now
)
_DERIVED = (
    "hours",  # standard hours and overtime
    "earnings",  # base pay, overtime pay and bonus
    "workers_before",  # worked here a month ago; nobody where last month is not known
)
WORKERS = (*_AMOUNTS, *_COUNTED, *_MOVED, *_DERIVED)
_FIRST_COUNTER, _COUNTERS = len(_AMOUNTS), len(_COUNTED)
_LEAVERS, _CHANGERS, _JOINERS = range(len(_AMOUNTS) + len(_COUNTED), len(WORKERS) - len(_DERIVED))
JOBLESS = ("unemployed", "at_home", "platform")
# Sums over firms, by cell (counts._firm_values).
FIRMS = (
    "firms", "heads", "vacancies", "sales", "output", "capacity", "value_added", "real_value_added", "capital",
    "wage_bill", "labour_cost", "fines", "profit", "debt", "closed", "entered", "struck", "strikes_won",
    "inspected", "ready_to_strike", "hours_lost", "covered", "captured", "heads_with_wage", "markdown",
    "minimum_wage", "minimum_over_published", "private_heads", "private_wage_bill", "state_heads", "linked_heads",
    "distressed", "housed", "shop_floor_effort", "dispatch_heads", "dispatch_bill", "outsourced",
    "automation", "automated", "know_how", "newcomers", "training", "research", "own_innovation", "imitation",
    "investment", "hurdle", "bad_debt", "zombie_debt", "defaulted", "receivables_lost",
    "joint_venture_heads", "joint_venture_innovation", "state_owned_heads", "state_owned_innovation",
    "independent_heads", "independent_innovation", "brand_heads", "brand_innovation",
    "depth_minimum", "depth_premium", "depth_unpaid", "depth_hours", "depth_contract", "depth_injury",
    "depth_pension", "depth_pollution", "emissions", "cleaning", "pollution", "pollution_protest", "blackout",
    "depth_safety", "depth", "tied_heads", "tied_depth", "spared", "belief_spread", "in_campaign",
    "wrong_fines", "lead_sales", "lead_cost", "policy_risk", "injuries", "compensated", "disasters", "safety_cost",
    *products.SUMS, *land.SUMS, *places.SUMS,
    "research_share", "relabelled", "awarded", "quiet", "padding",
    "final_sales", "final_units", "parts_bill", "parts_units", "receivables",
)  # fmt: skip

STATUTORY_WEEK = 40.0  # hours; State Council decree 1995
LONG_WEEK = 44.0  # hours; the limit that the migrant survey counts by (Labour Law article 36)
WORKDAY_SHARE = 1.5 / 1.75  # workday overtime rate relative to the mean legal multiple (Labour Law article 44)
ROUNDING = 0.999  # a gap smaller than this share is float32 rounding
OWED = 1.0  # yuan: less than this is not counted as wages owed


MANY = 200_000  # workers from which threads are worth their start
_BLOCK = 4095  # workers between two emptyings of the packed counters: the most that 12 bits can hold


def sum_over_workers(columns: tuple, law: tuple[float, float, float], cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Sums of WORKERS by cell, shape (cells, sums), and of JOBLESS by region and hukou, shape (12, 3).

    columns: the arrays that `_add_rows` takes, in its order; of them `at_firm`, of shape (firms, 2), is one over the
    minimum wage, and one over the share of the month that was worked (strike days are not paid, and no violation).
    law: standard hours, overtime cap, legal multiple.
    """
    table = np.zeros((CHUNKS, cells, len(WORKERS)))
    jobless = np.zeros((CHUNKS, len(Region) * len(Hukou), len(JOBLESS)))
    add = _add_on_threads if columns[3].size >= MANY else _add_in_turn
    add(*columns, *law, table, jobless)
    sums = table.sum(axis=0)
    at = WORKERS.index
    sums[:, at("hours")] = sums[:, at("workers")] * law[0] + sums[:, at("overtime")]
    sums[:, at("workers_before")] = sums[:, at("workers")] - sums[:, at("joiners")] + sums[:, at("leavers")]
    sums[:, at("workers_before")] *= columns[4].size > 0
    sums[:, at("earnings")] = sums[:, at("base_pay")] + sums[:, at("overtime_pay")] + sums[:, at("bonus")]
    return sums, jobless.sum(axis=0)


@parallel_kernel
def _add_on_threads(
    hukou, city, gig_hours, employer, employer_before, base_pay, overtime, overtime_pay, bonus, contract, injury,
    pension, arrears, firm_cell, firm_cell_before, at_firm, region, standard_hours, cap, multiple,
    table, jobless,
):  # fmt: skip
    for chunk in prange(CHUNKS):
        first = chunk * employer.size // CHUNKS
        last = (chunk + 1) * employer.size // CHUNKS
        _add_rows(
            first, last, hukou, city, gig_hours, employer, employer_before, base_pay, overtime, overtime_pay, bonus,
            contract, injury, pension, arrears, firm_cell, firm_cell_before, at_firm, region,
            standard_hours, cap, multiple, table[chunk], jobless[chunk],
        )  # fmt: skip


@kernel
def _add_in_turn(
    hukou, city, gig_hours, employer, employer_before, base_pay, overtime, overtime_pay, bonus, contract, injury,
    pension, arrears, firm_cell, firm_cell_before, at_firm, region, standard_hours, cap, multiple,
    table, jobless,
):  # fmt: skip
    for chunk in range(CHUNKS):
        first = chunk * employer.size // CHUNKS
        last = (chunk + 1) * employer.size // CHUNKS
        _add_rows(
            first, last, hukou, city, gig_hours, employer, employer_before, base_pay, overtime, overtime_pay, bonus,
            contract, injury, pension, arrears, firm_cell, firm_cell_before, at_firm, region,
            standard_hours, cap, multiple, table[chunk], jobless[chunk],
        )  # fmt: skip


@kernel
def _add_rows(
    first, last, hukou, city, gig_hours, employer, employer_before, base_pay, overtime, overtime_pay, bonus, contract,
    injury, pension, arrears, firm_cell, firm_cell_before, at_firm, region, standard_hours, cap, multiple,
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
            if remembers and employer_before[i] != firm:
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
                state = 1 if place == rural else (2 if gig_hours[i] > 0.0 else 0)  # in the order of JOBLESS
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
            packed[cell, 2] += np.int64(injury[i]) | (np.int64(pension[i]) << 12) | (np.int64(arrears[i] > OWED) << 24)
        for row in range(packed.shape[0]):
            for counter in range(_COUNTERS):
                held = (packed[row, counter // 5] >> (12 * (counter % 5))) & 4095
                table[row, _FIRST_COUNTER + counter] += float(held)
            packed[row, :] = 0


def add_by_cell(cell: np.ndarray, values: np.ndarray, cells: int) -> np.ndarray:
    """Sums of each row of `values` by cell, blanks left out; shape (cells, rows of values)."""
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
