"""What stands in the tables before any mechanism has written: so that each can be left out from the first month.

Each column declares it (`start=` in segsim/state): rules are obeyed, inspectors come as often as firms expect, and
nobody owes anybody anything. What is made with the world (MADE) stands already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from segsim.plumbing.tables import Column, FromParameter, Start
from segsim.state import State
from segsim.world.outside import Outside


def fill_first_values(state: State, outside: Outside, params: Mapping[str, Any]) -> None:
    """Give every column what it declares to start with. Firms' sizes and technology must stand already.

    params: the parameters of each mechanism, by its name.
    """
    for _, table in state.tables():
        for column, array in table.arrays():
            if column.is_carried and not isinstance(column.start, Start):
                array[:] = _value(table, column.start, params)
    state.nation.rural_income[:] = outside.at(0).rural_income


def _value(table: Any, start: Any, params: Mapping[str, Any]) -> Any:
    if isinstance(start, FromParameter):
        mechanism, _, name = start.path.partition(".")
        return getattr(params[mechanism], name)
    return getattr(table, start.name) if isinstance(start, Column) else start
