"""How does a Mesa model get its agents from tables? `class SegmentationModel(AgentsFromTables, mesa.Model)`."""

from __future__ import annotations

from random import Random
from typing import Any, NoReturn

import numpy as np

from segsim.agents.agentset import ArrayAgentSet
from segsim.agents.cells import AGENT_TABLES
from segsim.agents.views import VIEWS, AgentView, HeldInTablesError, offsets
from segsim.state import State

_ROWS = "agents of this model are rows of its tables; how many there are is set by world.workers and world.firms"


def population_by_type(model: Any) -> dict[type[AgentView], ArrayAgentSet]:
    """The agents of each type, in the order of their rows. Every type is a key, also where it has no member now."""
    sets: dict[type[AgentView], ArrayAgentSet] = {}
    for name, before in zip(AGENT_TABLES, offsets(model), strict=False):
        base = VIEWS[name]
        codes = base.classify(model, np.arange(getattr(model.state, name).rows))
        for code, kind in enumerate(base.types()):
            ids = np.flatnonzero(codes == code) + before + 1
            sets[kind] = ArrayAgentSet.of(model, ids, model.random, whole=True)
    return sets


def population(model: Any) -> ArrayAgentSet:
    """All agents: workers, living firms, local governments, the centre; each table in the order of its rows."""
    parts = []
    for name, before in zip(AGENT_TABLES, offsets(model), strict=False):
        base = VIEWS[name]
        codes = base.classify(model, np.arange(getattr(model.state, name).rows))
        parts.append(np.flatnonzero(codes < len(base.types())) + before + 1)
    return ArrayAgentSet.of(model, np.concatenate(parts), model.random, whole=True)


class AgentsFromTables:
    """What a mesa.Model with a `state` needs so that its agents are rows; stands before mesa.Model among the bases.

    Each reading of `agents` and `agents_by_type` makes sets of who is there now: a worker whose hukou has changed is
    in the other set, a failed firm in none. A set that is kept stays as it was made.
    """

    state: State
    random: Random

    @property
    def agents(self) -> ArrayAgentSet:
        """All agents of the model now."""
        return population(self)

    @property
    def agents_by_type(self) -> dict[type[AgentView], ArrayAgentSet]:
        """The agents of each type now."""
        return population_by_type(self)

    @property
    def agent_types(self) -> list[type[AgentView]]:
        """All types of agents, with or without members now."""
        return [kind for name in AGENT_TABLES for kind in VIEWS[name].types()]

    def register_agent(self, agent: Any) -> NoReturn:
        """Raise: nobody can join in mid-run."""
        raise HeldInTablesError(f"{type(agent).__name__} cannot join the model: {_ROWS}")

    def deregister_agent(self, agent: Any) -> NoReturn:
        """Raise: nobody can be taken out."""
        raise HeldInTablesError(f"{type(agent).__name__} cannot be taken out of the model: {_ROWS}")

    def remove_all_agents(self) -> NoReturn:
        """Raise: a model without rows is no model."""
        raise HeldInTablesError("agents are rows and cannot be removed; drop the model itself to free its memory")
