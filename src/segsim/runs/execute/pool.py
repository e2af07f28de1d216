"""How do many seeds run side by side? In processes started afresh, one numba thread each, that report every month.

A process that dies (killed, out of memory) costs only the seed that it was on, which is tried once more. Processes end
by themselves when the parent is gone, whatever ended it.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from segsim.plumbing.errors import InputError

ATTEMPTS = 2
ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Task(Protocol):
    """One piece of work; sent to a process, so it holds plain values."""

    def run(self, tick: Callable[[], None], ready: Callable[[], None]) -> Any:
        """Do it; what it returns goes back to the parent."""


@dataclass(frozen=True)
class Report:
    """What a process has to say of a task: month, ready, finished (with a value) or failed (with the traceback)."""

    kind: str
    task: Any
    value: Any = None


@dataclass
class _Worker:
    process: Any
    connection: Connection
    task: Any


def run_all(tasks: Sequence[Task], processes: int, *, one_first: bool) -> Iterator[Report]:
    """Run tasks on at most `processes` processes. `one_first`: the others wait until the first has compiled.

    A task that finds a fault in what the user set stops everything: InputError here, as if it had been found here.
    """
    queue = deque(tasks)
    attempts = dict.fromkeys(range(len(tasks)), 0)
    number = {id(task): place for place, task in enumerate(tasks)}
    workers: list[_Worker] = []
    allowed = 1 if one_first else processes
    try:
        while queue or workers:
            while queue and len(workers) < allowed:
                workers.append(_start(queue.popleft()))
            for connection in wait([worker.connection for worker in workers]):
                worker = next(entry for entry in workers if entry.connection is connection)
                try:
                    kind, value = worker.connection.recv()
                except (EOFError, OSError):
                    workers.remove(worker)
                    worker.process.join()
                    attempts[number[id(worker.task)]] += 1
                    if attempts[number[id(worker.task)]] < ATTEMPTS:
                        queue.appendleft(worker.task)
                    else:
                        yield Report("failed", worker.task, _how_it_ended(worker.process.exitcode))
                    continue
                if kind == "refused":
                    raise InputError(value)
                allowed = processes if kind != "month" else allowed
                yield Report(kind, worker.task, value)
                if kind in ("finished", "failed"):
                    if queue:
                        worker.task = queue.popleft()
                        worker.connection.send(worker.task)
                    else:
                        workers.remove(worker)
                        worker.connection.send(None)
                        worker.process.join()
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()


def _start(task: Task) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    ours.send(task)
    return _Worker(process, ours, task)


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"its process was ended by signal {-exit_code} (9: often too little memory), {ATTEMPTS} times"
    return f"its process ended with exit status {exit_code}, {ATTEMPTS} times"


def serve(connection: Connection) -> None:
    """Body of a process: take tasks until there are none, or until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        while (task := connection.recv()) is not None:
            connection.send(_do(task, connection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _do(task: Task, connection: Connection) -> tuple[str, Any]:
    try:
        value = task.run(lambda: connection.send(("month", None)), lambda: connection.send(("ready", None)))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except InputError as fault:
        return "refused", str(fault)
    except Exception:  # noqa: BLE001  (whatever went wrong is recorded with its seed, and the other seeds go on)
        return "failed", traceback.format_exc()
    return "finished", value
