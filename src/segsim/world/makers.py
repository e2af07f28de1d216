"""Under whose name does each firm sell in the first month, and how large are the private car makers?"""

from __future__ import annotations

import numpy as np

from segsim.state import Firms
from segsim.state.codes import Brand, Industry, Tier, market_of
from segsim.world.chains import Chains

CARS = market_of(Industry.AUTO, Tier.LEAD)
CHINESE_BADGE = (Brand.INDEPENDENT, Brand.NEW_ENERGY)
NEW_ENERGY_SHARE = 0.34  # of independents, at least one where there are two; assumed


def assign_brands(firms: Firms, chains: Chains, random_draw: np.ndarray) -> None:
    """Car makers are joint ventures but for a share of independents, drawn by lot; electronics is one brand a tier."""
    electronics = market_of(Industry.IT, Tier.LEAD)
    firms.brand[:] = Brand.NONE
    firms.brand[firms.market == electronics] = Brand.CHINESE
    firms.brand[firms.market == market_of(Industry.IT, Tier.FIRST)] = Brand.FOREIGN
    makers = np.flatnonzero(firms.market == CARS)
    drawn = makers[np.argsort(random_draw[makers], kind="stable")]
    independents = min(round(chains.independent[CARS] * makers.size), makers.size - 1)
    new_energy = max(round(NEW_ENERGY_SHARE * independents), 1) if independents > 1 else 0
    firms.brand[drawn] = Brand.JOINT_VENTURE
    firms.brand[drawn[:independents]] = Brand.INDEPENDENT
    firms.brand[drawn[:new_energy]] = Brand.NEW_ENERGY


def first_sizes(firms: Firms, size: np.ndarray, foreign_odds: float) -> np.ndarray:
    """Sizes of firms with those of independents scaled to what buyers want of Chinese badges; shape (firms,)."""
    chinese = np.isin(firms.brand, CHINESE_BADGE)
    foreign = firms.brand == Brand.JOINT_VENTURE
    if not (chinese.any() and foreign.any()):
        return size
    return np.where(chinese, size * size[foreign].sum() / (size[chinese].sum() * foreign_odds), size)
