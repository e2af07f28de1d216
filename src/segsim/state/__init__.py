"""What exists: the tables of one run, and the one way in which money moves between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import blake2b

import numpy as np

from segsim.plumbing.tables import Table
from segsim.state.cities import Cities
from segsim.state.codes import Industry
from segsim.state.firms import Firms
from segsim.state.markets import Markets
from segsim.state.nation import Nation
from segsim.state.places import Places
from segsim.state.sectors import MATRIX_ROWS, SECTORS, Sectors
from segsim.state.workers import Workers

__all__ = ["SECTORS", "TABLES", "Cities", "Firms", "Markets", "Nation", "Places", "Sectors", "State", "Workers"]

TABLES: tuple[type[Table], ...] = (Workers, Firms, Cities, Places, Markets, Nation, Sectors)


@dataclass
class State:
    """All tables of one run."""

    workers: Workers
    firms: Firms
    cities: Cities
    places: Places
    markets: Markets
    nation: Nation
    sectors: Sectors

    @classmethod
    def empty(cls, workers: int, firms: int, cities: int) -> State:
        """Empty tables of the given sizes; `cities` counts the rural reservoir."""
        places = Places(len(Industry) * cities)
        return cls(Workers(workers), Firms(firms), Cities(cities), places, Markets(8), Nation(1), Sectors(MATRIX_ROWS))

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Each table with its name."""
        for entry in fields(self):
            yield entry.name, getattr(self, entry.name)

    def hash(self) -> str:
        """blake2b of every column by sorted path: two runs with the same hash are the same to the bit, wherever a
        column stands in its file.
        """
        digest = blake2b(digest_size=16)
        columns = [pair for _, table in self.tables() for pair in table.arrays()]
        for column, array in sorted(columns, key=lambda pair: pair[0].path):
            digest.update(column.path.encode())
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()
