"""Is a view a Mesa agent that refuses whatever would harm the tables?"""

from __future__ import annotations

import copy
import gc
import inspect
import pickle
import re
import weakref
from pathlib import Path

import mesa
import numpy as np
import pytest

import segsim.agents
from mesa_world import hand_filled_model
from segsim.agents import AgentView, CentralGovernment, Firm, HeldInTablesError, MigrantWorker, Worker
from segsim.agents.cells import AGENT_TABLES
from segsim.agents.views import VIEWS
from segsim.schedule import MECHANISMS
from segsim.state import TABLES

BASES = [VIEWS[name] for name in AGENT_TABLES]
LEAVES = [kind for base in BASES for kind in base.types()]
PACKAGE = Path(segsim.agents.__file__).parents[1]


@pytest.fixture
def model():
    return hand_filled_model()


def test_every_agent_is_a_mesa_agent_with_its_own_number(model):
    agents = model.agents.to_list()
    assert all(isinstance(agent, mesa.Agent) for agent in agents)
    numbers = [agent.unique_id for agent in agents]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) == 1
    assert numbers == model.agents.get("unique_id")
    assert all(agent.model is model and agent.random is model.random and agent.rng is model.rng for agent in agents)


def test_views_are_equal_by_model_table_and_row(model):
    assert Worker(model, 3) == Worker(model, 3)
    assert Worker(model, 3) is not Worker(model, 3)
    assert hash(Worker(model, 3)) == hash(Worker(model, 3))
    assert Worker(model, 3) != Worker(model, 4)
    assert Worker(model, 3) != Firm(model, 3)
    assert Worker(model, 3) != Worker(hand_filled_model(), 3)
    assert Worker(model, 3) != 3


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.table_name)
def test_every_column_is_an_attribute_with_its_meaning_and_unit(model, base):
    table = next(table for table in TABLES if table.__name__.lower() == base.table_name)
    view = base(model, 0)
    rows = getattr(model.state, base.table_name)
    vectors = dict(rows.vectors())
    for column in table.columns():
        codes = [code.name.lower() for code in column.along or ()]
        for attribute in [f"{column.name}_{code}" for code in codes] or [column.name]:
            text = inspect.getdoc(getattr(base, attribute))
            assert column.meaning in text
            name = f"{attribute}_row" if column.links_to else attribute
            assert column.unit in inspect.getdoc(getattr(base, name))
            value = getattr(view, name)
            assert type(value) in (bool, int, float)
            assert value == vectors[attribute][0] or np.isnan(vectors[attribute][0])
            if name != attribute:
                assert not isinstance(getattr(base, attribute).__get__(view), np.generic)


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.table_name)
def test_no_column_hides_a_part_of_the_view(base):
    for name in base.cells:
        assert not hasattr(AgentView, name), f"{base.table_name}.{name} hides an attribute of every agent"
        assert not hasattr(mesa.Agent, name)


def test_every_code_that_can_be_set_has_its_words():
    for base in BASES:
        for cell in base.cells.values():
            if cell.column.unit == "code" and not cell.fixed:
                assert cell.column.codes, f"{cell.column.path} says codes=..."


def test_unknown_attributes_are_refused_with_near_names(model):
    worker = Worker(model, 0)
    with pytest.raises(AttributeError, match="no attribute 'base_wage'; near: base_pay"):
        _ = worker.base_wage
    with pytest.raises(AttributeError, match="near: base_pay"):
        worker.base_payy = 3
    with pytest.raises(AttributeError, match="segsim columns workers"):
        _ = worker.zzzzz
    assert not hasattr(worker, "pos")
    for name in ("model", "row", "unique_id"):
        with pytest.raises(AttributeError, match="cannot be set"):
            setattr(worker, name, 1)
    assert vars(worker) == {}


@pytest.mark.parametrize(
    ("name", "value", "error", "description"),
    [
        ("skill", "high", TypeError, "takes a number"),
        ("skill", True, TypeError, "takes a number"),
        ("skill", None, TypeError, "takes a number"),
        ("skill", float("nan"), ValueError, "not nan"),
        ("skill", 1e60, ValueError, "not 1e"),
        ("tenure", 2.0, TypeError, "a whole number"),
        ("tenure", 40_000, ValueError, "-32768 to 32767"),
        ("written_contract", 1, TypeError, "true or false"),
        ("hukou", 2, ValueError, "from 0 to 1"),
        ("employer", None, AttributeError, "cannot be set: jobs"),
        ("employer_row", 1, AttributeError, "cannot be set: jobs"),
        ("deposits", 1.0, AttributeError, "state.money.transfer"),
        ("city", None, AttributeError, "cannot be set: people move"),
        ("city_row", 1, AttributeError, "cannot be set: people move"),
        ("home", None, AttributeError, "a home changes with the registration"),
        ("home_row", 1, AttributeError, "a home changes with the registration"),
        ("hours_taste", 1.0, AttributeError, "trait"),
    ],
)
def test_what_a_column_cannot_hold_is_refused_and_nothing_changes(model, name, value, error, description):
    before = model.state.hash()
    with pytest.raises(error, match=re.escape(description)):
        setattr(Worker(model, 0), name, value)
    with pytest.raises(error, match=re.escape(description)):
        model.agents_by_type[MigrantWorker].set(name, value)
    assert model.state.hash() == before


