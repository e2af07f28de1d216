"""Does every command of the README run, with the words that a reader would type?

On a toy world and few months, which are added at the end. All run in this one process, which has its kernels loaded
after the first; .ci/run starts the first two commands from a shell, as they stand.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import segsim
from segsim.cli import main
from segsim.plumbing.kernels import PACKAGE

ROOT = PACKAGE.parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
LINES = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.strip()]
INLINE = re.findall(r"`(segsim [^`]*)`", README)
SMALL = ["world=toy", "time.end=2006-04", "time.burn_in=1", "policy.from=2006-02", "seeds=2"]
LISTINGS = ("coverage", "params", "scenarios", "month", "columns", "who", "runs", "--help")


def typed(line: str) -> list[str] | None:
    """What follows the word segsim, or None for a command that is not segsim's."""
    words = shlex.split(line.split("&&")[-1])
    words = words[2:] if words[:2] == ["uv", "run"] else words
    return words[1:] if words and words[0] == "segsim" else None


COMMANDS = [line for line in [*LINES, *INLINE] if typed(line) is not None]


def test_the_readme_has_the_two_commands_that_do_everything():
    assert LINES[:2] == ["pip install uv && uv run segsim", "uv run pytest"]
    assert len(COMMANDS) >= 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the reader's own policy and city, as the README shows them."""
    (policy,) = [block for kind, block in BLOCKS if kind == "yaml"]
    (tmp_path / "my_conf" / "scenario").mkdir(parents=True)
    (tmp_path / "my_conf" / "scenario" / "my_policy.yaml").write_text(policy, encoding="utf-8")
    head, row = (PACKAGE / "evidence" / "cities.csv").read_text(encoding="utf-8").splitlines()[:2]
    name = row.split(",", 1)[0]
    (tmp_path / "my_cities.csv").write_text(f"{head}\n{row.replace(name, 'Hefei', 1)}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_it_runs(line: str, folder: Path, monkeypatch, capsys):
    words = typed(line)
    assert words is not None
    if words[:1] == ["dashboard"]:
        assert main(["scenario=history", *SMALL, "threads=1", f"results={folder / 'results'}"]) == 0
        words = [*words, f"results={folder / 'results'}"]
    elif not words or words[0] not in LISTINGS:
        # a scenario that begins in 2011 is history before
        end = "2011-03" if "scenario=history,chain_bargaining" in line else "2006-04"
        short = [word.replace("2006-04", end) for word in SMALL]
        small = short if "seeds=" not in line and "--help" not in line else short[:-1]
        words = [*words, *small, "threads=1", f"results={folder / 'results'}"]
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "200")
    try:
        status = main(words)
    except SystemExit as end:  # as --help ends
        status = end.code
    told = capsys.readouterr()
    assert status == 0, told.err
    assert told.out.strip()


def test_the_library_runs_as_shown():
    assert '`segsim.simulate(["bargaining=chain"], seed=7)`' in README
    run = segsim.simulate(["bargaining=chain", "world=toy", "time.end=2006-02"], seed=7)
    assert {"index", "indicator", "value"} <= set(run.series.columns)
    assert run.model.index == 1
    model = segsim.make_model(["world=toy", "time.end=2006-02"], seed=7)
    model.step()
    assert len(model.agents) > 1000
