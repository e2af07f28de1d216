"""Minimum wages follow the notices, stand still, catch up, or are set by cities; none ever falls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment
from segsim.mechanisms.minimum_wage import Params, set_minimum_wages
from segsim.model import SegmentationModel
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_one

JULY, JANUARY = 18, 12


def cities_at(*wages: float, mean_pay: float = 2000.0, aim: float = 0.4):
    state = hand_state(cities=len(wages))
    cities = state.cities
    cities.minimum_wage[:] = [*wages, 0.0]
    cities.mean_earnings[:] = mean_pay
    cities.minimum_wage_ratio[:] = aim
    return state


def set_by(rule: str, state, dated=0.0, *, index: int = JANUARY, **levers):
    legal = np.append(np.broadcast_to(np.asarray(dated, float), state.cities.rows - 1), 0.0)
    set_minimum_wages(state, replace(Params(), rule=rule, **levers), moment(index, index % 12 + 1, minimum_wage=legal))
    return state.cities.minimum_wage[:-1]


def test_dated_notices_take_effect_in_their_month_and_never_cut():
    assert set_by("dated", cities_at(800.0, 800.0), [960.0, 700.0], index=JULY).tolist() == [960.0, 800.0]


def test_a_freeze_ignores_notices():
    assert set_by("frozen", cities_at(800.0), 960.0).tolist() == [800.0]


def test_a_freeze_before_the_first_notice_waits_for_it():
    assert set_by("frozen", cities_at(np.nan), 690.0).tolist() == [690.0]


@pytest.mark.parametrize(
    ("mean_pay", "expected"),
    [
        (3000.0, 960.0),  # half of pay is 1,500: a rise of 20 % at most
        (1700.0, 850.0),  # half of pay is within reach
        (1000.0, 800.0),  # above its aim already: not cut
    ],
)
def test_catch_up_closes_the_gap_by_at_most_its_step(mean_pay, expected):
    wages = set_by("catch_up", cities_at(800.0, mean_pay=mean_pay), 800.0, catch_up_ratio=0.5, catch_up_step=0.2)
    assert wages == pytest.approx([expected])


def test_catch_up_is_never_behind_the_notices_and_moves_by_itself_in_january_only():
    assert set_by("catch_up", cities_at(800.0), 900.0, index=JULY).tolist() == [900.0]
    assert set_by("catch_up", cities_at(800.0), 800.0, index=-12).tolist() == [800.0]


def test_catch_up_as_shipped_binds():
    # With an aim of half of mean pay one to three of these seven cities are above their notices in any year.
    words = ["minimum_wage=catch_up", "policy.from=start", "world=toy", "world.n_cities=7", "time.burn_in=6"]
    run = SegmentationModel(configuration(compose_one([*words, "time.end=2009-12"], conf_folders(None))).settings)
    while run.running:
        run.step()
    cities = run.state.cities
    above = cities.minimum_wage[:-1] > 1.01 * cities.published_minimum[:-1]
    assert above.mean() > 0.75


def test_a_city_without_peers_closes_its_own_gap():
    # ln rise = .5 (ln 1000 - ln 640) = ln 1.25, whatever weight neighbours have
    wages = set_by("endogenous", cities_at(640.0, mean_pay=2500.0), adjustment_rate=0.5, peer_elasticity=0.5)
    assert wages == pytest.approx([800.0])


def test_peers_pull_a_city_along():
    # Own rises: ln 1.25 for the first, none for the second, whose wage is above its aim.
    state = cities_at(640.0, 1200.0, mean_pay=2500.0)
    first, second = set_by("endogenous", state, adjustment_rate=0.5, peer_elasticity=0.4)
    assert first == pytest.approx(640.0 * 1.25**0.6)
    own = 0.5 * np.log(1000.0 / 1200.0)
    assert second == pytest.approx(1200.0 * np.exp(max(0.0, 0.6 * own + 0.4 * np.log(1.25))))
