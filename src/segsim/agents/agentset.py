"""What can be done with many agents at once? What Mesa's AgentSet documents, on columns where that is possible.

A set is (model, unique_ids, random). It behaves as Mesa 3.5 documents for AbstractAgentSet and, where Mesa 4 is more
definite, as that (`set` with one value an agent). Attributes that are columns are read and written as arrays; anything
else is asked of one view after another, as Mesa does. Beyond Mesa: `columns` hands out arrays, and `select(where=...)`
takes a mask or a function of `columns`.

The sets that a model hands out (`model.agents`, `agents_by_type`) stand for its rows, so nobody can be added, removed
or reordered in place there; on a copy or a selection that works. A set that is kept does not follow later events.
"""

from __future__ import annotations

import math
import operator
import warnings
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, Literal

import numpy as np
from mesa.agentset import AbstractAgentSet, GroupBy

from segsim.agents.groups import ColumnGroupBy
from segsim.agents.rows import Columns, holds, of_type, parts, places_by_value, values, views
from segsim.agents.views import AgentView, HeldInTablesError


class ArrayAgentSet(AbstractAgentSet):
    """An ordered set of agents that are rows of tables."""

    _ids: np.ndarray
    _members: frozenset[int] | None  # made when membership is first asked for

    def __init__(self, agents: Iterable[AgentView], random: Random | None = None) -> None:
        """The set of the given views of one model, made as Mesa's sets are; who is given twice counts once."""
        given = list(agents)
        if not given and random is None:
            warnings.warn("an empty set without a random generator makes runs unrepeatable: give one", stacklevel=2)
            random = Random()
        self.model = given[0].model if given and isinstance(given[0], AgentView) else None
        self._whole = False
        self._replace(np.array(list(dict.fromkeys(self._id_of(view) for view in given)), np.int64))
        self.random: Random = random if random is not None else given[0].model.random

    @classmethod
    def of(cls, model: Any, ids: np.ndarray, random: Random, whole: bool = False) -> ArrayAgentSet:
        """The set of agents with the given unique_ids; `whole` marks a set that the model hands out."""
        agents = object.__new__(cls)
        agents.model, agents.random, agents._whole = model, random, whole
        agents._replace(ids)
        return agents

    # who is in it

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Any]:
        return views(self.model, self._ids)

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, AgentView) or agent.model is not self.model:
            return False
        if self._members is None:
            self._members = frozenset(self._ids.tolist())
        return agent.unique_id in self._members

    def __repr__(self) -> str:
        return f"<{type(self).__name__} ({len(self)} agents)>"

    def to_list(self) -> list[Any]:
        """All agents, for indexing and slicing."""
        return list(self)

    def copy(self) -> ArrayAgentSet:
        """A selection of the same agents, which can be changed."""
        return self._with(self._ids)

    __copy__ = copy

    def __deepcopy__(self, memo: dict[int, Any]) -> ArrayAgentSet:
        if self.model is None:
            return self.copy()
        if id(self.model) not in memo:
            raise HeldInTablesError("a set of agents cannot be copied alone: deepcopy the model, or take copy()")
        return ArrayAgentSet.of(memo[id(self.model)], self._ids, deepcopy(self.random, memo), self._whole)

    # reading and writing

    @property
    def columns(self) -> Columns:
        """The agents' attributes as arrays: `workers.columns.base_pay.mean()`."""
        return Columns(self.model, self._ids)

    def get(
        self,
        attr_names: str | list[str],
        handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> list[Any]:
        """The attribute of every agent as a list of Python values, or a list of such lists for several attributes."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', not {handle_missing!r}")
        if not isinstance(attr_names, str):
            columns = [self.get(name, handle_missing, default_value) for name in attr_names]
            return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in self._ids]
        array = self._array(attr_names)
        if array is not None:
            return array.tolist()
        if handle_missing == "error":
            return [getattr(view, attr_names) for view in self]
        # The class knows what its views have; asking a view would look for near names each time.
        return [getattr(view, attr_names) if hasattr(type(view), attr_names) else default_value for view in self]

    def set(self, attr_name: str, value: Any) -> ArrayAgentSet:
        """Set the attribute of every agent to one value, or to its own where a sequence has one value an agent."""
        value = np.asarray(value) if np.ndim(value) == 1 and hasattr(value, "__array__") else value
        many = isinstance(value, list | tuple | np.ndarray)
        if many and len(value) != len(self):
            raise ValueError(f"{len(value)} values for {len(self)} agents: give one value, or one an agent")
        writes = []
        for base, places, rows in parts(self.model, self._ids):
            cell = base.cells.get(attr_name)
            own = [value[place] for place in places.tolist()] if isinstance(value, list | tuple) else value
            own = value[places] if isinstance(value, np.ndarray) else own
            if cell is None:  # a property of the class, or an error that names the near columns
                for row, one in zip(rows.tolist(), own if many else [value] * len(rows), strict=True):
                    setattr(base(self.model, row), attr_name, one)
            else:
                writes.append((cell.array(self.model), rows, cell.checked(self.model, own)))
        for array, rows, checked in writes:  # only after every table's values have passed
            array[rows] = checked
        return self

    def agg(self, attribute: str, func: Callable | Iterable[Callable]) -> Any:
        """The function of the attribute's values, or a list with the result of each of several functions."""
        array = self._array(attribute)

        def result(function: Callable) -> Any:
            # Functions get a list as from Mesa; numpy's would make this very array of it.
            of_numpy = (getattr(function, "__module__", None) or "").startswith("numpy")
            return function(array if of_numpy and array is not None else self.get(attribute))

        return result(func) if callable(func) else [result(one) for one in func]

    # choosing, ordering, grouping

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: int | float = math.inf,
        inplace: bool = False,
        agent_type: type | None = None,
        where: np.ndarray | Callable[[Columns], np.ndarray] | None = None,
    ) -> ArrayAgentSet:
        """The agents of a type, for which `where` (mask, or function of `columns`) and `filter_func` are true.

        at_most: the first so many of them (int), or as many as this share of the set (float in [0, 1]).
        """
        if at_most < 0 or (isinstance(at_most, float) and 1 < at_most < math.inf):
            raise ValueError(f"at_most is a count (int) or a share of the set (float up to 1), not {at_most}")
        most = int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1 else at_most
        chosen = self._ids[holds(self.columns, where) & of_type(self.model, self._ids, agent_type)]
        if filter_func is not None:
            passed: list[int] = []
            for number, view in zip(chosen.tolist(), views(self.model, chosen), strict=True):
                if len(passed) >= most:
                    break
                if filter_func(view):
                    passed.append(number)
            chosen = np.array(passed, np.int64)
        elif most < len(chosen):
            chosen = chosen[: int(most)]
        return self._give(chosen, inplace)

    def shuffle(self, inplace: bool = False) -> ArrayAgentSet:
        """The agents in random order, drawn from `random` as Mesa does."""
        return self._give(self._shuffled(), inplace)

    def sort(self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False) -> ArrayAgentSet:
        """The agents by an attribute or a function, greatest first; ties keep their order, NaN comes last."""
        array = self._array(key) if isinstance(key, str) else None
        if array is not None:
            by = array.astype(np.int64) if array.dtype == np.bool_ else array
            order = np.argsort(by if ascending else -by, kind="stable")
        else:
            asked = operator.attrgetter(key) if isinstance(key, str) else key
            keys = [asked(view) for view in self]
            order = np.array(sorted(range(len(self)), key=keys.__getitem__, reverse=not ascending), np.int64)
        return self._give(self._ids[order], inplace)

    def groupby(self, by: Callable | str, result_type: Literal["agentset", "list"] = "agentset") -> GroupBy:
        """The agents by an attribute or a function, as Mesa's GroupBy; groups in the order of their first members."""
        array = self._array(by) if isinstance(by, str) else None
        members: dict[Any, Any] = {}
        if array is not None and len(array):
            members = places_by_value(array)
        else:
            asked = by if callable(by) else operator.attrgetter(by)
            for place, view in enumerate(self):
                members.setdefault(asked(view), []).append(place)
        groups = {key: self._with(self._ids[np.asarray(own, np.int64)]) for key, own in members.items()}
        if result_type == "list":
            return GroupBy({key: group.to_list() for key, group in groups.items()})
        return ColumnGroupBy(groups)

    # one after another

    def do(self, method: str | Callable, *args: Any, **kwargs: Any) -> ArrayAgentSet:
        """Call a method, or a function of the agent, for every agent; hands back the set."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable, *args: Any, **kwargs: Any) -> ArrayAgentSet:
        """As `do`, in random order; the order of the set stays."""
        self._with(self._shuffled()).map(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable, *args: Any, **kwargs: Any) -> list[Any]:
        """Call a method, or a function of the agent, for every agent; hands back the list of results."""
        if isinstance(method, str):
            return [getattr(view, method)(*args, **kwargs) for view in self]
        return [method(view, *args, **kwargs) for view in self]

    # changing who is in it: selections only

    def add(self, agent: Any) -> None:
        """Take an agent into a selection."""
        self._refuse_whole("add to")
        if agent not in self:
            number = self._id_of(agent)
            self.model = agent.model
            self._replace(np.append(self._ids, number))

    def discard(self, agent: Any) -> None:
        """Take an agent out of a selection, if it is there."""
        self._refuse_whole("remove from")
        if agent in self:
            self._replace(self._ids[self._ids != agent.unique_id])

    def remove(self, agent: Any) -> None:
        """Take an agent out of a selection; KeyError if it is not there."""
        self._refuse_whole("remove from")
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    # how it is done

    def _update(self, agents: Iterable[Any]) -> ArrayAgentSet:
        return self._give(self._from_iterable(agents)._ids, inplace=True)

    def _from_iterable(self, agents: Iterable[Any]) -> ArrayAgentSet:
        # Named and called by the set operators (& | - ^), which give selections.
        made = type(self)(agents, self.random)
        made.model = self.model if made.model is None else made.model
        return made

    def _with(self, ids: np.ndarray) -> ArrayAgentSet:
        return type(self).of(self.model, ids, self.random)

    def _give(self, ids: np.ndarray, inplace: bool) -> ArrayAgentSet:
        if not inplace:
            return self._with(ids)
        self._refuse_whole("reorder or narrow")
        self._replace(ids)
        return self

    def _replace(self, ids: np.ndarray) -> None:
        self._ids = np.array(ids, np.int64)
        self._members = None

    def _refuse_whole(self, deed: str) -> None:
        if self._whole:
            raise HeldInTablesError(f"cannot {deed} a set that stands for the model's rows; take a selection: .copy()")

    def _id_of(self, agent: Any) -> int:
        if not isinstance(agent, AgentView):
            raise TypeError(f"this set holds rows of tables; {agent!r} is none")
        if self.model is not None and agent.model is not self.model:
            raise ValueError(f"{agent!r} belongs to another model than the set")
        return agent.unique_id

    def _shuffled(self) -> np.ndarray:
        order = self._ids.tolist()
        self.random.shuffle(order)
        return np.array(order, np.int64)

    def _array(self, name: str) -> np.ndarray | None:
        return values(self.model, self._ids, name)
