"""How are differences drawn one below the other: a mark and its 95 % interval a row, around a line at nothing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segsim.analysis.palette import FAINT, PAPER, SOFT
from segsim.figures.printed_report.subject import MARKERS

SHIFT = 0.24  # rows by which several policies stand apart


@dataclass(frozen=True)
class Effect:
    """A difference with its interval and its verdict, in the unit of its panel."""

    mean: float
    low: float
    high: float
    is_clear: bool

    def times(self, factor: float) -> Effect:
        """In another unit; a negative factor turns the interval round."""
        low, high = sorted((self.low * factor, self.high * factor)) if np.isfinite(self.low) else (self.low, self.high)
        return Effect(self.mean * factor, low, high, self.is_clear)


def draw_forest(axes: Axes, rows: Sequence[Sequence[Effect | None]], colours: Sequence[str], reach: float) -> None:
    """Rows from the top down, one effect a policy; what lies beyond `reach` ends in an arrow at the edge."""
    axes.axvline(0.0, color=SOFT, linewidth=0.9, zorder=1)
    for row, (effects, colour) in enumerate(zip(rows, colours, strict=True)):
        axes.axhline(row, color=FAINT, linewidth=0.4, zorder=0)
        for number, effect in enumerate(effects):
            if effect is not None and np.isfinite(effect.mean):
                _draw(axes, effect, row + (number - (len(effects) - 1) / 2) * SHIFT, colour, MARKERS[number], reach)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(-1.06 * reach, 1.06 * reach)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}".replace("-", "\u2212")))


def _draw(axes: Axes, effect: Effect, height: float, colour: str, marker: str, reach: float) -> None:
    low, high = (float(np.clip(end, -reach, reach)) for end in (effect.low, effect.high))
    if np.isfinite(effect.low):
        axes.plot([low, high], [height, height], color=colour, linewidth=1.3, zorder=3)
        for is_beyond, at, arrow in ((effect.low < -reach, -reach, "<"), (effect.high > reach, reach, ">")):
            if is_beyond:
                axes.plot([at], [height], marker=arrow, markersize=4.5, color=colour, linestyle="none", zorder=3)
    if abs(effect.mean) <= reach:
        fill = colour if effect.is_clear else PAPER
        axes.plot([effect.mean], [height], marker=marker, markersize=4.6, color=colour, markerfacecolor=fill,
                  markeredgewidth=1.0, linestyle="none", zorder=4)  # fmt: skip


def reach_of(rows: Sequence[Sequence[Effect | None]]) -> float:
    """How far a panel has to reach: every mark, and intervals up to twice the farthest mark."""
    known = [effect for effects in rows for effect in effects if effect is not None and np.isfinite(effect.mean)]
    marks = max((abs(effect.mean) for effect in known), default=0.0)
    ends = max((max(abs(effect.low), abs(effect.high)) for effect in known if np.isfinite(effect.low)), default=0.0)
    return max(marks, min(ends, 2.0 * marks), 1e-9)
