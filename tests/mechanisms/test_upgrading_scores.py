"""Does every component, anchor and cut of upgrading count? Scores by hand, with all components and without each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segsim.analysis.classes import Values, classify, control, growth, industrial, order_of, social
from segsim.analysis.cutoffs import Cutoffs
from segsim.indicators import INDICATORS
from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.passes import AtWork
from segsim.indicators.regimes import Order, _linked_jobs, _state_jobs
from segsim.indicators.sums import EMPLOYMENT, FIRMS, Sum
from segsim.indicators.upgrading import _minimum_over_published
from segsim.state import Firms
from stored_years import CELL as AT
from stored_years import stored

CUTOFFS = Cutoffs(
    growth_low=0.0, growth_high=0.08, capital_low=1e4, capital_high=1e6, value_added_low=1e4, value_added_high=1e6,
    research_low=0.0, research_high=0.03, base_low=1.0, base_high=2.0, hours_long=60.0, hours_short=40.0,
    separations_high=0.04, separations_low=0.01, training_low=0.0, training_high=0.02,
)  # fmt: skip
SUMS = {
    "firms": FIRMS, "workers": AtWork.workers, "employment": EMPLOYMENT, "capital": CAPITAL,
    "real_value_added": REAL_VALUE_ADDED,
    "research": Sum(Firms.research), "sales": Sum(Firms.sales), "training": Sum(Firms.training),
    "wage_bill": Sum(Firms.wage_bill), "minimum_over_published": _minimum_over_published,
    "state_employment": _state_jobs, "linked_employment": _linked_jobs,
    **{name: getattr(AtWork, name) for name in (
        "base_over_minimum", "hours", "overtime", "under_base", "overtime_workers", "below_legal", "over_cap",
        "leavers", "workers_before", "contract", "pension",
    )},
}  # fmt: skip
YEAR = {
    "firms": 120.0, "workers": 1200.0, "employment": 1200.0,
    # Productivity grows by 2 %, a quarter of the way; capital is half-way, value added three quarters, research .1.
    "growth": 0.02, "capital": 1200.0 * 1e5, "real_value_added": 1200.0 * 10**5.5 / 12.0,
    "research": 0.3, "sales": 100.0,
    # Base pay 1.2 over the minimum, which is 1.25 of the published one; 50 hours a week; rules broken by a fifth, by
    # three fifths of those with overtime, by two fifths; 2.5 % leave; half have contracts, a fifth pensions.
    "base_over_minimum": 1440.0, "minimum_over_published": 1500.0, "hours": 1200.0 * 200.0, "overtime": 1200.0 * 40.0,
    "under_base": 240.0, "overtime_workers": 1200.0, "below_legal": 720.0, "over_cap": 480.0, "leavers": 30.0,
    "workers_before": 1200.0, "contract": 600.0, "pension": 240.0, "training": 1.0, "wage_bill": 100.0,
    # A tenth in state firms, six tenths of orders linked; control (.5 + .4) / 2.
    "state_employment": 120.0, "linked_employment": 720.0,
}  # fmt: skip


def two_years(**without: float) -> Values:
    """Stored components of a year and the one before it, in which productivity was lower by its growth."""
    entries = {**YEAR, **without}
    grown = entries.pop("growth")
    year = {SUMS[name]: value for name, value in entries.items()}
    return stored([year | {REAL_VALUE_ADDED: year[REAL_VALUE_ADDED] * np.exp(-grown)}, year])


def industry_of(values: Values, cutoffs: Cutoffs = CUTOFFS) -> np.ndarray:
    return industrial(values, growth(values, cutoffs)["growth_tfp"], cutoffs)


def orders_of(values: Values, cutoffs: Cutoffs = CUTOFFS) -> np.ndarray:
    return order_of(values["state_share"], values["linked_share"], control(values), cutoffs)


@pytest.mark.parametrize(
    ("without", "lost"),
    [({}, 0.0), ({"growth": 0.0}, 0.25), ({"capital": 1200.0 * 1e4}, 0.5), ({"research": 0.0}, 0.1),
     ({"real_value_added": 1200.0 * 1e4 / 12.0}, 0.75)],
    ids=str,
)  # fmt: skip
def test_industrial_upgrading_has_four_components(without, lost):
    assert industry_of(two_years(**without))[1, *AT] == pytest.approx((0.25 + 0.5 + 0.75 + 0.1 - lost) / 4.0)


@pytest.mark.parametrize(
    ("without", "change"),
    [
        ({}, 0.0),
        ({"base_over_minimum": 0.0}, -0.5),
        ({"minimum_over_published": 1200.0}, 0.2 - 0.5),  # 1.2 over the published one
        ({"overtime": 0.0}, 0.5),
        ({"under_base": 0.0}, 0.2 / 3.0),
        ({"below_legal": 0.0}, 0.6 / 3.0),
        ({"overtime_workers": 0.0, "below_legal": 0.0}, 0.6 / 3.0),  # nobody works overtime: nobody is paid less
        ({"over_cap": 0.0}, 0.4 / 3.0),
        ({"leavers": 60.0}, -0.5),
        ({"contract": 0.0}, -0.25),
        ({"pension": 0.0}, -0.1),
        ({"training": 0.0}, -0.5),
    ],
    ids=str,
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_social_upgrading_has_six_components(without, change):
    whole = 0.5 + 0.5 + 0.6 + 0.5 + 0.35 + 0.5
    assert social(two_years(**without), CUTOFFS)[1, *AT] == pytest.approx((whole + change) / 6.0)


@pytest.mark.parametrize(
    ("without", "order"),
    [
        ({}, Order.NETWORK_CAPITALISM),
        ({"contract": 300.0}, Order.DESPOTIC_ORDER),  # control (.75 + .4) / 2
        ({"over_cap": 720.0}, Order.DESPOTIC_ORDER),  # control (.5 + .6) / 2
        ({"linked_employment": 480.0}, Order.DESPOTIC_ORDER),
        ({"state_employment": 720.0}, Order.STATE_CAPITALISM),
    ],
    ids=str,
)
def test_an_order_is_by_ownership_links_and_both_parts_of_control(without, order):
    assert orders_of(two_years(**without))[1, *AT] == order


def sums_of(name: str) -> set[str]:
    """What an indicator adds up, months left out: how many there were is known of every year."""
    found = (one for quantity in INDICATORS[name].quantities for one in quantity.sums())
    return {one.name for one in found if one.over != "months"}


def test_the_indicators_say_which_sums_their_reading_needs():
    parts = {
        "industrial_upgrading": ("value_added_volume", "capital", "hours", "employment", "research_intensity"),
        "social_upgrading": (
            "base_over_published", "hours_week", "under_minimum_base", "overtime_below_legal", "share_over_cap",
            "separation_rate", "contract_share", "pension_cover", "training_share",
        ),
        "order": ("state_share", "linked_share", "contract_share", "share_over_cap"),
    }  # fmt: skip
    parts["regime"] = parts["industrial_upgrading"] + parts["social_upgrading"]
    for name, components in parts.items():
        needed = {one for part in components for one in sums_of(part)}
        assert sums_of(name) == needed, name


GRID = np.linspace(0.0, 1.0, 41)


def measured(cutoffs: Cutoffs) -> np.ndarray:
    """All that anchors and cuts decide: growth, both scores, and the regimes and orders of cells of every kind."""
    before = two_years(growth=0.07, capital=1200.0 * 9.8e4)  # a year of faster growth, with less capital
    values = {name: np.concatenate([before[name][:1], later]) for name, later in two_years().items()}
    one, other = (axis.ravel() for axis in np.meshgrid(GRID, GRID))
    links, despotic, state = np.meshgrid(GRID, GRID, GRID)
    parts = (
        growth(values, cutoffs)["growth_tfp"], industry_of(values, cutoffs), social(values, cutoffs),
        classify(one, other, cutoffs), order_of(state, links, despotic, cutoffs),
    )  # fmt: skip
    return np.concatenate([np.ravel(part) for part in parts])


@pytest.mark.parametrize("name", Cutoffs.__dataclass_fields__)
def test_every_anchor_and_cut_decides_something(name):
    now = getattr(CUTOFFS, name)
    moved = 1 if name == "window" else now * 1.2 if now else 0.01
    usual, other = measured(CUTOFFS), measured(replace(CUTOFFS, **{name: moved}))
    assert not np.array_equal(usual, other, equal_nan=True)
