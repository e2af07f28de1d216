"""Does the command do what its help says, quickly and in plain words?"""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from segsim.cli import COMMANDS, main
from segsim.runs.config.conf import groups
from segsim.schedule import MONTH
from segsim.settings.files import conf_folder, law_entries
from segsim.state import TABLES
from typed import SHORT, answer

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")

HEAVY = {"mesa", "numba", "pandas", "matplotlib", "networkx", "scipy", "pyarrow"}
NO_LISTINGS = (
    "run",
    "lineage",
    "compare",
    "predictions",
    "report",
    "regimes",
    "segments",
)  # they run, read runs or want a name


def rows_of(capsys, *arguments):
    status, out, _ = answer(capsys, *arguments, "--csv")
    assert status == 0
    return list(csv.DictReader(io.StringIO(out)))


def test_params_are_those_of_the_code(capsys):
    known = [entry for group in groups().values() for entry in group.values()]
    rows = rows_of(capsys, "params")
    assert [row["key"] for row in rows] == [entry.path for entry in known]
    assert all(row["source"] and row["unit"] and row["range"] and row["meaning"] for row in rows)
    history = {row["key"]: row["history"] for row in rows if row["history"]}
    assert set(history) == {str(entry["lever"]) for entry in law_entries("history", [conf_folder()])}
    assert "2008-10 0.22, export orders collapse (size assumed" in history["demand.export_shock"]
    assert "assumed and" in answer(capsys, "params", "demand")[1]
    weak = rows_of(capsys, "params", "--assumed")
    assert [row["key"] for row in weak] == [entry.path for entry in known if entry.is_assumed]
    assert {row["key"].partition(".")[0] for row in rows_of(capsys, "params", "wages", "hours")} == {"wages", "hours"}


def test_schedule_lists_the_month(capsys):
    rows = rows_of(capsys, "schedule")
    assert [row["step"] for row in rows] == [step.name for step in MONTH]
    assert all(row["says"] and (row["reads"] or row["writes"]) for row in rows)


def test_columns_are_those_of_the_tables(capsys):
    assert [row["column"] for row in rows_of(capsys, "columns")] == [
        column.path for table in TABLES for column in table.columns()
    ]
    assert {row["column"].partition(".")[0] for row in rows_of(capsys, "columns", "firms")} == {"firms"}


def test_lineage_of_a_column(capsys):
    writers = [step.name for step in MONTH if any(column.path == "firms.base_wage" for column in step.writes)]
    rows = rows_of(capsys, "lineage", "firms.base_wage")
    assert writers
    assert [row["step"] for row in rows if "writes" in row["does"]] == writers


