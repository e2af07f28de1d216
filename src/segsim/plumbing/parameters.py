"""What is a parameter: a value with its unit, range, meaning and source, in one place.

A mechanism's `Params` is a frozen dataclass whose fields are made by `lever` (a policy may change it in mid-run) or
`structure` (fixed for the run). There is no second place for a default. A word that is not among the choices raises an
error when a set is made, so that no rule ever sees an unknown one; ranges are checked where a run gets its settings
(settings/run.py), so that a rule alone can be tried beyond them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from math import isfinite, isnan
from numbers import Real
from typing import Any

from segsim.plumbing.errors import InputError


@dataclass(frozen=True)
class Parameter:
    """One documented parameter of one mechanism."""

    mechanism: str
    name: str
    value: Any
    unit: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    kind: str  # lever or structure
    meaning: str
    source: str

    @property
    def path(self) -> str:
        """`mechanism.name`, as the user writes it."""
        return f"{self.mechanism}.{self.name}"

    @property
    def is_assumed(self) -> bool:
        """True where no published source stands behind the value: the weak spots."""
        return self.source.startswith(("assumed", "calibrated"))

    @property
    def range_text(self) -> str:
        """Allowed values in words."""
        if self.choices:
            return " | ".join(self.choices)
        if isinstance(self.value, bool):
            return "true | false"
        if isinstance(self.value, str):
            return "text"
        return f"{self.low:g} to {self.high:g}"

    def check(self, value: Any, where: str) -> Any:
        """The value in the parameter's own type, or InputError with one clear line naming `where` it was set."""
        if isinstance(self.value, bool):
            if not isinstance(value, bool):
                raise InputError(f"{self.path} is true or false, not {value!r} (set in {where})")
            return value
        if self.choices:
            if value not in self.choices:
                raise InputError(f"{self.path} is one of {self.range_text}, not {value!r} (set in {where})")
            return value
        if isinstance(self.value, str):
            if not isinstance(value, str):
                raise InputError(f"{self.path} is text, not {value!r} (set in {where})")
            return value
        if isinstance(value, bool) or not isinstance(value, Real) or isnan(value):
            raise InputError(f"{self.path} is a number in {self.unit}, not {value!r} (set in {where})")
        if isinstance(self.value, int) and isfinite(value) and value % 1:
            raise InputError(f"{self.path} is a whole number in {self.unit}, not {value!r} (set in {where})")
        if not self.low <= value <= self.high:  # type: ignore[operator]  # numbers always carry both bounds
            raise InputError(
                f"{self.path} = {value:g} is outside {self.low:g} to {self.high:g} {self.unit} (set in {where})"
            )
        return type(self.value)(value)


def _documented(kind: str, value: Any, unit: str, bounds: Any, meaning: str, source: str) -> Any:
    low = high = None
    choices: tuple[str, ...] = ()
    if isinstance(value, str):
        choices = tuple(bounds or ())
    elif not isinstance(value, bool):
        low, high = bounds
    note = dict(unit=unit, low=low, high=high, choices=choices, kind=kind, meaning=meaning, source=source)
    return field(default=value, metadata=note)


def lever(value: Any, unit: str, bounds: Any, meaning: str, source: str) -> Any:
    """A parameter that a policy may change in mid-run; `bounds` is (low, high), the choices of a word, or None
    for a flag or free text.
    """
    return _documented("lever", value, unit, bounds, meaning, source)


def structure(value: Any, unit: str, bounds: Any, meaning: str, source: str) -> Any:
    """A parameter that is fixed for the run; `bounds` as in `lever`."""
    return _documented("structure", value, unit, bounds, meaning, source)


class ParameterSet:
    """What every `Params` builds on: words and flags are checked, whoever gives them.

    `left_out` says how things are without the mechanism ("nobody is visited"); empty: it cannot be left out.
    """

    left_out = ""

    def __post_init__(self) -> None:
        kind: Any = type(self)
        for entry in parameters_of(kind):
            if isinstance(entry.value, bool | str):
                entry.check(getattr(self, entry.name), "Python")


def checked(params: Any, where: str) -> Any:
    """The same set with every value in its range and of its own type, or InputError naming `where` it was set."""
    kind: Any = type(params)
    values = {entry.name: entry.check(getattr(params, entry.name), where) for entry in parameters_of(kind)}
    return replace(params, **values)


@cache
def parameters_of(params: Any) -> tuple[Parameter, ...]:
    """The parameters of a `Params` class by the name of the mechanism that it stands in."""
    parts = params.__module__.split(".")
    return tuple(parameters(parts[2] if "mechanisms" in parts else parts[1], params))


def parameters(mechanism: str, params: type) -> Iterator[Parameter]:
    """The documented parameters of a `Params` class, in the order of the file."""
    for entry in fields(params):
        if entry.default is MISSING or "meaning" not in entry.metadata:
            raise TypeError(f"{mechanism}.{entry.name} is not made by lever() or structure()")
        yield Parameter(mechanism, entry.name, entry.default, **entry.metadata)
