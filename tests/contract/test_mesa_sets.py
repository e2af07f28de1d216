"""Does a set of rows do what Mesa's own AgentSet does? Each operation runs on both, with the same attributes."""

from __future__ import annotations

import math
from random import Random

import mesa
import numpy as np
import pytest
from mesa.agentset import AgentSet

from mesa_world import hand_filled_model
from segsim.agents import Firm, HeldInTablesError, LocalGovernment, MigrantWorker, UrbanWorker, Worker

ATTRIBUTES = ("unique_id", "skill", "base_pay", "overtime", "written_contract", "hukou", "deposits")


class Plain(mesa.Agent):
    """An ordinary Mesa agent with a worker's attributes."""


@pytest.fixture
def model():
    return hand_filled_model()


@pytest.fixture
def workers(model):
    return model.agents.select(agent_type=Worker)


@pytest.fixture
def ordinary(workers):
    """The same workers as ordinary Mesa objects. The list keeps them alive for Mesa's weak set."""
    other = mesa.Model(rng=1)
    objects = []
    for worker in workers:
        agent = Plain(other)
        for name in ATTRIBUTES:
            setattr(agent, name, getattr(worker, name))
        objects.append(agent)
    return objects


@pytest.fixture
def mesas(ordinary):
    return AgentSet(ordinary, random=Random(5))


def ids(agents):
    return [agent.unique_id for agent in agents]


def test_size_order_and_membership(workers, mesas):
    assert len(workers) == len(mesas)
    assert ids(workers) == ids(mesas)
    assert ids(workers.to_list()) == ids(mesas.to_list())
    assert all(worker in workers for worker in workers)
    assert "no agent" not in workers
    assert next(iter(hand_filled_model().agents)) not in workers


@pytest.mark.parametrize("at_most", [0, 3, 1000, 0.0, 0.26, 1.0, math.inf])
@pytest.mark.parametrize("filtered", [False, True])
def test_select(workers, mesas, at_most, filtered):
    rule = (lambda agent: agent.overtime > 20) if filtered else None
    assert ids(workers.select(rule, at_most=at_most)) == ids(mesas.select(rule, at_most=at_most))


def test_select_asks_no_more_agents_than_needed(workers):
    asked = []
    workers.select(lambda agent: asked.append(agent) or True, at_most=2)
    assert len(asked) == 2


@pytest.mark.parametrize("at_most", [-1, -0.5, 1.5])
def test_select_refuses_what_is_neither_count_nor_share(workers, at_most):
    with pytest.raises(ValueError, match="at_most"):
        workers.select(at_most=at_most)


def test_select_in_place_changes_this_set_and_otherwise_another(workers):
    chosen = workers.select(lambda agent: agent.hukou == 1)
    assert len(chosen) == 10
    assert len(workers) == 40
    assert workers.select(lambda agent: agent.hukou == 1, inplace=True) is workers
    assert workers == chosen


@pytest.mark.parametrize("kind", [MigrantWorker, UrbanWorker, Worker, Firm, mesa.Agent, LocalGovernment, int])
def test_select_by_type_is_isinstance(model, kind):
    assert ids(model.agents.select(agent_type=kind)) == ids(a for a in model.agents if isinstance(a, kind))


def test_select_where_equals_the_mask_on_the_columns(model, workers):
    mask = (model.state.workers.overtime > 20) & ~model.state.workers.written_contract
    by_mask = workers.select(where=mask)
    by_function = workers.select(where=lambda w: (w.overtime > 20) & ~w.written_contract)
    assert by_mask.columns.row.tolist() == np.flatnonzero(mask).tolist() == by_function.columns.row.tolist()
    assert len(workers.select(lambda agent: agent.skill > 1, where=mask, agent_type=UrbanWorker, at_most=1)) == 1
    with pytest.raises(ValueError, match="40 agents"):
        workers.select(where=mask[:3])
    with pytest.raises(ValueError, match="40 agents"):
        workers.select(where=np.ones(40))


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_get(workers, mesas, name):
    values = workers.get(name)
    assert values == mesas.get(name)
    assert [type(value) for value in values] == [type(value) for value in mesas.get(name)]


def test_get_several_and_missing(workers, mesas):
    assert workers.get(["skill", "hukou"]) == mesas.get(["skill", "hukou"])
    assert workers.get([]) == mesas.get([])
    asked = (["skill", "height"], "default", -1)
    assert workers.get(*asked) == mesas.get(*asked)
    assert workers.get("height", handle_missing="default") == [None] * 40
    with pytest.raises(AttributeError, match="height"):
        workers.get("height")
    with pytest.raises(ValueError, match="handle_missing"):
        workers.get("skill", handle_missing="ignore")


