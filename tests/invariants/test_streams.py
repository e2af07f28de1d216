"""Are the random numbers uniform and independent of one another by row, purpose, month, step and seed?

Everything here is decided by fixed seeds, so a test that passes once passes always. Bounds are those of a chance of one
in a million, so that a fault in the generator shows and bad luck does not.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from segsim.plumbing.streams import normals, stream_key, uniforms
from segsim.schedule import MONTH

N = 200_000
SIGMAS = 4.9  # two-sided chance of one in a million
WORD = (1 << 64) - 1


def squares(counter: int, key: int) -> int:
    """Squares in its 64-bit form of five rounds, in Python's whole numbers: Widynski 2020 (recalled)."""
    x = y = (counter * key) & WORD
    z = (y + key) & WORD
    for add in (y, z, y):
        x = (x * x + add) & WORD
        x = ((x >> 32) | (x << 32)) & WORD
    t = x = (x * x + z) & WORD
    x = ((x >> 32) | (x << 32)) & WORD
    return t ^ (((x * x + y) & WORD) >> 32)


def excess(counts: np.ndarray, expected: float) -> float:
    """Chi-squared of counts against equal ones, in standard deviations from its mean (Wilson and Hilferty)."""
    free = counts.size - 1
    chi = float(((counts - expected) ** 2 / expected).sum())
    return ((chi / free) ** (1 / 3) - (1 - 2 / (9 * free))) / math.sqrt(2 / (9 * free))


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Correlation of two rows of numbers, in standard deviations from none."""
    return float(np.corrcoef(one, other)[0, 1] * math.sqrt(one.size))


KEYS = {
    "a step": stream_key(1, "separate", 0),
    "another step": stream_key(1, "search_and_hire", 0),
    "another month": stream_key(1, "separate", 1),
    "the burn-in": stream_key(1, "separate", -24),
    "another seed": stream_key(2, "separate", 0),
}


@pytest.mark.parametrize("draw", [0, 1, 7, 255])
@pytest.mark.parametrize("name", KEYS)
def test_it_is_the_published_generator(name, draw):
    key = KEYS[name]
    assert int(key) & 1, "an even key loses a bit of the counter"
    here = uniforms(key, 500, draw)
    there = [(squares(row << 8 | draw, int(key)) >> 11) * 2.0**-53 for row in range(500)]
    assert here.tolist() == there
    assert ((here >= 0.0) & (here < 1.0)).all()


@pytest.mark.parametrize("name", KEYS)
def test_rows_are_uniform_and_say_nothing_about_their_neighbours(name):
    draws = uniforms(KEYS[name], N)
    assert abs(excess(np.bincount((draws * 1000).astype(int), minlength=1000), N / 1000)) < SIGMAS
    for step in (1, 2, 3, 256):
        pairs = (draws[:-step] * 32).astype(int) * 32 + (draws[step:] * 32).astype(int)
        assert abs(excess(np.bincount(pairs, minlength=1024), (N - step) / 1024)) < SIGMAS
        assert abs(correlation(draws[:-step], draws[step:])) < SIGMAS


@pytest.mark.parametrize("bit", range(0, 53, 4))
def test_every_bit_is_a_fair_coin(bit):
    whole = (uniforms(KEYS["a step"], N) * 2.0**53).astype(np.uint64)
    ones = int(((whole >> np.uint64(bit)) & np.uint64(1)).sum())
    assert abs(ones - N / 2) < SIGMAS * math.sqrt(N) / 2


def test_the_smallest_and_largest_are_where_they_should_be():
    # Kolmogorov: the largest gap between the numbers and a straight line, sqrt(N) D < 2.7 but for one in a million.
    ordered = np.sort(uniforms(KEYS["a step"], N))
    gap = np.abs(ordered - (np.arange(N) + 0.5) / N).max() * math.sqrt(N)
    assert gap < 2.7
    assert ordered[0] < 14 / N, "a small chance must be met as often as it should"
    assert np.unique(ordered).size == N


@pytest.mark.parametrize("other", [1, 2, 8, 63, 255])
def test_purposes_of_one_agent_are_independent(other):
    one, two = uniforms(KEYS["a step"], N, 0), uniforms(KEYS["a step"], N, other)
    assert abs(correlation(one, two)) < SIGMAS
    pairs = (one * 32).astype(int) * 32 + (two * 32).astype(int)
    assert abs(excess(np.bincount(pairs, minlength=1024), N / 1024)) < SIGMAS


def test_numbers_of_one_agent_over_purposes_are_uniform():
    draws = np.array([uniforms(KEYS["a step"], 2000, draw) for draw in range(256)]).T
    for row in range(0, 2000, 211):
        assert abs(excess(np.bincount((draws[row] * 16).astype(int), minlength=16), 16.0)) < SIGMAS
    assert abs(excess(np.bincount((draws.ravel() * 1000).astype(int), minlength=1000), draws.size / 1000)) < SIGMAS


def test_numbers_of_one_agent_over_months_are_uniform_and_independent():
    months = np.array([uniforms(stream_key(1, "separate", month), 300) for month in range(-24, 2000)])
    worst = max(abs(excess(np.bincount((months[:, row] * 20).astype(int), minlength=20), 101.2)) for row in range(300))
    assert worst < SIGMAS
    assert max(abs(correlation(months[:-1, row], months[1:, row])) for row in range(300)) < SIGMAS
    assert max(abs(correlation(months[:-12, row], months[12:, row])) for row in range(300)) < SIGMAS


def test_steps_and_seeds_share_no_random_numbers():
    names = [step.name for step in MONTH] + ["world/skill", "world/place", "coverage", "character"]
    streams = [uniforms(stream_key(seed, name, month), 5000) for name in names for seed in (1, 2) for month in (0, 1)]
    together = np.corrcoef(np.array(streams)) * math.sqrt(5000)
    off = together[~np.eye(len(streams), dtype=bool)]
    assert np.abs(off).max() < SIGMAS
    assert abs(float(off.std()) - 1.0) < 0.05, "as far apart as independent streams are"


def test_no_two_months_of_a_large_study_share_a_key():
    # Every seed, step and month of a large study has its own stream.
    keys = {
        int(stream_key(seed, step.name, month)) for seed in range(20) for step in MONTH for month in range(-24, 180)
    }
    assert len(keys) == 20 * len(MONTH) * 204
    assert all(key & 1 for key in keys)


def test_a_number_depends_on_its_row_alone_and_not_on_how_many_are_asked_for():
    assert uniforms(KEYS["a step"], 10).tolist() == uniforms(KEYS["a step"], 1000)[:10].tolist()


def test_normal_numbers_are_normal():
    draws = normals(KEYS["a step"], N)
    assert np.isfinite(draws).all()
    assert abs(draws.mean()) * math.sqrt(N) < SIGMAS
    assert abs(draws.std() - 1.0) * math.sqrt(2 * N) < SIGMAS
    assert abs((draws**3).mean()) * math.sqrt(N / 15) < SIGMAS
    assert abs((draws**4).mean() - 3.0) * math.sqrt(N / 96) < SIGMAS
    below = [math.erf(z / math.sqrt(2)) / 2 + 0.5 for z in (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)]
    for z, share in zip((-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0), below, strict=True):
        assert abs((draws < z).mean() - share) < SIGMAS * math.sqrt(share * (1 - share) / N)


def test_normal_numbers_of_neighbouring_purposes_overlap_only_where_the_docstring_says():
    # `normals` uses draws `draw` and `draw + 1`: two apart they are independent.
    one, two = normals(KEYS["a step"], N, 0), normals(KEYS["a step"], N, 2)
    assert abs(correlation(one, two)) < SIGMAS
