"""Do the notebook, the exercise with its answers, and every step of "add your own" work as they stand?"""

from __future__ import annotations

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import nbformat
import pandas as pd
import pytest
import yaml
from nbclient import NotebookClient

from segsim.cli import main
from segsim.plumbing.kernels import PACKAGE
from segsim.runs.questions import decomposition

ROOT = PACKAGE.parents[1]
TUTORIAL = ROOT / "experiments" / "tutorial"
PAGE = (TUTORIAL / "add_your_own.md").read_text(encoding="utf-8")
SMALL = ["world=toy", "time.start=2010-09", "time.end=2010-11", "time.burn_in=1", "policy.from=2010-10", "seeds=2"]
# Around the date of the page's policy.
ACROSS = ["world=toy", "time.start=2010-12", "time.end=2011-01", "time.burn_in=1", "seeds=2", "threads=1"]
OCTOBER = ["world=toy", "time.start=2010-10", "time.end=2010-10", "time.burn_in=1", "policy.from=start"]
FENCE = re.compile(r"```(\w+)\n(.*?)```", flags=re.DOTALL)


def section(title: str) -> list[tuple[str, str]]:
    """Kind and text of the boxes under a heading, in order."""
    return FENCE.findall(PAGE.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0])


def commands(boxes: list[tuple[str, str]]) -> list[str]:
    return [line for kind, text in boxes if kind == "sh" for line in text.splitlines()]


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom_and_is_kept_without_outputs():
    notebook = nbformat.read(TUTORIAL / "tutorial.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert 10 <= len(notebook.cells) <= 16
    assert not any(cell.outputs or cell.execution_count for cell in code)
    environment = {"PYTHONPATH": str(PACKAGE.parent), "PYTHONWARNINGS": "ignore"}
    with patch.dict(os.environ, environment):
        NotebookClient(
            notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(TUTORIAL)}}
        ).execute()
    assert all(cell.outputs for cell in code), "every cell shows something"
    assert "image/png" in code[-1].outputs[-1]["data"]
    assert "hired" in code[-2].outputs[-1]["data"]["text/plain"], "nothing happens in this life"


@pytest.fixture
def answers(monkeypatch):
    monkeypatch.syspath_prepend(str(TUTORIAL))
    return importlib.import_module("answers")


def test_three_questions_with_commands_that_a_class_can_type(answers):
    found = list(answers.questions((TUTORIAL / "exercise.md").read_text(encoding="utf-8")))
    assert [title[0] for title, _ in found] == ["1", "2", "3"]
    assert all(title.endswith("?") and words[0] == "compare" for title, words in found)
    assert "--decompose" in found[2][1]


def test_the_answers_are_made_from_runs(answers, tmp_path):
    with patch.object(decomposition, "clampable", lambda: ["bargaining", "wages"]):
        assert answers.main([*SMALL, "threads=1", f"results={tmp_path}", "--to", str(tmp_path)]) == 0
    page = (tmp_path / "tutorial.md").read_text(encoding="utf-8")
    assert page.count("\n## ") == 3
    assert page.count("intervals of 95 %:") == 3
    assert "| employment |" in page
    assert "What mediates it:" in page
    assert "| matching | cannot be clamped |" in page


def test_sentences_follow_the_numbers(answers):
    rows = pd.DataFrame({
        "indicator": ["gini", "strikes"], "group": "nation", "unit": ["ratio", "strikes"], "difference": [0.02, -3.0],
        "low": [0.01, -9.0], "high": [0.03, 3.0], "p_holm": [0.01, 0.4],
    })  # fmt: skip

    class Found:
        names = ("mine",)
        manifest = {"window": ["2016-01", "2020-12"], "seeds": [1, 2]}

        def of_nation(self, name):
            return rows

    found = answers.sentences(Found()).splitlines()
    assert found[-2:] == [
        "- `gini` rises by 0.020 ratio (0.010 to 0.030).",
        "- `strikes`: nothing is shown (-9.00 to 3.00 strikes).",
    ]


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder with the reader's policy and city, made as the page says."""
    file = re.search(r"`(my_conf/scenario/\w+\.yaml)`", PAGE)
    assert file
    (tmp_path / file[1]).parent.mkdir(parents=True)
    for title, kind, name in (("A policy", "yaml", file[1]), ("A city", "csv", "my_cities.csv")):
        (text,) = [text for found, text in section(title) if found == kind]
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", commands(section("A policy")) + commands(section("A city")))
def test_a_command_for_ones_own_policy_or_city_runs(line, own, capsys):
    words = shlex.split(line)[1:]
    assert main(words if "params" in words else [*words, *ACROSS]) == 0
    assert capsys.readouterr().out


def test_the_policy_sets_levers_that_differ_from_history(own):
    from segsim.runs.api import compose_overrides

    (text,) = [text for kind, text in section("A policy") if kind == "yaml"]
    changed = compose_overrides(["scenario=elected_and_inspected"], 1, "my_conf").settings.changes
    set_to = {change.path: change.value for change in changed if change.index == 60}
    assert yaml.safe_load(text)["set"].items() <= set_to.items()
    history = compose_overrides([], 1).settings
    for path, value in yaml.safe_load(text)["set"].items():
        mechanism, _, name = path.partition(".")
        assert getattr(history.params[mechanism], name) != value


def test_the_city_is_there(own, capsys):
    (code,) = [text for kind, text in section("A city") if kind == "python"]
    exec(compile(code, "add_your_own.md", "exec"), {})
    assert "Hefei" in capsys.readouterr().out


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the source tree, to be edited as the page says."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("src", "conf"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def in_clone(folder: Path, *words: str) -> str:
    """What a command prints with the copy as segsim; without compilation, which would take longer than the months."""
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


HASHES = """
import segsim
for more in %r:
    model = segsim.make_model([*%r, *more], seed=1)
    while model.running:
        model.step()
    print(model.state_hash())
"""


@pytest.mark.slow
def test_a_mechanism_step_by_step(clone):
    boxes = section("A mechanism")
    (before,) = in_clone(clone, sys.executable, "-c", HASHES % ([[]], OCTOBER)).split()
    (code,) = [text for kind, text in boxes if kind == "python"]
    (clone / "src/segsim/mechanisms/golden_week.py").write_text(code, encoding="utf-8")
    schedule = clone / "src/segsim/schedule.py"
    for hunk in [text for kind, text in boxes if kind == "diff"]:
        edit(schedule, hunk)
    for line in commands(boxes):
        words = shlex.split(line)
        words = [sys.executable, "-m", "segsim", *words[1:]] if words[0] == "segsim" else [sys.executable, *words[1:]]
        is_run = words[1:3] == ["-m", "segsim"] and "params" not in words
        in_clone(clone, *words, *([*OCTOBER, "seeds=2", "threads=1"] if is_run else []))
    assert (clone / "conf/golden_week/default.yaml").is_file()
    both = HASHES % ([[], ["without=[golden_week]"]], OCTOBER)
    after, off = in_clone(clone, sys.executable, "-c", both).split()
    assert after != before, "the new mechanism changes nothing"
    assert off == before, "switched off it changes something"


def edit(file: Path, hunk: str) -> None:
    """Add the lines with a plus where the lines around them stand; exactly one such place."""
    lines = hunk.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] in kinds) for kinds in (" -", " +"))
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"this is not in {file.name} as the page shows it:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")
