"""Does a value in conf/ count, the package's or the user's own, and is what ran what is recorded?"""

from __future__ import annotations

import shutil

import pytest

from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import configuration
from segsim.runs.config.sweep import compose_one, compose_sweep
from segsim.runs.store.provenance import settings_hash
from segsim.runs.store.store import resolved
from segsim.settings import Settings
from segsim.settings import files as files_of_conf
from segsim.settings.files import conf_folder

RATE, SLOPE = "enforcement.inspection_rate", "enforcement.complaint_slope"


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def compose(folder, *words):
    return configuration(compose_one(words, [folder, conf_folder()]))


def dated(chosen, path):
    return [(one.index, one.value) for one in chosen.settings.changes if one.path == path]


def test_a_users_default_is_the_value_of_the_model_from_the_first_month(tmp_path):
    write(tmp_path, "enforcement/default.yaml", "inspection_rate: 0.09\n")
    chosen = compose(tmp_path)
    assert chosen.settings.params["enforcement"].inspection_rate == 0.09
    assert dated(chosen, RATE) == []
    assert chosen.notes == (f"{RATE} = 0.09 from the first month on ({tmp_path}/enforcement/default.yaml)",)
    assert resolved(chosen)["enforcement"]["inspection_rate"] == 0.09
    assert settings_hash(chosen.settings) != settings_hash(compose(tmp_path / "nothing").settings)
    # Everything else is as in the package, and what the command line sets is a policy, from its date on.
    turned = compose(tmp_path, f"{RATE}=0.1", f"{SLOPE}=0.5")
    assert turned.settings.params == chosen.settings.params
    assert (dated(turned, RATE), dated(turned, SLOPE)) == ([(60, 0.1)], [(60, 0.5)])


def test_dated_law_goes_on_from_a_users_default(tmp_path):
    write(tmp_path, "demand/default.yaml", "stimulus: 0.02\n")
    chosen = compose(tmp_path)
    assert chosen.settings.params["demand"].stimulus == 0.02
    assert dated(chosen, "demand.stimulus")[0] == (34, 0.1)


def test_a_value_changed_in_the_packages_own_folder_counts_from_python_too(tmp_path, monkeypatch):
    folder = shutil.copytree(conf_folder(), tmp_path / "conf")
    file = folder / "enforcement" / "default.yaml"
    text = file.read_text(encoding="utf-8")
    assert "\ninspection_rate: 0.0043\n" in text
    file.write_text(text.replace("\ninspection_rate: 0.0043\n", "\ninspection_rate: 0.09\n"), encoding="utf-8")
    chosen = configuration(compose_one([], [folder]))
    assert chosen.settings.params["enforcement"].inspection_rate == 0.09
    monkeypatch.setattr(files_of_conf, "conf_folder", lambda: folder)
    monkeypatch.setattr("segsim.settings.run.conf_folder", lambda: folder)
    assert Settings.history().params["enforcement"].inspection_rate == 0.09


def test_a_users_world_counts(tmp_path):
    write(tmp_path, "world/default.yaml", "workers: 3000\n")
    assert compose(tmp_path).settings.world.workers == 3000
    assert compose(tmp_path, "world=toy").settings.world.workers == 1000


@pytest.mark.parametrize("builds_on", ["", "defaults: [default]\n", "defaults: [lax]\n"])
def test_a_users_file_with_a_built_in_name_is_the_one(tmp_path, builds_on):
    write(tmp_path, "enforcement/strict.yaml", f"{builds_on}inspection_rate: 0.2\n")
    chosen = compose(tmp_path, "enforcement=strict")
    assert dated(chosen, RATE) == [(60, 0.2)]
    # Nothing of the package's strict.yaml is left; of what it builds on only what the user names.
    assert dated(chosen, SLOPE) == ([(60, 0.1435)] if "lax" in builds_on else [])
    recorded = resolved(chosen)
    assert [(one["lever"], one["value"]) for one in recorded["changes"] if one["lever"] == RATE] == [(RATE, 0.2)]
    assert str(tmp_path / "enforcement" / "strict.yaml") in next(
        one["what"] for one in recorded["changes"] if one["lever"] == RATE
    )


