"""Does conf/ say what the code says, and does every hand-written file in it work?"""

import pytest
import yaml

from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.conf import PLAIN, SCENARIO, groups, mirror, scalar
from segsim.runs.config.scenarios import SCENARIO_KEYS, read_scenario
from segsim.runs.config.sweep import compose_one
from segsim.schedule import MECHANISMS
from segsim.settings import Settings, Time
from segsim.settings.files import choices, conf_folder, read_law

FOLDERS = list(conf_folders(None))
VARIANTS = [(group, name) for group in groups() for name in choices(group, FOLDERS) if name != "default"]
MOST_TURNED = {
    "enforcement": {"default", "lax", "strict", "campaign"},
    "minimum_wage": {"default", "freeze", "catch_up", "endogenous"},
    "bargaining": {"default", "none", "captured", "enterprise", "tier", "chain"},
    "world": {"default", "toy", "large", "full"},
}


@pytest.mark.parametrize("name", mirror())
def test_generated_file_is_fresh(name):
    text = (conf_folder() / name).read_text(encoding="utf-8")
    assert text == mirror()[name], "write it anew with `python -m segsim.runs.config`"


def test_every_mechanism_is_a_group_and_every_folder_a_mechanism():
    folders = {entry.name for entry in conf_folder().iterdir() if entry.is_dir()}
    assert folders == {*MECHANISMS, "world", SCENARIO, "law"}


def test_a_mirrored_value_reads_back_as_it_was():
    for group, entries in groups().items():
        read = yaml.safe_load((conf_folder() / group / "default.yaml").read_text(encoding="utf-8"))
        assert (read or {}) == {name: entry.value for name, entry in entries.items()}
    assert [yaml.safe_load(scalar(value)) for value in (1e-12, 3e20, 0.1, True, None, "", "none", "a b")] == [
        1e-12, 3e20, 0.1, True, None, "", "none", "a b",
    ]  # fmt: skip


def test_composing_nothing_gives_the_defaults_of_the_code():
    chosen = configuration(compose_one([], FOLDERS))
    assert chosen.settings.world == Settings.history().world
    assert chosen.settings.params == Settings.history().params
    assert chosen.settings.time == Settings.history().time
    assert chosen.notes == ()
    dated = {change.path.partition(".")[0] for change in chosen.settings.changes}
    assert dated, "history is dated law"
    assert dated <= set(MECHANISMS)


def test_the_groups_that_users_turn_first_have_their_variants():
    assert {group: set(choices(group, FOLDERS)) for group in MOST_TURNED} == MOST_TURNED


@pytest.mark.parametrize(("group", "name"), VARIANTS)
def test_a_variant_holds_only_levers_that_differ_or_hold_back_dated_law(group, name):
    text = yaml.safe_load((conf_folder() / group / f"{name}.yaml").read_text(encoding="utf-8"))
    assert text.pop("defaults") == ["default"]
    dated = {held.path for held in read_law("history", Time(), FOLDERS)}
    for key, value in text.items():
        entry = groups()[group][key]
        assert entry.kind == ("structure" if group == "world" else "lever")
        assert entry.check(value, name) != entry.value or f"{group}.{key}" in dated


@pytest.mark.parametrize(("group", "name"), VARIANTS)
def test_a_variant_composes(group, name):
    chosen = configuration(compose_one([f"{group}={name}"], FOLDERS))
    assert chosen.variants[group] == name
    assert chosen.name == f"{group}-{name}"


@pytest.mark.parametrize("name", choices(SCENARIO, FOLDERS))
def test_a_scenario_reads_and_says_what_it_is(name):
    scenario = read_scenario(name, Time(), FOLDERS)
    assert scenario.title
    assert scenario.held or name == "history"
    assert scenario.predictions or name == "history"
    text = yaml.safe_load((conf_folder() / SCENARIO / f"{name}.yaml").read_text(encoding="utf-8"))
    assert set(text) <= set(SCENARIO_KEYS)


def test_history_is_dated_within_the_years_of_a_run_and_sourced():
    entries = yaml.safe_load((conf_folder() / "law" / "history.yaml").read_text(encoding="utf-8"))
    assert [entry["date"] for entry in entries] == sorted(entry["date"] for entry in entries)
    assert all(entry["source"] and entry["what"] for entry in entries)
    assert all(held.start <= Time().index_of(2020, 12) for held in read_law("history", Time(), FOLDERS))


def test_plain_keys_stand_in_the_file():
    text = yaml.safe_load((conf_folder() / "config.yaml").read_text(encoding="utf-8"))
    for key, (value, _) in PLAIN.items():
        outer, _, inner = key.rpartition(".")
        assert (text[outer][inner] if outer else text[key]) == value
