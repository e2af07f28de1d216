"""What all tests share. That this file stands here lets every test import the small worlds beside it."""

from __future__ import annotations

import os

# Threads of linear algebra fight with those of other test processes: a tenth of a second becomes two.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from functools import cache

import pytest


@pytest.fixture(scope="session", autouse=True)
def outside_series_are_laid_out_once():
    """The outside series of the same months and cities are the same in every test; laying them out takes a while."""
    from segsim.settings import Time
    from segsim.world.outside import Outside

    build = Outside.build

    @cache
    def once(start, end, cities):
        return build(Time(start=start, end=end), list(cities))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outside, "build", lambda time, cities: once(time.start, time.end, tuple(cities)))
        yield
