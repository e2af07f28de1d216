"""Made-up years of cells, cities and chains, in the form in which the recorder writes them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from made_up_values import values
from segsim.analysis.palette import DEPRIVED, REGIMES

REGIONS = ("auto_core", "auto_periphery", "it_coast", "it_periphery", "inland", "all")
INDUSTRIES, TIERS, HUKOU = ("auto", "it", "all"), ("lead", "first", "second", "third", "all"), ("rural", "urban", "all")
AXES = {"region": REGIONS, "industry": INDUSTRIES, "tier": TIERS, "hukou": HUKOU}
# Cells in which too few work: they are missing.
TOO_FEW = {("auto_periphery", "it", "lead"), ("it_periphery", "auto", "lead"), ("it_coast", "auto", "first")}
CELL_UNITS = {
    "earnings": "yuan/month", "base_over_minimum": "ratio", "hours_week": "hours/week", "share_over_cap": "share",
    "employment": "workers", "value_added": "yuan/year", "strikes": "strikes/month", "contract_share": "share",
}  # fmt: skip
CITIES = {
    "Changchun": "auto_core", "Beijing": "auto_periphery", "Zhengzhou": "inland", "Nanjing": "it_periphery",
    "Chengdu": "inland", "Chongqing": "inland", "Wuhan": "auto_core", "Suzhou": "it_coast", "Shanghai": "auto_core",
    "Foshan": "it_periphery", "Guangzhou": "auto_core", "Dongguan": "it_coast", "Shenzhen": "it_coast",
}  # fmt: skip
CITY_UNITS = {
    "jobs": "jobs", "unemployment": "share of labour force", "pay": "yuan/month", "pay_over_minimum": "ratio",
    "minimum_wage": "yuan/month", "enforcement_effort": "ratio", "inspected": "share", "under_minimum": "share",
    "overtime_unpaid": "share", "insurance_evaded": "share", "strikes": "strikes/month", "injuries": "jobs",
    "pollution": "index", "rent": "yuan/month", "output": "yuan/year", "budget": "yuan/year", "tax_rebate": "share",
    "land_discount": "share", "jobs_pocket": "share", "jobs_despotism": "share", "multiply_deprived": "share",
    "plants": "firms/month", "plants_in": "ratio", "plants_out": "ratio",
    "plants_opened": "ratio", "plants_failed": "ratio",
}  # fmt: skip
LINK_UNITS = {
    "money": "yuan/year of a link", "units": "units of a link", "price": "ratio", "hours_per_unit": "hours/unit",
    "pay_per_hour": "yuan/hour", "labour_per_unit": "share", "parts_per_unit": "share", "materials_per_unit": "share",
    "margin_per_unit": "share", "days_until_paid": "days",
}  # fmt: skip
ONLY_MONEY = ("money", "units", "price")  # all that is known of goods that come from abroad


def cells_frame(seeds: Sequence[int], effect: float, last: int) -> pd.DataFrame:
    """Years of every cell, with all that growth is read out of, and shares of jobs by regime."""
    cells = [
        cell
        for cell in itertools.product(REGIONS, INDUSTRIES, TIERS, HUKOU)
        if cell[0] == "all" or not (cell[1] == "all" and cell[3] != "all")
    ]
    years = np.arange(2006, last + 1)
    frames = _components(seeds, effect, years)
    for name, unit in CELL_UNITS.items():
        found = values([(f"{name} {' '.join(cell)}", unit) for cell in cells], seeds, effect, years + 0.5)
        frames.append(_long(found, seeds, years, cells, name))
    frame = pd.concat(frames, ignore_index=True)
    frame["indicator"] = frame["indicator"].astype("category")
    return frame


def cities_frame(seeds: Sequence[int], effect: float, last: int) -> pd.DataFrame:
    """Years of every city: seed, year, city, region, indicator, value."""
    years = np.arange(2006, last + 1)
    both = list(itertools.product(CITY_UNITS, CITIES))
    found = values([(f"{name} {city}", CITY_UNITS[name]) for name, city in both], seeds, effect, years + 0.5)
    seed, number, year = np.indices(found.shape).reshape(3, -1)
    frame = pd.DataFrame({"seed": np.array(seeds, dtype=np.int64)[seed], "year": years[year]})
    frame["city"] = pd.Categorical.from_codes(number % len(CITIES), list(CITIES))
    regions = list(dict.fromkeys(CITIES.values()))
    of_city = np.array([regions.index(region) for region in CITIES.values()])
    frame["region"] = pd.Categorical.from_codes(of_city[number % len(CITIES)], regions)
    frame["indicator"] = pd.Categorical.from_codes(number // len(CITIES), list(CITY_UNITS))
    frame["value"] = found.ravel()
    return frame


def links() -> list[tuple[str, str, str]]:
    """Industry, buyer and seller of every link: final buyers, tier below tier, goods from abroad, materials."""
    tiers = TIERS[:-1]
    found = []
    for industry in INDUSTRIES[:-1]:
        found += [(industry, "final", tier) for tier in tiers[:2]]
        found += [(industry, above, below) for above, below in itertools.pairwise(tiers)]
        found += [(industry, above, "abroad") for above in tiers[:-1]]
        found += [(industry, tier, "materials") for tier in tiers]
    return found


def chains_frame(seeds: Sequence[int], effect: float, last: int) -> pd.DataFrame:
    """Years of every link: seed, year, industry, buyer, seller and its quantities."""
    years = np.arange(2006, last + 1)
    both = list(itertools.product(links(), LINK_UNITS))
    named = [(f"{name} {' '.join(link)}", LINK_UNITS[name]) for link, name in both]
    found = values(named, seeds, effect, years + 0.5).reshape(len(seeds), len(links()), len(LINK_UNITS), years.size)
    seed, link, year = np.indices((len(seeds), len(links()), years.size)).reshape(3, -1)
    frame = pd.DataFrame({"seed": np.array(seeds, dtype=np.int64)[seed], "year": years[year]})
    for at, name in enumerate(("industry", "buyer", "seller")):
        frame[name] = [links()[number][at] for number in link]
    for at, name in enumerate(LINK_UNITS):
        known = {"abroad": ONLY_MONEY, "materials": ("money",)}
        has = np.array([name in known.get(seller, LINK_UNITS) for _, _, seller in links()])
        frame[name] = np.where(has[link], found[seed, link, at, year], np.nan)
    frame.loc[frame["buyer"] == "final", "days_until_paid"] = 0.0  # final buyers pay at once
    return frame


def _components(seeds: Sequence[int], effect: float, years: np.ndarray) -> list[pd.DataFrame]:
    """What growth is read out of, beside CELL_UNITS, and the shares of jobs by regime with H.

    For region x industry x tier and their margins.
    """
    cells = [(*cell, "all") for cell in itertools.product(REGIONS, INDUSTRIES, TIERS)]

    def drawn(name: str, unit: str) -> np.ndarray:
        return values([(f"{name} {' '.join(cell)}", unit) for cell in cells], seeds, effect, years + 0.5)

    employment = drawn("employment", "workers")
    found = {
        "value_added_volume": 9e4 * employment * drawn("value a head", "ratio"),
        "capital": 2e5 * employment,
        "hours": 200.0 * employment,
    } | shares_of(np.stack([drawn(name, "share") for name in REGIMES]))
    return [_long(array, seeds, years, cells, name) for name, array in found.items()]


def shares_of(drawn: np.ndarray) -> dict[str, np.ndarray]:
    """Shares of jobs by regime that add to 1, out of positive numbers (the first axis), and H with them."""
    shares = dict(zip(REGIMES, drawn**2 / (drawn**2).sum(axis=0), strict=True))
    return shares | {DEPRIVED: shares["jobs_low_road"] + shares["jobs_despotism"]}


def _long(
    found: np.ndarray, seeds: Sequence[int], years: np.ndarray, cells: Sequence[tuple[str, ...]], name: str
) -> pd.DataFrame:
    seed, cell, year = np.indices(found.shape).reshape(3, -1)
    frame = pd.DataFrame({"seed": np.array(seeds, dtype=np.int64)[seed], "year": years[year]})
    for at, (axis, words) in enumerate(AXES.items()):
        codes = np.array([words.index(one[at]) for one in cells])
        frame[axis] = pd.Categorical.from_codes(codes[cell], list(words))
    few = np.array([one[:3] in TOO_FEW for one in cells])[cell]
    frame["indicator"] = name
    frame["value"] = np.where(few, np.nan, found.ravel())
    frame["agents"], frame["firms"] = np.where(few, 12.0, 240.0), np.where(few, 2.0, 18.0)
    return frame
