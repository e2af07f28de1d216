"""Is every parameter documented, used, and sourced, and does it run at both ends of its range?"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from segsim.evidence.loader import FOLDER
from segsim.plumbing.parameters import Parameter
from segsim.runs.config.conf import groups
from segsim.schedule import MECHANISMS
from segsim.settings import Change, Settings
from segsim.world.build import build_state, read_places
from segsim.world.outside import Outside
from small_worlds import SWITCHED_ON, THREE_YEARS, TOY, WITH_PEERS, model, settings, switched_on

ALL = [entry for group in groups().values() for entry in group.values()]
OF_MECHANISMS = [entry for entry in ALL if entry.mechanism in MECHANISMS]
OF_THE_WORLD = list(groups()["world"].values())

CITATION = re.compile(r"[A-Z][\w-]+.* (19|20)\d\d|^(K\+S|BAM)\b")

every = pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.path)


@every
def test_it_says_its_unit_and_meaning(entry: Parameter):
    assert entry.unit.strip() == entry.unit != ""
    assert entry.meaning.strip() == entry.meaning != ""
    assert len(entry.meaning) <= 120
    assert not entry.meaning.endswith(".")
    assert re.fullmatch(r"[a-z][a-z_]*[a-z]", entry.name)


@every
def test_its_range_holds_its_value(entry: Parameter):
    if isinstance(entry.value, bool):
        assert entry.unit == "flag"
    elif isinstance(entry.value, str):
        assert not entry.choices or entry.value in entry.choices
    else:
        assert entry.low is not None
        assert entry.high is not None
        assert entry.low <= entry.value <= entry.high
        assert entry.low < entry.high


@every
def test_its_source_is_law_a_citation_a_calibration_or_the_word_assumed(entry: Parameter):
    kind = entry.source.split(":")[0].split(" ")[0].strip(",;")
    assert kind in ("assumed", "calibrated", "law", "recalled", "evidence") or CITATION.search(entry.source)
    if kind in ("calibrated", "law"):
        assert len(entry.source.partition(":")[2].strip()) > 3, "to what, and which law?"


# Every parameter is turned to both ends of its range (or to each of its words) in a run that has gone on for a while;
# the months that follow must come out otherwise. Worlds are tried until one is found in which it matters.
# One month shows most, or the January in which cities and judges of plans decide; the others are watched for longer.
WARM_UP, TO_JANUARY, LONGER = 14, 18, 6


def _with_end_of_crackdown(given: Settings) -> Settings:
    end = Change(WARM_UP - given.time.burn_in - 1, "central_government.crackdown_strength", 0.0, "test")
    return replace(given, changes=(*given.changes, end))


TRIED = {
    **{name: switched_on(name) for name in SWITCHED_ON},
    "history": settings(world=WITH_PEERS),
    # Many buyers, many who quit, larger firms: hands are short, and what limits offers and openings binds. Land is
    # dear, work is hard, agency work cheap and capped, cities copy one another and raise minimum wages, events
    # cost officials their posts.
    "boom": settings(
        {
            "demand.stimulus": 1.0, "demand.export_shock": 0.0, "matching.base_quit": 0.06,
            "land.property_boom": 0.02, "dormitory.discipline": 2.0, "local_government.imitation_probability": 1.0,
            "brands.export_controls": 0.3,
            "outsourcing.dispatch_cap": 0.05, "outsourcing.other_pay": 0.7, "enforcement.dismissal_risk": 1.0,
            "enforcement.salience_threshold": 0.1, "minimum_wage.rule": "endogenous",
            "finance.exit_hazard": 0.1,
        },
        world=replace(WITH_PEERS, firms=40),
    ),
    # Before the start, among enough firms for three car makers: brands and rivals from abroad, a crackdown just over,
    # and many strikes, some put down by force.
    "rivals": _with_end_of_crackdown(settings(
        {
            "brands.alliance": True, "brands.imported_overcapacity": 0.3, "brands.brand_share": 0.4,
            "brands.export_controls": 0.3, "environment.new_energy_subsidy": 0.3,
            "central_government.crackdown_industry": "auto", "central_government.crackdown_strength": 0.3,
            "unrest.critical_share": 0.01, "unrest.pay_weight": 3.0, "civil_society.repression": 0.5,
        },
        world=replace(WITH_PEERS, firms=150), time=replace(THREE_YEARS, burn_in=24),
    )),
}  # fmt: skip


def _other_values(entry: Parameter, now: Any) -> list[Any]:
    ends = [True, False] if isinstance(entry.value, bool) else list(entry.choices) or [entry.high, entry.low]
    return [type(entry.value)(value) for value in ends if value != now]


@pytest.fixture(scope="module")
def moved_by() -> dict[str, str]:
    """World in which each parameter of a mechanism was first seen to move something."""
    found: dict[str, str] = {}
    # Each world has its own seed: what the draws leave out of one, such as the trial of a land discount, is in another.
    worlds = {world: model(given, seed=seed, months=WARM_UP) for seed, (world, given) in enumerate(TRIED.items(), 1)}
    one_month = [(world, months, 1) for world in worlds for months in (WARM_UP, TO_JANUARY)]
    for world, months, watched in [*one_month, *((world, WARM_UP, LONGER) for world in worlds)]:
        start = _after(worlds[world], months - WARM_UP)
        usual = _hashes(start, watched)
        for entry in OF_MECHANISMS:
            if entry.path not in found and _moves(start, entry, usual):
                found[entry.path] = world
    return found


def _after(start: Any, months: int) -> Any:
    run = copy.deepcopy(start)
    for _ in range(months):
        run.step()
    return run


def _hashes(start: Any, months: int) -> list[str]:
    run, hashes = copy.deepcopy(start), []
    for _ in range(months):
        run.step()
        hashes.append(run.state_hash())
    return hashes


def _moves(start: Any, entry: Parameter, usual: list[str]) -> bool:
    moved = False
    for value in _other_values(entry, getattr(start.params[entry.mechanism], entry.name)):
        run = copy.deepcopy(start)
        run.params[entry.mechanism] = replace(run.params[entry.mechanism], **{entry.name: value})
        for expected in usual:
            run.step()
            if run.state_hash() != expected:
                moved = True
                break
    return moved


@pytest.mark.parametrize("entry", OF_MECHANISMS, ids=lambda entry: entry.path)
def test_it_moves_something_and_runs_at_both_ends_of_its_range(entry: Parameter, moved_by: dict[str, str]):
    assert entry.path in moved_by


@pytest.mark.parametrize("entry", OF_THE_WORLD, ids=lambda entry: entry.path)
def test_it_moves_the_first_month(entry: Parameter, tmp_path: Path):
    changed = replace(TOY, **{entry.name: _nearby(entry, getattr(TOY, entry.name), tmp_path)})
    if entry.name == "persons_per_agent":  # scales what is reported in persons, never behaviour
        assert _first_month(changed) == _first_month(TOY)
    else:
        assert _first_month(changed) != _first_month(TOY)


def _nearby(entry: Parameter, value: Any, folder: Path) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        file = folder / "cities.csv"
        head, row = (FOLDER / "cities.csv").read_text(encoding="utf-8").splitlines()[:2]
        file.write_text(f"{head}\n{row.replace('Shanghai', 'Elsewhere', 1)}\n", encoding="utf-8")
        return str(file)
    if isinstance(value, int):
        return value + 1
    return min(value * 1.1, entry.high) if 0.0 < value < entry.high else 0.1


def _first_month(world: Any) -> str:
    history = Settings.history(world)
    places = read_places(world)
    return build_state(world, places, Outside.build(history.time, places), history.params, frozenset(), 1).hash()
