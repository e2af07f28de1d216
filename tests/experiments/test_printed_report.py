"""Is the printed report drawn from what was recorded, whole or not at all, and can a stranger read every page of it?"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis import palette
from segsim.analysis.compared import read_comparison
from segsim.analysis.events import POLICY_SIGN
from segsim.analysis.paired import paired
from segsim.analysis.recorded import read_recorded
from segsim.analysis.series import names_of_series
from segsim.figures.printed_report import contents, report
from segsim.figures.printed_report.chart import EMPLOYED
from segsim.figures.printed_report.keys import KEYS
from segsim.figures.printed_report.subject import BASELINE, MARKERS, POLICIES, of_comparison, of_run
from segsim.figures.style import save
from segsim.indicators import named

SEEDS = (1, 2, 3)
LAST = (2022, 12)
HOSTILE = ["bargaining=$x^2_<b>$\n<script>alert(1)</script>" + "very_long_" * 40]
NAMES = [page.name for page in report.PAGES]
OVER_TIME = NAMES[1:7]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A results folder with two runs and their comparison."""
    results = tmp_path_factory.mktemp("results")
    history = made_up_run(results, "history", SEEDS, last=LAST)
    reform = made_up_run(results, "chain_bargaining", SEEDS, effect=0.1, last=LAST)
    return results, history, reform, made_up_comparison(results, history, [reform])


@pytest.fixture(scope="module")
def run_pages(stored):
    """Every page of the run under a policy, drawn once."""
    subject = of_run(read_recorded(stored[2]))
    return subject, {page.name: report.draw_page(page, subject) for page in report.PAGES}


@pytest.fixture(scope="module")
def comparison_pages(stored):
    """Every page of the comparison, drawn once."""
    subject = of_comparison(read_comparison(stored[3]))
    return subject, {page.name: report.draw_page(page, subject) for page in report.PAGES}


@pytest.fixture(params=["run_pages", "comparison_pages"])
def pages(request):
    return request.getfixturevalue(request.param)


def axes_of(figure, question):
    """The panel under a question, then those drawn after it."""
    found = [axes for axes in figure.axes if any(question in text.get_text() for text in axes.texts)]
    return figure.axes[figure.axes.index(found[0]) :]


def long_lines(axes):
    return [line for line in axes.lines if len(line.get_xdata()) > 3]


def test_lines_of_a_run_are_the_medians_of_what_was_recorded(run_pages, stored):
    panel = axes_of(run_pages[1]["2_pay_hours_compliance"], "How far apart")[0]
    table = pd.read_parquet(stored[2] / "series.parquet")
    rows = table[names_of_series(table) == "earnings:core"]
    medians = rows.groupby(["year", "month"])["value"].median().to_numpy()
    line = next(line for line in long_lines(panel) if line.get_color() == palette.SEGMENTS["core"].colour)
    assert np.allclose(line.get_ydata(), medians)
    assert line.get_xdata()[0] == pytest.approx(2006 + 0.5 / 12)


def test_shares_are_turned_and_people_are_counted_as_said(run_pages, stored):
    table = pd.read_parquet(stored[2] / "series.parquet")

    def medians(name):
        return table[names_of_series(table) == name].groupby(["year", "month"])["value"].median().to_numpy()

    cover = axes_of(run_pages[1]["2_pay_hours_compliance"], "without contract")[0]
    assert np.allclose(long_lines(cover)[0].get_ydata(), 100 * (1 - medians("contract_share:migrants")))
    jobs = axes_of(run_pages[1]["3_jobs_mobility"], "Where are the jobs")[0]
    assert np.allclose(long_lines(jobs)[0].get_ydata(), medians("employment:core") * 1000 / 1e6)


def test_lines_of_regions_are_their_cells(run_pages, stored):
    cells = pd.read_parquet(stored[2] / "cells.parquet").astype(
        {axis: str for axis in ("region", "industry", "tier", "hukou", "indicator")}
    )
    here = cells[(cells["indicator"] == "earnings") & (cells["region"] == "inland")]
    here = here[(here[["industry", "tier", "hukou"]] == "all").all(axis=1)]
    panel = axes_of(run_pages[1]["6_regions_nature"], "pay between regions")[0]
    line = next(line for line in long_lines(panel) if line.get_color() == palette.REGIONS["inland"].colour)
    assert np.allclose(line.get_ydata(), here.groupby("year")["value"].median().to_numpy())


def of_all(folder, name):
    table = pd.read_parquet(folder / "series.parquet")
    rows = table[names_of_series(table) == name]
    return rows.pivot(index=["year", "month"], columns="seed", values="value")


