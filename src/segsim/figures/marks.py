"""How is one thing drawn on a panel: a line with bands, evidence, a date, a name at the end of a line?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segsim.analysis.counterparts import Point
from segsim.analysis.events import POLICY_SIGN, Event
from segsim.analysis.palette import INK, PAPER, PROJECTION, SOFT, Look, readable
from segsim.analysis.recorded import PROJECTION_FROM, Spread
from segsim.figures.style import EVIDENCE_MARKER, SIZES, mark_truncated, stroke


@dataclass(frozen=True)
class Name:
    """A name written beside the end of what it names."""

    height: float
    text: str
    colour: str


def draw_spread(axes: Axes, spread: Spread, look: Look) -> Name:
    """Median line and its bands; gives back the name for the end of the line, without a number."""
    if spread.seeds > 1:
        axes.fill_between(spread.time, *spread.outer, color=look.colour, alpha=0.13, linewidth=0)
        axes.fill_between(spread.time, *spread.inner, color=look.colour, alpha=0.25, linewidth=0)
    axes.plot(spread.time, spread.median, **stroke(look), zorder=3)
    return Name(spread.last, look.label, readable(look.colour))


def draw_points(axes: Axes, points: Iterable[Point], colour: str, marker: str = "D") -> None:
    """Evidence: diamonds, full where the source was read, hollow where the figure is recalled."""
    for point in points:
        if point.low < point.high:
            axes.plot([point.time] * 2, [point.low, point.high], color=colour, linewidth=1.0, zorder=4)
        look = {**EVIDENCE_MARKER, "marker": marker, "markerfacecolor": colour if point.was_read else PAPER}
        look["markeredgecolor"] = INK if point.was_read else colour
        axes.plot([point.time], [point.value], **look, zorder=5)


def draw_dates(axes: Axes, events: Sequence[Event], span: tuple[float, float], signs: bool = True) -> None:
    """Vertical lines at dated events with their signs above, and the shade over years that are projected."""
    axes.set_xlim(*span)
    if span[1] > PROJECTION_FROM + 1 / 24:
        start = max(PROJECTION_FROM, span[0])
        axes.axvspan(start, span[1], color=PROJECTION, zorder=0, linewidth=0)
        if signs:
            _sign(axes, (start + span[1]) / 2, 0.985, "projection", {"style": "italic", "color": SOFT})
    for event in events:
        if not span[0] - 1e-6 <= event.time <= span[1] + 1e-6:
            continue
        is_policy = event.sign == POLICY_SIGN
        axes.axvline(
            event.time,
            color=INK if is_policy else SOFT,
            linewidth=1.1 if is_policy else 0.7,
            linestyle="-" if is_policy else (0, (1, 2)),
            zorder=1,
        )
        if is_policy:
            _sign(axes, event.time, 0.885 if signs else 0.985, event.sign, {"fontweight": "bold"})
        elif signs:
            _sign(axes, event.time, 0.985, event.sign, {})


def _sign(axes: Axes, time: float, height: float, text: str, look: dict[str, str]) -> None:
    written: dict[str, Any] = {"fontsize": SIZES["small"], "color": INK, **look}
    axes.text(
        time,
        height,
        text,
        transform=axes.get_xaxis_transform(),
        ha="center",
        va="top",
        zorder=6,
        **written,
        bbox={"boxstyle": "square,pad=0.12", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.85},
    )


HEADROOM = 0.2  # of the panel, above its lines, for the signs of dates


def years(axes: Axes, span: tuple[float, float], most: int = 9) -> None:
    """A tick at January of some years, so that the axis can be read without crowding."""
    first, last = math.ceil(span[0] - 1e-6), math.floor(span[1] + 1e-6)
    every = max(1, math.ceil((last - first + 1) / most))
    ticks = list(range(first, last + 1, every))
    axes.set_xticks(ticks, [str(year) for year in ticks])


def y_axis(axes: Axes, top: float | None = None, unit: str = "", from_zero: bool = True) -> None:
    """The y-axis from zero with round ticks; an axis that starts elsewhere carries the mark that says so."""
    low, high = (float(end) for end in axes.dataLim.intervaly)  # what is drawn, without the margin around it
    room = HEADROOM * max(abs(high) if from_zero else high - axes.get_ylim()[0], abs(high - low), 1e-9)
    high = top if top is not None else high + room
    if not from_zero:
        axes.set_ylim(bottom=axes.get_ylim()[0], top=high)
        mark_truncated(axes)
    elif low < 0:
        axes.set_ylim(low - 0.06 * (high - low), high)
        axes.axhline(0, color=SOFT, linewidth=0.8, zorder=1)
    else:
        axes.set_ylim(0, high)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    decimals = max(len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in axes.get_yticks())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value, unit, decimals)))


def tick(value: float, unit: str, decimals: int) -> str:
    """A tick's number, as long as its neighbours', with its unit only where that is short."""
    return f"{value:,.{decimals}f}" + (" %" if unit == "%" else "")


def names_at_end(axes: Axes, names: Sequence[Name], gap: float = 10.5, indent: float = 7.0) -> None:
    """Names to the right of the panel, moved apart until they can be read, each tied to its end by a thin stroke."""
    known = sorted((name for name in names if math.isfinite(name.height)), key=lambda name: name.height)
    if not known:
        return
    figure = axes.get_figure(root=True)
    assert figure is not None
    points = figure.dpi / 72.0
    right = axes.get_xlim()[1]
    ends = [axes.transData.transform((right, name.height))[1] / points for name in known]
    lower, upper = (axes.bbox.y0 / points + 3, axes.bbox.y1 / points - 3)
    heights = spread_apart(ends, gap, lower, upper)
    for name, end, height in zip(known, ends, heights, strict=True):
        axes.annotate(
            name.text,
            xy=(1, (end - axes.bbox.y0 / points) / (axes.bbox.height / points)),
            xycoords="axes fraction",
            xytext=(indent, height - end),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=SIZES["label"],
            color=name.colour,
            annotation_clip=False,
            linespacing=0.95,
            arrowprops={
                "arrowstyle": "-",
                "color": name.colour,
                "linewidth": 0.7,
                "shrinkA": 0,
                "shrinkB": 0,
                "relpos": (0, 0.5),
            },
        )


def spread_apart(ends: Sequence[float], gap: float, lower: float, upper: float) -> list[float]:
    """Heights at least `gap` apart, in the same order, as near as can be to where they should be, within the bounds.

    With the gaps taken off, what is left has to rise: neighbours that fall are put at their common mean (isotonic
    regression by pooling adjacent violators).
    """
    groups: list[tuple[float, int]] = []  # mean and number of names that move as one
    for number, end in enumerate(ends):
        groups.append((end - gap * number, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (one, few), (other, more) = groups[-2:]
            groups[-2:] = [((one * few + other * more) / (few + more), few + more)]
    most = max(lower, upper - gap * (len(ends) - 1))
    level = [min(max(mean, lower), most) for mean, count in groups for _ in range(count)]
    return [base + gap * number for number, base in enumerate(level)]


def write_on(axes: Axes, time: float, value: float, text: str, shift: tuple[float, float], tie: bool = False) -> None:
    """A few words near a point inside the panel, readable over lines; `tie` joins them by a stroke."""
    axes.annotate(
        text,
        (time, value),
        shift,
        textcoords="offset points",
        ha="left",
        va="center",
        zorder=7,
        fontsize=SIZES["small"],
        color=INK,
        path_effects=[withStroke(linewidth=2.2, foreground=PAPER)],
        arrowprops={"arrowstyle": "-", "color": SOFT, "linewidth": 0.6, "relpos": (0, 0.5)} if tie else None,
    )


def names_beside(axes: Axes, names: Sequence[tuple[str, str]], gap: float = 11.0) -> None:
    """Names with their colours to the right of stacked bars, in the order of the stack."""
    for number, (text, colour) in enumerate(names):
        axes.annotate(
            "\u25a0",
            (1, 0),
            (6, 8 + gap * number),
            xycoords="axes fraction",
            textcoords="offset points",
            va="center",
            fontsize=SIZES["label"],
            color=colour,
            annotation_clip=False,
        )
        axes.annotate(
            text,
            (1, 0),
            (17, 8 + gap * number),
            xycoords="axes fraction",
            textcoords="offset points",
            va="center",
            fontsize=SIZES["label"],
            color=readable(colour),
            annotation_clip=False,
        )


def empty(axes: Axes, caption: str) -> None:
    """A panel with nothing to draw says so."""
    axes.text(
        0.5,
        0.5,
        caption,
        transform=axes.transAxes,
        ha="center",
        va="center",
        color=SOFT,
        wrap=True,
        fontsize=SIZES["text"],
    )
    axes.grid(False)
    axes.set_yticks([])
