"""Tables in which the columns that a case gives stand as it says, and all others as hand_made.py fills them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from hand_made import hand_state, hire
from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.tables import Column, Table
from segsim.state import State, codes
from segsim.state.money import money_of

SIZED = ("workers", "firms", "cities")  # the other tables have as many rows as there are markets, nations, sectors


class Part(NamedTuple):
    """What a path in a case means: a column, or one code of a column with a second dimension."""

    path: str
    column: Column
    code: int | None

    @property
    def table(self) -> str:
        return self.column.table

    def of(self, state: State) -> np.ndarray:
        """Its values, one a row, to be read and written."""
        values = getattr(getattr(state, self.table), self.column.name)
        return values if self.code is None else values[:, self.code]


def part_of(path: Any) -> Part:
    """The part that `table.column`, or `table.column.code`, names."""
    tables: dict[str, type[Table]] = {name: type(table) for name, table in State.empty(0, 0, 1).tables()}
    table = str(path).partition(".")[0]
    if table not in tables:
        raise unknown("table", table, tables)
    parts = {part.path: part for column in tables[table].columns() for part in _parts(column)}
    if path not in parts:
        raise unknown("column", str(path), parts)
    return parts[path]


def _parts(column: Column) -> list[Part]:
    if column.along is None:
        return [Part(column.path, column, None)]
    return [Part(f"{column.path}.{code.name.lower()}", column, int(code)) for code in column.along]


def state_of(columns: dict[str, Any], rows: dict[str, Any]) -> tuple[State, dict[str, int]]:
    """Tables by hand with the columns that a case gives, and how many rows of each table the case is about."""
    known = {path: part_of(path) for path in columns}
    for name, number in rows.items():
        if name not in SIZED:
            raise unknown("table in rows", str(name), SIZED)
        if type(number) is not int or number < 1:
            raise InputError(f"rows of {name} are a whole number from 1, not {number!r}")
    sizes = {name: rows.get(name, 1) for name in SIZED}
    for path, part in known.items():
        if part.table in SIZED and isinstance(columns[path], list):
            size = len(columns[path])
            is_sized = part.table in rows or any(
                isinstance(columns[other], list) and known[other].table == part.table and len(columns[other]) != size
                for other in columns
            )
            if is_sized and size != rows.get(part.table):
                raise InputError(f"{path} has {size} values; another list, or rows, says otherwise for {part.table}")
            sizes[part.table] = size
    state = hand_state(**sizes)
    sizes |= {name: table.rows for name, table in state.tables() if name not in SIZED}
    own = {path: part for path, part in known.items() if part.table == "workers"}
    for path in own:
        _fill(state, own[path], columns[path], sizes)
    hire(state, state.workers.employer if "workers.employer" in own else np.zeros(sizes["workers"], int))
    for path in own:
        _fill(state, own[path], columns[path], sizes)  # what somebody gives holds, whatever follows from a job
    for path, part in known.items():
        if path not in own:
            _fill(state, part, columns[path], sizes)
    if "firms.market" not in known:
        state.firms.market[:] = codes.market_of(state.firms.industry, state.firms.tier)
    state.sectors.opening[:] = money_of(state)
    return state, sizes


def _fill(state: State, part: Part, value: Any, sizes: dict[str, int]) -> None:
    path, column, n = part.path, part.column, sizes[part.table]
    values = np.asarray(plain(path, coded(column, value)))
    if values.ndim > 1 or (values.ndim == 1 and values.size != n):
        raise InputError(f"{path} has one value or {n}, not {values.size}")
    if values.dtype.kind not in "bif" or (values.dtype.kind == "b") != (column.dtype.kind == "b"):
        kind = "true or false" if column.dtype.kind == "b" else "a number"
        raise InputError(f"{path} is {kind}, not {value!r}")
    stored = values.astype(column.dtype) if column.dtype.kind == "f" or np.isfinite(values).all() else None
    if stored is None or (column.dtype.kind in "iu" and (stored != values).any()):
        raise InputError(f"{path} is a whole number that fits into {column.dtype}, not {value!r}")
    if column.links_to and not ((values >= -1) & (values < getattr(state, column.links_to).rows)).all():
        last = getattr(state, column.links_to).rows - 1
        raise InputError(f"{path} is a row of {column.links_to} from 0 to {last}, or -1 for none, not {value!r}")
    part.of(state)[:n] = stored


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
