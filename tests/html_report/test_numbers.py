"""Are the marks where the Parquet tables put them? Recomputed here from the tables alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from made_up_comparisons import runs_of
from made_up_places import AXES
from segsim.analysis.series import only
from segsim.analysis.stored import read_table

CLOSE = 2e-3  # of the largest value of a line: the page keeps four digits
OUTER = (0.0, 1.0)  # three seeds: the outer band is lowest to highest
# Section, indicator in words, name in the tables: of each kind of time (months, calendar years, December).
SHOWN = (
    ("pay", "pay a month", "earnings"), ("pay", "pay an hour", "hourly_pay"), ("hours", "hours a week", "hours_week"),
    ("voice", "strikes", "strikes"), ("jobs", "jobs", "employment"), ("pay", "inequality of pay (Gini)", "gini"),
    ("places", "plants that move to another city", "plants_moved"),
    ("upgrading", "jobs in pockets of intensive growth", "jobs_pocket"),
)  # fmt: skip
# The first chart of a section as it stands on the screen: labels of both axes with their places, corners of each line.
DRAWN = """(id) => {
  const svg = document.querySelector(`#${id} [data-chart] svg`);
  const place = (one) => one.getAttribute('transform').match(/-?[\\d.]+(?:e-?\\d+)?/g).map(Number);
  const [x, y] = [...svg.querySelectorAll('.role-axis-label')].map((axis) =>
    [...axis.querySelectorAll('text')].map((text) => [text.textContent, ...place(text)]));
  const lines = [...svg.querySelectorAll('.mark-line path')].map((path) =>
    path.getAttribute('d').slice(1).split('L').map((corner) => corner.split(',').map(Number)));
  return {x, y, lines};
}"""
PIXEL = 0.3
BASELINE = 4.0  # pixels by which the letters of a y-axis label stand below its tick


def by_seed(folder: Path, name: str, when: pd.Series) -> pd.DataFrame:
    """Values at the moments that a chart shows (2011, 2011-03): one column a seed; a year is the mean of its months."""
    rows = read_table(folder, "series", only([name]))
    months = rows["year"].astype(str) + "-" + rows["month"].astype(str).str.zfill(2)
    moments = months if when.str.contains("-").all() else rows["year"].astype(str)
    return rows.assign(when=moments).pivot_table(index="when", columns="seed", values="value").loc[when]


def assert_close(drawn: pd.DataFrame, expected: pd.DataFrame) -> None:
    scale = expected.abs().to_numpy().max()
    for column, quantile in (("low_90", OUTER[0]), ("low_50", 0.25), ("middle", 0.5), ("high_50", 0.75),
                             ("high_90", OUTER[1])):  # fmt: skip
        assert np.allclose(drawn[column], expected.quantile(quantile, axis=1), rtol=0.0, atol=CLOSE * scale), column


def rows_of(tab, section: str) -> pd.DataFrame:
    return pd.DataFrame(tab.values(section))


@pytest.mark.parametrize(("section", "label", "name"), SHOWN, ids=lambda one: str(one).replace(" ", "-"))
def test_lines_and_bands_are_medians_and_quantiles_over_seeds(tab, comparison, section: str, label: str, name: str):
    rows = rows_of(tab, section)
    rows = rows[(rows["indicator"] == label) & (rows["group"] == "everybody")]
    for role, folder in zip(("baseline", "policy"), runs_of(comparison), strict=False):
        drawn = rows[rows["role"] == role].sort_values("time")
        assert len(drawn) >= 16
        assert_close(drawn, by_seed(folder, name, drawn["when"]))


def ruler(labels: list[list], at: int, below: float) -> np.ndarray:
    """Slope and start of the straight line from pixels to what the axis's labels say."""
    values = [float(text.replace(",", "")) for text, *_ in labels]
    return np.polyfit([place[at] - below for _, *place in labels], values, 1)


