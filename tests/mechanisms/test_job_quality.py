"""Does a job miss a standard just below its line, and keep it at the line? One deprivation after the other, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jobs_by_hand import ALL, USUAL_PAY, good_jobs, missed_by, scores_of
from measured_by_hand import HOURS
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import Deprivation, Dimension, kinds, scores, weights

D = Deprivation
COLUMNS = ("base_pay", "overtime", "overtime_pay", "bonus", "arrears", "tenure", "written_contract", "dispatch",
           "pension_cover", "injury_cover")  # fmt: skip

# What is set at the job, what the nine other jobs pay (yuan a month), what the job then misses.
# At 36 hours of overtime a minimum-wage worker must get 870 (1 + 1.75 x 36 / 174) = 1,185 yuan.
LINES = [
    ({}, USUAL_PAY, set()),
    ({"base_pay": 870.0}, USUAL_PAY, set()),
    ({"base_pay": 866.0}, USUAL_PAY, {D.LAWFUL_PAY}),
    ({"base_pay": 700.0, "bonus": 170.0}, USUAL_PAY, set()),
    ({"base_pay": 870.0, "overtime": 36.0, "overtime_pay": 315.0}, USUAL_PAY, set()),
    ({"base_pay": 870.0, "overtime": 36.0, "overtime_pay": 311.0}, USUAL_PAY, {D.LAWFUL_PAY}),
    ({"base_pay": 2000.0}, 3000.0, set()),
    ({"base_pay": 1990.0}, 3000.0, {D.LOW_PAY}),
    ({"base_pay": 1740.0, "overtime": 36.0, "overtime_pay": 630.0}, USUAL_PAY, set()),
    ({"base_pay": 1740.0, "overtime": 36.5, "overtime_pay": 640.0}, USUAL_PAY, {D.OVERTIME_CAP}),
    ({"base_pay": 1740.0, "overtime": 87.0, "overtime_pay": 1530.0}, USUAL_PAY, {D.OVERTIME_CAP}),
    ({"base_pay": 1740.0, "overtime": 88.0, "overtime_pay": 1540.0}, USUAL_PAY, {D.OVERTIME_CAP, D.LONG_WEEK}),
    ({"base_pay": 1740.0, "overtime": 10.0, "overtime_pay": 150.0}, USUAL_PAY, set()),
    ({"base_pay": 1740.0, "overtime": 10.0, "overtime_pay": 149.0}, USUAL_PAY, {D.OVERTIME_RATE}),
    ({"base_pay": 1740.0, "overtime": 0.5}, USUAL_PAY, set()),
    ({"base_pay": 1740.0, "overtime": 0.6}, USUAL_PAY, {D.OVERTIME_RATE}),
    ({"arrears": 1.0}, USUAL_PAY, set()),
    ({"arrears": 1.1}, USUAL_PAY, {D.ARREARS}),
    ({"written_contract": False}, USUAL_PAY, {D.CONTRACT}),
    ({"dispatch": True}, USUAL_PAY, {D.CONTRACT}),
    ({"tenure": 12}, USUAL_PAY, set()),
    ({"tenure": 11}, USUAL_PAY, {D.TENURE}),
    ({"pension_cover": False}, USUAL_PAY, {D.PENSION}),
    ({"injury_cover": False}, USUAL_PAY, {D.INJURY}),
]


@pytest.mark.parametrize(("given", "others", "expected"), LINES)
def test_each_line_from_both_sides(given, others, expected):
    state = good_jobs([USUAL_PAY] + [others] * 9)
    assert set(given) <= set(COLUMNS)
    for name, value in given.items():
        getattr(state.workers, name)[0] = value
    assert missed_by(state) == expected
    assert all(not missed_by(state, row) for row in range(1, 10))


def test_every_deprivation_has_a_case_that_misses_it():
    assert set().union(*(expected for *_, expected in LINES)) == set(Deprivation)


@pytest.mark.parametrize(("effort", "expected"), [(np.nan, set()), (1.0, set()), (1.03, set()), (1.04, {D.LAWFUL_PAY})])
def test_a_faster_pace_asks_for_more_pay(effort, expected):
    state = good_jobs([USUAL_PAY] * 4)  # 900 over 870 is 1.034
    state.firms.effort[:] = effort
    assert missed_by(state) == expected


def test_a_faster_pace_makes_pay_low():
    state = good_jobs([2000.0] * 5, firms=[0, 2, 2, 2, 2])  # the median is not divided by pace
    for effort, expected in ((1.49, set()), (1.52, {D.LOW_PAY})):
        state.firms.effort[:] = [effort, 1.0, 1.0, 1.0]
        assert missed_by(state) == expected


def test_strike_days_are_no_violation():
    state = good_jobs([USUAL_PAY / 2.0] + [USUAL_PAY] * 5, firms=[0, 2, 2, 2, 2, 2])
    assert missed_by(state) == {D.LAWFUL_PAY, D.LOW_PAY}
    assert missed_by(state, hours_lost=[0.5, 0.0, 0.0, 0.0]) == set()
    # The hourly wage of the month is that of the whole one: 10 hours at 150 % are owed 15 yuan for each 10.
    state.workers.base_pay[0], state.workers.overtime[0], state.workers.overtime_pay[0] = 870.0, 10.0, 149.0
    assert missed_by(state) == set()
    assert missed_by(state, hours_lost=[0.5, 0.0, 0.0, 0.0]) == {D.OVERTIME_RATE}


def test_the_published_minimum_counts_and_not_the_one_in_force():
    state = good_jobs([USUAL_PAY] * 4)
    state.cities.minimum_wage[:] = 2.0 * USUAL_PAY
    assert missed_by(state) == set()
    state.cities.published_minimum[0] = 1.01 * USUAL_PAY
    assert missed_by(state) == {D.LAWFUL_PAY}


def test_a_law_that_pays_overtime_twice_as_well_asks_for_twice_as_much():
    state = good_jobs([HOURS * 10.0] * 4)
    state.workers.overtime[0], state.workers.overtime_pay[0] = 10.0, 299.0
    assert missed_by(state) == set()
    state.nation.overtime_multiple[:] = 3.5
    assert missed_by(state) == {D.OVERTIME_RATE}
    state.workers.overtime_pay[0] = 300.0
    assert missed_by(state) == set()


TENTHS = [
    ((), 0), ((D.LAWFUL_PAY,), 1), ((D.LAWFUL_PAY, D.LOW_PAY), 2), ((D.OVERTIME_CAP,), 1), ((D.LONG_WEEK,), 1),
    ((D.OVERTIME_RATE,), 2), ((D.ARREARS,), 2), ((D.OVERTIME_RATE, D.ARREARS), 2), ((D.CONTRACT,), 1), ((D.TENURE,), 1),
    ((D.PENSION, D.INJURY), 2), ((D.LAWFUL_PAY, D.PENSION, D.OVERTIME_CAP), 3), ((D.ARREARS, D.PENSION, D.INJURY), 4),
    ((D.OVERTIME_CAP, D.LONG_WEEK, D.OVERTIME_RATE, D.CONTRACT), 5), (tuple(Deprivation), 10),
]  # fmt: skip


@pytest.mark.parametrize(("missed", "tenths"), TENTHS)
def test_a_score_in_tenths(missed, tenths):
    pattern = sum(1 << one for one in missed)
    of = {name: values[pattern] for name, values in kinds(Cutoffs()).items()}
    assert of["score"] == tenths / 10.0
    assert (of["decent"], of["deprived"]) == (float(tenths <= 3), float(tenths >= 5))
    assert of["censored"] == (tenths / 10.0 if tenths >= 5 else 0.0)
    parts = sum(of[f"censored_{one.name.lower()}"] for one in Dimension)
    assert parts == pytest.approx(of["censored"], abs=1e-9)


def test_the_score_of_a_state_made_by_hand():
    state = good_jobs([USUAL_PAY] * 5)
    state.workers.arrears[1] = 50.0
    state.workers.pension_cover[1:3] = False
    state.workers.tenure[2:4] = 0
    assert scores_of(state).tolist() == [0.0, 0.3, 0.2, 0.1, 0.0]


MISSED_IN = {
    Dimension.PAY: (D.LAWFUL_PAY, D.LOW_PAY), Dimension.WORKING_TIME: (D.OVERTIME_CAP, D.LONG_WEEK),
    Dimension.OVERTIME_PAY: (D.OVERTIME_RATE, D.ARREARS), Dimension.CONTRACT: (D.CONTRACT, D.TENURE),
    Dimension.INSURANCE: (D.PENSION, D.INJURY),
}  # fmt: skip


@pytest.mark.parametrize("dimension", Dimension)
def test_each_dimension_weighs_a_fifth_and_can_be_left_out(dimension):
    alone = sum(1 << one for one in MISSED_IN[dimension])
    without = replace(Cutoffs(), **{f"{dimension.name.lower()}_weight": 0.0})
    assert weights(Cutoffs()) == pytest.approx(np.full(5, 0.2))
    assert scores(Cutoffs())[alone] == 0.2
    assert scores(Cutoffs())[ALL & ~alone] == pytest.approx(0.8)
    assert scores(without)[alone] == 0.0
    assert scores(without)[ALL & ~alone] == 1.0
    assert kinds(Cutoffs())[f"missed_{dimension.name.lower()}"][alone] == 1.0
    assert kinds(Cutoffs())[f"missed_{dimension.name.lower()}"][ALL & ~alone] == 0.0


@pytest.mark.parametrize(("changed", "pattern", "name", "before", "after"), [
    ({"k": 0.6}, (D.ARREARS, D.PENSION, D.INJURY, D.TENURE), "deprived", 1.0, 0.0),
    ({"k": 0.4}, (D.ARREARS, D.PENSION, D.INJURY), "deprived", 0.0, 1.0),
    ({"decent": 0.25}, (D.ARREARS, D.PENSION), "decent", 1.0, 0.0),
    ({"decent": 0.45}, (D.ARREARS, D.PENSION, D.INJURY), "decent", 0.0, 1.0),
    ({"pay_weight": 2.0}, (D.LAWFUL_PAY, D.LOW_PAY), "score", 0.2, 1.0 / 3.0),
])  # fmt: skip
def test_another_line_counts_other_jobs(changed, pattern, name, before, after):
    which = sum(1 << one for one in pattern)
    assert kinds(Cutoffs())[name][which] == before
    assert kinds(replace(Cutoffs(), **changed))[name][which] == pytest.approx(after, abs=1e-8)
