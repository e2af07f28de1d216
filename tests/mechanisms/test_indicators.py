"""Is each indicator what its definition says? Cases worked out by hand, on tables filled by hand."""

from __future__ import annotations

import numpy as np
import pytest

from segsim.indicators import FILES, INDICATORS, inequality, measure, named, passes
from segsim.indicators.counts import GROUPS, SEGMENTS, Before, Counts, by_cell, by_group, count, too_few
from segsim.indicators.cuts import Params
from segsim.indicators.decomposition import hukou_gap
from segsim.indicators.growth import accounts, intensive_share, residual, trailing_mean
from segsim.indicators.jobs import share_into_core, share_out_of_core, shorrocks, transitions
from segsim.indicators.regimes import Order, Regime, classify, order_of, share_in, unclassified
from segsim.indicators.segmentation import dissimilarity
from segsim.indicators.snapshot import Snapshot, Years
from segsim.indicators.upgrading import industrial, log_position, mean_of_known, position, social
from segsim.plumbing.errors import InputError
from segsim.plumbing.tables import Column
from segsim.state import State
from segsim.state.codes import Hukou, Industry, Owner, Region, Segment, Tier, Union, market_of

HOURS, CAP, MULTIPLE, MINIMUM = 174.0, 36.0, 1.75, 870.0  # yuan 5 an hour


def hand_made(workers: int = 8) -> State:
    """Two cities and the countryside; a core firm, a contract manufacturer, a third-tier supplier, an empty row."""
    state = State.blank(workers, 4, 3)
    state.cities.region[:] = [Region.AUTO_CORE, Region.IT_COAST, Region.RURAL]
    state.cities.minimum_wage[:] = [MINIMUM, MINIMUM, 0.0]
    nation, firms = state.nation, state.firms
    nation.standard_hours[:], nation.overtime_cap[:], nation.overtime_multiple[:] = HOURS, CAP, MULTIPLE
    nation.consumption[:], nation.cpi[:] = 5000.0, 1.1
    firms.industry[:] = [Industry.AUTO, Industry.IT, Industry.AUTO, Industry.IT]
    firms.tier[:] = [Tier.FIRST, Tier.FIRST, Tier.THIRD, Tier.SECOND]
    firms.market[:] = market_of(firms.industry, firms.tier)
    firms.city[:] = [0, 1, 0, 1]
    firms.alive[:] = [True, True, True, False]
    firms.owner[:] = [Owner.JOINT_VENTURE, Owner.OVERSEAS_CHINESE, Owner.PRIVATE, Owner.PRIVATE]
    for name in ("hours_lost", "active_share", "mrpl", "base_wage", "capacity", "debt", "depth_premium"):
        getattr(firms, name)[:] = 0.0
    state.markets.parts_per_unit[:], state.markets.materials_per_unit[:] = 0.3, 0.2
    state.markets.capital_per_unit[:] = 10.0
    workers_ = state.workers
    workers_.city[:], workers_.skill[:], workers_.tenure[:] = 2, 1.0, 12
    workers_.arrears[:] = 0.0
    return state


def employ(state: State, row: int, firm: int, base: float, hours: float = 0.0, extra: float = 0.0, bonus: float = 0.0,
           hukou: Hukou = Hukou.RURAL) -> None:
    workers = state.workers
    workers.employer[row], workers.city[row], workers.hukou[row] = firm, state.firms.city[firm], hukou
    workers.base_pay[row], workers.overtime[row], workers.overtime_pay[row] = base, hours, extra
    workers.bonus[row] = bonus
    state.firms.heads[firm] += 1


# pay, hours, compliance


