"""Whom cities spare, when they start campaigns, who is fined wrongly, and how far enforcement can be foreseen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, received
from segsim.mechanisms.enforcement import (
    Params,
    capture_of,
    fine_compliant_firms,
    in_force,
    inspect,
    run_campaigns,
    shield_firms,
)
from segsim.state.codes import Owner

PLAIN = replace(Params(), inspection_rate=0.02, size_exponent=0.0)


def test_a_tied_large_firm_in_state_hands_is_spared_most():
    params = replace(Params(), capture_strength=0.4, ties_weight=0.5, revenue_weight=0.3, state_holding_weight=0.2)
    assert capture_of(params, 0.0, 0.0, False) == 0.0
    assert capture_of(params, 1.0, 10.0, True) == pytest.approx(0.4 * (0.5 + 0.15 + 0.2))
    assert capture_of(params, 1.0, 1e12, True) == pytest.approx(0.4)


def test_anti_corruption_breaks_ties_and_not_the_interest_in_revenue():
    state = hand_state(firms=3)
    firms = state.firms
    firms.connection[:] = [1.0, 1.0, 0.0]
    firms.owner[:] = [Owner.PRIVATE, Owner.JOINT_VENTURE, Owner.PRIVATE]
    params = replace(Params(), capture_strength=1.0, ties_weight=0.5, revenue_weight=0.0, state_holding_weight=0.2)
    shield_firms(state, params, moment())
    assert firms.capture == pytest.approx([0.5, 0.7, 0.0])
    state.nation.anti_corruption[:] = 0.8
    shield_firms(state, params, moment())
    assert firms.capture == pytest.approx([0.1, 0.3, 0.0])


def test_capture_moves_visits_and_does_not_end_them():
    state = hand_state(firms=4000)
    state.firms.capture[:2000] = 0.5
    inspect(state, replace(PLAIN, belief_half_life=1e-3), moment())
    # (1 - .5) and 1 over their mean of .75
    assert state.firms.inspection_belief[[0, -1]] == pytest.approx([0.02 * 2 / 3, 0.02 * 4 / 3])
    assert state.firms.inspection_belief.mean() == pytest.approx(0.02)


def test_a_rise_needs_time_against_lobbies_and_a_fall_does_not():
    assert in_force(0.02, 0.06, 0.25) == pytest.approx(0.03)
    assert in_force(0.06, 0.02, 0.25) == 0.02
    assert in_force(0.02, 0.06, 1.0) == 0.06
    state = hand_state()
    state.nation.reform_adjustment_rate[:], state.nation.inspection_rate[:] = 0.5, 0.02
    for month in range(3):
        inspect(state, replace(PLAIN, inspection_rate=0.04), moment(month))
    assert state.nation.inspection_rate[0] == pytest.approx(0.0375)


def test_a_disaster_starts_a_campaign_in_its_city_and_nowhere_else():
    state = hand_state(cities=2)
    state.cities.salience[:] = [1.0, 0.5, 9.0]
    params = replace(PLAIN, salience_threshold=1.0, disaster_campaigns=2.0, disaster_months=3, dismissal_risk=0.0)
    seen = []
    for month in range(4):
        run_campaigns(state, params, moment(month))
        seen.append(state.cities.campaign.tolist())
    assert seen == [[3.0, 1.0, 1.0]] * 3 + [[1.0, 1.0, 1.0]]
    assert state.cities.salience[0] == 0.0
    assert state.cities.salience[1] == pytest.approx(0.5 * 0.85**4)


def test_successors_of_the_dismissed_take_care_for_a_while():
    state = hand_state()
    state.cities.salience[0] = 5.0
    params = replace(PLAIN, dismissal_risk=1.0, disaster_campaigns=0.0, successor_effort=0.5, caution_half_life=12.0)
    run_campaigns(state, params, moment())
    assert state.cities.caution[0] == 0.5
    for month in range(12):
        run_campaigns(state, params, moment(month))
    assert state.cities.caution[0] == pytest.approx(0.25)
    inspect(state, PLAIN, moment())
    assert state.cities.inspection_rate[0] == pytest.approx(0.02 * 1.25)


def test_variance_is_that_of_the_rates_seen():
    state = hand_state()
    state.firms.mean_inspection_rate[:] = 0.02
    for month in range(24):
        inspect(state, PLAIN, moment(month))
    assert state.firms.belief_variance == pytest.approx(0.0)
    for month in range(4000):  # one and three times the half of .02 by turns: variance .01 squared, and its echo
        state.cities.campaign[:] = 0.5 if month % 2 else 1.5
        inspect(state, replace(PLAIN, averaging_months=120.0), moment(month))
    assert state.firms.belief_variance == pytest.approx(0.01**2, rel=0.02)


def campaign_state(campaign: float = 2.0):
    state = hand_state(workers=400, firms=400)
    hire(state, range(400))
    state.firms.deposits[:] = 1000.0
    state.firms.pay_ratio[:] = 1.0
    state.firms.inspected[:] = True
    state.firms.mean_inspection_rate[:] = 0.02
    state.cities.campaign[:] = campaign
    return state


def test_in_a_campaign_firms_that_obey_are_fined_and_a_part_is_overturned():
    state = campaign_state()
    state.firms.violations[200:] = 1.0  # half of the firms break everything: they are not fined wrongly
    fine_compliant_firms(
        state, replace(PLAIN, false_positive_rate=1.0, overturn_rate=0.5, false_positive_fine_size=1.0), moment()
    )
    fined = state.firms.false_positive_fine > 0.0
    assert not fined[200:].any()
    assert fined[:200].mean() == pytest.approx(0.5, abs=0.1)
    assert state.firms.false_positive_fine[fined] == pytest.approx(174.0)
    assert state.firms.deposits[fined] == pytest.approx(1000.0 - 174.0)
    total = 174.0 * fined.sum()
    assert received(state, "fines") == pytest.approx({"firms": -total, "cities": total})
    # All who obey reckon with it; half of the fines are overturned. What was seen of inspectors is another matter.
    assert state.firms.false_positive_at_visit == pytest.approx([87.0] * 200 + [0.0] * 200)
    assert not state.firms.belief_variance.any()


@pytest.mark.parametrize(
    ("campaign", "change", "feared"),
    [(1.0, {}, 87.0), (2.0, {"false_positive_rate": 0.0}, 0.0), (2.0, {"overturn_rate": 1.0}, 0.0)],
)
def test_nobody_is_fined_wrongly_out_of_campaign_or_with_full_recourse(campaign, change, feared):
    state = campaign_state(campaign)
    fine_compliant_firms(
        state, replace(PLAIN, **({"false_positive_rate": 1.0, "overturn_rate": 0.0} | change)), moment()
    )
    assert not state.firms.false_positive_fine.any()
    assert state.firms.false_positive_at_visit == pytest.approx(feared)  # of the next campaign; half a month's 174 yuan


def test_a_wrong_fine_takes_no_more_than_there_is():
    state = campaign_state()
    state.firms.deposits[:] = 100.0
    fine_compliant_firms(
        state, replace(PLAIN, false_positive_rate=1.0, overturn_rate=0.0, false_positive_fine_size=1.0), moment()
    )
    assert state.firms.deposits == pytest.approx(np.zeros(400))
