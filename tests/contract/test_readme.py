"""Is what the README says about where things stand true?"""

from __future__ import annotations

import re

import pytest

from segsim.analysis.cutoffs import entries as cutoffs
from segsim.evidence.loader import FOLDER as EVIDENCE
from segsim.plumbing.kernels import PACKAGE
from segsim.runs.questions.listings import shares_of_sources
from segsim.schedule import MECHANISMS

ROOT = PACKAGE.parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MADE_BY_RUNS = ("results/",)  # pictures and tables that a command of an experiment makes


def _table() -> list[list[str]]:
    """Rows of the table under "Where is what", without its head."""
    section = README.split("## Where is what", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


ROWS = _table()
PATHS = sorted({path for row in ROWS for path in re.findall(r"`([\w.-]+/[\w./-]*)`", row[-1])})
LINKS = sorted(set(re.findall(r"\]\(([\w./-]+)\)", README)))


def test_the_table_answers_the_questions_that_are_asked_first():
    assert len(ROWS) >= len(MECHANISMS)
    asked = " ".join(row[0] for row in ROWS)
    for words in ("how wages are set", "what a worker is", "a number, its unit and source", "when a law changed"):
        assert words in asked


@pytest.mark.parametrize("path", PATHS)
def test_what_the_table_points_at_is_there(path: str):
    if not path.startswith(MADE_BY_RUNS):
        place = ROOT / path
        assert place.is_dir() if path.endswith("/") else place.is_file()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_row_points_somewhere(row: list[str]):
    assert len(row) == 2
    assert "`" in row[1]


@pytest.mark.parametrize("name", MECHANISMS)
def test_every_mechanism_has_its_row(name: str):
    is_folder = (PACKAGE / "mechanisms" / name).is_dir()
    assert f"src/segsim/mechanisms/{name}{'/' if is_folder else '.py'}" in PATHS


def test_how_much_is_assumed_is_counted():
    assert shares_of_sources() in " ".join(README.split()), shares_of_sources()
    assumed = sum(entry.source.startswith("assumed") for entry in cutoffs().values())
    description = f"of the {len(cutoffs())} anchors and cut-offs by which results are read {assumed} are assumed"
    assert description in " ".join(README.split()), description


@pytest.mark.parametrize("link", LINKS)
def test_every_link_leads_to_a_file(link: str):
    assert (ROOT / link).exists()


@pytest.mark.parametrize("file", sorted(EVIDENCE.glob("*.csv")), ids=lambda file: file.name)
def test_the_folder_of_evidence_says_what_each_file_is(file):
    assert f"`{file.name}`" in (EVIDENCE / "README.md").read_text(encoding="utf-8")
