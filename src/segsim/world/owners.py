"""Whose capital is in each firm of the first month?

Joint ventures are halves of a state and a foreign group; plants of overseas Chinese and of private owners belong to
them alone. Capital of Chinese brands of electronics is mixed: parts are broken off one after the other (stick
breaking), each with a power of a uniform number that has the wanted mean, so that few brands have most of what the
state holds. Registration follows from the shares.
"""

from __future__ import annotations

import numpy as np

from segsim.rules.owners import has_state_hand
from segsim.state import Firms
from segsim.state.codes import Brand, Owner
from segsim.world.chains import Chains
from segsim.world.draws import even_draws

FOREIGN = 0.10 / 0.75  # of what the state does not hold in a Chinese brand; assumed, as listed brands mix it (recalled)
OVERSEAS_CHINESE = 0.20 / 0.65  # of what is left after that; assumed: .20 beside .45 of private owners
JOINT = 0.25  # foreign share of the capital from which a firm is a joint venture: its law of 1979, article 4 (recalled)
HALF = 0.5  # of the capital, from which overseas Chinese are who a firm is registered with; assumed


def share_out(firms: Firms, chains: Chains, rows: np.ndarray, owner: np.ndarray, is_joint: np.ndarray,
              size: np.ndarray, seed: int) -> None:  # fmt: skip
    """Shares of capital and registration of the firms of one market, by `owner`, a uniform number each.

    is_joint: joint ventures; `owner` and it have the shape of `rows`, size that of (firms,).
    """
    market = firms.market[rows[0]]
    overseas = (owner < chains.overseas_chinese[market]) * 1.0
    by_state, foreign = np.zeros((2, rows.size))
    if (firms.brand[rows] == Brand.CHINESE).all():
        by_state = broken_off(owner, chains.state[market])
        foreign = (1.0 - by_state) * broken_off(even_draws(seed, "foreign_capital", rows, size), FOREIGN)
        left = 1.0 - by_state - foreign
        overseas = left * broken_off(even_draws(seed, "overseas_capital", rows, size), OVERSEAS_CHINESE)
    by_state, foreign, overseas = (
        np.where(is_joint, joint, share) for joint, share in ((0.5, by_state), (0.5, foreign), (0.0, overseas))
    )
    firms.held_by_state[rows], firms.held_by_foreigners[rows] = by_state, foreign
    firms.held_by_overseas_chinese[rows] = overseas
    firms.held_privately[rows] = 1.0 - by_state - foreign - overseas
    # From the columns: what is half must be half of the narrow numbers, too.
    firms.owner[rows] = registered_owner(
        firms.held_by_state[rows], firms.held_by_foreigners[rows], firms.held_by_overseas_chinese[rows]
    )


def broken_off(uniform: np.ndarray, mean: float) -> np.ndarray:
    """Part of what is left that one kind of owner has: u^(1/m - 1), with mean m; 0 for a mean of 0. Shape as `uniform`.

    A beta distribution with parameters m / (1 - m) and 1.
    """
    return uniform ** (1.0 / mean - 1.0) if mean > 0.0 else np.zeros_like(uniform)


def registered_owner(by_state: np.ndarray, foreign: np.ndarray, overseas_chinese: np.ndarray) -> np.ndarray:
    """How a firm is registered, codes.Owner; shape as the shares of capital, 0 to 1, that each kind of owner holds.

    Where the state has a hand, a joint venture from JOINT foreign capital on, else a state firm; else of overseas
    Chinese from half on, else private.
    """
    apart = np.where(overseas_chinese >= HALF, Owner.OVERSEAS_CHINESE, Owner.PRIVATE)
    linked = np.where(foreign >= JOINT, Owner.JOINT_VENTURE, Owner.STATE)
    return np.where(has_state_hand(by_state), linked, apart)
