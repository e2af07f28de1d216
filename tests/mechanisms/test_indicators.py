"""Is each indicator what its definition says? Cases worked out by hand, on tables filled by hand."""

from __future__ import annotations

import numpy as np
import pytest

from measured_by_hand import HOURS, MINIMUM, employ, hand_made
from segsim.indicators import PLAN, measure, passes
from segsim.indicators.counts import Before, count
from segsim.indicators.jobs import share_into_core, share_out_of_core, shorrocks, transitions
from segsim.indicators.snapshot import Snapshot
from segsim.state.codes import Hukou, Move, Segment, Union, Violation

# pay, hours, compliance


def test_pay_is_split_into_base_overtime_and_bonus():
    state = hand_made()
    employ(state, 0, 0, 1740.0, 0.0, 0.0, 260.0, Hukou.URBAN)
    employ(state, 1, 2, 870.0, 80.0, 600.0)
    found = measure(state, "base_pay", "earnings", "overtime_share", "bonus_share", "hourly_pay", "earnings:migrants",
                    "base_over_minimum", "earnings:core", "base_pay:supplier", "earnings:core/lower_tiers",
                    "earnings:urban/migrants")  # fmt: skip
    assert found["base_pay"] == pytest.approx(1305.0)
    assert found["earnings"] == pytest.approx((2000.0 + 1470.0) / 2)
    assert found["overtime_share"] == pytest.approx(600.0 / 3470.0)
    assert found["bonus_share"] == pytest.approx(260.0 / 3470.0)
    assert found["hourly_pay"] == pytest.approx(3470.0 / (174.0 + 254.0))
    assert found["earnings:migrants"] == pytest.approx(1470.0)
    assert found["base_over_minimum"] == pytest.approx(1.5)
    assert found["earnings:core"] == pytest.approx(2000.0)
    assert found["base_pay:supplier"] == pytest.approx(870.0)
    assert found["earnings:core/lower_tiers"] == found["earnings:urban/migrants"] == pytest.approx(2000.0 / 1470.0)


def test_a_week_of_44_hours_is_a_tenth_of_overtime():
    state = hand_made()
    for row, hours in enumerate([0.0, 17.4, 17.5, 36.0, 36.5]):
        employ(state, row, 0, 1000.0, hours, 10.0)
    found = measure(state, "hours_week", "share_over_44h", "share_over_cap", "overtime")
    assert found["share_over_44h"] == pytest.approx(3 / 5)
    assert found["share_over_cap"] == pytest.approx(1 / 5)
    assert found["overtime"] == pytest.approx(107.4 / 5)
    assert found["hours_week"] == pytest.approx(40.0 * (174.0 + 107.4 / 5) / 174.0)


def test_three_ways_of_being_under_the_minimum_wage():
    state = hand_made()
    employ(state, 0, 2, 870.0)  # at the minimum
    employ(state, 1, 2, 783.0, 0.0, 0.0, 200.0)  # base a tenth under, total above
    employ(state, 2, 2, 900.0, 80.0, 0.0)  # obeys month by month, not hour by hour
    employ(state, 3, 2, 696.0)  # a fifth under in every way
    found = measure(state, "under_minimum_base", "under_minimum_total", "under_minimum_hourly", "minimum_gap")
    assert found["under_minimum_base"] == pytest.approx(2 / 4)
    assert found["under_minimum_total"] == pytest.approx(1 / 4)
    assert found["under_minimum_hourly"] == pytest.approx(2 / 4)
    assert found["minimum_gap"] == pytest.approx((0.1 + 0.2) / 2)


def test_a_spike_is_what_stands_within_a_twentieth_of_the_minimum_wage():
    state = hand_made()
    for row, pay in enumerate([827.0, 826.0, 870.0, 913.0, 914.0]):  # 870 is the minimum; 826.5 and 913.5 the bounds
        employ(state, row, 2, pay, 10.0, 50.0)
    employ(state, 5, 0, 870.0)
    found = measure(state, "jobs_at_minimum", "jobs_at_minimum:lower_tiers", "jobs_at_minimum:core")
    assert list(found.values()) == pytest.approx([4 / 6, 3 / 5, 1.0])


def test_overtime_unpaid_short_paid_and_paid():
    state = hand_made()
    hourly = 870.0 / HOURS
    employ(state, 0, 2, 870.0, 40.0, 0.0)
    employ(state, 1, 2, 870.0, 40.0, hourly * 40.0)  # straight pay
    employ(state, 2, 2, 870.0, 40.0, 1.5 * hourly * 40.0)  # the workday rate
    employ(state, 3, 2, 870.0, 40.0, 1.75 * hourly * 40.0)
    employ(state, 4, 2, 870.0)  # works none
    found = measure(state, "overtime_unpaid", "overtime_below_legal", "overtime_shortfall")
    assert found["overtime_unpaid"] == pytest.approx(1 / 4)
    assert found["overtime_below_legal"] == pytest.approx(2 / 4)
    assert found["overtime_shortfall"] == pytest.approx(1.0 - 4.25 / 7.0)


