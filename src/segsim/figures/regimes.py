"""Where are jobs pockets, and where market despotism? Stacked shares of jobs by place, H beside each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from segsim.analysis.numbers import format_number
from segsim.analysis.palette import DEPRIVED, INK, REGIMES, SOFT
from segsim.analysis.recorded import PROJECTION_FROM, Recorded
from segsim.analysis.regimes import ALL, CHAINS, REGIONS, shares_by_place
from segsim.figures.marks import empty
from segsim.figures.style import SIZES, heading

NAMES = 1.28  # inches to the left of bars for the names of places
EVERY = (ALL, CHAINS, REGIONS)
LEAST = 0.07  # of all jobs of a place, from which a share is written on its bar
GAP = 0.45  # rows left free between kinds of places
KEY_WORDS = {
    "jobs_pocket": "pockets", "jobs_decent_lagging": "decent, lagging plant", "jobs_between": "in between",
    "jobs_low_road": "high-tech low road", "jobs_despotism": "market despotism",
}  # fmt: skip
_WIDTHS = (1.0, 1.95, 1.2, 1.8, 1.7)  # of the words of the key, in their order


def last_year(run: Recorded) -> int | None:
    """The last whole year, of those before evidence ends where there are any; None without a whole year."""
    years = shares_by_place(run)["year"]
    known = years[years < PROJECTION_FROM] if (years < PROJECTION_FROM).any() else years
    return int(known.max()) if len(known) else None


def draw_places(
    axes: Axes, run: Recorded, question: str, kinds: Sequence[str] = EVERY, year: int | None = None, note: str = ""
) -> None:
    """One bar a place, its shares from pockets to market despotism, and H to the right."""
    year = last_year(run) if year is None else year
    heading(axes, question, note or subtitle(run, year), NAMES * 72)
    table = shares_by_place(run)
    rows = table[(table["year"] == year) & table["kind"].isin(list(kinds))].dropna(subset=[DEPRIVED])
    _bare(axes)
    if rows.empty:
        empty(axes, "no place is large enough in a whole year")
        axes.set_xticks([])
        return
    heights, at, before = [], 0.0, None
    for kind in rows["kind"]:
        at += GAP if before not in (None, kind) else 0.0
        heights.append(at)
        at, before = at + 1.0, kind
    for height, (_, row) in zip(heights, rows.iterrows(), strict=True):
        _bar(axes, height, row)
    axes.set(xlim=(0, 100), ylim=(heights[-1] + 0.5, -0.5))
    axes.set_yticks(heights, rows["words"], fontsize=SIZES["small"] + 0.4)
    axes.set_xticks([])
    axes.annotate("H", (1, 1), (16, 2), xycoords="axes fraction", textcoords="offset points", ha="center",
                  fontsize=SIZES["small"] + 0.4, fontweight="bold", annotation_clip=False)  # fmt: skip


def _bar(axes: Axes, height: float, row: pd.Series) -> None:
    left = 0.0
    for name, category in REGIMES.items():
        share = 100.0 * float(row[name])
        axes.barh(height, share, left=left, height=0.84, color=category.fill, edgecolor="white", linewidth=0.7)
        if share >= 100.0 * LEAST:
            axes.text(left + share / 2, height + 0.03, f"{share:.0f}", ha="center", va="center",
                      fontsize=SIZES["small"], color=category.ink)  # fmt: skip
        left += share
    axes.annotate(format_number(100.0 * float(row[DEPRIVED]), "%"), (1, height), (16, 0), xycoords=("axes fraction",
                  "data"), textcoords="offset points", ha="center", va="center", fontsize=SIZES["small"],
                  color=INK, annotation_clip=False)  # fmt: skip


def subtitle(run: Recorded, year: int | None) -> str:
    """Unit, year, and what H is."""
    mean = f"mean of {len(run.seeds)} seeds" if len(run.seeds) > 1 else "one seed"
    return f"% of jobs of each place, {year}, {mean}. H: multiply deprived"


def regime_key(axes: Axes) -> None:
    """The five colours in words, in one line, in the order of the bars."""
    axes.set(xlim=(0, sum(_WIDTHS)), ylim=(0, 1))
    axes.axis("off")
    lefts = np.concatenate([[0.0], np.cumsum(_WIDTHS)])
    for left, (name, category) in zip(lefts, REGIMES.items(), strict=False):
        axes.add_patch(Rectangle((left, 0.2), 0.14, 0.6, facecolor=category.fill, edgecolor=SOFT, linewidth=0.4))
        axes.text(left + 0.2, 0.5, KEY_WORDS[name], va="center", fontsize=SIZES["small"] + 0.2)


def _bare(axes: Axes) -> None:
    axes.grid(False)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
