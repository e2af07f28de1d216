"""Is the short answer of the page the one that the comparison found, and in which order does the page answer?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis.compared import read_comparison
from segsim.analysis.verdict import verdicts
from segsim.html_report import data, decomposition, headline, indicators, text
from segsim.html_report.page import columns_of
from segsim.html_report.write import sections


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    results = tmp_path_factory.mktemp("results")
    runs = [made_up_run(results, name, (1, 2, 3), effect=effect) for name, effect in (("history", 0), ("reform", 0.1))]
    return read_comparison(made_up_comparison(results, runs[0], runs[1:]))


def test_differences_are_those_of_the_comparison(compared):
    (section,) = headline.sections(compared, text.names_of(compared))
    rows = _columns(columns_of(section.rows))
    nation = compared.of_nation("reform")
    assert rows["difference"] == pytest.approx(nation["difference"].tolist(), rel=1e-5)
    relative = nation["difference"] / nation["baseline"].abs()
    assert rows["relative"] == pytest.approx(relative.tolist(), rel=1e-5)
    assert rows["verdict"] == verdicts(nation["p_holm"])
    assert max(map(abs, rows["drawn"])) <= headline.WIDEST


def _columns(kept: dict) -> dict:
    return {
        name: [value["words"][code] for code in value["codes"]] if isinstance(value, dict) else value
        for name, value in kept.items()
    }


def test_a_change_is_written_as_people_write_it():
    cases = {0.256: "+26 %", -0.0089: "\u22120.9 %", 10.5: "12 times", -0.45: "\u221245 %", float("nan"): ""}
    for value, shown in cases.items():
        assert headline._percent(value) == shown


def test_what_mediates_the_effect_is_shown_where_it_was_asked(compared):
    names = text.names_of(compared)
    assert decomposition.sections(compared, names) == []
    rows = [
        {"policy": "reform", "indicator": "earnings", "group": "nation", "unit": "yuan/month", "mechanism": f"m{at}",
         "status": "clamped",
         "mediated": float(at) if at < 15 else np.nan, "low": at - 1.0, "high": at + 1.0, "share": at / 9,
         "clamped": 1.0,
         "total": 9.0, "seeds": 12, "note": ""}
        for at in range(16)
    ]  # fmt: skip
    (section,) = decomposition.sections(replace(compared, decomposition=pd.DataFrame(rows)), names)
    assert len(section.rows) == 16  # the table has all of them
    drawn = section.rows[section.rows["drawn"]]
    assert drawn["mediated"].tolist() == [float(at) for at in range(15 - decomposition.MOST, 15)]


def test_the_short_answer_comes_first_and_any_indicator_last(compared):
    names = text.names_of(compared)
    numbers = data.shared(compared)
    numbers |= indicators.shared_descriptions(compared, numbers, names)
    ids = [one.id for one in sections(compared, numbers, names)]
    assert ids[:2] == ["headline", "winners"]
    assert ids[-1] == "explore"
    assert ids.index("pay") < ids.index("cities")
