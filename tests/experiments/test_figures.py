"""Are pictures drawn from what was recorded, can they be read in grey, and is model never taken for evidence?"""

from __future__ import annotations

import itertools
import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from segsim.analysis import events, palette, recorded
from segsim.analysis.counterparts import points
from segsim.analysis.regimes import shares_by_place
from segsim.figures import dashboard, marks, panels, regimes, style
from segsim.indicators import named
from segsim.indicators.groups import address, split
from segsim.plumbing.errors import InputError

SEGMENTS = ("core", "contract_manufacturer", "supplier", "component_maker")
BY_SEGMENT = {
    "earnings": 2000.0, "base_over_minimum": 1.5, "overtime_share": 0.3, "bonus_share": 0.1, "hours_week": 57.0,
    "employment": 3000.0, "strikes": 1.0,
}  # fmt: skip
NATIONAL = {
    "earnings:migrants": 1800.0, "strikes": 4.0, "overtime_below_legal": 0.6, "injury_cover:migrants": 0.25,
    "jobs_pocket": 0.15, "jobs_decent_lagging": 0.1, "jobs_between": 0.12, "jobs_low_road": 0.25,
    "jobs_despotism": 0.36, "multiply_deprived": 0.61,
    "contract_share:migrants": 0.45, "share_over_cap": 0.8, "overtime_unpaid": 0.28, "under_minimum_base": 0.15,
}  # fmt: skip
DECEMBER = {"theil": 0.09, "theil_between_tier": 0.04, "theil_between_hukou": 0.03, "theil_between_region": 0.01}
LAW = {
    "date": "2008-01",
    "lever": "compliance.contract_fine",
    "value": 1.0,
    "what": "Labour Contract Law (劳动合同法), art. 82",
}
POLICY = {
    "date": "2011-01",
    "lever": "bargaining.coverage",
    "value": 0.3,
    "what": "bargaining.coverage = 0.3 (command line)",
}


def series(seeds: tuple[int, ...], last: tuple[int, int] = (2008, 12)) -> pd.DataFrame:
    """Known numbers: each indicator's level, a little higher with each seed."""
    months = [(year, month) for year in range(2006, last[0] + 1) for month in range(1, 13) if (year, month) <= last]
    levels = {f"{name}:{segment}": level for name, level in BY_SEGMENT.items() for segment in SEGMENTS} | NATIONAL
    rows = [
        (seed, index, year, month, *split(name), level * (1 + 0.01 * seed))
        for seed in seeds
        for index, (year, month) in enumerate(months)
        for name, level in (levels | DECEMBER if month == 12 else levels).items()
    ]
    return pd.DataFrame(rows, columns=["seed", "index", "year", "month", "indicator", "group", "value"])


def cells(seeds: tuple[int, ...]) -> pd.DataFrame:
    """Tiers of both chains: lead firms with many pockets, the third tier despotic, more so with each seed, the second
    tier too small."""
    rows = []
    for seed, year, industry in itertools.product(seeds, (2006, 2007, 2008), ("auto", "it")):
        shares = {"lead": (0.6, 0.1, 0.1, 0.2, 0.0), "third": (0.0, 0.2, 0.1, 0.1 - 0.01 * seed, 0.6 + 0.01 * seed),
                  "second": (np.nan,) * 5}  # fmt: skip
        for tier, of_each in shares.items():
            named_shares = dict(zip(palette.REGIMES, of_each, strict=True))
            named_shares[palette.DEPRIVED] = of_each[3] + of_each[4]
            rows += [
                (seed, year, "all", industry, tier, "all", name, value, 100.0, 9.0)
                for name, value in named_shares.items()
            ]
    names = ["seed", "year", "region", "industry", "tier", "hukou", "indicator", "value", "agents", "firms"]
    return pd.DataFrame(rows, columns=names)