def test_pay_is_split_into_base_overtime_and_bonus():
    state = hand_made()
    employ(state, 0, 0, 1740.0, 0.0, 0.0, 260.0, Hukou.URBAN)
    employ(state, 1, 2, 870.0, 80.0, 600.0)
    found = measure(state, "base_pay", "earnings", "overtime_share", "bonus_share", "hourly_pay", "earnings_migrants",
                    "base_over_minimum", "earnings_core", "base_pay_supplier", "core_over_lower_earnings",
                    "urban_over_migrant_earnings")  # fmt: skip
    assert found["base_pay"] == pytest.approx(1305.0)
    assert found["earnings"] == pytest.approx((2000.0 + 1470.0) / 2)
    assert found["overtime_share"] == pytest.approx(600.0 / 3470.0)
    assert found["bonus_share"] == pytest.approx(260.0 / 3470.0)
    assert found["hourly_pay"] == pytest.approx(3470.0 / (174.0 + 254.0))
    assert found["earnings_migrants"] == pytest.approx(1470.0)
    assert found["base_over_minimum"] == pytest.approx(1.5)
    assert found["earnings_core"] == pytest.approx(2000.0)
    assert found["base_pay_supplier"] == pytest.approx(870.0)
    assert found["core_over_lower_earnings"] == found["urban_over_migrant_earnings"] == pytest.approx(2000.0 / 1470.0)


def test_a_week_of_44_hours_is_a_tenth_of_overtime():
    state = hand_made()
    for row, hours in enumerate([0.0, 17.4, 17.5, 36.0, 36.5]):
        employ(state, row, 0, 1000.0, hours, 10.0)
    found = measure(state, "hours_week", "share_over_44h", "share_over_cap", "overtime")
    assert found["share_over_44h"] == pytest.approx(3 / 5)
    assert found["share_over_cap"] == pytest.approx(1 / 5)
    assert found["overtime"] == pytest.approx(107.4 / 5)
    assert found["hours_week"] == pytest.approx(40.0 * (174.0 + 107.4 / 5) / 174.0)


def test_three_ways_of_being_under_the_minimum_wage():
    state = hand_made()
    employ(state, 0, 2, 870.0)  # at the minimum
    employ(state, 1, 2, 783.0, 0.0, 0.0, 200.0)  # base a tenth under, total above
    employ(state, 2, 2, 900.0, 80.0, 0.0)  # obeys month by month, not hour by hour
    employ(state, 3, 2, 696.0)  # a fifth under in every way
    found = measure(state, "under_minimum_base", "under_minimum_total", "under_minimum_hourly", "minimum_gap")
    assert found["under_minimum_base"] == pytest.approx(2 / 4)
    assert found["under_minimum_total"] == pytest.approx(1 / 4)
    assert found["under_minimum_hourly"] == pytest.approx(2 / 4)
    assert found["minimum_gap"] == pytest.approx((0.1 + 0.2) / 2)


def test_overtime_unpaid_short_paid_and_paid():
    state = hand_made()
    hourly = 870.0 / HOURS
    employ(state, 0, 2, 870.0, 40.0, 0.0)
    employ(state, 1, 2, 870.0, 40.0, hourly * 40.0)  # straight pay
    employ(state, 2, 2, 870.0, 40.0, 1.5 * hourly * 40.0)  # the workday rate
    employ(state, 3, 2, 870.0, 40.0, 1.75 * hourly * 40.0)
    employ(state, 4, 2, 870.0)  # works none
    found = measure(state, "overtime_unpaid", "overtime_below_legal", "overtime_shortfall")
    assert found["overtime_unpaid"] == pytest.approx(1 / 4)
    assert found["overtime_below_legal"] == pytest.approx(2 / 4)
    assert found["overtime_shortfall"] == pytest.approx(1.0 - 4.25 / 7.0)


def test_strike_days_are_no_violation():
    state = hand_made()
    state.firms.hours_lost[2] = 0.5
    before = Before.of(state)
    state.firms.hours_lost[2] = 0.0
    employ(state, 0, 2, 435.0, 20.0, 1.75 * 5.0 * 20.0)
    found = measure(state, "under_minimum_base", "overtime_below_legal", "base_pay", "hours_lost", before=before)
    assert found == {
        "under_minimum_base": 0.0, "overtime_below_legal": 0.0, "base_pay": 435.0, "hours_lost": 0.5,
    }  # fmt: skip


