"""Which parameters are there, by their path, and which mechanisms may be left out?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.parameters import Parameter, parameters
from segsim.schedule import MECHANISMS
from segsim.world.size import World

Groups = Mapping[str, Mapping[str, Parameter]]


@cache
def of_the_model() -> Groups:
    """Every parameter that the model goes by, by group and name: the world, the mechanisms in the schedule's order."""
    classes = {"world": World} | {name: mechanism.Params for name, mechanism in MECHANISMS.items()}
    return {group: {entry.name: entry for entry in parameters(group, kind)} for group, kind in classes.items()}


def known_parameter(path: Any, where: str, groups: Groups) -> Parameter:
    """The parameter of that path, or InputError with the near names."""
    group, _, name = str(path).partition(".")
    if group not in groups or name not in groups[group]:
        raise unknown("lever", str(path), [entry.path for inner in groups.values() for entry in inner.values()], where)
    return groups[group][name]


def dated_value(path: Any, value: Any, where: str) -> Any:
    """The checked value of a lever that changes at a date; InputError for what is fixed for the run."""
    parameter = known_parameter(path, where, of_the_model())
    if parameter.kind != "lever":
        raise InputError(
            f"{path} is fixed for the run: set it without a date, on the command line or `from: start` (set in {where})"
        )
    return parameter.check(value, where)


@cache
def may_be_left_out() -> dict[str, str]:
    """Mechanisms that a run can do without, with how things are then."""
    return {name: mechanism.Params.left_out for name, mechanism in MECHANISMS.items() if mechanism.Params.left_out}


def left_out(names: str | Iterable[Any], where: str) -> frozenset[str]:
    """The mechanisms of a list `without`, checked."""
    listed = [names] if isinstance(names, str) else names
    if not isinstance(listed, Iterable) or isinstance(listed, Mapping):
        raise InputError(f"without is a list of mechanisms, as [unrest, brands], not {names!r} (set in {where})")
    found = frozenset(map(str, listed))
    for name in sorted(found - set(may_be_left_out())):
        if name in MECHANISMS:
            raise InputError(f"{name} cannot be left out: nothing goes on without it (set in {where})")
        raise unknown("mechanism", name, may_be_left_out(), where)
    return found
