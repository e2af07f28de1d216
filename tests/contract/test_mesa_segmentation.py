"""Is the model itself a Mesa model that a notebook can hold, read, set, record, branch and go on with?"""

from __future__ import annotations

import copy
import pickle

import mesa
import numpy as np
import pytest

from segsim.agents import (
    CentralGovernment,
    ContractManufacturer,
    CoreFirm,
    Firm,
    LocalGovernment,
    MigrantWorker,
    Supplier,
    UrbanWorker,
    Worker,
)
from segsim.model import SegmentationModel
from segsim.settings import Settings, Time
from segsim.state.codes import Hukou
from segsim.world.size import World

LEAVES = [MigrantWorker, UrbanWorker, CoreFirm, Supplier, ContractManufacturer, LocalGovernment, CentralGovernment]


def toy_model(rng: int = 1, months: int = 3) -> SegmentationModel:
    """A toy world some months into its burn-in and first year."""
    settings = Settings.history(world=World(workers=1000, firms=60, n_cities=4), time=Time(burn_in=2))
    model = SegmentationModel(settings, rng=rng)
    for _ in range(months):
        model.step()
    return model


def by_pickle(model):
    return pickle.loads(pickle.dumps(model))


def test_every_row_is_one_agent_of_one_type():
    model = toy_model()
    state = model.state
    counts = {kind: len(agents) for kind, agents in model.agents_by_type.items()}
    assert list(counts) == model.agent_types == LEAVES
    assert counts[MigrantWorker] + counts[UrbanWorker] == state.workers.rows
    assert counts[CoreFirm] + counts[Supplier] + counts[ContractManufacturer] == int(state.firms.alive.sum())
    assert counts[LocalGovernment] == len(model.city_names) - 1
    assert counts[CentralGovernment] == 1
    assert sum(counts.values()) == len(model.agents)
    assert min(counts.values()) > 0


def test_sets_equal_numpy_on_the_columns():
    model = toy_model()
    state = model.state
    workers, migrant = state.workers, state.workers.hukou == Hukou.RURAL
    migrants = model.agents_by_type[MigrantWorker]
    assert migrants.get("earnings") == workers.earnings[migrant].tolist()
    assert migrants.agg("earnings", np.mean) == workers.earnings[migrant].astype(np.float64).mean()
    employed = migrants.select(where=lambda w: w.employer_row >= 0)
    assert employed.columns.row.tolist() == np.flatnonzero(migrant & (workers.employer >= 0)).tolist()
    assert employed == migrants.select(lambda worker: worker.employer is not None)
    groups = employed.groupby("employer_row").count()
    assert groups == dict(zip(*np.unique(workers.employer[employed.columns.row], return_counts=True), strict=True))
    staffs = model.agents.select(agent_type=Worker).select(where=lambda w: w.employer_row >= 0).groupby("employer")
    assert {firm.row: firm.employment for firm in staffs.groups} == {firm.row: n for firm, n in staffs.count().items()}
    migrants.set("grievance", 0.5)
    assert np.array_equal(workers.grievance == np.float32(0.5), migrant | (workers.grievance == np.float32(0.5)))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_setting_what_was_got_changes_nothing(kind):
    model = toy_model()
    agents, before = model.agents_by_type[kind], model.state_hash()
    free = [name for name, cell in kind.cells.items() if not cell.fixed]
    for name in free:
        agents.set(name, agents.get(name))
    for name in set(kind.cells) - set(free):
        with pytest.raises(AttributeError, match="cannot be set"):
            agents.set(name, agents.get(name))
    assert len(free) > 5
    assert model.state_hash() == before


def test_setting_through_a_view_changes_the_run_and_the_accounts_still_balance():
    model, other = toy_model(), toy_model()
    assert model.state_hash() == other.state_hash()
    firm = model.agents_by_type[CoreFirm].to_list()[0]
    firm.log_tfp = firm.log_tfp + np.log(2.0)  # productivity itself is made anew each month, of its parts
    worker = next(iter(model.agents_by_type[MigrantWorker]))
    worker.hukou = Hukou.URBAN
    model.agents_by_type[Supplier].set("base_wage", 40.0)
    model.agents_by_type[LocalGovernment].set("enforcement_effort", 3.0)
    model.run_for(2)
    other.run_for(2)
    assert model.state_hash() != other.state_hash()
    assert firm.productivity > 1.5 * Firm(other, firm.row).productivity
    assert worker in model.agents_by_type[UrbanWorker]
    assert worker not in model.agents_by_type[MigrantWorker]


