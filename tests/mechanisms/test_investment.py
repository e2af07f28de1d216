"""Building, machines and training: cases worked out by hand, limits of money, doubt and poaching."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, received, vector
from segsim.mechanisms.investment import Params, automate, invest, train
from segsim.mechanisms.investment.capacity import borrowed, option_hurdle, share_at_stake
from segsim.mechanisms.investment.machines import asked_return, machine_price, target_machines
from segsim.mechanisms.investment.training import training_share
from segsim.state.codes import Owner

CALM = option_hurdle(0.2**2, 0.08, 0.08)
STILL = replace(Params(), adjustment_rate=0.5, largest_rise=0.2, state_loans=0.5)


def building(params=STILL, **columns):
    state = hand_state(firms=1)
    firms = state.firms
    firms.expected_demand[:], firms.deposits[:], firms.hurdle[:] = 800.0, 1e9, CALM
    state.markets.capital_per_unit[:] = 2.0
    for name, value in columns.items():
        table = {"policy_risk": state.markets, "cpi": state.nation}.get(name, firms)
        getattr(table, name)[:] = value
    invest(state, params, moment())
    return state


def test_capacity_wears_out_where_none_is_wanted():
    # 1 % a month; 990 x .8 covers 700
    assert building(expected_demand=700.0).firms.capacity[0] == pytest.approx(990.0)


def test_capacity_follows_expected_demand_at_planned_use():
    state = building(expected_demand=840.0)  # wants 1,050 units, has 990: replaces 10 and half of the gap of 60
    assert state.firms.capacity[0] == pytest.approx(990.0 + 10.0 + 30.0)
    assert received(state, "investment") == pytest.approx({"firms": -80.0, "abroad": 80.0})
    assert received(state, "loans") == {}


@pytest.mark.parametrize(
    ("change", "capacity"),
    [
        ({"expected_demand": 4000.0}, 990.0 * 1.2),
        ({"expected_demand": 4000.0, "deposits": 300.0, "wage_bill": 200.0}, 990.0 + 50.0),
        ({"expected_demand": 4000.0, "deposits": 0.0}, 990.0),
        ({"expected_demand": 4000.0, "deposits": 0.0, "credit_room": 200.0}, 990.0 + 50.0),  # half of the line
        ({"expected_demand": 4000.0, "deposits": 0.0, "credit_room": 200.0, "owner": Owner.STATE}, 990.0 + 100.0),
    ],
)
def test_growth_has_limits_in_speed_money_and_credit(change, capacity):
    assert building(**change).firms.capacity[0] == pytest.approx(capacity)


def test_optimism_builds_for_orders_that_nobody_expects():
    # 1.25 x 800 / .8 = 1,250 units: 10 replaced and half of 260
    assert building(replace(STILL, optimism=0.25)).firms.capacity[0] == pytest.approx(990.0 + 10.0 + 130.0)


def test_state_linked_firms_borrow_though_they_have_money():
    cost, spare, room = np.array([100.0, 100.0]), np.array([1000.0, 1000.0]), np.array([500.0, 500.0])
    assert borrowed(cost, spare, room, np.array([True, False]), STILL) == pytest.approx([50.0, 0.0])
    state = building(expected_demand=840.0, credit_room=500.0, owner=Owner.JOINT_VENTURE)
    assert state.firms.debt[0] == pytest.approx(40.0)
    assert state.firms.credit_room[0] == pytest.approx(460.0)
    assert received(state, "loans") == pytest.approx({"firms": 40.0, "bank": -40.0})


@pytest.mark.parametrize(("risk", "hurdle"), [(0.1, 1.28), (0.2, 1.64), (0.3, 2.08), (0.4, 2.62), (0.5, 3.26)])
def test_hurdles_are_those_of_dixit_and_pindyck(risk, hurdle):
    assert option_hurdle(risk**2, 0.08, 0.08) == pytest.approx(hurdle, abs=0.005)


def test_doubt_about_rules_and_policy_holds_building_back():
    calm = building(expected_demand=840.0)
    # A visit would take 500 of a capital of 2 x 1,000 yuan: .12 x .25^2 beside .2^2.
    doubtful = building(expected_demand=840.0, visits_variance=0.12, penalty_at_visit=500.0)
    assert calm.firms.hurdle[0] == pytest.approx(CALM)
    assert doubtful.firms.hurdle[0] == pytest.approx(option_hurdle(0.0475, 0.08, 0.08))
    frightened = building(expected_demand=840.0, policy_risk=0.0075)
    assert frightened.firms.hurdle[0] == pytest.approx(doubtful.firms.hurdle[0])  # in the same unit
    built = (calm.firms.capacity[0] - 990.0) * CALM / doubtful.firms.hurdle[0]
    assert doubtful.firms.capacity[0] - 990.0 == pytest.approx(built)


def test_what_is_at_stake_is_a_part_of_the_capital_at_prices_of_the_month():
    assert share_at_stake(np.array([0.0, 30.0, 300.0]), np.array([100.0, 100.0, 100.0])) == pytest.approx([0, 0.3, 1])
    fearful = {"expected_demand": 840.0, "visits_variance": 0.12}
    one = building(**fearful, penalty_at_visit=400.0, false_positive_at_visit=100.0)
    assert one.firms.hurdle[0] == pytest.approx(option_hurdle(0.04 + 0.12 * 0.0625, 0.08, 0.08))
    dear = building(**fearful, penalty_at_visit=1000.0, cpi=2.0)
    assert dear.firms.hurdle[0] == pytest.approx(one.firms.hurdle[0])
    ruined = building(**fearful, penalty_at_visit=1e9)
    assert ruined.firms.hurdle[0] == pytest.approx(option_hurdle(0.04 + 0.12, 0.08, 0.08))


def test_a_firm_that_obeys_is_hardly_chilled_where_one_that_does_not_is():
    # The same campaigns; a visit takes a third of the capital of who breaks all, and a wrong fine of who obeys: .5 x .1
    # x .8 of a wage bill of 100 yuan is .2 % of it.
    campaigns = {"expected_demand": 840.0, "visits_variance": 0.1}
    breaks = building(**campaigns, penalty_at_visit=2000.0 / 3.0).firms.hurdle[0] / CALM - 1.0
    obeys = building(**campaigns, false_positive_at_visit=0.5 * 0.1 * 0.8 * 100.0).firms.hurdle[0] / CALM - 1.0
    assert breaks > 0.05
    assert 0.0 < obeys < 1e-5


SURE = replace(
    Params(), review_rate=1.0, automation_cost_sd=0.0, obsolescence=0.0, largest_step=1.0, automation_price_trend=0.0
)


def automating(params=SURE, **columns):
    state = hand_state(workers=10, firms=1)
    hire(state, [0] * 10)
    firms = state.firms
    firms.wage_bill[:], firms.hurdle[:], firms.deposits[:] = 40_000.0, 2.0, 1e9
    for name, value in columns.items():
        vector(firms, name)[:] = value
    automate(state, params, moment())
    return state


def test_machines_are_bought_up_to_where_they_pay_back():
    # 48 / 2 months of 4,000 yuan are 96,000; at 60,000 a worker the gain is ln 1.6 / 3
    gain = np.log(1.6) / 3.0
    state = automating(replace(SURE, automation_price=60_000.0))
    assert state.firms.automation[0] == pytest.approx(gain)
    bill = 60_000.0 * 10 * (1.0 - np.exp(-gain))
    assert state.firms.investment[0] == pytest.approx(bill)
    assert received(state, "investment") == pytest.approx({"firms": -bill, "abroad": bill})


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ({"automation_price": 100_000.0}, {}),  # does not pay back
        ({"automation_price": 60_000.0}, {"hurdle": 4.0}),
        ({"automation_price": 60_000.0}, {"automation": 0.2}),  # has more already
        ({"automation_price": 60_000.0}, {"deposits": 30_000.0}),  # wages come first
        ({"automation_price": 60_000.0, "review_rate": 0.0}, {}),
    ],
)
def test_no_machines_without_worth_money_or_review(change, columns):
    state = automating(replace(SURE, **change), **columns)
    assert state.firms.investment[0] == 0.0
    assert state.firms.automation[0] == columns.get("automation", 0.0)


def test_what_a_firm_fears_to_pay_counts_as_cost_of_hands():
    calm = automating(replace(SURE, automation_price=60_000.0))
    feared = automating(replace(SURE, automation_price=60_000.0), expected_penalty=12_000.0)
    assert feared.firms.automation[0] - calm.firms.automation[0] == pytest.approx(np.log(1.3) / 3.0)


def test_city_and_centre_pay_their_parts_as_far_as_the_city_can():
    state = hand_state(workers=10, firms=1)
    hire(state, [0] * 10)
    firms = state.firms
    firms.wage_bill[:], firms.hurdle[:], firms.deposits[:] = 40_000.0, 2.0, 1e9
    state.cities.deposits[0] = 1000.0
    automate(state, replace(SURE, automation_price=60_000.0, automation_subsidy=0.2, upgrading_support=0.1), moment())
    bill = firms.investment[0]
    assert firms.automation[0] == pytest.approx(np.log(1.6 / 0.72) / 3.0)
    centre = 0.1 * (bill - 500.0)  # the city gives half of what it has
    assert received(state, "city_grants") == pytest.approx({"firms": 500.0, "cities": -500.0})
    assert received(state, "central_grants") == pytest.approx({"firms": centre, "centre": -centre})


def test_machines_are_a_stock_at_the_price_that_was_paid():
    worn = replace(SURE, automation_price=60_000.0, obsolescence=0.1)
    state = automating(worn, machines=1000.0)
    firms = state.firms
    assert firms.investment[0] > 0.0
    assert firms.machines[0] == pytest.approx(900.0 + firms.investment[0])
    assert firms.machine_wear[0] == pytest.approx(0.1 * firms.machines[0])  # of the next month
    # grants pay for a part that wears out at nobody's cost
    helped = automating(replace(worn, upgrading_support=0.25), machines=1000.0)
    assert helped.firms.machines[0] == pytest.approx(900.0 + 0.75 * helped.firms.investment[0])


def test_what_owners_ask_of_machines_is_what_the_last_one_saves():
    # a hurdle of 2 and a pay-back in 48 months: 1/24 of the price a month, of which 1 % is wear
    params = replace(SURE, payback=48.0, obsolescence=0.01)
    assert asked_return(np.array([2.0, 1.0]), params) == pytest.approx([1 / 24 - 0.01, 1 / 48 - 0.01])
    state = automating(replace(params, automation_price=60_000.0))
    firms = state.firms
    assert firms.machine_return[0] == pytest.approx((1 / 24 - 0.01) * firms.machines[0])
    # the last one, dearer than the first, costs the 4,000 yuan of pay that it saves
    last = 60_000.0 * np.exp(3.0 * firms.automation[0])
    assert (1 / 24 - 0.01) * last + 0.01 * last == pytest.approx(4000.0)
    assert automating(replace(params, obsolescence=0.1), machines=1000.0).firms.machine_return[0] == 0.0


def test_machines_wear_out_and_get_cheaper():
    state = automating(replace(SURE, automation_price=1e6, obsolescence=0.1), automation=0.2)
    assert state.firms.automation[0] == pytest.approx(0.18)
    halving = replace(Params(), automation_price=100.0, automation_price_trend=np.log(2.0))
    assert [machine_price(2.0, index, halving) for index in (-24, 0, 12)] == pytest.approx([200.0, 200.0, 100.0])
    assert target_machines(0.0, 1.0, 2.0, SURE) == 0.0


PLAIN = replace(
    Params(), training=0.02, training_yield=0.06, human_capital_decay_rate=0.0, required_return=0.0,
    turnover_adjustment_rate=1.0,
    max_specific_human_capital=0.3,
)  # fmt: skip


def training(params=PLAIN, *, employment=10, hires=0, specific_human_capital=0.0, deposits=1e6):
    state = hand_state(workers=employment, firms=1)
    hire(state, [0] * employment)
    firms = state.firms
    firms.hires[:], firms.specific_human_capital[:], firms.deposits[:], firms.wage_bill[:] = (
        hires,
        specific_human_capital,
        deposits,
        1000.0,
    )
    train(state, params, moment())
    return state


def test_where_people_stay_firms_train_and_specific_human_capital_grows():
    state = training()
    assert state.firms.training[0] == state.firms.outlays[0] == pytest.approx(20.0)
    assert state.firms.specific_human_capital[0] == pytest.approx(0.06 * 0.02)
    assert received(state, "training") == pytest.approx({"firms": -20.0, "abroad": 20.0})


def test_newcomers_bring_nothing_and_poaching_makes_training_lose():
    state = training(hires=2, specific_human_capital=0.15)
    # turnover .2: worth .06 / .2 = .3 of its cost, so .09 of the spending is left
    assert state.firms.training[0] == pytest.approx(0.09 * 20.0)
    assert state.firms.specific_human_capital[0] == pytest.approx(0.15 * 0.8 + 0.06 * 0.0018 * 0.5)


def test_a_levy_binds_where_training_does_not_pay_and_support_makes_it_pay():
    assert training_share(0.2, PLAIN) == pytest.approx(0.0018)
    assert training_share(0.2, replace(PLAIN, training_levy=0.015)) == pytest.approx(0.015)
    assert training_share(0.2, replace(PLAIN, training_support=0.7)) == pytest.approx(0.02)
    state = training(replace(PLAIN, training_support=0.5))
    assert received(state, "upgrading") == pytest.approx({"firms": 10.0, "centre": -10.0})
    assert state.firms.subsidies[0] == pytest.approx(10.0)


def test_specific_human_capital_has_an_end_and_training_needs_money():
    assert training(specific_human_capital=0.3).firms.specific_human_capital[0] == pytest.approx(0.3)
    assert training(deposits=0.0).firms.specific_human_capital[0] == 0.0
