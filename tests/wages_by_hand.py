"""Firms whose pay a reader can follow: their hours are worth what a case says, and one rule at a time moves it."""

from __future__ import annotations

from dataclasses import replace

from hand_made import STANDARD, hand_state
from segsim.mechanisms.wages import Params

# Nothing but the rule under test moves a wage.
STILL = replace(
    Params(), revision_rate=0.0, fall=0.0, rent_sharing=0.0, bonus_share=0.0, minimum_premium=0.0, relativity_level=1.0
)
AT_ONCE = replace(STILL, revision_rate=1.0)


def firms_that_pay(*offers: float, mrpl: float = 20.0, employment: int = 10):
    """Suppliers whose hour is worth `mrpl` yuan, with no vacancy unfilled, under a minimum wage of 5 yuan an hour."""
    state = hand_state(firms=len(offers))
    state.firms.wage_offer[:] = offers
    state.firms.productivity[:] = mrpl  # a unit sells at a yuan, with no parts or materials in it
    state.firms.employment[:] = employment
    state.cities.market_wage[:] = 10.0
    state.cities.minimum_wage[:] = 5.0 * STANDARD
    state.cities.unemployment_trend[:] = 0.05
    return state
