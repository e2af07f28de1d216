"""What was recorded of an indicator for a group, or of one group over or less another?

A word names a series: earnings (of the nation), earnings:core, earnings:core/lower_tiers (the core's pay over that of
the lower tiers), hours_week:core-lower_tiers. Ratios and differences of two groups are not recorded: they are worked
out here, month by month and seed by seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from segsim.analysis.stored import read_table
from segsim.indicators.groups import OVER, address, split, two_groups

WHEN = ["seed", "year", "month"]
# Groups that are usually set against each other.
PAIRS = (
    "core/lower_tiers", "core-lower_tiers", "core/contract_manufacturer", "urban/migrants", "outside_core/core",
    "core/nation", "brands/it", "contract_manufacturer/it", "component_maker/it",
)  # fmt: skip


def parts_of(word: str) -> tuple[str, ...]:
    """The recorded series of which a word is made: itself, or those of its two groups."""
    name, group = split(word)
    pair = two_groups(group)
    return (word,) if pair is None else (address(name, pair[0]), address(name, pair[2]))


def recorded_parts(words: Iterable[str]) -> tuple[str, ...]:
    """The recorded series of which several words are made, each once."""
    return tuple(dict.fromkeys(part for word in words for part in parts_of(word)))


def together[Values: (np.ndarray, pd.Series, pd.DataFrame)](word: str, parts: Sequence[Values]) -> Values:
    """The value of a word from the values of its parts; a ratio over nothing is missing."""
    pair = two_groups(split(word)[1])
    if pair is None:
        return parts[0]
    if pair[1] != OVER:
        return parts[0] - parts[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = parts[0] / parts[1]
        return found + 0.0 * found  # what is not finite becomes missing


def names_of_series(table: pd.DataFrame) -> pd.Series:
    """The word of each row's indicator and group."""
    names, groups = table["indicator"].astype("category").cat, table["group"].astype("category").cat
    pairs = names.codes.to_numpy(dtype=np.int64) * len(groups.categories) + groups.codes.to_numpy(dtype=np.int64)
    found, codes = np.unique(pairs, return_inverse=True)
    number = len(groups.categories)
    words = [address(str(names.categories[pair // number]), str(groups.categories[pair % number])) for pair in found]
    held = pd.Categorical.from_codes(codes.astype(np.int32), pd.Index(words, dtype=str))
    return pd.Series(held, index=table.index, name="word")


def only(words: Iterable[str]) -> list[tuple[str, str, Any]]:
    """What keeps of a stored table the indicators and groups of some words, and of these no more than it has to."""
    pairs = [split(part) for part in recorded_parts(words)]
    return [
        ("indicator", "in", sorted({name for name, _ in pairs})), ("group", "in", sorted({group for _, group in pairs}))
    ]  # fmt: skip


def read_series(folder: Path, words: Sequence[str], seeds: Iterable[int] | None = None) -> pd.DataFrame:
    """Values of some words: one row a seed, year and month, one column a word that was recorded."""
    chosen = only(words)
    if seeds is not None:
        chosen.append(("seed", "in", list(seeds)))
    return wide(read_table(folder, "series", chosen), words)


def wide(table: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The same of a table with a row a value."""
    named = table.assign(word=names_of_series(table).astype(str))
    known = named.pivot(index=WHEN, columns="word", values="value")
    found = {
        word: together(word, [known[part] for part in parts_of(word)])
        for word in words
        if all(part in known for part in parts_of(word))
    }
    return pd.DataFrame(found, index=known.index)
