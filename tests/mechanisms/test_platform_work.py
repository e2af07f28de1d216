"""Who rides, what an hour of riding pays, who is hurt, and who is disappointed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import STANDARD, hand_state, hire, moment, place, received
from segsim.mechanisms.matching import Params as Matching
from segsim.mechanisms.matching import separate
from segsim.mechanisms.platform_work import (
    Params,
    choose_platform_work,
    pay_platform_workers,
    protest_of_platform_workers,
)
from segsim.mechanisms.platform_work.riding import hourly_pay, protest_rate
from segsim.state.codes import Industry, Move, Tier
from segsim.state.sectors import Account

HOME = 1
PLAIN = Params(
    potential_share=0.1, adjustment_rate=1.0, fee=2.0, take_rate=0.2, take_rate_response=0.0, hours_disutility=0.0,
    intensity_disutility=0.0, minimum_hours=200.0,
    maximum_hours=200.0, consideration_rate=1.0, consideration_rate_employed=1.0, leaving_cost=0.0, hazard=0.0,
)  # fmt: skip


def town(employers=(-1, -1, -1, -1)):
    """Four migrants in a town whose firms pay 5 yuan an hour and take nobody; 100 others work there for 1,000."""
    state = hand_state(workers=4, firms=1)
    hire(state, employers)
    cities = state.cities
    cities.market_wage[:], cities.mean_earnings[:], cities.employed[0] = 5.0, 1000.0, 100
    cities.mean_searchers[:] = 1e9
    return state


def rides(state, **changes):
    choose_platform_work(state, replace(PLAIN, **changes), moment())
    return (state.workers.gig_hours > 0).tolist()


def test_orders_grow_towards_their_reach_and_nothing_happens_without():
    state = town()
    choose_platform_work(state, Params(potential_share=0.1, adjustment_rate=0.25), moment())
    assert state.nation.platform_share[0] == pytest.approx(0.025)
    state.cities.gig_pay[:] = 50.0
    none = town()
    choose_platform_work(none, Params(potential_share=0.0), moment())
    assert not none.workers.gig_hours.any()


@pytest.mark.parametrize(("hourly", "rider"), [(50.0, True), (0.01, False)])
def test_the_jobless_ride_where_it_pays(hourly, rider):
    state = town()
    state.workers.city[3] = HOME
    state.cities.gig_pay[:] = hourly
    assert rides(state) == [rider, rider, rider, False]
    assert state.nation.gig_entrants[0] == 3.0 * rider
    if rider:
        assert state.workers.gig_hours[0] == pytest.approx(200.0)
        assert state.workers.gig_expected[0] == pytest.approx(np.log(200.0 * hourly))
    assert rides(state)[:3] == [rider] * 3, "they stay as long as it pays"
    state.cities.gig_pay[:] = 0.01
    assert not any(rides(state))


def test_at_equal_worth_half_ride():
    many = hand_state(workers=2000, firms=1)
    many.cities.gig_pay[:], many.cities.mean_earnings[:] = 1.25, 1000.0  # 250 yuan, half of the rural income
    many.cities.mean_searchers[:] = 1e9  # of whom nobody is taken
    assert sum(rides(many, minimum_income=0.5)) == pytest.approx(1000, abs=80)


def test_factory_workers_outside_the_core_quit_to_ride():
    state = hand_state(workers=200, firms=2)
    place(state, [1], Industry.AUTO, Tier.LEAD)
    hire(state, [0, 1] * 100)
    state.workers.earnings[:], state.cities.gig_pay[:] = 1000.0, 50.0
    rides(state)
    went = np.flatnonzero(state.workers.gig_hours)
    assert went.size > 40
    assert set(state.workers.employer[went]) == {0}, "the core's people stay"
    assert (state.workers.move[went] == Move.QUIT).all()
    assert state.nation.gig_from_factories[0] == went.size
    separate(state, Matching(base_quit=0.0, grievance_quit=0.0, layoff_rate=0.0, festival_leaving=0.0), moment())
    assert (state.workers.employer[went] == -1).all()
    assert state.firms.quits[0] == went.size
    assert state.firms.employment[0] == 100 - went.size


def test_who_retires_gives_up_riding():
    state = town()
    state.cities.gig_pay[:], state.workers.gig_hours[:], state.workers.retires[0] = 50.0, 200.0, True
    assert rides(state) == [False, True, True, True]


def test_who_can_hope_for_a_job_rides_less():
    """Worth of searching: the share of the stay in work times pay, beside half of the rural income."""
    riders = []
    for found in (0.0, 40.0, 1e6):
        many = hand_state(workers=2000, firms=1)
        cities = many.cities
        cities.gig_pay[:], cities.mean_earnings[:] = 2.5, 1000.0
        cities.mean_searchers[:], cities.mean_hires[:] = 1e6, found
        cities.mean_employed[:], cities.mean_separations[:] = 1e6, 0.0
        riders.append(sum(rides(many, minimum_income=0.5, taste_scale=0.2, horizon=24.0)))
    # Riding 500; searching 250 without hope, with f = .00004 250 + .00096 x 750, with f = 1 250 + .96 x 750.
    chance = [1 / (1 + np.exp(np.log(other / 500.0) / 0.2)) for other in (250.0, 250.7, 970.0)]
    assert np.array(riders) / 2000 == pytest.approx(np.array(chance), abs=0.02)


def paid(riders=(0, 1), share=0.1, **changes):
    state = town()
    state.workers.gig_hours[list(riders)] = 200.0
    state.workers.tenure[:], state.nation.platform_share[:] = 7, share
    pay_platform_workers(state, replace(PLAIN, **changes), moment())
    return state


def test_riders_share_the_orders():
    # a tenth of 100,000 yuan is spent: 1,000 hours at 10 yuan, for two riders of 200 hours
    state = paid()
    assert state.cities.gig_pay[0] == pytest.approx(8.0), "busy all the time: 10 yuan less a fifth"
    state = paid(share=0.02)  # 200 hours of orders
    assert state.cities.gig_pay[0] == pytest.approx(4.0)
    assert state.workers.deposits == pytest.approx([800.0, 800.0, 0.0, 0.0])
    assert state.workers.earnings == pytest.approx([800.0, 800.0, 0.0, 0.0])
    assert received(state, "gigs") == pytest.approx({"workers": 1600.0, "abroad": -1600.0})
    assert (state.nation.gig_hours[0], state.nation.gig_bill[0]) == pytest.approx((400.0, 1600.0))


def test_intensity_pays_only_where_riders_are_short():
    assert hourly_pay(10.0, 0.2, 1.5, np.array([2.0, 0.5])) == pytest.approx([12.0, 6.0])
    assert paid(share=0.02, intensity=2.0).cities.gig_pay[0] == pytest.approx(4.0), "the same orders are shared"


def test_the_platform_keeps_more_where_riders_queue():
    assert paid(share=0.02, take_rate_response=0.2, take_rate_adjustment_rate=1.0).cities.gig_take[0] == pytest.approx(
        0.3
    )
    assert paid(share=0.1, take_rate_response=0.1, take_rate_adjustment_rate=1.0).cities.gig_take[0] == pytest.approx(
        0.1
    )


def test_whom_a_firm_takes_on_rides_no_more():
    state = town((0, -1, -1, -1))
    state.workers.gig_hours[:2], state.nation.platform_share[:] = 200.0, 0.1
    pay_platform_workers(state, PLAIN, moment())
    assert state.workers.gig_hours.tolist() == [0.0, 200.0, 0.0, 0.0]


def test_the_injured_lose_pay_unless_insured():
    hurt = paid(share=0.02, hazard=0.01, injury_pay_loss=0.5)  # certain at 200 hours
    assert hurt.workers.deposits[0] == pytest.approx(400.0)
    assert hurt.workers.deposits[1] == pytest.approx(400.0)
    cared = paid(share=0.02, hazard=0.01, injury_pay_loss=0.5, insurance=1.0)
    assert cared.workers.deposits[0] == pytest.approx(800.0)
    assert received(cared, "gigs") == pytest.approx({"workers": 800.0, "abroad": -800.0})
    assert received(cared, "rider_contributions") == pytest.approx({"centre": 16.0, "abroad": -16.0})
    assert received(cared, "rider_benefits") == pytest.approx({"workers": 800.0, "centre": -800.0})
    assert cared.sectors.rider_benefits[Account.RIDERS.row] == pytest.approx(800.0)


def test_disappointment_takes_half_a_year_and_a_worse_life():
    state = town()
    state.workers.gig_hours[:], state.nation.platform_share[:] = 200.0, 0.02
    state.workers.tenure[:] = [7, 7, 2, 7]
    state.workers.gig_expected[:] = np.log([1000.0, 300.0, 1000.0, 1000.0])  # they get 400
    state.nation.cpi[:] = 1.0
    pay_platform_workers(state, PLAIN, moment())
    assert state.cities.gig_disappointed[0] == 2


def test_protest_needs_anger_and_distrust_and_wins_a_little():
    params = Params(protest_rate=2.0, deterrence=0.5)
    assert protest_rate(params, 0.5, 0.2, 1.0) == pytest.approx(0.8 * np.exp(-0.5))
    assert protest_rate(params, 0.0, 0.2, 1.0) == 0.0
    state = town()
    state.cities.gig_workers[0] = state.cities.gig_disappointed[0] = 10
    protest_of_platform_workers(state, Params(protest_rate=10.0, deterrence=0.0, concession=0.05), moment())
    assert state.cities.gig_protest.tolist() == [1.0, 0.0]
    assert state.cities.gig_take[0] == pytest.approx(0.15)
    assert state.nation.gig_protests[0] == 1.0


def test_disutility_grows_with_the_cube_of_hours():
    state = town()
    state.cities.gig_pay[:] = 10.0
    choose_platform_work(
        state, replace(PLAIN, hours_disutility=0.2, minimum_hours=2 * STANDARD, maximum_hours=2 * STANDARD), moment()
    )
    assert state.workers.gig_expected[0] == pytest.approx(np.log(20 * STANDARD) - 1.6)
