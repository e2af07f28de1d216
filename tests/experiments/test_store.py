"""Is a stored run used again only where it may be, and is nothing half-written ever read?"""

import json
from dataclasses import dataclass, replace

import pandas as pd
import pytest

from segsim.runs.config.compose import configuration
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute.pool import run_all
from segsim.runs.store.provenance import hashes_of, settings_hash
from segsim.runs.store.store import Store, read
from segsim.settings.files import conf_folder

MEASURES = {"status": "finished", "state_hash": "x", "seconds": {"months": 1.0}}


@dataclass
class Recorded:
    """What a recorder hands over, made by hand."""

    series: pd.DataFrame
    cells: pd.DataFrame
    cities: pd.DataFrame
    chains: pd.DataFrame
    jobs: pd.DataFrame
    accounts: pd.DataFrame
    job_sample: pd.DataFrame
    workers: pd.DataFrame
    firms: pd.DataFrame


def recorded(seed, with_panel=False):
    series = pd.DataFrame(
        {
            "seed": seed,
            "year": [2006, 2006],
            "month": [1, 2],
            "indicator": "gini",
            "group": "nation",
            "value": seed * 1.0,
        }
    )
    series["indicator"] = series["indicator"].astype("category")
    panel = pd.DataFrame({"row": [0, 1] if with_panel else []})
    yearly = series[["seed", "year", "value"]]
    return Recorded(series, yearly, yearly, yearly, yearly, yearly, yearly, panel, panel)


@pytest.fixture(scope="module")
def chosen():
    return configuration(compose_one(["world=toy", "seeds=3"], [conf_folder()]))


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "results")
    made.prepare()
    return made


@pytest.fixture
def full(store, chosen):
    """A store with a merged run of three seeds."""
    for seed in chosen.seeds:
        store.put(hashes_of(chosen.settings), seed, recorded(seed, with_panel=seed == 1), MEASURES)
    return store.merge(chosen, hashes_of(chosen.settings), {})


def test_one_folder_a_configuration_with_all_its_seeds_inside(store, full, chosen):
    assert full.folder.parent == store.folder
    assert full.folder.name == f"world-toy-{settings_hash(chosen.settings)[:12]}"
    assert {file.name for file in full.folder.iterdir()} == {
        "series.parquet", "cells.parquet", "cities.parquet", "chains.parquet", "jobs.parquet",
        "accounts.parquet", "job_sample.parquet", "workers.parquet", "firms.parquet",
        "manifest.json", "config.yaml",
    }  # fmt: skip
    series = pd.read_parquet(full.folder / "series.parquet")
    assert series.groupby("seed").size().to_dict() == {1: 2, 2: 2, 3: 2}
    assert full.manifest["panel_seed"] == 1
    assert not any((store.folder / ".parts").rglob("*.parquet"))


