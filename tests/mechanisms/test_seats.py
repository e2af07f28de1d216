"""Who stands beside whom in the table of people, so that passes over it are fast?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segsim.model import SegmentationModel
from segsim.settings import Settings
from segsim.world.people import HOME_RUN
from small_worlds import THREE_YEARS, TOY


def test_people_of_one_city_are_neighbours_and_people_at_home_are_dealt_among_them():
    world = replace(TOY, workers=20_000, firms=400)
    state = SegmentationModel(Settings.history(time=THREE_YEARS, world=world)).state
    city, home = state.workers.city.astype(int), state.cities.rows - 1
    away = city[city != home]
    assert (np.diff(away) != 0).sum() == home - 1, "one run a city"
    at_home = [int((part == home).sum()) for part in np.array_split(city, 8)]
    assert min(at_home) > HOME_RUN
    assert max(at_home) - min(at_home) <= HOME_RUN, "equal parts of the table hold as many people at home"
