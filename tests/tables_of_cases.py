"""Tables in which the columns that a case gives stand as it says, and all others as hand_made.py fills them."""

from __future__ import annotations

from typing import Any

import numpy as np

from hand_made import hand_state, hire
from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.tables import Column, Table
from segsim.state import State, codes
from segsim.state.money import money_of

SIZED = ("workers", "firms", "cities")  # the other tables have as many rows as there are markets, nations, sectors


def column_of(path: Any) -> Column:
    """The column that `table.column` names."""
    tables: dict[str, type[Table]] = {name: type(table) for name, table in State.blank(0, 0, 1).tables()}
    table, _, name = str(path).partition(".")
    if table not in tables:
        raise unknown("table", table, tables)
    paths = [column.path for column in tables[table].columns()]
    if path not in paths:
        raise unknown("column", str(path), paths)
    return getattr(tables[table], name)


def state_of(columns: dict[str, Any], rows: dict[str, Any]) -> tuple[State, dict[str, int]]:
    """Tables by hand with the columns that a case gives, and how many rows of each table the case is about."""
    known = {path: column_of(path) for path in columns}
    for name, number in rows.items():
        if name not in SIZED:
            raise unknown("table in rows", str(name), SIZED)
        if type(number) is not int or number < 1:
            raise InputError(f"rows of {name} are a whole number from 1, not {number!r}")
    sizes = {name: rows.get(name, 1) for name in SIZED}
    for path, column in known.items():
        if column.table in SIZED and isinstance(columns[path], list):
            size = len(columns[path])
            told = column.table in rows or any(
                isinstance(columns[other], list) and known[other].table == column.table and len(columns[other]) != size
                for other in columns
            )
            if told and size != rows.get(column.table):
                raise InputError(f"{path} has {size} values; another list, or rows, says otherwise for {column.table}")
            sizes[column.table] = size
    state = hand_state(**sizes)
    sizes |= {name: table.rows for name, table in state.tables() if name not in SIZED}
    own = {path: column for path, column in known.items() if column.table == "workers"}
    for path in own:
        _fill(state, own[path], columns[path], sizes)
    hire(state, state.workers.employer if "workers.employer" in own else np.zeros(sizes["workers"], int))
    for path in own:
        _fill(state, own[path], columns[path], sizes)  # what somebody gives holds, whatever follows from a job
    for path, column in known.items():
        if path not in own:
            _fill(state, column, columns[path], sizes)
    if "firms.market" not in known:
        state.firms.market[:] = codes.market_of(state.firms.industry, state.firms.tier)
    state.sectors.opening[:] = money_of(state)
    return state, sizes


def _fill(state: State, column: Column, value: Any, sizes: dict[str, int]) -> None:
    values = np.asarray(plain(column.path, coded(column, value)))
    n = sizes[column.table]
    if values.ndim > 1 or (values.ndim == 1 and values.size != n):
        raise InputError(f"{column.path} has one value or {n}, not {values.size}")
    if values.dtype.kind not in "bif" or (values.dtype.kind == "b") != (column.dtype.kind == "b"):
        kind = "true or false" if column.dtype.kind == "b" else "a number"
        raise InputError(f"{column.path} is {kind}, not {value!r}")
    stored = values.astype(column.dtype) if column.dtype.kind == "f" or np.isfinite(values).all() else None
    if stored is None or (column.dtype.kind in "iu" and (stored != values).any()):
        raise InputError(f"{column.path} is a whole number that fits into {column.dtype}, not {value!r}")
    getattr(getattr(state, column.table), column.name)[:n] = stored


def coded(column: Column, value: Any) -> Any:
    """Whole numbers for words such as `tier: lead`."""
    words = column.codes
    if words is None:
        return value
    if isinstance(value, list):
        return [coded(column, one) for one in value]
    if not isinstance(value, str):
        return value
    name = value.upper().replace(" ", "_")
    if name not in words.__members__:
        raise unknown(column.name, value, [word.lower().replace("_", " ") for word in words.__members__])
    return int(words[name])


def plain(name: str, value: Any) -> Any:
    """A number, flag or word as it is; a list of numbers as an array."""
    if isinstance(value, list):
        if not value or not all(isinstance(one, int | float) for one in value):
            raise InputError(f"{name} is a list of numbers, not {value!r}")
        return np.asarray(value)
    if not isinstance(value, int | float | str):
        raise InputError(f"{name} has no value")
    return value
