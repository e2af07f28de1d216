"""Do the statistics of paired differences keep what they promise, on models whose answer is known?"""

from __future__ import annotations

import math

import numpy as np
import pytest

from segsim.analysis.paired import mean_and_margin, paired, seeds_for_effect, seeds_for_precision
from segsim.analysis.student import POWER, critical, detectable_shift, power, quantile, two_sided_p_value
from segsim.analysis.verdict import CLEAR, NO_VERDICT, NOT_CLEAR, holm, holm_by, is_clear, verdicts

# Fisher and Yates, Statistical Tables, two-sided 5 %
TABLED = {1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 29: 2.045, 30: 2.042, 60: 2.000, 120: 1.980}


def draws(shape, seed):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize("seeds", [2, 3, 8, 40])
def test_an_interval_of_95_percent_covers_in_95_percent(seeds):
    trials, true = 20_000, 0.7
    found = paired(true + 2.5 * draws((trials, seeds), seeds))
    covered = ((found.low <= true) & (true <= found.high)).mean()
    assert abs(covered - 0.95) < 4.0 * math.sqrt(0.95 * 0.05 / trials)  # four binomial standard errors


@pytest.mark.parametrize("seeds", [3, 10])
def test_a_p_value_under_5_percent_comes_in_5_percent_where_nothing_differs(seeds):
    found = paired(draws((20_000, seeds), 100 + seeds))
    assert abs((found.p_value < 0.05).mean() - 0.05) < 4.0 * math.sqrt(0.95 * 0.05 / 20_000)
    outside = (found.low > 0.0) | (found.high < 0.0)
    assert (outside == (found.p_value < 0.05)).all()  # the interval and the p-value are one judgement


@pytest.mark.parametrize("seeds", [2, 4, 20])
def test_the_minimum_detectable_effect_is_detected_in_80_percent(seeds):
    noise = draws((40_000, seeds), 7 * seeds)
    effect = detectable_shift(seeds - 1) / math.sqrt(seeds)  # in standard deviations, which are 1 here
    found = paired(effect + noise)
    shown = ((found.low > 0.0) | (found.high < 0.0)).mean()
    assert abs(shown - 0.8) < 4.0 * math.sqrt(0.8 * 0.2 / 40_000)


def test_all_questions_together_are_right_in_95_percent():
    p_values = paired(draws((4_000 * 10, 6), 3)).p_value.reshape(4_000, 10)
    wrong = np.mean([(holm(family) < 0.05).any() for family in p_values])
    assert abs(wrong - (1.0 - 0.95)) < 0.012  # for independent questions Holm's rate lies at 1 - (1 - .05/10)^10 = .049
    assert ((p_values < 0.05).any(axis=1)).mean() > 0.35  # and without it at .40


def test_quantiles_are_those_of_the_tables():
    for freedom, value in TABLED.items():
        assert critical(freedom) == pytest.approx(value, abs=6e-4)
    assert critical(1) == pytest.approx(math.tan(0.475 * math.pi), rel=1e-9)
    assert critical(10**7) == pytest.approx(1.959964, abs=1e-6)
    assert quantile(4, 0.8) == pytest.approx(0.941, abs=5e-4)


def test_p_values_are_those_of_the_closed_forms():
    t = np.array([0.0, 0.3, 1.0, 5.0, 80.0])
    one = 1.0 - 2.0 / math.pi * np.arctan(t)
    two = 1.0 - t / np.sqrt(2.0 + t * t)
    assert two_sided_p_value(t, 1) == pytest.approx(one, rel=1e-9)
    assert two_sided_p_value(-t, 2) == pytest.approx(two, rel=1e-9)
    assert np.isnan(two_sided_p_value(np.array([1.0, np.nan]), np.array([0, 3]))).all()


def test_power_is_that_of_published_tables():
    # Cohen 1988, table 2.4.1 and G*Power: a paired test of d = .5 takes 34 pairs for a power of .8, and has .808 then
    assert power(0.5 * math.sqrt(34), 33) == pytest.approx(0.808, abs=1e-3)
    assert power(0.5 * math.sqrt(33), 32) < 0.8
    assert power(0.0, 9) == pytest.approx(0.05, abs=1e-4)


def test_holm_by_hand():
    # sorted .005 .01 .03 .04 times 4 3 2 1 = .02 .03 .06 .04, and no later one smaller than an earlier
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    missing = holm(np.array([0.02, np.nan, 0.9]))
    assert missing[[0, 2]] == pytest.approx([0.04, 0.9])
    assert np.isnan(missing[1])
    assert holm(np.array([0.7, 0.8])) == pytest.approx([1.0, 1.0])
    assert holm(np.array([])).size == 0


def test_holm_on_a_published_table():
    """Benjamini and Hochberg 1995, table 1: of 15, Bonferroni at 5 % and Hochberg both reject the smallest three.

    Holm rejects whatever Bonferroni does and nothing that Hochberg does not, hence the same three.
    """
    published = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
                          0.5719, 0.6528, 0.7590, 1.0])  # fmt: skip
    assert is_clear(holm(published)).tolist() == [True] * 3 + [False] * 12
    assert (published < 0.05).sum() == 9  # and without a correction


