"""Who acts? Rows of the tables, seen as Mesa agents and sets of agents.

    firm = model.agents_by_type[CoreFirm].to_list()[0]
    firm.base_wage, firm.city.minimum_wage        # read
    firm.base_wage = 30.0                         # write, checked
    migrants = model.agents_by_type[MigrantWorker]
    migrants.select(where=lambda w: w.overtime > 36).agg("base_pay", np.mean)

cells.py says how columns become attributes, views.py what a view is, agentset.py what a set can do.
"""

from __future__ import annotations

from segsim.agents.agentset import ArrayAgentSet
from segsim.agents.firm import ContractManufacturer, CoreFirm, Firm, Supplier
from segsim.agents.government import CentralGovernment, LocalGovernment
from segsim.agents.mesa_model import AgentsFromTables, population, population_by_type
from segsim.agents.views import AgentView, HeldInTablesError
from segsim.agents.worker import MigrantWorker, UrbanWorker, Worker

__all__ = [
    "AgentView",
    "AgentsFromTables",
    "ArrayAgentSet",
    "CentralGovernment",
    "ContractManufacturer",
    "CoreFirm",
    "Firm",
    "HeldInTablesError",
    "LocalGovernment",
    "MigrantWorker",
    "Supplier",
    "UrbanWorker",
    "Worker",
    "population",
    "population_by_type",
]
