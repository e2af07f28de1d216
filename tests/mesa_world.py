"""A Mesa model whose tables are filled by hand: no mechanism runs in it, so that only the agents are tested."""

from __future__ import annotations

import mesa
import numpy as np

from segsim.agents import AgentsFromTables
from segsim.state import State
from segsim.state.codes import market_of

WORKERS, FIRMS, CITIES = 40, 9, 4


class HandFilledModel(AgentsFromTables, mesa.Model):
    """Forty workers, nine firms of which one has failed, three cities and the countryside."""

    def __init__(self, rng: int = 1) -> None:
        super().__init__(rng=rng)
        self.city_names = ("north", "south", "west", "rural")
        self.state = filled_state()

    def step(self) -> None:
        """Everybody is paid a tenth more."""
        self.state.workers.base_pay[:] *= np.float32(1.1)


def filled_state() -> State:
    """Tables in which no column that the tests use is missing or constant, and some have ties."""
    state = State.empty(WORKERS, FIRMS, CITIES)
    workers, firms = state.workers, state.firms
    number = np.arange(WORKERS)
    workers.hukou[:] = number % 4 == 0
    workers.city[:] = number % CITIES
    workers.home[:] = np.where(workers.hukou == 1, workers.city, CITIES - 1)
    workers.employer[:] = np.where(workers.city == CITIES - 1, -1, number * 7 % 8)
    workers.skill[:] = 0.5 + (number * 13 % 11) / 10
    workers.base_pay[:] = 900.0 + 100.0 * (number * 5 % 7)
    workers.overtime[:] = number * 3 % 80
    workers.deposits[:] = number * 10.0
    workers.written_contract[:] = number % 3 == 0
    row = np.arange(FIRMS)
    firms.alive[:] = row < FIRMS - 1
    firms.industry[:] = row % 2
    firms.tier[:] = row // 2 % 4
    firms.market[:] = market_of(firms.industry, firms.tier)
    firms.city[:] = row % (CITIES - 1)
    firms.base_wage[:] = 8.0 + row
    firms.deposits[:] = 1000.0 * row
    state.cities.minimum_wage[:] = [800.0, 700.0, 600.0, 0.0]
    state.cities.deposits[:] = 5.0
    state.nation.standard_hours[:] = 174.0
    return state


def hand_filled_model(rng: int = 1) -> HandFilledModel:
    """A fresh model, the same each time."""
    return HandFilledModel(rng)
