"""Does the world outside follow the published numbers in their month, and do cities follow their own rates?"""

import csv
import pickle
from dataclasses import dataclass

import numpy as np
import pytest

from segsim import evidence
from segsim.evidence.loader import EvidenceError
from segsim.plumbing.errors import InputError
from segsim.state.codes import Region
from segsim.world.cities import BUILT_IN, COLUMNS, KINDS, read_cities
from segsim.world.outside import Outside


@dataclass(frozen=True)
class Months:
    """First and last month, as settings.Time has them."""

    start: tuple[int, int] = (2006, 1)
    end: tuple[int, int] = (2020, 12)


CITIES = read_cities()
ROW = {city.name: row for row, city in enumerate(CITIES)}
OUTSIDE = Outside.build(Months(), CITIES)


def index(year, month):
    """Index of a calendar month in a run from January 2006."""
    return (year - 2006) * 12 + month - 1


def legal(city, year, month):
    """Minimum wage of a city in a calendar month."""
    return OUTSIDE.at(index(year, month)).minimum_wage[ROW[city]]


def following(series, year, month):
    """Cities that follow a series in a month."""
    for city in CITIES:
        if [follow.series for follow in city.minimum_wage if follow.since <= (year, month)][-1] == series:
            yield city.name


def test_every_dated_rate_is_in_force_from_its_month():
    seen = 0
    for series, rates in evidence.minimum_wages().items():
        for year, month, yuan in rates:
            if (year, month) < (2006, 1):
                continue
            for city in following(series, year, month):
                assert legal(city, year, month) == yuan, (city, year, month)
                seen += 1
    assert seen > 100


