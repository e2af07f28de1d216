"""What the centre does about monopoly, graft, lobbies and whole sectors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place
from segsim.mechanisms import bargaining
from segsim.mechanisms.central_government import NO_CAP, Params, judge_sectors, push_reforms, reform_adjustment_rate
from segsim.mechanisms.orders import Params as Orders
from segsim.mechanisms.orders import set_prices
from segsim.state.codes import Industry, Tier

AUTO_LEAD, IT_LEAD = 0, 4


def test_harder_law_names_more_leads_of_the_industry_and_leaves_each_the_fair_margin():
    state = hand_state()
    markets, usual = state.markets, replace(Params(), cases_share=0.3, fair_margin=0.15)
    judge_sectors(state, usual, moment())
    assert (markets.margin_cap == NO_CAP).all()
    assert not markets.named_share.any()
    judge_sectors(state, replace(usual, competition_cases=0.5), moment())
    assert (markets.margin_cap[AUTO_LEAD], markets.named_share[AUTO_LEAD]) == pytest.approx((0.15, 0.15))
    assert (np.delete(markets.margin_cap, AUTO_LEAD) == NO_CAP).all()
    assert not np.delete(markets.named_share, AUTO_LEAD).any()
    judge_sectors(state, replace(usual, competition_cases=2.0, competition_industry="all"), moment())
    assert markets.margin_cap[[AUTO_LEAD, IT_LEAD]] == pytest.approx(0.15)
    assert markets.named_share[[AUTO_LEAD, IT_LEAD]] == pytest.approx(0.6)
    judge_sectors(state, replace(usual, competition_cases=2.0, cases_share=0.8), moment())
    assert markets.named_share[AUTO_LEAD] == 1.0
    judge_sectors(state, usual, moment())
    assert not markets.named_share.any()


def test_named_leads_sell_at_cost_and_fair_margin():
    state = hand_state(workers=2)
    place(state, range(2), Industry.AUTO, Tier.LEAD)
    hire(state, [0, 1])
    state.firms.base_wage[:], state.firms.productivity[:] = 0.5, 1.0
    state.firms.pay_ratio[:] = 1.0
    judge_sectors(state, replace(Params(), competition_cases=1.0, cases_share=1.0, fair_margin=0.1), moment())
    set_prices(state, replace(Orders(), adjustment_rate=1.0), moment())
    assert state.firms.price == pytest.approx(1.1 * state.firms.unit_cost)


def test_a_crackdown_hits_one_sector_and_is_feared_for_long():
    state = hand_state()
    hard = replace(
        Params(),
        crackdown_industry="it",
        crackdown_strength=0.5,
        crackdown_demand_loss=0.4,
        risk_decay_rate=0.1,
        feared_crackdowns=2.0,
        crackdown_value_loss=0.4,
    )
    judge_sectors(state, hard, moment())
    # twice a year a fifth of what capital is worth: 2 x .2^2
    assert state.markets.policy_risk == pytest.approx([0.0] * 4 + [0.08] * 4)
    assert state.markets.demand_loss == pytest.approx([0.0] * 4 + [0.2] * 4)
    over = replace(hard, crackdown_industry="none")
    for _ in range(2):
        judge_sectors(state, over, moment())
    assert state.markets.policy_risk == pytest.approx([0.0] * 4 + [0.08 * 0.81] * 4)
    assert not state.markets.demand_loss.any()


def allied(gains: list[float], ties: list[float], effort: float = 1.0):
    """A core firm beside a supplier, with these profits and ties; both with one worker."""
    state = hand_state(workers=2)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    hire(state, [0, 1])
    state.firms.profit_trend[:], state.firms.connection[:] = gains, ties
    state.cities.enforcement_effort[:] = effort
    return state


@pytest.mark.parametrize(
    ("gains", "ties", "effort", "weight"),
    [
        ([30.0, 10.0], [0.8, 1.0], 1.0, 0.6),  # three quarters of profit, tied by .8; suppliers are no allies
        ([30.0, 10.0], [0.0, 1.0], 1.0, 0.0),
        ([-30.0, 10.0], [1.0, 1.0], 1.0, 0.0),  # who earns nothing has nothing to lobby with
        ([0.0, 0.0], [1.0, 1.0], 0.7, 0.3),  # cities that look away resist by themselves
        ([0.0, 0.0], [1.0, 1.0], 2.0, 0.0),
    ],
)
def test_allied_profit_and_lax_cities_delay_reform(gains, ties, effort, weight):
    state = allied(gains, ties, effort)
    push_reforms(state, replace(Params(), lobbying_strength=10.0), moment())
    assert state.nation.reform_adjustment_rate[0] == pytest.approx(1.0 / (1.0 + 10.0 * weight))


def test_without_lobbying_reform_is_at_once():
    assert reform_adjustment_rate(0.0, 0.9) == 1.0
    state = allied([1.0, 0.0], [1.0, 0.0])
    push_reforms(state, replace(Params(), lobbying_strength=0.0, anti_corruption=0.3), moment())
    assert state.nation.reform_adjustment_rate[0] == 1.0
    assert state.nation.anti_corruption[0] == 0.3


def test_newly_ordered_unions_gain_force_at_the_adjustment_rate_of_reform():
    state = hand_state()
    captured = replace(bargaining.Params(), coverage=1.0)
    genuine = replace(captured, representation="genuine", voice=3.0)
    state.nation.reform_adjustment_rate[:] = 0.5
    bargaining.set_floors(state, captured, moment())
    assert state.nation.union_force[0] == 0.0
    seen = []
    for _ in range(2):
        bargaining.set_floors(state, genuine, moment())
        seen.append(float(state.firms.voice[0]))
    assert seen == pytest.approx([2.0, 2.5])
