"""Means over those who belong together, by hand."""

import numpy as np
import pytest

from segsim.rules.means import mean_by, mean_of_own, mean_of_people

GROUP = np.array([0, 0, 2, 2])


def test_a_mean_counts_each_by_its_weight_and_is_missing_where_there_is_none():
    mean = mean_by(GROUP, np.array([1.0, 4.0, 10.0, np.nan]), np.array([2.0, 1.0, 5.0, 0.0]), 4)
    assert mean[[0, 2]].tolist() == [pytest.approx(2.0), pytest.approx(10.0)]  # (2 * 1 + 1 * 4) / 3
    assert np.isnan(mean[[1, 3]]).all()


def test_flags_may_be_weights_and_values():
    assert mean_by(GROUP, np.array([True, False, True, True]), np.array([True, True, False, True]), 3)[0] == 0.5


def test_each_gets_the_mean_of_its_own_group():
    assert mean_of_own(GROUP, np.array([1.0, 4.0, 10.0, 20.0]), np.ones(4)).tolist() == [2.5, 2.5, 15.0, 15.0]
    nobody = np.zeros(0)
    assert mean_of_own(nobody.astype(int), nobody, nobody).size == 0


def test_a_firm_without_people_has_people_like_all_others():
    assert mean_of_people(np.array([3.0, 0.0]), np.array([2, 0])).tolist() == [1.5, 1.0]
