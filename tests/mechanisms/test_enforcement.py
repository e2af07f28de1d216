"""How often inspectors come, whom they visit, and what firms believe."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment
from segsim.mechanisms.enforcement import Params, campaign_intensity, inspect, run_campaigns
from segsim.mechanisms.enforcement.campaigns import announced_variance, correlated_months
from segsim.mechanisms.enforcement.inspection import reckoned_variance

CAMPAIGN = replace(Params(), style="campaign", campaign_share=0.15, campaign_length=6.0, campaign_multiplier=5.0)


def test_the_rate_of_a_city_is_the_national_one_times_its_effort():
    state = hand_state(cities=2)
    state.cities.enforcement_effort[:] = [0.5, 2.0, 1.0]
    inspect(state, replace(Params(), inspection_rate=0.02, complaint_slope=0.4), moment())
    assert state.cities.inspection_rate[:-1] == pytest.approx([0.01, 0.04])
    assert state.cities.complaint_slope == pytest.approx(0.4)


def test_half_of_a_surprise_is_learnt_in_a_half_life():
    state = hand_state()
    state.firms.inspection_belief[:] = 0.0
    for month in range(3):
        inspect(state, replace(Params(), inspection_rate=0.08, belief_half_life=3.0), moment(month))
    assert state.firms.inspection_belief == pytest.approx(0.04)


def test_a_new_firm_believes_what_it_sees():
    state = hand_state()
    state.firms.inspection_belief[:] = np.nan
    inspect(state, replace(Params(), inspection_rate=0.08), moment())
    assert state.firms.inspection_belief == pytest.approx(0.08)


def test_large_firms_are_visited_more_and_failed_ones_not_at_all():
    state = hand_state(workers=0, firms=6000)
    firms = state.firms
    firms.employment[:2000], firms.employment[2000:4000], firms.employment[4000:] = 10, 160, 10
    firms.alive[4000:] = False  # mean employment of living firms: 85
    inspect(state, replace(Params(), inspection_rate=0.1, size_exponent=0.5), moment())
    small, large = firms.inspected[:2000].mean(), firms.inspected[2000:4000].mean()
    assert small == pytest.approx(0.1 * np.sqrt(10 / 85), abs=0.012)
    assert large == pytest.approx(0.1 * np.sqrt(160 / 85), abs=0.024)
    assert not firms.inspected[4000:].any()


@pytest.mark.parametrize(
    ("rate", "exponent", "visited"),
    [(0.0, 0.0, [False, False]), (1.0, 0.0, [True, True]), (0.5, 1.0, [True, False]), (0.0, 1.0, [False, False])],
)
def test_nobody_is_visited_at_rate_zero_and_every_giant_at_a_chance_of_one(rate, exponent, visited):
    state = hand_state(workers=0, firms=40)
    state.firms.employment[:20] = 1_000_000  # as many empty firms: one head against 500,000 on average
    inspect(state, replace(Params(), inspection_rate=rate, size_exponent=exponent), moment())
    assert state.firms.inspected.tolist() == [visited[0]] * 20 + [visited[1]] * 20


def test_campaigns_keep_the_mean_rate():
    # 15 % of months at 5 times, the others at (1 - .75) / .85; spells of 6 months are about 900 in 36,000 months
    months = np.concatenate([campaign_intensity(CAMPAIGN, moment(index), 30) for index in range(0, 1200, 12)])
    on, off = 5.0, 0.25 / 0.85
    assert set(np.round(months, 9)) == {on, round(off, 9)}
    share = (months == on).mean()
    assert share == pytest.approx(0.15, abs=4 * np.sqrt(0.15 * 0.85 / months.size) * 1.6)
    assert CAMPAIGN.campaign_share * months.max() + (1.0 - CAMPAIGN.campaign_share) * months.min() == pytest.approx(1.0)


def test_spells_last_as_long_as_they_should():
    months = np.array([campaign_intensity(CAMPAIGN, moment(index), 1)[0] for index in range(2400)]) == 5.0
    spells = np.flatnonzero(np.diff(np.concatenate([[0], months.astype(int), [0]])))
    lengths = spells[1::2] - spells[::2]
    assert lengths.mean() == pytest.approx(6.0, abs=3 * lengths.std() / np.sqrt(lengths.size))


def test_a_campaign_cannot_be_stronger_than_its_mean_allows():
    strong = replace(CAMPAIGN, campaign_share=0.25, campaign_multiplier=20.0)
    values = {campaign_intensity(strong, moment(index), 1)[0] for index in range(0, 400, 5)}
    assert values == {0.0, 4.0}


def test_each_city_has_campaigns_of_its_own():
    months = np.array([campaign_intensity(CAMPAIGN, moment(index), 8) for index in range(0, 12_000, 12)])
    alike = np.corrcoef(months.T)[np.triu_indices(8, 1)]
    assert np.abs(alike).max() < 4.0 / np.sqrt(months.shape[0])
    # Another city shifts nobody's draws, another seed all of them.
    assert (campaign_intensity(CAMPAIGN, moment(7), 9)[:8] == campaign_intensity(CAMPAIGN, moment(7), 8)).all()
    other = np.array([campaign_intensity(CAMPAIGN, moment(index, seed=2), 8) for index in range(0, 12_000, 12)])
    assert np.abs([np.corrcoef(one, two)[0, 1] for one, two in zip(months.T, other.T, strict=True)]).max() < 0.13


def test_the_style_is_of_cities_and_a_dated_campaign_is_of_the_nation():
    state = hand_state(cities=40)
    run_campaigns(state, CAMPAIGN, moment())
    assert set(np.round(state.cities.campaign, 9)) == {5.0, round(0.25 / 0.85, 9)}
    run_campaigns(state, replace(CAMPAIGN, style="steady", national_campaign=0.5), moment())
    assert state.cities.campaign.tolist() == [1.5] * 41


def test_variance_that_a_style_announces():
    assert announced_variance(Params()) == 0.0  # steady
    assert announced_variance(CAMPAIGN) == pytest.approx(0.15 * 25.0 + 0.85 * (0.25 / 0.85) ** 2 - 1.0)
    none = replace(CAMPAIGN, campaign_multiplier=1.0)
    assert announced_variance(none) == pytest.approx(0.0)


@pytest.mark.parametrize(("share", "length"), [(0.15, 6.0), (0.15, 1.0), (0.4, 12.0), (0.5, 2.0)])
def test_months_of_a_campaign_come_together(share, length):
    # 1 + 2 (sum of the correlations over all months between), by the powers of the chain's table of moves
    stop = 1.0 / length
    start = stop * share / (1.0 - share)
    moves, state = np.array([[1.0 - stop, stop], [start, 1.0 - start]]), np.array([1.0, 0.0])
    total = 1.0
    for month in range(1, 400):
        on_again = (state @ np.linalg.matrix_power(moves, month))[0]
        total += 2.0 * (on_again - share) / (1.0 - share)
    params = replace(CAMPAIGN, campaign_share=share, campaign_length=length)
    assert correlated_months(params) == pytest.approx(total, abs=1e-6)


def test_half_of_what_is_feared_was_seen_and_half_is_announced():
    # a usual rate of .01 and a seen variance of .0001; 2 x 6 x .85 - 1 = 9.2 months to one
    announced = 0.01**2 * announced_variance(CAMPAIGN)
    half = reckoned_variance(1e-4, 0.01, replace(CAMPAIGN, announced_weight=0.5))
    assert half == pytest.approx(12.0 * 9.2 * (0.5 * announced + 0.5 * 1e-4))
    assert reckoned_variance(1e-4, 0.01, replace(CAMPAIGN, announced_weight=0.0)) == pytest.approx(12.0 * 9.2 * 1e-4)
    assert reckoned_variance(1e-4, 0.01, replace(Params(), announced_weight=1.0)) == 0.0


@pytest.mark.parametrize("campaign", [1.0, 5.0])
def test_a_firm_in_its_first_quiet_month_fears_what_is_announced(campaign):
    state = hand_state(firms=4, cities=2)
    state.firms.city[:] = [0, 0, 1, 1]
    state.cities.enforcement_effort[:] = [1.0, 0.5, 1.0]
    state.cities.campaign[:] = campaign  # what is announced does not hang on the state of this month
    state.firms.capture[:] = [0.0, 0.5, 0.0, 0.5]
    params = replace(CAMPAIGN, inspection_rate=0.02, size_exponent=0.0, announced_weight=1.0)
    inspect(state, params, moment())
    usual = np.array([0.02 * 4 / 3, 0.02 * 2 / 3, 0.01 * 4 / 3, 0.01 * 2 / 3])  # the spared are visited half as often
    assert state.firms.visits_variance == pytest.approx(12.0 * 9.2 * announced_variance(CAMPAIGN) * usual**2)
