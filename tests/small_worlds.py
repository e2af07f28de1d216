"""Small worlds in which the whole month runs, and the same month taken step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from segsim.model import SegmentationModel
from segsim.plumbing.steps import Moment, Step
from segsim.plumbing.tables import Table
from segsim.schedule import MONTH
from segsim.settings import Settings, Time
from segsim.state import State
from segsim.world.size import World

TOY = World(workers=1000, firms=60, n_cities=4, persons_per_agent=20000.0)
# Two pairs of the first seven cities share a province: without peers no city copies another.
WITH_PEERS = replace(TOY, n_cities=7)

# From the eve of the contract law through the export shock to the recovery: most dated events lie in these months.
THREE_YEARS = Time(start=(2008, 1), end=(2010, 12), burn_in=6)

# Worlds that together take every branch of every mechanism. In all of them wages are paid late and people angry more
# often than by default, so that arrears, failures, entries and strikes happen among sixty firms within three years.
_STRESS: dict[str, Any] = {
    "orders.supplier_share": 0.05, "orders.switching_cost": 0.0,
    "platform_work.potential_share": 0.15, "platform_work.adjustment_rate": 0.3, "platform_work.insurance": 0.5,
    "platform_work.hazard": 0.001, "platform_work.protest_rate": 5.0,
    "investment.training_support": 0.2, "innovation.research_support": 0.2, "investment.automation_subsidy": 0.3,
    "trade.late_payment": 0.15, "finance.soft_budget": 0.4, "civil_society.legitimacy": 0.05,
    "civil_society.repression": 0.2, "hukou.quota": 0.1, "hukou.minimum_stay": 3.0,
    "compliance.award_share": 0.8, "bargaining.guideline_coverage": 0.5, "finance.patience": 2,
    "finance.entry_rate": 0.3, "finance.resale": 0.05,
    "relocation.consideration_rate": 0.2, "relocation.moving_cost": 0.2, "relocation.notice": 2,
    "local_government.inland_promotion": 0.3, "local_government.supplier_parks": 0.3,
    "local_government.successor_change_probability": 0.8, "local_government.promotion_base": 0.0,
    "unrest.critical_share": 0.12, "finance.credit_multiple": 0.5, "matching.search_employed": 0.1,
    "environment.tolerated_pollution": 0.2, "environment.protest_rate": 2.0, "environment.smog_threshold": 0.7,
    "environment.shutdown_days": 10.0, "evaluation.award_budget": 0.5,
}  # fmt: skip
SWITCHED_ON: dict[str, dict[str, Any]] = {
    "chain": _STRESS | {
        "bargaining.level": "chain", "bargaining.representation": "genuine", "bargaining.bargaining_power": 0.15,
        "enforcement.style": "campaign", "minimum_wage.rule": "endogenous", "orders.price_down": 0.03,
        "hukou.rule": "points", "schooling.access": "points",
    },
    "tier": _STRESS | {
        "bargaining.level": "tier", "bargaining.representation": "genuine", "minimum_wage.rule": "catch_up",
        "central_government.crackdown_industry": "it", "central_government.crackdown_strength": 0.3,
        "central_government.competition_cases": 1.0,
        "compliance.form": "convex", "orders.pass_up": False,
        "hukou.rule": "lottery", "civil_society.right_to_strike": True,
        "evaluation.rule": "audited", "evaluation.audit_rate": 0.4, "evaluation.audit_fine": 1.0,
    },
    "enterprise": _STRESS | {
        "bargaining.representation": "genuine", "minimum_wage.rule": "frozen",
        "finance.state_line": 0.01, "hukou.rule": "talent", "hukou.talent": 0.9, "schooling.access": "closed",
        "evaluation.rule": "lottery", "enforcement.style": "campaign", "enforcement.campaign_share": 0.5,
        "outsourcing.dispatch_cap": 0.05,
        "enforcement.inspection_rate": 0.1, "enforcement.false_positive_rate": 1.0, "accidents.disaster_rate": 1.0,
    },
}  # fmt: skip


def settings(
    levers: Mapping[str, Any] | None = None, *, world: World = TOY, time: Time = THREE_YEARS, history: bool = True,
    without: Iterable[str] = (),
) -> Settings:  # fmt: skip
    """Settings of a small world; `levers` (any parameter of a mechanism) hold from the first month of the burn-in."""
    return Settings.history(world, time, levers, without=without, law="history" if history else "none")


def switched_on(name: str) -> Settings:
    """The settings of one of the worlds in which every switch is on."""
    return settings(SWITCHED_ON[name], world=WITH_PEERS)


def model(run_settings: Settings, seed: int = 1, months: int = 0) -> SegmentationModel:
    """A model after so many months of its burn-in."""
    run = SegmentationModel(run_settings, rng=seed)
    for _ in range(months):
        run.step()
    return run


def copy_of(state: State) -> State:
    """A copy of the state that shares nothing with it, traits included."""
    return State(**{name: _copy(table) for name, table in state.tables()})


def _copy(table: Table) -> Any:
    copied = object.__new__(type(table))
    copied.__dict__["rows"] = table.rows
    copied.__dict__.update({column.name: array.copy() for column, array in table.arrays()})
    return copied


class _Watched:
    """A step of the schedule that lets somebody look before it runs."""

    def __init__(self, step: Step, look: Callable[[Step, State, Any, Moment], None]) -> None:
        self.step, self.look = step, look

    def __getattr__(self, name: str) -> Any:
        return getattr(self.step, name)

    def __call__(self, state: State, params: Any, moment: Moment) -> None:
        self.look(self.step, state, params, moment)
        self.step(state, params, moment)


@contextmanager
def looking_in(look: Callable[[Step, State, Any, Moment], None]) -> Iterator[None]:
    """Inside this block every step of every model calls `look(step, state, params, moment)` before it runs."""
    with patch("segsim.model.MONTH", tuple(_Watched(step, look) for step in MONTH)):
        yield
