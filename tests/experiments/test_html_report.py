"""Does the HTML report hold what was recorded, in one file that reaches nowhere, with every text shown as text?"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis.compared import read_comparison
from segsim.analysis.palette import luminance, readable
from segsim.analysis.recorded import read_recorded
from segsim.analysis.series import only
from segsim.analysis.views import BY_SERIES
from segsim.html_report import data, indicators, text
from segsim.html_report.page import as_json, page, section_html, short
from segsim.html_report.section import Control, Section
from segsim.html_report.topics import GROUPS, TOPICS
from segsim.html_report.write import alone, html, sections, write_page
from segsim.indicators import named
from segsim.indicators.groups import split

SEEDS = range(1, 13)
BYTES = 3_000_000
HOSTILE = "</script><script>alert('x')</script><img src=http://evil.example/x onerror=alert(1)>\"'`${}" + "x" * 500


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    results = tmp_path_factory.mktemp("results")
    runs = [made_up_run(results, name, SEEDS, effect=effect) for name, effect in (("history", 0.0), ("reform", 0.1))]
    return read_comparison(made_up_comparison(results, runs[0], runs[1:]))


@pytest.fixture(scope="module")
def written(compared) -> str:
    return write_page(compared.folder).read_text(encoding="utf-8")


class _Outward(HTMLParser):
    """Every address that an element of the page points at."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset", "data")]

    def handle_data(self, data):
        self.text.append(data)


def _read(text: str) -> _Outward:
    parser = _Outward()
    parser.feed(text)
    return parser