def test_cover_contracts_and_wages_owed():
    state = hand_made()
    for row in range(4):
        employ(state, row, 1, 1000.0)
    state.workers.written_contract[:2] = state.workers.injury_cover[:3] = state.workers.pension_cover[:1] = True
    state.workers.arrears[:2] = [500.0, 0.5]  # half a yuan is rounding
    found = measure(state, "contract_share_migrants", "injury_cover", "pension_cover", "arrears_share")
    assert list(found.values()) == [0.5, 0.75, 0.25, 0.25]


def test_depth_is_weighted_by_heads():
    state = hand_made()
    for row in range(4):
        employ(state, row, 0 if row == 0 else 2, 1000.0)
    state.firms.depth_premium[:] = [0.2, np.nan, 0.6, np.nan]  # firms without heads do not count
    assert measure(state, "depth_premium")["depth_premium"] == pytest.approx((0.2 + 3 * 0.6) / 4)


@pytest.mark.parametrize("threads", [False, True])
def test_counters_hold_more_workers_of_one_cell_than_a_word_does(threads, monkeypatch):
    monkeypatch.setattr(passes, "MANY", 0 if threads else 10**9)
    state = hand_made(5000 * passes.CHUNKS)
    workers = state.workers
    workers.employer[:], workers.city[:], workers.base_pay[:] = 2, 0, 435.0
    workers.written_contract[::2] = True
    state.firms.heads[2] = workers.employer.size
    found = measure(state, "employment", "under_minimum_base", "contract_share", "minimum_gap")
    assert found["employment"] == workers.employer.size
    assert found["under_minimum_base"] == 1.0
    assert found["contract_share"] == 0.5
    assert found["minimum_gap"] == pytest.approx(0.5)


# jobs


def test_who_left_who_changed_and_who_came():
    state = hand_made()
    for row, firm in enumerate([0, 0, 2, 2]):
        employ(state, row, firm, 1000.0)
    before = Before.of(state)
    workers = state.workers
    workers.employer[:5] = [0, -1, 0, 2, 2]  # one leaves the core, one moves into it, one comes to the supplier
    workers.city[1] = 0
    found = measure(state, "separation_rate", "separation_rate_core", "separation_rate_supplier", "job_change_rate",
                    "job_change_rate_core", "hiring_rate", "unemployment_rate", "at_home_share",
                    before=before)  # fmt: skip
    assert found["separation_rate"] == 2 / 4
    assert found["separation_rate_core"] == found["separation_rate_supplier"] == 1 / 2
    assert found["job_change_rate"] == 1 / 4
    assert found["job_change_rate_core"] == 0.0
    assert found["hiring_rate"] == 2 / 4
    assert found["unemployment_rate"] == 1 / 5
    assert found["at_home_share"] == 3 / 8
    assert np.isnan(measure(state, "separation_rate")["separation_rate"])


def test_mobility_of_nobody_and_of_everybody():
    assert shorrocks(np.diag([3.0, 2.0, 0.0])) == 0.0
    assert shorrocks(np.full((3, 3), 5.0)) == pytest.approx(1.0)
    assert np.isnan(shorrocks(np.zeros((6, 6))))


def test_moves_between_segments_within_a_year():
    state = hand_made()
    for row, firm in enumerate([0, 0, 1, 2]):
        employ(state, row, firm, 1000.0, hukou=Hukou(row % 2))
    year_ago = np.array([Segment.CORE, Segment.SUPPLIER, Segment.CORE, Segment.SUPPLIER, *[Segment.RURAL] * 4], np.int8)
    moved = transitions(Snapshot(state, year_ago=year_ago))
    assert moved.sum() == 8
    assert moved[Segment.SUPPLIER, Segment.CORE, Hukou.URBAN] == 1
    assert share_into_core(moved[:, :, Hukou.URBAN]) == 0.5
    assert share_out_of_core(moved.sum(axis=2)) == 0.5


