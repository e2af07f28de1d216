"""Which type is a row, and does an agent see and set its own row?"""

from __future__ import annotations

import numpy as np
import pytest

from mesa_world import hand_filled_model
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
from segsim.state.codes import Hukou, Industry, Tier


@pytest.mark.parametrize(
    ("industry", "tier", "kind"),
    [
        (Industry.AUTO, Tier.LEAD, CoreFirm),
        (Industry.AUTO, Tier.FIRST, CoreFirm),
        (Industry.AUTO, Tier.SECOND, Supplier),
        (Industry.AUTO, Tier.THIRD, Supplier),
        (Industry.IT, Tier.LEAD, CoreFirm),
        (Industry.IT, Tier.FIRST, ContractManufacturer),
        (Industry.IT, Tier.SECOND, Supplier),
        (Industry.IT, Tier.THIRD, Supplier),
    ],
)
def test_a_firm_is_what_its_place_in_the_chain_says(industry, tier, kind):
    model = hand_filled_model()
    model.state.firms.industry[2], model.state.firms.tier[2] = industry, tier
    assert type(Firm(model, 2)) is kind
    assert Firm(model, 2) in model.agents_by_type[kind]


def test_a_worker_who_gets_urban_hukou_changes_type_and_stays_the_same_agent():
    model = hand_filled_model()
    worker = MigrantWorker(model, 3)
    worker.hukou = Hukou.URBAN
    assert type(Worker(model, 3)) is UrbanWorker
    assert worker == UrbanWorker(model, 3)
    assert hash(worker) == hash(UrbanWorker(model, 3))
    assert worker in model.agents_by_type[UrbanWorker]
    assert worker not in model.agents_by_type[MigrantWorker]


def test_rural_people_at_home_are_migrant_workers():
    model = hand_filled_model()
    rural = model.state.cities.rows - 1
    at_home = model.agents_by_type[MigrantWorker].select(where=lambda w: w.city_row == rural)
    assert len(at_home) == int((model.state.workers.city == rural).sum()) > 0
    assert at_home.to_list()[0].city is None


def test_a_failed_firm_belongs_to_no_type_and_its_entrant_does():
    model = hand_filled_model()
    firm = Firm(model, 1)
    before = len(model.agents)
    model.state.firms.alive[1] = False
    assert len(model.agents) == before - 1
    assert firm not in model.agents
    assert type(Firm(model, 1)) is Firm
    assert sum(len(agents) for agents in model.agents_by_type.values()) == len(model.agents)
    model.state.firms.alive[1] = True
    assert firm in model.agents


def test_every_city_but_the_countryside_has_a_government_and_the_nation_one():
    model = hand_filled_model()
    cities = model.state.cities.rows
    assert [government.row for government in model.agents_by_type[LocalGovernment]] == list(range(cities - 1))
    assert LocalGovernment(model, 0).name == "north"
    with pytest.raises(ValueError, match="nobody's"):
        LocalGovernment(model, cities - 1)
    (centre,) = model.agents_by_type[CentralGovernment]
    model.state.sectors.deposits[3] = 7.0
    assert centre.deposits == 7.0
    assert centre.standard_hours == 174.0


def test_a_worker_sees_its_firm_its_city_and_its_pay():
    model = hand_filled_model()
    state = model.state
    row = int(np.flatnonzero(state.workers.employer >= 0)[0])
    worker = Worker(model, row)
    assert isinstance(worker.employer, Firm)
    assert worker.employer.row == worker.employer_row == state.workers.employer[row]
    assert worker.city == LocalGovernment(model, int(state.workers.city[row]))
    assert worker.base_pay == float(state.workers.base_pay[row])
    assert type(worker.base_pay) is float
    assert type(worker.employer_row) is int
    assert type(worker.written_contract) is bool


def test_setting_goes_to_the_column_and_to_nobody_else():
    model = hand_filled_model()
    before = model.state.workers.skill.copy()
    Worker(model, 5).skill = 1.5
    after = model.state.workers.skill
    assert after[5] == np.float32(1.5)
    assert np.array_equal(np.delete(after, 5), np.delete(before, 5))
    Firm(model, 5).buyer = Firm(model, 3)
    assert model.state.firms.buyer[5] == Firm(model, 5).buyer_row == 3
    Firm(model, 5).buyer = None
    assert model.state.firms.buyer[5] == -1
