"""Which run is drawn, when is it drawn again, and is a page there whole or not at all?"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.cli import main
from segsim.figures.printed_report import report
from segsim.plumbing.errors import InputError
from segsim.runs.questions import drawing
from segsim.runs.store.named import meant

NAMES = [page.name for page in report.PAGES]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A results folder with two short runs and their comparison."""
    results = tmp_path_factory.mktemp("results")
    history = made_up_run(results, "history", (1,), last=(2007, 12))
    reform = made_up_run(results, "chain_bargaining", (1,), effect=0.1, last=(2007, 12))
    window = ("2007-01", "2007-12")
    return results, history, reform, made_up_comparison(results, history, [reform], window=window)


@pytest.mark.parametrize("name", ["series", "cells", "differences", "manifest", "config"])
def test_what_is_damaged_is_reported_in_one_line(tmp_path, name, capsys):
    results = tmp_path / "results"
    history = made_up_run(results, "history", (1,), last=(2007, 12))
    reform = made_up_run(results, "reform", (1,), last=(2007, 12), effect=0.1)
    folder = made_up_comparison(results, history, [reform], window=("2007-01", "2007-12"))
    of = folder if name in ("differences", "manifest") else history
    file = next(of.glob(f"{name}.*"))
    file.write_bytes(b"PAR1 {broken: [")
    assert main(["report", str(of)]) == 2
    printed = capsys.readouterr().err.splitlines()
    assert "damaged" in printed[-1]
    assert printed[-1].startswith("segsim: ")
    assert not (of / "pages").exists()
    assert not list(of.glob(".dra*"))
    table = pd.DataFrame({"seed": [1]})
    if file.suffix == ".parquet":
        table.to_parquet(file)
        with pytest.raises(InputError, match="no column"):
            drawing.draw_report(of, fresh=False, report=str)


@pytest.fixture
def one_page(monkeypatch):
    """Only the first page is drawn, so that a test of files is quick."""
    monkeypatch.setattr(report, "PAGES", report.PAGES[:1])


def test_a_report_is_drawn_once_and_again_where_numbers_or_code_changed(tmp_path, one_page, monkeypatch):
    folder = made_up_run(tmp_path, "history", (1,), last=(2007, 12))

    def drawn_now(fresh=False):
        return drawing.draw_report(folder, fresh=fresh, report=str).now

    assert [drawn_now(), drawn_now(), drawn_now(fresh=True), drawn_now()] == [True, False, True, False]
    assert {file.name for file in (folder / "pages").iterdir()} == {"1_headline.png", "1_headline.svg", "pages.source"}
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"written": "2027"}))
    assert [drawn_now(), drawn_now()] == [True, False]
    monkeypatch.setattr(drawing, "drawing_hash", lambda: "other")
    assert drawn_now()


def test_a_drawing_that_is_stopped_leaves_the_report_as_it_was(tmp_path, one_page, monkeypatch):
    folder = made_up_run(tmp_path, "history", (1,), last=(2007, 12))
    drawing.draw_report(folder, fresh=False, report=str)
    before = {file.name: file.read_bytes() for file in (folder / "pages").iterdir()}

    def stopped(subject, staged, report):
        (staged / "1_headline.png").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "write_report", stopped)
    with pytest.raises(KeyboardInterrupt):
        drawing.draw_report(folder, fresh=True, report=str)
    assert {file.name: file.read_bytes() for file in (folder / "pages").iterdir()} == before
    assert not list(folder.glob(".dra*"))


def test_a_killed_drawing_leaves_no_page_and_the_next_one_clears_up(tmp_path, one_page):
    folder = made_up_run(tmp_path, "history", (1,), last=(2007, 12))
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom segsim.runs.questions import drawing\n"
        "from segsim.figures.printed_report import report\n"
        "def killed(subject, staged, report):\n    (staged / '1.png').write_bytes(b'half'); os.kill(os.getpid(), 9)\n"
        "report.write_report = killed\ndrawing.draw_report(Path(sys.argv[1]), fresh=False, report=str)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], check=False, env=os.environ)
    assert done.returncode == -9
    assert not (folder / "pages").exists()
    assert list(folder.glob(".drawing-*"))
    drawing.draw_report(folder, fresh=False, report=str)
    assert not list(folder.glob(".dra*"))
    assert (folder / "pages" / "1_headline.svg").is_file()


def test_a_run_is_meant_by_folder_name_beginning_or_as_the_newest(stored):
    results, history, reform, comparison = stored
    assert meant([str(history)], results) == history
    assert meant([reform.name], results) == reform
    assert meant(["chain"], results) == reform
    assert meant(["history"], results) == history  # the name before the hash goes before a longer one
    assert meant([comparison.name[:-3]], results) == comparison
    with pytest.raises(InputError, match="did you mean chain_bargaining"):
        meant([reform.name[:-1] + "x"], results)
    with pytest.raises(InputError, match="may be any of"):
        meant(["h"], results)
    with pytest.raises(InputError, match="one run or comparison at a time"):
        meant(["a", "b"], results)
    with pytest.raises(InputError, match="no run yet"):
        meant([], results / "nowhere")


@pytest.mark.parametrize("last", [1, 2, 3])
def test_without_a_name_what_was_made_last_is_meant(stored, last):
    results, *folders = stored
    before = [(folder / "manifest.json").read_text() for folder in folders]
    for number, (folder, text) in enumerate(zip(folders, before, strict=True), start=1):
        written = f"2026-01-0{5 if number == last else number}"
        (folder / "manifest.json").write_text(json.dumps(json.loads(text) | {"written": written}))
    try:
        assert meant([], results) == folders[last - 1]
    finally:
        for folder, text in zip(folders, before, strict=True):
            (folder / "manifest.json").write_text(text)


def test_the_newest_run_is_drawn_without_a_name(tmp_path, one_page, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, written in (("history", "2026-01-01"), ("reform", "2026-02-01")):
        folder = made_up_run(Path("results"), name, (1,), last=(2007, 12))
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps(manifest | {"written": written}))
    assert main(["report"]) == 0
    printed = capsys.readouterr()
    assert re.search(r"reform-[0-9a-f]+/pages/1_headline\.png", printed.out)
    assert "drawn in" in printed.err
    assert main(["report", "nobody"]) == 2
    assert "unknown run or comparison 'nobody'" in capsys.readouterr().err


def test_a_toy_run_with_missing_cells_and_one_seed_has_its_whole_report(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["world=toy", "time.end=2007-12", "time.burn_in=1"]) == 0
    assert main(["report"]) == 0
    (folder,) = Path("results/runs").glob("*/pages")
    wanted = {f"{name}.{kind}" for name in NAMES for kind in ("png", "svg")}
    assert {file.name for file in folder.iterdir()} == wanted | {"pages.source"}
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in folder.glob("*.png"))
    capsys.readouterr()
