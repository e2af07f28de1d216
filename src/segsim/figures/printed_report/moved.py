"""Which statements about pockets and market despotism bear other cut-offs, weights and anchors? Levels and effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from segsim.analysis.capital_ratio import ASSUMED
from segsim.analysis.palette import INK, PAPER, REGIME_LINES, SOFT, readable
from segsim.analysis.robustness import SHOWN, USUAL
from segsim.analysis.shown_robustness import Moved, latest, moved, whole
from segsim.figures.marks import empty
from segsim.figures.printed_report.frame import LEFT, RIGHT, WIDTH, place
from segsim.figures.printed_report.subject import MARKERS, MOST, Subject
from segsim.figures.style import SIZES, heading
from segsim.plumbing.errors import InputError

HEIGHT = 3.9  # inches that the panels take with heading and footnote
NAMES, ABOVE, BELOW, GUTTER = 1.95, 0.84, 0.64, 0.3
HALO = [withStroke(linewidth=2.0, foreground=PAPER)]
COMPARED = ("jobs_pocket", "jobs_despotism", "multiply_deprived")
WORDS = {
    "jobs_pocket": "pockets", "jobs_despotism": "market despotism", "jobs_low_road": "high-tech low road",
    "multiply_deprived": "H: multiply deprived", "adjusted_deprivation": "M0",
}  # fmt: skip
SHORT = {"jobs_pocket": "pockets", "jobs_despotism": "despotism", "multiply_deprived": "H"}


@dataclass(frozen=True)
class Column:
    """One panel: what it shows, the values of each run in it, and what is written at the right of its rows."""

    title: str
    colour: str
    tables: tuple[pd.Series, ...]
    written: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    is_effect: bool = False


def draw_moved(figure: Figure, subject: Subject, top: float, bottom: float) -> None:
    """One panel a share: a dot for each thing that is moved; of a comparison also the effects of the policies."""
    room = bottom - top - ABOVE - BELOW
    try:
        found = moved(subject.runs[0], subject.compared.policies if subject.compared else (), years_of(subject))
    except InputError as missing:
        axes = place(figure, LEFT, top + ABOVE, WIDTH - LEFT - RIGHT, room)
        heading(axes, "What bears other cut-offs, weights and anchors?", "needs the stored jobs of the run")
        empty(axes, str(missing))
        axes.set_xticks([])
        return
    columns = columns_of(found)
    width = (WIDTH - LEFT - NAMES - RIGHT) / len(columns)
    for number, column in enumerate(columns):
        axes = place(figure, LEFT + NAMES + width * number, top + ABOVE, width - GUTTER, room)
        _panel(axes, column, list(found.levels.index), with_names=number == 0)
        if number == 0:
            _head(axes, subtitle(found))
            _note(axes, note(found))


def years_of(subject: Subject) -> tuple[int, int]:
    """The years of the comparison's window, or the latest of the run."""
    return whole(subject.window) if subject.is_comparison else latest(subject.runs[0])


def columns_of(found: Moved) -> list[Column]:
    """Levels of the run; of a comparison the effects of the policies beside them, with their rank correlation."""
    names = COMPARED if found.effects else SHOWN
    colour = {name: REGIME_LINES[name].colour if name in REGIME_LINES else INK for name in names}
    columns = [Column(WORDS[name], colour[name], (100.0 * found.levels[name],)) for name in names]
    for name in names if found.effects else ():
        ranks = found.correlations[name] if found.correlations is not None else pd.Series(dtype=float)
        tables = tuple(100.0 * table[name] for table in found.effects[:MOST])
        columns.append(Column(f"effect on {SHORT[name]}", colour[name], tables, ranks, True))
    return columns


def subtitle(found: Moved) -> str:
    """Unit, years, and how to read a dot."""
    first, last = found.years
    effects = "; effects: percentage points, policy less baseline, paired by seed" if found.effects else ""
    return (
        f"% of jobs (M0: x 100), mean of {first}-{last}, with one thing moved at a time{effects}. Line: usual cut-offs"
    )


