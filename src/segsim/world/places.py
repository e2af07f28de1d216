"""What sets the first cities apart for plants: sites, what their governments offer, and what a move would cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from segsim.plumbing.streams import normals, stream_key
from segsim.state import State
from segsim.state.codes import Industry, Region
from segsim.state.places import by_industry
from segsim.world.cities import City
from segsim.world.size import World

LEAST_SITES = 0.02  # share of an industry's sites that a city has where none of its plants stands yet; assumed
# What local governments offer at the start, relative to the mean over jobs, which stays where the columns start: inland
# and in the peripheries they enforce less and give more. Order from Lüthje and McNally 2015, sizes assumed.
_OF_REGION = {  # assumed
    "enforcement_effort": {
        Region.AUTO_CORE: 1.2, Region.AUTO_PERIPHERY: 1.0, Region.IT_COAST: 1.1, Region.IT_PERIPHERY: 0.85,
        Region.INLAND: 0.8,
    },
    "tax_rebate": {
        Region.AUTO_CORE: 0.7, Region.AUTO_PERIPHERY: 1.0, Region.IT_COAST: 0.8, Region.IT_PERIPHERY: 1.1,
        Region.INLAND: 1.6,
    },
    "land_discount": {
        Region.AUTO_CORE: 0.6, Region.AUTO_PERIPHERY: 1.1, Region.IT_COAST: 0.6, Region.IT_PERIPHERY: 1.2,
        Region.INLAND: 1.8,
    },
}  # fmt: skip


def differentiate_places(state: State, cities: Sequence[City], world: World, seed: int) -> None:
    """Fill what plants weigh between cities, when firms and first instruments stand."""
    table, firms = state.cities, state.firms
    areas = {name: code for code, name in enumerate(dict.fromkeys(city.area for city in cities))}
    table.area[:-1] = [areas[city.area] for city in cities]
    table.area[-1] = -1
    places = state.places
    places.industry[:], places.city[:] = np.divmod(np.arange(places.rows), table.rows)
    by_industry(places.sites)[:] = [_sites(state, industry) for industry in Industry]
    capital = state.markets.capital_per_unit[firms.market]
    bound = (capital / np.average(capital, weights=firms.expected_demand)) ** world.moving_cost_elasticity
    random_draw = np.exp(world.moving_cost_sd * normals(stream_key(seed, "world/moving", 0), firms.rows))
    firms.moving_cost[:] = world.moving_cost * bound * random_draw
    if not world.equal_tiers:  # where a tier stands would distinguish it from another
        _spread_offers(state)


def _sites(state: State, industry: Industry) -> np.ndarray:
    """Share of the industry's plants in each city, none in the countryside; shape (cities,)."""
    firms = state.firms
    plants = np.bincount(firms.city[firms.industry == industry], minlength=state.cities.rows).astype(float)
    share = np.maximum(plants / max(plants.sum(), 1.0), LEAST_SITES)
    share[-1] = 0.0
    return share / share.sum()


def _spread_offers(state: State) -> None:
    """Scale each instrument by region, so that its mean over jobs stays as it was."""
    cities = state.cities
    jobs = np.bincount(state.firms.city, weights=state.firms.employment, minlength=cities.rows)[:-1]
    for name, by_region in _OF_REGION.items():
        relative = np.array([by_region[Region(code)] for code in cities.region[:-1]])
        getattr(cities, name)[:-1] *= relative / np.average(relative, weights=jobs)
