"""Does bad input get one clear line, and leave nothing behind?"""

from __future__ import annotations

import shutil

import pytest

from segsim.evidence import loader
from typed import SHORT, answer

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")


BAD = [
    (["enforcment=lax"], "unknown key 'enforcment'", "did you mean enforcement"),
    (["enforcement.inspection_rat=0.1"], "unknown key", "did you mean enforcement.inspection_rate"),
    (["enforcement=laxx"], "unknown enforcement 'laxx'", "did you mean lax"),
    (["scenario=histry"], "unknown scenario 'histry'", "did you mean history"),
    (["scenario=[history,nope]"], "unknown scenario 'nope'", ""),
    (["enforcement.inspection_rate=much"], "is a number in 1/month", "set in command line"),
    (["bargaining.level=village"], "is one of none | enterprise | tier | chain", ""),
    (["enforcement.inspection_rate=3"], "is outside 0 to 0.25 1/month", "set in command line"),
    (["time.start=2010-01", "time.end=2009-01"], "time.start = 2010-01 lies after time.end = 2009-01", ""),
    (["time.end=2006"], "is a month written as 2010-07", ""),
    (["time.start=1990-01"], "1990-01", ""),
    (["time.end=2090-01"], "2090-01", ""),
    (["world.workers=0"], "world.workers = 0 is outside", ""),
    (["world.workers=100000000"], "100,000,000", "GiB is available"),
    (["world=toy", "world.workers=5"], "raise world.workers or lower world.firms", ""),
    (["world=toy", "world.workers=5", "seeds=2"], "raise world.workers or lower world.firms", ""),
    (["world.extra_cities=nowhere.csv"], "nowhere.csv cannot be read", ""),
    (["results=file/below"], "results = file/below cannot be written", ""),
    (["seeds=0"], "seeds = 0 is outside", ""),
    (["threads=0"], "threads is a whole number of 1 or more", ""),
    (["enforcement=lax,strict"], "several values", "segsim -m"),
    (["+new=1"], "unknown key 'new'", "known: "),
    (["+wages.curve=0.1"], "+ adds a key, and wages.curve is there", "write wages.curve=0.1"),
    (["~wages"], "no key can be taken out", "without="),
    (["~wages.curve"], "no key can be taken out", "without="),
    (["++enforcement.inspection_rate=0.9"], "is outside 0 to 0.25 1/month", "set in command line"),
    (["++enforcement.inspection_rat=0.1"], "unknown key", "did you mean enforcement.inspection_rate"),
    (["-m", "++enforcement.inspection_rate=0.1,0.9"], "is outside 0 to 0.25 1/month", "set in command line"),
    (["-m", "++enforcement.inspection_rat=0.1,0.2"], "unknown key", "did you mean enforcement.inspection_rate"),
    (["-m", "wages.curve=interval(0,1)"], "an interval is for optimisers", "range(a,b,step)"),
    (["-m", "hydra/launcher=joblib", "enforcement=lax,strict"], "Hydra only composes here", ""),
    (["hydra.verbose=true"], "Hydra only composes here", ""),
    (["without=[unrst]"], "unknown mechanism 'unrst'", "did you mean unrest"),
    (["without=[payroll]"], "payroll cannot be left out", ""),
    (["without=3"], "without is a list of mechanisms", ""),
    (["unrest.active=false"], "unrest.active is no key", "without=[unrest]"),
    (["rnu"], "unknown command 'rnu'", "did you mean run"),
    (["run", "lax"], "'lax' is no key=value", ""),
    (["--nope"], "unrecognized arguments: --nope", ""),
    (["params", "wage"], "unknown mechanism 'wage'", "did you mean wages"),
    (["params", "seed=1"], "takes no seed=1", ""),
    (["columns", "firm"], "unknown table 'firm'", "did you mean firms"),
    (["lineage", "firms.base_wag"], "unknown column", "did you mean firms.base_wage"),
    (["lineage"], "say one column", ""),
    (["--config-dir", "missing"], "--config-dir missing is not a folder", ""),
]


@pytest.mark.parametrize(("words", "says", "hint"), BAD, ids=[" ".join(words) for words, _, _ in BAD])
def test_bad_input_is_one_line_and_leaves_nothing(capsys, tmp_path, monkeypatch, words, says, hint):
    monkeypatch.setattr("segsim.runs.execute.memory.available", lambda: 8 * 2**30)
    monkeypatch.setattr("segsim.runs.execute.runner.is_cold", lambda: False)  # which would be announced
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    status, out, err = answer(capsys, *words)
    assert status == 2
    assert out == ""
    assert err.startswith("segsim: ")
    assert err.count("\n") == 1
    assert says in err
    assert hint in err
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_damaged_evidence_file_is_named_with_line_and_column(capsys, tmp_path, monkeypatch):
    folder = shutil.copytree(loader.FOLDER, tmp_path / "evidence")
    lines = (folder / "inputs.csv").read_text(encoding="utf-8").splitlines()
    (folder / "inputs.csv").write_text("\n".join([*lines[:4], lines[4] + ",one,too,many"]), encoding="utf-8")
    monkeypatch.setattr(loader, "FOLDER", folder)
    loader._stored.cache_clear()
    try:
        status, _, err = answer(capsys, *SHORT)
    finally:
        monkeypatch.undo()
        loader._stored.cache_clear()
    assert status == 2
    assert "inputs.csv, line 5, column" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "results").exists()
