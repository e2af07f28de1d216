"""Does one table say what is shown, and does every output write the same number in the same way?"""

from __future__ import annotations

import math

import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis.compared import read_comparison
from segsim.analysis.numbers import change, format_number, with_margin
from segsim.analysis.paired import paired
from segsim.analysis.series import read_series
from segsim.analysis.views import BY_SERIES, CHART, FIRST, PLACES, RUN, SWEEP, VIEWS, shown
from segsim.figures.printed_report import contents, report
from segsim.figures.printed_report.keys import KEYS
from segsim.figures.printed_report.subject import of_comparison
from segsim.html_report import headline
from segsim.html_report.text import names_of
from segsim.indicators import INDICATORS, named
from segsim.indicators.groups import split, two_groups
from segsim.runs.questions import compare_tables

CHARTS = (*contents.PAY, *contents.JOBS, *contents.UNREST, *contents.FIRMS, *contents.REGIONS, *contents.REGIMES)


def test_every_row_is_recorded_shown_somewhere_and_named_once():
    assert len(BY_SERIES) == len(VIEWS)
    labels = [view.label for view in VIEWS]
    assert len(set(labels)) == len(labels)
    families = {split(view.series)[0] for view in VIEWS if split(view.series)[1] != "nation"}
    for view in VIEWS:
        assert INDICATORS[split(view.series)[0]].is_of(split(view.series)[1]), view.series
        assert set(view.where) <= set(PLACES)
        assert view.where or view.series in families, f"{view.series} is shown nowhere"


def test_every_indicator_that_is_shown_stands_in_the_table():
    drawn = {line.indicator for chart in CHARTS for line in chart.lines}
    for series in drawn:
        assert series in BY_SERIES or split(series)[0] in BY_SERIES, series
    for series in shown(CHART):
        assert any(one == series or one.startswith(f"{series}:") for one in drawn), f"{series} is in no chart"
    assert tuple(key.lines[0].indicator for key in KEYS) == shown(FIRST)
    assert set(shown(SWEEP)) <= set(shown(RUN))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.276, "share of workers", "28 %"), (0.0474, "share", "4.7 %"), (27.6, "%", "28 %"), (0.125, "", "0.13"),
     (-1234.0, "yuan/month", "\u22121,230"), (1.67e9, "", "1.67 billion"), (0.0, "", "0"), (math.nan, "", "none")],
)  # fmt: skip
def test_a_level_has_about_three_digits(value, unit, text):
    assert format_number(value, unit) == text


def test_a_difference_has_the_digits_of_its_interval():
    small = change(-0.0013, -0.0021, -0.0005)
    assert (small.text, small.low, small.high) == ("\u22120.00130", "\u22120.00210", "\u22120.00050")
    points = change(-0.002, -0.0024, -0.0015, "share of workers")
    assert (points.text, points.low, points.high) == ("\u22120.200 points", "\u22120.240", "\u22120.150")
    assert change(64.6, 30.2, 99.0, "yuan/month").text == "+65"
    assert with_margin(7039.4, 55.6) == "7,039 ± 56"
    assert with_margin(0.276, 0.0123, "share") == "27.6 ± 1.2 %"


def paired_again(found, series):
    """Difference, ends and unit by Student's t, which the pages work out anew; made-up tables have normal intervals."""
    window = [int(month[:4]) * 12 + int(month[5:]) for month in found.manifest["window"]]
    means = []
    for run in (found.baseline, found.policies[0]):
        rows = read_series(run.folder, [series]).reset_index()
        at = rows["year"] * 12 + rows["month"]
        means.append(rows[(at >= window[0]) & (at <= window[1])].groupby("seed")[series].mean())
    again = paired((means[1] - means[0]).to_numpy()[None, :])
    return again.mean[0], again.low[0], again.high[0], named(series).unit


def test_the_three_outputs_print_the_same_numbers(tmp_path):
    history, reform = (made_up_run(tmp_path, name, (1, 2, 3), effect=size) for name, size in (("a", 0.0), ("b", 0.05)))
    asked = [series for series in shown(FIRST) if two_groups(split(series)[1]) is None]
    found = read_comparison(made_up_comparison(tmp_path, history, [reform], indicators=asked))
    nation = found.of_nation(found.names[0])
    heading, rows = compare_tables.shown(found)[0]
    typed = [row[heading.index("difference")].replace("-", "\u2212") for row in rows]
    assert typed == [change(*one[["difference", "low", "high"]], one["unit"]).text for _, one in nation.iterrows()]
    (section,) = headline.sections(found, names_of(found))
    assert section.formats["difference"] == "unit"  # written by the browser: tests/html_report/test_same_numbers.py
    assert section.rows["sign"].tolist() == ["%" if unit.startswith("share") else "" for unit in nation["unit"]]
    figure = report.draw_page(report.PAGES[0], of_comparison(found))
    texts = [text.get_text() for text in figure.axes[1].texts]
    said = [text.partition(" [")[0] for text in texts if "[" in text and "bold" not in text]
    assert len(said) == len(KEYS)
    for key, printed in zip(KEYS, said, strict=True):
        series = key.lines[0].indicator
        if series in asked and not key.is_people and key.points != "sum":  # those are counted in other units
            assert printed == change(*paired_again(found, series)).text, key
