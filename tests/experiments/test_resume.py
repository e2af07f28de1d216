"""Does a multirun that was killed go on where it stopped, and end in the same numbers?"""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from segsim.cli import main

SWEEP = [
    "-m",
    "world=toy",
    "time.end=2006-12",
    "time.burn_in=2",
    "policy.from=start",
    "enforcement=lax,strict",
    "seeds=10",
]
RUNS = 20  # so many that some are still to come when a busy machine notices the signal
PATIENCE = 300  # seconds until a first seed must be there; kernels may have to be compiled first


def start(folder):
    folder.mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "segsim", *SWEEP],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        # Tests that are run in the background inherit a shell's deafness to Ctrl-C; a terminal's command hears it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def finished_seeds(folder):
    parts = [part.name for part in (folder / "results" / "runs").glob(".parts/*/*/seed-*")]
    return len(parts) + sum(len(entry["seeds"]) for entry in manifests(folder))


def manifests(folder):
    files = (folder / "results" / "runs").glob("*/manifest.json")
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def wait_for_a_seed(process, folder):
    limit = time.monotonic() + PATIENCE
    while not finished_seeds(folder):
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < limit
        time.sleep(0.01)


def hashes(folder):
    return {
        (found["name"], seed): entry["state_hash"]
        for found in manifests(folder)
        for seed, entry in found["seeds"].items()
    }


def run_again(folder, monkeypatch, capsys, *more):
    """What the command says when it is given again."""
    monkeypatch.chdir(folder)
    assert main([*SWEEP, *more]) == 0
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return printed.out


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder in which the same multirun was never interrupted."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main([*SWEEP, "threads=1"]) == 0
    return folder


@pytest.mark.parametrize("how", ["SIGKILL", pytest.param("SIGINT", marks=pytest.mark.slow)])
def test_an_interrupted_multirun_goes_on_where_it_stopped(tmp_path, whole, monkeypatch, capsys, how):
    process = start(tmp_path / "killed")
    wait_for_a_seed(process, tmp_path / "killed")
    if how == "SIGKILL":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGINT)  # as the terminal does it: the whole group
    errors = process.communicate(timeout=60)[1]
    kept = finished_seeds(tmp_path / "killed")
    assert 1 <= kept < RUNS, "killed too late to test anything"
    if how == "SIGINT":
        assert process.returncode == 130
        assert errors.strip().splitlines()[-1].startswith("segsim: interrupted; finished seeds are kept")

    # Once the very same command, in processes; once in this one, which need not start any.
    out = run_again(tmp_path / "killed", monkeypatch, capsys, *([] if how == "SIGKILL" else ["threads=1"]))
    computed = int(out.strip().splitlines()[-1].rpartition("; ")[2].split()[0])
    assert computed <= RUNS - kept
    assert all(found["status"] == "finished" for found in manifests(tmp_path / "killed"))
    assert len(hashes(tmp_path / "killed")) == RUNS

    assert hashes(whole) == hashes(tmp_path / "killed")
    assert "0 seeds computed now" in run_again(tmp_path / "killed", monkeypatch, capsys)