def run_folder(folder: Path, seeds: tuple[int, ...] = (1,), last: tuple[int, int] = (2008, 12), **config) -> Path:
    folder.mkdir(exist_ok=True)
    series(seeds, last).to_parquet(folder / "series.parquet")
    cells(seeds).to_parquet(folder / "cells.parquet")
    written = {
        "overrides": [],
        "world": {"workers": 1000, "firms": 60, "persons_per_agent": 1000.0},
        "changes": [LAW],
        **config,
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({"seeds": {}, "hashes": {"settings": "0" * 32}}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of three seeds, drawn once, with the run that it was drawn from."""
    run = recorded.read_recorded(run_folder(tmp_path_factory.mktemp("run"), (1, 2, 3), changes=[LAW, POLICY]))
    with style.styled():
        return dashboard.page(run), run


def test_dashboard_writes_both_pictures_and_nothing_else(tmp_path):
    folder = run_folder(tmp_path / "run", overrides=["bargaining=chain", "seeds=2", "scenario=$x^2_<b>"])
    before = {file.name for file in folder.iterdir()}
    written = dashboard.draw_dashboard(folder)
    assert [file.name for file in written] == ["dashboard.png", "dashboard.svg"]
    assert {file.name for file in folder.iterdir()} == before | {"dashboard.png", "dashboard.svg"}
    png = written[0].read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1400
    assert height > width
    first = [file.read_bytes() for file in written]
    assert [file.read_bytes() for file in dashboard.draw_dashboard(folder)] == first


def test_drawing_neither_touches_the_session_nor_pyplot():
    code = (
        "import matplotlib as mpl, sys\n"
        "def now(): return {key: dict.__getitem__(mpl.rcParams, key) for key in dict.keys(mpl.rcParams)}\n"
        "before = now()\n"
        "from segsim.figures.style import *\n"
        "with styled(): new_figure(2, 2)\n"
        "assert 'matplotlib.pyplot' not in sys.modules; assert now() == before"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def axes_of(page, question):
    return next(axes for axes in page.axes if any(question in text.get_text() for text in axes.texts))


def test_every_heading_is_a_question_with_its_population(page):
    figure, _ = page
    headings = [text.get_text() for axes in figure.axes for text in axes.texts if text.get_fontweight() == "bold"]
    asked = [text for text in headings if text and text != marks.POLICY_SIGN and len(text) > 1]
    assert len(asked) == 10
    assert all(text.endswith("?") for text in asked)


def test_lines_are_the_recorded_medians_in_the_colour_of_their_segment(page):
    figure, run = page
    axes = axes_of(figure, "How far apart")
    for segment in SEGMENTS:
        line = next(
            line
            for line in axes.lines
            if line.get_color() == palette.SEGMENTS[segment].colour and len(line.get_xdata()) > 3
        )
        assert np.allclose(line.get_ydata(), run.monthly(f"earnings:{segment}").median)
        assert np.allclose(line.get_ydata(), 2000.0 * 1.02)


def test_evidence_is_always_a_diamond_and_the_model_never(page):
    figure, run = page
    survey = points("earnings:migrants", run.span)
    assert [(point.time, point.value) for point in survey] == [(2008.5, 1264.0)]
    assert not survey[0].was_read
    for axes in figure.axes:
        for line in axes.lines:
            is_diamond = line.get_marker() == "D"
            assert is_diamond == (line.get_linestyle() == "None")
    drawn = axes_of(figure, "How far apart").lines
    assert any(line.get_marker() == "D" and list(line.get_ydata()) == [1264.0] for line in drawn)


def test_axes_start_at_zero_or_carry_the_mark(page):
    figure, _ = page
    for axes in figure.axes:
        if axes.lines and axes.axison and not axes.yaxis_inverted():
            truncated = axes.get_ylim()[0] > 0
            assert truncated == any(text.get_text() == "//" for text in axes.texts)


def test_both_halves_of_the_pay_mix_have_one_scale(page):
    figure, _ = page
    halves = [axes for axes in figure.axes if any("% of all pay" in text.get_text() for text in axes.texts)]
    assert len(halves) == 2
    assert halves[0].get_ylim() == halves[1].get_ylim()


def test_no_text_leaves_the_page(page):
    figure, _ = page
    figure.canvas.draw()
    edge = figure.bbox
    for axes in figure.axes:
        for text in [*axes.texts, *(axes.get_yticklabels() + axes.get_xticklabels() if axes.axison else [])]:
            if text.get_visible() and text.get_text().strip():
                box = text.get_window_extent()
                assert box.x0 >= edge.x0 - 1, text
                assert box.x1 <= edge.x1 + 1, text


@pytest.mark.parametrize(
    ("seeds", "words"), [((4,), "one seed"), ((1, 2), "lowest to highest"), (tuple(range(12)), "90 %")]
)
def test_bands_are_named(tmp_path, seeds, words):
    run = recorded.read_recorded(run_folder(tmp_path / "run", seeds))
    assert words in run.bands


def test_bands_hold_the_share_of_seeds_that_they_name():
    table = pd.DataFrame([np.arange(101.0), [np.nan] * 101], index=[2006.5, 2007.5])
    spread = recorded.spread_over_seeds(table)
    assert (spread.median[0], spread.inner[0][0], spread.inner[1][0]) == (50.0, 25.0, 75.0)
    assert (spread.outer[0][0], spread.outer[1][0]) == (5.0, 95.0)
    assert np.isnan(spread.median[1])
    few = recorded.spread_over_seeds(pd.DataFrame([[1.0, 4.0, np.nan]], index=[2006.5]))
    assert (few.outer[0][0], few.outer[1][0], few.median[0]) == (1.0, 4.0, 2.5)


def test_only_whole_years_are_summed(tmp_path):
    run = recorded.read_recorded(run_folder(tmp_path / "run", last=(2007, 5)))
    total = run.yearly("strikes", how="sum")
    assert list(total.time) == [2006.5]
    assert total.median[0] == pytest.approx(12 * 4.0 * 1.01)


@pytest.mark.parametrize("last", [(2006, 1), (2006, 7)])
def test_a_run_of_a_few_months_has_a_picture_too(tmp_path, last):
    assert len(dashboard.draw_dashboard(run_folder(tmp_path / "run", last=last))) == 2


def test_what_is_not_a_run_folder_is_reported_in_one_line(tmp_path):
    with pytest.raises(InputError, match=r"no series\.parquet"):
        dashboard.draw_dashboard(tmp_path)
    folder = run_folder(tmp_path / "run")
    (folder / "series.parquet").write_bytes(b"PAR1 broken")
    with pytest.raises(InputError, match="damaged"):
        dashboard.draw_dashboard(folder)


def test_years_after_2020_are_shaded_and_named():
    with style.styled():
        figure = style.new_figure(4, 3)
        axes = figure.add_subplot()
        marks.draw_dates(axes, [], (2018.0, 2023.0))
        assert [text.get_text() for text in axes.texts] == ["projection"]
        assert axes.patches[0].get_x() == 2021.0
        other = figure.add_subplot()
        marks.draw_dates(other, [], (2006.0, 2021.0))
        assert not other.texts


def test_events_are_turning_points_with_policy_first():
    stimulus = [
        {"date": date, "lever": "demand.stimulus", "value": 0, "what": f"step {date}; more"}
        for date in ("2008-11", "2010-01", "2011-01")
    ]
    found = events.dated_events({"changes": [LAW, *stimulus, POLICY]}, (2006.0, 2021.0))
    assert [(event.sign, round(event.time, 3)) for event in found] == [
        ("policy", 2011.0), ("a", 2008.0), ("b", 2008.833), ("c", 2011.0)
    ]  # fmt: skip
    assert found[1].caption == "2008-01 Labour Contract Law"
    assert events.is_policy({"lever": "a.b", "what": "end of: scenario x"})


def test_shares_of_a_place_are_means_over_the_seeds_that_know_it(tmp_path):
    run = recorded.read_recorded(run_folder(tmp_path / "run", (1, 2, 3, 4)))
    found = shares_by_place(run).set_index(["industry", "tier", "region", "year"])
    assert found.loc[("auto", "third", "all", 2006), "jobs_despotism"] == pytest.approx(0.625)
    assert found.loc[("auto", "lead", "all", 2008), "seeds"] == 4
    assert np.isnan(found.loc[("auto", "second", "all", 2006), "jobs_pocket"])
    known = found.dropna(subset=[palette.DEPRIVED])
    assert known[list(palette.REGIMES)].sum(axis=1).to_numpy() == pytest.approx(1.0)


def test_bars_of_places_are_as_wide_as_the_shares_and_h_stands_beside(page):
    figure, run = page
    axes = axes_of(figure, "Where are they?")
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Auto: assembly", "Auto: third tier", "IT: brands", "IT: their suppliers"
    ]  # fmt: skip
    widths = np.array([bar.get_width() for bar in axes.patches]).reshape(4, len(palette.REGIMES))
    assert widths[1] == pytest.approx([0.0, 20.0, 10.0, 8.0, 62.0])
    assert widths.sum(axis=1) == pytest.approx(100.0)
    written = [text.get_text() for text in axes.texts if text.get_text().endswith(" %")]
    assert written == ["20 %", "70 %"] * 2
    assert regimes.last_year(run) == 2008


def test_the_panel_of_regimes_shows_both_headlines_and_h(page):
    figure, run = page
    axes = axes_of(figure, "How many jobs are pockets")
    for name in ("jobs_pocket", "jobs_despotism", palette.DEPRIVED):
        look = palette.REGIME_LINES[name]
        line = next(one for one in axes.lines if one.get_color() == look.colour and len(one.get_xdata()) > 3)
        assert np.allclose(line.get_ydata(), 100.0 * run.monthly(name).median)
        assert any(look.label in text.get_text() for text in axes.texts)


def test_every_indicator_that_a_panel_asks_for_exists():
    asked = [address(name, segment) for name in BY_SEGMENT for segment in panels.EMPLOYED]
    for word in (*asked, *NATIONAL, *DECEMBER):
        assert named(word)
