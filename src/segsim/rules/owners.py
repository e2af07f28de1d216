"""Which owners has the state a hand in, and how mixed is the capital of a firm?"""

from __future__ import annotations

import numpy as np

from segsim.state.codes import STATE_LINKED, Owner

HALF = 0.5  # of the capital, from which the state has a hand in a firm: with equal halves it names the chair; assumed
JOINT = 0.25  # foreign share of the capital from which a firm is a joint venture: its law of 1979, article 4 (recalled)


def is_state_linked(owner: np.ndarray) -> np.ndarray:
    """Joint ventures and state firms, flag; shape as `owner`, which holds codes.Owner.

    As registered, which is by `registered_owner`: the state has a hand in them. Source: claim of Lüthje and McNally
    2015, that joint ventures with state groups belong to the state's own sector.
    """
    return (owner == STATE_LINKED[0]) | (owner == STATE_LINKED[1])


def has_state_hand(by_state: np.ndarray) -> np.ndarray:
    """Firms that the state has a hand in, flag; shape as `by_state`, its share of their capital, 0 to 1.

    It holds half or more: equal halves with a foreign group count as the state's. Source: as of `is_state_linked`.
    """
    return by_state >= HALF


def registered_owner(by_state: np.ndarray, foreign: np.ndarray, overseas_chinese: np.ndarray) -> np.ndarray:
    """How a firm is registered, codes.Owner; shape as the shares of capital, 0 to 1, that each kind of owner holds.

    Where the state has a hand, a joint venture from JOINT foreign capital on, else a state firm; else of overseas
    Chinese from half on, else private. Source: article 4 of the law on joint ventures (recalled).
    """
    apart = np.where(overseas_chinese >= HALF, Owner.OVERSEAS_CHINESE, Owner.PRIVATE)
    linked = np.where(foreign >= JOINT, Owner.JOINT_VENTURE, Owner.STATE)
    return np.where(has_state_hand(by_state), linked, apart)


def hybridity(*shares: np.ndarray) -> np.ndarray:
    """Chance that two yuan of a firm's capital belong to different kinds of owner, 0 to 1; shape as one of `shares`.

    1 - sum s^2 over the shares, which sum to one: 0 with one kind of owner, .5 with equal halves. Source: index of
    Simpson 1949 (recalled); hybrid capital as what tells network capitalism: McNally 2012 (recalled).
    """
    return 1.0 - np.sum([np.square(share, dtype=float) for share in shares], axis=0)