def test_a_rate_changes_only_in_a_month_with_a_notice():
    dated = evidence.minimum_wages()
    for city in CITIES:
        notices = {rate[:2] for follow in city.minimum_wage for rate in dated[follow.series]}
        path = OUTSIDE.minimum_wage[:180, ROW[city.name]]
        for month in np.flatnonzero(np.diff(path)) + 1:
            assert (2006 + month // 12, month % 12 + 1) in notices, (city.name, month)


def test_rates_of_january_2006():
    rates = {city: legal(city, 2006, 1) for city in ROW}
    assert rates["Shenzhen"] == 580  # outside the special economic zone; 690 inside
    assert rates["Shanghai"] == rates["Suzhou"] == rates["Nanjing"] == 690
    assert rates["Beijing"] == 580
    assert rates["Guangzhou"] == 684
    assert rates["Foshan"] == rates["Dongguan"] == 574
    assert (rates["Chongqing"], rates["Chengdu"], rates["Changchun"]) == (400, 450, 360)
    assert (rates["Zhengzhou"], rates["Wuhan"]) == (480, 460)


def test_shenzhen_has_one_rate_from_july_2010_and_suzhou_its_own_from_2011():
    assert (legal("Shenzhen", 2010, 6), legal("Shenzhen", 2010, 7)) == (900, 1100)
    assert legal("Suzhou", 2009, 6) == legal("Nanjing", 2009, 6)
    assert (legal("Suzhou", 2013, 1), legal("Nanjing", 2013, 1)) == (1370, 1320)


def test_the_countryside_has_no_minimum_wage():
    assert not OUTSIDE.minimum_wage[:, -1].any()
    assert OUTSIDE.minimum_wage.shape[1] == len(CITIES) + 1


@pytest.mark.parametrize(("variable", "name"), [("cpi_inflation", "cpi"), ("gdp_growth", "gdp")])
def test_means_of_years_grow_as_published(variable, name):
    path = getattr(OUTSIDE, name)
    for fact in evidence.inputs(variable):
        if fact.year > 2006:
            now, before = (path[index(year, 1) : index(year, 13)].mean() for year in (fact.year, fact.year - 1))
            assert 100 * (now / before - 1) == pytest.approx(fact.value, abs=0.05), fact.year


def test_everything_is_one_in_the_first_month_and_smooth():
    first = OUTSIDE.at(0)
    assert (first.cpi, first.gdp, first.exports) == (1.0, 1.0, 1.0)
    for path in (OUTSIDE.cpi, OUTSIDE.gdp, OUTSIDE.exports, OUTSIDE.rural_income):
        assert np.all(np.isfinite(path))
        assert np.abs(np.diff(np.log(path))).max() < 0.025


def yearly(path, year):
    """Geometric mean of a year."""
    return np.exp(np.log(path[index(year, 1) : index(year, 13)]).mean())


def test_exports_of_2008_and_2009_lie_on_the_line_between_2007_and_2010():
    logs = [np.log(yearly(OUTSIDE.exports, year)) for year in range(2007, 2011)]
    np.testing.assert_allclose(np.diff(logs), np.diff(logs)[0], atol=1e-8)
    production = np.prod([1 + fact.value / 100 for fact in evidence.inputs("gdp_growth") if 2008 <= fact.year <= 2010])
    assert np.exp(logs[-1] - logs[0]) == pytest.approx(production * 27.2 / 35.4, rel=1e-6)


def test_rural_income_is_published_income_a_head_times_heads_a_worker():
    (heads,) = evidence.inputs("rural_heads_per_worker")
    assert yearly(OUTSIDE.rural_income, 2006) == pytest.approx(3587 / 12 * heads.value)
    growth = yearly(OUTSIDE.rural_income, 2019) / yearly(OUTSIDE.rural_income, 2013)
    assert growth == pytest.approx(16021 / 9430)


def test_yuan_of_2010():
    year_2010 = OUTSIDE.cpi[index(2010, 1) : index(2011, 1)]
    assert year_2010.mean() == pytest.approx(OUTSIDE.cpi_2010)


def test_the_burn_in_stands_at_the_first_month():
    early, first = OUTSIDE.at(-24), OUTSIDE.at(0)
    assert (early.cpi, early.rural_income) == (first.cpi, first.rural_income)
    np.testing.assert_array_equal(early.minimum_wage, first.minimum_wage)


def test_after_2020_everything_grows_as_in_2015_to_2019():
    assert OUTSIDE.projection_index == index(2021, 1)
    for name, rate_2014, rate_2019 in (("Shanghai", 1820, 2480), ("Zhengzhou", 1400, 1900)):
        growth = (rate_2019 / rate_2014) ** 0.2
        assert legal(name, 2020, 12) == rate_2019
        assert legal(name, 2021, 1) == legal(name, 2021, 12) == pytest.approx(rate_2019 * growth)
        assert legal(name, 2030, 1) == pytest.approx(rate_2019 * growth**10)
    prices = np.prod([1 + fact.value / 100 for fact in evidence.inputs("cpi_inflation") if 2015 <= fact.year <= 2019])
    assert OUTSIDE.at(index(2030, 3)).cpi / OUTSIDE.at(index(2025, 3)).cpi == pytest.approx(prices, rel=1e-3)
    income = OUTSIDE.at(index(2030, 3)).rural_income / OUTSIDE.at(index(2025, 3)).rural_income
    assert income == pytest.approx(16021 / 10489, rel=1e-3)


def test_a_later_start_reads_the_same_months():
    later = Outside.build(Months(start=(2012, 5)), CITIES)
    ahead = index(2012, 5)
    np.testing.assert_array_equal(later.at(7).minimum_wage, OUTSIDE.at(ahead + 7).minimum_wage)
    assert later.at(7).rural_income == OUTSIDE.at(ahead + 7).rural_income
    assert later.at(0).cpi == 1.0
    assert later.at(7).cpi / later.cpi_2010 == pytest.approx(OUTSIDE.at(ahead + 7).cpi / OUTSIDE.cpi_2010)
    assert later.projection_index == index(2021, 1) - ahead


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ((2005, 12), (2020, 12), "time.start = 2005-12 is outside 2006-01 to 2035-12"),
        ((2006, 1), (2036, 1), "time.end = 2036-01 is outside 2006-01 to 2035-12"),
        ((2010, 1), (2009, 12), "time.start = 2010-01 is after time.end = 2009-12"),
        ((2010, 13), (2011, 12), "time.start = 2010-13 is not a month"),
    ],
)
def test_months_without_evidence_are_reported(start, end, message):
    with pytest.raises(InputError, match=message):
        Outside.build(Months(start, end), CITIES)


