"""Who works? Migrants from the countryside and urban residents."""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.agents.views import AgentView
from segsim.state import Workers
from segsim.state.codes import Hukou


class Worker(AgentView, table=Workers):
    """A worker, or a household of as many alike as `world.persons_per_agent` says."""

    @classmethod
    def classify(cls, model: Any, rows: np.ndarray) -> np.ndarray:
        """0 migrant, 1 urban: by hukou, wherever the worker is now."""
        return (model.state.workers.hukou[rows] == Hukou.URBAN).astype(np.int64)


class MigrantWorker(Worker):
    """A worker with rural hukou (农民工), in a city or at home in the countryside.

    Sees its own pay, hours and arrears, the mean pay of its city, a few open jobs there, what each city pays, what
    housing costs there and how easily jobs are found, and the income at home.

    Decides whether to go to a city, on, or home (mechanisms/migration.py); whether to quit, whether to search and
    which job to apply for (mechanisms/matching); how much overtime it would like (mechanisms/hours.py); what to spend
    (mechanisms/households.py); when to be ready for a strike (mechanisms/unrest.py); whether to bring its child, for
    whom a city may have no school place (mechanisms/schooling.py).

    May become an urban worker by the rules of its city: mechanisms/hukou.py.

    Core firms admit it with a probability only: `matching.admission_probability`, in mechanisms/matching.
    """


class UrbanWorker(Worker):
    """A worker with urban hukou.

    Sees its own pay, hours and arrears, the mean pay of its city and a few open jobs there.

    Decides whether to quit, whether to search and which job to apply for (mechanisms/matching); how much overtime it
    would like (mechanisms/hours.py); what to spend (mechanisms/households.py); when to be ready for a strike
    (mechanisms/unrest.py). It stays in its city, and core firms admit it by skill alone.

    Who was a migrant once may have kept a home in the countryside, and without a job weighs that against its city
    (mechanisms/migration.py).
    """


Worker.seen_as = (MigrantWorker, UrbanWorker, None)
