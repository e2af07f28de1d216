"""Which value holds in which month, when history, scenarios and the user all turn a lever?"""

import pytest

from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import configuration, short_name
from segsim.runs.config.layers import check_clashes
from segsim.runs.config.scenarios import Scenario, read_scenario
from segsim.runs.config.sweep import compose_one, compose_sweep, with_scenario
from segsim.settings import Time
from segsim.settings.dated import Held, settle
from segsim.settings.files import conf_folder, read_law
from segsim.settings.months import BEGINNING

LEVER = "demand.stimulus"
RATE = "enforcement.inspection_rate"


def values_over_time(layers, months, default=0.0):
    first, changes = settle({"a.b": default}, layers, -2, 99)
    dated = {change.index: change.value for change in changes}
    value, seen = first["a.b"], {}
    for index in range(-2, 100):
        value = dated.get(index, value)
        seen[index] = value
    return [seen[month] for month in months]


def held(value, start, end=None, origin="test"):
    return Held("a.b", value, start, end, origin)


def test_a_higher_layer_masks_a_lower_one_from_its_date_on():
    law = [held(1.0, 5), held(2.0, 20)]
    assert values_over_time([law, [], [held(9.0, 10)]], [4, 5, 10, 20, 99]) == [0.0, 1.0, 9.0, 9.0, 9.0]


def test_where_a_layer_lets_go_the_value_is_what_lies_below_by_then():
    law = [held(1.0, 5), held(2.0, 20)]
    assert values_over_time([law, [held(9.0, 10, 30)]], [9, 10, 29, 30]) == [1.0, 9.0, 9.0, 2.0]
    assert values_over_time([[], [held(9.0, 10, 30)]], [9, 10, 30]) == [0.0, 9.0, 0.0]


def test_setting_the_default_by_hand_still_masks_law():
    assert values_over_time([[held(1.0, 5)], [held(0.0, BEGINNING)]], [-2, 5, 99]) == [0.0, 0.0, 0.0]


def test_changes_come_in_order_and_only_where_a_value_changes():
    _, changes = settle({"a.b": 0.0}, [[held(1.0, 5), held(1.0, 8), held(0.0, 3), held(2.0, 200)]], -2, 99)
    assert [(change.index, change.value) for change in changes] == [(5, 1.0)]


def test_what_happened_before_the_start_stands_from_the_first_month():
    time = Time(start=(2010, 1), end=(2012, 12), burn_in=24)
    law = read_law("history", time, [conf_folder()])
    first, changes = settle({LEVER: 0.0}, [[one for one in law if one.path == LEVER]], -24, 35)
    assert first[LEVER] == 0.05
    assert [(change.index, change.value) for change in changes] == [(12, 0.0)]


def compose(*words, folders=None):
    return configuration(compose_one(words, folders or [conf_folder()]))


@pytest.mark.parametrize("name", ["history", "living_wage", "car_alliances"])  # expectations as a list and alone
def test_a_scenario_added_to_what_was_composed_is_as_if_it_had_been_typed(name):
    words = ["world=toy", "enforcement=strict", "time.end=2014-12"]
    added = configuration(with_scenario(compose_one(words, [conf_folder()]), name))
    assert added == compose(*words, f"scenario={name}")
    assert added.name == compose(*words, f"scenario={name}").name


def test_a_lever_takes_effect_at_policy_from_and_structure_at_once():
    chosen = compose(f"{RATE}=0.1", "world.workers=5000")
    assert chosen.settings.world.workers == 5000
    assert chosen.settings.params["enforcement"].inspection_rate != 0.1
    assert [(one.index, one.value) for one in chosen.settings.changes if one.path == RATE] == [(60, 0.1)]
    assert compose("policy.from=start", f"{RATE}=0.1").settings.params["enforcement"].inspection_rate == 0.1


def test_the_command_line_wins_over_a_variant_and_says_where_it_came_from():
    changes = compose("enforcement=lax", f"{RATE}=0.1").settings.changes
    found = {one.path: one for one in changes}
    assert found[RATE].value == 0.1
    assert "command line" in found[RATE].origin
    assert "conf/enforcement/lax.yaml" in found["enforcement.complaint_slope"].origin


def test_a_variant_that_names_a_default_masks_dated_law():
    path = "bargaining.guideline_coverage"
    assert any(one.path == path for one in compose().settings.changes)
    assert not any(one.path == path for one in compose("bargaining=captured").settings.changes)


def test_a_lever_after_the_last_month_is_reported():
    assert "after the last month" in compose("enforcement=lax", "time.end=2007-12").notes[0]


