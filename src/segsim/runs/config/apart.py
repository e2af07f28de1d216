"""Can two configurations be set side by side, seed by seed, and from which month on do they differ?"""

from __future__ import annotations

from segsim.plumbing.errors import InputError
from segsim.settings import Settings

# Worlds that share their random draws are alike in these.
SIZES = ("workers", "firms", "n_cities", "persons_per_agent", "extra_cities")


def check_comparable(one: Settings, other: Settings) -> None:
    """InputError unless both have the same months and rows: otherwise a seed stands for other draws in each."""
    if one.time != other.time:
        raise InputError("a comparison has the same months on both sides: give time.start and time.end one value")
    for size in SIZES:
        if getattr(one.world, size) != getattr(other.world, size):
            raise InputError(
                f"two worlds that differ in world.{size} share no random draws and cannot be compared by seed"
            )


def first_month_apart(one: Settings, other: Settings) -> int:
    """Index of the first month in which the two go by different rules (0: the first reported one).

    InputError where they never do. What is built or set differently from the start differs from the burn-in on.
    """
    burn_in = -one.time.burn_in
    if (one.world, one.params, one.without) != (other.world, other.params, other.without):
        return burn_in
    ours, theirs = ([(change.index, change.path, change.value) for change in each.changes] for each in (one, other))
    only = [change for change in ours if change not in theirs] + [change for change in theirs if change not in ours]
    if not only:
        raise InputError("the policy does not differ from the baseline: nothing to compare")
    return max(burn_in, min(index for index, _, _ in only))
