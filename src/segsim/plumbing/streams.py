"""Which random number does this agent get, for this purpose, in this month?

In words. A draw is a pure function of (key, row, draw): the key says which run, step and month, the row says who, the
draw says which of the agent's numbers. So no draw depends on the order of agents, the number of threads, or on what
else is switched on: policies that share a seed share their random draws (common random numbers).

Sources. Widynski (2020), Squares: A Fast Counter-Based RNG, arXiv:2004.06278 (recalled, the five-round 64-bit form);
that a counter-based generator may be used so: Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3.

Choices. Keys are odd hashes of seed, step and month instead of Widynski's digit-picking key list: the list holds keys
by construction irregular, a cryptographic hash is irregular with overwhelming probability.
tests/invariants/test_streams.py tests uniformity and independence along rows, draws, months and steps.
"""

from __future__ import annotations

import math
from hashlib import blake2b

import numpy as np

from segsim.plumbing.kernels import inline, kernel


def stream_key(seed: int, step: str, month: int) -> np.uint64:
    """Key of one step in one month of one run: the odd 64-bit blake2b hash of the three."""
    digest = blake2b(f"{seed}/{step}/{month}".encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little") | 1)


@inline
def _swap(x):
    return (x >> np.uint64(32)) | (x << np.uint64(32))


@inline
def uniform(key, row, draw):
    """Number in [0, 1) of agent `row` for purpose `draw` (0 to 255) under `key`. Use inside kernels."""
    x = ((np.uint64(row) << np.uint64(8)) | np.uint64(draw)) * key
    y = x
    z = y + key
    x = _swap(x * x + y)
    x = _swap(x * x + z)
    x = _swap(x * x + y)
    x = x * x + z
    t = x
    x = _swap(x)
    return float((t ^ ((x * x + y) >> np.uint64(32))) >> np.uint64(11)) * 1.1102230246251565e-16


@kernel
def _fill(key, draw, out):
    for row in range(out.size):
        out[row] = uniform(key, row, draw)


@kernel
def _fill_for(rows, key, draw, out):
    for place in range(out.size):
        out[place] = uniform(key, rows[place], draw)


def uniforms(key: np.uint64, rows: int | np.ndarray, draw: int = 0) -> np.ndarray:
    """Numbers in [0, 1) for one purpose, float64: of the given rows, or of all rows under a number; shape (rows,)."""
    if isinstance(rows, np.ndarray):
        out = np.empty(rows.size)
        _fill_for(rows, key, draw, out)
    else:
        out = np.empty(rows)
        _fill(key, draw, out)
    return out


def normals(key: np.uint64, rows: int | np.ndarray, draw: int = 0) -> np.ndarray:
    """Standard normal numbers (Box and Muller 1958), for rows as in `uniforms`; uses draws `draw` and `draw + 1`."""
    radius = np.sqrt(-2.0 * np.log1p(-uniforms(key, rows, draw)))
    # The cosine by the tangent of half the angle: numpy works out many tangents at once, cosines one by one.
    square = np.tan(math.pi * uniforms(key, rows, draw + 1)) ** 2
    return radius * (1.0 - square) / (1.0 + square)
