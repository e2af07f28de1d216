"""Does a world fit into memory? An estimate from the widths of the columns, before anything is built."""

from __future__ import annotations

from pathlib import Path

from segsim.plumbing.errors import InputError
from segsim.settings import Settings
from segsim.state import Firms, Workers

PROGRAM = 400 * 2**20  # bytes of the interpreter with mesa, numba and pandas; measured, rounded up
TEMPORARIES = 2.0  # columns and the temporary columns of a month, over columns alone
CGROUP = Path("/sys/fs/cgroup")


def needed(settings: Settings) -> int:
    """Bytes that one run of these settings takes, about."""
    return int(PROGRAM + TEMPORARIES * of_columns(settings))


def of_columns(settings: Settings) -> int:
    """Bytes of the columns alone."""
    world = settings.world
    return world.workers * Workers.bytes_per_row() + world.firms * Firms.bytes_per_row()


def available() -> int:
    """Bytes of memory that can be used now."""
    limit = _limit()
    return _free() if limit is None else min(_free(), limit)


def processes_that_fit(settings: list[Settings], wanted: int) -> int:
    """How many runs may go side by side; InputError where not even one fits."""
    largest = max(settings, key=needed)
    amount, most = needed(largest), available()
    if amount * wanted <= most:
        return wanted
    if amount > most:
        world = largest.world
        raise InputError(
            f"world.workers = {world.workers:,} with {world.firms:,} firms needs about {_gib(amount)} of memory "
            f"({Workers.bytes_per_row()} bytes a worker, {Firms.bytes_per_row()} a firm, twice for temporaries, and "
            f"{_gib(PROGRAM)} for the program), but {_gib(most)} is available"
        )
    return int(most // amount)


def _gib(amount: int) -> str:
    return f"{amount / 2**30:,.1f} GiB"


def _free() -> int:
    import psutil

    return int(psutil.virtual_memory().available)


def _limit() -> int | None:
    """What a container leaves, where there is one."""
    try:
        most = (CGROUP / "memory.max").read_text(encoding="ascii").strip()
        used = (CGROUP / "memory.current").read_text(encoding="ascii").strip()
    except OSError:
        return None
    return int(most) - int(used) if most.isdigit() else None
