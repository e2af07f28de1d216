"""What is one run told? Everything that can move a number, but the seed, in one checked whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.parameters import checked
from segsim.schedule import MECHANISMS
from segsim.settings.catalogue import dated_value, known_parameter, left_out, of_the_model
from segsim.settings.dated import Change, settle
from segsim.settings.files import HISTORY, conf_folder, read_law, values_of_files
from segsim.settings.months import Time
from segsim.world.size import World

PYTHON = "Python"  # where a value was set, in messages


@dataclass(frozen=True)
class Settings:
    """Everything that can move a number, but the seed. `Settings.history()` makes what `segsim` runs without words.

    Words, ranges and names are checked as on the command line.
    """

    world: World
    time: Time
    params: Mapping[str, Any]  # each mechanism's Params, as in the first month of the burn-in
    changes: tuple[Change, ...]  # by index, then in the order in which they apply
    without: frozenset[str] = frozenset()  # mechanisms that are left out, from the first month of the burn-in

    def __post_init__(self) -> None:
        object.__setattr__(self, "without", left_out(self.without, PYTHON))
        for name, mechanism in MECHANISMS.items():
            if not isinstance(self.params.get(name), mechanism.Params):
                raise InputError(f"params[{name!r}] is {name}.Params(...), not {self.params.get(name)!r}")
        object.__setattr__(self, "world", checked(self.world, PYTHON))
        object.__setattr__(self, "params", {name: checked(params, PYTHON) for name, params in self.params.items()})
        for change in self.changes:
            dated_value(change.path, change.value, change.origin)

    @classmethod
    def history(
        cls,
        world: World | None = None,
        time: Time | None = None,
        levers: Mapping[str, Any] | None = None,
        *,
        without: Iterable[str] = (),
        law: str = HISTORY,
    ) -> Settings:
        """Dated law (`law="none"`: none) over the values of conf/.

        `levers` are values by path, such as {"wages.curve": 0.05}, of any parameter of a mechanism; they hold from the
        first month of the burn-in to the last, and mask dated law.
        """
        time = time or Time()
        values, _ = values_of_files(of_the_model(), [conf_folder()])
        turned = {}
        for path, value in (levers or {}).items():
            turned[path] = known_parameter(path, PYTHON, of_the_model()).check(value, PYTHON)
            if path.startswith("world."):
                raise InputError(f"{path} is set in the world: Settings.history(world=World(...))")
        held = [one for one in read_law(law, time, [conf_folder()]) if one.path not in turned]
        first, changes = settle(values | turned, [held], -time.burn_in, time.months - 1)
        if world is None:
            world = World(**values_in("world", first))
        return cls(world, time, params_of(first), changes, frozenset(without))


def params_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Each mechanism's Params from the values of its parameters by path."""
    return {name: mechanism.Params(**values_in(name, values)) for name, mechanism in MECHANISMS.items()}


def values_in(group: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of values by path those of one group, by name."""
    if group not in of_the_model():
        raise unknown("group", group, of_the_model())
    return {name: values[entry.path] for name, entry in of_the_model()[group].items()}