def test_the_last_month_can_be_read_and_no_later_one():
    assert OUTSIDE.at(index(2035, 12)).cpi > OUTSIDE.at(index(2020, 12)).cpi
    with pytest.raises(InputError, match="end in 2035-12"):
        OUTSIDE.at(index(2036, 1))


def test_outside_is_pickled_whole():
    copy = pickle.loads(pickle.dumps(OUTSIDE))
    np.testing.assert_array_equal(copy.minimum_wage, OUTSIDE.minimum_wage)


def test_shares_of_firms_sum_to_one_and_the_first_four_cities_have_every_kind():
    for kind in KINDS:
        assert sum(getattr(city, kind) for city in CITIES) == pytest.approx(1.0)
        assert sum(getattr(city, kind) for city in CITIES[:4]) > 0.2
    assert {city.region for city in CITIES} == set(Region) - {Region.RURAL}
    assert all(city.comment.startswith("assumed") for city in CITIES)


OWN = {
    "city": "Hefei",
    "region": "inland",
    "province": "Anhui",
    "area": "Yangtze delta",
    "minimum_wage_series": "Wuhan",
    "minimum_wage_ratio": "0.9",
    "comment": "assumed",
} | dict.fromkeys(KINDS, "0.05")


def own_cities(path, *rows):
    """A user's file of cities."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@pytest.mark.parametrize("series", ["Wuhan", "Hubei class I (Wuhan)|first class"])
def test_a_city_of_ones_own_follows_another_at_a_distance(tmp_path, series):
    cities = read_cities(own_cities(tmp_path / "own.csv", OWN | {"minimum_wage_series": series}))
    assert [city.name for city in cities] == [*ROW, "Hefei"]
    rates = Outside.build(Months(), cities).at(index(2012, 1)).minimum_wage
    assert rates[-2] == pytest.approx(0.9 * 1100)
    assert rates[-1] == 0


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("region", "inlnd", "unknown region 'inlnd'; did you mean inland"),
        ("minimum_wage_series", "Wuhn", "unknown city or series 'Wuhn'; did you mean Wuhan"),
        ("minimum_wage_series", "Beijing|whole city > 2010-13 > Shanghai|whole city", "'2010-13' is not a month"),
        ("minimum_wage_series", "Beijing|whole city > 2010-01", "must alternate"),
        ("minimum_wage_ratio", "-1", "outside 0.1 to 10"),
        ("it_brand", "7", "7 is outside 0 to 1"),
        ("city", "Wuhan", "'Wuhan' is taken"),
        ("city", "rural", "'rural' is taken"),
        ("auto_core", "", "is empty"),
    ],
)
def test_a_wrong_cell_in_ones_own_city_is_reported(tmp_path, column, cell, message):
    with pytest.raises(EvidenceError, match=rf"^own\.csv, line 2, column {column}: .*{message}"):
        read_cities(own_cities(tmp_path / "own.csv", OWN | {column: cell}))


def test_a_damaged_city_table_is_reported(tmp_path):
    lines = BUILT_IN.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "own.csv"
    path.write_text("\n".join([lines[0], lines[1].replace("0.23", "0,23").replace("Shanghai,auto", "Hefei,auto")]))
    with pytest.raises(EvidenceError, match=r"own\.csv, line 2, column comment: 13 cells instead of 12"):
        read_cities(str(path))


def test_a_city_without_a_rate_in_the_month_is_reported(tmp_path):
    series = "Suzhou (incl. Kunshan)|city rate (equals Jiangsu class I before 2012)"
    cities = read_cities(own_cities(tmp_path / "own.csv", OWN | {"minimum_wage_series": series}))
    with pytest.raises(InputError, match="no minimum wage is known for Hefei in 2006-01"):
        Outside.build(Months(), cities)
