"""Who has standing orders, and how long does it take to replace a supplier in a cluster?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place
from segsim.mechanisms import brands
from segsim.mechanisms.brands import choose_makers
from segsim.mechanisms.production import Params, produce
from segsim.mechanisms.production.supply import days_to_switch
from segsim.state.codes import Brand, Industry, Tier

PLAIN = replace(Params(), linked_orders=0.6, import_share=0.0)


def pair(params, **columns):
    """A car maker that holds two days of parts, its own supplier, and a third of the industry, a job each in one city.

    Around the first are two of the industry's three jobs and no other: a quotient of 1.
    """
    state = hand_state(workers=3, firms=3)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1, 2], Industry.AUTO, Tier.FIRST)
    hire(state, [0, 1, 2])
    firms = state.firms
    firms.parts_per_unit[:], firms.buyer[:], firms.linked_share[:] = [1.0, 0.0, 0.0], [-1, 0, -1], [0.0, 1.0, 0.0]
    firms.criticality[:] = 1.0
    for name, value in columns.items():
        getattr(firms, name)[:] = value
    produce(state, params, moment())
    return state


def test_a_supplier_is_replaced_faster_in_a_cluster():
    params = replace(PLAIN, switch_days=10.0, cluster_relief=0.4)
    assert days_to_switch(np.array([0.0, 0.5, 1.0]), params) == pytest.approx([10.0, 8.0, 6.0])


def test_the_cluster_of_the_buyer_counts_while_a_supplier_moves_or_is_gone():
    params = replace(PLAIN, auto_buffer=2.0, switch_days=10.0, cluster_relief=0.6)
    days = 10.0 * (1.0 - 0.6 / 1.2)  # a cluster is whole at a quotient of 1.2
    assert pair(params, moves=[False, True, False]).firms.halted_days[0] == pytest.approx(days - 2.0)
    lost = pair(params, lost_supplier=[0.5, 0.0, 0.0])
    assert lost.firms.halted_days[0] == pytest.approx(0.5 * (days - 2.0))


def test_orders_of_foreign_brands_go_to_accounts_and_the_rest_by_this_months_shares():
    # By hand: 1,000 units, .7 of them to accounts of .9 and .1, the rest by .5 and .5.
    state = hand_state(firms=3)
    place(state, [0, 1], Industry.IT, Tier.FIRST)
    firms = state.firms
    firms.brand[:2], firms.brand[2] = Brand.FOREIGN, Brand.NONE
    firms.account_share[:], firms.open_share[:] = [0.9, 0.1, 0.0], 0.5
    state.markets.final_demand[:] = 0.0
    state.markets.final_demand[firms.market[0]] = 1000.0
    produce(state, replace(PLAIN, export_contracts=0.7), moment())
    assert firms.contracted_orders == pytest.approx([630.0, 70.0, 0.0])
    assert firms.orders == pytest.approx([630.0 + 150.0, 70.0 + 150.0, 0.0])


def test_shares_of_many_accounts_make_one_to_the_last_digit_that_goods_are_checked_by():
    state = hand_state(firms=400)
    place(state, range(400), Industry.IT, Tier.FIRST)
    firms = state.firms
    firms.brand[:] = Brand.FOREIGN
    firms.first_weight[:] = np.random.default_rng(4).lognormal(size=400)
    choose_makers(state, brands.Params(), moment(index=-1))
    for month in range(1, 5):
        firms.open_share[:] = np.random.default_rng(month).dirichlet(np.ones(400))
        choose_makers(state, brands.Params(), moment(index=month))
        assert firms.account_share.sum() == pytest.approx(1.0, abs=1e-12)
