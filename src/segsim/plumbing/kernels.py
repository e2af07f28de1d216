"""How are loops over agents compiled, and when is a compiled loop too old to be used?

numba's own cache notices an edit of the file that a kernel stands in, and misses an edit of a rule in another file. So
the cache folder is named after the source text of the whole package: any edit starts a new cache. Set before numba is
first imported; what the user has set wins.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
MODEL_SOURCE = ("plumbing", "state", "world", "mechanisms", "schedule.py", "settings.py", "model.py")


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

import numba  # noqa: E402  (the two lines above must stand before numba is imported)

CHUNKS = 16  # sums over workers run in this many fixed parts, so that 1 and N threads add in the same order
prange = numba.prange


def kernel(function):
    """Compile a loop over agents once and keep the result on disk. With NUMBA_DISABLE_JIT=1 it stays Python."""
    return numba.njit(cache=True, error_model="numpy")(function)


def parallel_kernel(function):
    """As `kernel`, with `prange` loops over threads. Each turn may write only its own rows or its own chunk."""
    return numba.njit(cache=True, parallel=True, error_model="numpy")(function)


def inline(function):
    """A rule small enough to be written into the kernels that call it."""
    return numba.njit(inline="always", error_model="numpy")(function)


def is_cold() -> bool:
    """True where no kernel of this source text has been compiled yet, so that the first month takes longer."""
    folder = Path(os.environ["NUMBA_CACHE_DIR"])
    return not numba.config.DISABLE_JIT and not any(folder.rglob("*.nbi"))
