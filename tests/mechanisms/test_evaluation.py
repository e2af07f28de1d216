"""Who is awarded, what managers and governments report, what audits find, and who takes the quiet way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.evaluation import (
    Params,
    improve_quietly,
    judge_reports,
    pay_awards,
    record_research,
    report_growth,
)
from segsim.mechanisms.evaluation.awards import fakes, real_research, score
from segsim.mechanisms.evaluation.cities import over_reporting
from segsim.mechanisms.evaluation.unmeasured import taken
from segsim.state.codes import Industry

RESEARCH = replace(Params(), weight_research=1.0, weight_growth=0.0, weight_jobs=0.0, award_budget=0.1, fake_cost=50.0)


def judged(**sizes):
    """Firms with sales of 1,000 and research of a hundredth of them, in cities with a revenue of 1,200."""
    state = hand_state(**sizes)
    firms = state.firms
    firms.last_size[:], firms.last_productivity[:] = firms.expected_demand, firms.productivity
    firms.research_share[:] = 0.01
    state.cities.revenue_year[:] = 1200.0
    state.cities.minimum_wage[:] = 500.0
    return state


def test_money_goes_by_sales_times_score_and_a_reported_yuan_has_its_price():
    state = judged(firms=2)
    state.firms.research_share[:] = [0.01, 0.03]
    judge_reports(state, RESEARCH, moment())
    assert state.cities.award_money[0] == pytest.approx(10.0)  # a tenth of 1,200 a year
    assert state.firms.award == pytest.approx([0.25, 0.75])
    assert state.cities.award_price[0] == pytest.approx(10.0 / 40.0)  # 40 yuan of research reported


def test_managers_answer_to_the_price():
    # b = .25: real research a third more, fakes b kappa / cost
    state = judged(firms=2)
    state.firms.research_share[:] = [0.01, 0.03]
    state.firms.connection[:] = [0.0, 0.8]
    judge_reports(state, RESEARCH, moment())
    assert state.firms.induced_research == pytest.approx([0.01 / 3, 0.01])
    assert state.firms.relabelled == pytest.approx([0.0, 0.25 * 0.8 / 50.0])


def test_what_awards_drew_is_not_taken_for_what_firms_do_anyway():
    assert real_research(0.01, 0.5) == pytest.approx(0.02)
    state = judged(firms=1)
    state.firms.research_share[:], state.firms.induced_research[:] = 0.02, 0.01
    judge_reports(state, RESEARCH, moment())
    assert state.cities.award_price[0] == pytest.approx(0.5)
    assert state.firms.induced_research[0] == pytest.approx(0.01)  # 0.01 / (1 - .5) - .01


@pytest.mark.parametrize(
    ("rate", "fine", "left"), [(0.0, 1.0, 1.0), (0.25, 1.0, 0.5), (0.5, 1.0, 0.0), (0.9, 5.0, 0.0)]
)
def test_audits_deter(rate, fine, left):
    params = replace(RESEARCH, rule="audited", audit_rate=rate, audit_fine=fine)
    assert fakes(params, 0.2, 0.5) == pytest.approx(left * 0.2 * 0.5 / 50.0)
    assert fakes(replace(params, rule="metric"), 0.2, 0.5) == pytest.approx(0.2 * 0.5 / 50.0)


def test_fakes_that_pass_are_awarded_and_those_that_are_found_are_fined():
    state = judged(firms=2)
    firms = state.firms
    firms.relabelled[:], firms.connection[:], firms.deposits[:] = [0.02, 0.0], 0.5, 1000.0
    judge_reports(state, RESEARCH, moment())
    assert firms.award == pytest.approx([2 / 3, 1 / 3])  # half of the fake passes: .01 + .01 against .01
    state = judged(firms=2)
    firms = state.firms
    firms.relabelled[:], firms.connection[:], firms.deposits[:] = [0.02, 0.0], 0.5, 1000.0
    state.cities.award_price[:] = 0.1
    judge_reports(state, replace(RESEARCH, rule="audited", audit_rate=1.0, audit_fine=2.0), moment())
    assert firms.award == pytest.approx([0.5, 0.5])
    assert firms.outlays == pytest.approx([2.0 * 0.1 * 0.01 * 1000.0 * 12.0, 0.0])
    assert received(state, "fines") == pytest.approx({"firms": -24.0, "cities": 24.0})


def test_a_fine_takes_no_more_than_there_is():
    state = judged(firms=1)
    state.firms.relabelled[:], state.firms.connection[:], state.firms.deposits[:] = 0.02, 1.0, 3.0
    state.cities.award_price[:] = 0.5
    judge_reports(state, replace(RESEARCH, rule="audited", audit_rate=1.0, audit_fine=2.0), moment())
    assert state.firms.deposits[0] == pytest.approx(0.0)
    assert state.firms.outlays[0] == pytest.approx(3.0)


def test_a_lottery_shares_the_same_money_and_pays_for_no_report():
    state = judged(workers=0, firms=4000)
    judge_reports(state, replace(RESEARCH, rule="lottery", winner_share=0.2), moment())
    won = state.firms.award > 0.0
    assert won.mean() == pytest.approx(0.2, abs=4 * np.sqrt(0.16 / 4000))
    assert state.firms.award.sum() == pytest.approx(1.0)
    assert state.cities.award_money[0] == pytest.approx(10.0)
    assert not state.cities.award_price.any()
    assert not state.firms.induced_research.any()
    assert not state.firms.relabelled.any()


def test_growth_and_jobs_count_by_their_weights_and_shrinking_is_not_punished():
    params = replace(Params(), weight_research=2.0, weight_growth=0.5, weight_jobs=0.1)
    assert score(params, 0.01, np.array([0.2, -0.2]), 0.3) == pytest.approx([0.02 + 0.1 + 0.03, 0.02 + 0.03])


def test_lines_shift_to_the_awarded_and_the_mean_line_stays():
    state = judged(firms=2)
    state.firms.research_share[:] = [0.01, 0.03]
    judge_reports(state, replace(RESEARCH, credit_award=0.1), moment())
    assert state.firms.credit_bonus == pytest.approx([-0.05, 0.05])


def test_true_growth_is_that_of_the_year():
    state = judged(firms=2)
    state.firms.productivity[:] = [np.e, 1.0]
    judge_reports(state, RESEARCH, moment())
    assert state.firms.true_growth == pytest.approx([1.0, 0.0])
    judge_reports(state, RESEARCH, moment(24))
    assert state.firms.true_growth == pytest.approx([0.0, 0.0])


def test_nothing_is_judged_but_in_january():
    state = judged(firms=2)
    before = state.hash()
    judge_reports(state, RESEARCH, moment(month=6))
    report_growth(state, RESEARCH, moment(month=6))
    assert state.hash() == before


def test_cities_pay_what_they_have_and_failed_firms_get_nothing():
    state = judged(firms=3, cities=2)
    firms, cities = state.firms, state.cities
    firms.city[:], firms.alive[:], firms.award[:] = [0, 0, 1], [True, False, True], [0.5, 0.5, 1.0]
    cities.award_money[:2], cities.deposits[:2] = 10.0, [100.0, 4.0]
    pay_awards(state, RESEARCH, moment())
    assert firms.awarded == pytest.approx([5.0, 0.0, 4.0])
    assert firms.subsidies == pytest.approx(firms.awarded)
    assert cities.deposits[:2] == pytest.approx([95.0, 0.0])
    assert received(state, "awards") == pytest.approx({"firms": 9.0, "cities": -9.0})


def test_recorded_research_follows_what_is_spent():
    state = judged(firms=2)
    state.firms.sales[:], state.firms.research[:] = [1000.0, 0.0], [50.0, 0.0]
    record_research(state, RESEARCH, moment())
    assert state.firms.research_share == pytest.approx([0.01 + 0.15 * 0.04, 0.01])


def test_governments_add_something_and_less_where_the_centre_looks():
    params = replace(Params(), over_reporting=0.05, central_audit=0.25, audit_fine=1.0)
    assert over_reporting(params, 1.0) == pytest.approx(0.025)
    assert over_reporting(replace(params, central_audit=0.5), 1.0) == 0.0
    state = judged(cities=2)
    state.cities.output_year[:2], state.cities.output_last_year[:2] = [110.0, 50.0], [100.0, 0.0]
    report_growth(state, params, moment())
    assert state.cities.reported_metric[:2] == pytest.approx(
        np.array([1.1, 1.0]) * (1.0 + state.cities.over_reporting[:2])
    )
    assert (state.cities.over_reporting <= 0.05).all()


def test_the_quiet_way_spreads_by_imitation_and_less_where_metrics_pay():
    params = replace(Params(), discovery=0.01, imitation=0.04, distraction=5.0)
    assert taken(params, 0.0, 0.5) == pytest.approx(0.03)
    assert taken(params, 0.2, 0.5) == pytest.approx(0.03 / np.e)


def test_the_unmeasured_practice_raises_tfp_while_it_is_known():
    state = judged(workers=0, firms=2000)
    firms = state.firms
    firms.industry[:1000] = Industry.IT
    firms.unmeasured_practice[1000:] = True
    params = replace(Params(), discovery=0.1, imitation=0.4, option_loss=0.2, option_gain=0.03)
    improve_quietly(state, params, moment())
    took, lost = firms.unmeasured_practice[:1000], ~firms.unmeasured_practice[1000:]
    assert took.mean() == pytest.approx(0.1, abs=0.04)
    assert lost.mean() == pytest.approx(0.2, abs=0.05)
    assert firms.log_tfp[:1000] == pytest.approx(0.03 * took)
    assert firms.log_tfp[1000:] == pytest.approx(-0.03 * lost)