def test_the_manifest_names_program_hashes_and_every_seed(full):
    found = json.loads((full.folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(found["hashes"]) == {"settings", "evidence", "source"}
    assert {"mesa", "numpy", "numba", "pandas", "pyarrow"} <= set(found["packages"])
    assert found["python"].startswith("3.")
    assert found["segsim"]["version"]
    assert found["status"] == "finished"
    assert set(found["seeds"]) == {"1", "2", "3"}


def test_more_seeds_join_those_that_are_there(store, full, chosen):
    hashes = hashes_of(chosen.settings)
    store.put(hashes, 9, recorded(9), MEASURES)
    assert set(store.finished(hashes)) == {1, 2, 3, 9}
    wider = store.merge(chosen, hashes, {})
    assert wider.folder == full.folder
    assert sorted(pd.read_parquet(wider.folder / "series.parquet")["seed"].unique()) == [1, 2, 3, 9]
    assert (wider.folder / "workers.parquet").is_file()
    assert wider.manifest["panel_seed"] == 1


def test_a_run_is_used_again_only_where_three_hashes_agree(store, full, chosen):
    hashes = hashes_of(chosen.settings)
    assert set(store.finished(hashes)) == {1, 2, 3}
    for changed in ("evidence", "source"):
        assert store.finished(replace(hashes, **{changed: "0" * 32})) == {}
    assert store.find(replace(hashes, settings="0" * 32)) is None


def test_settings_that_move_no_number_leave_the_hash(chosen):
    same = compose_one(
        ["world=toy", "threads=1", "results=elsewhere", "seed=5", "enforcement=default"], [conf_folder()]
    )
    other = compose_one(["world=toy", "enforcement.inspection_rate=0.03"], [conf_folder()])
    late = compose_one(["world=toy", "policy.from=2021-01", "enforcement.inspection_rate=0.03"], [conf_folder()])
    hashes = [settings_hash(configuration(one).settings) for one in (same, other, late)]
    assert hashes[0] == settings_hash(chosen.settings)
    assert hashes[1] != hashes[0]
    assert hashes[2] == hashes[0]


def test_a_stale_run_is_replaced_whole(store, full, chosen):
    newer = replace(hashes_of(chosen.settings), source="1" * 32)
    (full.folder / "dashboard.png").write_bytes(b"old")
    store.put(newer, 2, recorded(2), MEASURES)
    merged = store.merge(chosen, newer, {})
    assert set(merged.seeds) == {2}
    assert merged.folder == full.folder
    assert pd.read_parquet(merged.folder / "series.parquet")["seed"].unique().tolist() == [2]
    assert not (merged.folder / "dashboard.png").exists()


def test_a_kill_between_merge_and_tidying_does_not_double_rows(store, full, chosen):
    hashes = hashes_of(chosen.settings)
    store.put(hashes, 2, recorded(2), MEASURES)  # the part of a seed that the run folder already holds
    merged = store.merge(chosen, hashes, {})
    assert len(pd.read_parquet(merged.folder / "series.parquet")) == 6


def test_a_kill_before_the_manifest_leaves_seeds_that_nobody_reads(store, full, chosen):
    hashes = hashes_of(chosen.settings)
    longer = pd.concat([recorded(seed).series for seed in (1, 2, 3, 4)])
    longer.to_parquet(full.folder / "series.parquet")
    store.put(hashes, 5, recorded(5), MEASURES)
    merged = store.merge(chosen, hashes, {})
    assert sorted(pd.read_parquet(merged.folder / "series.parquet")["seed"].unique()) == [1, 2, 3, 5]


def test_a_folder_without_a_whole_manifest_is_no_run(store, full, chosen):
    (full.folder / "manifest.json").write_text('{"seeds": ', encoding="utf-8")
    assert read(full.folder) is None
    assert store.runs() == []
    assert store.finished(hashes_of(chosen.settings)) == {}


def test_a_half_written_part_is_not_a_seed_and_goes(store, chosen):
    hashes = hashes_of(chosen.settings)
    staged = store.parts(hashes) / ".writing-7-123456789"
    staged.mkdir(parents=True)
    (staged / "series.parquet").write_bytes(b"half")
    assert store.finished(hashes) == {}
    store.put(hashes, 1, recorded(1), MEASURES)
    store.merge(chosen, hashes, {})
    assert not staged.exists()


def test_failed_seeds_are_recorded_and_tried_again(store, chosen):
    hashes = hashes_of(chosen.settings)
    store.put(hashes, 1, recorded(1), MEASURES)
    merged = store.merge(chosen, hashes, {2: "Traceback: it broke"})
    assert merged.manifest["status"] == "1 of 2 seeds failed"
    assert merged.manifest["seeds"]["2"]["error"] == "Traceback: it broke"
    assert set(store.finished(hashes)) == {1}


def test_fresh_forgets_what_was_stored(store, full, chosen):
    store.forget(hashes_of(chosen.settings))
    assert store.finished(hashes_of(chosen.settings)) == {}


@dataclass(frozen=True)
class Errand:
    """A task for a process: come back, raise, or die."""

    what: str

    def run(self, tick, ready):
        import os
        import signal

        ready()
        tick()
        if self.what == "raises":
            raise ValueError("it broke")
        if self.what == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        return self.what


def test_a_task_that_fails_or_whose_process_dies_does_not_stop_the_others():
    errands = [Errand("raises"), Errand("dies"), Errand("first"), Errand("second")]
    ends = {one.task.what: one for one in run_all(errands, 2, one_first=True) if one.kind in ("finished", "failed")}
    assert {what: one.kind for what, one in ends.items()} == {
        "raises": "failed", "dies": "failed", "first": "finished", "second": "finished",
    }  # fmt: skip
    assert "ValueError: it broke" in ends["raises"].value
    assert "signal 9" in ends["dies"].value