def test_strike_days_are_no_violation():
    state = hand_made()
    state.firms.hours_lost[2] = 0.5
    before = Before.of(state)
    state.firms.hours_lost[2] = 0.0
    employ(state, 0, 2, 435.0, 20.0, 1.75 * 5.0 * 20.0)
    found = measure(state, "under_minimum_base", "overtime_below_legal", "base_pay", "hours_lost", before=before)
    assert found == {
        "under_minimum_base": 0.0, "overtime_below_legal": 0.0, "base_pay": 435.0, "hours_lost": 0.5,
    }  # fmt: skip


def test_cover_contracts_and_wages_owed():
    state = hand_made()
    for row in range(4):
        employ(state, row, 1, 1000.0)
    state.workers.written_contract[:2] = state.workers.injury_cover[:3] = state.workers.pension_cover[:1] = True
    state.workers.arrears[:2] = [500.0, 0.5]  # half a yuan is rounding
    found = measure(state, "contract_share:migrants", "injury_cover", "pension_cover", "arrears_share")
    assert list(found.values()) == [0.5, 0.75, 0.25, 0.25]


def test_violation_intensity_is_weighted_by_employment():
    state = hand_made()
    for row in range(4):
        employ(state, row, 0 if row == 0 else 2, 1000.0)
    state.firms.violations[:, Violation.SAFETY] = [0.2, np.nan, 0.6, np.nan]  # firms without workers do not count
    assert measure(state, "intensity_safety")["intensity_safety"] == pytest.approx((0.2 + 3 * 0.6) / 4)


@pytest.mark.parametrize("threads", [False, True])
def test_counters_hold_more_workers_of_one_cell_than_a_word_does(threads, monkeypatch):
    monkeypatch.setattr(passes, "MANY", 0 if threads else 10**9)
    state = hand_made(5000 * passes.CHUNKS)
    workers = state.workers
    workers.employer[:], workers.city[:], workers.base_pay[:] = 2, 0, 435.0
    workers.written_contract[::2] = True
    state.firms.employment[2] = workers.employer.size
    found = measure(state, "employment", "under_minimum_base", "contract_share", "minimum_gap")
    assert found["employment"] == workers.employer.size
    assert found["under_minimum_base"] == 1.0
    assert found["contract_share"] == 0.5
    assert found["minimum_gap"] == pytest.approx(0.5)


# jobs


def test_who_left_who_changed_and_who_came():
    state = hand_made()
    for row, firm in enumerate([0, 0, 2, 2]):
        employ(state, row, firm, 1000.0)
    before = Before.of(state)
    workers = state.workers
    workers.employer[:5] = [0, -1, 0, 2, 2]  # one leaves the core, one moves into it, one comes to the supplier
    workers.city[1] = 0
    found = measure(state, "separation_rate", "separation_rate:core", "separation_rate:supplier", "job_change_rate",
                    "job_change_rate:core", "hiring_rate", "unemployment_rate", "at_home_share",
                    before=before)  # fmt: skip
    assert found["separation_rate"] == 2 / 4
    assert found["separation_rate:core"] == found["separation_rate:supplier"] == 1 / 2
    assert found["job_change_rate"] == 1 / 4
    assert found["job_change_rate:core"] == 0.0
    assert found["hiring_rate"] == 2 / 4
    assert found["unemployment_rate"] == 1 / 5
    assert found["at_home_share"] == 3 / 8
    assert np.isnan(measure(state, "separation_rate")["separation_rate"])


@pytest.mark.parametrize("move", [Move.CHANGED_JOB, Move.HIRED])
def test_a_new_job_in_the_row_of_the_old_one_counts(move):
    state = hand_made()
    for row in range(4):
        employ(state, row, 2, 1000.0)
    before = Before.of(state)
    state.workers.move[:] = [move, *[Move.STAYED] * 3, *[Move.WENT_HOME] * 4]
    found = measure(state, "separation_rate", "job_change_rate", "hiring_rate", before=before)
    assert found == {"separation_rate": 1 / 4, "job_change_rate": 1 / 4, "hiring_rate": 1 / 4}


def test_mobility_of_nobody_and_of_everybody():
    assert shorrocks(np.diag([3.0, 2.0, 0.0])) == 0.0
    assert shorrocks(np.full((3, 3), 5.0)) == pytest.approx(1.0)
    assert np.isnan(shorrocks(np.zeros((6, 6))))


