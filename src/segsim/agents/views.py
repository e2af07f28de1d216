"""What is an agent here? A row of a table, seen as a mesa.Agent.

A view is (model, row): made when somebody asks for it, without a value of its own. Two views of one row are equal and
have one hash, whatever their class, because a row may change its class (a migrant who gets urban hukou). The class of
a view is that of its row when the view was made. A row is an identity for life, but a firm that has failed leaves its
row to an entrant: `firm.born` tells them apart.

Views hold no rules. What an agent decides stands in mechanisms/, and the class says in which file.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, ClassVar, Self

import mesa
import numpy as np

from segsim.agents.cells import AGENT_TABLES, Cell, cells_of
from segsim.plumbing.tables import Table

VIEWS: dict[str, type[AgentView]] = {}  # the class that sees each of AGENT_TABLES, filled in as they are declared


class HeldInTablesError(TypeError):
    """Mesa can do this with agents that are objects; here they are rows. The message says what to do instead."""


def offsets(model: Any) -> np.ndarray:
    """Where the unique_ids of each agent table begin, less one, with the number of all rows at the end."""
    return np.cumsum([0] + [getattr(model.state, name).rows for name in AGENT_TABLES])


class AgentView(mesa.Agent):
    """A row of a table as a Mesa agent; base of all agent classes.

    Attributes are the table's columns. Reading gives Python numbers; writing goes to the column after a check of type
    and range. What a column means is its docstring, for instance `help(Worker.skill)`. Setting a column sets nothing
    else, so traits and those columns that must add up with others (jobs, money) can only be read.
    """

    __slots__ = ("model", "row")

    table_name: ClassVar[str] = ""
    cells: ClassVar[dict[str, Cell]] = {}
    # What rows are seen as, by the numbers that `classify` returns. The last one stands for rows that are nobody.
    seen_as: ClassVar[tuple[type[AgentView] | None, ...]] = ()

    def __init_subclass__(cls, table: type[Table] | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if table is None:
            return
        cls.table_name = table.__name__.lower()
        cls.cells = cells_of(table)
        for name, cell in cls.cells.items():
            setattr(cls, name, cell)
        VIEWS[cls.table_name] = cls

    def __new__(cls, model: Any, row: int | None = None) -> Self:
        """The view of one row: `Firm(model, 3)`. It makes no agent; rows are made when the world is built."""
        if row is None or not cls.table_name:
            raise HeldInTablesError(f"{cls.__name__} is a view: write {cls.__name__}(model, row); {_HOW_MANY}")
        rows = getattr(model.state, cls.table_name).rows
        if not 0 <= row < rows:
            raise IndexError(f"{cls.table_name} has rows 0 to {rows - 1}, not {row}")
        kind = cls.class_at(model, row)
        if kind is None or not issubclass(kind, cls):
            seen = "nobody's" if kind is None else f"a {kind.__name__}"
            raise ValueError(f"row {row} of {cls.table_name} is {seen}, not a {cls.__name__}")
        view: Self = make(kind, model, int(row))
        return view

    def __init__(self, model: Any, row: int | None = None) -> None:
        """Register nothing: mesa.Agent's own __init__ would."""

    @classmethod
    def classify(cls, model: Any, rows: np.ndarray) -> np.ndarray:
        """Which entry of `seen_as` each row is now."""
        return np.zeros(len(rows), np.int64)

    @classmethod
    def types(cls) -> tuple[type[AgentView], ...]:
        """The classes that agents of this table can have."""
        return tuple(kind for kind in cls.seen_as[:-1] if kind is not None)

    @classmethod
    def class_at(cls, model: Any, row: int) -> type[AgentView] | None:
        """What one row is seen as; None for nobody."""
        return cls.seen_as[int(cls.classify(model, np.array([row]))[0])]

    @property
    def unique_id(self) -> int:
        """Number of the agent in its model, counted from 1 over all tables; it never changes."""
        return int(offsets(self.model)[AGENT_TABLES.index(self.table_name)]) + self.row + 1

    def other(self, table_name: str, row: int) -> AgentView | None:
        """The agent in a row of another table of the same model; None for a row that is nobody's."""
        kind = VIEWS[table_name].class_at(self.model, row)
        return None if kind is None else make(kind, self.model, row)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AgentView):
            return NotImplemented
        return self.model is other.model and self.row == other.row and self.table_name == other.table_name

    def __hash__(self) -> int:
        return hash((id(self.model), self.table_name, self.row))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} row {self.row} of {self.table_name}, unique_id {self.unique_id}>"

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(self._unknown(name))

    def __setattr__(self, name: str, value: Any) -> None:
        known: Any = getattr(type(self), name, None)
        if name in ("model", "row", "unique_id"):
            raise AttributeError(f"{name} says which agent this is and cannot be set")
        if not hasattr(known, "__set__"):
            raise AttributeError(f"{self._unknown(name)}; views keep nothing of their own")
        known.__set__(self, value)

    def _unknown(self, name: str) -> str:
        text = f"{type(self).__name__} has no attribute {name!r}"
        if name.startswith("_"):  # asked for by copy, pickle and notebooks; no use in a search for near names
            return text
        near = get_close_matches(name, self.cells, n=3, cutoff=0.5)
        return f"{text}; near: {', '.join(near)}" if near else f"{text}; see `segsim columns {self.table_name}`"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> AgentView:
        if id(self.model) not in memo:
            raise HeldInTablesError(
                "a view cannot be copied alone: deepcopy the model, or record numbers such as *_row"
            )
        return make(type(self), memo[id(self.model)], self.row)

    def __reduce__(self) -> tuple[Any, ...]:
        return make, (type(self), self.model, self.row)

    def step(self) -> None:
        """Raise: a month is a list of steps over whole columns, never one agent's turn."""
        raise HeldInTablesError("agents do not step one by one: model.step() runs the month in schedule.py")

    def advance(self) -> None:
        """Raise, as `step`."""
        self.step()

    def remove(self) -> None:
        """Raise: rows stay; who leaves is decided by mechanisms/finance (firms)."""
        raise HeldInTablesError(
            "agents are rows and cannot be removed; a firm leaves when mechanisms/finance closes it"
        )

    @classmethod
    def create_agents(cls, model: Any, n: int, *args: Any, **kwargs: Any) -> Any:
        """Raise: rows are made when the world is built."""
        raise HeldInTablesError(f"agents are rows and cannot be created in mid-run; {_HOW_MANY}")

    @classmethod
    def from_dataframe(cls, model: Any, df: Any, **kwargs: Any) -> Any:
        """Raise: rows are made when the world is built."""
        cls.create_agents(model, len(df))


_HOW_MANY = "how many there are is set by world.workers, world.firms and world.n_cities"
_set_model = AgentView.__dict__["model"].__set__
_set_row = AgentView.__dict__["row"].__set__


def make(kind: type[AgentView], model: Any, row: int) -> Any:
    """A view of the given class, without any check."""
    view = object.__new__(kind)
    _set_model(view, model)
    _set_row(view, row)
    return view
