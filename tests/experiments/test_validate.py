"""Is every published figure laid beside the model's or named as one that has no counterpart, and judged as said?"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from segsim.analysis.distance import IN, MISSING, NEAR, OUT, beside, pairs
from segsim.cli import main
from segsim.evidence import facts
from segsim.indicators import INDICATORS
from segsim.runs.questions.validate import reason_of, reasons

SERIES = pd.DataFrame({
    "seed": [1, 1, 2, 2, 1], "year": [2011, 2011, 2011, 2011, 2012], "month": [6, 7, 6, 7, 6],
    "indicator": "earnings", "group": "migrants", "value": [1900.0, 2100.0, 2000.0, 2200.0, 3000.0],
})  # fmt: skip
FACT = replace(facts("migrant_income_monthly", industry="manufacturing")[0], year=2011, value=2000.0)
EARNINGS = INDICATORS["earnings"].of("migrants")


@pytest.mark.parametrize("use", ["calibration", "validation"])
def test_every_fact_has_a_counterpart_or_a_reason(use):
    known, with_one = reasons(), {fact.id for fact, _, _ in pairs()}
    assert [fact.id for fact in facts(use=use) if fact.id not in with_one and not reason_of(fact, known)] == []


def test_every_reason_is_needed():
    with_one = {fact.id for fact, _, _ in pairs()}
    left = [fact for fact in facts() if fact.id not in with_one]
    assert [line for line in reasons() if not any(reason_of(fact, [line]) for fact in left)] == []


def test_a_fact_is_laid_beside_the_mean_of_its_year_over_seeds():
    found = beside(FACT, EARNINGS, 1.0, SERIES)
    assert (found.mean, found.year, found.ratio) == (2050.0, 2011, 1.025)
    assert found.margin_of_error == pytest.approx(12.706 * 50.0, rel=1e-3)  # seeds 2000 and 2100
    assert beside(replace(FACT, month=7), EARNINGS, 1.0, SERIES).mean == 2150.0
    assert beside(replace(FACT, year=1995), EARNINGS, 1.0, SERIES).year == 2011
    assert beside(replace(FACT, year=2030), EARNINGS, 1.0, SERIES).mean == 3000.0
    assert beside(FACT, INDICATORS["gini"], 1.0, SERIES).verdict == MISSING


@pytest.mark.parametrize(
    ("value", "low", "high", "factor", "verdict"),
    [
        (2000.0, None, None, 1.0, IN), (1960.0, None, None, 1.0, IN), (1900.0, None, None, 1.0, NEAR),
        (1700.0, None, None, 1.0, OUT), (2500.0, None, None, 1.0, NEAR), (2600.0, None, None, 1.0, OUT),
        (1500.0, 1400.0, 2100.0, 1.0, IN), (1900.0, 1890.0, 1910.0, 1.0, NEAR), (2100.0, 2040.0, None, 1.0, IN),
        (24000.0, None, None, 1 / 12, IN),
    ],
)  # fmt: skip
def test_in_near_and_out(value, low, high, factor, verdict):
    assert beside(replace(FACT, value=value, low=low, high=high), EARNINGS, factor, SERIES).verdict == verdict


def test_the_command_at_toy_size(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "--csv"]) == 0
    sets = {row["name"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert set(sets) == {"calibration", "held_out"}
    small = ["world=toy", "time.start=2011-10", "time.end=2012-01", "time.burn_in=1", "seeds=2"]
    for name, row in sets.items():
        assert main(["validate", name, *small, "--csv", "--write"]) == 0
        printed = capsys.readouterr()
        rows = list(csv.DictReader(io.StringIO(printed.out)))
        assert len(rows) >= int(row["with a counterpart"] if "with a counterpart" in row else row["with_a_counterpart"])
        assert {"in", "near", "out", "missing"} >= {row["verdict"] for row in rows}
        assert all(row["source"] and row["confidence"] for row in rows)
        page = (tmp_path / "results" / "reference" / f"{name}.md").read_text(encoding="utf-8")
        assert "## Without a counterpart in the model" in page
        assert str(tmp_path) not in page
    assert main(["validate", "calibration", *small]) == 0
    assert "no counterpart because" in capsys.readouterr().out