def test_moves_between_segments_within_a_year():
    state = hand_made()
    for row, firm in enumerate([0, 0, 1, 2]):
        employ(state, row, firm, 1000.0, hukou=Hukou(row % 2))
    year_ago = np.array([Segment.CORE, Segment.SUPPLIER, Segment.CORE, Segment.SUPPLIER, *[Segment.RURAL] * 4], np.int8)
    moved = transitions(Snapshot(state, count(state, PLAN), year_ago))
    assert moved.sum() == 8
    assert moved[Segment.SUPPLIER, Segment.CORE, Hukou.URBAN] == 1
    assert share_into_core(moved[:, :, Hukou.URBAN]) == 0.5
    assert share_out_of_core(moved.sum(axis=2)) == 0.5


def test_dissimilarity_is_one_where_nobody_meets():
    state = hand_made()
    employ(state, 0, 0, 1000.0, hukou=Hukou.URBAN)
    employ(state, 1, 2, 1000.0)
    assert measure(state, "dissimilarity")["dissimilarity"] == 1.0
    employ(state, 2, 0, 1000.0)
    assert measure(state, "dissimilarity")["dissimilarity"] == 0.5


# firms and unrest


def test_markdown_is_weighted_by_employment():
    state = hand_made()
    state.firms.employment[:3] = [1, 3, 0]
    state.firms.mrpl[:] = [20.0, 30.0, np.nan, np.nan]
    state.firms.base_wage[:] = [10.0, 10.0, np.nan, np.nan]
    assert measure(state, "markdown")["markdown"] == pytest.approx((2.0 + 3 * 3.0) / 4)


def test_firms_by_hand():
    state = hand_made()
    firms = state.firms
    firms.employment[:], firms.vacancies[:] = [10, 30, 10, 0], [0, 10, 0, 7]
    firms.sales[:], firms.output[:], firms.capacity[:] = [300.0, 500.0, 200.0, 0.0], [200.0, 500.0, 100.0, 0.0], 400.0
    firms.parts_bill[:], firms.materials_bill[:] = [100.0, 200.0, 0.0, 0.0], [50.0, 100.0, 50.0, 0.0]
    firms.wage_bill[:], firms.insurance_bill[:] = [30.0, 90.0, 60.0, 0.0], [20.0, 30.0, 10.0, 0.0]
    firms.profit[:], firms.debt[:] = [60.0, -10.0, 0.0, 0.0], [0.0, 900.0, 100.0, 9.0]
    firms.union[:] = [Union.GENUINE, Union.CAPTURED, Union.NONE, Union.NONE]
    firms.struck[:] = [False, True, False, False]
    firms.closed[:], firms.active_share[:] = [False, False, False, True], [0.0, 0.5, 0.0, 0.0]
    found = measure(state)
    assert found["vacancy_rate"] == pytest.approx(10 / 60)
    assert found["price_index"] == pytest.approx(1000 / 800)
    assert found["utilisation"] == pytest.approx(800 / 1200)
    assert found["value_added"] == pytest.approx(500.0)
    assert found["profit_margin"] == pytest.approx(0.05)
    assert found["profit_margin:core"] == pytest.approx(0.2)
    assert found["labour_share"] == pytest.approx(240 / 500)
    assert found["private_over_nonprivate"] == pytest.approx((60 / 10) / (120 / 40))
    assert found["union_coverage"] == pytest.approx(0.2)
    assert found["captured_coverage"] == pytest.approx(0.6)
    assert found["ready_to_strike"] == pytest.approx(0.3)
    assert (found["strikes"], found["strikes:contract_manufacturer"], found["strikes:core"]) == (1, 1, 0)
    assert (found["firms"], found["failures"], found["minimum_wage"]) == (3, 1, MINIMUM)
    assert found["consumption"] == 5000.0
    real = measure(state, "value_added_real", "sales_real", "value_added_real:core", cpi_2010=2.2)  # prices are 1.1
    assert list(real.values()) == pytest.approx([2 * 500.0, 2 * 1000.0, 2 * 150.0])
    assert np.isnan(found["value_added_real"])  # prices of 2010 were not given


def test_real_pay_is_pay_in_yuan_of_2010():
    state = hand_made()  # consumer prices stand at 1.1
    employ(state, 0, 0, 1740.0, 0.0, 0.0, 260.0)
    employ(state, 1, 2, 870.0, 80.0, 600.0)
    found = measure(state, "earnings_real", "base_pay_real:core", "hourly_pay_real", cpi_2010=1.32)
    assert found["earnings_real"] == pytest.approx(1735.0 * 1.2)
    assert found["base_pay_real:core"] == pytest.approx(1740.0 * 1.2)
    assert found["hourly_pay_real"] == pytest.approx(3470.0 / (174.0 + 254.0) * 1.2)
