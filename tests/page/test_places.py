"""Do the tiles, links and cells that a browser draws hold the recorded numbers, for every year of the slider?"""

from __future__ import annotations

import pandas as pd
import pytest
from browsers import PHONE

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.pages.write import write_page

SEEDS, LAST = (1, 2, 3), (2009, 12)
HOSTILE = '<img src=x onerror=alert(1)> & "Chang\'an" ' + "y" * 300
TEXTS = "[...document.querySelectorAll('#cities [data-chart] svg text')].map((one) => one.textContent)"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Comparison, baseline and policy; one city bears a name that no browser may read as anything but text."""
    results = tmp_path_factory.mktemp("results")
    runs = [made_up_run(results, name, SEEDS, effect=size, last=LAST) for name, size in (("history", 0.0), ("b", 0.3))]
    for folder in runs:
        cities = pd.read_parquet(folder / "cities.parquet")
        cities["city"] = cities["city"].astype(str).replace({"Wuhan": HOSTILE})
        cities.to_parquet(folder / "cities.parquet", index=False)
    comparison = made_up_comparison(results, runs[0], runs[1:], window=("2009-01", "2009-12"))
    write_page(comparison)
    return comparison, *runs


@pytest.fixture
def shown(open_page, folders):
    tab = open_page(folders[0] / "page.html", PHONE)
    tab.page.evaluate("window.segsim.ready")
    return tab.page


def drawn(page, section: str) -> pd.DataFrame:
    page.evaluate(f"window.segsim.drawn('{section}')")
    return pd.DataFrame(page.evaluate(f"window.segsim.values('{section}')"))


def slide(page, section: str, year: int) -> None:
    page.locator(f"#{section} [data-control='year']").fill(str(year))


@pytest.mark.parametrize("year", range(2006, 2010))
def test_tiles_hold_the_recorded_values(shown, folders, year: int):
    shown.select_option("#cities [data-control='indicator']", "minimum_wage")
    shown.select_option("#cities [data-control='shown']", "baseline")
    slide(shown, "cities", year)
    found = drawn(shown, "cities").set_index("city")["value"]
    cities = pd.read_parquet(folders[1] / "cities.parquet")
    there = cities[(cities["indicator"] == "minimum_wage") & (cities["year"] == year)].groupby("city")["value"].mean()
    assert found[list(there.index)].to_numpy() == pytest.approx(there.to_numpy(), rel=1e-5)


def test_a_difference_is_that_of_the_same_seeds(shown, folders):
    shown.select_option("#cities [data-control='shown']", "difference")
    slide(shown, "cities", 2009)
    found = drawn(shown, "cities").set_index("city")["value"]
    tables = [pd.read_parquet(folder / "cities.parquet") for folder in folders[1:]]
    before, after = (
        one[(one["indicator"] == "pay") & (one["year"] == 2009)].pivot(index="city", columns="seed", values="value")
        for one in tables
    )
    there = (after - before).mean(axis=1)
    assert found[list(there.index)].to_numpy() == pytest.approx(there.to_numpy(), rel=1e-4, abs=1e-4)


def test_every_city_has_its_square_and_no_two_share_one(shown, folders):
    shown.select_option("#cities [data-control='shown']", "baseline")
    tiles = drawn(shown, "cities")
    assert len(tiles) == 13
    assert not tiles.duplicated(["left", "top"]).any()
    boxes = shown.evaluate(
        "[...document.querySelectorAll('#cities [data-chart] svg g.mark-rect path')].slice(0, 13)"
        ".map((one) => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"
    )
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert right - left > 40
        for other in boxes[number + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            assert min(across, down) < 4, "tiles touch by no more than their white edge"


def test_a_hostile_name_is_cropped_text(shown):
    shown.select_option("#cities [data-control='shown']", "baseline")
    drawn(shown, "cities")
    assert any(text.startswith("<img") and text.endswith("…") for text in shown.evaluate(TEXTS))
    assert shown.locator("#cities img").count() == 0


@pytest.mark.parametrize("industry", ["auto", "it"])
def test_links_hold_the_recorded_money(shown, folders, industry: str):
    shown.select_option("#chains [data-control='industry']", industry)
    slide(shown, "chains", 2008)
    found = drawn(shown, "chains")
    for world, folder in zip(found["world"].unique(), folders[1:], strict=True):
        chains = pd.read_parquet(folder / "chains.parquet")
        there = chains[(chains["industry"] == industry) & (chains["year"] == 2008)]
        money = there.groupby(["buyer", "seller"])["money"].mean() * 1000.0 / 1e6  # of real heads, in millions
        here = found[found["world"] == world].set_index(["buyer", "seller"])["money"]
        assert here[money.index].to_numpy() == pytest.approx(money.to_numpy(), rel=1e-5)


def test_every_year_of_the_slider_has_its_regimes(shown):
    seen = []
    for year in range(2006, 2010):
        slide(shown, "regimes", year)
        rows = drawn(shown, "regimes")
        assert set(rows["year"]) == {year}
        assert shown.locator("#regimes h2").inner_text().endswith(f"{year}?")
        seen.append("".join(rows["letter"]))
    assert len(set(seen)) > 1