@pytest.mark.parametrize(
    ("name", "value", "error", "description"),
    [
        ("buyer_row", 9, ValueError, "from -1 to 8"),
        ("buyer_row", -2, ValueError, "from -1 to 8"),
        ("buyer", 3, TypeError, "buyer_row"),
        ("buyer", "a firm", TypeError, "an agent of firms or None"),
        ("market", 1, AttributeError, "industry, tier and market"),
        ("union", 3, ValueError, "from 0 to 2"),
        ("alive", False, AttributeError, "cannot be set: firms fail"),
    ],
)
def test_what_a_firm_cannot_hold_is_refused(model, name, value, error, description):
    before = model.state.hash()
    with pytest.raises(error, match=re.escape(description)):
        setattr(Firm(model, 0), name, value)
    assert model.state.hash() == before


def test_what_a_column_can_hold_is_taken(model):
    worker = Worker(model, 0)
    for name, value in [("skill", 1), ("skill", np.float32(0.5)), ("tenure", np.int64(12)), ("injury_cover", np.True_)]:
        setattr(worker, name, value)
        assert getattr(worker, name) == value
    with pytest.raises(ValueError, match="another model"):
        Firm(model, 0).buyer = Firm(hand_filled_model(), 0)


def test_rows_are_neither_made_nor_removed_one_by_one(model):
    worker, before = Worker(model, 0), model.state.hash()
    for deed, description in [
        (worker.remove, "cannot be removed"),
        (worker.step, r"model\.step"),
        (worker.advance, r"model\.step"),
        (lambda: MigrantWorker.create_agents(model, 3), r"world\.workers"),
        (lambda: MigrantWorker.from_dataframe(model, [1, 2]), r"world\.workers"),
        (lambda: MigrantWorker(model), "is a view"),
        (lambda: AgentView(model, 1), "is a view"),
        (model.remove_all_agents, "cannot be removed"),
        (lambda: mesa.Agent(model), "cannot join"),
        (lambda: model.register_agent(worker), "cannot join"),
        (lambda: model.deregister_agent(worker), "cannot be taken out"),
    ]:
        with pytest.raises(HeldInTablesError, match=description):
            deed()
    with pytest.raises(IndexError, match="rows 0 to 39"):
        Worker(model, 40)
    with pytest.raises(ValueError, match="UrbanWorker, not a MigrantWorker"):
        MigrantWorker(model, 0)
    assert model.state.hash() == before


def test_views_cannot_be_copied_alone_but_go_with_their_model(model):
    worker = Worker(model, 7)
    assert copy.copy(worker) is worker
    with pytest.raises(HeldInTablesError, match="deepcopy the model"):
        copy.deepcopy(worker)
    with pytest.raises(HeldInTablesError, match="deepcopy the model"):
        copy.deepcopy(model.agents)
    model.kept = {"view": worker, "set": model.agents.select(at_most=3)}
    for branch in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert branch.kept["view"] == Worker(branch, 7) != worker
        assert branch.kept["set"] == branch.agents.select(at_most=3)
        assert branch.kept["set"].random is branch.random
        branch.kept["view"].skill = 9.0
        assert worker.skill != 9.0
    model.kept = {"self": {worker: 1}}
    assert pickle.loads(pickle.dumps(model)).kept["self"]
    (alone,) = pickle.loads(pickle.dumps([worker]))
    assert alone.skill == worker.skill
    assert alone.model is not model


def test_a_model_can_be_forgotten():
    model = hand_filled_model()
    model.agents.sort("unique_id").map(lambda agent: agent.unique_id)
    trace = weakref.ref(model)
    del model
    gc.collect()
    assert trace() is None


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_agent_class_says_what_it_sees_and_decides_and_where(kind):
    text = inspect.getdoc(kind)
    assert "Sees" in text
    assert "Decides" in text
    named = re.findall(r"(?:mechanisms|world)/[a-z_/]+(?:\.py)?", text)
    assert named
    for file in named:
        assert (PACKAGE / file).exists(), f"{kind.__name__} names {file}, which is not there"
    for mechanism, name in re.findall(r"`(\w+)\.(\w+)`", text):
        assert hasattr(MECHANISMS[mechanism].Params(), name), f"{kind.__name__} names {mechanism}.{name}, no parameter"


def test_files_named_anywhere_in_the_agents_are_there():
    for source in Path(segsim.agents.__file__).parent.glob("*.py"):
        for file in re.findall(r"(?:mechanisms|world|state)/[a-z_]+(?:\.py)?", source.read_text(encoding="utf-8")):
            assert (PACKAGE / file).exists(), f"{source.name} names {file}, which is not there"


def test_the_agents_are_importable_from_the_package():
    for kind in LEAVES:
        assert getattr(segsim, kind.__name__) is kind
    assert CentralGovernment in LEAVES
