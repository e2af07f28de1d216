"""What does a run folder hold, and what is read out of its cells beside it (growth.py)? The one way to its tables.

Growth between years is no part of a run: it is worked out here, with the cut-offs that the reader gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow.parquet import read_schema

from segsim.analysis.growth import COMPONENTS, with_growth
from segsim.indicators import INDICATORS
from segsim.indicators.cutoffs import Cutoffs
from segsim.plumbing.errors import InputError
from segsim.recorder import AXES

Condition = tuple[str, str, Any]
READ_OUT = frozenset(name for name, entry in INDICATORS.items() if entry.basis == "years")
_TESTS: dict[str, Callable[[pd.Series, Any], pd.Series]] = {
    "==": lambda column, value: column == value,
    "in": lambda column, value: column.isin(list(value)),
    ">=": lambda column, value: column >= value,
    "<=": lambda column, value: column <= value,
}


def read_table(
    folder: Path, name: str, conditions: Sequence[Condition], columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Rows of series or cells that meet all conditions, with those that are read out of the cells."""
    found = pd.read_parquet(
        folder / f"{name}.parquet", columns=list(columns) if columns else None, filters=list(conditions)
    )
    names = pd.Series(sorted(READ_OUT))
    if not all(_TESTS[test](names, value).any() for column, test, value in conditions if column == "indicator"):
        return found  # nothing that would have to be read out
    more = read_out(folder)[name == "cells"]
    for column, test, value in conditions:
        more = more[_TESTS[test](more[column], value)]
    return with_rows(found, more[list(found.columns)])


def with_rows(found: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Recorded rows and rows read out of them; words as categories."""
    if more.empty:
        return found
    both = pd.concat([found.astype({name: str for name in _words(found)}), more[list(found.columns)]])
    return both.astype(dict.fromkeys(_words(found), "category")).reset_index(drop=True)


def _words(table: pd.DataFrame) -> list[str]:
    known = ("indicator", "group", "region", "industry", "tier", "hukou")
    return [name for name in known if name in table]


def read_out(folder: Path, cutoffs: Cutoffs | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the series and of the cells that are read out of the stored cells of all seeds."""
    stamp = (folder / "cells.parquet").stat().st_mtime_ns
    return _read_out(folder, stamp, cutoffs or Cutoffs())


@lru_cache(maxsize=32)
def _read_out(folder: Path, stamp: int, cutoffs: Cutoffs) -> tuple[pd.DataFrame, pd.DataFrame]:
    chosen = [("indicator", "in", list(COMPONENTS)), ("hukou", "==", "all")]
    dated, when = [("indicator", "==", "employment")], ["seed", "index", "year", "month"]
    needed = ("seed", "year", *AXES, "indicator", "value", "agents", "firms")
    try:
        if missing := [name for name in needed if name not in read_schema(folder / "cells.parquet").names]:
            raise InputError(f"{folder} holds a damaged table: cells.parquet has no column {', '.join(missing)}")
        cells = pd.read_parquet(folder / "cells.parquet", filters=chosen)
        dates = pd.read_parquet(folder / "series.parquet", columns=when, filters=dated)
    except (OSError, ValueError) as error:
        raise InputError(f"{folder.name} holds a damaged table: {str(error).splitlines()[0]}") from error
    return with_growth(dates, cells, cutoffs)
