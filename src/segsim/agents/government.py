"""Who governs? A local government in every city, and the centre."""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.agents.views import AgentView
from segsim.state import SECTORS, Cities, Nation


class LocalGovernment(AgentView, table=Cities):
    """The government of a city, with the city it governs. The rural reservoir (last row) has none.

    Sees output, revenue, strikes, pollution and what plants wish, of its own city and of its peers, and the mean pay
    of its city.

    Decides, by trial and by copying the winner of the yearly tournament, enforcement effort, tax rebates, land terms,
    relocation subsidies and the minimum wage it aims at, and what to spend (mechanisms/local_government/); the
    minimum wage, where it is not dated history (mechanisms/minimum_wage.py). Its inspectors are sent out by
    mechanisms/enforcement.
    """

    @classmethod
    def classify(cls, model: Any, rows: np.ndarray) -> np.ndarray:
        """0 local government, 1 the countryside."""
        return (rows == model.state.cities.rows - 1).astype(np.int64)

    @property
    def name(self) -> str:
        """Name of the city."""
        return str(self.model.city_names[self.row])


class CentralGovernment(AgentView, table=Nation):
    """The centre, with national law and the outside series as they stand this month.

    Sees nothing that is made in the model: its law follows dates.

    Decides the law of the month, read from the calendar (mechanisms/policy_calendar.py), the stimulus
    (mechanisms/demand.py), campaigns of inspection (mechanisms/enforcement) and which bargaining is allowed
    (mechanisms/bargaining.py), all through levers that dated law and scenarios turn.
    """

    @property
    def deposits(self) -> float:
        """Money of the centre [yuan]; it is kept in the table of sectors."""
        return float(self.model.state.sectors.deposits[SECTORS.index("centre")])


LocalGovernment.seen_as = (LocalGovernment, None)
CentralGovernment.seen_as = (CentralGovernment, None)
