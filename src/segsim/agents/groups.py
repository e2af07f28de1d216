"""How are groups of agents counted and summed? As Mesa's GroupBy does, with sums that go to the columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mesa.agentset import GroupBy


class ColumnGroupBy(GroupBy):
    """Mesa's GroupBy over array-backed sets: map, do, count, agg, iteration over (key, group)."""

    def agg(self, attr_name: str, func: Callable) -> dict[Any, Any]:
        """The function of an attribute's values in each group, by the group's key."""
        return {key: group.agg(attr_name, func) for key, group in self.groups.items()}
