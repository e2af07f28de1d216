"""Is a difference called clear by the command line, the printed report and the HTML report, or by none of them?"""

from __future__ import annotations

import pandas as pd
import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis.accounts import DISTRIBUTION
from segsim.analysis.compared import read_comparison
from segsim.analysis.palette import PAPER
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import CLEAR, NOT_CLEAR
from segsim.analysis.views import label_of
from segsim.figures.printed_report import report
from segsim.figures.printed_report.keys import KEYS
from segsim.figures.printed_report.subject import MARKERS, of_comparison
from segsim.html_report import headline
from segsim.html_report.sides import Side
from segsim.html_report.text import names_of
from segsim.html_report.winners import winners
from segsim.indicators.groups import address
from segsim.runs.questions import compare_tables

JUST_UNDER, JUST_OVER = 0.0499, 0.0501
P_HOLM = {
    "earnings:migrants": JUST_OVER, "gini": JUST_UNDER, "strikes": JUST_OVER, "employment": JUST_UNDER,
    "profit_margin": JUST_OVER,
}  # fmt: skip
WANTED = {name: CLEAR if p < 0.05 else NOT_CLEAR for name, p in P_HOLM.items()}
ASKED = {key.lines[0].indicator: key.question for key in KEYS}


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A comparison whose intervals all leave out zero, and whose p-values lie just beside the level."""
    results = tmp_path_factory.mktemp("results")
    history, reform = (made_up_run(results, name, (1, 2, 3), effect=size) for name, size in (("a", 0.0), ("b", 0.3)))
    folder = made_up_comparison(results, history, [reform], indicators=tuple(P_HOLM))
    differences = pd.read_parquet(folder / "differences.parquet")
    difference = differences["difference"].abs()
    differences["low"], differences["high"] = 0.5 * difference, 2.0 * difference
    differences["p_holm"] = names_of_series(differences).astype(str).map(P_HOLM)
    differences.to_parquet(folder / "differences.parquet")
    accounts = pd.read_parquet(folder / "accounts.parquet")
    accounts["low"], accounts["high"] = 0.5 * accounts["difference"].abs(), 2.0 * accounts["difference"].abs()
    accounts["p_holm"] = [(JUST_UNDER, JUST_OVER)[row % 2] for row in range(len(accounts))]
    accounts.to_parquet(folder / "accounts.parquet")
    return read_comparison(folder)


@pytest.fixture(scope="module")
def first_and_last_page(compared):
    subject = of_comparison(compared)
    return report.draw_page(report.PAGES[0], subject), report.draw_page(report.PAGES[-1], subject)


def marks(axes):
    """Row: is its mark filled?"""
    drawn = [line for line in axes.lines if line.get_marker() == MARKERS[0]]
    return {round(line.get_ydata()[0]): line.get_markerfacecolor() != PAPER for line in drawn}


def test_the_command_line_says_it(compared):
    heading, rows = compare_tables.shown(compared)[0]
    at = heading.index
    found = {address(row[at("indicator")], row[at("group")]): row[at("verdict")] for row in rows}
    assert found == WANTED
    summary = compare_tables.summary(compared)
    family = "5 differences: all indicators, groups and policies asked for"
    assert f"clear: p below 0.05 after Holm's correction for {family}" in summary


def test_the_first_printed_page_fills_and_sets_bold_what_is_clear(first_and_last_page):
    sheet, forest = first_and_last_page[0].axes[1], first_and_last_page[0].axes[2 + len(KEYS)]
    said = [text for text in sheet.texts if "[" in text.get_text() and "bold" not in text.get_text()]
    assert len(said) == len(KEYS)
    is_bold = {name: text.get_fontweight() == "bold" for name, text in zip(ASKED, said, strict=True)}
    is_full = {name: marks(forest).get(row) for row, name in enumerate(ASKED)}
    for name, verdict in WANTED.items():
        assert is_bold[name] == is_full[name] == (verdict == CLEAR), name
    others = set(ASKED) - set(P_HOLM)
    assert others
    assert not any(is_bold[name] or is_full[name] for name in others)  # not asked for: no verdict
    words = [text.get_text() for text in sheet.texts]
    assert sum("not asked for: no verdict" in text for text in words) == len(others)


def test_the_last_printed_page_counts_and_fills_the_same(first_and_last_page):
    axes = first_and_last_page[1].axes[1]
    assert any("2 of 5 clear" in text.get_text() for text in axes.texts)
    names = [label.get_text() for label in axes.get_yticklabels()]
    found = {names[row]: CLEAR if full else NOT_CLEAR for row, full in marks(axes).items()}
    assert found == {label_of(name): verdict for name, verdict in WANTED.items()}


def test_the_html_report_says_it(compared):
    (section,) = headline.sections(compared, names_of(compared))
    nation = compared.of_nation(compared.names[0])
    assert dict(zip(names_of_series(nation), section.rows["verdict"], strict=True)) == WANTED
    assert "p below 0.05 after Holm's correction for 5 differences: all indicators, groups" in section.note


def test_who_gains_has_one_verdict_too(compared, first_and_last_page):
    money = compared.accounts
    wanted = [CLEAR if p < 0.05 else NOT_CLEAR for p in money["p_holm"]]
    heading, rows = compare_tables.shown(compared)[1]
    assert [row[heading.index("verdict")] for row in rows] == wanted
    (policy,) = (Side(name, name, run) for name, run in zip(compared.names, compared.policies, strict=True))
    page = winners(Side("a", "a", compared.baseline), [policy], money, "the window")
    assert page.rows["verdict"].tolist() == wanted
    panel = next(axes for axes in first_and_last_page[0].axes if any("Who gains" in t.get_text() for t in axes.texts))
    yearly = money[money["block"] == DISTRIBUTION]
    assert list(marks(panel).values()) == [p < 0.05 for p in yearly["p_holm"]]