def test_coverage_names_file_lever_and_scenarios_of_each_system(capsys, tmp_path):
    (tmp_path / "own" / "scenario").mkdir(parents=True)
    text = "title: my idea\nrow: [6, 9]\nfrom: 2012-01\nset: {enforcement.inspection_rate: 0.1}\n"
    (tmp_path / "own" / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    rows = {row["row"]: row for row in rows_of(capsys, "systems", "--config-dir", "own")}
    assert list(rows) == [str(number) for number in range(1, 31)]
    assert rows["17"]["mechanism"] == "mechanisms/bargaining.py"
    assert rows["17"]["lever"] == "bargaining.level"
    assert "chain_bargaining" in rows["17"]["scenarios"].split(", ")
    assert all("mine" in rows[row]["scenarios"].split(", ") for row in ("6", "9"))
    assert "mine" not in rows["17"]["scenarios"].split(", ")
    assert [row["row"] for row in rows_of(capsys, "systems", "9", "6")] == ["6", "9"]


def test_scenarios_are_listed_with_a_users_own(capsys, tmp_path):
    (tmp_path / "own" / "scenario").mkdir(parents=True)
    text = "title: my idea\nrow: 8\nfrom: 2012-01\nset: {enforcement.inspection_rate: 0.1}\n"
    (tmp_path / "own" / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    rows = {row["scenario"]: row for row in rows_of(capsys, "scenarios", "--config-dir", "own")}
    assert "history" in rows
    mine = rows["mine"]
    assert (mine["title"], mine["turns"], mine["from"]) == ("my idea", "enforcement.inspection_rate = 0.1", "2012-01")


@pytest.mark.parametrize("arguments", [["--help"], *([name] for name in COMMANDS if name not in NO_LISTINGS)])
def test_listings_import_nothing_heavy(arguments):
    code = (
        "import sys; from segsim.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout.strip()


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("segsim enforcement=", "enforcement=lax"),
        ("segsim run bargaining=c", "bargaining=chain"),
        ("segsim world=toy enforcement.insp", "enforcement.inspection_rate="),
        ("segsim sys", "systems"),
        ("segsim ", "scenarios"),
        ("segsim params wa", "wages"),
        ("segsim predictions living", "living_wage"),
        ("segsim predictions living_wage see", "seeds="),
        ("segsim validate cal", "calibration"),
    ],
)
def test_tab_completes_keys_and_variants(capsys, monkeypatch, typed, offered):
    monkeypatch.setenv("COMP_LINE", typed)
    status, out, err = answer(capsys, "-sc", "query=bash")
    assert (status, err) == (0, "")
    assert offered in out


def test_completion_and_composed_configuration_are_hydras(capsys):
    assert "complete" in answer(capsys, "-sc", "install=bash")[1]
    status, out, _ = answer(capsys, "run", "--cfg", "job", "enforcement=lax")
    assert status == 0
    assert "inspection_rate: 0.00215" in out


def test_one_command_makes_a_run_folder_and_the_next_finds_it(capsys, tmp_path):
    status, out, err = answer(capsys, *SHORT)
    assert status == 0, err
    (folder,) = [entry for entry in (tmp_path / "results" / "runs").iterdir() if not entry.name.startswith(".")]
    assert f"written to results/runs/{folder.name}" in out
    assert any({"earnings", "migrants"} <= set(line.split()) for line in out.splitlines())
    names = {file.name for file in folder.iterdir()}
    assert {"config.yaml", "manifest.json", "series.parquet", "cells.parquet", "workers.parquet"} <= names
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    measures = found["seeds"]["1"]
    assert measures["status"] == "finished"
    assert set(measures["seconds"]) == {"imports", "compile", "build", "months"}
    assert measures["months"] == 4
    assert len(measures["state_hash"]) == 32

    status, out, _ = answer(capsys, *SHORT, "threads=1")
    assert status == 0
    assert "stored before in" in out
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8")) == found

    drawn = (folder / "dashboard.png").stat().st_mtime_ns
    answer(capsys, *SHORT)
    assert (folder / "dashboard.png").stat().st_mtime_ns == drawn
    (folder / "dashboard.source").write_text("other code", encoding="ascii")
    status, out, _ = answer(capsys, *SHORT)
    assert "stored before in" in out  # drawn anew, and nothing simulated
    assert (folder / "dashboard.png").stat().st_mtime_ns > drawn

    (row,) = rows_of(capsys, "runs")
    assert row["run or comparison"] == folder.name
    assert row["made by"] == "current"

    status, out, _ = answer(capsys, *SHORT, "--fresh")
    assert "written to" in out
    again = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert again["seeds"]["1"]["state_hash"] == measures["state_hash"]


def test_what_lies_after_2020_is_called_a_projection(capsys, tmp_path):
    arguments = ["world=toy", "time.start=2020-12", "time.end=2022-01", "time.burn_in=1", "threads=1"]
    status, out, err = answer(capsys, *arguments)
    assert status == 0, err
    assert "2022 (projection)" in out
    assert "2020 (projection)" not in out
    status, out, _ = answer(capsys, "-m", "enforcement=lax,strict", *arguments, "policy.from=2021-06")
    assert out.count("2022 (projection)") == 2


def test_python_gets_the_same_run_and_stores_nothing(tmp_path):
    import segsim

    done = segsim.simulate(SHORT, seed=3)
    model = segsim.make_model(SHORT, seed=3)
    for _ in range(4):
        model.step()
    assert model.state_hash() == done.model.state_hash() == done.manifest["seeds"]["3"]["state_hash"]
    assert set(done.series["month"]) == {1, 2, 3}
    assert all(len(table) for table in (done.cells, done.cities, done.chains))
    assert len(done.workers)
    assert len(done.firms)
    assert not (tmp_path / "results").exists()
    assert done.folder is None
    assert segsim.simulate(SHORT, seed=3, store=True).folder.is_dir()


def test_a_seed_that_fails_is_recorded_and_the_exit_status_says_so(capsys, tmp_path, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("the month went wrong")

    monkeypatch.setattr("segsim.runs.execute.runner.run_seed", broken)
    status, _, err = answer(capsys, *SHORT)
    assert status == 1
    assert "seed 1 of world-toy" in err
    assert "ZeroDivisionError: the month went wrong" in err
    (manifest,) = (tmp_path / "results" / "runs").glob("*/manifest.json")
    entry = json.loads(manifest.read_text(encoding="utf-8"))["seeds"]["1"]
    assert entry["status"] == "failed"
    assert "Traceback" in entry["error"]


def test_the_readers_end_of_a_pipe_may_close_early():
    done = subprocess.run(
        f"{sys.executable} -m segsim params --csv | head -1", shell=True, capture_output=True, text=True, env=os.environ
    )
    assert done.stdout.startswith("key,")
    assert done.stderr == ""
