"""Same seed, same run: as the one that is kept, compiled or not, on one thread or two, in any process?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import toy_run

from segsim.plumbing.kernels import PACKAGE

REMAKE = "if this is meant, write it anew: python tests/golden/toy_run.py --write, and say why in the changelog"
# With the kernels left as Python, whole numbers of 64 bits run over where the generator means them to.
LEFT_AS_PYTHON = ("-W", "error", "-W", "ignore:overflow encountered:RuntimeWarning")
AS_USUAL = ("-W", "error")


def in_a_process(*words: str, flags: tuple[str, ...] = AS_USUAL, **environment: str) -> dict[str, Any]:
    """What the toy run prints in a fresh process."""
    source = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH", ""))))
    done = subprocess.run(
        [sys.executable, *flags, toy_run.__file__, *words],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ | {"PYTHONPATH": source, "PYTHONHASHSEED": "0"} | environment,
        cwd=Path(toy_run.__file__).parent,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def fresh() -> tuple[str, list[dict[str, Any]]]:
    return toy_run.run(toy_run.WORLD, toy_run.MONTHS)


def test_the_table_is_the_one_that_is_kept(fresh):
    _, kept = toy_run.read()
    _, rows = fresh
    assert [row["month"] for row in rows] == [row["month"] for row in kept]
    for row, old in zip(rows, kept, strict=True):
        assert {k: v for k, v in row.items() if k != "month"} == pytest.approx(
            {k: v for k, v in old.items() if k != "month"}, rel=1e-6
        ), f"{row['month']}: {REMAKE}"


def test_every_column_of_the_kept_table_moves():
    _, kept = toy_run.read()
    for name in kept[0]:
        assert len({row[name] for row in kept}) > 1, f"{name} is the same in every month and tests nothing"


def test_the_hash_is_the_one_that_is_kept(fresh):
    made, _ = toy_run.read()
    if made["made_with"] != toy_run.made_with():
        pytest.skip(f"to the bit only on what it was made with: {made['made_with']}; the table is compared everywhere")
    assert fresh[0] == made["hash"], REMAKE


def test_another_seed_is_another_run(fresh):
    other = toy_run.SegmentationModel(toy_run.settings_of(toy_run.WORLD), rng=2)
    for _ in range(toy_run.MONTHS):
        other.step()
    assert other.state_hash() != fresh[0]


@pytest.mark.parametrize("seed_of_hashes", ["1", "random"])
def test_another_process_makes_the_same_run(fresh, seed_of_hashes: str):
    # The order of sets and dictionaries of words differs between processes; nothing may hang on it.
    assert in_a_process(PYTHONHASHSEED=seed_of_hashes)["hash"] == fresh[0]


@pytest.mark.slow
def test_kernels_left_as_python_make_the_same_run_to_the_bit():
    words = ("--months", "18")
    compiled = in_a_process(*words)
    written = in_a_process(*words, flags=LEFT_AS_PYTHON, NUMBA_DISABLE_JIT="1")
    assert written["rows"] == compiled["rows"]
    assert written["hash"] == compiled["hash"]


def test_one_thread_makes_the_same_run_as_two():
    words = ("--world", "default", "--months", "36")
    one = in_a_process(*words, NUMBA_NUM_THREADS="1")
    two = in_a_process(*words, NUMBA_NUM_THREADS="2")
    assert one["rows"] == two["rows"]
    assert one["hash"] == two["hash"]
