"""Do the rows that a pass over all threads finds stand in order, each once, whatever is meant?"""

from __future__ import annotations

import numpy as np
import pytest

from segsim.plumbing.kernels import CHUNKS
from segsim.plumbing.rows import rows_linked_to, rows_where


@pytest.mark.parametrize("rows", [0, 1, CHUNKS - 1, CHUNKS, CHUNKS + 1, 10_007])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 1.0])
def test_rows_are_those_that_numpy_finds(rows, share):
    is_meant = np.random.default_rng(rows).random(rows) < share
    found = rows_where(is_meant)
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, np.flatnonzero(is_meant))


@pytest.mark.parametrize("rows", [0, 1, CHUNKS + 1, 10_007])
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_rows_linked_to_some_are_those_that_numpy_finds(rows, share):
    random = np.random.default_rng(rows)
    link, is_meant = random.integers(-1, 50, rows), random.random(50) < share
    found = rows_linked_to(is_meant, link)
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, [row for row in range(rows) if link[row] >= 0 and is_meant[link[row]]])
