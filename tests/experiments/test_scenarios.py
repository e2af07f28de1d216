"""Does every scenario run, and does it end somewhere else than history?

At toy size, with one history for all scenarios of the same horizon: a run is copied at the month before a scenario
begins, and the copy goes on with the scenario's settings, which a test below shows to be the same as a run from the
start. Scenarios that hold from the start begin there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from copy import deepcopy
from functools import cache

import numpy as np
import pytest

from segsim.analysis.accounts import (
    ALL,
    DISTRIBUTION,
    GROUPS,
    LINES,
    MONTHS,
    REDISTRIBUTION,
    VALUE_ADDED,
    Seen,
)
from segsim.indicators import named
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.conf import groups
from segsim.runs.config.scenarios import read_scenario
from segsim.runs.config.sweep import compose_one, with_scenario
from segsim.runs.questions.predictions import predictions
from segsim.schedule import MONTH
from segsim.settings import Time
from segsim.settings.files import choices
from segsim.settings.months import BEGINNING
from segsim.state.money import matrix_of
from segsim.state.sectors import Account
from small_worlds import model

FOLDERS = list(conf_folders(None))
NAMES = [name for name in choices("scenario", FOLDERS) if name != "history"]
AFTER = 6  # months that a scenario has from its first change, at least; to a January in any case
PARTED = 3  # months on end in which a scenario differs from history
PATIENCE = 72  # months for what holds from the start: among sixty plants the first one to move may take years
LATEST = 80  # months after which the run ends, whatever a scenario still has in store
REFORMS = tuple(
    f"{part}_reform" for part in ("labour_law", "labour_market", "migration", "training", "union", "environment")
)
CALENDAR = Time(start=(2000, 1), end=(2040, 12), burn_in=0)


def first_month(name: str) -> int | None:
    """Month in which the scenario first changes anything, counted from January 2000; None from the start."""
    starts = [held.start for held in read_scenario(name, CALENDAR, FOLDERS).held]
    return None if min(starts) == BEGINNING else min(starts)


@cache
def composed(start: str, end: str):
    words = ["world=toy", "world.n_cities=7", f"time.start={start}", f"time.end={end}", "time.burn_in=2"]
    return compose_one(words, FOLDERS)


SEED = 3  # one in whose toy world rare things happen: disasters, and one of few firms in Guangdong draws the guideline


@cache
def settings_of(scenario: str, start: str, end: str):
    return configuration(with_scenario(composed(start, end), scenario)).settings


def month_name(index: int) -> str:
    return "{}-{:02d}".format(*CALENDAR.year_month(index))


def branch(run, settings):
    """A copy of a run that goes on with other settings, as if it had had them from the start."""
    copy = deepcopy(run)
    copy.settings = settings
    return copy


def months(run, n: int):
    for _ in range(n):
        run.step()
    return run


def groups_by_start() -> dict[int | None, list[str]]:
    found = defaultdict(list)
    for name in NAMES:
        found[first_month(name)].append(name)
    return found


@pytest.mark.parametrize("begins", groups_by_start(), ids=lambda begins: month_name(begins) if begins else "start")
def test_every_scenario_ends_elsewhere_than_history(begins):
    first = CALENDAR.index_of(2006, 1) if begins is None else begins - 2
    soon = AFTER if begins is not None else PATIENCE
    last = first + soon + 13 - (first + soon) % 12  # past the January of minimum wages, tournaments and yearly rules
    start, end = month_name(first), month_name(first + LATEST)
    history = model(settings_of("history", start, end), SEED)
    if begins is not None:
        months(history, 2 + begins - first)  # the burn-in, and the months before
    runs = {}
    for name in groups_by_start()[begins]:
        settings = settings_of(name, start, end)
        runs[name] = model(settings, SEED) if begins is None else branch(history, settings)
    n = last - first + (2 if begins is None else first - begins)
    reference = [months(history, 1).state_hash() for _ in range(n)]
    assert [name for name, run in runs.items() if not parts_for_good(run, reference)] == []


def parts_for_good(run, reference: list[str]) -> bool:
    """True where the run differs from the reference in so many months on end; it need not go further."""
    parted = 0
    for expected in reference:
        parted = parted + 1 if months(run, 1).state_hash() != expected else 0
        if parted == PARTED:
            return True
    return False


SOON = 4  # months, from the one before a scenario begins: time for its first gains and losses


@pytest.mark.parametrize("begins", groups_by_start(), ids=lambda begins: month_name(begins) if begins else "start")
def test_gains_and_losses_of_every_scenario_add_up_to_the_change_of_value_added(begins):
    first = CALENDAR.index_of(2006, 1) if begins is None else begins - 2
    start, end = month_name(first), month_name(first + LATEST)
    history = model(settings_of("history", start, end), SEED)
    if begins is not None:
        months(history, 2 + begins - first)
    names = groups_by_start()[begins]
    runs = {name: settings_of(name, start, end) for name in names}
    runs = {
        name: model(found, SEED) if begins is None else branch(history, found) for name, found in runs.items()
    }  # fmt: skip
    before = seen_of(history)
    for name, run in runs.items():
        after, gross = seen_of(run), MONTHS * np.abs(before.entries).sum(axis=(0, 1))
        sums = {block: sum_of(after, block) - sum_of(before, block) for block in (DISTRIBUTION, REDISTRIBUTION)}
        (made,) = (line for line in LINES if (line.block, line.group) == (VALUE_ADDED, ALL))
        change = made.measure(after) - made.measure(before)
        assert (np.abs(sums[DISTRIBUTION] - change) < 1e-12 * gross).all(), name
        assert (np.abs(sums[REDISTRIBUTION]) < 1e-12 * gross).all(), name
        assert (made.measure(after) > 0.0).all(), name


def seen_of(run) -> Seen:
    """The accounts of its next months."""
    return Seen(np.stack([matrix_of(months(run, 1).state) for _ in range(SOON)], axis=-1)[..., None], {})


def sum_of(seen: Seen, block: str):
    return sum(line.measure(seen) for line in LINES if line.block == block)


def test_every_account_stands_in_one_group_of_who_gains_and_who_loses():
    counted = Counter(account for group in GROUPS.values() for account in group)
    assert counted == Counter(set(Account) - {Account.OWNERS})  # dividends are owners' income already


def test_a_branch_is_the_run_from_the_start():
    start, end = "2010-11", "2012-01"
    history = months(model(settings_of("history", start, end), 1), 4)
    settings = settings_of("minimum_wage_freeze", start, end)
    assert months(branch(history, settings), 4).state_hash() == months(model(settings, 1), 8).state_hash()


@pytest.mark.parametrize("name", NAMES)
def test_what_a_scenario_predicts_can_be_looked_up_and_none_of_it_is_written_by_its_own_mechanisms(name):
    scenario = read_scenario(name, Time(), FOLDERS)
    turned = {held.path.partition(".")[0] for held in scenario.held}
    written = {column.path for step in MONTH if step.mechanism in turned for column in step.writes}
    found = {entry.word: {column.path for column in named(entry.word).reads} for entry in predictions(scenario)}
    assert found
    assert {indicator: written & read for indicator, read in found.items() if written & read} == {}
    assert scenario.source
    assert scenario.rows
    assert all(1 <= int(row) <= 30 for row in scenario.rows.split(", "))


def test_the_full_reform_is_all_single_reforms_together():
    def held(name):
        return {(one.path, one.value, one.start) for one in read_scenario(name, Time(), FOLDERS).held}

    singles = [held(name) for name in REFORMS]
    assert held("full_reform") == set().union(*singles)
    assert sum(map(len, singles)) == len(held("full_reform"))
    together, one_file = (
        configuration(compose_one([f"scenario={name}"], FOLDERS)).settings.changes
        for name in (f"[{','.join(REFORMS)}]", "full_reform")
    )
    assert [(one.index, one.path, one.value) for one in together] == [
        (one.index, one.path, one.value) for one in one_file
    ]


def test_every_lever_that_scenarios_turn_stands_in_conf():
    known = {entry.path for group in groups().values() for entry in group.values()}
    assert {held.path for name in NAMES for held in read_scenario(name, Time(), FOLDERS).held} <= known
