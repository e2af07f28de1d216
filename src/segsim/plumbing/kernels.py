"""How are loops over agents compiled, and when is a compiled loop too old to be used?

numba's own cache notices an edit of the file that a kernel stands in, and misses an edit of a rule in another file. So
the cache folder is named after the source text of the whole package: any edit starts a new cache. Set before numba is
first imported; what the user has set wins.

numba is imported when the first kernel is called, not when a mechanism is imported: a listing reads the mechanisms in
a fraction of a second and calls none.

Hot loops number their rows as unsigned integers (`i = np.uint64(row)`): with a signed number numba asks at every
access whether to count from the end, which took up to half of a pass's time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, update_wrapper
from hashlib import blake2b
from pathlib import Path
from types import CodeType, FunctionType

PACKAGE = Path(__file__).resolve().parents[1]
MODEL_SOURCE = (
    "plumbing", "state", "rules", "world", "mechanisms", "schedule.py", "settings", "model.py", "agents",
    "indicators", "recorder.py",
)  # fmt: skip
# Sums over workers run in a fixed number of parts, so that 1 and N threads add in the same order.
CHUNKS = 16
FIRM_CHUNKS = 4  # fewer where every part needs a table of all firms


@cache
def source_hash(parts: tuple[str, ...] = MODEL_SOURCE, package: Path = PACKAGE) -> str:
    """Hash of the source text that can move a number: two trees with the same text have the same hash."""
    digest = blake2b(digest_size=16)
    for part in parts:
        place = package / part
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        for file in files:
            if file.exists():
                digest.update(str(file.relative_to(package)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where compiled kernels of exactly this source text are kept."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return home / "segsim" / f"kernels-{source_hash()[:16]}"


# Spinning OpenMP threads cost 8-12 ms a parallel loop as soon as anything else runs on the machine.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))


def prange(*limits):
    """Turns of a loop that may run on several threads; numba's own when compiled, `range` with NUMBA_DISABLE_JIT=1."""
    return range(*limits)


def is_compiled() -> bool:
    """False with NUMBA_DISABLE_JIT=1, where every kernel runs as the Python that it is written in."""
    return os.environ.get("NUMBA_DISABLE_JIT", "") in ("", "0")


class Kernel:
    """A function that numba compiles when it is first called; `py_func` is the Python as written."""

    def __init__(self, function: FunctionType, **options) -> None:
        update_wrapper(self, function)
        self.__qualname__ = function.__qualname__
        self.py_func, self.options = function, options
        self.dispatcher = None

    def compiled(self):
        """The dispatcher of numba for this kernel, with the kernels that it calls in their compiled form too."""
        if self.dispatcher is None:
            import numba

            swapped = {name: numba.prange if value is prange else value.compiled() for name, value in self._calls()}
            function = self.py_func
            if swapped:  # a copy that sees numba's objects under the same names; the module itself stays as written
                function = FunctionType(
                    function.__code__, function.__globals__ | swapped, function.__name__, function.__defaults__
                )
                function.__qualname__ = self.py_func.__qualname__
            self.dispatcher = numba.njit(error_model="numpy", **self.options)(function)
        return self.dispatcher

    def _calls(self) -> Iterator[tuple[str, object]]:
        known = self.py_func.__globals__
        for name in _names(self.py_func.__code__):
            value = known.get(name)
            if value is prange or (isinstance(value, Kernel) and value is not self):
                yield name, value

    def __call__(self, *arguments):
        dispatcher = self.dispatcher
        if dispatcher is None:
            dispatcher = self.compiled() if is_compiled() else self.py_func
        return dispatcher(*arguments)

    def __reduce__(self) -> str:  # copied and pickled by name, like any function
        return self.__qualname__


def _names(code: CodeType) -> set[str]:
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*map(_names, inner))


def kernel(function):
    """Compile a loop over agents once and keep the result on disk. With NUMBA_DISABLE_JIT=1 it stays Python.

    Both give the same bits if narrow columns are widened before they meet each other: by `np.float64(...)`, because
    numba's `float(...)` of a single-precision number is single precision, and by `math`, not numpy, functions.
    """
    return Kernel(function, cache=True)


def parallel_kernel(function):
    """As `kernel`, with `prange` loops over threads. Each turn may write only its own rows or its own chunk."""
    return Kernel(function, cache=True, parallel=True)


def inline(function):
    """A rule small enough to be written into the kernels that call it."""
    return Kernel(function, inline="always")


class Rule(Kernel):
    """A rule of whole columns that kernels may call for one agent: it is compiled within them, and is numpy outside."""

    def __call__(self, *arguments):
        return self.py_func(*arguments)


def rule(function):
    """One source for columns and kernels. By arithmetic and numpy functions that take numbers as well as arrays."""
    return Rule(function, inline="always")


def is_cold() -> bool:
    """True where no kernel of this source text has been compiled yet, so that the first month takes longer."""
    return is_compiled() and not any(Path(os.environ["NUMBA_CACHE_DIR"]).rglob("*.nbi"))