def test_families_are_corrected_apart_and_the_verdict_changes_at_5_percent():
    p_values = np.array([0.02, 0.04, 0.02, np.nan, 0.0249, 0.0251])
    corrected = holm_by(p_values, ["a", "b", "a", "a", "c", "d"])
    assert corrected[[0, 1, 2, 4, 5]] == pytest.approx([0.04, 0.04, 0.04, 0.0249, 0.0251])
    assert verdicts([0.0499, 0.05, 0.0501, np.nan]) == [CLEAR, NOT_CLEAR, NOT_CLEAR, NO_VERDICT]
    assert not is_clear(np.nan)


def test_a_case_by_hand():
    found = paired(np.array([[1.0, 1.2, 1.1]]))
    assert found.mean[0] == pytest.approx(1.1)
    assert found.spread[0] == pytest.approx(0.1)
    assert found.effect_size[0] == pytest.approx(11.0)
    margin = 4.302653 * 0.1 / math.sqrt(3.0)
    assert (found.low[0], found.high[0]) == pytest.approx((1.1 - margin, 1.1 + margin), rel=1e-6)
    t = 1.1 / (0.1 / math.sqrt(3.0))
    assert found.p_value[0] == pytest.approx(1.0 - t / math.sqrt(2.0 + t * t), rel=1e-9)
    assert mean_and_margin([1.0, 1.2, 1.1]) == pytest.approx((1.1, margin), rel=1e-6)


def test_missing_seeds_are_left_out_and_one_seed_has_no_interval():
    found = paired(np.array([[1.0, np.nan, 3.0], [2.0, np.nan, np.nan], [np.nan, np.nan, np.nan]]))
    assert found.seeds.tolist() == [2, 1, 0]
    assert found.mean[:2].tolist() == [2.0, 2.0]
    assert np.isnan(found.mean[2])
    for values in (found.low, found.high, found.p_value, found.effect_size, found.minimum_detectable_effect):
        assert np.isfinite(values[0])
        assert np.isnan(values[1:]).all()


def test_where_nothing_differs_nothing_is_found():
    found = paired(np.zeros((1, 4)))
    assert (found.low[0], found.high[0], found.effect_size[0], found.p_value[0]) == (0.0, 0.0, 0.0, 1.0)


def test_the_same_difference_in_every_seed_has_no_spread_though_sums_round():
    found = paired(np.full((1, 7), 0.1))
    assert found.spread[0] == 0.0
    assert found.low[0] == found.mean[0] == found.high[0]
    assert np.isnan(found.effect_size[0])
    assert paired(np.array([[1e-12, 2e-12]])).spread[0] > 0.0  # small, and yet not the same


def test_seeds_for_a_precision_are_the_fewest_that_will_do():
    spread = 1.0
    for margin_of_error in (0.02, 0.0438, 0.1, 0.196, 0.2, 0.5, 2.0):
        (n,) = seeds_for_precision(np.array([spread]), np.array([margin_of_error])).astype(int)
        assert critical(n - 1) * spread / math.sqrt(n) <= margin_of_error
        assert n == 2 or critical(n - 2) * spread / math.sqrt(n - 1) > margin_of_error
    # a hundredth of the spread: 1.96^2 x 100^2 and two more
    assert seeds_for_precision(np.array([1.0]), np.array([0.01]))[0] == pytest.approx(38416, abs=3)


@pytest.mark.parametrize("effect", [5.0, 2.0, 1.0, 0.5, 0.29, 0.2])
def test_seeds_for_an_effect_are_the_fewest_that_will_do(effect):
    (n,) = seeds_for_effect(np.array([1.0]), np.array([-effect])).astype(int)
    assert power(effect * math.sqrt(n), n - 1) >= POWER - 1e-6
    assert n == 2 or power(effect * math.sqrt(n - 1), n - 2) < POWER


def test_seeds_for_an_effect_are_those_of_published_tables():
    # Cohen 1988, table 2.4.1 and G*Power: 34 pairs for d = .5, 199 for d = .2, at a power of .8 and 5 %
    assert seeds_for_effect(np.ones(2), np.array([0.5, 0.2])).tolist() == [34.0, 199.0]
    assert np.isnan(seeds_for_effect(np.array([1.0, np.nan]), np.array([0.0, 1.0]))).all()
    assert seeds_for_effect(np.array([0.0]), np.array([1.0])).tolist() == [2.0]  # the same in every seed


def test_seeds_for_a_precision_at_its_limits():
    spread, width = np.array([0.0, 1.0, np.nan, 1.0, 0.0]), np.array([0.1, 0.0, 0.1, np.nan, 0.0])
    found = seeds_for_precision(spread, width)
    assert found[0] == 2.0
    assert np.isnan(found[1:]).all()


def test_the_minimum_detectable_effect_shrinks_with_the_root_of_the_seeds():
    noise = draws((1, 400), 5)
    few, many = (paired(noise[:, :n]) for n in (100, 400))
    ratio = (few.minimum_detectable_effect / few.spread) / (many.minimum_detectable_effect / many.spread)
    assert ratio[0] == pytest.approx(2.0, rel=0.01)
    assert many.minimum_detectable_effect[0] / many.spread[0] * 20.0 == pytest.approx(2.8, abs=0.02)  # 1.96 + .84
