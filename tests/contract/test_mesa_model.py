"""Does a model whose agents are rows work where Mesa's own machinery expects agents?"""

from __future__ import annotations

import copy
import pickle

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.agentset import AbstractAgentSet

from mesa_world import HandFilledModel, hand_filled_model
from segsim.agents import CoreFirm, Firm, MigrantWorker, Worker


def test_a_model_of_rows_is_a_mesa_model():
    model = hand_filled_model()
    assert isinstance(model, mesa.Model)
    assert isinstance(model.agents, AbstractAgentSet)
    assert model.agent_types == list(model.agents_by_type)
    assert sum(len(agents) for agents in model.agents_by_type.values()) == len(model.agents)
    assert set().union(*model.agents_by_type.values()) == set(model.agents)
    for kind, agents in model.agents_by_type.items():
        assert agents == model.agents.select(agent_type=kind)
    with pytest.raises(AttributeError):
        model.agents = []


def test_the_data_collector_works_on_rows():
    model = hand_filled_model()
    collector = mesa.DataCollector(
        model_reporters={"pay": lambda m: m.agents.select(agent_type=Worker).agg("base_pay", np.mean), "time": "time"},
        agent_reporters={"deposits": "deposits", "kind": lambda agent: type(agent).__name__},
        agenttype_reporters={CoreFirm: {"wage": "base_wage"}, Worker: {"pay": "base_pay", "firm": "employer_row"}},
    )
    for _ in range(2):
        model.step()
        collector.collect(model)
    series = collector.get_model_vars_dataframe()
    assert series["pay"].iloc[1] == pytest.approx(1.1 * series["pay"].iloc[0])
    agents = collector.get_agent_vars_dataframe()
    assert agents.loc[1.0].index.tolist() == model.agents.get("unique_id")
    assert agents.loc[(1.0, 3), "deposits"] == model.state.workers.deposits[2]
    firms = collector.get_agenttype_vars_dataframe(CoreFirm)
    assert firms.loc[2.0, "wage"].tolist() == model.agents_by_type[CoreFirm].get("base_wage")
    workers = collector.get_agenttype_vars_dataframe(Worker)
    assert workers.loc[2.0, "firm"].tolist() == model.state.workers.employer.tolist()
    assert isinstance(workers, pd.DataFrame)


def test_a_reporter_of_agents_instead_of_numbers_is_refused():
    model = hand_filled_model()
    collector = mesa.DataCollector(agenttype_reporters={MigrantWorker: {"firm": "employer"}})
    with pytest.raises(TypeError, match="record numbers"):
        collector.collect(model)


def test_run_for_and_run_until_are_steps():
    one, two, three = hand_filled_model(), hand_filled_model(), hand_filled_model()
    for _ in range(3):
        one.step()
    two.run_for(3)
    three.run_until(3)
    assert one.state.hash() == two.state.hash() == three.state.hash() != hand_filled_model().state.hash()
    assert one.time == two.time == three.time == 3.0


@pytest.mark.parametrize("branch_of", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))], ids=["copy", "pickle"])
def test_a_branch_in_mid_run_continues_alike_and_alone(branch_of):
    model = hand_filled_model()
    model.run_for(2)
    branch = branch_of(model)
    before = model.state.hash()
    branch.run_for(3)
    assert model.state.hash() == before
    model.run_for(3)
    assert branch.state.hash() == model.state.hash()
    Worker(branch, 1).skill = 9.0
    assert Worker(model, 1).skill != 9.0
    assert branch.agents.random.random() == model.agents.random.random()


def test_two_models_do_not_mix():
    one, two = hand_filled_model(), hand_filled_model(rng=2)
    firm = Firm(one, 2)
    before = two.state.hash()
    firm.base_wage = 99.0
    one.agents_by_type[MigrantWorker].set("skill", 3.0)
    one.step()
    assert two.state.hash() == before
    assert firm not in two.agents
    assert firm in one.agents
    assert Firm(two, 2).base_wage == 10.0


def test_events_can_set_agents_at_a_date():
    class WithRaise(HandFilledModel):
        def raise_wages(self) -> None:
            self.agents_by_type[CoreFirm].set("base_wage", 50.0)

    model = WithRaise()
    model.schedule_event(model.raise_wages, at=2)
    model.run_for(1)
    assert 50.0 not in model.agents_by_type[CoreFirm].get("base_wage")
    model.run_for(2)
    assert set(model.agents_by_type[CoreFirm].get("base_wage")) == {50.0}
