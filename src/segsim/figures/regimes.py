"""Which regime does each part of the chains live under, year by year? The map at the foot of the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segsim.analysis.numbers import format_number
from segsim.analysis.palette import MISSING, REGIMES, SOFT, Category
from segsim.analysis.recorded import Recorded
from segsim.analysis.regimes import AGREED, TIER_WORDS, commonest_regimes
from segsim.figures.maps import category_key, category_map
from segsim.figures.marks import empty
from segsim.figures.style import heading
from segsim.indicators.groups import address
from segsim.indicators.regimes import CUTS, Regime
from segsim.state.codes import Region, Tier

__all__ = [
    "CHAINS", "FEW_ROWS", "NAMES", "boxes_of", "cell_label", "classified", "commonest_regimes", "draw_regimes",
    "left_out", "questioned", "regime_key", "regime_subtitle", "shared",
]  # fmt: skip

CHAINS = {"auto": "Which regime rules each part of the auto chain?", "it": "\u2026 and each part of the IT chain?"}
NAMES = 1.78  # inches to the left of the map for the names of cells
FEW_ROWS = 8  # with fewer, the map is lower, not its boxes higher


def classified(regimes: Sequence[pd.DataFrame], industry: str) -> list[tuple[str, str]]:
    """Region and tier of the cells of a chain that some run classified in some year, in the order of the codes."""
    known = {cell for one in regimes for cell in _cells(one[one["industry"] == industry])}
    every = [(region.name.lower(), tier.name.lower()) for region in Region for tier in Tier]
    return [cell for cell in every if cell in known]


def _cells(regimes: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(regimes["region"], regimes["tier"], strict=True))


def boxes_of(
    run: Recorded, regimes: pd.DataFrame, industry: str, rows: Sequence[tuple[str, str]]
) -> dict[tuple[int, int], Category]:
    """The class of each cell (row) and year (column) of a chain, where it has one."""
    columns = years_of(run)
    boxes: dict[tuple[int, int], Category] = {}
    found = regimes[regimes["industry"] == industry][["region", "tier", "year", "value", "agreed"]]
    for region, tier, year, value, agreed in found.itertuples(index=False):
        if (region, tier) in rows and year in columns:
            box = (rows.index((region, tier)), columns.index(year))
            boxes[box] = questioned(REGIMES[Regime(int(value)).name.lower()], agreed)
    return boxes


def years_of(run: Recorded) -> list[int]:
    """Whole calendar years of a run."""
    return list(range(int(np.ceil(run.span[0] - 1e-6)), int(np.floor(run.span[1] + 1e-6))))


def draw_regimes(
    axes: Axes,
    run: Recorded,
    regimes: pd.DataFrame,
    industry: str,
    rows: Sequence[tuple[str, str]],
    question: str,
    note: str = "",
) -> None:
    """One chain: cells down (`rows`), years across, a letter in each box."""
    heading(axes, question, note or regime_subtitle(run), outdent=NAMES * 72)
    boxes = boxes_of(run, regimes, industry, rows)
    if not boxes:
        empty(axes, "no cell was classified in a whole year")
        axes.set_xticks([])
        return
    place = axes.get_position()
    height = place.height * min(1.0, len(rows) / FEW_ROWS)
    axes.set_position((place.x0, place.y1 - height, place.width, height))
    columns = years_of(run)
    labels = [cell_label(industry, *row) for row in rows]
    category_map(axes, labels, [str(year) for year in columns], boxes, every=2 if len(columns) > 8 else 1)
    for number, (region, _) in enumerate(rows):
        if number and region != rows[number - 1][0]:
            axes.axhline(number, color=SOFT, linewidth=0.8)


def questioned(category: Category, agreed: float) -> Category:
    """The same class, its letter with a question mark where too few seeds agree."""
    if agreed >= AGREED:
        return category
    return replace(category, letter=f"{category.letter}?")


def regime_subtitle(run: Recorded) -> str:
    """Unit, and what a question mark means where there are several seeds."""
    several = "; commonest of the seeds, ? where under two thirds agree" if len(run.seeds) > 1 else ""
    return f"Group of cities and tier, by year{several}"


def cell_label(industry: str, region: str, tier: str) -> str:
    """A cell as the reader knows it."""
    return f"{region.replace('_', ' ').replace('it ', 'IT ')}: {TIER_WORDS[industry][Tier[tier.upper()]]}"


def regime_key(axes: Axes, run: Recorded) -> None:
    """The classes in words, each with its share of workers in the last year and how far the cuts move that share."""
    category_key(axes, [*(shared(run, name, category) for name, category in REGIMES.items()), left_out(run)])


def left_out(run: Recorded) -> Category:
    """The class of cells too small to be classified, with the share of workers whom it leaves out of all shares."""
    if not run.has("share_unclassified"):
        return MISSING
    share = format_number(run.monthly("share_unclassified").last * 100, "%")
    return replace(MISSING, meaning=f"{MISSING.meaning}:\n{share} of all workers,\nleft out of the shares")


def shared(run: Recorded, name: str, category: Category) -> Category:
    """A class with its share of workers in the text beneath its name."""
    names = [address(f"share_{name}", cut) for cut in CUTS]
    shares = [run.monthly(word).last * 100 for word in names if run.has(word)]
    if len(shares) < len(CUTS) or not np.isfinite(shares).all():
        return category
    now, low, high = (format_number(share, "%") for share in (shares[0], min(shares), max(shares)))
    moved = f"{low} to {high}" if low != high else "the same"
    year = int(run.span[1] - 1e-6)
    meaning = f"{category.meaning}\n{now} of workers in {year};\n{moved} with cuts\n20 % lower or higher"
    return replace(category, meaning=meaning)