def test_a_comparison_draws_means_and_paired_differences_of_what_was_recorded(comparison_pages, stored):
    upper, lower = axes_of(comparison_pages[1]["2_pay_hours_compliance"], "How far apart")[:2]
    before, after = (of_all(folder, "earnings:core") for folder in stored[1:3])
    baseline, policy = long_lines(upper)[:2]
    assert np.allclose(baseline.get_ydata(), before.mean(axis=1))
    assert np.allclose(policy.get_ydata(), after.mean(axis=1))
    assert baseline.get_linestyle() != policy.get_linestyle()
    assert (baseline.get_color(), policy.get_color()) == (BASELINE.colour, palette.SEGMENTS["core"].colour)
    years = (after - before).groupby("year").mean()
    found = paired(years.to_numpy())
    marks = [line for line in lower.lines if line.get_marker() == MARKERS[0]]
    drawn = sorted(pair for line in marks for pair in zip(line.get_xdata(), line.get_ydata(), strict=True))
    assert np.allclose([y for _, y in drawn], found.mean)
    full = {x for line in marks if line.get_markerfacecolor() != "#ffffff" for x in line.get_xdata()}
    assert full == {year + 0.5 for year in years.index[clear_in_chart(stored, "earnings", found.p_value)]}
    strokes = lower.collections[0].get_segments()
    assert np.allclose([(stroke[0][1], stroke[1][1]) for stroke in strokes], np.c_[found.low, found.high])


def clear_in_chart(stored, indicator, p_values):
    """By Holm's correction over all years of all lines that the chart has, those of core among them."""
    lines = {"earnings:migrants"} | {f"{indicator}:{name}" for name in EMPLOYED}
    every = []
    for name in lines:
        before, after = (of_all(folder, name) for folder in stored[1:3])
        every += paired((after - before).groupby("year").mean().to_numpy()).p_value.tolist()
    others = sorted(every)
    return [p * (len(others) - sum(one < p for one in others)) < 0.05 for p in p_values]


def number(words):
    """A difference and the ends of its interval, read from what a page says."""
    return [
        float(part.replace("\u2212", "-").replace(",", "")) for part in re.findall(r"[+\u2212]?\d[\d,]*\.?\d*", words)
    ]


def test_the_first_page_of_a_comparison_says_what_its_table_says(comparison_pages, stored):
    table = pd.read_parquet(stored[3] / "differences.parquet")
    row = table[(table["indicator"] == "employment") & (table["tier"] == "all")].iloc[0]
    said = [text.get_text() for text in comparison_pages[1]["1_headline"].axes[1].texts]
    found = [number(words) for words in said if "[" in words and not words.startswith("difference")]
    assert len(found) == len(KEYS)
    place = [key.question for key in KEYS].index("Jobs")
    factor = 1000 / 1e6  # people for whom a worker stands, in million
    assert found[place][0] == pytest.approx(factor * row["difference"], rel=0.02)  # a number as people say it
    assert found[place][1] < found[place][0] < found[place][2]


def headings(figure):
    """Question and population of every panel."""
    found = []
    for axes in figure.axes:
        bold = [text for text in axes.texts if text.get_fontweight() == "bold" and text.get_text().endswith("?")]
        for text in bold:
            place = axes.texts.index(text)
            found.append((text.get_text(), axes.texts[place + 1].get_text()))
    return found


@pytest.mark.parametrize("name", NAMES[1:])
def test_every_chart_asks_a_question_and_says_unit_and_population(pages, name):
    found = headings(pages[1][name])
    assert len(found) >= 3
    for question, population in found:
        assert population
        assert not population.endswith("?"), question
    assert pages[1][name].texts[0].get_text().endswith("?")


@pytest.mark.parametrize("name", OVER_TIME)
def test_projection_is_shaded_and_the_policy_has_its_line(pages, name):
    for axes in pages[1][name].axes:
        if long_lines(axes) and axes.axison:
            shades = [patch for patch in axes.patches if patch.get_facecolor()[:3] == palette_rgb(palette.PROJECTION)]
            assert shades, axes.texts
            assert shades[0].get_x() == 2021.0
            assert any(list(line.get_xdata()) == [2011.0, 2011.0] for line in axes.lines)
    assert any(text.get_text() == POLICY_SIGN for axes in pages[1][name].axes for text in axes.texts)


