"""Do the sums from which policy accounts are made add up to the accounts of the month?"""

from __future__ import annotations

import numpy as np
import pytest

from segsim.indicators import measure
from segsim.indicators.groups import TIER_GROUPS
from segsim.runs.api import make_model
from segsim.state import SECTORS
from segsim.state.codes import Tier
from segsim.state.money import money_of


@pytest.fixture(scope="module")
def model():
    found = make_model(["world=toy", "time.end=2006-06", "time.burn_in=3"], seed=3)
    found.run_for(8)
    return found


def test_profit_of_the_tiers_is_all_profit(model):
    names = [f"profit:{tier}" for tier in TIER_GROUPS]
    found = measure(model.state, "profit", *names)
    firms = model.state.firms
    assert sum(found[name] for name in names) == pytest.approx(found["profit"])
    leads = np.nansum(firms.profit[firms.tier == Tier.LEAD])
    assert found["profit:lead"] == pytest.approx(float(leads))
    assert found["profit:lead"] != pytest.approx(found["profit"])


@pytest.mark.parametrize(
    ("name", "sector", "spent"), [("city_income", "cities", "services"), ("centre_income", "centre", "")]
)
def test_income_is_what_the_money_of_the_sector_changed_by_before_spending(model, name, sector, spent):
    sectors, at = model.state.sectors, SECTORS.index(sector)
    change = money_of(model.state)[at] - sectors.opening[at]
    spending = getattr(sectors, spent)[at] if spent else 0.0
    assert measure(model.state, name)[name] == pytest.approx(change - spending)
    assert measure(model.state, name)[name] > 0.0