def _behind(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="segsim-data">(.*?)</script>', text, re.S)[1])


def test_nothing_points_out_of_the_file(written):
    found = _read(written).found
    assert [one for one in found if not one.startswith(("#", "data:,"))] == []
    assert "#pay" in found
    assert "@import" not in written
    assert "default-src 'none'" in written or "default-src &#x27;none&#x27;" in written


def test_the_file_is_small_enough_to_be_sent(written):
    assert len(written.encode()) < BYTES
    assert written.count("window.vegaEmbed") == 1  # the libraries stand in it once


def test_every_section_is_a_question_with_all_that_belongs_to_it(compared, written):
    names = text.names_of(compared)
    numbers = data.shared(compared)
    numbers |= indicators.shared_descriptions(compared, numbers, names)
    shown = sections(compared, numbers, names)
    assert {"headline", "explore", *(topic.id for topic in TOPICS)} <= {one.id for one in shown}
    for one in shown:
        for part in (one.question, one.subtitle, one.alt, one.source):
            assert part.strip(), one.id
        assert one.question.endswith("?")
        made = section_html(one)
        for part in ("data-subtitle", "data-source", "data-table", "data-download", f'id="{one.id}"'):
            assert part in made, one.id
        for control in one.controls:
            assert f'<label for="{one.id}-{control.name}">' in made
    assert written.count("<h1>") == 1
    assert '<html lang="en">' in written


def _lines(stepped) -> np.ndarray:
    table = np.array([[np.nan if value is None else value for value in line] for line in stepped["lines"]])
    return table * 10.0 ** stepped["power"]


@pytest.mark.parametrize("name", ["earnings", "earnings:core", "hours_week", "strikes"])
def test_monthly_numbers_are_quantiles_of_what_was_recorded(compared, written, name):
    shared = _behind(written)["shared"]
    series = shared["series"]["|".join(split(name))]
    tables = [
        pd.read_parquet(run.folder / "series.parquet", filters=only([name])).pivot(
            index=["year", "month"], columns="seed", values="value"
        )
        for run in (compared.baseline, compared.policies[0])
    ]  # fmt: skip
    assert shared["at"]["month"] == [list(date) for date in tables[0].index]
    at = [0.05, 0.25, 0.5, 0.75, 0.95]
    asked = {
        "baseline": (tables[0], series["baseline"]),
        "policy": (tables[1], series["policies"][0]["level"]),
        "difference": (tables[1] - tables[0], series["policies"][0]["difference"]),
    }
    for what, (table, stepped) in asked.items():
        expected = np.quantile(table.to_numpy(), at, axis=1)
        found = _lines(stepped)
        assert np.abs(found - expected).max() <= 0.51 * 10.0 ** stepped["power"], what
        assert 10.0 ** stepped["power"] <= np.abs(expected).max() / 10 ** (data.SIGNIFICANT - 1), what


def test_cells_stand_by_year_and_by_group(compared, written):
    shared = _behind(written)["shared"]
    cells = pd.read_parquet(compared.baseline.folder / "cells.parquet")
    for group, (axis, value) in data.MARGINS.items():
        others = [other for other in data.AXES if other != axis]
        margin = cells[(cells[axis] == value) & (cells[others] == "all").all(axis=1) & (cells["indicator"] == "gini")]
        assert (f"gini|{group}" in shared["series"]) == (not margin.empty)
    margin = cells[
        (cells["region"] == "inland") & (cells[["industry", "tier", "hukou"]] == "all").all(axis=1)
        & (cells["indicator"] == "contract_share")
    ]  # fmt: skip
    assert not margin.empty
    wide = margin.pivot(index="year", columns="seed", values="value")
    stepped = shared["series"]["contract_share|inland"]["baseline"]
    assert np.allclose(_lines(stepped)[2], np.median(wide, axis=1), atol=0.51 * 10.0 ** stepped["power"])


def test_bands_of_few_seeds_are_the_lowest_and_the_highest():
    table = np.array([[1.0, 2.0, 4.0, 9.0], [np.nan] * 4, [np.nan, 1.0, 3.0, 5.0]])
    lines = data.quantiles(table)
    assert lines[[0, 2, 4], 0].tolist() == [1.0, 3.0, 9.0]
    assert np.isnan(lines[:, 1]).all()
    assert lines[[0, 2, 4], 2].tolist() == [1.0, 3.0, 5.0]
    assert data.quantiles(table[:1, :1]).tolist() == [[1.0]]  # one seed has no band


def test_a_part_of_a_year_is_no_year():
    months = tuple((2006 + at // 12, at % 12 + 1) for at in range(18))
    moments = data.Moments(months, (2006,), (11, 17))
    table = np.arange(18.0)[:, None]
    assert data._at(table, "year", moments, 1).tolist() == [[5.5]]
    assert data._at(table, "moment", moments, 1).tolist() == [[11.0], [17.0]]


def test_published_figures_stand_beside_the_model_with_their_sources(written):
    shared = _behind(written)["shared"]
    points = shared["published"]["earnings|migrants"]
    assert {point["time"] for point in points} <= {year + 0.5 for year in range(2006, 2021)}
    for key, found in shared["published"].items():
        assert shared["sources"][key]
        assert all(re.match(r"[A-Z]+\d+: .", point["source"]) for point in found)


def test_hostile_names_are_text(compared):
    entry = {**compared.manifest["policies"][0], "words": HOSTILE, "title": HOSTILE}
    hostile = replace(compared, manifest={**compared.manifest, "policies": [entry]})
    run = compared.policies[0]
    change = {"date": "2012-01", "lever": HOSTILE, "value": HOSTILE, "what": f"scenario {HOSTILE}"}
    config = {**run.config, "overrides": [HOSTILE], "changes": [change]}
    hostile.__dict__["policies"] = (replace(run, config=config, manifest={**run.manifest, "platform": HOSTILE}),)
    made = _read(html(hostile))
    plain = _read(html(compared))
    assert made.tags.count("script") == plain.tags.count("script")
    assert made.tags.count("img") == 0
    assert [one for one in made.found if "evil" in one] == []
    assert HOSTILE in "".join(made.text)  # shown, as text


def test_json_cannot_end_its_script():
    value = {"</script>": ["<!--", "\u2028", float("1.5")]}
    text = as_json(value)
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == value
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json(float("nan"))


def test_numbers_are_as_long_as_they_are_precise():
    assert short(np.array([1234567.0, 0.1234567, np.nan, 2.0, -3.25]), 4) == [1235000, 0.1235, None, 2, -3.25]


def test_a_policy_is_reported_by_its_difference(compared):
    found = text.turned(compared.policies[0], compared.baseline)
    assert {(one.since, one.path, one.before, one.after) for one in found} == {
        ("2011-01", "bargaining.level", "enterprise", "chain"),
        ("2011-01", "bargaining.coverage", "0.3", "0.6"),
    }
    assert text.turned(compared.baseline, compared.baseline) == []


def test_a_lever_that_history_moves_is_reported_against_history(compared):
    base = {"demand": {"export_shock": 0.0}, "changes": list(compared.baseline.config["changes"])}
    policy = {"date": "2009-06", "lever": "demand.export_shock", "value": 0.0, "what": "scenario x"}
    mine = replace(compared.baseline, config={**base, "changes": [*base["changes"], policy]})
    theirs = replace(compared.baseline, config=base)
    assert text.turned(mine, theirs) == [text.Turned("2009-06", "demand.export_shock", "0.22", "0")]


def test_a_single_run_has_the_same_html_report_without_a_baseline(compared):
    run = alone(compared.baseline.folder)
    text = html(run)
    assert 'id="headline"' not in text
    assert 'data-control="values"' not in text
    assert 'id="pay"' in text
    assert len(text) < BYTES


def test_a_projection_is_shaded(tmp_path: Path):
    run = alone(made_up_run(tmp_path, "history", [1, 2], last=(2023, 12)))
    marks = indicators._marks(run)
    assert [mark["time"] for mark in marks if mark["kind"] == "projection"] == [2021.0]
    assert [mark["kind"] for mark in indicators._marks(alone(_until_2020(tmp_path)))] == ["zero"]


def _until_2020(results: Path) -> Path:
    return made_up_run(results, "history", [1, 2])


def test_the_html_report_appears_whole_or_not_at_all(compared, monkeypatch):
    folder = compared.baseline.folder
    before = sorted(file.name for file in folder.iterdir())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ValueError, match="No space left"):
        write_page(folder)
    assert sorted(file.name for file in folder.iterdir()) == before


def test_sections_refuse_what_no_reader_could_use():
    fine = dict(
        id="one", question="Why?", subtitle="yuan", alt="a line", source="model", chart=None,
        rows=pd.DataFrame({"year": [2010]}), columns={"year": "year"},
    )  # fmt: skip
    Section(**fine)
    for wrong, message in (
        ({"question": "Because."}, "a title is a question"), ({"alt": " "}, "has no alt"),
        ({"id": "a b"}, "cannot be the id"), ({"columns": {"month": "month"}}, "has no column 'month'"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=message):
            Section(**{**fine, **wrong})
    with pytest.raises(ValueError, match="neighbouring"):
        Control("year", "Year", {"2010": "2010", "2012": "2012"}, "2010", kind="slider")
    with pytest.raises(ValueError, match="none of its options"):
        Control("year", "Year", {"2010": "2010"}, "2011")
    with pytest.raises(ValueError, match="one id"):
        page("t", "l", [Section(**fine), Section(**fine)], {}, "", "")


def test_words_on_white_can_be_read():
    for look in GROUPS.values():
        ink = readable(look.colour)
        parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        assert 1.05 / (luminance(parts) + 0.05) >= 4.5


def test_every_indicator_of_a_topic_exists():
    for word in {*(family for topic in TOPICS for family in topic.families), *BY_SERIES}:
        assert named(word)
    assert {len(set(topic.families)) for topic in TOPICS} == {len(topic.families) for topic in TOPICS}


def test_what_was_never_recorded_is_left_out(compared):
    run = compared.baseline
    less = replace(run, series=run.series[run.series["indicator"] != "earnings"])
    without = alone(run.folder)
    without.__dict__["baseline"] = less
    numbers = data.shared(without)
    assert "earnings|nation" not in numbers["series"]
    assert "hourly_pay|nation" in numbers["series"]
    assert read_recorded(run.folder).has("earnings")
