"""Does the core wage premium find nothing where all tiers are equal, and something where they are not?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import yaml

from segsim.indicators import measure
from segsim.settings import Time
from segsim.settings.files import conf_folder
from segsim.world.size import World
from small_worlds import model, settings

WORLD = World(workers=20_000, firms=600)
TIME = Time(start=(2006, 1), end=(2007, 12), burn_in=12)
SEEDS = (1, 2, 3, 4)


def premiums(levers: dict[str, Any], world: World, without: list[str]) -> np.ndarray:
    """Core wage premium of each seed, mean of the last year."""
    found = []
    for seed in SEEDS:
        run = model(settings(levers, world=world, time=TIME, history=False, without=without), seed)
        months = []
        while run.months_left:
            run.step()
            if run.months_left < 12:
                months.append(measure(run.state, "core_wage_premium")["core_wage_premium"])
        found.append(np.mean(months))
    return np.array(found)


def test_with_all_equal_the_core_pays_no_premium():
    file = conf_folder() / "scenario" / "control_all_equal.yaml"
    control = yaml.safe_load(file.read_text(encoding="utf-8"))
    levers = {path: value for path, value in control["set"].items() if not path.startswith("world.")}
    world = replace(WORLD, **{path[6:]: value for path, value in control["set"].items() if path.startswith("world.")})
    found = premiums(levers, world, control["without"])
    assert found.mean() == pytest.approx(0.0, abs=0.03), found


def test_by_default_it_pays_one_in_every_seed():
    found = premiums({}, WORLD, [])
    assert (found > 0.1).all(), found
