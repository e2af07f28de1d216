"""Can a stranger follow every source to the place where it stands?"""

import calendar
import csv
import re
from functools import cache
from math import isclose

import pytest

from segsim.plumbing.kernels import PACKAGE
from segsim.runs.config.conf import groups
from segsim.settings.files import conf_folder

EVIDENCE = PACKAGE / "evidence"
NOTES = ("calibration", "hypotheses", "model")
COLUMNS = ("G", "K")  # of the parameters in calibration.md
CITING = [*PACKAGE.rglob("*.py"), *EVIDENCE.glob("*.csv"), *conf_folder().rglob("*.yaml")]
PARAMETERS = [entry for group in groups().values() for entry in group.values()]

LABEL = r"(?:[KG]|[A-Z]\d{1,2}|\d{1,2}\.\d{1,2})(?![\w.]*\w)"
NUMBER = r"\d*\.?\d+(?![\w.-]*\w)"
LABELS = rf"{LABEL}(?: {NUMBER})?(?:(?:,| and) {LABEL}(?: {NUMBER})?)*"
REFERENCE = re.compile(rf"evidence/({'|'.join(NOTES)})\.md(?: ({LABELS}))?")
NAME = r"(?:[A-Z]{2}\d{3}|[a-z]+(?:_[a-z0-9]+)+)\b"
WORK = re.compile(r"\b([A-Z][\w-]+)(?:(?:, [A-Z][\w-]+)*,? and [A-Z][\w-]+| et al\.)? \(?((?:19|20)\d\d)\b")
# Words that stand before a year and are no author.
NO_AUTHOR = {*calendar.month_name, "Law", "Council", "Insurance", "Regulations", "Nanhai", "Times", "Yearbook", "The"}