def test_dissimilarity_is_one_where_nobody_meets():
    state = hand_made()
    employ(state, 0, 0, 1000.0, hukou=Hukou.URBAN)
    employ(state, 1, 2, 1000.0)
    assert dissimilarity(by_group(count(state))) == 1.0
    employ(state, 2, 0, 1000.0)
    assert dissimilarity(by_group(count(state))) == 0.5


# firms and unrest


def test_markdown_is_weighted_by_heads():
    state = hand_made()
    state.firms.heads[:3] = [1, 3, 0]
    state.firms.mrpl[:] = [20.0, 30.0, np.nan, np.nan]
    state.firms.base_wage[:] = [10.0, 10.0, np.nan, np.nan]
    assert measure(state, "markdown")["markdown"] == pytest.approx((2.0 + 3 * 3.0) / 4)


def test_firms_by_hand():
    state = hand_made()
    firms = state.firms
    firms.heads[:], firms.vacancies[:] = [10, 30, 10, 0], [0, 10, 0, 7]
    firms.sales[:], firms.output[:], firms.capacity[:] = [300.0, 500.0, 200.0, 0.0], [200.0, 500.0, 100.0, 0.0], 400.0
    firms.parts_bill[:], firms.materials_bill[:] = [100.0, 200.0, 0.0, 0.0], [50.0, 100.0, 50.0, 0.0]
    firms.wage_bill[:], firms.insurance_bill[:] = [30.0, 90.0, 60.0, 0.0], [20.0, 30.0, 10.0, 0.0]
    firms.profit[:], firms.debt[:] = [60.0, -10.0, 0.0, 0.0], [0.0, 900.0, 100.0, 9.0]
    firms.union[:] = [Union.GENUINE, Union.CAPTURED, Union.NONE, Union.NONE]
    firms.struck[:] = [False, True, False, False]
    firms.closed[:], firms.active_share[:] = [False, False, False, True], [0.0, 0.5, 0.0, 0.0]
    found = measure(state)
    assert found["vacancy_rate"] == pytest.approx(10 / 60)
    assert found["price_index"] == pytest.approx(1000 / 800)
    assert found["utilisation"] == pytest.approx(800 / 1200)
    assert found["value_added"] == pytest.approx(500.0)
    assert found["profit_margin"] == pytest.approx(0.05)
    assert found["profit_margin_core"] == pytest.approx(0.2)
    assert found["debt_to_sales"] == pytest.approx(1.0)
    assert found["labour_share"] == pytest.approx(240 / 500)
    assert found["private_over_nonprivate"] == pytest.approx((60 / 10) / (120 / 40))
    assert found["union_coverage"] == pytest.approx(0.2)
    assert found["captured_coverage"] == pytest.approx(0.6)
    assert found["ready_to_strike"] == pytest.approx(0.3)
    assert (found["strikes"], found["strikes_contract_manufacturer"], found["strikes_core"]) == (1, 1, 0)
    assert (found["firms"], found["failures"], found["minimum_wage"]) == (3, 1, MINIMUM)
    assert found["consumption_to_value_added"] == pytest.approx(10.0)


# inequality


@pytest.mark.parametrize(
    ("values", "expected"),
    [([5, 5, 5, 5], 0.0), ([0, 0, 0, 1], 0.75), ([1, 2, 3, 4, 5], 4 / 15), ([3, 1], 0.25)],
)
def test_gini_of_known_vectors(values, expected):
    known = np.array(values, np.float32)
    assert inequality.gini(known) == pytest.approx(expected)
    assert inequality.gini_binned(known) == pytest.approx(expected)


def test_gini_from_bins_is_close_to_the_sorted_one():
    values = np.exp(np.random.default_rng(1).normal(7.5, 0.5, 50_000)).astype(np.float32)
    assert inequality.gini_binned(values) == pytest.approx(inequality.gini(values), abs=1e-5)


