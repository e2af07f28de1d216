"""Cities are ranked, try things out, copy the best of their province, and spend what they do not keep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.local_government import Params, buy_services, hold_tournament, set_terms
from segsim.mechanisms.local_government.tournament import BOUNDS, change_score, rank, standing_score
from segsim.state.codes import Instrument, Region

PLAIN = {
    "growth_weight": 1.0, "revenue_weight": 0.5, "investment_weight": 0.0, "unrest_weight": 0.5,
    "pollution_weight": 0.0, "report_weight": 0.0, "state_holding_weight": 0.0, "promotion_base": -10.0,
    "promotion_slope": 0.0, "trial_step": 0.0, "trial_step_share": 0.0,
}  # fmt: skip
COPIES = replace(Params(), **PLAIN, imitation_probability=1.0, noise=0.0)
SEARCHES = replace(COPIES, imitation_probability=0.0, trial_step=0.1, trial_step_share=0.05)


def four_cities():
    """Three cities of one province and one alone; the second grows most, earns most and has no strikes."""
    state = hand_state(cities=4)
    cities = state.cities
    cities.province[:-1] = [0, 0, 0, 1]
    cities.output_last_year[:-1] = 100.0
    cities.output_year[:-1] = [105.0, 120.0, 105.0, 90.0]
    cities.revenue_last_year[:-1] = 100.0
    cities.revenue_year[:-1] = [10.0, 40.0, 30.0, 15.0]
    cities.land_revenue_year[:-1] = [0.0, 0.0, 0.0, 5.0]
    cities.strikes_year[:-1] = [3.0, 0.0, 1.0, 0.0]
    cities.enforcement_effort[:-1] = [1.0, 0.5, 2.0, 3.0]
    cities.minimum_wage_ratio[:-1] = [0.4, 0.3, 0.5, 0.6]
    cities.tax_rebate[:-1] = [0.1, 0.6, 0.1, 0.0]
    cities.land_discount[:-1] = 0.1
    cities.relocation_subsidy[:-1] = [0.0, 0.3, 0.0, 0.0]
    return state


def test_scores_add_ranks_and_ties_share_theirs():
    state = four_cities()
    hold_tournament(state, COPIES, moment())
    # ranks: growth 1/2, 1, 1/2, 0; revenue 0, 1, 2/3, 1/3; strikes 1, 1/6, 2/3, 1/6
    assert state.cities.score[:-1] == pytest.approx([0.0, 1 + 1 / 2 - 1 / 12, 1 / 2 + 1 / 3 - 1 / 3, 1 / 6 - 1 / 12])


def test_ranks_run_from_nothing_to_one():
    assert rank(np.array([3.0, 1.0, 2.0])).tolist() == [1.0, 0.0, 0.5]
    assert rank(np.zeros(4)).tolist() == [0.5] * 4


def test_cities_that_live_by_their_own_car_makers_weigh_revenue_more():
    cities = four_cities().cities
    params = replace(COPIES, growth_weight=0.0, unrest_weight=0.0, revenue_weight=1.0, state_holding_weight=2.0)
    cities.state_holding[:-1] = [0.5, 0.5, 0.0, 0.0]
    assert change_score(cities, 4, params) == pytest.approx([0.0, 2.0, 2 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("weight", "column", "sign"),
    [
        ("investment_weight", "interest", 1),
        ("pollution_weight", "pollution", -1),
        ("report_weight", "reported_metric", 1),
    ],
)
def test_every_weight_has_its_own_measure(weight, column, sign):
    cities = four_cities().cities
    params = replace(COPIES, growth_weight=0.0, revenue_weight=0.0, unrest_weight=0.0, **{weight: 3.0})
    getattr(cities, column)[:-1] = [-1.0, 2.0, 0.0, 1.0]
    found = change_score(cities, 4, params) + standing_score(cities, 4, params)
    assert found == pytest.approx([0.0, sign * 3.0, sign * 1.0, sign * 2.0])


def test_all_copy_the_best_of_their_own_province():
    state = four_cities()
    hold_tournament(state, COPIES, moment())
    assert state.cities.enforcement_effort[:-1].tolist() == [0.5, 0.5, 0.5, 3.0]
    assert state.cities.minimum_wage_ratio[:-1].tolist() == [0.3, 0.3, 0.3, 0.6]
    assert state.cities.tax_rebate[:-1].tolist() == [0.6, 0.6, 0.6, 0.0]
    assert state.cities.relocation_subsidy[:-1].tolist() == [0.3, 0.3, 0.3, 0.0]


@pytest.mark.parametrize(
    ("params", "when"),
    [(replace(COPIES, imitation_probability=0.0), moment()), (COPIES, moment(-12, 1)), (COPIES, moment(18, 7))],
    ids=["nobody copies or tries", "burn-in", "not January"],
)
def test_otherwise_cities_keep_their_instruments(params, when):
    state = four_cities()
    hold_tournament(state, params, when)
    assert state.cities.enforcement_effort[:-1] == pytest.approx([1.0, 0.5, 2.0, 3.0])
    assert state.cities.tax_rebate[:-1] == pytest.approx([0.1, 0.6, 0.1, 0.0])


def test_a_trial_paid_where_the_year_was_better_than_others_or_things_stand_better():
    state = four_cities()
    cities = state.cities
    cities.trial[:-1], cities.trial_step[:-1] = Instrument.TAX_REBATE, 0.03
    cities.tax_rebate[:-1] = 0.5
    cities.level_score[:-1] = [-2.0, -1 / 12, -1 / 3, -1.0]
    hold_tournament(state, SEARCHES, moment())
    # change less its mean: -1/4, 3/4, 1/12, -7/12; standing -1/2, -1/12, -1/3, -1/12: 3/2, 0, 0 and 11/12 better
    goes_on = np.isclose(cities.tax_rebate[:-1], 0.55) & np.isclose(cities.trial_step[:-1], 0.05)
    assert goes_on.all()


def test_a_trial_that_paid_goes_on_and_another_is_taken_back():
    state = four_cities()
    cities = state.cities
    cities.trial[:-1] = Instrument.ENFORCEMENT_EFFORT
    cities.trial_step[:-1] = -0.2
    hold_tournament(state, SEARCHES, moment())
    assert cities.enforcement_effort[1] == pytest.approx(0.5 * np.exp(-0.1))
    assert cities.trial_step[1] == pytest.approx(-0.1)
    for city, was in ((0, 1.0), (3, 3.0)):
        back = was * np.exp(0.2)
        again = cities.trial[city] == Instrument.ENFORCEMENT_EFFORT
        steps = [back * np.exp(0.1), back * np.exp(-0.1)] if again else [back]
        assert min(abs(cities.enforcement_effort[city] - np.array(steps))) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("seed", range(8))  # what is tried is drawn
def test_every_city_tries_one_thing_by_one_step(seed):
    state = four_cities()
    before = {name: getattr(state.cities, name).copy() for name in BOUNDS}
    hold_tournament(state, SEARCHES, moment(seed=seed))
    changed = {name: ~np.isclose(getattr(state.cities, name), was)[:-1] for name, was in before.items()}
    tried, step = state.cities.trial[:-1], state.cities.trial_step[:-1]
    # No more than the one it says that it tries, and that unless it stands at its end already.
    for code, name in enumerate(BOUNDS):
        assert changed[name].tolist() == ((tried == code) & ~np.isclose(step, 0.0)).tolist(), name
    assert sum(changed.values()).sum() > 0
    sizes = np.where(np.isin(tried, [Instrument.ENFORCEMENT_EFFORT, Instrument.MINIMUM_WAGE_RATIO]), 0.1, 0.05)
    at_end = (tried == Instrument.RELOCATION_SUBSIDY) | (tried == Instrument.TAX_REBATE)
    assert np.isclose(np.abs(step), sizes)[~at_end].all()
    for name, (low, high) in BOUNDS.items():
        assert ((getattr(state.cities, name)[:-1] >= low) & (getattr(state.cities, name)[:-1] <= high)).all(), name


def test_without_weights_trials_are_kept_by_the_toss_of_a_coin():
    kept = []
    for seed in range(60):
        state = four_cities()
        none = replace(SEARCHES, growth_weight=0.0, revenue_weight=0.0, unrest_weight=0.0)
        state.cities.trial[:-1], state.cities.trial_step[:-1] = Instrument.TAX_REBATE, 0.05
        hold_tournament(state, none, moment(seed=seed))
        goes_on = (state.cities.trial[:-1] == Instrument.TAX_REBATE) & np.isclose(state.cities.trial_step[:-1], 0.05)
        kept.append(goes_on.mean())
    assert 0.4 < np.mean(kept) < 0.65  # half, and some that try the same anew


def test_all_leaders_rise_where_promotion_is_sure_and_some_successors_bring_something_else():
    state = four_cities()
    hold_tournament(
        state, replace(COPIES, imitation_probability=0.0, promotion_base=2.0, promotion_slope=0.0), moment()
    )
    assert 2 <= state.cities.promoted[:-1].sum() <= 4
    state = four_cities()
    sure = replace(COPIES, imitation_probability=0.0, promotion_base=2.0, successor_change_probability=1.0)
    was = state.cities.enforcement_effort[:-1].copy()
    hold_tournament(state, sure, moment(seed=3))
    now = state.cities.enforcement_effort[:-1]
    assert set(np.round(now, 9)) <= {1.0, 0.5, 2.0, 3.0}
    assert (now != was).any()


def test_the_year_is_closed_in_january():
    state = four_cities()
    hold_tournament(state, COPIES, moment())
    cities = state.cities
    assert cities.output_last_year[:-1].tolist() == [105.0, 120.0, 105.0, 90.0]
    assert cities.revenue_last_year[:-1].tolist() == [10.0, 40.0, 30.0, 20.0]
    for name in ("output_year", "revenue_year", "land_revenue_year", "subsidies_year", "strikes_year"):
        assert not getattr(cities, name).any()


def test_errors_in_copying_stay_inside_the_bounds():
    state = four_cities()
    state.cities.tax_rebate[:-1] = 0.9
    hold_tournament(state, replace(COPIES, noise=0.3), moment())
    assert (state.cities.tax_rebate <= 0.9).all()


def test_the_centre_caps_gifts_lifts_effort_and_pays_for_the_way_inland():
    state = four_cities()
    state.cities.region[1] = Region.INLAND
    set_terms(state, replace(Params(), subsidy_cap=0.05, effort_floor=1.5, inland_promotion=0.4), moment(5, 6))
    assert state.nation.subsidy_cap[0] == 0.05
    assert state.cities.enforcement_effort[:-1].tolist() == [1.5, 1.5, 2.0, 3.0]
    assert state.cities.inland_subsidy.tolist() == [0.0, 0.4, 0.0, 0.0, 0.0]
    assert state.cities.tax_rebate[1] == 0.6, "what it would give is remembered for the day the cap falls"


def test_services_take_a_twelfth_of_what_lies_above_the_reserve():
    state = hand_state(cities=2)
    cities = state.cities
    cities.deposits[:-1] = [1000.0, 100.0]
    cities.revenue_year[:-1] = [500.0, 600.0]  # by June, with land: 100 a month
    cities.land_revenue_year[:-1] = [100.0, 0.0]
    buy_services(state, replace(Params(), reserve=4.0), moment(17, 6))
    assert cities.deposits[:-1] == pytest.approx([950.0, 100.0])
    assert received(state, "services") == pytest.approx({"cities": -50.0, "abroad": 50.0})
    assert np.all(cities.deposits >= 0.0)
