"""Do a higher minimum wage and more discipline move pockets and market despotism as law and pace of work imply?

These two levers belong to mechanisms that write a column which the measure reads: the minimum wage writes the notices
too (a rule leaves them as they are, which is asked here), discipline the pace of work, by which pay is divided. So they
cannot stand in the tables, and what they show is in part the measure's own reading of pace.
"""

from __future__ import annotations

import numpy as np
import pytest
from paired_runs import WANTED, WORLD, Row, levers_of, moves, outcome

from segsim.settings import Time
from small_worlds import model, settings

HIGH = (("minimum_wage.catch_up_ratio", 0.8), ("minimum_wage.catch_up_step", 0.3))
LAW = "Minimum Wage Regulations 2004 article 12: overtime pay does not count"
PACE = "Labour Law article 37 (piece rates by the legal day); for other pay the measure's own reading"
ROWS = [
    Row("minimum_wage.rule", None, "catch_up", "jobs_pocket", +1, None, HIGH, LAW),
    Row("dormitory.discipline", 0.0, None, "jobs_despotism", +1, None, (), PACE),
    Row("dormitory.discipline", 0.0, 3.0, "jobs_despotism", +1, None, (), PACE),
    Row("dormitory.discipline", None, 3.0, "jobs_pocket", -1, None, (), PACE),
]
THRICE = Row("dormitory.discipline", None, 3.0, "jobs_despotism", +1, None, (), PACE)

for asked in (*ROWS, THRICE):
    for value in (asked.low, asked.high):
        one = levers_of(asked, value)
        WANTED[one] = tuple(sorted({*WANTED.get(one, ()), asked.indicator}))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row}{row.low}-{row.high}")
def test_direction(row):
    is_met, found = moves(row)
    assert is_met, found


@pytest.mark.slow
def test_thrice_the_discipline_does_not_lower_despotism():
    # From the usual discipline the move is within the noise: high-tech low road takes most of what pockets lose.
    found = np.array([outcome(THRICE, 3.0, seed) - outcome(THRICE, None, seed) for seed in range(1, 17)])
    error = found.std(ddof=1) / np.sqrt(found.size)
    assert error < 0.003
    assert found.mean() > -2.0 * error, (found.mean(), error)


def test_a_rule_of_the_minimum_wage_leaves_the_notices_as_they_are():
    time = Time(start=(2006, 1), end=(2007, 6), burn_in=12)
    states = [
        model(settings(levers, world=WORLD, time=time, history=False), 1, 30).state
        for levers in ({}, {"minimum_wage.rule": "catch_up", **dict(HIGH)})
    ]
    minimum = [state.cities.minimum_wage for state in states]
    assert (minimum[1][:-1] > 1.05 * minimum[0][:-1]).any()
    assert np.array_equal(*(state.cities.published_minimum for state in states), equal_nan=True)
