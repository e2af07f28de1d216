"""What the tables of effects share: kernels on one thread, since there are as many test processes as processors."""

from __future__ import annotations

import pytest

from segsim.runs.execute.simulation import use_threads


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """The same runs to the bit, a tenth sooner; tests/golden compares one thread with two."""
    use_threads(1)
    yield
    use_threads(None)