def test_get_of_a_set_over_several_tables(model):
    money = model.agents.get("deposits")
    state = model.state
    expected = [*state.workers.deposits, *state.firms.deposits[:-1], *state.cities.deposits[:-1], 0.0]
    assert money[:-1] == expected[:-1]
    assert math.isnan(money[-1])  # the centre's is missing in this world
    skills = model.agents.get("skill", handle_missing="default", default_value=0.0)
    assert skills[:40] == state.workers.skill.tolist()
    assert set(skills[40:]) == {0.0}


@pytest.mark.parametrize("function", [sum, min, max, len, np.mean, np.sum, np.median, np.std, sorted, lambda v: v[-1]])
@pytest.mark.parametrize("name", ["base_pay", "overtime", "written_contract", "hukou"])
def test_agg(workers, mesas, name, function):
    ours, theirs = workers.agg(name, function), mesas.agg(name, function)
    assert ours == theirs
    assert type(ours) is type(theirs)


def test_agg_with_several_functions(workers, mesas):
    assert workers.agg("skill", [min, np.mean, max]) == mesas.agg("skill", [min, np.mean, max])
    assert workers.agg("skill", (min, max)) == mesas.agg("skill", (min, max))


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("key", ["base_pay", "hukou", "written_contract", "unique_id", lambda a: (a.hukou, -a.skill)])
def test_sort_keeps_ties_as_mesa_does(workers, mesas, key, ascending):
    assert ids(workers.sort(key, ascending=ascending)) == ids(mesas.sort(key, ascending=ascending))
    assert ids(workers) == ids(mesas)
    assert workers.sort(key, ascending, inplace=True) is workers
    assert ids(workers) == ids(mesas.sort(key, ascending))


@pytest.mark.parametrize("ascending", [False, True])
def test_sort_puts_missing_values_last(model, workers, ascending):
    model.state.workers.base_pay[[2, 7]] = np.nan
    assert workers.sort("base_pay", ascending).columns.row[-2:].tolist() == [2, 7]


def test_shuffle_draws_as_mesa_does(workers, mesas):
    workers.random = Random(5)
    assert ids(workers.shuffle()) == ids(mesas.shuffle())
    ours, theirs = [], []
    workers.shuffle_do(lambda agent: ours.append(agent.unique_id))
    mesas.shuffle_do(lambda agent: theirs.append(agent.unique_id))
    assert ours == theirs
    before = ids(workers)
    assert workers.shuffle(inplace=True) is workers
    assert sorted(ids(workers)) == before != ids(workers)


def test_the_sets_of_a_model_draw_from_the_models_own_generator(model):
    other = hand_filled_model()
    assert model.agents.random is model.random
    assert ids(model.agents.shuffle()) == ids(other.agents.shuffle())


@pytest.mark.parametrize("by", ["hukou", "base_pay", "written_contract", lambda agent: agent.overtime // 30])
def test_groupby(workers, mesas, by):
    ours, theirs = workers.groupby(by), mesas.groupby(by)
    assert list(ours.groups) == list(theirs.groups)
    assert len(ours) == len(theirs)
    assert ours.count() == theirs.count()
    assert {key: ids(group) for key, group in ours} == {key: ids(group) for key, group in theirs}
    assert ours.agg("skill", np.mean) == theirs.agg("skill", np.mean)
    assert ours.map("agg", "deposits", max) == theirs.map("agg", "deposits", max)
    assert ours.map(len) == theirs.map(len)
    assert ours.do(len) is ours
    as_lists = workers.groupby(by, result_type="list")
    assert {key: ids(group) for key, group in as_lists} == {key: ids(group) for key, group in ours}
    assert all(isinstance(group, list) for _, group in as_lists)


def test_groupby_a_link_has_agents_as_keys_and_by_its_row_numbers(model, workers):
    by_agent = workers.groupby("employer").count()
    by_row = workers.groupby("employer_row").count()
    assert {-1 if firm is None else firm.row: count for firm, count in by_agent.items()} == by_row
    assert by_row == dict(zip(*np.unique(model.state.workers.employer, return_counts=True), strict=True))


def test_do_and_map(workers, mesas):
    assert workers.map(lambda agent, factor: agent.skill * factor, 2) == mesas.map(
        lambda a, factor: a.skill * factor, 2
    )
    assert workers.map("__hash__") == [hash(worker) for worker in workers]
    assert workers.do(lambda agent: setattr(agent, "overtime", 3.0)) is workers
    assert set(workers.get("overtime")) == {3.0}
    with pytest.raises(HeldInTablesError, match=r"model\.step"):
        workers.do("step")
