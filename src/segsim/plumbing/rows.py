"""Which rows of a table are meant? Those where a pass said yes, or whose link leads to one that is meant."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.kernels import CHUNKS, parallel_kernel, prange

_WORD = 8  # flags that are looked at together
_FEW = 4096  # rows under which numpy is done before threads have begun


def rows_where(is_meant: np.ndarray) -> np.ndarray:
    """Row numbers where the flags are true, in order, as np.flatnonzero; much faster with a million flags, few of them.

    is_meant: bool, shape (rows,).
    """
    if is_meant.size < _FEW:
        return np.flatnonzero(is_meant)
    whole = is_meant.size // _WORD * _WORD
    rows, counts = np.empty(whole, np.int64), np.empty(CHUNKS, np.int64)
    _pick(is_meant[:whole].view(np.uint64), is_meant, rows, counts)
    starts = [part * (whole // _WORD) // CHUNKS * _WORD for part in range(CHUNKS)]
    return np.append(_together(rows, starts, counts), whole + np.flatnonzero(is_meant[whole:]))


def rows_linked_to(is_meant: np.ndarray, link: np.ndarray) -> np.ndarray:
    """Row numbers whose link leads to a row that is meant, in order: the people of some firms.

    is_meant: bool, shape (rows of the other table,). link: row in the other table or -1, shape (rows,).
    """
    is_meant = np.append(False, is_meant)  # the first is for those without a link
    if link.size < _FEW:
        return np.flatnonzero(is_meant[link + 1])
    rows, counts = np.empty(link.size, np.int64), np.empty(CHUNKS, np.int64)
    _follow(is_meant, link, rows, counts)
    return _together(rows, [part * link.size // CHUNKS for part in range(CHUNKS)], counts)


def _together(rows: np.ndarray, starts: list[int], counts: np.ndarray) -> np.ndarray:
    return np.concatenate([rows[start : start + count] for start, count in zip(starts, counts, strict=True)])


@parallel_kernel
def _pick(words, is_meant, rows, counts):
    # Every row of a word with a flag is written, and overwritten by the next unless it is meant: a jump for each would
    # cost more. No part writes beyond its own rows.
    for part in prange(counts.size):
        start, end = part * words.size // counts.size, (part + 1) * words.size // counts.size
        place = np.uint64(start * _WORD)
        for word in range(start, end):
            if words[np.uint64(word)] != 0:
                for row in range(word * _WORD, (word + 1) * _WORD):
                    rows[place] = row
                    place += np.uint64(is_meant[np.uint64(row)])
        counts[part] = np.int64(place) - start * _WORD


@parallel_kernel
def _follow(is_meant, link, rows, counts):
    # As `_pick`, row by row.
    for part in prange(counts.size):
        start, end = part * link.size // counts.size, (part + 1) * link.size // counts.size
        place = np.uint64(start)
        for row in range(start, end):
            rows[place] = row
            place += np.uint64(is_meant[np.uint64(link[np.uint64(row)] + 1)])
        counts[part] = np.int64(place) - start