def note(found: Moved) -> str:
    """What was moved, and where the rest is found."""
    ranks = " In brackets: Spearman's rank correlation over policies with the usual effects." if (
        found.correlations is not None
    ) else ""  # fmt: skip
    marks = " Marks: the policies as in the key above." if found.effects else ""
    return (
        "All lines: every cut-off of the ten deprivations (of the higher ones the overtime rate stays at the law). "
        f"Weights: 15 random draws. Single lines: `segsim regimes`. {ASSUMED[0].upper()}{ASSUMED[1:]}.{marks}{ranks}"
    )


def _panel(axes: Axes, column: Column, rows: list[str], with_names: bool) -> None:
    heights = np.arange(len(rows))
    for number, table in enumerate(column.tables):
        values = table.reindex(rows).to_numpy(dtype=float)
        axes.axvline(values[rows.index(USUAL)], color=SOFT, linewidth=0.8, zorder=1)
        face = column.colour if number == 0 else PAPER
        axes.scatter(values, heights, s=20, marker=MARKERS[number % len(MARKERS)], facecolor=face,
                     edgecolor=column.colour, linewidth=1.0, zorder=3, clip_on=False)  # fmt: skip
    if column.is_effect:
        axes.axvline(0.0, color=INK, linewidth=1.0, zorder=1)
    every = np.concatenate([table.to_numpy(dtype=float) for table in column.tables])
    low, high = float(np.nanmin(every)), float(np.nanmax(every))
    low = min(low, 0.0)
    high = max(high, 0.0)
    room = 0.34 if len(column.tables) == 1 or len(column.written) else 0.08  # for the numbers to the right of dots
    axes.set_xlim(low - 0.06 * (high - low), high + room * max(high - low, 1e-9))
    if len(column.tables) == 1:
        for height, value in zip(heights, column.tables[0].reindex(rows), strict=True):
            said = f"{value:+.1f}" if column.is_effect else f"{value:.1f}"
            axes.annotate(said.replace("-", "\u2212"), (value, height), (5, 0), textcoords="offset points", va="center",
                          fontsize=SIZES["small"] - 0.4, path_effects=HALO)  # fmt: skip
    for height, rank in zip(heights, column.written.reindex(rows), strict=True) if len(column.written) else ():
        axes.annotate("" if np.isnan(rank) else f"({rank:.2f})", (1, height), (0, 0), textcoords="offset points",
                      xycoords=("axes fraction", "data"), ha="right", va="center",
                      fontsize=SIZES["small"] - 0.4)  # fmt: skip
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(heights, rows if with_names else [""] * len(rows), fontsize=SIZES["small"] + 0.2)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=SIZES["small"] - 0.6)
    axes.locator_params(axis="x", nbins=4)
    axes.grid(True, axis="both", linewidth=0.4)
    axes.spines["left"].set_visible(False)
    axes.annotate(column.title, (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points", va="bottom",
                  fontsize=SIZES["small"] + 0.2, fontweight="bold", color=readable(column.colour))  # fmt: skip


def _head(axes: Axes, text: str) -> None:
    """Question and units, above the titles of the columns."""
    question = "What bears other cut-offs, weights and anchors?"
    for words, up, look in (
        (question, 32, {"fontsize": SIZES["title"], "fontweight": "bold"}),
        (text, 20, {"fontsize": SIZES["small"] + 0.4, "color": SOFT}),
    ):
        axes.annotate(words, (0, 1), (-NAMES * 72, up), xycoords="axes fraction", textcoords="offset points",
                      va="bottom", **look)  # type: ignore[arg-type]  # sizes and words in one look  # fmt: skip


def _note(axes: Axes, text: str) -> None:
    axes.annotate(fill(text, 175), (0, 0), (-NAMES * 72, -20), xycoords="axes fraction", textcoords="offset points",
                  va="top", fontsize=SIZES["small"] - 0.6, color=SOFT)  # fmt: skip
