"""Every yuan for goods is paid by somebody, and late bills are paid later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place, received
from segsim.mechanisms.trade import Params, mixed_price, settle_bills
from segsim.state.codes import Industry, Tier
from segsim.state.sectors import Account, Party

PROMPT = replace(Params(), late_payment=0.0)


def chain():
    """A lead sold 100 units at 5 and used 200 parts: 90 of its linked supplier, the rest from the open market."""
    state = hand_state(firms=3)
    firms, markets = state.firms, state.markets
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1, 2], Industry.AUTO, Tier.FIRST)
    firms.buyer[:] = [-1, 0, -1]
    firms.price[:] = [5.0, 1.0, 1.2]
    firms.orders[:] = firms.output[:] = [100.0, 120.0, 60.0]
    firms.linked_orders[:] = [0.0, 90.0, 0.0]
    markets.final_demand[0] = 100.0
    markets.orders[:2], markets.output[:2] = [100.0, 200.0], [100.0, 180.0]
    firms.parts_per_unit[0] = 2.0
    markets.price[1] = 1.1
    markets.contracted_imports[:] = markets.emergency_imports[:] = 0.0
    markets.contracted_imports[1], markets.emergency_imports[1] = 15.0, 5.0
    markets.import_price[:] = 1.1
    firms.deposits[:] = 1000.0
    return state


def test_who_pays_what_by_hand():
    state = chain()
    settle_bills(state, PROMPT, moment())
    firms = state.firms
    assert firms.sales == pytest.approx([500.0, 120.0, 72.0])
    # of 110 open parts, 90 are made at home: 30 at 1 and 60 at 1.2, 102 in all; 20 are imported at the market's price
    assert firms.parts_bill == pytest.approx([90.0 * 1.0 + 102.0 + 20.0 * 1.1, 0.0, 0.0])
    assert firms.deposits == pytest.approx([1000.0 + 500.0 - 214.0, 1120.0, 1072.0])
    assert received(state, "sales") == pytest.approx({"firms": 500.0, "abroad": -500.0})
    assert sum(state.sectors.parts[Party.FIRMS.rows]) == pytest.approx(0.0)  # what buyers pay, suppliers get
    assert state.sectors.parts[Account.SUPPLIER_PRIVATE.row] == 0.0
    assert received(state, "imported_parts") == pytest.approx({"firms": -22.0, "abroad": 22.0})


def test_imports_are_paid_at_their_own_price():
    state = chain()
    state.markets.import_price[1] = 1.65
    settle_bills(state, PROMPT, moment())
    # 20 of the 110 parts that no link delivered came from abroad, at half as much again
    assert state.firms.parts_bill == pytest.approx([90.0 + 102.0 + 20.0 * 1.65, 0.0, 0.0])
    assert received(state, "imported_parts") == pytest.approx({"firms": -33.0, "abroad": 33.0})


def test_a_kit_costs_what_parts_cost_at_home():
    state = chain()
    state.markets.import_price[1] = 1.65
    state.markets.contracted_imports[1] = state.markets.emergency_imports[1] = 0.0  # the 20 are kits of the parent
    settle_bills(state, PROMPT, moment())
    assert state.firms.parts_bill == pytest.approx([90.0 + 102.0 + 20.0 * 1.1, 0.0, 0.0])


def test_the_mixed_price_by_hand():
    found = mixed_price(
        np.ones(4), np.full(4, 2.0), np.array([0.0, 25.0, 200.0, 0.0]), np.array([100.0, 100.0, 100.0, 0.0])
    )
    assert found == pytest.approx([1.0, 1.25, 2.0, 1.0])


def test_every_yuan_that_one_gets_another_pays():
    state = chain()
    before = state.firms.deposits.sum() + state.sectors.deposits.sum()
    settle_bills(state, PROMPT, moment())
    assert state.firms.deposits.sum() + state.sectors.deposits.sum() == pytest.approx(before)
    for item in ("sales", "parts", "imported_parts", "materials"):
        assert sum(received(state, item).values()) == pytest.approx(0.0)


def test_a_late_bill_is_owed_for_a_month_and_then_paid():
    state = chain()
    settle_bills(state, replace(Params(), late_payment=1.0), moment(12))
    firms = state.firms
    assert firms.receivables == pytest.approx([0.0, 90.0, 0.0])
    assert firms.deposits[:2] == pytest.approx([1000.0 + 500.0 - 124.0, 1030.0])
    assert firms.parts_bill[0] == pytest.approx(214.0)  # the cost is this month's all the same
    firms.output[:] = firms.orders[:] = 0.0
    settle_bills(state, PROMPT, moment(13))
    assert not firms.receivables.any()
    assert firms.deposits[:2] == pytest.approx([1000.0 + 500.0 - 214.0, 1120.0])


def test_late_payment_has_its_chance_and_can_be_left_out():
    state = hand_state(firms=8000)  # 4,000 pairs of a buyer and its supplier
    firms = state.firms
    place(state, range(4000), Industry.AUTO, Tier.FIRST)
    firms.buyer[4000:] = range(4000)
    firms.output[4000:] = firms.orders[4000:] = firms.linked_orders[4000:] = 1.0
    settle_bills(state, replace(Params(), late_payment=0.2), moment())
    assert (firms.receivables[4000:] > 0).mean() == pytest.approx(0.2, abs=4 * 0.4 / np.sqrt(4000))
    settle_bills(state, replace(Params(), late_payment=0.2), moment(13, without="trade"))
    assert not firms.receivables.any()


def test_a_market_with_two_kinds_of_buyers_splits_its_open_sales():
    # Contract manufacturers sell to final buyers abroad and, by open orders, to domestic brands.
    state = hand_state(firms=2)
    firms, markets = state.firms, state.markets
    place(state, [0], Industry.IT, Tier.LEAD)
    place(state, [1], Industry.IT, Tier.FIRST)
    firms.orders[:], firms.output[:] = [10.0, 100.0], [10.0, 50.0]
    markets.final_demand[[4, 5]] = [10.0, 75.0]
    markets.orders[[4, 5]], markets.output[[4, 5]] = [10.0, 100.0], [10.0, 50.0]
    firms.parts_per_unit[0] = 2.5
    settle_bills(state, PROMPT, moment())
    # half of what was wanted is delivered, three quarters of it to final buyers; the brand pays for all 25 parts
    assert received(state, "sales") == pytest.approx({"firms": 10.0 + 37.5, "abroad": -47.5})
    assert firms.parts_bill == pytest.approx([25.0, 0.0])
    assert state.sectors.parts[Account.CORE_PRIVATE.row] == pytest.approx(-12.5)
    assert state.sectors.parts[Account.CONTRACT_MANUFACTURER_PRIVATE.row] == pytest.approx(12.5)
    assert received(state, "imported_parts") == pytest.approx({"firms": -12.5, "abroad": 12.5})


def test_what_nobody_above_wants_is_sold_to_final_buyers():
    state = hand_state(firms=1)
    state.firms.output[:] = state.firms.orders[:] = 10.0
    settle_bills(state, PROMPT, moment())
    assert received(state, "sales") == pytest.approx({"firms": 10.0, "abroad": -10.0})
    assert received(state, "parts") == {}


def test_materials_follow_output_and_overhead_follows_capacity():
    state = hand_state(firms=2)
    state.firms.alive[1] = False
    state.firms.output[:], state.firms.capacity[:] = 10.0, 100.0
    state.markets.materials_per_unit[:], state.markets.overhead_per_unit[:] = 0.5, 0.1
    state.cities.overhead_factor[:] = 0.8
    state.nation.cpi[:] = 1.5
    settle_bills(state, PROMPT, moment())
    assert state.firms.materials_bill == pytest.approx([1.5 * (5.0 + 8.0), 0.0])
    assert received(state, "materials") == pytest.approx({"firms": -19.5, "abroad": 19.5})
    assert state.cities.output_year[0] == pytest.approx(10.0 + 10.0)


def test_an_empty_world_owes_nothing():
    state = hand_state(firms=2)
    settle_bills(state, PROMPT, moment())
    assert not state.firms.sales.any()
    assert not state.firms.parts_bill.any()
    assert not state.firms.receivables.any()


def test_a_buyer_in_distress_holds_new_and_old_bills_back():
    state = chain()
    firms = state.firms
    firms.distress[0], firms.receivables[1] = 2, 50.0
    settle_bills(state, replace(Params(), late_payment=0.0, late_in_distress=1.0), moment())
    assert firms.receivables == pytest.approx([0.0, 140.0, 0.0])
    firms.distress[0] = 0
    firms.output[:] = 0.0
    settle_bills(state, PROMPT, moment())
    assert firms.receivables == pytest.approx([0.0, 0.0, 0.0])
