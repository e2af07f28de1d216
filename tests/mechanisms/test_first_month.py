"""Does the first month stand where the months after it would have gone?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.mechanisms import orders, production
from segsim.model import SegmentationModel
from segsim.settings import Settings, Time
from segsim.state.codes import Hukou, Industry, Segment, Tier, market_of, segment_of
from segsim.world.chains import read_chains
from segsim.world.draws import NEIGHBOURS, even_draws
from segsim.world.first_orders import first_orders, first_shares
from segsim.world.size import World

SMALL = World(workers=10_000, firms=200)
BURN_IN = 4


@pytest.fixture(scope="module")
def first() -> SegmentationModel:
    """The world before its first month."""
    return SegmentationModel(Settings.history(SMALL, Time(burn_in=BURN_IN)), rng=1)


@pytest.fixture(scope="module")
def after_burn_in() -> tuple[SegmentationModel, np.ndarray]:
    """The same after its burn-in, with the log productivity of each firm before it."""
    run = SegmentationModel(Settings.history(SMALL, Time(burn_in=BURN_IN)), rng=1)
    before = np.log(run.state.firms.productivity)
    for _ in range(BURN_IN):
        run.step()
    return run, before


def by_market(firms, values) -> np.ndarray:
    return np.bincount(firms.market, weights=values, minlength=8)


def test_every_market_wants_the_people_whom_it_has(first):
    firms = first.state.firms
    wanted = by_market(firms, firms.target_employment) / by_market(firms, firms.employment)
    assert wanted == pytest.approx(np.ones(8), abs=0.01)


def test_large_firms_want_the_people_whom_they_have(first):
    # Small ones cannot: the skill of a few people is luck, and luck is no technology. Cities differ in skill, too.
    firms = first.state.firms
    large = firms.employment >= 100
    assert large.sum() >= 5
    assert firms.target_employment[large] == pytest.approx(firms.employment[large], rel=0.15)


def test_migrants_at_work_and_at_home_are_equally_able(first):
    workers = first.state.workers
    migrants, at_work = workers.hukou == Hukou.RURAL, workers.employer >= 0
    at_home = workers.city == first.state.cities.rows - 1
    gap = workers.skill[migrants & at_work].mean() - workers.skill[migrants & at_home].mean()
    assert abs(gap) < 0.03


def test_the_core_takes_the_able(first):
    workers, firms = first.state.workers, first.state.firms
    core = segment_of(firms.industry, firms.tier) == Segment.CORE
    in_core = (workers.employer >= 0) & core[np.maximum(workers.employer, 0)]
    assert workers.skill[in_core].min() >= first.params["matching"].skill_threshold


def test_residents_and_migrants_work_in_the_same_firms(first):
    state = first.state
    workers, firms = state.workers, state.firms
    others = segment_of(firms.industry, firms.tier) != Segment.CORE
    at_work = workers.employer >= 0
    local = np.bincount(workers.employer[at_work], workers.hukou[at_work] == Hukou.URBAN, firms.rows)
    for city in range(state.cities.rows - 1):
        rows = np.flatnonzero(others & (firms.city == city) & (firms.employment >= 20))
        if rows.size < 5:
            continue
        share = local[rows] / firms.employment[rows]
        chance = local[rows].sum() / firms.employment[rows].sum()
        error = np.sqrt(chance * (1.0 - chance) / firms.employment[rows])
        assert (np.abs(share - chance) < 5.0 * error + 1e-9).all()


def test_no_firm_begins_at_a_loss_per_unit(first):
    firms = first.state.firms
    assert (firms.unit_cost <= 1.01 * firms.price).all()


def test_technology_holds_through_the_burn_in_and_moves_after_it(after_burn_in):
    run, before = after_burn_in
    firms = run.state.firms
    stands = (firms.born < 0) & firms.alive  # entrants have another's
    assert stands[firms.alive].mean() > 0.9
    assert np.log(firms.productivity[stands]) == pytest.approx(before[stands], abs=1e-9)
    assert np.abs(firms.automation[stands]).max() > 0.0  # machines, training and effort did move
    settings = replace(run.settings, time=Time(burn_in=0))
    started = SegmentationModel(settings, rng=1)
    begun = np.log(started.state.firms.productivity)
    started.step()
    started.step()
    assert np.nanmax(np.abs(np.log(started.state.firms.productivity) - begun)) > 1e-4


def test_nobody_moves_in_the_burn_in(after_burn_in):
    run, _ = after_burn_in
    assert (run.state.firms.next_city == -1).all()


def two_suppliers():
    state = hand_state(firms=3)
    place(state, [0], Industry.AUTO, Tier.FIRST)
    place(state, [1, 2], Industry.AUTO, Tier.SECOND)
    firms = state.firms
    firms.buyer[:] = [-1, 0, 0]
    firms.first_weight[:] = [1.0, 3.0, 1.0]
    firms.quality[:] = 0.0
    return state


def test_until_the_first_month_shares_are_those_of_the_start_whatever_capacity_and_price():
    state = two_suppliers()
    state.firms.capacity[:], state.firms.price[:] = [1.0, 5.0, 70.0], [1.0, 1.3, 0.8]
    still = orders.Params(noise=0.0)
    orders.split_orders(state, still, moment(index=-1))
    assert state.firms.linked_share == pytest.approx([0.0, 0.75, 0.25])


def test_after_it_customers_stay_and_capacity_and_price_count():
    # By hand: equal prices and capacity 1 and 1: customers 3 to 1. Then the second doubles its capacity and has
    # 2^.7 = 1.625 times its weight: 1.625 / 4.625.
    state = two_suppliers()
    state.firms.capacity[:], state.firms.price[:] = 1.0, 1.0
    still = orders.Params(noise=0.0, size_exponent=0.7)
    orders.split_orders(state, still, moment(index=-1))
    state.firms.capacity[2] = 2.0
    orders.split_orders(state, still, moment(index=0))
    assert state.firms.customer_base == pytest.approx([1.0, 3.0, 1.0])
    assert state.firms.linked_share[2] == pytest.approx(2.0**0.7 / (3.0 + 2.0**0.7))


def test_log_tfp_takes_up_what_machines_bring_until_the_first_month():
    state = hand_state(firms=1)
    firms = state.firms
    firms.technology[:], firms.automation[:], firms.outsourced[:], firms.effort[:] = 2.0, 0.3, 0.2, 1.1
    production.set_productivity(state, production.Params(), moment(index=-1))
    assert firms.productivity[0] == pytest.approx(np.exp(2.0))
    assert firms.log_tfp[0] == pytest.approx(2.0 - 0.3 - np.log(1.1) + np.log(0.8))
    firms.automation[:] = 0.4
    production.set_productivity(state, production.Params(), moment(index=0))
    assert firms.productivity[0] == pytest.approx(np.exp(2.1))


def test_orders_run_down_the_tiers():
    # By hand: one assembler; two first-tier suppliers of sizes 3 and 1, only the second is its own; parts p a car, .6
    # of them to its own supplier, the rest open: p (.4 x 3/4) and p (.6 + .4 x 1/4).
    state = hand_state(firms=3)
    place(state, [0], Industry.AUTO, Tier.LEAD)
    place(state, [1, 2], Industry.AUTO, Tier.FIRST)
    firms, chains = state.firms, read_chains()
    firms.buyer[:] = [-1, -1, 0]
    first_shares(firms, np.array([1.0, 3.0, 1.0]))
    final = np.zeros(8)
    final[0] = 100.0
    parts = 100.0 * chains.parts[0]
    found = first_orders(firms, chains, final, 0.6)
    assert found == pytest.approx([100.0, parts * 0.3, parts * 0.7])


def test_every_hand_of_firms_of_like_size_is_dealt_the_whole_range():
    rows = np.arange(80)
    size = np.exp(np.random.default_rng(1).normal(size=80))
    found = even_draws(1, "test", rows, size)
    assert sorted(found) == pytest.approx((np.arange(80) + 0.5) / 80)
    hands = found[np.argsort(-size)].reshape(-1, NEIGHBOURS)
    means = hands.mean(axis=1)
    assert np.abs(means - 0.5).max() < 0.1  # a random hand of eight has a standard deviation of .1
    assert not np.allclose(found, even_draws(1, "other", rows, size))


def test_parts_differ_in_how_critical_they_are_at_first_tier_suppliers_of_cars(first):
    firms = first.state.firms
    makes_car_parts = firms.market == market_of(Industry.AUTO, Tier.FIRST)
    assert (firms.criticality[~makes_car_parts] == 1.0).all()
    makes_car_parts &= firms.alive  # an empty row has the part of one of them
    n = makes_car_parts.sum()
    assert sorted(firms.criticality[makes_car_parts]) == pytest.approx((np.arange(n) + 0.5) / n)