def on_one_line(path):
    """The text of a file with wrapped comments, strings and paragraphs put together again."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\n[ \t]*# ?", " ", text)
    text = re.sub(r'"[ \t]*\n[ \t]*f?"', "", text)
    return re.sub(r"\s+", " ", text)


def references(text):
    """(file, label, number or None) of everything that a text takes from the notes."""
    for note, labels in REFERENCE.findall(text):
        for label, number in re.findall(rf"({LABEL})(?: ({NUMBER}))?", labels):
            yield note, label, float(number) if number else None


def note(name):
    return (EVIDENCE / f"{name}.md").read_text(encoding="utf-8")


@cache
def labels(name):
    """Every label that a file of notes explains: in bold, as the number of a heading, or at the head of a row."""
    forms = r"\*\*([A-Z]\d{1,2}|\d{1,2}\.\d{1,2})\*\*|^#+ (\d{1,2}\.\d{1,2}) |^\| ([A-Z]\d{1,2}) \|"
    found = [next(filter(None, label)) for label in re.findall(forms, note(name), re.M)]
    return [*found, *COLUMNS] if name == "calibration" else found


@cache
def noted():
    """{(path of a parameter, label): (value or None, range as text)}: the tables of numbers in the notes."""
    rows = {}
    row_of_columns = r"^\| `([\w.]+)` \| ([\d.-]+) \| ([\d.]+) \| ([\d.]+) \|"
    for path, span, g, k in re.findall(row_of_columns, note("calibration"), re.M):
        rows |= {(path, "G"): (float(g), span), (path, "K"): (float(k), span)}
    section = ""
    for line in note("model").splitlines():
        if heading := re.match(r"#+ ([\d.]+)", line):
            section = heading[1]
        elif row := re.match(r"\| `([\w.]+)` \| ([\d.-]+) \| ([\d.-]+) \|", line):
            rows[row[1], section] = (None if row[2] == "-" else float(row[2]), row[3])
    return rows


@cache
def published():
    """Identifiers and variables of the published numbers, and all that is said of where they come from."""
    names, said = set(), []
    for path in EVIDENCE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                names |= {row.get("id"), row.get("variable")}
                said.append(f"{row.get('source')} {row.get('note')}")
    return names, said


@pytest.mark.parametrize("name", NOTES)
def test_labels_are_explained_once(name):
    assert len(labels(name)) == len(set(labels(name))), sorted(x for x in labels(name) if labels(name).count(x) > 1)


@pytest.mark.parametrize("name", NOTES)
def test_notes_are_short(name):
    lines = note(name).splitlines()
    assert len(lines) < 300
    assert max(map(len, lines)) <= 120


def test_references_are_read_as_meant():
    text = "(evidence/calibration.md K .0141, R2, T21, range .01-.08; evidence/model.md 6.2) as evidence/model.md F8."
    assert list(references(text)) == [
        ("calibration", "K", 0.0141), ("calibration", "R2", None), ("calibration", "T21", None),
        ("model", "6.2", None), ("model", "F8", None),
    ]  # fmt: skip


@pytest.mark.parametrize("path", CITING, ids=lambda path: path.name)
def test_reference_leads_to_a_label(path):
    text = on_one_line(path)
    assert not re.findall(rf"(?<!evidence/)\b(?:{'|'.join(NOTES)})\.md.{{0,20}}", text), "say evidence/NAME.md"
    assert [found for found, cited in REFERENCE.findall(text) if not cited] == [], "say which entry of the notes"
    lost = [(name, label) for name, label, _ in references(text) if label not in labels(name)]
    assert lost == []
    loose = re.findall(r".{0,20}\b[RCFT][1-9]\d?\b.{0,20}", REFERENCE.sub("", text))
    assert loose == [], "say in which file the label stands"


@pytest.mark.parametrize("path", CITING, ids=lambda path: path.name)
def test_evidence_that_is_named_exists(path):
    text = on_one_line(path)
    for named in re.findall(rf"\b[Ee]vidence ({NAME}(?:(?:,| and) {NAME})*)", text):
        for name in re.findall(NAME, named):
            assert name in published()[0], f"no such variable or row in the evidence: {name}"
    for name in re.findall(r"evidence/([\w.]+\.(?:csv|md))", text):
        assert (EVIDENCE / name).is_file(), name


@pytest.mark.parametrize("path", CITING, ids=lambda path: path.name)
def test_work_that_is_cited_is_in_the_list_of_sources(path):
    if path.suffix == ".csv":
        return  # published numbers carry their own sources, with how sure they are
    listed = re.split(r"[;:]\s", note("model").partition("## 10 Sources")[2]) + published()[1]
    for author, year in WORK.findall(on_one_line(path)):
        known = author in NO_AUTHOR or any(author in entry and year in entry for entry in listed)
        assert known, f"not in section 10 of evidence/model.md: {author} {year}"


@pytest.mark.parametrize("entry", PARAMETERS, ids=lambda entry: entry.path)
def test_number_taken_from_the_notes_is_the_number_there(entry):
    spans = []
    for _, label, said in references(entry.source):
        if label not in COLUMNS and not label.startswith("6."):
            continue
        assert (entry.path, label) in noted(), f"the notes have no row for it under {label}"
        value, span = noted()[entry.path, label]
        spans.append(span)
        if value is None:
            continue
        same = isclose(entry.value, value, rel_tol=0.01)
        assert said == (None if same else value), f"{label} has {value:g}: say so where segsim differs, and only there"
    for low, high in re.findall(r"range (\d*\.?\d+)-(\d*\.?\d+)", entry.source):
        assert any([float(low), float(high)] == [float(x) for x in span.split("-")] for span in spans), spans


@pytest.mark.parametrize("entry", PARAMETERS, ids=lambda entry: entry.path)
def test_source_says_what_it_means(entry):
    assert not re.search(rf"\bevidence(?!/\w| {NAME})", entry.source), "name the row or the variable"
    from_memory = note("model").partition("\nRecalled: ")[2].split("; ")
    for author, year in WORK.findall(entry.source):
        if any(author in work and year in work for work in from_memory):
            assert "recalled" in entry.source
