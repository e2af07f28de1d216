"""Where does the tile of each city stand on a map of equal squares? Roughly as on a map of China.

The built-in cities have their places in evidence/city_tiles.csv. A city of the user's own stands at the free square
that is nearest to the other cities of its region; further rows are begun where the map is full.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from segsim.evidence.loader import FOLDER, read_rows

FILE, COLUMNS = FOLDER / "city_tiles.csv", ("city", "column", "row", "source")
WIDTH = 5  # squares from west to east
KEPT_FREE = frozenset({(0, 0), (1, 0), (2, 0)})  # for the key of the map


@cache
def known() -> dict[str, tuple[int, int]]:
    """Column and row of the tile of each built-in city."""
    return {
        row.word("city"): (row.whole("column", 0, WIDTH - 1), row.whole("row", 0, 99))
        for row in read_rows(FILE, COLUMNS)
        if row.word("source")
    }


def tiles(regions: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Column and row of the tile of each city, from the city's name and its region; no two share a square."""
    placed = {city: known()[city] for city in regions if city in known()}
    for city, region in regions.items():
        if city not in placed:
            near = [placed[other] for other in placed if regions[other] == region] or list(placed.values())
            placed[city] = _nearest_free(near, {*placed.values(), *known().values(), *KEPT_FREE})
    return {city: placed[city] for city in regions}


def _nearest_free(near: list[tuple[int, int]], taken: set[tuple[int, int]]) -> tuple[int, int]:
    """The free square nearest to the middle of the given ones; the map grows downwards as it fills."""
    rows = 2 + max(row for _, row in taken)
    middle = [sum(place) / len(near) for place in zip(*near, strict=True)] if near else [(WIDTH - 1) / 2, 1.0]
    free = [(column, row) for row in range(rows) for column in range(WIDTH) if (column, row) not in taken]
    return min(free, key=lambda square: ((square[0] - middle[0]) ** 2 + (square[1] - middle[1]) ** 2, square))
