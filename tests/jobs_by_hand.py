"""Jobs without a fault, to which a test gives one; and the ten deprivations once more, in plain Python."""

from __future__ import annotations

from math import log
from statistics import median
from typing import Any

import numpy as np

from hand_made import vector
from measured_by_hand import MINIMUM, employ, hand_made
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import Deprivation, Jobs, scores
from segsim.state import State
from segsim.state.codes import Hukou

ALL = (1 << len(Deprivation)) - 1  # a pattern that misses everything
USUAL_PAY = 900.0  # yuan a month: above the minimum wage of 870


def good_jobs(pays: list[float], firms: list[int] | None = None, hukou: list[Hukou] | None = None) -> State:
    """A state in which each pay of the list is a job without overtime and without a fault."""
    state = hand_made(max(len(pays), 4))
    state.cities.published_minimum[:] = [MINIMUM, MINIMUM, 0.0]
    for name in ("dormitory", "orders", "linked_orders"):
        vector(state.firms, name)[:] = 0.0
    state.firms.employment[:] = 0
    state.workers.employer[:] = -1
    for row, pay in enumerate(pays):
        of = hukou[row] if hukou else Hukou.RURAL
        employ(state, row, firms[row] if firms else 0, pay, hukou=of)
    workers = state.workers
    workers.tenure[:] = 24
    workers.written_contract[:] = workers.pension_cover[:] = workers.injury_cover[:] = True
    workers.dispatch[:] = False
    return state


def deprive(state: State, row: int) -> None:
    """Take contract, stability and insurance from a job and pay nothing for an hour of overtime: score .6."""
    workers = state.workers
    workers.written_contract[row] = workers.pension_cover[row] = workers.injury_cover[row] = False
    workers.tenure[row], workers.overtime[row], workers.overtime_pay[row] = 1, 1.0, 0.0


def measured(state: State, hours_lost: Any = None, cutoffs: Cutoffs | None = None) -> Jobs:
    """Every job with its pattern."""
    lost = np.zeros(state.firms.rows) if hours_lost is None else np.asarray(hours_lost, float)
    return Jobs.of(state, lost, cutoffs or Cutoffs())


def scores_of(state: State, hours_lost: Any = None) -> np.ndarray:
    """Deprivation score of every job."""
    return scores(Cutoffs())[measured(state, hours_lost).patterns]


def missed_by(state: State, row: int = 0, hours_lost: Any = None) -> set[Deprivation]:
    """What the job in that row of jobs misses."""
    pattern = int(measured(state, hours_lost).patterns[row])
    return {one for one in Deprivation if pattern >> one & 1}


def reference(state: State, hours_lost: np.ndarray) -> list[tuple[int, set[str]]]:
    """Row of each worker with a job, and what it misses by measure and law, one worker after the other.

    A gap of less than a thousandth is rounding of the stored columns.
    """
    workers, firms, nation = state.workers, state.firms, state.nation
    standard, cap, multiple = (
        float(one[0]) for one in (nation.standard_hours, nation.overtime_cap, nation.overtime_multiple)
    )
    rows = [i for i in range(workers.rows) if workers.employer[i] >= 0]
    normal, pay = {}, {}
    for i in rows:
        normal[i] = float(workers.base_pay[i]) / (1.0 - float(hours_lost[workers.employer[i]]))
        pay[i] = normal[i] + float(workers.overtime_pay[i]) + float(workers.bonus[i])
    usual = median(pay[i] / (standard + float(workers.overtime[i])) for i in rows)
    found = []
    for i in rows:
        firm, extra = int(workers.employer[i]), float(workers.overtime[i])
        effort = float(firms.effort[firm])
        pace = effort if effort > 0.0 else 1.0
        published = float(state.cities.published_minimum[firms.city[firm]])
        hourly = normal[i] / standard
        lawful = published * pace * (1.0 + multiple * extra / standard)
        workday = 1.5 / 1.75 * multiple * hourly * extra  # the mean multiple is 1.75 where a workday is paid 1.5
        held = {
            "LAWFUL_PAY": pay[i] < 0.999 * lawful,
            "LOW_PAY": pay[i] / (standard + extra) / pace < 0.999 * 2.0 / 3.0 * usual,
            "OVERTIME_CAP": 0.999 * extra > cap,
            "LONG_WEEK": 0.999 * 40.0 * (1.0 + extra / standard) > 60.0,
            "OVERTIME_RATE": extra > 0.5 and float(workers.overtime_pay[i]) < 0.999 * workday,
            "ARREARS": float(workers.arrears[i]) > 1.0,
            "CONTRACT": not workers.written_contract[i] or bool(workers.dispatch[i]),
            "TENURE": int(workers.tenure[i]) < 12,
            "PENSION": not workers.pension_cover[i],
            "INJURY": not workers.injury_cover[i],
        }
        found.append((i, {name for name, holds in held.items() if holds}))
    return found


def score_by_reference(missed: set[str]) -> float:
    """Score of a job from what it misses: fifths for dimensions, tenths for halves of them."""
    tenths = 2 * bool(missed & {"OVERTIME_RATE", "ARREARS"})
    return (tenths + len(missed - {"OVERTIME_RATE", "ARREARS"})) / 10.0


def modern_by_reference(state: State) -> list[float]:
    """How far the plant of each firm is modern, 0 to 1; 0 where nobody works."""
    firms = state.firms
    capital, heads = [0.0] * firms.rows, [0.0] * firms.rows
    for j in range(firms.rows):
        if firms.alive[j] and firms.employment[j] > 0:
            effort = float(firms.effort[j])
            heads[j] = float(firms.employment[j]) * (effort if effort > 0.0 else 1.0)
            capital[j] = float(firms.capacity[j]) * float(state.markets.capital_per_unit[firms.market[j]])
    found = []
    for j in range(firms.rows):
        peers = [i for i in range(firms.rows) if firms.industry[i] == firms.industry[j]]
        if heads[j] == 0.0 or capital[j] == 0.0:
            found.append(0.0)
            continue
        ratio = capital[j] / heads[j] / (sum(capital[i] for i in peers) / sum(heads[i] for i in peers))
        found.append(min(max((log(ratio) - log(2.0 / 3.0)) / (log(1.5) - log(2.0 / 3.0)), 0.0), 1.0))
    return found
