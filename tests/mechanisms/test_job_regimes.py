"""Are pockets, market despotism and the four orders what their definitions say? Cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jobs_by_hand import deprive, good_jobs
from segsim.indicators import measure
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_regimes import hybridity, network_score, order_of, relation
from segsim.indicators.plant_capital import capital_gap, modern_part
from segsim.indicators.sums import Now
from segsim.state import State
from segsim.state.codes import Brand, Hukou, Industry, Order, Owner, Tier

FIVE = ("jobs_pocket", "jobs_despotism", "jobs_low_road", "jobs_decent_lagging", "jobs_between")

# technology


@pytest.mark.parametrize(("gap", "expected"), [
    (0.0, 0.0), (0.5, 0.0), (2.0 / 3.0, 0.0), (1.0, 0.5), (1.5, 1.0), (40.0, 1.0), (np.nan, 0.0),
    (np.sqrt(1.5), 0.75), (np.sqrt(2.0 / 3.0), 0.25),
])  # fmt: skip
def test_how_far_a_plant_is_modern(gap, expected):
    assert modern_part(np.array([gap]), Cutoffs())[0] == pytest.approx(expected, abs=1e-12)


def test_other_anchors_move_it():
    assert modern_part(np.array([1.0]), replace(Cutoffs(), lagging=1.0, modern=2.0))[0] == 0.0
    assert modern_part(np.array([1.5]), replace(Cutoffs(), modern=2.25))[0] == pytest.approx(2.0 / 3.0)


def test_capital_is_compared_within_the_industry_and_divided_by_pace():
    state = good_jobs([900.0] * 6, firms=[0, 0, 2, 2, 1, 1])
    state.firms.capacity[:] = [300.0, 77.0, 100.0, 0.0]
    assert capital_gap(state)[:3] == pytest.approx([1.5, 1.0, 0.5])  # the electronics maker is alone
    assert np.isnan(capital_gap(state)[3])
    state.firms.effort[:] = [2.0, 5.0, 1.0, 1.0]  # 400 over 6 norm-heads; 150 over 2, and over 1
    assert capital_gap(state)[:3] == pytest.approx([75.0 / (400.0 / 6.0), 1.0, 50.0 / (400.0 / 6.0)])


# shares


def two_plants(capacity: tuple[float, float]) -> State:
    """Two jobs in each of two plants of the car industry; the second of each is multiply deprived (.6)."""
    state = good_jobs([900.0] * 4, firms=[0, 0, 2, 2], hukou=[Hukou.URBAN, Hukou.RURAL, Hukou.RURAL, Hukou.RURAL])
    deprive(state, 1)
    deprive(state, 3)
    state.firms.capacity[:] = [capacity[0], 0.0, capacity[1], 0.0]
    return state


def test_quality_and_technology_make_four_kinds_of_jobs():
    found = measure(two_plants((300.0, 100.0)), *FIVE, "multiply_deprived", "deprivation_intensity",
                    "adjusted_deprivation", "deprivation_score", "jobs_pocket:core", "jobs_despotism:supplier",
                    "jobs_despotism:migrants", "jobs_pocket:urban")  # fmt: skip
    assert [found[name] for name in FIVE] == pytest.approx([0.25, 0.25, 0.25, 0.25, 0.0])
    assert found["multiply_deprived"] == pytest.approx(0.5)
    assert found["deprivation_intensity"] == pytest.approx(0.6)
    assert found["adjusted_deprivation"] == found["deprivation_score"] == pytest.approx(0.3)
    assert (found["jobs_pocket:core"], found["jobs_despotism:supplier"]) == pytest.approx((0.5, 0.5))
    assert (found["jobs_despotism:migrants"], found["jobs_pocket:urban"]) == pytest.approx((1.0 / 3.0, 1.0))


def test_without_its_lead_in_capital_half_of_each_job_is_modern():
    state = two_plants((200.0, 200.0))
    for row in (2, 3):
        deprive(state, row)
    found = measure(state, *FIVE)
    assert [found[name] for name in FIVE] == pytest.approx([0.125, 0.375, 0.375, 0.125, 0.0])


def test_who_is_neither_is_between():
    state = good_jobs([900.0] * 4)
    state.workers.arrears[0], state.workers.pension_cover[0], state.workers.injury_cover[0] = 9.0, False, False
    state.firms.capacity[0] = 300.0
    found = measure(state, *FIVE, "multiply_deprived", "adjusted_deprivation", "deprivation_score")
    assert [found[name] for name in FIVE] == pytest.approx([0.375, 0.0, 0.0, 0.375, 0.25])
    assert found["multiply_deprived"] == found["adjusted_deprivation"] == 0.0
    assert found["deprivation_score"] == pytest.approx(0.1)


def test_what_each_dimension_contributes():
    state = two_plants((300.0, 100.0))
    state.workers.arrears[0] = 9.0  # a decent job: no part of M0
    parts = ("pay", "working_time", "overtime_pay", "contract", "insurance")
    found = measure(state, *(f"contribution_{one}" for one in parts), *(f"deprived_in_{one}" for one in parts))
    assert [found[f"contribution_{one}"] for one in parts] == pytest.approx([0.0, 0.0, 1 / 3, 1 / 3, 1 / 3])
    assert [found[f"deprived_in_{one}"] for one in parts] == pytest.approx([0.0, 0.0, 0.75, 0.5, 0.5])


# orders


def four_firms() -> State:
    """A job without a fault in each of four private firms; three make cars in one city, so that these are a cluster."""
    state = good_jobs([900.0] * 4, firms=[0, 1, 2, 3])
    firms = state.firms
    firms.alive[:] = True
    firms.industry[:] = [Industry.AUTO, Industry.IT, Industry.AUTO, Industry.AUTO]
    firms.tier[:] = [Tier.LEAD, Tier.FIRST, Tier.SECOND, Tier.THIRD]
    firms.city[:] = [0, 1, 0, 0]
    firms.orders[:] = 100.0
    for row in range(4):
        hold(state, row, 0.0, 0.0, 0.0, 1.0)
    return state


def hold(state: State, row: int, *shares: float) -> None:
    """Give a firm its shares of capital: of the state, foreigners, overseas Chinese, private owners."""
    firms = state.firms
    columns = (firms.held_by_state, firms.held_by_foreigners, firms.held_by_overseas_chinese, firms.held_privately)
    for column, share in zip(columns, shares, strict=True):
        column[row] = share


def linked(units: float = 50.0) -> State:
    """The same; the second-tier supplier gets so many of its 100 orders from the car maker."""
    state = four_firms()
    state.firms.buyer[2], state.firms.linked_orders[2] = 0, units
    return state


def now(state: State) -> Now:
    return Now(state, np.zeros(4), state.firms.city)


def orders(state: State) -> list[Order]:
    """Order of each firm."""
    return [Order(one) for one in order_of(now(state))]


@pytest.mark.parametrize("owner", list(Owner))
@pytest.mark.parametrize(("share", "expected"), [(0.5, Order.STATE), (1.0, Order.STATE), (0.49, Order.ARMS_LENGTH)])
def test_the_state_rules_where_it_holds_half_whatever_the_registration(owner, share, expected):
    state = four_firms()
    state.firms.owner[3], state.firms.dormitory[3] = owner, 0.0
    state.firms.city[3] = 1  # alone of its industry, so that mixed capital is all it has
    hold(state, 3, share, 0.0, 0.0, 1.0 - share)
    assert orders(state)[3] is expected


@pytest.mark.parametrize("brand", list(Brand))
@pytest.mark.parametrize("owner", list(Owner))
def test_neither_brand_nor_registration_is_asked_for(brand, owner):
    state = linked()
    state.firms.brand[:], state.firms.owner[:] = brand, owner
    assert orders(state) == orders(linked())


@pytest.mark.parametrize(("units", "expected"), [
    (100.0, Order.NETWORK), (50.0, Order.NETWORK), (25.0, Order.NETWORK), (24.0, Order.ARMS_LENGTH),
    (0.0, Order.ARMS_LENGTH),
])  # fmt: skip
def test_a_supplier_in_a_cluster_belongs_to_a_network_by_its_standing_orders(units, expected):
    # The cluster gives 1; relations are whole at half of the orders: (24 / 50 + 0 + 1) / 3 is under half.
    assert orders(linked(units))[2] is expected
    assert network_score(now(linked(units)))[2] == pytest.approx((min(1.0, units / 50.0) + 1.0) / 3.0)


def test_dealings_with_state_hands_are_no_network():
    state = linked()
    hold(state, 0, 0.5, 0.5, 0.0, 0.0)
    assert relation(state.firms)[2] == 0.0
    assert orders(state)[2] is Order.ARMS_LENGTH
    hold(state, 0, 0.49, 0.51, 0.0, 0.0)
    assert orders(state)[2] is Order.NETWORK


def test_a_standing_order_far_from_others_takes_mixed_capital():
    state = four_firms()
    state.firms.contracted_orders[1] = 100.0  # a contract maker whose brand abroad stands by it, alone in its city
    assert relation(state.firms)[1] == 1.0
    assert orders(state)[1] is Order.ARMS_LENGTH
    cases = {(0.25, 0.25, 0.25, 0.25): 2.0, (0.0, 0.5, 0.5, 0.0): 2.0, (0.0, 0.25, 0.0, 0.75): 1.75,
             (0.0, 0.1, 0.0, 0.9): 1.36}  # fmt: skip
    for shares, expected in cases.items():
        hold(state, 1, *shares)
        assert network_score(now(state))[1] == pytest.approx(expected / 3.0, abs=1e-6)
        assert orders(state)[1] is (Order.NETWORK if expected > 1.5 else Order.ARMS_LENGTH)


def test_how_mixed_capital_is():
    state = four_firms()
    shares = ((1.0, 0.0, 0.0, 0.0), (0.5, 0.5, 0.0, 0.0), (0.25, 0.25, 0.25, 0.25), (0.3, 0.1, 0.2, 0.4))
    for row, mixed in enumerate(shares):
        hold(state, row, *mixed)
    assert hybridity(state.firms) == pytest.approx([0.0, 0.5, 0.75, 0.7], abs=1e-6)


def test_a_lead_has_relations_with_those_who_make_its_parts():
    # It made 100 units of .3 parts; its own supplier made 20, three quarters of them for it: 15 of 30.
    state = four_firms()
    firms = state.firms
    firms.buyer[2], firms.orders[2], firms.linked_orders[2] = 0, 80.0, 60.0
    firms.output[[0, 2]] = 100.0, 20.0
    firms.linked_orders[0] = 77.0  # nobody orders from a lead by link
    assert relation(firms)[0] == pytest.approx(0.5)
    hold(state, 2, 0.5, 0.5, 0.0, 0.0)
    assert relation(firms)[0] == 0.0


def test_without_others_of_the_industry_near_there_is_no_cluster():
    for name, rows, value in (("city", [0, 3], 1), ("industry", [0, 3], Industry.IT)):
        state = linked()
        assert orders(state)[2] is Order.NETWORK
        getattr(state.firms, name)[rows] = value
        assert orders(state)[2] is Order.ARMS_LENGTH, name


def test_control_is_despotic_by_the_dormitory_or_by_the_jobs():
    state = linked(80.0)
    state.firms.buyer[3], state.firms.linked_orders[3] = 2, 80.0
    state.firms.dormitory[:] = [0.9, 0.5, 0.51, 0.0]
    assert orders(state) == [Order.DESPOTIC, Order.ARMS_LENGTH, Order.DESPOTIC, Order.NETWORK]
    state.firms.dormitory[2] = 0.5
    assert orders(state)[2] is Order.NETWORK
    deprive(state, 3)
    assert orders(state) == [Order.DESPOTIC, Order.ARMS_LENGTH, Order.NETWORK, Order.DESPOTIC]
    shares = measure(state, *(f"order_{one.name.lower()}" for one in Order))
    assert shares["order_network"] == shares["order_arms_length"] == pytest.approx(0.25)
    assert (shares["order_despotic"], shares["order_state"]) == pytest.approx((0.5, 0.0))
    hold(state, 0, 0.6, 0.4, 0.0, 0.0)
    assert orders(state)[0] is Order.STATE  # despotic or not
    assert measure(state, "state_share")["state_share"] == pytest.approx(0.25)


# the core wage premium


@pytest.mark.parametrize("premium", [-0.1, 0.0, 0.3])
def test_a_known_core_premium_is_found_again(premium):
    rng = np.random.default_rng(3)
    firm = np.arange(120) % 3
    urban = rng.random(120) < np.array([0.6, 0.3, 0.2])[firm]
    state = good_jobs([1.0] * 120, firms=firm.tolist(), hukou=[Hukou(int(one)) for one in urban])
    workers = state.workers
    workers.skill[:], workers.tenure[:] = np.exp(rng.normal(0.4 * urban, 0.3)), rng.integers(0, 90, 120)
    is_core, town = firm == 0, np.array([0.0, 0.2, 0.0])[firm]
    hourly = 2.0 + 0.7 * np.log(workers.skill) + 0.02 * workers.tenure / 12.0 + 0.1 * urban + premium * is_core + town
    workers.base_pay[:] = 174.0 * np.exp(hourly)
    assert measure(state, "core_wage_premium")["core_wage_premium"] == pytest.approx(premium, abs=1e-5)
    workers.employer[is_core] = -1
    assert np.isnan(measure(state, "core_wage_premium")["core_wage_premium"])
