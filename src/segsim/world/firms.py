"""Which firms are there in the first month: market, place, owner, ties, buyer, and how large is each?

Sizes are lognormal within a market. What is dealt out beside size (place, owner, ties, detection multiplier,
productivity, critical parts) is dealt evenly over sizes: a seed differs from another in who has what, hardly in how
many jobs have it.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np

from segsim.plumbing.streams import normals, stream_key
from segsim.state import Firms, State
from segsim.state.codes import TIERS, Industry, Tier, market_of
from segsim.world.chains import Chains
from segsim.world.cities import City
from segsim.world.draws import apportion, even_draws, random_draw
from segsim.world.makers import CHINESE_BADGE, assign_brands, first_sizes
from segsim.world.owners import share_out
from segsim.world.size import World

FIRST_UNMEASURED = 0.4  # share of firms with the unmeasured practice at the start, near where it settles; assumed
# Mean ties to officials by owner: joint venture, overseas Chinese, private, state. They vary within an owner, so that a
# tie is not another name for one.
_TIES = np.array([0.5, 0.25, 0.2, 0.6])  # assumed; the order from Lüthje and McNally 2015
_KINDS = (
    "auto_core",
    "auto_core",
    "auto_supplier",
    "auto_supplier",
    "it_brand",
    "it_contract",
    "it_component",
    "it_component",
)


def place_firms(
    state: State, world: World, chains: Chains, cities: list[City], brands: Any, seed: int
) -> np.ndarray:  # fmt: skip
    """Give every firm its market, place, owner, ties, detection multiplier and buyer; sizes, shape (firms,)."""
    firms = state.firms
    firms.market[:] = np.repeat(np.arange(8), apportion(chains.firms, world.firms, least=1))
    firms.industry[:], firms.tier[:] = firms.market // TIERS, firms.market % TIERS
    firms.alive[:] = True
    firms.born[:] = -1
    assign_brands(firms, chains, random_draw(seed, "brand", firms.rows))
    size = np.exp(world.firm_size_sd * normals(stream_key(seed, "world/size", 0), firms.rows))
    size = first_sizes(firms, size, float(np.exp(brands.price_elasticity * brands.foreign_preference)))
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        # Neighbours stand in neighbouring rows, so that a pass over the workers of a city finds their firms close
        # together in memory. Cities get their share of jobs, not of firms.
        place = (np.cumsum(size[rows]) - 0.5 * size[rows]) / size[rows].sum()
        weights = np.array([getattr(city, _KINDS[market]) for city in cities], dtype=float)
        weights = weights if weights.sum() > 0 else np.ones(len(cities))
        edges = np.cumsum(weights) / weights.sum()
        firms.city[rows] = np.searchsorted(edges, place).clip(0, len(cities) - 1)
        owner = even_draws(seed, "owner", rows, size)
        is_joint = np.full(rows.size, market < TIERS and (market % TIERS) <= Tier.FIRST)
        is_joint &= (owner < world.joint_ventures) & ~np.isin(firms.brand[rows], CHINESE_BADGE)
        share_out(firms, chains, rows, owner, is_joint, size, seed)
        firms.connection[rows] = even_draws(seed, "ties", rows, size) ** (1.0 / _TIES[firms.owner[rows]] - 1.0)
        multiplier = world.detection_sd * normal_quantile(even_draws(seed, "detection", rows, size))
        firms.detection_multiplier[rows] = np.exp(multiplier)
        critical = market == market_of(Industry.AUTO, Tier.FIRST)
        firms.criticality[rows] = even_draws(seed, "critical", rows, size) if critical else 1.0
    firms.unmeasured_practice[:] = random_draw(seed, "quiet", firms.rows) < FIRST_UNMEASURED
    _link_buyers(firms, size, seed)
    return size


def _link_buyers(firms: Firms, size: np.ndarray, seed: int) -> None:
    """Suppliers find a principal buyer in the tier above, in proportion to its size."""
    for market in range(8):
        rows = np.flatnonzero(firms.market == market)
        above = np.flatnonzero(firms.market == market - 1)
        if market % TIERS and above.size:
            edges = np.cumsum(size[above]) / size[above].sum()
            place = even_draws(seed, "buyer", rows, size)
            firms.buyer[rows] = above[np.searchsorted(edges, place).clip(0, above.size - 1)]


def normal_quantile(share: np.ndarray) -> np.ndarray:
    """Inverse of the standard normal distribution function, by the standard library; shape as `share`."""
    normal = NormalDist()
    return np.array([normal.inv_cdf(float(value)) for value in share])
