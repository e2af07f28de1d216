"""Has each applicant the same chance, whatever its row and whoever stands beside it? In distribution."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from segsim.mechanisms.matching.search import _take
from segsim.plumbing.streams import stream_key

TRIES = 6000
_FAR = 4.5  # standard deviations of chi-square: passed by one fair rule in 100,000


def lottery(index: int, rows: np.ndarray, places: int, number: int = 0) -> np.ndarray:
    """Which of the applicants in these rows are taken; firm 1 of three, the others get nobody."""
    open_jobs = np.array([5, places, 5])
    taken = _take(stream_key(3, "lottery", index), number, rows, np.ones(rows.size, np.int64), open_jobs)
    assert open_jobs.tolist() == [5, max(0, places - rows.size), 5]
    return taken.astype(bool)


def is_fair(counts: np.ndarray, expected: float, freedom: int) -> bool:
    chi_square = ((counts - expected) ** 2 / expected).sum()
    return abs(chi_square - freedom) < _FAR * np.sqrt(2 * freedom)


@pytest.mark.parametrize(("n", "places"), [(2, 1), (5, 2), (7, 3), (7, 6)])
@pytest.mark.parametrize("number", [0, 2])
def test_every_set_of_applicants_is_as_likely_as_any_other(n: int, places: int, number: int):
    rows = np.sort(np.random.default_rng(n).choice(10_000, n, replace=False))
    seen = Counter(tuple(np.flatnonzero(lottery(index, rows, places, number))) for index in range(TRIES))
    sets = list(combinations(range(n), places))
    assert set(seen) <= set(sets)
    counts = np.array([seen[members] for members in sets], dtype=float)
    assert is_fair(counts, TRIES / len(sets), len(sets) - 1)


def test_in_a_long_queue_the_last_rows_are_taken_as_often_as_the_first():
    rows, places = np.arange(0, 1200, 3), 100
    taken = np.zeros(rows.size)
    for index in range(2000):
        taken += lottery(index, rows, places)
    share = places / rows.size
    # Places are without replacement, so each row varies by share (1 - share) and all rows together not at all.
    assert is_fair(taken / (1 - share), 2000 * share / (1 - share), rows.size - 1)
    spread = np.sqrt(2000 * share * (1 - share))
    assert abs(taken[:200].mean() - taken[200:].mean()) < _FAR * spread * np.sqrt(2 / 200)


def test_who_is_taken_does_not_depend_on_who_applies_elsewhere():
    key, rows = stream_key(3, "lottery", 0), np.arange(60)
    applied = np.where(rows % 2, 1, 0)
    alone = _take(key, 0, rows[rows % 2 == 1], np.ones(30, np.int64), np.array([0, 7]))
    crowd = _take(key, 0, rows, applied, np.array([9, 7]))
    assert crowd[rows % 2 == 1].tolist() == alone.tolist()
    assert crowd[rows % 2 == 0].sum() == 9


def test_all_are_taken_where_there_are_places_for_all():
    assert lottery(0, np.array([4, 9, 11]), places=3).all()
    assert lottery(0, np.array([4, 9, 11]), places=8).all()
