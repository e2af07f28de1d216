"""What firms buy from the tier below, by hand."""

import numpy as np

from segsim.rules.chain import parts_cost, tier_below
from segsim.state.codes import Industry, Tier, market_of


def test_parts_come_from_the_next_tier_of_the_same_industry():
    lead = market_of(Industry.IT, Tier.LEAD)
    assert tier_below(lead, 8) == market_of(Industry.IT, Tier.FIRST)
    assert tier_below(market_of(Industry.IT, Tier.THIRD), 8) < 8


def test_who_needs_no_parts_pays_for_none():
    price = np.full(8, np.nan)
    price[1] = 2.0
    assert parts_cost(np.array([0.5, 0.0, np.nan]), np.array([0, 7, 3]), price).tolist() == [1.0, 0.0, 0.0]
