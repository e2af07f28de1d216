"""How many threads does a run get whose user names none?"""

from __future__ import annotations

import numba
import pytest

from segsim.runs.api import make_model
from segsim.runs.execute.simulation import FEW_WORKERS, run_seed, threads_that_pay, use_threads
from segsim.settings import Time
from small_worlds import TOY, settings


@pytest.mark.parametrize(("workers", "threads"), [(1_000, 1), (FEW_WORKERS - 1, 1), (FEW_WORKERS, None)])
def test_a_small_world_gets_one_and_a_large_one_all(workers, threads):
    assert threads_that_pay(workers) == threads


@pytest.mark.parametrize(("asked", "got"), [(None, 1), (2, min(2, numba.config.NUMBA_NUM_THREADS))])
def test_a_run_takes_what_the_user_names_and_else_what_pays(asked, got):
    chosen = settings(world=TOY, time=Time(start=(2006, 1), end=(2006, 1), burn_in=0))
    seen = []
    run_seed(
        chosen,
        1,
        threads=asked,
        with_panel=False,
        tick=lambda: seen.append(numba.get_num_threads()),
        ready=lambda: None,
    )
    assert seen == [got]
    use_threads(None)


@pytest.mark.parametrize(("words", "got"), [([], 1), (["threads=2"], min(2, numba.config.NUMBA_NUM_THREADS))])
def test_so_does_a_model_of_a_notebook(words, got):
    make_model(["world=toy", "time.end=2006-01", *words])
    assert numba.get_num_threads() == got
    use_threads(None)
