"""Which differences in shares of jobs bear other cut-offs, weights and anchors? Tables and lines of `segsim compare`.

Counted again from the stored jobs, where a share of jobs, H or M0 is among what is compared, and kept in the
comparison's folder (robustness.parquet, .csv): to print it again costs nothing. A difference that is not clear has no
sign to lose, so that only clear ones are judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segsim.analysis.capital_ratio import ASSUMED
from segsim.analysis.robustness import USUAL
from segsim.analysis.shown_robustness import EFFECT, LEVEL, RANK, InFolder, as_rows, moved, of_rows, whole
from segsim.indicators.groups import split
from segsim.plumbing.errors import InputError
from segsim.runs.questions.regimes import HEADS, SHOWN, rows_of
from segsim.runs.questions.tables import Listing

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared
    from segsim.analysis.differences import Asked

MANY = 2
HEAD_OF = dict(zip(SHOWN, HEADS, strict=True))


def counted_again(runs: Sequence[InFolder], names: Sequence[str], asked: Asked) -> pd.DataFrame | None:
    """Levels of the first run, effects of the others, rank correlations (analysis/shown_robustness.py as_rows).

    names: of all runs. None where no share of jobs is asked for, or where runs hold no jobs.
    """
    if not any(split(word)[0] in SHOWN for word in asked.indicators):
        return None
    years = whole((asked.window.first / 12, (asked.window.last + 1) / 12))
    try:
        return as_rows(moved(runs[0], runs[1:], years, asked.seeds), names[1:])
    except InputError:
        return None


def shown(found: Compared) -> list[Listing]:
    """Levels of the baseline; effects, one policy after the other; rank correlations of three policies or more.

    Of more than MANY policies the effects are shown by their ends: the long table is in the comparison's folder.
    """
    rows = found.robustness
    if rows is None:
        return []
    years = f"mean of {_years(rows)}"
    whole_tables = [(name, of_rows(rows, EFFECT, name)) for name in found.names]
    by_policy = whole_tables if len(whole_tables) <= MANY else [(name, _ends(table)) for name, table in whole_tables]
    effects = [(name, *row) for name, table in by_policy for row in rows_of(table, "+.3f")]
    tables: list[Listing] = [
        ((f"{found.manifest['baseline']['name']}, {years}", *HEADS), rows_of(of_rows(rows, LEVEL), ".3f")),
        (("policy", f"difference, {years}", *HEADS), effects),
    ]
    if (rows["what"] == RANK).any():
        tables.append((("rank correlation over policies", *HEADS), _with_dashes(rows_of(of_rows(rows, RANK), ".2f"))))
    return tables


def said(found: Compared) -> list[str]:
    """Which clear differences keep their sign whatever is moved, and where the order of policies hangs on it."""
    rows = found.robustness
    if rows is None:
        return []
    kept: list[str] = []
    lost: list[str] = []
    for name in found.names:
        effects = of_rows(rows, EFFECT, name)
        for share in (word for word in SHOWN if (name, word) in found.clear):
            turned = turns(effects[share])
            words = f"{HEAD_OF[share]} of {name}"
            (lost if turned else kept).append(words + (f" ({'; '.join(turned)})" if turned else ""))
    lines = [
        "shares of jobs, H and M0 are counted again with one thing moved at a time (single lines: `segsim regimes "
        "--robustness`); clear differences of the nation that keep their sign whatever is moved: "
        f"{', '.join(kept) or 'none'}; that lose it: {', '.join(lost) or 'none'}; every move: robustness.csv"
    ]
    if (rows["what"] == RANK).any():
        lines.append(
            "rank correlation: Spearman's, with the differences at the usual cut-offs; 1: policies in the same order; "
            f"lowest: {_lowest(of_rows(rows, RANK))}"
        )
    return [*lines, ASSUMED]


def turns(effects: pd.Series) -> list[str]:
    """What takes the sign that an effect has at the usual cut-offs; what is not known takes none."""
    usual = np.sign(effects[USUAL])
    return [str(name) for name, value in effects.items() if np.isfinite(value) and np.sign(value) != usual]


def _lowest(ranks: pd.DataFrame) -> str:
    known = ranks[list(SHOWN)].dropna(axis=1, how="all")
    lowest = [(HEAD_OF[str(share)], known[share].min(), known[share].idxmin()) for share in known]
    words = (f"{head} {value:.2f}" + (f" ({name})" if value < 0.995 else "") for head, value, name in lowest)
    return ", ".join(words) or "none known"


def _ends(effects: pd.DataFrame) -> pd.DataFrame:
    ends = effects.agg(["min", "max"])
    ends.index = ["lowest of all moves", "highest of all moves"]
    return pd.concat([effects.loc[[USUAL]], ends])


def _years(rows: pd.DataFrame) -> str:
    first, last = (int(rows[name].iloc[0]) for name in ("first", "last"))
    return str(first) if first == last else f"{first}-{last}"


def _with_dashes(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple("-" if word == "nan" else word for word in row) for row in rows]
