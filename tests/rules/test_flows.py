"""Rates of finding and losing a job, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segsim.rules.flows import PRIOR, USUAL_FINDING, USUAL_LEAVING, job_chance, partly_pooled


def test_few_people_are_drawn_to_the_mean_of_all():
    assert PRIOR == 5.0
    # all: (10 + 5 x .2) / (45 + 5) = .22; the first (10 + 1.1) / 50, the second, empty, .22
    found = partly_pooled(np.array([10.0, 0.0]), np.array([45.0, 0.0]), 0.2)
    assert found == pytest.approx([0.222, 0.22])


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


@given(st.integers(0, 2**32 - 1))
def test_luck_of_a_few_people_moves_the_chance_little(seed):
    """A city of five who look for work, one month all of them hired and the next nobody, stays near the nation's."""
    rng = np.random.default_rng(seed)
    hires = np.append(rng.integers(0, 6, 20), 25_000).astype(float)
    searchers = np.append(np.full(20, 5.0), 100_000.0)
    chance = job_chance(hires, searchers, 0.04 * searchers, searchers, 24.0)
    assert (chance > 0.0).all()
    assert (chance < 0.9).all()
    assert chance[:-1].min() > 0.55 * chance[-1]
