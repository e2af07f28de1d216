"""What all tests share. That this file stands here lets tests import what stands beside it."""

from __future__ import annotations

import os

# Threads of linear algebra fight with those of other test processes: a tenth of a second becomes two.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from functools import cache

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Whole files go to one process, as `--dist loadfile` says, but for the tables of effects, which go in parts."""
    from parts_of_the_tests import PartsOfTheTests

    return PartsOfTheTests(config, log) if config.getvalue("dist") == "loadfile" else None


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


@pytest.fixture(scope="session", autouse=True)
def built_in_cities_are_read_once():
    """Every world begins with the same table of cities; only a user's own is read anew."""
    from segsim.world import build

    read = build.read_cities
    built_in = tuple(read())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "read_cities", lambda extra=None: read(extra) if extra else list(built_in))
        yield


@pytest.fixture(autouse=True)
def one_thread():
    """As for runs of small worlds (runs/execute/simulation.py): a second thread costs them more than it does, most of
    all where as many test processes run as there are cores. What is tried on more threads asks for them in a process of
    its own.
    """
    import numba

    numba.set_num_threads(1)