def test_theil_of_known_vectors():
    assert inequality.theil(np.full(10, 3.0, np.float32)) == pytest.approx(0.0)
    half = (0.5 * np.log(0.5) + 1.5 * np.log(1.5)) / 2
    assert inequality.theil(np.array([1.0, 3.0], np.float32)) == pytest.approx(half)
    assert inequality.theil(np.array([0.0, 2.0], np.float32)) == pytest.approx(np.log(2.0))
    assert inequality.theil_between(np.array([1.0, 1.0, 0.0]), np.array([1.0, 3.0, 0.0])) == pytest.approx(half)


def test_theil_falls_apart_into_between_and_within():
    rng = np.random.default_rng(2)
    groups = [np.exp(rng.normal(mean, 0.4, n)).astype(np.float32) for mean, n in ((7.0, 300), (7.5, 100), (8.0, 50))]
    heads, sums = np.array([g.size for g in groups], float), np.array([g.sum(dtype=float) for g in groups])
    within = sum(share * inequality.theil(g) for share, g in zip(sums / sums.sum(), groups, strict=True))
    whole = inequality.theil(np.concatenate(groups))
    assert inequality.theil_between(heads, sums) + within == pytest.approx(whole, rel=1e-6)


def test_theil_is_nought_with_one_type_and_lies_between_tiers_with_two():
    state = hand_made()
    employ(state, 0, 0, 1000.0)
    employ(state, 1, 2, 1000.0)
    assert measure(state, "theil", "theil_between_tier")["theil"] == pytest.approx(0.0, abs=1e-12)
    state.workers.base_pay[0] = 3000.0
    found = measure(state, "theil", "theil_between_tier", "theil_share_tier", "theil_share_hukou", "theil_share_region")
    assert found["theil_between_tier"] == pytest.approx(found["theil"])
    assert found["theil_share_tier"] == pytest.approx(1.0)
    assert found["theil_share_hukou"] == found["theil_share_region"] == pytest.approx(0.0, abs=1e-12)


def test_hukou_gap_by_hand():
    # ln hourly pay = 1 + .5 ln skill + .02 years + .1 urban + .3 core, exactly; the core is all urban or all migrant
    state = hand_made(40)
    rng = np.random.default_rng(3)
    skill, months = np.exp(rng.normal(0.0, 0.4, 40)), rng.integers(0, 100, 40)
    urban = np.arange(40) % 2
    for row in range(40):
        core = row < 20
        log_pay = 1.0 + 0.5 * np.log(skill[row]) + 0.02 * months[row] / 12 + 0.1 * urban[row] + 0.3 * core
        employ(state, row, 0 if core else 2, HOURS * np.exp(log_pay), hukou=Hukou(urban[row]))
    state.workers.skill[:], state.workers.tenure[:] = skill, months
    found = hukou_gap(Snapshot(state))
    assert found["within_segments"] == pytest.approx(0.1, abs=1e-5)
    assert found["total"] == pytest.approx(found["explained"] + found["unexplained"])
    state.workers.base_pay[:20] *= np.exp(-0.3)
    found = hukou_gap(Snapshot(state))
    expected = 0.5 * np.log(skill) + 0.02 * months / 12
    assert found["unexplained"] == pytest.approx(0.1, abs=1e-5)
    assert found["explained"] == pytest.approx(expected[urban == 1].mean() - expected[urban == 0].mean(), abs=1e-5)


def test_there_is_no_hukou_gap_without_urban_workers():
    state = hand_made()
    employ(state, 0, 0, 1000.0)
    assert np.isnan(list(hukou_gap(Snapshot(state)).values())).all()


# growth, upgrading, regimes


def of_one_cell(**sums: float) -> Counts:
    """Sums of a year in which one cell holds everything."""
    shape = (2, 2, 2, 2)
    basic = {"real_value_added": 100.0, "capital": 50.0, "hours": 20.0, "workers": 100.0, "firms": 10.0} | sums
    return Counts({name: np.full(shape, value) for name, value in basic.items()}, 12)


