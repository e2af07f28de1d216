"""Do two scenarios hold one lever in one month? They clash, because their order would say nothing."""

from __future__ import annotations

from collections.abc import Sequence

from segsim.plumbing.errors import InputError
from segsim.runs.config.scenarios import Scenario
from segsim.settings.dated import Held


def check_clashes(scenarios: Sequence[Scenario]) -> None:
    """InputError where two scenarios hold one lever in one month."""
    for place, first in enumerate(scenarios):
        for second in scenarios[place + 1 :]:
            for one in first.held:
                for other in second.held:
                    if one.path == other.path and _overlap(one, other):
                        raise InputError(f"scenarios {first.name} and {second.name} clash: both set {one.path}")


def _overlap(one: Held, other: Held) -> bool:
    return other.holds(one.start) or one.holds(other.start)
