"""Are the published numbers read as they stand, and is a damaged file reported by file, line and column?"""

import csv
import pickle

import pytest

from segsim import evidence
from segsim.evidence import loader
from segsim.evidence.loader import (
    ANNUAL_COLUMNS,
    FACT_COLUMNS,
    FACT_FILES,
    FOLDER,
    INPUT_FILES,
    EvidenceError,
    read_facts,
    read_rows,
)
from segsim.plumbing.errors import InputError

ROW = dict.fromkeys(FACT_COLUMNS, "") | {
    "id": "X001",
    "variable": "gini_income",
    "definition": "a definition",
    "unit": "index",
    "region": "China",
    "industry": "all",
    "group": "households",
    "year": "2008",
    "value": "0.491",
    "source": "somebody",
    "confidence": "sourced",
    "derived": "0",
    "use": "validation",
}


def write(path, *rows, columns=FACT_COLUMNS):
    """A file of facts with the given rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_every_line_of_every_file_is_read():
    stored = (*FACT_FILES, *INPUT_FILES)
    found = [*evidence.facts(), *evidence.inputs()]
    lines = sum(len((FOLDER / name).read_text(encoding="utf-8").splitlines()) - 1 for name in stored)
    assert len(found) == lines
    assert len({fact.id for fact in found}) == lines
    assert {fact.confidence for fact in found} == {"sourced", "recalled"}


def test_rows_added_here_all_say_that_they_are_recalled():
    added = read_facts(FOLDER / "added.csv")
    assert {fact.confidence for fact in added} == {"recalled"}
    assert all(fact.source.endswith("(recalled)") for fact in added)


def test_a_fact_is_typed():
    fact = evidence.inputs("rural_net_income", year=2006)[0]
    assert (fact.value, fact.year, fact.month, fact.low, fact.derived) == (3587.0, 2006, None, None, False)
    assert fact.series == "China rural|rural households"


def test_filters_choose():
    chosen = evidence.inputs("min_wage_monthly", region="Shanghai", year=2014)
    assert [(fact.month, fact.value) for fact in chosen] == [(4, 1820.0)]
    assert evidence.facts(use="calibration")


def test_unknown_names_are_reported_with_near_ones():
    with pytest.raises(InputError, match="'min_wage_montly'; did you mean min_wage_monthly"):
        evidence.inputs("min_wage_montly")
    with pytest.raises(InputError, match="'yaer'; did you mean year"):
        evidence.facts(yaer=2008)


def test_the_dated_rows_agree_with_the_rates_of_31_december():
    dated = evidence.minimum_wages()
    checked = evidence.minimum_wages_at_year_end()
    assert len(checked) == 179
    for (series, year), rate in checked.items():
        rates = dated[series]
        if series.startswith("Suzhou") and (year, 12) < rates[0][:2]:
            rates = dated["Jiangsu class I (incl. Nanjing)|first class"]
        assert [yuan for since_year, _, yuan in rates if since_year <= year][-1] == rate, (series, year)


def test_the_hash_is_of_the_names_and_bytes_of_all_evidence_and_its_loader(tmp_path, monkeypatch):
    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    for name in ("facts.csv", "loader.py"):
        (tmp_path / name).write_text("one\n", encoding="utf-8")
    hashes = [evidence.file_hash()]
    for change in (
        lambda: (tmp_path / "facts.csv").write_text("two\n", encoding="utf-8"),
        lambda: (tmp_path / "loader.py").write_text("two\n", encoding="utf-8"),
        lambda: (tmp_path / "facts.csv").rename(tmp_path / "figures.csv"),
        lambda: (tmp_path / "added.csv").write_text("", encoding="utf-8"),
    ):
        change()
        hashes.append(evidence.file_hash())
    assert len(set(hashes)) == len(hashes)
    (tmp_path / "notes.md").write_text("of no consequence", encoding="utf-8")
    assert evidence.file_hash() == hashes[-1]


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("value", "4x5", "'4x5' is not a number"),
        ("value", "inf", "'inf' is not a number"),
        ("low", "low", "'low' is not a number"),
        ("year", "2008.5", "2008.5 is not a whole number"),
        ("year", "20008", "not a whole number from 1900 to 2100"),
        ("month", "13", "13 is not a whole number from 1 to 12"),
        ("confidence", "sourcd", "unknown confidence 'sourcd'; did you mean sourced"),
        ("use", "calibrate", "did you mean calibration"),
        ("derived", "yes", "is not a number"),
        ("source", " ", "is empty"),
    ],
)
def test_a_damaged_cell_is_reported_by_file_line_and_column(tmp_path, column, cell, problem):
    path = write(tmp_path / "facts.csv", ROW, ROW | {"id": "X002", column: cell})
    with pytest.raises(EvidenceError) as fault:
        read_facts(path)
    assert str(fault.value).startswith(f"facts.csv, line 3, column {column}: ")
    assert problem in str(fault.value)
    assert "\n" not in str(fault.value)
    assert (fault.value.line, fault.value.column) == (3, column)


def test_the_line_is_right_after_a_cell_of_two_lines(tmp_path):
    path = write(tmp_path / "facts.csv", ROW | {"note": "one\ntwo"}, ROW | {"id": "X002", "value": "?"})
    with pytest.raises(EvidenceError, match=r"facts.csv, line 4, column value"):
        read_facts(path)


def test_a_row_cut_short_is_reported(tmp_path):
    path = write(tmp_path / "facts.csv", ROW)
    path.write_text(path.read_text() + "X002,gini_income\n")
    with pytest.raises(EvidenceError, match=r"facts.csv, line 3, column variable: 2 cells instead of 18"):
        read_facts(path)


def test_a_missing_and_a_foreign_column_are_reported(tmp_path):
    path = write(tmp_path / "facts.csv", ROW, columns=FACT_COLUMNS[:-1])
    with pytest.raises(EvidenceError, match=r"line 1, column note: is missing"):
        read_facts(path)
    path = write(tmp_path / "facts.csv", ROW, columns=(*FACT_COLUMNS, "notes"))
    with pytest.raises(EvidenceError, match=r"line 1, column notes: unknown column 'notes'; did you mean note"):
        read_facts(path)


def test_an_id_stands_once(tmp_path):
    with pytest.raises(EvidenceError, match=r"line 3, column id: X001 stands twice"):
        read_facts(write(tmp_path / "facts.csv", ROW, ROW))


def test_a_broken_quotation_broken_text_and_no_file_are_reported(tmp_path):
    path = write(tmp_path / "facts.csv", ROW)
    path.write_text(path.read_text() + 'X002,"open to the end\n')
    with pytest.raises(EvidenceError, match=r"facts.csv, line 3"):
        read_facts(path)
    path.write_bytes(b"id,variable\n\xff\xfe,x\n")
    with pytest.raises(EvidenceError, match=r"facts.csv, line 2, column any: is not UTF-8"):
        read_facts(path)
    with pytest.raises(InputError, match="cannot be read: No such file"):
        list(read_rows(tmp_path / "nowhere.csv", ANNUAL_COLUMNS))


def test_the_fault_survives_a_process_pool():
    fault = EvidenceError(FOLDER / "facts.csv", 3, "value", "is empty")
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)
