"""Does clamping a mechanism clamp what it declares, and is it refused where that is impossible?"""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest

from segsim.mechanisms.accounting import AccountsError
from segsim.model import SegmentationModel
from segsim.plumbing.errors import InputError
from segsim.recorder import Recorder
from segsim.runs.api import compose_overrides
from segsim.runs.config.apart import check_comparable, first_month_apart
from segsim.runs.execute import clamped
from segsim.runs.execute.clamped import (
    channel,
    clamp,
    clampable,
    counted,
    own_mechanisms,
    run_clamped,
    same_firms,
    side_by_side,
)
from segsim.schedule import MECHANISMS, MONTH
from small_worlds import TOY, settings

KEYS = ["world=toy", "time.start=2010-07", "time.end=2011-06", "time.burn_in=2", "policy.from=2010-10"]
POLICY = "bargaining=chain"
WINDOW = (2011 * 12, 2011 * 12 + 5)


def settings_of(*more):
    return compose_overrides([*KEYS, *more], 3).settings


@pytest.fixture(scope="module")
def pair():
    return settings_of(), settings_of(POLICY)


@pytest.fixture(scope="module")
def outcomes(pair):
    """The free policy run and every clamped one."""
    return run_clamped(*pair, 3, [None, *clampable()], lambda: None)


@pytest.fixture(scope="module")
def free(pair):
    """Baseline and policy, each run by itself."""
    return [alone(one) for one in pair]


def alone(one, seed=3):
    model = SegmentationModel(one, rng=seed)
    recorder = Recorder(model, panel=False)
    for _ in range(one.time.burn_in + one.time.months):
        model.step()
        recorder.record()
    return recorder.finish()


def is_same(one, other):
    return one.series.equals(other.series) and one.cells.equals(other.cells)


def test_clamping_nothing_is_the_policy_to_the_bit(outcomes, free):
    assert not is_same(free[0], free[1]), "the policy does nothing: the test would not see a fault"
    assert is_same(outcomes[None], free[1])


def test_clamping_the_policys_own_mechanism_is_the_baseline_to_the_bit(outcomes, free):
    assert is_same(outcomes["bargaining"], free[0])


@pytest.mark.parametrize("lever", ["wages.rent_sharing=0.4", "enforcement=strict", "minimum_wage=catch_up"])
def test_so_it_is_wherever_the_lever_stands(lever):
    baseline, policy = settings_of(), settings_of(lever)
    (name,) = own_mechanisms(baseline, policy)
    found = run_clamped(baseline, policy, 3, [name], lambda: None)[name]
    assert is_same(found, alone(baseline))
    assert not is_same(found, alone(policy))


def test_a_policy_from_the_first_month_is_not_branched_off_but_built(free):
    first = settings_of(POLICY, "policy.from=start")
    assert first_month_apart(settings_of(), first) == -2
    found = run_clamped(settings_of(), first, 3, [None, "bargaining"], lambda: None)
    assert is_same(found[None], alone(first))
    assert is_same(found["bargaining"], free[0])


def test_every_clamped_run_keeps_the_accounts_or_reports_the_identity_that_it_violated(outcomes):
    assert set(outcomes) == {None, *clampable()}
    for name, found in outcomes.items():
        assert "the accounts differ" in found if isinstance(found, str) else len(found.series), name
    assert sum(isinstance(found, str) for found in outcomes.values()) <= 2


def test_clamped_wages_stand_where_the_baselines_do_and_others_respond(pair):
    seen = []
    with patch.object(clamped, "clamp", lambda step, *states: (clamp(step, *states), seen.append(step.name))):
        for baseline, one in side_by_side(*pair, 3, ["wages"], lambda: None):
            states = baseline.model.state, one.model.state
            same = same_firms(*states)
            assert np.array_equal(*(state.firms.mrpl[same] for state in states), equal_nan=True)
    assert set(seen) == {"set_wages"}
    assert not np.array_equal(*(state.firms.wage_floor for state in states)), "bargaining does not respond"


def test_what_the_accounts_count_is_never_clamped():
    for name in MECHANISMS:
        for step in channel(name).clamped:
            assert not counted(step), step.name
    moves_money = {step.mechanism for step in MONTH if any(column.name == "deposits" for column in step.writes)}
    assert moves_money
    for name in moves_money:
        assert channel(name).goes_on
        assert "moves" in channel(name).reason
    assert not channel("accounting").is_possible
    assert not channel("matching").is_possible
    assert channel("wages").is_whole
    assert [step.name for step in channel("orders.set_prices").clamped] == ["set_prices"]


@pytest.mark.parametrize("name", [name for name in MECHANISMS if not channel(name).is_possible])
def test_a_refusal_names_its_reason(pair, name):
    with pytest.raises(InputError, match=rf"{name} cannot be clamped: \w+"):
        run_clamped(*pair, 3, [name], lambda: None)


def test_a_firm_that_lives_in_one_run_alone_is_left_to_itself():
    two = [SegmentationModel(settings(world=replace(TOY, firms=60)), rng=1).state for _ in range(2)]
    (step,) = (one for one in MONTH if one.name == "set_wages")
    two[0].firms.base_wage[:], two[1].firms.base_wage[:] = 5.0, 7.0
    two[0].firms.alive[:], two[1].firms.alive[:] = True, True
    two[1].firms.alive[3], two[1].firms.born[4] = False, 12
    clamp(step, *two)
    assert two[1].firms.base_wage[[2, 3, 4, 5]].tolist() == [5.0, 7.0, 7.0, 5.0]


def test_a_clamp_that_unbalances_the_accounts_is_reported_and_the_others_go_on(pair):
    def unbalanced(step, *states):
        clamp(step, *states)
        if step.mechanism == "hours":
            raise_in.append(step)
            states[1].sectors.fines[0] += 1e12

    raise_in = []
    with patch.object(clamped, "clamp", unbalanced):
        found = run_clamped(*pair, 3, ["hours", "wages"], lambda: None)
    assert found["hours"] == "2010-10: money, fines: the accounts differ by 1e+12 yuan"
    assert len(raise_in) == 1, "goes on after the accounts broke"
    assert not isinstance(found["wages"], str)
    assert issubclass(AccountsError, ArithmeticError)


def test_two_worlds_or_two_equal_runs_cannot_be_set_side_by_side(pair):
    with pytest.raises(InputError, match=r"world\.workers"):
        check_comparable(pair[0], replace(pair[1], world=replace(pair[1].world, workers=2000)))
    with pytest.raises(InputError, match="does not differ from the baseline"):
        first_month_apart(pair[0], pair[0])