def test_seeds_count_from_the_seed_or_are_a_list():
    assert compose("seed=7").seeds == (7,)
    assert compose("seed=7", "seeds=3").seeds == (7, 8, 9)
    assert compose("seeds=[3,8]").seeds == (3, 8)


def test_a_sweep_is_every_combination_handed_over_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["enforcement=lax,strict", "bargaining=none,chain", "seeds=2"]
    composed = [configuration(one) for one in compose_sweep(words, [conf_folder()])]
    assert [one.name for one in composed] == [
        f"enforcement-{rule}_bargaining-{level}" for rule in ("lax", "strict") for level in ("none", "chain")
    ]
    assert {one.seeds for one in composed} == {(1, 2)}
    assert list(tmp_path.iterdir()) == []


def test_the_short_name_says_policies_first_and_leaves_out_what_moves_no_number():
    assert short_name(["world=toy", "seeds=3", "threads=1", "enforcement=lax", "bargaining=default"]) == (
        "enforcement-lax_world-toy"
    )
    assert short_name(["scenario=[a,b]", "time.end=2007-12"]) == "+a+b+_end-2007-12".strip("+")
    assert short_name([]) == short_name(["without=[]"]) == "history"
    assert short_name(["without=[unrest]"]) == "without-+unrest"
    assert len(short_name([f"{RATE}=0.{place}" for place in range(50)])) <= 60


@pytest.fixture
def own_conf(tmp_path):
    """A user's own conf folder: a scenario with steps, a short one, and a variant."""
    (tmp_path / "scenario").mkdir()
    (tmp_path / "enforcement").mkdir()
    (tmp_path / "scenario" / "stepwise.yaml").write_text(
        "title: two steps\nrow: 8\nsteps:\n"
        "  - {from: 2012-01, set: {enforcement.inspection_rate: 0.05}}\n"
        "  - {from: 2014-01, until: 2015-01, set: {enforcement.inspection_rate: 0.1}}\n"
        "predictions: {indicator: under_minimum_hourly, sign: '-', months: 24}\n",
        encoding="utf-8",
    )
    (tmp_path / "scenario" / "early.yaml").write_text(
        "from: 2008-01\nuntil: 2012-01\nset: {enforcement.inspection_rate: 0.2}\n", encoding="utf-8"
    )
    (tmp_path / "enforcement" / "mine.yaml").write_text("defaults: [lax]\nstyle: campaign\n", encoding="utf-8")
    return [tmp_path, conf_folder()]


def test_a_users_own_scenarios_and_variants_are_found(own_conf):
    chosen = compose("scenario=stepwise", "enforcement=mine", "policy.from=2016-01", folders=own_conf)
    dated = [(one.index, one.value) for one in chosen.settings.changes if one.path == RATE]
    assert dated == [(72, 0.05), (96, 0.1), (108, 0.05), (120, 0.00215)]
    assert ("enforcement.style", 120) in [(one.path, one.index) for one in chosen.settings.changes]


def test_scenarios_combine_where_they_do_not_meet(own_conf):
    chosen = compose("scenario=[early,stepwise]", folders=own_conf)
    assert chosen.scenarios == ("early", "stepwise")
    dated = [(one.index, one.value) for one in chosen.settings.changes if one.path == RATE]
    assert dated == [(24, 0.2), (72, 0.05), (96, 0.1), (108, 0.05)]


def test_two_scenarios_that_hold_one_lever_in_one_month_clash_by_name():
    one, other = (
        Scenario(name, "", "", (held(1.0, start, end),)) for name, start, end in (("a", 5, 9), ("b", 8, None))
    )
    with pytest.raises(InputError, match=r"scenarios a and b clash: both set a\.b"):
        check_clashes([one, other])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from: 2012-01\nset: {enforcement.inspection_rat: 1}\n", "did you mean enforcement.inspection_rate"),
        ("from: 2012-01\nset: {enforcement.inspection_rate: 3}\n", "is outside 0 to 0.25"),
        ("from: 2012-01\nset: {demand.income_elasticity: 1.0}\n", "is fixed for the run"),
        ("from: soon\nset: {enforcement.inspection_rate: 0.1}\n", "written as 2010-07, not 'soon'"),
        ("from: 2012-01\nuntil: 2011-01\nset: {enforcement.inspection_rate: 0.1}\n", "is not after"),
        ("form: 2012-01\n", "unknown key 'form' (set in scenario broken); did you mean from"),
        ("from: [\n", r"broken.yaml, line 2"),
        ("- a\n", "is not a list of `key: value`"),
    ],
)
def test_a_faulty_scenario_is_reported_in_one_line(tmp_path, text, message):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "broken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_scenario("broken", Time(), [tmp_path, conf_folder()])
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)
