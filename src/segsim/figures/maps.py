"""How are classes and shares shown on a grid, so that it can be read in grey: letters and numbers in every box?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize, TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segsim.analysis.palette import DIFFERENCE_RAMP, FAINT, INK, MISSING, PAPER, SHARE_RAMP, SOFT, Category, luminance
from segsim.figures.style import SIZES, new_figure, styled

BAND = 3.1  # inches from one band of grids to the next
LEVERS = ("enforcement", "minimum_wage", "bargaining")
ORDER: dict[str, tuple[str, ...]] = {
    "enforcement": ("lax", "default", "strict"),
    "minimum_wage": ("freeze", "default", "catch_up"),
    "bargaining": ("none", "enterprise", "chain"),
}
WORDS = {
    "default": "as in history",
    "catch_up": "catching up",
    "freeze": "frozen",
    "none": "no bargaining",
    "enterprise": "enterprise by enterprise",
    "chain": "along the whole chain",
    "lax": "lax",
    "strict": "strict",
}


def category_map(
    axes: Axes, rows: Sequence[str], columns: Sequence[str], boxes: Mapping[tuple[int, int], Category], every: int = 1
) -> None:
    """A grid of boxes, each with the fill and the letter of its class; `boxes` by (row, column), the rest missing."""
    for row in range(len(rows)):
        for column in range(len(columns)):
            category = boxes.get((row, column), MISSING)
            axes.add_patch(Rectangle((column, row), 1, 1, facecolor=category.fill, edgecolor=PAPER, linewidth=0.8))
            axes.text(
                column + 0.5,
                row + 0.52,
                category.letter or "\u00b7",
                ha="center",
                va="center",
                fontsize=SIZES["letter"],
                color=category.ink,
            )
    axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    axes.set_yticks(np.arange(len(rows)) + 0.5, list(rows), fontsize=SIZES["small"])
    shown = range(0, len(columns), every)
    axes.set_xticks([column + 0.5 for column in shown], [columns[column] for column in shown], fontsize=SIZES["small"])
    axes.grid(False)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def category_key(axes: Axes, categories: Sequence[Category]) -> None:
    """The classes in words, side by side, each behind its box and letter."""
    axes.set(xlim=(0, len(categories)), ylim=(0, 1))
    axes.axis("off")
    for number, category in enumerate(categories):
        axes.annotate(
            category.letter or "\u00b7",
            (number, 1),
            (5, -5),
            textcoords="offset points",
            ha="center",
            va="center",
            color=category.ink,
            fontsize=SIZES["letter"] + 1,
            annotation_clip=False,
            bbox={"boxstyle": "square,pad=0.3", "facecolor": category.fill, "edgecolor": FAINT, "linewidth": 0.5},
        )
        axes.annotate(
            category.label,
            (number, 1),
            (15, 0),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=SIZES["small"] + 0.2,
            color=INK,
        )
        axes.annotate(
            category.meaning,
            (number, 1),
            (15, -10.5),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=SIZES["small"] - 0.3,
            color=SOFT,
            linespacing=1.15,
        )


@dataclass(frozen=True)
class PolicyTable:
    """One band of a policy map: what it shows, in words, and its 27 rows (the three levers, value, low, high)."""

    caption: str
    table: pd.DataFrame


def policy_map(
    bands: Sequence[PolicyTable],
    *,
    question: str,
    population: str,
    interval: str,
    difference: bool = False,
    ramp: Sequence[str] | None = None,
    note: str = "",
    order: Mapping[str, Sequence[str]] = ORDER,
) -> Figure:
    """A share under every policy: enforcement down, minimum wage across, bargaining side by side; one band a variant.

    `table` has the columns enforcement, minimum_wage, bargaining, value, low, high, in shares of 1 (points of 1 where
    `difference`). `interval` names what low and high are, for the reader. With `difference` the colours run both ways
    from zero, and a box whose interval includes zero says so by being pale and hatched.
    """
    with styled():
        figure = new_figure(11.7, 1.45 + BAND * len(bands) + 0.19 * note.count("\n"))
        scale = _scale([band.table for band in bands], difference, ramp)
        height = figure.get_size_inches()[1]
        figure.text(0.03, 1 - 0.22 / height, question, fontsize=SIZES["page"] - 2, fontweight="bold", va="top")
        figure.text(0.03, 1 - 0.56 / height, population, fontsize=SIZES["text"] + 0.5, color=SOFT, va="top")
        for number, band in enumerate(bands):
            _draw_band(figure, band, 1 - (1.3 + BAND * number) / height, height, scale, difference, order)
        unit = "percentage points" if difference else "% of workers"
        foot = f"In each box: {unit}, and in brackets {interval}."
        if difference:
            foot += " Hatched: the interval includes zero."
        figure.text(
            0.03,
            0.30 / height,
            "\n".join(filter(None, [foot, note])),
            fontsize=SIZES["label"],
            color=SOFT,
            va="center",
            linespacing=1.3,
        )
    return figure


@dataclass(frozen=True)
class _Scale:
    """From a value to a fill and to the ink that can be read on it."""

    colours: LinearSegmentedColormap
    norm: Normalize

    def fill(self, value: float) -> tuple[float, ...]:
        return tuple(self.colours(self.norm(value)))

    def ink(self, value: float) -> str:
        return INK if luminance(self.fill(value)[:3]) > 0.179 else PAPER  # there black and white stand out equally


def _scale(tables: Sequence[pd.DataFrame], difference: bool, ramp: Sequence[str] | None) -> _Scale:
    """One scale for all bands, so that boxes can be compared over the page; shares start at zero."""
    values = np.concatenate([table["value"].to_numpy(dtype=float) for table in tables])
    values = values[np.isfinite(values)]
    reach = float(np.abs(values).max()) if len(values) else 0.0
    colours = LinearSegmentedColormap.from_list("segsim", ramp or (DIFFERENCE_RAMP if difference else SHARE_RAMP))
    if difference:
        reach = max(reach, 0.01)
        return _Scale(colours, TwoSlopeNorm(0.0, -reach, reach))
    return _Scale(colours, Normalize(0.0, max(reach, 0.05), clip=True))


def _draw_band(
    figure: Figure,
    band: PolicyTable,
    top: float,
    height: float,
    scale: _Scale,
    difference: bool,
    order: Mapping[str, Sequence[str]],
) -> None:
    """One variant: a grid for every kind of bargaining."""
    rows, columns, grids = (order[lever] for lever in LEVERS)
    found = band.table.set_index(list(LEVERS))
    figure.text(0.03, top + 0.30 / height, band.caption, fontsize=SIZES["title"], fontweight="bold", va="bottom")
    for number, grid in enumerate(grids):
        axes = figure.add_axes((0.135 + 0.287 * number, top - 2.2 / height, 0.27, 2.2 / height))
        for row, down in enumerate(rows):
            for column, across in enumerate(columns):
                _draw_box(axes, row, column, _values(found, (down, across, grid)), scale, difference)
        axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
        axes.set_title(f"Bargaining: {policy_name(grid)}", fontsize=SIZES["label"], color=SOFT, pad=3, loc="left")
        axes.set_xticks(np.arange(len(columns)) + 0.5, [policy_name(word) for word in columns])
        axes.set_yticks(np.arange(len(rows)) + 0.5, [policy_name(word) for word in rows] if number == 0 else [])
        if number == 0:
            axes.set_ylabel("enforcement of labour law", fontsize=SIZES["label"])
        axes.set_xlabel("minimum wage", fontsize=SIZES["label"], labelpad=1)
        axes.grid(False)
        axes.tick_params(length=0)
        for side in axes.spines.values():
            side.set_visible(False)


def _values(found: pd.DataFrame, key: tuple[str, str, str]) -> tuple[float, float, float]:
    if key not in found.index:
        return math.nan, math.nan, math.nan
    row = found.loc[[key]].iloc[0]
    return float(row["value"]), float(row["low"]), float(row["high"])


def _draw_box(
    axes: Axes, row: int, column: int, values: tuple[float, float, float], scale: _Scale, difference: bool
) -> None:
    """One policy: fill by value, and the value with its interval printed in it."""
    value, low, high = values
    if not math.isfinite(value):
        axes.add_patch(Rectangle((column, row), 1, 1, facecolor=PAPER, edgecolor=FAINT, linewidth=0.6))
        axes.text(column + 0.5, row + 0.5, "not run", ha="center", va="center", fontsize=SIZES["small"], color=SOFT)
        return
    unsure = difference and math.isfinite(low) and low <= 0 <= high
    axes.add_patch(
        Rectangle(
            (column, row), 1, 1, facecolor=scale.fill(value * (0.35 if unsure else 1.0)), edgecolor=PAPER, linewidth=1.6
        )
    )
    if unsure:
        axes.add_patch(Rectangle((column, row), 1, 1, facecolor="none", edgecolor=FAINT, hatch="////", linewidth=0))
    ink = INK if unsure else scale.ink(value)
    plain = {"boxstyle": "square,pad=0.1", "facecolor": scale.fill(value * 0.35), "edgecolor": "none"}
    behind = plain if unsure else None
    axes.text(
        column + 0.5,
        row + 0.42,
        _format_share(value, difference),
        ha="center",
        va="center",
        color=ink,
        fontsize=SIZES["title"],
        fontweight="bold",
        bbox=behind,
    )
    if math.isfinite(low) and math.isfinite(high):
        axes.text(
            column + 0.5,
            row + 0.72,
            f"[{_format_share(low, difference)}, {_format_share(high, difference)}]",
            ha="center",
            va="center",
            color=ink,
            fontsize=SIZES["small"],
            bbox=behind,
        )


def _format_share(value: float, difference: bool) -> str:
    """Hundredths, with a sign where it is a difference; tenths below ten, so that small shares are not all alike."""
    hundredths = value * 100
    size = f"{abs(hundredths):.0f}" if abs(hundredths) >= 9.95 else f"{abs(hundredths):.1f}"
    if not difference:
        return size if hundredths >= 0 else f"\u2212{size}"
    return size if float(size) == 0 else ("+" if hundredths > 0 else "\u2212") + size


def policy_name(word: str) -> str:
    """A variant's name in words."""
    return WORDS.get(word, word.replace("_", " "))
