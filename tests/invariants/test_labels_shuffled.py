"""Control N1: where firms are dealt out anew among the tiers of an industry, does the tier still say anything of them?

What is dealt out must lie on tiers as chance would have it, and without the rules that go by tier pay must, too. Chance
is not assumed but made: the labels are permuted a thousand times among the firms of each industry, and what was found
must not be the most extreme of them all. With rules as they are it is, labels shuffled or not.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import yaml

from segsim.settings import Time
from segsim.settings.files import conf_folder
from segsim.state import State
from segsim.state.codes import TIERS, Owner
from segsim.world.makers import CHINESE_BADGE
from segsim.world.size import World
from small_worlds import model, settings

WORLD = World(workers=3000, firms=150)
TIME = Time(start=(2006, 1), end=(2008, 12), burn_in=12)
SEEDS = (1, 2, 3)
MORE_SEEDS = (*SEEDS, 4, 5, 6)  # of the one claim that three seeds alone could make by chance
TRAITS = ("pay", "joint venture", "state firm", "first city", "connection", "detection multiplier")
PERMUTATIONS = 999
LEAST = 1.0 / (PERMUTATIONS + 1)  # no smaller share can be told from none


def rules_by_tier_off() -> dict[str, object]:
    """The levers of the control in which all is equal, without what makes the firms themselves alike."""
    text = (conf_folder() / "scenario" / "control_all_equal.yaml").read_text(encoding="utf-8")
    return {path: value for path, value in yaml.safe_load(text)["set"].items() if not path.startswith("world.")}


def between(values: np.ndarray, weights: np.ndarray, industry: np.ndarray, tier: np.ndarray) -> float:
    """Variance of the means of tiers within industries."""
    cell = industry.astype(np.int64) * TIERS + tier
    weight = np.bincount(cell, weights=weights, minlength=2 * TIERS).reshape(2, TIERS)
    total = np.bincount(cell, weights=weights * values, minlength=2 * TIERS).reshape(2, TIERS)
    mean = total / np.maximum(weight, 1e-9)
    whole = total.sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
    return float((weight * (mean - whole) ** 2).sum() / weights.sum())


def share_of_permutations_as_far(tables: list[tuple[np.ndarray, ...]]) -> float:
    """Share of relabelled worlds, one a seed, whose tiers lie as far apart as those found; 1 is not at all special."""
    random = np.random.default_rng(0)
    found, chance = sum(between(*table) for table in tables), []
    for _ in range(PERMUTATIONS):
        total = 0.0
        for values, weights, industry, tier in tables:
            labels = tier.copy()
            for place in np.unique(industry):
                rows = np.flatnonzero(industry == place)
                labels[rows] = tier[random.permutation(rows)]
            total += between(values, weights, industry, labels)
        chance.append(total)
    return (1 + sum(one >= found for one in chance)) / (PERMUTATIONS + 1)


@cache
def first_month(shuffled: bool, seed: int) -> State:
    return model(settings(world=replace(WORLD, shuffled_tiers=shuffled), time=TIME, history=False), seed).state


def of_firms(state: State, name: str) -> tuple[np.ndarray, ...]:
    """A trait of firms in the first month, each counted once; makers with a Chinese badge pay less by their brand."""
    firms = state.firms
    rows = np.flatnonzero(~np.isin(firms.brand, CHINESE_BADGE))
    values = {
        "pay": np.log(firms.base_wage / state.cities.minimum_wage[firms.city]),
        "joint venture": firms.owner == Owner.JOINT_VENTURE, "state firm": firms.owner == Owner.STATE,
        "first city": firms.city == 0, "connection": firms.connection,
        "detection multiplier": firms.detection_multiplier,
    }[name]  # fmt: skip
    return values[rows].astype(float), np.ones(rows.size), firms.industry[rows], firms.tier[rows]


@pytest.mark.parametrize("name", TRAITS)
def test_what_is_dealt_out_lies_on_tiers_as_chance_would_have_it(name):
    assert share_of_permutations_as_far([of_firms(first_month(True, seed), name) for seed in SEEDS]) > LEAST


@pytest.mark.parametrize("name", ["pay", "joint venture"])
def test_without_the_shuffle_it_does_not(name):
    assert share_of_permutations_as_far([of_firms(first_month(False, seed), name) for seed in SEEDS]) == LEAST


def pay_by_firm(rules: bool, shuffled: bool, seeds: tuple[int, ...] = SEEDS) -> list[tuple[np.ndarray, ...]]:
    """One table a seed of `pay_of_one_run`."""
    return [pay_of_one_run(rules, shuffled, seed) for seed in seeds]


@cache
def pay_of_one_run(rules: bool, shuffled: bool, seed: int) -> tuple[np.ndarray, ...]:
    """Mean log base pay of each firm's people after four years, by their number."""
    levers = {} if rules else rules_by_tier_off()
    run = model(settings(levers, world=replace(WORLD, shuffled_tiers=shuffled), time=TIME, history=False), seed)
    while run.months_left:
        run.step()
    workers, firms = run.state.workers, run.state.firms
    at_work = (workers.employer >= 0) & (workers.base_pay > 0)
    pay = np.log(workers.base_pay[at_work].astype(float))
    sums = np.bincount(workers.employer[at_work], weights=pay, minlength=firms.rows)
    employment = np.bincount(workers.employer[at_work], minlength=firms.rows)
    rows = np.flatnonzero(employment)
    return sums[rows] / employment[rows], employment[rows].astype(float), firms.industry[rows], firms.tier[rows]


def test_n1_where_labels_say_nothing_and_no_rule_goes_by_them_pay_knows_no_tier():
    assert share_of_permutations_as_far(pay_by_firm(rules=False, shuffled=True)) > LEAST


def test_the_control_can_fail():
    assert share_of_permutations_as_far(pay_by_firm(rules=True, shuffled=False)) == LEAST
    assert share_of_permutations_as_far(pay_by_firm(rules=False, shuffled=False)) < 0.05


def test_labels_explain_a_part_of_the_gap_that_rules_alone_do_not():
    """Tiers lie less far apart where the labels are shuffled, over six seeds by more than two standard errors."""
    usual, dealt = (pay_by_firm(rules=True, shuffled=shuffled, seeds=MORE_SEEDS) for shuffled in (False, True))
    gap = np.array([between(*one) - between(*other) for one, other in zip(usual, dealt, strict=True)])
    assert gap.mean() > 2.0 * gap.std(ddof=1) / np.sqrt(gap.size)