def palette_rgb(colour):
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def boxes(figure):
    """Every word that is seen, with the box that it takes, without the stroke that ties it to its line."""
    figure.canvas.draw()
    found = []
    for axes in [None, *figure.axes]:
        texts = figure.texts if axes is None else list(axes.texts)
        if axes is not None and axes.axison:
            (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
            texts += [
                t for t, at in zip(axes.get_xticklabels(), axes.get_xticks(), strict=False) if left <= at <= right
            ]
            texts += [t for t, at in zip(axes.get_yticklabels(), axes.get_yticks(), strict=False) if low <= at <= high]
        found += [
            (text.get_text(), Text.get_window_extent(text)) for text in texts if text.get_text().strip(" /\u00b7")
        ]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_word_leaves_the_page_or_lies_on_another(pages, name):
    figure = pages[1][name]
    known = boxes(figure)
    edge = figure.bbox
    for words, box in known:
        assert edge.x0 <= box.x0, words
        assert box.x1 <= edge.x1, words
        assert edge.y0 <= box.y0, words
        assert box.y1 <= edge.y1, words
    for (one, a), (other, b) in itertools.combinations(known, 2):
        wide, tall = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert wide < 2 or tall < 3, f"{one!r} lies on {other!r}"


def test_the_model_is_never_a_diamond_and_evidence_always_is(run_pages, comparison_pages):
    for name in NAMES[1:7]:
        for axes in run_pages[1][name].axes:
            assert all((line.get_marker() == "D") == (line.get_linestyle() == "None") for line in axes.lines)
    assert not any(
        line.get_marker() == "D" for name in NAMES for axes in comparison_pages[1][name].axes for line in axes.lines
    )


def test_axes_start_at_zero_or_carry_the_mark(pages):
    for name in OVER_TIME:
        for axes in pages[1][name].axes:
            if long_lines(axes) and axes.axison and axes.get_ylim()[0] > 0:
                row = [other for other in pages[1][name].axes if other.get_ylim() == axes.get_ylim()]
                assert any(text.get_text() == "//" for other in row for text in other.texts)


def test_policies_differ_by_dashes_and_marks_and_never_by_colour_alone():
    assert len({look.dashes for look in (BASELINE, *POLICIES)}) == 1 + len(POLICIES)
    assert len(set(MARKERS)) == len(MARKERS) == len(POLICIES)
    assert "D" not in MARKERS


def test_every_chart_asks_for_what_is_recorded():
    charts = [*contents.PAY, *contents.JOBS, *contents.UNREST, *contents.FIRMS, *contents.REGIONS, *contents.REGIMES]
    asked = {line.indicator for chart in (*charts, *KEYS) for line in chart.lines}
    for word in asked:
        assert named(word)


@pytest.mark.slow
@pytest.mark.parametrize("place", [1, 3])
def test_the_same_numbers_give_the_same_files(stored, tmp_path, place):
    known = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        subject = of_comparison(read_comparison(stored[3])) if place == 3 else of_run(read_recorded(stored[1]))
        for page in (report.PAGES[0], report.PAGES[7]):
            save(report.draw_page(page, subject), folder, page.name, "same", ("svg",))
        known.append([file.read_bytes() for file in sorted(folder.iterdir())])
    assert known[0] == known[1]


def test_hostile_names_are_shown_as_text(tmp_path):
    results = tmp_path / "results"
    history = made_up_run(results, "history", (1,), last=(2007, 12))
    hostile = made_up_run(results, "a", (1,), last=(2007, 12), entries={"overrides": HOSTILE}, effect=0.1)
    folder = made_up_comparison(results, history, [hostile], window=("2007-01", "2007-12"))
    for subject in (of_run(read_recorded(hostile)), of_comparison(read_comparison(folder))):
        figure = report.draw_page(report.PAGES[0], subject)
        (_, svg) = save(figure, tmp_path, "page", HOSTILE[0])
        tree = ET.fromstring(svg.read_bytes())
        assert not [part for part in tree.iter() if part.tag.endswith("script")]
        assert "$x^2_<b>$ <script>" in " ".join(figure.texts[1].get_text().split())
        for words, box in boxes(figure):
            assert box.x1 <= figure.bbox.x1, words


def test_one_seed_has_differences_and_no_interval(tmp_path):
    history, reform = (made_up_run(tmp_path, name, (7,), effect=effect) for name, effect in (("a", 0.0), ("b", 0.1)))
    subject = of_comparison(read_comparison(made_up_comparison(tmp_path, history, [reform])))
    figure = report.draw_page(report.PAGES[1], subject)
    assert any("no interval" in text.get_text() for axes in figure.axes for text in axes.texts)
    _, lower = axes_of(figure, "How far apart")[:2]
    assert not [segment for strokes in lower.collections for segment in strokes.get_segments()]
    assert [line for line in lower.lines if line.get_marker() == MARKERS[0]]
