"""Which cities are there, whose minimum wage does each follow, and which kinds of firm stand in it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from segsim.evidence.loader import FOLDER, Row, minimum_wages, read_rows
from segsim.plumbing.errors import unknown
from segsim.state.codes import Region

BUILT_IN = FOLDER / "cities.csv"
KINDS = ("auto_core", "auto_supplier", "it_contract", "it_component", "it_brand")
COLUMNS = ("city", "region", "province", "area", "minimum_wage_series", "minimum_wage_ratio", *KINDS, "comment")
REGIONS = {region.name.lower().replace("_", " "): region for region in Region if region != Region.RURAL}
RURAL = "rural"  # name of the reservoir, which stands in the last row of the state and in no file


@dataclass(frozen=True)
class Follow:
    """A series of dated minimum wages that a city follows from a month on."""

    since: tuple[int, int]  # year and month; (0, 1): from the beginning
    series: str  # region|group in the evidence


@dataclass(frozen=True)
class City:
    """One city of the world. Shares are of the firms of a kind in the country; over all cities they sum to about 1."""

    name: str
    region: Region
    province: str
    area: str  # cities of one area lie near each other
    minimum_wage: tuple[Follow, ...]  # in order of date
    minimum_wage_ratio: float  # the city's rate over that of the series it follows
    auto_core: float  # car assemblers and their first tier
    auto_supplier: float  # second and third tier
    it_contract: float  # contract manufacturers
    it_component: float  # component makers
    it_brand: float  # domestic brands
    comment: str


def _follows(row: Row, cities: dict[str, City]) -> tuple[Follow, ...]:
    """`city`, `region|group`, or several of the latter with the month of change between: `A > 2010-07 > B`."""
    column, known = "minimum_wage_series", minimum_wages()
    text = row.word(column)
    if text in cities:
        return cities[text].minimum_wage
    names, dates = [], [(0, 1)]
    for place, part in enumerate(re.split(r"\s+>\s+", text)):
        if place % 2 == 0:
            if part not in known:
                raise row.error(column, str(unknown("city or series", part, [*cities, *known])))
            names.append(part)
        elif not (match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", part)):
            raise row.error(column, f"{part!r} is not a month written as 2010-07")
        else:
            dates.append((int(match[1]), int(match[2])))
    if len(names) != len(dates) or dates != sorted(set(dates)):
        raise row.error(column, "series and months of change must alternate, months rising: A > 2010-07 > B")
    return tuple(Follow(since, series) for since, series in zip(dates, names, strict=True))


def _share(row: Row, column: str) -> float:
    share = row.number(column)
    if not 0 <= share <= 1:
        raise row.error(column, f"{share:g} is outside 0 to 1 (share of the country's firms of this kind)")
    return share


def _city(row: Row, cities: dict[str, City]) -> City:
    name, ratio = row.word("city"), row.number("minimum_wage_ratio")
    if name in cities or name == RURAL:
        raise row.error("city", f"{name!r} is taken")
    if not 0.1 <= ratio <= 10:
        raise row.error("minimum_wage_ratio", f"{ratio:g} is outside 0.1 to 10")
    return City(
        name=name,
        region=REGIONS[row.choice("region", REGIONS)],
        province=row.word("province"),
        area=row.word("area"),
        minimum_wage=_follows(row, cities),
        minimum_wage_ratio=ratio,
        **{kind: _share(row, kind) for kind in KINDS},
        comment=row.cells["comment"].strip(),
    )


def read_cities(extra: str | None = None) -> list[City]:
    """The built-in cities, then those of a user's own CSV file with the same columns.

    The built-in rows stand in such an order that the first four have every kind of firm: a toy world takes the head.
    """
    cities: dict[str, City] = {}
    for path in [BUILT_IN] + ([Path(extra)] if extra else []):
        for row in read_rows(path, COLUMNS):
            city = _city(row, cities)
            cities[city.name] = city
    return list(cities.values())
