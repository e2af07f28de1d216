"""Can a set be written through, joined with others and changed, and does a model's own set refuse to be?"""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from mesa_world import hand_filled_model
from segsim.agents import ArrayAgentSet, Firm, HeldInTablesError, LocalGovernment, MigrantWorker, UrbanWorker, Worker


@pytest.fixture
def model():
    return hand_filled_model()


@pytest.fixture
def workers(model):
    return model.agents.select(agent_type=Worker)


def ids(agents):
    return [agent.unique_id for agent in agents]


def test_set(model, workers):
    some = workers.select(at_most=3)
    assert some.set("skill", 2) is some
    assert model.state.workers.skill[:4].tolist() == [2.0, 2.0, 2.0, model.state.workers.skill[3]]
    for given in ([1.0, 2.0, 3.0], (1.0, 2.0, 3.0), np.array([1.0, 2.0, 3.0])):
        workers.set("skill", 0.0)
        some.sort("unique_id").set("skill", given)
        assert model.state.workers.skill[:4].tolist() == [3.0, 2.0, 1.0, 0.0]
    with pytest.raises(ValueError, match="2 values for 3 agents"):
        some.set("skill", [1.0, 2.0])
    with pytest.raises(AttributeError, match="near: skill"):
        some.set("skil", 1.0)


def test_set_over_several_tables_writes_nothing_unless_all_takes_it(model):
    posting = model.agents.select(agent_type=(Firm, LocalGovernment))
    posting.set("vacancies", 2)
    assert posting.get("vacancies") == [2] * 11
    posting.sort("unique_id").set("vacancies", list(range(11)))
    assert model.state.cities.vacancies.tolist() == [2, 1, 0, 0]
    assert model.state.firms.vacancies[:4].tolist() == [10, 9, 8, 7]
    before = model.state.hash()
    with pytest.raises(TypeError, match="whole number"):
        posting.set("vacancies", 1.0)
    with pytest.raises(AttributeError, match="Worker has no attribute 'vacancies'"):
        model.agents.set("vacancies", 1)
    assert model.state.hash() == before


def test_set_a_link_to_agents(model):
    firms = model.agents.select(agent_type=Firm)
    other = firms.to_list()[1]
    some = firms.select(at_most=2)
    some.set("buyer", other)
    assert some.get("buyer_row") == [1, 1]
    some.set("buyer", [other, None])
    assert some.get("buyer_row") == [1, -1]
    assert some.get("buyer") == [other, None]


def test_set_operators_give_selections(workers):
    urban = workers.select(agent_type=UrbanWorker)
    paid = workers.select(where=lambda w: w.base_pay > 1200)
    assert ids(urban & paid) == [i for i in ids(paid) if i in ids(urban)]
    assert set(urban | paid) == set(urban) | set(paid)
    assert set(urban - paid) == set(urban) - set(paid)
    assert set(urban ^ paid) == set(urban) ^ set(paid)
    assert len(urban - urban) == 0
    assert urban - urban <= urban
    assert urban == workers.select(where=lambda w: w.hukou == 1).shuffle()


def test_a_selection_can_be_changed(workers):
    first, *rest = workers.to_list()
    some = workers.select(at_most=2)
    some.remove(first)
    some.discard(first)
    assert ids(some) == [2]
    with pytest.raises(KeyError):
        some.remove(first)
    some.add(rest[7])
    some.add(rest[7])
    assert ids(some) == [2, 9]
    with pytest.raises(TypeError, match="rows of tables"):
        some.add("somebody")
    with pytest.raises(ValueError, match="another model"):
        some.add(hand_filled_model().agents.to_list()[0])


@pytest.mark.parametrize("of_type", [False, True])
@pytest.mark.parametrize(
    "deed",
    [
        lambda agents, one: agents.add(one),
        lambda agents, one: agents.discard(one),
        lambda agents, one: agents.remove(one),
        lambda agents, one: agents.clear(),
        lambda agents, one: agents.sort("unique_id", inplace=True),
        lambda agents, one: agents.shuffle(inplace=True),
        lambda agents, one: agents.select(at_most=1, inplace=True),
    ],
)
def test_the_models_own_sets_cannot_be_changed_and_say_what_to_do(model, deed, of_type):
    agents = model.agents_by_type[MigrantWorker] if of_type else model.agents
    one = next(iter(agents))
    with pytest.raises(HeldInTablesError, match=r"\.copy\(\)"):
        deed(agents, one)
    selection = agents.copy()
    deed(selection, one)


def test_a_kept_selection_does_not_go_empty_as_views_die(workers):
    some = workers.select(at_most=5)
    assert len(list(some)) == 5
    assert len(some) == 5
    assert isinstance(some, ArrayAgentSet)


def test_sets_made_as_mesas_are(workers):
    first, second, *_ = workers.to_list()
    made = ArrayAgentSet([second, first, second])
    assert ids(made) == [2, 1]
    assert made.random is first.model.random
    with pytest.warns(UserWarning, match="random"):
        ArrayAgentSet([])
    empty = ArrayAgentSet([], random=Random(1))
    assert (list(empty), len(empty), empty.get("skill"), empty.map(len)) == ([], 0, [], [])
    assert list(empty.sort("skill")) == list(empty.shuffle()) == list(empty.select(agent_type=Worker)) == []
    assert len(empty.groupby("skill")) == 0
    empty.add(first)
    assert ids(empty) == [1]


def test_columns_are_wide_copies_in_the_order_of_the_set(model, workers):
    by_pay = workers.sort("base_pay")
    columns = by_pay.columns
    assert columns.base_pay.dtype == np.float64
    assert columns.hukou.dtype == np.int64
    assert columns.base_pay.tolist() == by_pay.get("base_pay")
    columns.base_pay[:] = 0
    assert model.state.workers.base_pay.min() > 0
    with pytest.raises(AttributeError, match="employer_row"):
        _ = columns.employer
    with pytest.raises(AttributeError, match="no column"):
        _ = model.agents.columns.skill
