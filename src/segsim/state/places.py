"""What is a place? One industry in one city: what its plants and their workers share."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, Table
from segsim.state.codes import Industry

f8 = np.float64


class Places(Table):
    """One row an industry and city (`place_of`): all cities of the first industry, then all of the second."""

    industry = Column(np.int8, "code", "trait", "0 auto, 1 IT", codes=Industry)
    city = Column(np.int16, "row", "trait", "which city", links_to="cities")
    sites = Column(f8, "share", "trait", "of the sites for plants of the industry: as these first stood")
    advantage = Column(f8, "ln profit", "state", "worth to plants that its prices have taken up", start=0.0)
    contagion = Column(f8, "strikes", "state", "won strikes per hundred firms, decaying", start=0.0)


def place_of(industry, city, cities: int):
    """Row of the `places` table for an industry and city (numbers or arrays); `cities` counts the countryside."""
    return industry * cities + city


def by_industry(values: np.ndarray) -> np.ndarray:
    """A column of places as one row an industry; shape (industries, cities), a view of the column."""
    return values.reshape(len(Industry), -1)
