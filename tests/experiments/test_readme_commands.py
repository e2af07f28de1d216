"""Does every command of the README run, with the words that a reader would type?

On a toy world, few months and two seeds, which are added at the end. All run in this one process, which has its kernels
loaded after the first, and keep their runs in one folder; .ci/run starts the first two commands from a shell, as they
stand.
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
# Around 2011-01, where the dated policies that the README names begin; `seeds=20` before it is overruled.
SMALL = [
    "world=toy", "time.start=2010-11", "time.end=2011-02", "time.burn_in=1", "policy.from=2010-12", "seeds=2",
    "threads=1",
]  # fmt: skip
LISTINGS = ("systems", "params", "scenarios", "schedule", "columns", "indicators", "lineage", "runs", "--help")


def typed(line: str) -> list[str] | None:
    """What follows the word segsim, or None for a command that is not segsim's."""
    words = shlex.split(line.split("&&")[-1])
    words = words[2:] if words[:2] == ["uv", "run"] else words
    return words[1:] if words and words[0] == "segsim" else None


COMMANDS = [line for line in [*LINES, *INLINE] if typed(line) is not None]


def test_the_readme_has_the_two_commands_that_do_everything():
    assert LINES[:2] == ["pip install uv && uv run segsim", "uv run pytest"]
    assert len(COMMANDS) >= 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with the reader's own policy and city, as the README shows them, and the run that is drawn."""
    folder = tmp_path_factory.mktemp("reader")
    (policy,) = [block for kind, block in BLOCKS if kind == "yaml"]
    (folder / "my_conf" / "scenario").mkdir(parents=True)
    (folder / "my_conf" / "scenario" / "my_policy.yaml").write_text(policy, encoding="utf-8")
    head, row = (PACKAGE / "evidence" / "cities.csv").read_text(encoding="utf-8").splitlines()[:2]
    name = row.split(",", 1)[0]
    (folder / "my_cities.csv").write_text(f"{head}\n{row.replace(name, 'Hefei', 1)}\n", encoding="utf-8")
    return folder


# Every scenario of the package, each with its seeds.
LONG = [pytest.param(line, marks=pytest.mark.slow) if line == "segsim predictions" else line for line in COMMANDS]


@pytest.mark.parametrize("line", LONG)
def test_it_runs(line: str, folder: Path, tmp_path, monkeypatch, capsys):
    words = typed(line)
    assert words is not None
    # A reader has one run whose name begins with history; here other tests have made more.
    monkeypatch.chdir(tmp_path if words[:1] in (["regimes"], ["segments"]) else folder)
    monkeypatch.setenv("COLUMNS", "200")
    if words[:1] in (["report"], ["regimes"], ["segments"]):
        assert main(["scenario=history", *SMALL]) == 0  # there is a run, whichever tests ran before
    elif not words or words[0] not in LISTINGS:
        words = [*words, *SMALL]
    try:
        status = main(words)
    except SystemExit as end:  # as --help ends
        status = end.code
    printed = capsys.readouterr()
    assert status == 0, printed.err
    assert printed.out.strip()


def test_the_library_runs_as_shown():
    assert '`segsim.simulate(["bargaining=chain"], seed=7)`' in README
    run = segsim.simulate(["bargaining=chain", "world=toy", "time.end=2006-02"], seed=7)
    assert {"index", "indicator", "value"} <= set(run.series.columns)
    assert run.model.index == 1
    model = segsim.make_model(["world=toy", "time.end=2006-02"], seed=7)
    model.step()
    assert len(model.agents) > 1000