def test_solow_by_hand():
    assert residual(np.array(0.1), np.array(0.06), np.array(0.02), 0.5) == pytest.approx(0.06)
    years = [of_one_cell(), of_one_cell(real_value_added=110.0, capital=60.0, hours=21.0)]
    found = accounts(Years(years, Params(capital_share=0.4)))
    assert np.isnan(found["tfp"][0]).all()
    expected = np.log(1.1) - 0.4 * np.log(1.2) - 0.6 * np.log(21 / 20)
    assert found["tfp"][1] == pytest.approx(np.full((2, 2, 2), expected))
    share = intensive_share(Years(years, Params(capital_share=0.4)))
    assert share[1, 0, 0, 0] == pytest.approx(expected / np.log(1.1))
    assert np.isnan(intensive_share(Years([of_one_cell()] * 2, Params()))).all()  # nothing grew


def test_a_year_cut_short_is_compared_month_by_month():
    half = of_one_cell(real_value_added=50.0, capital=25.0, hours=10.0)
    half.months = 6
    assert accounts(Years([of_one_cell(), half], Params()))["output"][1] == pytest.approx(np.zeros((2, 2, 2)))


def test_a_trailing_mean_leaves_blanks_out():
    values = np.array([[np.nan], [2.0], [4.0], [9.0]])
    assert trailing_mean(values, 2)[1:, 0].tolist() == [2.0, 3.0, 6.5]
    assert np.isnan(trailing_mean(values, 2)[0, 0])


def test_scores_run_between_their_anchors():
    values = np.array([0.5, 1.0, 1.5, 2.0, 9.0])
    assert position(values, 1.0, 2.0).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert position(np.array(51.2), 58.4, 44.0) == pytest.approx(0.5)  # fewer hours score more
    assert log_position(np.array([10.0, 100.0, -1.0]), 10.0, 1000.0)[:2].tolist() == pytest.approx([0.0, 0.5])
    assert np.isnan(log_position(np.array([-1.0]), 10.0, 1000.0)[0])
    mixed = mean_of_known([np.array([1.0, np.nan]), np.array([np.nan, np.nan]), np.array([0.0, np.nan])])
    assert mixed[0] == 0.5
    assert np.isnan(mixed[1])


def test_upgrading_by_hand():
    cuts = Params()
    year = of_one_cell(
        real_value_added=1200.0 * cuts.value_added_high / 12.0, capital=1200.0 * cuts.capital_low, workers=1200.0,
        hours=1200.0 * HOURS, overtime=0.0, base_over_minimum=1800.0, overtime_workers=1200.0, below_legal=600.0,
        under_base=0.0, over_cap=1200.0, contract=1200.0, pension=0.0, leavers=12.0, workers_before=1200.0,
    )  # fmt: skip
    years = Years([year], cuts)
    assert industrial(years)[0, 0, 0, 0] == pytest.approx((0.0 + 1.0) / 2)  # no growth known in the first year
    assert social(years)[0, 0, 0, 0] == pytest.approx((0.5 + 1.0 + 0.5 + 1.0 + 0.5) / 5)


def test_regimes_follow_the_cuts():
    cuts = Params(industrial_cut=0.5, social_cut=0.4, band=0.05)
    industry = np.array([0.6, 0.6, 0.4, 0.4, 0.54, 0.6, np.nan])
    work = np.array([0.5, 0.3, 0.5, 0.3, 0.5, 0.44, 0.5])
    expected = [Regime.POCKET, Regime.HIGH_TECH_LOW_ROAD, Regime.RENT_ISLAND, Regime.MARKET_DESPOTISM, Regime.MIXED,
                Regime.MIXED]  # fmt: skip
    assert classify(industry, work, cuts)[:-1].tolist() == expected
    assert np.isnan(classify(industry, work, cuts)[-1])
    assert classify(industry, work, cuts, 0.7)[0] == Regime.POCKET
    assert classify(industry, work, cuts, 1.5)[0] == Regime.MARKET_DESPOTISM


