"""Do the map, the chains, the regimes and the list of winners show what the tables hold? Recomputed from the tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from browsers import PHONE

from made_up_comparisons import runs_of
from segsim.analysis.accounts import DISTRIBUTION
from segsim.analysis.palette import DEPRIVED, REGIMES
from segsim.analysis.stored import read_table
from segsim.analysis.verdict import verdict

PERSONS = 1000.0  # people that a worker stands for, as made_up_runs.py writes it


def table(folder: Path, name: str, **filters: object) -> pd.DataFrame:
    wanted = [(column, "==", value) for column, value in filters.items()]
    if name == "cells":  # what is read out of them stands beside them
        return read_table(folder, name, wanted)
    return pd.read_parquet(folder / f"{name}.parquet", filters=wanted)


def choose(tab, section: str, **values: str) -> pd.DataFrame:
    """Choose in the section, and give back what its charts draw then."""
    for name, value in values.items():
        field = tab.page.locator(f"#{section} [data-control='{name}']")
        field.fill(value) if field.get_attribute("type") == "range" else field.select_option(value)
    tab.drawn(section)
    return pd.DataFrame(tab.values(section))


@pytest.mark.parametrize("year", ["2020", "2012"])
def test_every_city_has_its_mean_and_its_paired_difference(tab, comparison, year: str):
    drawn = choose(tab, "cities", year=year)
    choose(tab, "cities", year="2021")
    means = [
        table(folder, "cities", indicator="pay", year=int(year)).groupby("city", observed=True)["value"].mean()
        for folder in runs_of(comparison)[:2]
    ]
    seen = drawn.groupby("city")["value"].apply(list)
    assert len(seen) == 13
    for city, values in seen.items():
        expected = [means[0][city], means[1][city], means[1][city] - means[0][city]]
        assert np.allclose(values, expected, rtol=1e-4, atol=0.01), city


def test_a_tile_says_the_number_that_it_is_coloured_by(tab):
    drawn = choose(tab, "cities")
    for value, written in zip(drawn["value"], drawn["said"], strict=True):
        number = float(written.replace(",", "").replace("−", "-").removesuffix(" ?"))
        assert number == pytest.approx(value, rel=0.01, abs=1.0)
    levels = drawn.iloc[: len(drawn) // 3].sort_values("value")
    light = levels["fill"].map(lambda colour: sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)))
    assert light.is_monotonic_decreasing, "pale is low, dark is high"


def test_every_city_has_its_square_and_no_two_share_one(open_page, page_file):
    tab = open_page(page_file, PHONE)
    tab.all_drawn()
    tiles = choose(tab, "cities", shown="baseline")
    assert len(tiles) == 13
    assert not tiles.duplicated(["left", "top"]).any()
    boxes = tab.page.evaluate(
        "[...document.querySelectorAll('#cities [data-chart] svg g.mark-rect path')].slice(0, 13)"
        ".map((one) => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"
    )
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert right - left > 40
        for other in boxes[number + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            assert min(across, down) < 4, "tiles touch by no more than their white edge"


@pytest.mark.parametrize("industry", ["it", "auto"])
def test_money_and_hours_of_a_link_are_those_of_the_chains(tab, comparison, industry: str):
    drawn = choose(tab, "chains", industry=industry, year="2018")
    choose(tab, "chains", industry="it", year="2021")
    for world, folder in zip(drawn["world"].unique(), runs_of(comparison), strict=False):
        stored = (
            table(folder, "chains", industry=industry, year=2018).groupby(["buyer", "seller"]).mean(numeric_only=True)
        )
        for _, row in drawn[drawn["world"] == world].iterrows():
            link = stored.loc[row["buyer"], row["seller"]]
            assert row["money"] == pytest.approx(link["money"] * PERSONS * 1e-6, rel=1e-4)
            if row["is_link"]:
                assert row["hours_per_unit"] == pytest.approx(1000.0 * link["hours_per_unit"], rel=1e-4)
                assert row["pay_per_hour"] == pytest.approx(link["pay_per_hour"], rel=1e-4)
                assert row["margin_per_unit"] == pytest.approx(link["margin_per_unit"], rel=1e-4)


PLACES_DRAWN = {
    "All jobs": ("all", "all", "all"), "Auto: assembly": ("auto", "all", "lead"),
    "IT coast": ("all", "it_coast", "all"), "IT: component makers": ("it", "all", "second"),
}  # fmt: skip


@pytest.mark.parametrize("year", ["2021", "2009"])
def test_a_bar_shows_the_mean_shares_of_its_place_and_h(tab, comparison, year: str):
    drawn = choose(tab, "regimes", year=year)
    choose(tab, "regimes", year="2021")
    worlds = drawn["world"].unique()
    assert len(worlds) == 2
    for world, folder in zip(worlds, runs_of(comparison), strict=False):
        cells = table(folder, "cells", hukou="all", year=int(year))
        for words, place in PLACES_DRAWN.items():
            row = drawn[(drawn["world"] == world) & (drawn["place"] == words)].squeeze()
            for name in (*REGIMES, DEPRIVED):
                at = (cells[["industry", "region", "tier"]].astype(str) == list(place)).all(axis=1)
                known = cells[at & (cells["indicator"] == name)]["value"]
                assert len(known) == 3
                assert row[name] == pytest.approx(known.mean(), rel=1e-4), (words, name)
            assert row[list(REGIMES)].sum() == pytest.approx(1.0, rel=1e-4)


def test_the_small_table_shows_h_beside_the_shares_and_follows_the_policy(tab):
    tables = [choose_table(tab, policy) for policy in ("chain_bargaining", "strict_enforcement")]
    for one in tables:
        assert {"jobs_pocket", "jobs_despotism", "multiply_deprived", "effect_jobs_despotism"} <= set(one)
        assert {"usual cut-offs", "without insurance", "random weights, highest"} <= set(one["moved"])
        assert one["multiply_deprived"].nunique() > 3
    assert tables[0]["jobs_pocket"].tolist() == tables[1]["jobs_pocket"].tolist()
    assert tables[0]["effect_jobs_despotism"].tolist() != tables[1]["effect_jobs_despotism"].tolist()


def choose_table(tab, policy: str) -> pd.DataFrame:
    """The small table with a policy chosen."""
    field = tab.page.locator("#robustness [data-control='policy']")
    value = next(one for one in field.locator("option").evaluate_all("all => all.map(one => one.value)")
                 if policy.replace("_", " ") in one.replace("_", " "))  # fmt: skip
    field.select_option(value)
    tab.drawn("robustness")
    return pd.DataFrame(tab.page.evaluate("() => segsim.table('robustness')"))


def test_every_year_of_the_slider_has_its_regimes(tab):
    seen = []
    for year in range(2006, 2022):
        rows = choose(tab, "regimes", year=str(year))
        assert set(rows["year"]) == {year}
        assert (
            tab.page.locator("#regimes h2").inner_text().endswith(f"{year}, projection?" if year > 2020 else f"{year}?")
        )
        seen.append(tuple(rows["jobs_pocket"]))
    assert len(set(seen)) > 8


def test_winners_are_the_accounts(tab, comparison):
    stored = pd.read_parquet(comparison / "accounts.parquet")
    policies = stored["policy"].unique()
    for at, policy in enumerate(policies):
        tab.page.locator("#winners [data-control='policy']").select_option(index=at)
        drawn = choose(tab, "winners", block=DISTRIBUTION)
        known = stored[(stored["policy"] == policy) & (stored["block"] == DISTRIBUTION)]
        assert len(drawn) > 5
        for _, row in drawn.iterrows():
            same = known[np.isclose(known["difference"], row["difference"], rtol=1e-4)]
            assert len(same) == 1, row["who"]
            for column in ("baseline", "value", "low", "high"):
                assert same.iloc[0][column] == pytest.approx(row[column], rel=1e-4)
            assert row["verdict"] == verdict(same.iloc[0]["p_holm"])
    tab.page.locator("#winners [data-control='policy']").select_option(index=0)
    tab.drawn("winners")
