"""Is what is set from Python checked as on the command line, and is it the same history?"""

from __future__ import annotations

from dataclasses import replace

import mesa
import numpy as np
import pytest

import segsim
from segsim.mechanisms import hukou, minimum_wage
from segsim.model import SegmentationModel, seed_of
from segsim.plumbing.errors import InputError
from segsim.settings import Change, Settings, Time
from segsim.settings.catalogue import may_be_left_out
from segsim.world.size import World

TOY = World(workers=1000, firms=60, n_cities=4)
SHORT = Time(end=(2006, 2), burn_in=1)
WRONG = [
    ("minimum_wage.rule", "catchup", "is one of dated | frozen | catch_up | endogenous, not 'catchup'"),
    ("minimum_wage.catch_up_ratio", 55, "is outside 0.2 to 0.8"),
    ("minimum_wage.catch_up_ratio", "half", "is a number in share"),
    ("minimum_wage.catch_up_ratio", float("nan"), "is a number in share"),
    ("minimum_wage.catch_up_ratio", True, "is a number in share"),
    ("enforcement.disaster_months", 2.5, "is a whole number in months"),
    ("enforcement.disaster_months", float("inf"), "is outside 1 to 24"),
    ("minimum_wage.catchup_ratio", 0.5, "did you mean minimum_wage.catch_up_ratio"),
    ("minimumwage.rule", "frozen", "did you mean minimum_wage.rule"),
    ("orders.pass_up", "no", "is true or false"),
]


@pytest.fixture(scope="module")
def model():
    return SegmentationModel(Settings.history(TOY, SHORT))


def refused(description, call, *values, **named):
    with pytest.raises(InputError) as refusal:
        call(*values, **named)
    assert description in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(("path", "value", "description"), WRONG)
def test_a_lever_is_checked_as_on_the_command_line(model, path, value, description):
    before = dict(model.params)
    refused(description, model.set_lever, path, value)
    refused(description, Settings.history, TOY, SHORT, {path: value})
    refused(description, replace, model.settings, changes=(Change(0, path, value, "test"),))
    assert model.params == before


@pytest.mark.parametrize("path", ["demand.income_elasticity", "world.workers"])
def test_what_is_fixed_for_the_run_cannot_be_set_in_mid_run(model, path):
    refused("is fixed for the run", model.set_lever, path, 1.0)


def test_a_lever_takes_its_own_type(model):
    model.set_lever("enforcement.disaster_months", 4.0)
    model.set_lever("enforcement.inspection_rate", np.float32(0.125))
    assert type(model.params["enforcement"].disaster_months) is int
    assert type(model.params["enforcement"].inspection_rate) is float


@pytest.mark.parametrize("make", [minimum_wage.Params, hukou.Params])
def test_no_rule_sees_a_word_that_it_does_not_know(make):
    refused("is one of", make, rule="catchup")
    refused("is one of", replace, make(), rule="catchup")


def test_params_in_settings_are_checked():
    chosen = Settings.history(TOY, SHORT)
    steep = replace(chosen.params["minimum_wage"], catch_up_ratio=55)
    refused("is outside 0.2 to 0.8", replace, chosen, params={**chosen.params, "minimum_wage": steep})
    refused(
        "params['wages'] is wages.Params(...), not", replace, chosen, params={**chosen.params, "wages": {"step": 1}}
    )
    refused("is policy_calendar.Params(...), not None", Settings, TOY, SHORT, {}, ())
    refused("is outside 1 to", Settings.history, replace(TOY, workers=0), SHORT)


def test_mechanisms_left_out_are_checked():
    assert Settings.history(TOY, SHORT, without=["unrest"]).without == {"unrest"}
    refused("did you mean unrest", Settings.history, TOY, SHORT, without=["unrst"])
    refused("production cannot be left out", Settings.history, TOY, SHORT, without=["production"])
    assert all(may_be_left_out().values())


def test_a_model_made_in_python_has_the_history_of_the_command_line():
    assert Settings.history().changes, "history has dated law"
    ours, theirs = SegmentationModel(), segsim.make_model()
    assert ours.settings.changes == theirs.settings.changes
    assert ours.settings.world == theirs.settings.world
    assert ours.settings.time == theirs.settings.time
    assert ours.params == {name: theirs.params[name] for name in ours.params}
    assert ours.state_hash() == theirs.state_hash()


def test_what_python_and_the_command_line_leave_out_is_the_same():
    words = ["world=toy", "time.end=2006-02", "time.burn_in=1", "without=[unrest,brands]", "dated_law=none"]
    theirs = segsim.make_model(words)
    chosen = Settings.history(theirs.settings.world, SHORT, without=["brands", "unrest"], law="none")
    assert chosen.without == theirs.settings.without
    ours, all_of_it = SegmentationModel(chosen), SegmentationModel(replace(chosen, without=frozenset()))
    for run in (ours, theirs, all_of_it):
        run.run_for(3)
    assert ours.state_hash() == theirs.state_hash() != all_of_it.state_hash()


def test_a_whole_number_is_the_seed_and_mesas_other_forms_give_one():
    chosen = Settings.history(TOY, SHORT)
    assert SegmentationModel(chosen, rng=7).seed == SegmentationModel(chosen, rng=np.int64(7)).seed == 7
    forms = (np.random.default_rng, np.random.SeedSequence, lambda seed: np.random.PCG64(seed), lambda seed: [seed, 1])
    for form in forms:
        one, again, other = (SegmentationModel(chosen, rng=form(seed)) for seed in (5, 5, 6))
        assert one.seed == again.seed != other.seed
        assert one.state_hash() == again.state_hash() != other.state_hash()
        assert one.rng.random() == again.rng.random()
    drawn, next_drawn = (SegmentationModel(chosen, rng=None) for _ in range(2))
    assert drawn.seed != next_drawn.seed
    assert SegmentationModel(chosen, rng=drawn.seed).state_hash() == drawn.state_hash()
    generator = np.random.default_rng(5)
    assert SegmentationModel(chosen, rng=generator).rng is generator
    refused("a seed is a whole number of 0 or more", seed_of, -1)


def test_mesa_runs_a_batch_of_models_that_collect():
    class Collecting(SegmentationModel):
        def __init__(self, *words, **named) -> None:
            super().__init__(*words, **named)
            self.datacollector = mesa.DataCollector({"jobs": lambda model: int(model.state.firms.employment.sum())})

        def step(self) -> None:
            super().step()
            self.datacollector.collect(self)

    chosen = Settings.history(TOY, SHORT)
    rows = mesa.batch_run(Collecting, {"settings": [chosen]}, rng=[1, 2], max_steps=2, display_progress=False)
    assert [row["jobs"] for row in rows if row["Step"] == 2] == [
        _jobs_after_two_months(chosen, seed) for seed in (1, 2)
    ]


def _jobs_after_two_months(chosen, seed):
    run = SegmentationModel(chosen, rng=seed)
    run.run_for(2)
    return int(run.state.firms.employment.sum())