def test_orders_follow_ownership_then_links_then_control():
    cuts = Params()
    state = np.array([0.5, 0.1, 0.1, 0.1, np.nan])
    links, control = np.array([0.0, 0.6, 0.6, 0.1, 1.0]), np.array([0.9, 0.4, 0.6, 0.1, 0.0])
    expected = [Order.STATE_CAPITALISM, Order.NETWORK_CAPITALISM, Order.DESPOTIC_ORDER, Order.DESPOTIC_ORDER]
    assert order_of(state, links, control, cuts)[:-1].tolist() == expected
    assert np.isnan(order_of(state, links, control, cuts)[-1])


def test_shares_are_of_workers_in_classified_cells():
    shape = (3, 2, 2, 2)  # two regions, one industry, one tier, and their margins
    workers, firms = np.zeros(shape), np.full(shape, 60.0)
    workers[:2, 0, 0, -1] = [1200.0, 3600.0]
    years = Years([Counts({"workers": workers, "firms": firms}, 12)], Params())
    kinds = np.array([[Regime.POCKET, Regime.MIXED, Regime.MIXED]], float)[:, :, None, None] * np.ones((1, 3, 2, 2))
    assert share_in(years, kinds, Regime.POCKET)[0] == pytest.approx(0.25)
    workers[0, 0, 0, -1] = 12.0  # one worker a month: too few
    years = Years([Counts({"workers": workers, "firms": firms}, 12)], Params())
    assert share_in(years, kinds, Regime.POCKET)[0] == 0.0
    assert unclassified(years)[0] == pytest.approx(12 / 3612)


def test_small_cells_are_blank():
    state = hand_made(60)
    for row in range(60):
        employ(state, row, 0, 1000.0)
    counts = by_cell(count(state))
    cell = (Region.AUTO_CORE, Industry.AUTO, Tier.FIRST)
    assert too_few(counts)[(*cell, -1)]  # one firm
    counts.sums["firms"] = counts.firms * 5
    assert not too_few(counts)[(*cell, -1)]
    assert not too_few(counts)[(*cell, Hukou.RURAL)]
    assert too_few(counts)[(*cell, Hukou.URBAN)]


# the list itself


def test_groups_add_up():
    state = hand_made()
    for row, firm in enumerate([0, 1, 2, 2]):
        employ(state, row, firm, 1000.0, hukou=Hukou(row % 2))
    found = measure(state)
    assert sum(found[f"employment_{segment}"] for segment in SEGMENTS) == found["employment"] == 4
    assert found["employment_migrants"] + found["employment_urban"] == 4
    cells = by_cell(count(state)).workers
    assert cells[:-1, :-1, :-1, :-1].sum() == cells[-1, -1, -1, -1] == 4


def test_every_indicator_is_documented():
    for name, entry in INDICATORS.items():
        assert name == entry.name
        assert entry.unit, name
        assert entry.meaning, name
        assert entry.counterpart, name
        assert entry.group in GROUPS, name
        assert entry.reads, name
        assert all(isinstance(column, Column) for column in entry.reads), name
        assert entry.published is None or entry.published.points(), name


def test_names_stand_once():
    assert len(INDICATORS) == sum(len(file.INDICATORS) for file in FILES)


def test_published_points_are_in_the_units_of_the_indicator():
    points = {year: value for year, value, _ in INDICATORS["share_over_44h_migrants"].published.points()}
    assert points[2009] == pytest.approx(0.898)
    pay = {year: value for year, value, _ in INDICATORS["nonprivate_earnings"].published.points()}
    assert 1500 < pay[2006] < 1600


def test_an_unknown_indicator_gets_the_near_names():
    with pytest.raises(InputError, match=r"did you mean.*hours_week"):
        named("hours_weeks")
    with pytest.raises(ValueError, match="whole years"):
        measure(hand_made(), "share_pocket")
