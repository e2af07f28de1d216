"""Are the yearly tables of cities and of the chains true to the state, and does every link balance?"""

from __future__ import annotations

import numpy as np
import pytest

from segsim.analysis.series import names_of_series
from segsim.indicators.chains import ABROAD, FINAL, MATERIALS, NAMES, QUANTITIES
from segsim.indicators.cities import CITY_INDICATORS
from segsim.model import SegmentationModel
from segsim.recorder import Recorder
from segsim.settings import Settings, Time
from segsim.state.codes import Industry, Region, Violation, market_of
from segsim.state.money import ABROAD as OUTSIDE
from segsim.state.money import FIRMS
from segsim.world.size import World

TOLD = Settings.history(
    World(workers=2000, firms=120, n_cities=7),
    Time(start=(2006, 1), end=(2007, 6), burn_in=2),
    {"relocation.consideration_rate": 0.1},  # so that some of so few plants move
)
FIRST, LATER = 2006, 2007


class Watched:
    """A run and, added up beside the recorder month by month, what its tables ought to say."""

    def __init__(self) -> None:
        self.model = SegmentationModel(TOLD, rng=1)
        self.recorder, self.added = Recorder(self.model, panel=False), {FIRST: [], LATER: []}
        stood = self.model.state.firms.city.copy()
        while self.model.running:
            self.model.step()
            self.recorder.record()
            if self.model.index >= 0:
                self.added[self.model.moment.year].append(self._month(stood))
            stood = self.model.state.firms.city.copy()
        self.record = self.recorder.finish()

    def _month(self, stood: np.ndarray) -> dict[str, np.ndarray]:
        state = self.model.state
        firms, cities, accounts = state.firms, state.cities, state.sectors
        at = [np.flatnonzero(firms.city == city) for city in range(cities.rows - 1)]
        market = [np.flatnonzero(firms.market == number) for number in range(8)]
        return {
            "employment": np.array([firms.employment[rows].sum() for rows in at]),
            "wages": np.array([firms.wage_bill[rows].sum() for rows in at]),
            "floor": np.array([(firms.employment[rows] * cities.minimum_wage[c]).sum() for c, rows in enumerate(at)]),
            "unpaid": np.array(
                [np.nansum((firms.employment * firms.violations[:, Violation.UNPAID])[rows]) for rows in at]
            ),
            "struck": np.array([firms.struck[rows].sum() for rows in at]),
            "left": np.array([(firms.moves & (stood == city)).sum() for city in range(cities.rows - 1)]),
            "came": np.array([firms.moves[rows].sum() for rows in at]),
            "pollution": cities.pollution[:-1].copy(),
            "budget": (cities.revenue_year + cities.land_revenue_year - cities.subsidies_year)[:-1].copy(),
            "sales": np.array([firms.sales[rows].sum() for rows in market]),
            "output": np.array([firms.output[rows].sum() for rows in market]),
            "parts": np.array([firms.parts_bill[rows].sum() for rows in market]),
            "materials": np.array([firms.materials_bill[rows].sum() for rows in market]),
            "owed": np.array([firms.receivables[rows].sum() for rows in market]),
            "final": np.array([-accounts.sales[OUTSIDE]]),
            "outside": np.array([-accounts.materials[FIRMS]]),
        }

    def total(self, year: int, name: str) -> np.ndarray:
        return np.sum([month[name] for month in self.added[year]], axis=0)

    def city(self, year: int, name: str) -> np.ndarray:
        """Values by city in the order of the state; 0 where the table has no row."""
        frame = self.record.cities
        frame = frame[(frame["year"] == year) & (frame["indicator"] == name)]
        return frame.set_index(frame["city"].astype(str))["value"].reindex(self.model.city_names[:-1]).to_numpy()

    def link(self, year: int, **chosen: str):
        frame = self.record.chains
        frame = frame[frame["year"] == year]
        for column, word in chosen.items():
            frame = frame[frame[column] == word]
        return frame


@pytest.fixture(scope="module")
def run() -> Watched:
    return Watched()


def test_every_city_has_every_year_once(run):
    cities = run.record.cities
    assert list(cities.columns) == ["seed", "year", "city", "region", "indicator", "value"]
    assert not cities.duplicated(["year", "city", "indicator"]).any()
    assert set(cities["city"]) == set(run.model.city_names) - {"rural"}
    assert set(cities["indicator"]) <= set(CITY_INDICATORS)
    assert np.isfinite(cities["value"]).all()
    for city, region in zip(run.model.city_names[:-1], run.model.state.cities.region, strict=False):
        assert set(cities.loc[cities["city"] == city, "region"]) == {Region(region).name.lower()}


