"""Controls in which nothing may be found: what a claim must be told apart from (N0, N3, N4, N6 of the notes).

N1 stands in test_labels_shuffled.py, N2 and N5 in test_controls_of_rules.py.

What still tells tiers apart where all is equal: who buys from whom, the size of firms and markets, which cities they
stand in, that leads sell to final buyers at outside prices and cannot be paid late, and how fast demand for cars and
for exports grows. These move hours by up to 5 %, so pay is compared by the hour.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import yaml

from segsim.indicators import measure
from segsim.settings import Time
from segsim.settings.files import conf_folder
from segsim.state import SECTORS, Sectors
from segsim.state.codes import Violation
from segsim.state.money import money_of
from segsim.state.sectors import ITEMS
from segsim.world.size import World
from small_worlds import SWITCHED_ON, TOY, model, settings, switched_on

THREE_YEARS = Time(start=(2006, 1), end=(2008, 12), burn_in=12)
SEEDS = (1, 2, 3)
SEGMENTS = ("core", "contract_manufacturer", "supplier", "component_maker")
NAMES = ("hourly_pay", "theil", "theil_between_tier", *(f"hourly_pay:{segment}" for segment in SEGMENTS))


def means(levers, world) -> dict[str, float]:
    """Indicators over the last year of three runs."""
    found = []
    for seed in SEEDS:
        run = model(settings(levers, world=world, time=THREE_YEARS, history=False), seed)
        while run.months_left:
            run.step()
            if run.months_left < 12:
                found.append(measure(run.state, *NAMES))
    return {name: float(np.mean([one[name] for one in found])) for name in NAMES}


@pytest.fixture(scope="module")
def world():
    return World(workers=3000, firms=150)


def test_n0_where_all_is_equal_no_tier_stands_above_another(world):
    file = conf_folder() / "scenario" / "control_all_equal.yaml"
    controls = yaml.safe_load(file.read_text(encoding="utf-8"))["set"]
    levers = {path: value for path, value in controls.items() if not path.startswith("world.")}
    # In one city: pay follows the local minimum wage, and tiers stand in different cities.
    same = replace(world, equal_tiers=True, productivity_sd=0.0, skill_gap=0.0, n_cities=1)
    found = means(levers, same)
    for segment in SEGMENTS:
        assert found[f"hourly_pay:{segment}"] / found["hourly_pay"] == pytest.approx(1.0, abs=0.05), segment
    assert found["theil_between_tier"] < 0.1 * found["theil"]


def test_the_control_can_fail(world):
    found = means({}, world)
    assert found["hourly_pay:core"] / found["hourly_pay:component_maker"] > 1.3
    assert found["theil_between_tier"] > 0.3 * found["theil"]


def columns_of(run, but=()) -> dict[str, bytes]:
    """Every column of the state but the named ones, to the bit."""
    return {
        column.path: array.tobytes()
        for _, table in run.state.tables()
        for column, array in table.arrays()
        if column.path not in but
    }


def same_months(first, second, but) -> None:
    """Two runs that do not differ in any month but in the named columns."""
    one, other = model(first), model(second)
    while one.months_left:
        one.step()
        other.step()
        assert columns_of(one, but) == columns_of(other, but), one.moment.label
    assert columns_of(one) != columns_of(other), "the two settings did not differ"


def test_n3_where_nothing_is_seen_campaigns_are_steady_enforcement():
    unseen = {f"compliance.detection_{rule.name.lower()}": 0.0 for rule in Violation}
    # Nobody is fined wrongly and none fears what it would pay: so no firm waits because it cannot foresee inspectors.
    unseen |= {"enforcement.false_positive_rate": 0.0, "outsourcing.detection_cap": 0.0}
    same_months(
        settings(unseen, world=TOY, time=THREE_YEARS),
        settings(
            unseen | {"enforcement.style": "campaign", "enforcement.campaign_share": 0.3}, world=TOY, time=THREE_YEARS
        ),
        but=(
            "cities.inspection_rate",
            "cities.campaign",
            "firms.inspection_belief",
            "firms.inspected",
            "firms.mean_inspection_rate",
            "firms.belief_variance",
            "firms.visits_variance",
        ),
    )


@pytest.mark.parametrize("level", ["enterprise", "tier", "chain"])
def test_n4_a_captured_union_that_neither_enrols_nor_eases_shifts_is_no_union(level):
    captured = {
        "bargaining.level": level, "bargaining.representation": "captured", "bargaining.coverage": 1.0,
        "bargaining.official_voice": 0.0, "bargaining.official_shift_cut": 0.0,
    }  # fmt: skip
    same_months(
        settings({"bargaining.level": "none"}, world=TOY, time=THREE_YEARS),
        settings(captured, world=TOY, time=THREE_YEARS),
        but=("firms.union",),
    )


@pytest.mark.parametrize("name", SWITCHED_ON)
def test_n6_accounts_close_at_machine_precision_with_every_mechanism_on(name):
    run = model(switched_on(name))
    items = [column.name for column in Sectors.columns() if column.kind == "flow"]
    worst = 0.0
    while run.months_left:
        run.step()
        sectors = run.state.sectors
        closing = money_of(run.state)[: len(SECTORS)]
        opening = sectors.opening[: len(SECTORS)]
        flows = np.array([getattr(sectors, item)[: len(SECTORS)] for item in items])
        money = flows[[ITEMS[item].route.is_money for item in items]]
        scale = np.abs(closing).sum()
        gaps = [
            flows.sum(axis=1),
            closing - opening - money.sum(axis=0),
            [closing.sum() - opening.sum()],
        ]
        worst = max(worst, float(np.abs(np.concatenate(gaps)).max() / scale))
    assert flows.shape == (len(items), len(SECTORS))
    assert worst < 1e-13
