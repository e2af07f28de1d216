"""How are the published numbers read, and what happens when a file of them is damaged?

Every cell is checked for its type as it is read. A fault is told in one line that names file, line and column.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown

FOLDER = Path(__file__).resolve().parent
FACT_FILES = ("facts.csv",)
INPUT_FILES = ("inputs.csv", "added.csv")
ANNUAL_FILE = "minimum_wage_annual.csv"
ANNUAL_COLUMNS = ("region", "group", "year", "yuan_per_month_31dec", "changed_this_year", "confidence", "fact_id")
CONFIDENCE = ("sourced", "recalled")
USES = ("calibration", "validation", "input", "context")


class EvidenceError(InputError):
    """A file of published numbers cannot be read; the message names file, line and column."""

    def __init__(self, path: Path, line: int, column: str, problem: str) -> None:
        super().__init__(f"{path.name}, line {line}, column {column}: {problem}")
        self.path, self.line, self.column, self.problem = path, line, column, problem

    def __reduce__(self) -> tuple[type[EvidenceError], tuple[Path, int, str, str]]:
        # Faults travel out of worker processes; by default only the finished message would.
        return EvidenceError, (self.path, self.line, self.column, self.problem)


@dataclass(frozen=True)
class Fact:
    """One published number, or (unit "sign") one published direction. Columns as in README.md of this folder."""

    id: str
    variable: str
    definition: str
    unit: str
    region: str
    industry: str
    group: str
    year: int | None
    month: int | None  # None: the whole year
    value: float | None  # None: only a range is published
    low: float | None  # with high: the spread between sources or versions, not a standard error
    high: float | None
    source: str
    url: str
    confidence: str  # sourced (read in a text) or recalled (well known, not read again)
    derived: bool  # arithmetic on numbers read
    use: str  # calibration, validation, input or context
    note: str

    @property
    def series(self) -> str:
        """`region|group`, by which the dated minimum wages are called."""
        return f"{self.region}|{self.group}"


FACT_COLUMNS = tuple(entry.name for entry in fields(Fact))


@dataclass(frozen=True)
class Row:
    """One line of a CSV file that knows where it stands, so that a wrong cell can be named."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def error(self, column: str, problem: str) -> EvidenceError:
        """The fault in one of the row's cells."""
        return EvidenceError(self.path, self.line, column, problem)

    def word(self, column: str) -> str:
        """A cell that must hold something."""
        if not (text := self.cells[column].strip()):
            raise self.error(column, "is empty")
        return text

    def choice(self, column: str, choices: Iterable[str]) -> str:
        """A cell that must hold one of a few words."""
        word, known = self.word(column), tuple(choices)
        if word not in known:
            raise self.error(column, str(unknown(column, word, known)))
        return word

    def number(self, column: str) -> float:
        """A cell that must hold a finite number."""
        text = self.word(column)
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.error(column, f"{text!r} is not a number")
        return value

    def number_or_none(self, column: str) -> float | None:
        """A cell that may be empty, else a finite number."""
        return self.number(column) if self.cells[column].strip() else None

    def whole(self, column: str, low: int, high: int) -> int:
        """A cell that must hold a whole number within bounds."""
        value = self.number(column)
        if value != int(value) or not low <= value <= high:
            raise self.error(column, f"{value:g} is not a whole number from {low} to {high}")
        return int(value)

    def whole_or_none(self, column: str, low: int, high: int) -> int | None:
        """A cell that may be empty, else a whole number within bounds."""
        return self.whole(column, low, high) if self.cells[column].strip() else None


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a CSV file that must have exactly these columns, in any order."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise InputError(f"{path} cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise EvidenceError(path, line, "any", "is not UTF-8 text") from fault
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        for name in columns:
            if header.count(name) != 1:
                raise EvidenceError(path, 1, name, "is missing" if name not in header else "stands twice")
        for name in header:
            if name not in columns:
                raise EvidenceError(path, 1, name, str(unknown("column", name, columns)))
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                at = header[min(len(cells), len(header)) - 1]
                raise EvidenceError(path, reader.line_num, at, f"{len(cells)} cells instead of {len(header)}")
            yield Row(path, reader.line_num, dict(zip(header, cells, strict=True)))
    except csv.Error as fault:
        raise EvidenceError(path, reader.line_num, "any", str(fault)) from fault