@pytest.mark.parametrize("year", [FIRST, LATER])  # the second is half a year
def test_cities_are_what_their_plants_and_governments_did(run, year):
    months, employment = len(run.added[year]), run.total(year, "employment")
    assert run.city(year, "jobs") == pytest.approx(employment / months)
    assert run.city(year, "pay") == pytest.approx(run.total(year, "wages") / employment)
    assert run.city(year, "pay_over_minimum") == pytest.approx(run.total(year, "wages") / run.total(year, "floor"))
    assert run.city(year, "overtime_unpaid") == pytest.approx(run.total(year, "unpaid") / employment)
    assert run.city(year, "pollution") == pytest.approx(run.total(year, "pollution") / months)
    assert run.city(year, "budget") == pytest.approx(run.added[year][-1]["budget"])
    for name, counted in (("strikes", "struck"), ("plants_in", "came"), ("plants_out", "left")):
        assert run.city(year, name).tolist() == run.total(year, counted).tolist(), name


def test_plants_that_leave_a_city_come_to_another(run):
    came = [run.city(year, "plants_in").sum() for year in (FIRST, LATER)]
    assert came == [run.city(year, "plants_out").sum() for year in (FIRST, LATER)]
    assert sum(came) > 0, "nobody moved"


def test_the_city_sums_to_the_nation(run):
    series = run.record.series
    monthly = series[(names_of_series(series) == "employment") & (series["year"] == FIRST)]["value"]
    assert run.city(FIRST, "jobs").sum() == pytest.approx(monthly.mean())


@pytest.mark.parametrize("year", [FIRST, LATER])
def test_what_sellers_get_is_what_buyers_owe(run, year):
    sales, parts, materials = (run.total(year, name) for name in ("sales", "parts", "materials"))
    for industry in Industry:
        for tier, name in enumerate(NAMES):
            market, word = market_of(industry, tier), industry.name.lower()
            got = run.link(year, industry=word, seller=name)
            assert got["money"].sum() == pytest.approx(sales[market]), "sellers' sales"
            assert got["units"].sum() == pytest.approx(run.total(year, "output")[market]), "units made"
            owed = run.link(year, industry=word, buyer=name)
            bought = owed[owed["seller"] != MATERIALS]
            assert bought["money"].sum() == pytest.approx(parts[market]), "buyers' bill for parts"
            assert owed.loc[owed["seller"] == MATERIALS, "money"].sum() == pytest.approx(materials[market])


@pytest.mark.parametrize("year", [FIRST, LATER])
def test_the_ends_of_the_chains_are_what_the_accounts_hold(run, year):
    assert run.link(year, buyer=FINAL)["money"].sum() == pytest.approx(run.total(year, "final")[0])
    assert run.link(year, seller=MATERIALS)["money"].sum() == pytest.approx(run.total(year, "outside")[0])


def test_a_price_is_what_goes_into_it(run):
    chains = run.record.chains
    for _, rows in chains[~chains["seller"].isin([ABROAD, MATERIALS])].groupby(["year", "industry", "seller"]):
        price = rows["money"].sum() / rows["units"].sum()
        one = rows.iloc[0]
        parts = ("labour_per_unit", "parts_per_unit", "materials_per_unit", "margin_per_unit")
        assert sum(one[name] for name in parts) == pytest.approx(price)
        assert (rows["price"] == rows["money"] / rows["units"]).all()


def test_hours_of_a_unit_add_up_to_the_hours_worked(run):
    series, found = run.record.series, 0.0
    for industry in Industry:
        for name in NAMES:
            rows = run.link(FIRST, industry=industry.name.lower(), seller=name)
            found += rows["hours_per_unit"].iloc[0] * rows["units"].sum()
    nation = series[(series["year"] == FIRST) & (series["group"] == "nation")]
    year = nation.pivot(index="index", columns="indicator", values="value")
    assert found == pytest.approx((year["employment"] * year["hours_week"]).sum() / 40 * standard_hours(run), rel=1e-6)


def standard_hours(run: Watched) -> float:
    return float(run.model.state.nation.standard_hours[0])


def test_bills_held_back_are_days_on_links_and_none_elsewhere(run):
    for year in (FIRST, LATER):
        owed = run.total(year, "owed")
        for industry in Industry:
            for tier in range(1, len(NAMES)):
                one = run.link(year, industry=industry.name.lower(), buyer=NAMES[tier - 1], seller=NAMES[tier])
                days = owed[market_of(industry, tier)] / one["money"].iloc[0] * 365 / 12
                assert one["days_until_paid"].iloc[0] == pytest.approx(days)
    assert (run.link(FIRST, buyer=FINAL)["days_until_paid"] == 0.0).all()
    assert run.record.chains["days_until_paid"].max() > 0.0


def test_every_quantity_and_indicator_says_what_it_is(run):
    assert list(run.record.chains.columns) == ["seed", "year", "industry", "buyer", "seller", *QUANTITIES]
    for entry in (*CITY_INDICATORS.values(), *QUANTITIES.values()):
        assert entry.unit
        assert len(entry.meaning) > 3
