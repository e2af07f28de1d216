"""Which rows are these agents, and what do their columns hold? The arithmetic under sets of agents.

A unique_id counts rows over all agent tables, in their order and from 1, so a set of agents is one array of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from segsim.agents.cells import AGENT_TABLES, Link
from segsim.agents.views import VIEWS, AgentView, make, offsets

_CHUNK = 65_536  # views are made in parts, so that walking through a million agents takes little memory


def parts(model: Any, ids: np.ndarray) -> Iterator[tuple[type[AgentView], np.ndarray, np.ndarray]]:
    """For each table with agents among `ids`: its class, their places in `ids`, and their rows in the table."""
    if not len(ids):
        return
    before = offsets(model)
    lowest, highest = np.searchsorted(before, [ids.min() - 1, ids.max() - 1], side="right") - 1
    if lowest == highest:
        yield VIEWS[AGENT_TABLES[lowest]], np.arange(len(ids)), ids - 1 - before[lowest]
        return
    table = np.searchsorted(before, ids - 1, side="right") - 1
    for number in np.unique(table).tolist():
        places = np.flatnonzero(table == number)
        yield VIEWS[AGENT_TABLES[number]], places, ids[places] - 1 - before[number]


def kinds(model: Any, ids: np.ndarray) -> list[Any]:
    """The class of every agent now."""
    classes = np.empty(len(ids), object)
    for base, places, rows in parts(model, ids):
        classes[places] = np.array(base.seen_as, object)[base.classify(model, rows)]
    return classes.tolist()


def views(model: Any, ids: np.ndarray) -> Iterator[Any]:
    """One view after another, in the order of `ids`."""
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = np.empty(len(chunk), np.int64)
        for _, places, own in parts(model, chunk):
            rows[places] = own
        for kind, row in zip(kinds(model, chunk), rows.tolist(), strict=True):
            yield make(kind, model, row)


def values(model: Any, ids: np.ndarray, name: str) -> np.ndarray | None:
    """The attribute as an array; None unless it is a column (no link to agents) of one dtype for all agents here."""
    if name == "unique_id":
        return ids.copy()
    found = []
    for base, places, rows in parts(model, ids):
        cell = base.cells.get(name)
        if name == "row":
            found.append((places, rows))
        elif cell is None or isinstance(cell, Link):
            return None
        else:
            found.append((places, cell.read(model, rows)))
    if not found or len({array.dtype for _, array in found}) > 1:
        return None
    joined = np.empty(len(ids), found[0][1].dtype)
    for places, array in found:
        joined[places] = array
    return joined


class Columns:
    """The attributes of a set of agents as arrays: one value an agent, in the order of the set, 64 bits wide."""

    def __init__(self, model: Any, ids: np.ndarray) -> None:
        self._model, self._ids = model, ids

    def __getattr__(self, name: str) -> np.ndarray:
        array = None if name.startswith("_") else values(self._model, self._ids, name)
        if array is None:
            raise AttributeError(
                f"{name!r} is no column of all agents here; links are read as {name}_row, anything else by get()"
            )
        return array

    def __len__(self) -> int:
        return len(self._ids)


def holds(columns: Columns, where: np.ndarray | Callable[[Columns], np.ndarray] | None) -> np.ndarray:
    """True for each agent for which `where` is true: a mask, a function of the columns, or None for all."""
    if where is None:
        return np.ones(len(columns), np.bool_)
    mask = np.asarray(where(columns) if callable(where) else where)
    if mask.shape != (len(columns),) or mask.dtype != np.bool_:
        raise ValueError(f"where is true or false for each of {len(columns)} agents, not {mask.dtype} {mask.shape}")
    return mask


def of_type(model: Any, ids: np.ndarray, agent_type: type | None) -> np.ndarray:
    """True for each agent that is now of the type or one below it; None means any type."""
    if agent_type is None:
        return np.ones(len(ids), np.bool_)
    fits = np.zeros(len(ids), np.bool_)
    for base, places, rows in parts(model, ids):
        meant = np.array([kind is not None and issubclass(kind, agent_type) for kind in base.seen_as])
        fits[places] = meant[base.classify(model, rows)]
    return fits


def places_by_value(array: np.ndarray) -> dict[Any, np.ndarray]:
    """Where each value stands in the array, in the order in which values first come up."""
    keys, first, group = np.unique(array, return_index=True, return_inverse=True)
    places = np.split(np.argsort(group, kind="stable"), np.cumsum(np.bincount(group))[:-1])
    return {keys[number].item(): places[number] for number in np.argsort(first)}