def _fact(row: Row) -> Fact:
    return Fact(
        id=row.word("id"),
        variable=row.word("variable"),
        definition=row.word("definition"),
        unit=row.word("unit"),
        region=row.word("region"),
        industry=row.word("industry"),
        group=row.cells["group"].strip(),
        year=row.whole_or_none("year", 1900, 2100),
        month=row.whole_or_none("month", 1, 12),
        value=row.number_or_none("value"),
        low=row.number_or_none("low"),
        high=row.number_or_none("high"),
        source=row.word("source"),
        url=row.cells["url"].strip(),
        confidence=row.choice("confidence", CONFIDENCE),
        derived=bool(row.whole("derived", 0, 1)),
        use=row.choice("use", USES),
        note=row.cells["note"].strip(),
    )


def read_facts(path: Path) -> tuple[Fact, ...]:
    """Facts of one file, in its order; each id may stand once."""
    found: dict[str, Fact] = {}
    for row in read_rows(path, FACT_COLUMNS):
        fact = _fact(row)
        if fact.id in found:
            raise row.error("id", f"{fact.id} stands twice")
        found[fact.id] = fact
    return tuple(found.values())


@cache
def _stored(names: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(fact for name in names for fact in read_facts(FOLDER / name))


def _chosen(known: tuple[Fact, ...], variable: str | None, filters: Mapping[str, Any]) -> list[Fact]:
    for name in filters:
        if name not in FACT_COLUMNS:
            raise unknown("column", name, FACT_COLUMNS)
    if variable is not None and not any(fact.variable == variable for fact in known):
        raise unknown("variable", variable, {fact.variable for fact in known})
    return [
        fact
        for fact in known
        if (variable is None or fact.variable == variable)
        and all(getattr(fact, name) == wanted for name, wanted in filters.items())
    ]


def facts(variable: str | None = None, **filters: Any) -> list[Fact]:
    """Published facts to compare the model with: all, one variable's, or those whose columns equal the filters."""
    return _chosen(_stored(FACT_FILES), variable, filters)


def inputs(variable: str | None = None, **filters: Any) -> list[Fact]:
    """Published series that drive the model or stand beside it; chosen as in `facts`."""
    return _chosen(_stored(INPUT_FILES), variable, filters)


def minimum_wages() -> dict[str, list[tuple[int, int, float]]]:
    """Dated minimum wages by series (`region|group`): year, month from which it is in force, yuan a month."""
    dated: dict[str, list[tuple[int, int, float]]] = {}
    for fact in inputs("min_wage_monthly"):
        if fact.year is None or fact.month is None or fact.value is None:
            raise InputError(f"evidence row {fact.id}: a minimum wage needs year, month and value")
        dated.setdefault(fact.series, []).append((fact.year, fact.month, fact.value))
    return {series: sorted(rows) for series, rows in dated.items()}


def minimum_wages_at_year_end() -> dict[tuple[str, int], float]:
    """Minimum wage in force on 31 December by series and year, from a file of its own: a check on the dated rows."""
    return {
        (f"{row.word('region')}|{row.word('group')}", row.whole("year", 1900, 2100)): row.number("yuan_per_month_31dec")
        for row in read_rows(FOLDER / ANNUAL_FILE, ANNUAL_COLUMNS)
    }


def file_hash() -> str:
    """Hash of all evidence: every CSV file of this folder and the loader that reads them."""
    digest = blake2b(digest_size=16)
    for path in sorted([*FOLDER.glob("*.csv"), *FOLDER.glob("*.py")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
