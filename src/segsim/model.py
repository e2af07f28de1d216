"""How does a run go on from month to month? The Mesa model: a few lines around the schedule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import mesa
import numpy as np

from segsim.agents.mesa_model import AgentsFromTables
from segsim.mechanisms.accounting import open_month
from segsim.plumbing.errors import InputError
from segsim.plumbing.steps import Moment, Step
from segsim.schedule import MONTH
from segsim.settings import Settings
from segsim.settings.catalogue import dated_value
from segsim.state import State
from segsim.world.build import build_state, read_places
from segsim.world.outside import Outside


class SegmentationModel(AgentsFromTables, mesa.Model):
    """Two segmented industries, their workers, firms and governments, month by month.

    `settings` say everything but the seed; without them it is history, as `segsim` and `make_model` run it. `rng` is
    any of Mesa's forms: a whole number is the seed itself, a generator or a SeedSequence gives one, None draws a new
    one, and `seed` says which. One `step()` is one month, the burn-in first; `running` turns false after the last.
    Levers may be changed between steps with `set_lever`.
    """

    def __init__(self, settings: Settings | None = None, rng: Any = 1) -> None:
        self.seed = seed_of(rng)
        super().__init__(rng=self.seed if rng is None or isinstance(rng, np.integer) else rng)
        self.settings = settings or Settings.history()
        self.params: dict[str, Any] = dict(self.settings.params)
        time = self.settings.time
        places = read_places(self.settings.world)
        self.city_names = (*(place.name for place in places), "rural")
        self.outside = Outside.build(time, places)
        without = self.settings.without
        self.state: State = build_state(self.settings.world, places, self.outside, self.params, without, self.seed)
        self.index = -time.burn_in - 1
        self.moment = self._moment()

    def step(self) -> None:
        """Run one month: turn the calendar, run the schedule, stop after the last month."""
        self.begin_month()
        for step in MONTH:
            self.take(step)
        self.end_month()

    def begin_month(self) -> None:
        """Turn the calendar: the month's date and its changes of levers; every flow is set to missing."""
        self.index += 1
        self.moment = self._moment()
        for change in self.settings.changes:
            if change.index == self.index or (change.index < self.index == -self.settings.time.burn_in):
                self.set_lever(change.path, change.value)
        open_month(self.state)

    def take(self, step: Step) -> None:
        """Run one step of the schedule, unless its mechanism is left out."""
        if step.essential or step.mechanism not in self.settings.without:
            step(self.state, self.params[step.mechanism], self.moment)

    def end_month(self) -> None:
        """Stop after the last month."""
        self.running = self.months_left > 0

    def set_lever(self, path: str, value: Any) -> None:
        """Give `mechanism.lever` a new value from the next step on: a new frozen set replaces the old one.

        InputError for an unknown name, word, type or range, and for what is fixed for the run.
        """
        checked = dated_value(path, value, "set_lever")
        mechanism, _, name = path.partition(".")
        self.params[mechanism] = replace(self.params[mechanism], **{name: checked})

    @property
    def months_left(self) -> int:
        """Months still to run."""
        return self.settings.time.months - 1 - self.index

    def state_hash(self) -> str:
        """Hash of every column: equal hashes are equal runs, to the bit."""
        return self.state.hash()

    def _moment(self) -> Moment:
        year, month = self.settings.time.year_month(self.index)
        return Moment(self.index, year, month, self.seed, self.outside, self.settings.without)


def seed_of(rng: Any) -> int:
    """The seed of a run from any of Mesa's forms of `rng`: a whole number is the seed, a generator gives its next."""
    if isinstance(rng, int | np.integer):
        if rng < 0:
            raise InputError(f"a seed is a whole number of 0 or more, not {rng}")
        return int(rng)
    return int(np.random.default_rng(rng).integers(2**63))
