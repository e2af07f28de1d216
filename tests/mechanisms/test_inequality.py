"""Are inequality, and the list of indicators itself, what their definitions say? Cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from measured_by_hand import HOURS, employ, hand_made
from segsim.indicators import INDICATORS, PLAN, inequality, measure, named
from segsim.indicators.counts import Plan, by_cell, count, too_few
from segsim.indicators.decomposition import hukou_gap
from segsim.indicators.groups import GROUPS, SEGMENTS, address
from segsim.indicators.measured_columns import columns_of
from segsim.indicators.passes import AtWork
from segsim.indicators.snapshot import Snapshot
from segsim.indicators.sums import EMPLOYMENT, FIRMS, Quantity, Sum
from segsim.plumbing.errors import InputError
from segsim.plumbing.tables import Column
from segsim.state import Firms
from segsim.state.codes import Hukou, Industry, Region, Tier

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
    employment, sums = np.array([g.size for g in groups], float), np.array([g.sum(dtype=float) for g in groups])
    within = sum(share * inequality.theil(g) for share, g in zip(sums / sums.sum(), groups, strict=True))
    whole = inequality.theil(np.concatenate(groups))
    assert inequality.theil_between(employment, sums) + within == pytest.approx(whole, rel=1e-6)


def test_theil_is_zero_with_one_type_and_lies_between_tiers_with_two():
    state = hand_made()
    employ(state, 0, 0, 1000.0)
    employ(state, 1, 2, 1000.0)
    assert measure(state, "theil", "theil_between_tier")["theil"] == pytest.approx(0.0, abs=1e-12)
    state.workers.base_pay[0] = 3000.0
    found = measure(state, "theil", "theil_between_tier", "theil_between_hukou", "theil_between_region")
    assert found["theil_between_tier"] == pytest.approx(found["theil"])
    assert found["theil_between_hukou"] == found["theil_between_region"] == pytest.approx(0.0, abs=1e-12)


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
    found = hukou_gap(Snapshot(state, count(state, PLAN)))
    assert found["within_segments"] == pytest.approx(0.1, abs=1e-5)
    assert found["total"] == pytest.approx(found["explained"] + found["unexplained"])
    state.workers.base_pay[:20] *= np.exp(-0.3)
    found = hukou_gap(Snapshot(state, count(state, PLAN)))
    expected = 0.5 * np.log(skill) + 0.02 * months / 12
    assert found["unexplained"] == pytest.approx(0.1, abs=1e-5)
    assert found["explained"] == pytest.approx(expected[urban == 1].mean() - expected[urban == 0].mean(), abs=1e-5)


def test_there_is_no_hukou_gap_without_urban_workers():
    state = hand_made()
    employ(state, 0, 0, 1000.0)
    assert np.isnan(list(hukou_gap(Snapshot(state, count(state, PLAN))).values())).all()


# the list itself


def test_small_cells_are_missing():
    state = hand_made(60)
    for row in range(60):
        employ(state, row, 0, 1000.0)
    counts = by_cell(count(state, PLAN))
    cell = (Region.AUTO_CORE, Industry.AUTO, Tier.FIRST)
    assert too_few(counts)[(*cell, -1)]  # one firm
    counts.known[FIRMS] = counts[FIRMS] * 5
    assert not too_few(counts)[(*cell, -1)]
    assert not too_few(counts)[(*cell, Hukou.RURAL)]
    assert too_few(counts)[(*cell, Hukou.URBAN)]


def test_groups_add_up():
    state = hand_made()
    for row, firm in enumerate([0, 1, 2, 2]):
        employ(state, row, firm, 1000.0, hukou=Hukou(row % 2))
    found = measure(state, *(address("employment", group) for group in INDICATORS["employment"].groups))
    assert sum(found[address("employment", segment)] for segment in SEGMENTS) == found["employment"] == 4
    assert found["employment:migrants"] + found["employment:urban"] == 4
    assert found["employment:core"] + found["employment:outside_core"] == 4
    assert found["employment:auto"] + found["employment:it"] == 4
    cells = by_cell(count(state, PLAN))[AtWork.workers]
    assert cells[:-1, :-1, :-1, :-1].sum() == cells[-1, -1, -1, -1] == 4


def test_every_indicator_is_documented():
    for name, entry in INDICATORS.items():
        assert name == entry.name
        assert entry.unit, name
        assert entry.meaning, name
        assert entry.counterpart, name
        assert entry.population, name
        assert entry.price_basis in ("nominal", "real", "neither"), name
        assert ("yuan" in entry.unit) <= (entry.price_basis != "neither"), name
        assert name.endswith("_real") <= ("2010" in entry.unit), name
        assert entry.groups, name
        assert set(entry.groups) <= set(GROUPS), name
        assert all(entry.is_of(group) for group in entry.by), name
        assert entry.reads, name
        assert all(isinstance(column, Column) for column in entry.reads), name
        assert all(published.points() for published in entry.by.values()), name


def test_a_sum_that_no_indicator_uses_cannot_be():
    made_of = {one for entry in INDICATORS.values() for quantity in entry.quantities for one in quantity.sums()}
    with pytest.raises(ValueError, match="used by no indicator: pension"):
        Plan([one for one in made_of if one != AtWork.pension], [])


def test_a_new_indicator_of_firms_is_one_declaration():
    state = hand_made()
    state.firms.employment[:3], state.firms.effort[:3] = [1, 3, 0], [2.0, 1.0, np.nan]

    @Sum
    def squared(now) -> np.ndarray:
        return now.employment * now.firms.effort**2

    plan = Plan([*(one for entry in INDICATORS.values() for one in entry.quantities), squared / EMPLOYMENT], [])
    counts = by_cell(count(state, plan))
    with np.errstate(invalid="ignore"):  # cells without jobs are missing
        assert (squared / EMPLOYMENT).value(counts)[-1, -1, -1, -1] == pytest.approx(7 / 4)
    assert [column.name for column in columns_of(squared / EMPLOYMENT)] == ["effort"]


def test_arithmetic_of_sums_is_arithmetic():
    one, other = Sum(Firms.sales), Sum(Firms.output)
    made: Quantity = 12.0 * (one - other) / (1.0 - one) + 2.0 * one
    assert made.value({one: 3.0, other: 5.0}) == 12.0 * (3.0 - 5.0) / (1.0 - 3.0) + 2.0 * 3.0
    assert set(made.sums()) == {Sum(Firms.output), Sum(Firms.sales)}
    assert Sum(Firms.sales) != Sum(Firms.sales, latest=True)


def test_published_points_are_in_the_units_of_the_indicator():
    points = {year: value for year, value, _ in INDICATORS["share_over_44h"].by["migrants"].points()}
    assert points[2009] == pytest.approx(0.898)
    pay = {year: value for year, value, _ in INDICATORS["nonprivate_earnings"].by["nation"].points()}
    assert 1500 < pay[2006] < 1600


def test_an_unknown_indicator_gets_the_near_names():
    with pytest.raises(InputError, match=r"did you mean.*hours_week"):
        named("hours_weeks")
    with pytest.raises(ValueError, match="whole years"):
        measure(hand_made(), "growth_tfp")
