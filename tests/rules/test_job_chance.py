"""Rates of finding and losing a job, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segsim.rules.job_chance import PRIOR, USUAL_FINDING, USUAL_LEAVING, job_chance, partly_pooled


def test_few_people_are_drawn_to_the_mean_of_all():
    assert PRIOR == 1.0
    # all: (10 + .2) / (50 + 1) = .2; so (10 + .2) / (40 + 1), .2 / (10 + 1), and .2 where there is nobody
    found = partly_pooled(np.array([10.0, 0.0, 0.0]), np.array([40.0, 10.0, 0.0]), 0.2)
    assert found == pytest.approx([10.2 / 41, 0.2 / 11, 0.2])


def test_the_chance_of_a_job_by_hand():
    # so many people that the prior is nothing: .3 / (.3 + .06 + .04) and .1 / (.1 + .06 + .04)
    many = np.full(2, 1e9)
    found = job_chance(np.array([0.3e9, 0.1e9]), many, np.full(2, 0.06e9), many, 25.0)
    assert found == pytest.approx([0.75, 0.5])


def test_where_nobody_has_been_counted_rates_are_the_usual_ones():
    nobody = np.zeros(3)
    expected = USUAL_FINDING / (USUAL_FINDING + USUAL_LEAVING + 0.05)
    assert job_chance(nobody, nobody, nobody, nobody, 20.0) == pytest.approx(np.full(3, expected))


def test_who_stays_longer_spends_a_larger_part_in_work():
    one = np.full(1, 100.0)
    short, long = (job_chance(0.2 * one, one, 0.04 * one, one, months)[0] for months in (12.0, 60.0))
    assert short < long < 0.2 / 0.24 + 0.01


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_small_places_do_not_look_better_or_worse_than_large_ones(seed):
    """Three years of flows of a hundred places with ten people who look for work: the mean chance is the nation's.

    The same of one month's ratio f / (f + s + r) to the power 1 / .15 of a logit would be several times that of a large
    place; of the flows of a year it is a few percent more.
    """
    rng = np.random.default_rng(seed)
    size = np.append(np.full(100, 10), 100_000)
    sums = np.zeros((4, size.size))
    for _ in range(36):
        seen = rng.binomial(size, 0.25), size, rng.binomial(10 * size, 0.035), 10 * size
        sums += (np.array(seen) - sums) / 12.0
    chance = job_chance(*sums, 24.0)
    assert chance[:-1].mean() == pytest.approx(chance[-1], rel=0.03)
    assert (chance[:-1] ** (1 / 0.15)).mean() < 1.3 * chance[-1] ** (1 / 0.15)