@pytest.mark.parametrize(
    ("name", "text", "words", "says"),
    [
        ("enforcement/default.yaml", "inspection_rate: 0.9\n", [], "is outside 0 to 0.25"),
        ("enforcement/default.yaml", "inspection_rat: 0.1\n", [], "did you mean enforcement.inspection_rate"),
        ("enforcement/default.yaml", "defaults: [lax]\n", [], "unknown key 'enforcement.defaults'"),
        ("enforcement/mine.yaml", "defaults: [mine]\nstyle: campaign\n", ["enforcement=mine"], "mine"),
        ("enforcement/mine.yaml", "defaults: [/wages: default]\n", ["enforcement=mine"], "names variants of"),
        ("enforcement/mine.yaml", "inspection_rat: 0.1\n", ["enforcement=mine"], "did you mean"),
        ("enforcement/mine.yaml", "# @package _global_\nwages: {step: 0.5}\n", ["enforcement=mine"], "own group"),
        ("config.yaml", "seeds: 3\n", [], "stands in place of conf/config.yaml as a whole"),
    ],
)
def test_a_faulty_file_of_the_user_is_reported_in_one_line(tmp_path, name, text, words, says):
    write(tmp_path, name, text)
    with pytest.raises(InputError) as refusal:
        compose(tmp_path, *words)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["my conf (v2)", "O'Neil", "论文,=#"])
def test_folders_are_named_as_people_name_them(tmp_path, name):
    write(tmp_path / name, "enforcement/mine.yaml", "inspection_rate: 0.2\n")
    assert dated(compose(tmp_path / name, "enforcement=mine"), RATE) == [(60, 0.2)]


def test_force_adding_is_setting():
    folders = [conf_folder()]
    one, other = (compose_one([f"{plus}{RATE}=0.09", "world=toy"], folders) for plus in ("++", ""))
    assert configuration(one) == configuration(other)
    assert dated(configuration(one), RATE) == [(60, 0.09)]
    several = [configuration(chosen) for chosen in compose_sweep([f"++{RATE}=0.09,0.1"], folders)]
    assert [dated(chosen, RATE) for chosen in several] == [[(60, 0.09)], [(60, 0.1)]]


def test_a_sweep_takes_lists_globs_and_ranges():
    chosen = compose_sweep(["scenario=history,[living_wage,hukou_open]", "seeds=[1,2]"], [conf_folder()])
    assert [one.scenarios for one in chosen] == [("history",), ("living_wage", "hukou_open")]
    assert {configuration(one).seeds for one in chosen} == {(1, 2)}
    chosen = compose_sweep(["minimum_wage=glob(f*)", "seed=range(1,4)"], [conf_folder()])
    assert [(one.variants["minimum_wage"], one.values["seed"]) for one in chosen] == [("freeze", 1), ("freeze", 2),
                                                                                    ("freeze", 3)]  # fmt: skip
    chosen = compose_sweep(["without=[unrest],[]"], [conf_folder()])
    assert [configuration(one).settings.without for one in chosen] == [{"unrest"}, frozenset()]


def test_a_scenario_leaves_mechanisms_out_for_the_whole_run(tmp_path):
    write(tmp_path, "scenario/quiet.yaml", "title: quiet\nfrom: start\nwithout: [unrest]\n")
    chosen = compose(tmp_path, "scenario=quiet", "without=brands")
    assert chosen.settings.without == {"unrest", "brands"}
    assert resolved(chosen)["without"] == ["brands", "unrest"]
    assert settings_hash(chosen.settings) != settings_hash(compose(tmp_path).settings)
    write(tmp_path, "scenario/late.yaml", "title: late\nfrom: 2011-01\nwithout: [unrest]\n")
    with pytest.raises(InputError, match="without holds for the whole run"):
        compose(tmp_path, "scenario=late")
