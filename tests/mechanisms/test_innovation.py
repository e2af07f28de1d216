"""The frontier, research, copying and bought technology: cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place, received
from segsim.mechanisms.innovation import Params, innovate, local_lead, relative_size, technology_budget
from segsim.state.codes import Industry, Owner, Tier

NO_RESEARCH = replace(Params(), brand_share=0.0, state_share=0.0, supplier_share=0.0)
STILL = replace(NO_RESEARCH, frontier=0.0, adjustment_rate=0.0, spread=0.0)


def test_technique_follows_the_frontier_and_reverts_to_its_market():
    state = hand_state(firms=2)
    state.firms.log_tfp[:] = np.log([1.0, 4.0])
    innovate(state, replace(STILL, frontier=0.01, adjustment_rate=0.5), moment())
    assert state.firms.log_tfp == pytest.approx(np.log([2.0**0.5, 2.0**1.5]) + 0.01)


def test_a_lead_of_the_city_is_that_of_its_industry_over_their_markets():
    # Two cities; leads +.3 and +.1 in the first, one of the dead, -.2 and the other industry's in the second. One firm
    # of the nation's mean (0 here: .3 + .1 - .4 over four, and one at 0) is added to each place.
    place, lead = np.array([0, 0, 0, 2, 3]), np.array([0.3, 0.1, 9.0, -0.2, -0.2])
    live = np.array([True, True, False, True, True])
    assert local_lead(place, lead, live) == pytest.approx([0.4 / 3, 0.4 / 3, 0.4 / 3, -0.1, -0.1])


def test_technique_is_pulled_to_its_industry_in_its_city_too():
    # By hand: markets' means are 0. The first city is .2 ahead over two firms: .4 / 3 with the nation's; the second
    # .2 behind. Half of the way to .3 of that.
    state = hand_state(firms=4, cities=2)
    place(state, [2, 3], Industry.AUTO, Tier.THIRD)
    firms = state.firms
    firms.city[:], firms.log_tfp[:] = [0, 1, 0, 1], [0.2, -0.2, 0.2, -0.2]
    innovate(state, replace(STILL, adjustment_rate=0.5, local_spillover=0.3), moment())
    lead = 0.5 * (0.2 + 0.3 * 0.4 / 3.0)
    assert firms.log_tfp == pytest.approx([lead, -lead, lead, -lead])


def test_young_firms_learn_in_units_of_the_frontier():
    state = hand_state(firms=5)
    state.firms.born[:] = [-1, -20, 0, 5, 12]
    params = replace(STILL, frontier=0.01, learning=3.0, young=12)
    innovate(state, params, moment(12))
    assert state.firms.log_tfp == pytest.approx([0.01, 0.01, 0.01, 0.04, 0.04])
    still = hand_state(firms=1)
    still.firms.born[:] = 12
    innovate(still, replace(params, frontier=0.0), moment(12))
    assert still.firms.log_tfp[0] == 0.0


def test_shocks_are_symmetric_and_leave_the_dead_alone():
    state = hand_state(firms=4000)
    state.firms.alive[0] = False
    state.firms.log_tfp[0] = 7.0
    innovate(state, replace(STILL, spread=0.1), moment())
    logs = state.firms.log_tfp[1:]
    assert logs.mean() == pytest.approx(0.0, abs=0.4 / np.sqrt(4000))
    assert logs.std() == pytest.approx(0.1, rel=0.05)
    assert state.firms.log_tfp[0] == 7.0


def test_a_lead_fades_and_is_not_pulled_to_the_mean_twice():
    state = hand_state(firms=2)
    firms = state.firms
    firms.log_tfp[:], firms.own_innovation[0], firms.imitation[1] = [0.2, 0.1], 0.2, 0.1
    innovate(state, replace(STILL, adjustment_rate=0.5, decay_rate=0.1), moment())
    assert firms.own_innovation == pytest.approx([0.18, 0.0])
    assert firms.imitation == pytest.approx([0.0, 0.09])
    assert firms.log_tfp == pytest.approx([0.18, 0.09])


def four_owners():
    """A joint venture, an IT brand, a state supplier and a private one, each with sales of 1,000."""
    state = hand_state(firms=4)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1], Industry.IT, Tier.LEAD)
    state.firms.owner[:] = [Owner.JOINT_VENTURE, Owner.PRIVATE, Owner.STATE, Owner.PRIVATE]
    state.firms.sales[:], state.firms.deposits[:] = 1000.0, 1e6
    return state


SHARES = replace(Params(), brand_share=0.03, state_share=0.02, supplier_share=0.005, bought_share=0.8, spread=0.0)


def test_who_searches_and_who_buys():
    state = four_owners()
    own, bought = technology_budget(state.firms, SHARES)
    assert own == pytest.approx([4.0, 30.0, 4.0, 5.0])
    assert bought == pytest.approx([16.0, 0.0, 16.0, 0.0])
    state.firms.induced_research[3] = 0.01
    own, bought = technology_budget(state.firms, replace(SHARES, bought_share=0.0, research_support=0.5))
    assert own == pytest.approx([40.0, 60.0, 40.0, 20.0])  # half the cost is borne: twice the research; awards on top
    assert not bought.any()


def test_research_is_paid_to_laboratories_and_technology_abroad():
    state = four_owners()
    innovate(state, replace(SHARES, research_support=0.5), moment())
    assert received(state, "research") == pytest.approx({"firms": -86.0, "abroad": 86.0})
    assert received(state, "royalties") == pytest.approx({"firms": -32.0, "abroad": 32.0})
    assert received(state, "upgrading") == pytest.approx({"firms": 43.0, "centre": -43.0})
    assert state.firms.outlays == pytest.approx([24.0, 60.0, 24.0, 10.0])
    assert state.firms.subsidies == pytest.approx([4.0, 30.0, 4.0, 5.0])


def test_bought_technology_is_sure_and_no_innovation_of_ones_own():
    state = four_owners()
    innovate(state, replace(STILL, state_share=0.02, bought_share=1.0), moment())
    # n = .02 / .04: .1 x .5 x .15 x .15
    assert state.firms.imitation == pytest.approx([0.001125, 0.0, 0.001125, 0.0])
    assert not state.firms.own_innovation.any()
    assert not state.firms.research.any()


def test_size_is_relative_to_the_markets_mean_firm_of_the_first_month_at_its_prices():
    state = hand_state(firms=4)
    place(state, [3], Industry.IT, Tier.LEAD)
    firms, markets = state.firms, state.markets
    firms.alive[2] = False
    firms.sales[:] = [1000.0, 3000.0, 5000.0, 9e6]
    innovate(state, STILL, moment())
    assert relative_size(state) == pytest.approx([0.5, 1.5, 0.0, 1.0])
    firms.sales[:], state.nation.cpi[:] = [2500.0, 10_000.0, 5000.0, 9e6], 1.25
    innovate(state, STILL, moment())
    assert relative_size(state) == pytest.approx([1.0, 4.0, 0.0, 0.8])  # the measure is not laid down again
    assert markets.first_sales[firms.market] == pytest.approx([2000.0, 2000.0, 2000.0, 9e6])
    assert markets.first_sales[0] == 0.0  # nobody sells there yet


@pytest.mark.parametrize("returns", [0.0, 0.5])
def test_whoever_sells_more_finds_more_though_less_than_in_proportion(returns):
    state = hand_state(firms=8000)
    firms = state.firms
    firms.deposits[:], firms.sales[:4000], firms.sales[4000:] = 1e6, 400.0, 1600.0
    params = replace(STILL, supplier_share=0.02, baseline_share=0.04, zeta=1.0, own_search=1.0)
    innovate(state, replace(params, returns_to_size=returns), moment())
    found = firms.own_innovation > 0.0  # a half of what is found is not better than what is there
    for half, size in ((slice(0, 4000), 0.4), (slice(4000, 8000), 1.6)):
        assert found[half].mean() == pytest.approx(0.5 * -np.expm1(-0.5 * size**returns), abs=0.02)


def many(own_search, log_tfp=0.0):
    state = hand_state(firms=4000)
    firms = state.firms
    firms.sales[:], firms.deposits[:] = 1000.0, 1e6
    firms.log_tfp[1:] = log_tfp
    innovate(state, replace(STILL, supplier_share=0.04, zeta=1.0, own_search=own_search), moment())
    return firms


def test_successes_and_gains_are_those_of_the_draws():
    firms = many(1.0)
    gains = firms.own_innovation
    # a success with probability 1 - 1/e; Beta(3, 3) lies under a half in half of them, and then nothing is kept
    assert (gains > 0.0).mean() == pytest.approx((1.0 - np.exp(-1.0)) / 2.0, abs=0.03)
    assert gains.max() < 0.15
    # E |2 B - 1| of Beta(3, 3) is 5/16
    assert gains[gains > 0.0].mean() == pytest.approx(0.15 * 5.0 / 16.0, rel=0.05)
    assert not firms.imitation.any()
    assert firms.log_tfp == pytest.approx(gains)


def test_copies_go_no_further_than_the_best():
    assert not many(0.0).imitation.any()  # all alike: nothing to copy
    firms = many(0.0, log_tfp=-0.09)
    assert firms.imitation[0] == 0.0
    copied = firms.imitation[firms.imitation > 0.0]
    assert copied.max() < 0.09
    assert copied.mean() == pytest.approx(0.09 / 3.0, rel=0.05)  # the mean of Beta(2, 4)


def allied(**beside):
    """Four thousand firms with an ally, .3 behind the best; none finds anything of its own that is kept."""
    state = hand_state(firms=4000)
    firms = state.firms
    firms.sales[:], firms.deposits[:] = 1000.0, 1e6
    firms.has_partner[1:2000] = True
    firms.log_tfp[1:] = -0.3
    innovate(state, replace(STILL, **{"supplier_share": 0.04, "zeta": 1.0, "own_search": 1.0} | beside), moment())
    return firms


def test_an_ally_brings_copies_beside_own_search_and_larger_ones():
    firms = allied(ally_copies=0.5, ally_reach=2.0)
    copied = firms.imitation[1:2000]
    assert (copied > 0.0).mean() == pytest.approx(1.0 - np.exp(-0.5), abs=0.03)
    assert not firms.imitation[2000:].any()
    assert not firms.imitation[0]  # nothing better is there to copy
    reached = allied(ally_copies=0.5, ally_reach=1.0).imitation[1:2000]
    assert reached == pytest.approx(0.5 * copied)
    assert not allied(ally_copies=0.0).imitation.any()


def test_a_copy_from_an_ally_is_a_third_of_what_can_be_taken():
    copied = allied(ally_copies=50.0).imitation[1:2000]
    assert copied.mean() == pytest.approx(0.3 / 3.0, rel=0.05)  # twice .15, the mean of Beta(2, 4)
    assert copied.max() < 0.3


def test_an_ally_leaves_own_ways_and_what_is_copied_once_is_not_copied_twice():
    firms = allied(ally_copies=50.0)
    assert firms.own_innovation == pytest.approx(allied(ally_copies=0.0).own_innovation)
    both = allied(ally_copies=50.0, own_search=0.0, largest_gain=1.0, ally_reach=1.0)
    assert both.imitation.max() < 0.3
    assert not allied(ally_copies=50.0, supplier_share=0.0).imitation.any()  # who does no research takes up nothing


def test_research_stops_where_there_is_no_money():
    state = four_owners()
    state.firms.deposits[:] = [0.0, 30.0, 1e6, 1e6]
    innovate(state, SHARES, moment())
    assert state.firms.research == pytest.approx([0.0, 15.0, 4.0, 5.0])
    assert state.firms.deposits[:2] == pytest.approx([0.0, 15.0])
