"""Does every component of a score count? Each is worked out by hand with all of them, and without each in turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment
from segsim.mechanisms import evaluation, hukou, local_government

# Ranks of three cities run 0, 1/2, 1. The weights are powers of two, so that no two sums without a part are the same.
TOURNAMENT = replace(
    local_government.Params(), growth_weight=1.0, revenue_weight=2.0, investment_weight=4.0, report_weight=8.0,
    unrest_weight=16.0, pollution_weight=32.0, state_holding_weight=0.5,
)  # fmt: skip
THREE = {
    "output_year": [100.0, 120.0, 220.0], "output_last_year": [100.0, 100.0, 200.0],  # growth: 0, 1, 1/2
    "revenue_year": [30.0, 10.0, 20.0], "land_revenue_year": [0.0, 2.0, 25.0],
    "revenue_last_year": [100.0, 20.0, 100.0],  # .3, .6 and .45 of the last year's: 0, 1, 1/2
    "state_holding": [0.0, 0.0, 0.4],  # the third weighs revenue by 2 x 1.2
    "interest": [3.0, 1.0, 2.0], "employed": [1, 1, 10],  # 3, 1, .2: 1, 1/2, 0
    "reported_metric": [1.0, 3.0, 2.0],  # 0, 1, 1/2
    "strikes_year": [2.0, 0.0, 1.0],  # 1, 0, 1/2
    "pollution": [1.0, 2.0, 3.0],  # 0, 1/2, 1
}  # fmt: skip


def tournament(**without):
    """Scores of three cities, without some weights or with other columns."""
    weights = {name: value for name, value in without.items() if name.endswith("_weight")}
    state = hand_state(cities=3)
    for name, values in {**THREE, **without}.items():
        if name not in weights:
            getattr(state.cities, name)[:-1] = values
    local_government.hold_tournament(state, replace(TOURNAMENT, **weights), moment(-12))  # before anybody acts on it
    return state.cities.score[:-1]


# By city: growth + revenue + investment + report - unrest - pollution
WHOLE = np.array([0 + 0 + 4 + 0 - 16 - 0, 1 + 2 + 2 + 8 - 0 - 16, 0.5 + 1.2 + 0 + 4 - 8 - 32])


@pytest.mark.parametrize(
    ("without", "change"),
    [
        ({}, [0, 0, 0]),
        ({"growth_weight": 0.0}, [0, -1, -0.5]),
        ({"output_last_year": 100.0}, [0, -0.5, 0.5]),  # 1, 1.2, 2.2: growth 0, 1/2, 1
        ({"revenue_weight": 0.0}, [0, -2, -1.2]),
        ({"state_holding_weight": 0.0}, [0, 0, -0.2]),
        ({"state_holding": 0.0}, [0, 0, -0.2]),
        ({"land_revenue_year": 0.0}, [1, 0, -1.2]),  # .3, .5, .2: 1/2, 1, 0
        ({"revenue_year": 0.0}, [0, -1, 1.2]),  # 0, .1, .25: 0, 1/2, 1
        ({"revenue_last_year": 100.0}, [1, -2, 1.2]),  # .3, .12, .45: 1/2, 0, 1
        ({"investment_weight": 0.0}, [-4, -2, 0]),
        ({"employed": 1}, [0, -2, 2]),  # 3, 1, 2: 1, 0, 1/2
        ({"report_weight": 0.0}, [0, -8, -4]),
        ({"unrest_weight": 0.0}, [16, 0, 8]),
        ({"pollution_weight": 0.0}, [0, 16, 32]),
    ],
    ids=str,
)
def test_the_tournament_weighs_all_its_measures(without, change):
    assert tournament(**without) == pytest.approx(WHOLE + change)


POINTS = replace(
    hukou.Params(), rule="points", talent=2.0, full_months=60.0, minimum_stay=0.0, skill_weight=1.0, insured_weight=2.0,
    income_weight=4.0, stay_weight=8.0,
)  # fmt: skip
MIGRANT = {"skill": 1.0, "months_insured": 12, "earnings": 1500.0, "tenure": 6, "mean_earnings": 3000.0}


def points(**without):
    """Points of a migrant: half of full skill, a fifth of the months, a quarter of full pay, a tenth of the stay."""
    weights = {name: value for name, value in without.items() if name.endswith("_weight")}
    state = hand_state(workers=1, firms=1)
    hire(state, [0])
    for name, value in {**MIGRANT, **without}.items():
        if name not in weights:
            getattr(state.workers if hasattr(state.workers, name) else state.cities, name)[:] = value
    hukou.admit(state, replace(POINTS, **weights), moment())
    return state.workers.points[0]


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ({}, (0.5 + 0.4 + 1.0 + 0.8) / 15),
        ({"skill": 0.0}, (0.4 + 1.0 + 0.8) / 15),
        ({"months_insured": 0}, (0.5 + 1.0 + 0.8) / 15),
        ({"earnings": 0.0}, (0.5 + 0.4 + 0.8) / 15),
        ({"tenure": 0}, (0.5 + 0.4 + 1.0) / 15),
        ({"mean_earnings": 1500.0}, (0.5 + 0.4 + 2.0 + 0.8) / 15),
        ({"skill_weight": 0.0}, (0.4 + 1.0 + 0.8) / 14),
        ({"insured_weight": 0.0}, (0.5 + 1.0 + 0.8) / 13),
        ({"income_weight": 0.0}, (0.5 + 0.4 + 0.8) / 11),
        ({"stay_weight": 0.0}, (0.5 + 0.4 + 1.0) / 7),
    ],
    ids=str,
)
def test_points_for_hukou_weigh_skill_insurance_pay_and_stay(without, expected):
    assert points(**without) == pytest.approx(expected, rel=1e-6)


METRICS = replace(
    evaluation.Params(), rule="metric", ties=1.0, weight_research=1.0, weight_growth=2.0, weight_jobs=4.0
)  # fmt: skip
REPORT = {
    "research_share": 0.01,
    "relabelled": 0.02,
    "connection": 0.5,
    "last_size": 1000.0 * np.exp(-0.1),
    "employment": 1,
}


def seen(**without):
    """What metrics make of a firm beside another of the same sales that scores .58: its share of the awards is
    x / (x + .58). Reported research .01 + .5 x .02, growth .1, and a worker of 50 yuan in sales of 1,000.
    """
    weights = {name: value for name, value in without.items() if name.startswith("weight_")}
    state = hand_state(workers=0, firms=2)
    firms = state.firms
    firms.last_size[:], firms.last_productivity[:] = 1000.0, 1.0
    firms.research_share[1] = 0.58
    state.cities.minimum_wage[:] = 50.0
    for name, value in {**REPORT, **without}.items():
        if name not in weights:
            getattr(firms, name)[0] = value
    evaluation.judge_reports(state, replace(METRICS, **weights), moment())
    award = firms.award[0]
    return award / (1.0 - award) * 0.58 if weights.get("weight_research") != 0.0 else award


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ({}, 0.02 + 0.2 + 0.2),
        ({"research_share": 0.0}, 0.01 + 0.2 + 0.2),
        ({"relabelled": 0.0}, 0.01 + 0.2 + 0.2),
        ({"connection": 0.0}, 0.01 + 0.2 + 0.2),
        ({"last_size": 1000.0}, 0.02 + 0.2),
        ({"employment": 0}, 0.02 + 0.2),
        ({"weight_growth": 0.0}, 0.02 + 0.2),
        ({"weight_jobs": 0.0}, 0.02 + 0.2),
        ({"weight_research": 0.0}, 1.0),  # the other firm has nothing else to show
    ],
    ids=str,
)
def test_awards_look_at_reported_research_growth_and_jobs(without, expected):
    assert seen(**without) == pytest.approx(expected)
