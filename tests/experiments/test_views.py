"""Do the views of cities, chains, regimes and accounts show what was recorded, for every city and every year?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run
from segsim.analysis.cities import TOTALS, city_years, regions
from segsim.analysis.compared import read_comparison
from segsim.analysis.links import EMBODIED, link_years, with_embodied_hours
from segsim.analysis.pairs import whole_years
from segsim.analysis.palette import DEPRIVED, REGIMES
from segsim.analysis.recorded import read_recorded
from segsim.analysis.robustness import SHOWN, effects, levels
from segsim.analysis.shown_robustness import whole
from segsim.analysis.tiles import KEPT_FREE, WIDTH, known, tiles
from segsim.analysis.verdict import verdicts
from segsim.evidence.loader import FOLDER
from segsim.html_report import views
from segsim.html_report.city_map import LABELS
from segsim.html_report.page import page
from segsim.html_report.text import names_of
from segsim.html_report.write import alone
from segsim.indicators.chains import NAMES
from segsim.indicators.cities import CITY_INDICATORS
from segsim.plumbing.errors import InputError
from segsim.world.cities import read_cities

HOSTILE = "<script>alert('city')</script> & \"Chang'an\" " + "x" * 400
SEEDS, LAST = (1, 2, 3), (2012, 6)  # the last year is not whole
PEOPLE = 1000.0  # that a worker of the made-up world stands for


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="module")
def compared(results):
    sizes = {"history": 0.0, "chain_bargaining": 0.2, "strict": 0.1}
    runs = [made_up_run(results, name, SEEDS, effect=size, last=LAST) for name, size in sizes.items()]
    return read_comparison(made_up_comparison(results, runs[0], runs[1:], window=("2011-01", "2011-12")))


@pytest.fixture(scope="module")
def sections(compared):
    return {one.id: one for one in views.sections(compared, names_of(compared))}


def of_city(run, **place) -> pd.Series:
    """Recorded values of one city, indicator and year, by seed."""
    frame = run.cities
    for column, value in place.items():
        frame = frame[frame[column].astype(str) == str(value)]
    return frame.set_index("seed")["value"]


def test_every_view_stands_once_with_its_parts(sections):
    assert list(sections) == ["winners", "cities", "chains", "regimes", "robustness"]
    for one in sections.values():
        assert not one.rows.empty
        assert len(one.alt.split()) > 6
        assert len(one.subtitle.split()) > 6


def test_cities_are_means_over_paired_seeds(compared, sections):
    rows = sections["cities"].rows
    for number, policy in enumerate(names_of(compared).policies):
        for name, city, year in (("pay", "Wuhan", 2011), ("jobs", "Shenzhen", 2008), ("strikes", "Foshan", 2010)):
            chosen = rows[(rows["indicator"] == name) & (rows["city"] == city) & (rows["year"] == year)]
            row = chosen[chosen["policy"] == policy].squeeze()
            place = {"indicator": name, "city": city, "year": year}
            before, after = (of_city(run, **place) for run in (compared.baseline, compared.policies[number]))
            scale = PEOPLE if name in TOTALS else 1.0
            assert row["baseline"] == pytest.approx(scale * before.mean())
            assert row["value"] == pytest.approx(scale * after.mean())
            apart = scale * (after - before)
            margin = 4.302653 * apart.std() / np.sqrt(len(SEEDS))  # Student's t, 2 degrees of freedom
            assert (row["low"], row["high"]) == pytest.approx((apart.mean() - margin, apart.mean() + margin))


def test_seeds_are_paired_and_one_that_a_run_lacks_is_left_out(results, compared):
    more = read_recorded(made_up_run(results, "more_seeds", (2, 3, 4, 5), effect=0.2, last=LAST))
    table = city_years(compared.baseline, more)
    one = table[(table["indicator"] == "pay") & (table["city"] == "Wuhan") & (table["year"] == 2011)].squeeze()
    place = {"indicator": "pay", "city": "Wuhan", "year": 2011}
    before, after = of_city(compared.baseline, **place), of_city(more, **place)
    assert one["seeds"] == 2
    assert one["difference"] == pytest.approx((after[[2, 3]] - before[[2, 3]]).mean())


def test_only_whole_years_stand_and_the_slider_goes_over_all_of_them(compared, sections):
    years = [str(year) for year in range(2006, 2012)]
    assert [str(year) for year in whole_years(compared.baseline)] == years
    for name in ("cities", "chains", "regimes"):
        sliders = [control for control in sections[name].controls if control.kind == "slider"]
        assert [list(one.options) for one in sliders] == [years]
        assert sorted({str(year) for year in sections[name].rows["year"]}) == years


def test_projected_years_say_so(results):
    run = made_up_run(results, "far", (1,), last=(2022, 12))
    compared = alone(run)
    found = {one.id: one for one in views.sections(compared, names_of(compared))}
    slider = next(one for one in found["cities"].controls if one.kind == "slider")
    assert slider.options["2021"] == "2021, projection"
    assert slider.chosen == "2020"


def test_links_hold_the_recorded_money_in_real_persons(compared):
    table = link_years(compared.baseline, compared.policies[0])
    key = (
        (table["industry"] == "it")
        & (table["buyer"] == "first")
        & (table["seller"] == "second")
        & (table["year"] == 2011)
    )
    for quantity, scale in (("money", PEOPLE), ("price", 1.0), ("days_until_paid", 1.0)):
        row = table[key & (table["quantity"] == quantity)].squeeze()
        for side, run in (("baseline", compared.baseline), ("value", compared.policies[0])):
            chains = run.chains
            at = (chains["industry"] == "it") & (chains["buyer"] == "first") & (chains["seller"] == "second")
            assert row[side] == pytest.approx(scale * chains.loc[at & (chains["year"] == 2011), quantity].mean())


def test_hours_embodied_are_those_of_the_tier_and_of_its_home_made_parts():
    rows = [("final", "lead", 10.0, 2.0), ("lead", "first", 30.0, 1.0), ("lead", "abroad", 5.0, np.nan),
            ("final", "first", 10.0, 1.0), ("first", "second", 20.0, 4.0), ("second", "third", 5.0, 8.0)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["buyer", "seller", "units", "hours_per_unit"])
    table = with_embodied_hours(frame.assign(seed=1, year=2010, industry="it"))
    found = table.groupby("seller")[EMBODIED].first().to_dict()
    # third 8; second 4 + 5/20 x 8 = 6; first 1 + 20/40 x 6 = 4; lead 2 + 30/10 x 4 = 14
    assert {name: found[name] for name in NAMES} == {"lead": 14.0, "first": 4.0, "second": 6.0, "third": 8.0}
    assert table.loc[table["seller"] == "abroad", EMBODIED].isna().all()


def test_shares_of_a_place_are_means_over_seeds_and_add_to_one(compared, sections):
    rows, cells = sections["regimes"].rows, compared.baseline.cells
    known = cells[(cells["hukou"] == "all") & (cells["year"] == 2010) & (cells["indicator"] == "jobs_despotism")]
    for words, place in (
        ("Auto: first tier", {"region": "all", "industry": "auto", "tier": "first"}),
        ("Inland", {"region": "inland", "industry": "all", "tier": "all"}),
    ):
        stored = known[(known[list(place)].astype(str) == pd.Series(place)).all(axis=1)]
        at = (rows["place"] == words) & (rows["year"] == 2010) & (rows["world"] == names_of(compared).baseline)
        shown = rows[at].iloc[0]
        assert len(stored) == shown["seeds"] == len(SEEDS)
        assert shown["jobs_despotism"] == pytest.approx(stored["value"].mean())
    assert rows[list(REGIMES)].sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert rows[DEPRIVED].to_numpy() == pytest.approx((rows["jobs_low_road"] + rows["jobs_despotism"]).to_numpy())


def test_the_small_table_is_what_robustness_finds(compared, sections):
    rows, years = sections["robustness"].rows, whole(compared.window)
    title = names_of(compared).policies[0]
    rows = rows[rows["policy"] == title].set_index("moved")
    table = levels(compared.baseline.folder, years)
    for name in rows.index.intersection(table.index):
        assert rows.loc[name, list(SHOWN)].to_numpy(dtype=float) == pytest.approx(table.loc[name, list(SHOWN)])
    drawn = table[table.index.str.startswith("random weights")]["jobs_pocket"]
    ends = rows.loc[["random weights, lowest", "random weights, highest"], "jobs_pocket"]
    assert list(ends) == pytest.approx([drawn.min(), drawn.max()])
    found, _ = effects(compared.baseline.folder, {title: compared.policies[0].folder}, years)
    for name in ("usual cut-offs", "without pay", "technology anchors 20 % lower"):
        assert rows.loc[name, "effect_jobs_despotism"] == pytest.approx(
            100.0 * found[title].loc[name, "jobs_despotism"]
        )
    assert rows.loc["without pay", "multiply_deprived"] != rows.loc["usual cut-offs", "multiply_deprived"]


def test_a_run_without_stored_jobs_has_no_small_table(results):
    folder = made_up_run(results, "no_jobs", (1,), last=(2007, 12))
    (folder / "jobs.parquet").unlink()
    run = alone(folder)
    assert [one.id for one in views.sections(run, names_of(run))] == ["cities", "chains", "regimes"]


def test_winners_are_the_accounts(compared, sections):
    rows, accounts = sections["winners"].rows, compared.accounts
    assert len(rows) == accounts["difference"].notna().sum()
    for policy, title in zip(compared.names, names_of(compared).policies, strict=True):
        there = accounts[accounts["policy"] == policy]
        here = rows[rows["policy"] == title]
        for column in ("baseline", "value", "difference", "low", "high"):
            assert here[column].to_numpy() == pytest.approx(there[column].to_numpy())
        assert here["verdict"].tolist() == verdicts(there["p_holm"])


def test_a_single_run_shows_the_same_views_without_a_policy(compared):
    run = alone(compared.baseline.folder)
    found = {one.id: one for one in views.sections(run, names_of(run))}
    assert list(found) == ["cities", "chains", "regimes", "robustness"]
    assert "difference" not in found["cities"].rows
    assert {control.name for control in found["cities"].controls} == {"indicator", "year"}
    assert len(set(found["regimes"].rows["world"])) == 1


def test_a_run_from_before_says_what_to_do(results):
    folder = made_up_run(results, "old", (1,), last=(2007, 12))
    (folder / "cities.parquet").unlink()
    run = alone(folder)
    with pytest.raises(InputError, match="--fresh"):
        views.sections(run, names_of(run))


def test_every_built_in_city_has_a_tile_of_its_own():
    names = [city.name for city in read_cities()]
    assert set(names) == set(known())
    assert len(set(known().values())) == len(names)
    assert not KEPT_FREE & set(known().values())
    text = (FOLDER / "city_tiles.csv").read_text(encoding="utf-8")
    assert text.count("assumed") == len(names)


def test_tiles_stand_about_as_cities_do():
    at = known()
    assert at["Changchun"][1] < at["Beijing"][1] < at["Nanjing"][1] < at["Shanghai"][1] < at["Shenzhen"][1]
    assert at["Chengdu"][0] < at["Chongqing"][0] < at["Wuhan"][0] < at["Suzhou"][0] < at["Shanghai"][0]


@pytest.mark.parametrize("more", [1, 2, 60])
def test_cities_of_a_user_get_free_tiles_near_their_region(more):
    built_in = {city.name: city.region.name.lower() for city in read_cities()}
    own = {HOSTILE: "auto_core", **{f"Town {number}": "inland" for number in range(more - 1)}}
    found = tiles({**built_in, **own})
    assert list(found) == [*built_in, *own]
    assert len(set(found.values())) == len(found)
    assert not KEPT_FREE & set(found.values())
    assert all(0 <= column < WIDTH and row >= 0 for column, row in found.values())
    assert {city: found[city] for city in built_in} == {city: known()[city] for city in built_in}


def test_a_world_of_the_users_cities_alone_has_tiles():
    found = tiles({"One": "inland", "Two": "inland", "Three": "it_coast"})
    assert len(set(found.values())) == 3


def test_a_hostile_city_is_shown_as_text(results):
    folder = made_up_run(results, "hostile", SEEDS, last=(2007, 12))
    cities = pd.read_parquet(folder / "cities.parquet")
    cities["city"] = cities["city"].astype(str).replace({"Wuhan": HOSTILE})
    cities.to_parquet(folder / "cities.parquet", index=False)
    run = alone(folder)
    found = views.sections(run, names_of(run))
    assert HOSTILE in regions(run.baseline)
    written = page("a page", "", found, {}, "", "")
    assert "<script>alert" not in written
    assert "\\u003cscript>alert('city')" in written


def test_every_indicator_of_cities_has_its_words(sections):
    assert list(LABELS) == list(CITY_INDICATORS)
    choice = next(one for one in sections["cities"].controls if one.name == "indicator")
    assert list(choice.options) == list(CITY_INDICATORS)
    assert sections["cities"].rows["meaning"].str.len().min() > 3