def test_the_data_collector_records_the_run():
    model = toy_model()
    collector = mesa.DataCollector(
        model_reporters={"month": "index", "jobs": lambda m: int((m.state.workers.employer >= 0).sum())},
        agent_reporters={"kind": lambda agent: type(agent).__name__},
        agenttype_reporters={
            MigrantWorker: {"pay": "earnings", "firm": "employer_row"},
            Firm: {"wage": "base_wage", "city": lambda firm: firm.city.name},
        },
    )
    for _ in range(2):
        model.step()
        collector.collect(model)
    series = collector.get_model_vars_dataframe()
    assert series["month"].tolist() == [model.index - 1, model.index]
    assert series["jobs"].iloc[-1] == model.state.firms.employment.sum()
    kinds = collector.get_agent_vars_dataframe().loc[model.time, "kind"].value_counts().to_dict()
    assert kinds == {kind.__name__: len(agents) for kind, agents in model.agents_by_type.items()}
    migrants = collector.get_agenttype_vars_dataframe(MigrantWorker).loc[model.time]
    assert migrants["pay"].tolist() == model.agents_by_type[MigrantWorker].get("earnings")
    firms = collector.get_agenttype_vars_dataframe(Firm).loc[model.time]
    assert set(firms["city"]) <= set(model.city_names[:-1])


def test_run_for_and_run_until_are_steps_and_the_run_ends():
    one, two, three = toy_model(), toy_model(months=0), toy_model()
    two.run_for(3)
    for _ in range(3):
        one.step()
    two.run_for(3)
    three.run_until(6)
    assert one.index == two.index == three.index == 3
    assert one.state_hash() == two.state_hash() == three.state_hash()
    settings = Settings.history(world=one.settings.world, time=Time(end=(2006, 2), burn_in=1))
    short = SegmentationModel(settings, rng=1)
    while short.running:
        short.step()
    assert (short.index, short.months_left, short.moment.label) == (1, 0, "2006-02")


@pytest.mark.parametrize("branch_of", [copy.deepcopy, by_pickle], ids=["deepcopy", "pickle"])
def test_a_branch_in_mid_run_continues_bit_for_bit(branch_of):
    model = toy_model()
    branch = branch_of(model)
    before = model.state_hash()
    assert branch.state_hash() == before
    branch.run_for(6)
    assert model.state_hash() == before
    model.run_for(6)
    assert branch.state_hash() == model.state_hash() != before
    assert model.agents.shuffle().get("unique_id") == branch.agents.shuffle().get("unique_id")


def test_a_branch_goes_its_own_way_under_another_policy():
    model = toy_model()
    branch = copy.deepcopy(model)
    branch.set_lever("enforcement.inspection_rate", 0.2)
    branch.agents_by_type[MigrantWorker].set("grievance", 1.0)
    before = model.state_hash()
    branch.run_for(2)
    assert model.state_hash() == before
    model.run_for(2)
    assert branch.state_hash() != model.state_hash()
    assert model.params["enforcement"].inspection_rate != branch.params["enforcement"].inspection_rate


def test_two_models_in_one_process_do_not_mix():
    alone = [toy_model(rng, months=5).state_hash() for rng in (1, 2)]
    one, two = toy_model(1, months=0), toy_model(2, months=0)
    for _ in range(5):
        one.step()
        two.step()
    assert [one.state_hash(), two.state_hash()] == alone
    assert alone[0] != alone[1]
    assert not set(one.agents) & set(two.agents)


def test_a_dated_event_turns_a_lever_and_sets_agents():
    class WithEvent(SegmentationModel):
        def campaign(self) -> None:
            self.agents_by_type[LocalGovernment].set("enforcement_effort", 5.0)

    settings = Settings.history(world=World(workers=1000, firms=60, n_cities=4), time=Time(burn_in=2))
    model = WithEvent(settings, rng=1)
    model.schedule_event(model.campaign, at=2)
    model.run_for(1)
    assert 5.0 not in model.agents_by_type[LocalGovernment].get("enforcement_effort")
    model.run_for(1)
    assert 5.0 in model.agents_by_type[LocalGovernment].get("enforcement_effort")
