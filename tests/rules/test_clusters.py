"""Who stands in a cluster: jobs of others in the same city and industry, by hand."""

import numpy as np
import pytest

from segsim.rules.clusters import MASS, QUOTIENT, clustered


def test_the_quotient_by_hand():
    # Car jobs 100 of 200. Around the first: 50 of cars among 100, quotient 1, mass far over its line. The second city
    # has cars alone: quotient 2 around its firms.
    city, industry = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 0, 1])
    jobs = np.array([20.0, 50.0, 50.0, 30.0, 50.0])
    found = clustered(city, industry, jobs)
    assert found[0] == pytest.approx(1.0 / QUOTIENT)
    assert found[1] == pytest.approx(20.0 / 70.0 * 2.0 / QUOTIENT)


def test_a_giant_alone_makes_no_cluster_whatever_its_size():
    city, industry = np.array([0, 1, 1]), np.zeros(3, dtype=int)
    assert clustered(city, industry, np.array([1000.0, 10.0, 20.0]))[0] == 0.0


def test_few_jobs_make_a_part_of_one():
    # The quotient is 1 in a country of one industry; 1 and 3 jobs of 100 are a quarter and three of the mass.
    city, industry = np.array([0, 0, 1]), np.zeros(3, dtype=int)
    found = clustered(city, industry, np.array([3.0, 1.0, 96.0]))
    assert found == pytest.approx([0.01 / MASS / QUOTIENT, 0.03 / MASS / QUOTIENT, 0.0])


def test_a_cluster_is_whole_at_both_lines_and_not_more():
    city, industry = np.array([0, 0, 1]), np.array([0, 0, 1])
    assert clustered(city, industry, np.array([50.0, 50.0, 100.0])) == pytest.approx([1.0, 1.0, 0.0])


def test_a_larger_world_has_the_same_clusters():
    rng = np.random.default_rng(5)
    city, industry, jobs = rng.integers(0, 5, 60), rng.integers(0, 2, 60), rng.integers(1, 90, 60).astype(float)
    assert clustered(city, industry, 7.0 * jobs) == pytest.approx(clustered(city, industry, jobs))


def test_nobody_at_work_and_dead_rows_make_none():
    assert clustered(np.array([0, 0]), np.array([0, 1]), np.zeros(2)).tolist() == [0.0, 0.0]