@pytest.mark.parametrize(("section", "name"), [("pay", "earnings"), ("hours", "hours_week")])
def test_lines_on_the_screen_lie_where_the_axes_put_the_tables_values(tab, comparison, section: str, name: str):
    seen = tab.page.evaluate(DRAWN, section)
    across, up = ruler(seen["x"], 0, 0.0), ruler(seen["y"], 1, BASELINE)
    assert len(seen["lines"]) == 2
    for corners, folder in zip(seen["lines"], runs_of(comparison), strict=False):
        place = np.array(corners)
        time, value = np.polyval(across, place[:, 0]), np.polyval(up, place[:, 1])
        rows = read_table(folder, "series", only([name]))
        months = rows.assign(time=rows["year"] + (rows["month"] - 0.5) / 12).pivot(
            index="time", columns="seed", values="value"
        )
        assert np.allclose(time, months.index, rtol=0.0, atol=PIXEL * abs(across[0]))
        assert np.allclose(value, months.median(axis=1), rtol=0.0, atol=PIXEL * abs(up[0]))


def test_a_difference_is_taken_seed_by_seed(tab, comparison):
    box = tab.page.locator("#hours [data-control='values']")
    box.select_option("difference")
    tab.drawn("hours")
    rows = rows_of(tab, "hours")
    box.select_option("level")
    tab.drawn("hours")
    drawn = rows[rows["indicator"] == "hours a week"].sort_values("time")
    before, after = (by_seed(folder, "hours_week", drawn["when"]) for folder in runs_of(comparison)[:2])
    assert set(drawn["role"]) <= {"policy", "difference"}
    assert_close(drawn, after - before)
    assert drawn["middle"].abs().max() > 0.1


def test_the_second_policy_is_another_run(tab, comparison):
    box = tab.page.locator("#hours [data-control='policy']")
    box.select_option(index=1)
    tab.drawn("hours")
    rows = rows_of(tab, "hours")
    box.select_option(index=0)
    tab.drawn("hours")
    drawn = rows[(rows["indicator"] == "hours a week") & (rows["role"] == "policy")].sort_values("time")
    assert_close(drawn, by_seed(runs_of(comparison)[2], "hours_week", drawn["when"]))


def test_segments_have_their_own_numbers(tab, comparison):
    tab.page.locator("#pay [data-control='side']").select_option("groups")
    tab.drawn("pay")
    rows = rows_of(tab, "pay")
    tab.page.locator("#pay [data-control='side']").select_option("indicators")
    tab.drawn("pay")
    for label, ending in (
        ("core", "core"),
        ("auto suppliers", "supplier"),
        ("contract makers", "contract_manufacturer"),
    ):
        drawn = rows[(rows["group"] == label) & (rows["role"] == "baseline")].sort_values("time")
        assert_close(drawn, by_seed(runs_of(comparison)[0], f"earnings:{ending}", drawn["when"]))


def test_regions_come_from_the_cells(tab, comparison):
    tab.page.locator("#hours [data-control='group']").select_option("inland")
    tab.drawn("hours")
    rows = rows_of(tab, "hours")
    tab.page.locator("#hours [data-control='group']").select_option("nation")
    tab.drawn("hours")
    drawn = rows[(rows["indicator"] == "hours a week") & (rows["role"] == "baseline")].sort_values("time")
    cells = pd.read_parquet(runs_of(comparison)[0] / "cells.parquet", filters=[("indicator", "==", "hours_week")])
    margin = cells["region"] == "inland"
    for axis in AXES:
        margin &= (cells[axis] == "all") | (axis == "region")
    years = cells[margin].assign(when=cells["year"].astype(str)).pivot(index="when", columns="seed", values="value")
    assert_close(drawn, years.loc[drawn["when"]])


def test_the_headline_is_the_table_of_differences(tab, comparison):
    stored = pd.read_parquet(comparison / "differences.parquet")
    is_nation = (stored[list(AXES)] == "all").all(axis=1)
    policy = stored["policy"].unique()[0]
    stored = stored[is_nation & (stored["policy"] == policy)].reset_index(drop=True)
    drawn = rows_of(tab, "headline")
    assert len(drawn) == len(stored)
    for column in ("baseline", "value", "difference", "low", "high", "p_holm", "seeds"):
        assert np.allclose(drawn[column], stored[column], rtol=1e-4), column
    assert np.allclose(drawn["relative"], stored["difference"] / stored["baseline"].abs(), rtol=1e-4)
