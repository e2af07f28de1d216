"""How is a chart drawn of a comparison: baseline and policies in one small panel a line, and their difference below?"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segsim.analysis.palette import INK, PROJECTION, SOFT, readable
from segsim.analysis.recorded import PROJECTION_FROM
from segsim.figures.marks import draw_dates, empty, tick, years
from segsim.figures.printed_report.chart import Chart, Line
from segsim.figures.printed_report.frame import HEIGHT, place
from segsim.figures.printed_report.paired_lines import Marks, level, marks_of
from segsim.figures.printed_report.subject import BASELINE, MARKERS, POLICIES, Subject
from segsim.figures.style import SIZES, heading, mark_truncated, stroke

HEAD, TICKS, GAP = 0.5, 0.42, 0.1  # inches: question, years at the foot, between panels
TICK = 0.2  # inches that a number on the y-axis takes
TITLE = 0.13  # inches of a line of a cell's name
LETTER = 0.066  # inches of a letter of it
WIDE = 1.15  # inches of a cell from which three years fit under it
UPPER = 0.58  # of the room for panels: the levels
BETWEEN = 0.12  # inches from cell to cell
SHIFT = 0.22  # years by which several policies stand beside one another
FAR = 2.5  # times the largest difference that a panel of differences reaches
ROOM = 0.12  # of the panel above its lines

Box = tuple[float, float, float, float]  # left, top, width, height in inches


def draw_against(figure: Figure, box: Box, subject: Subject, chart: Chart) -> None:
    """The whole chart: a column a line, levels above, differences below, one scale across."""
    left, top, width, height = box
    known = [line for line in chart.lines if level(subject, chart, line, 0) is not None]
    each = (width + BETWEEN) / max(1, len(known)) - BETWEEN
    titles = [fill(line.look.label, max(6, int(each / LETTER))) for line in known]
    high = HEAD + 0.07 + TITLE * max((text.count("\n") + 1 for text in titles), default=0)
    room = height - high - TICKS - GAP
    if not known:
        axes = place(figure, left, top + HEAD, width, room)
        heading(axes, chart.question, chart.description(subject.runs[0]))
        empty(axes, "these runs did not record it")
        axes.set_xticks([])
        return
    uppers, lowers, marks = [], [], marks_of(subject, chart)
    for number, line in enumerate(known):
        at = left + number * (each + BETWEEN)
        uppers.append(place(figure, at, top + high, each, UPPER * room))
        lowers.append(place(figure, at, top + high + UPPER * room + GAP, each, (1 - UPPER) * room))
        _name(uppers[-1], titles[number], line)
        draw_levels(uppers[-1], subject, chart, line)
        draw_difference(lowers[-1], [marks.get((line, number)) for number in range(1, len(subject.runs))], line)
    heading_over(uppers[0], chart, subject, 72 * (high - HEAD))
    one_scale(uppers, chart, subject)
    differences_scale(lowers, subject, 3 if each > WIDE else 2)
    lowers[0].annotate("difference, points" if chart.unit == "%" else "difference", (0, 0.5), (-33, 0), rotation=90,
                       xycoords="axes fraction", textcoords="offset points", ha="center", va="center",
                       fontsize=SIZES["small"] - 0.4, color=SOFT, linespacing=0.95)  # fmt: skip


def heading_over(axes: Axes, chart: Chart, subject: Subject, rise: float) -> None:
    """Question and population above the names of the cells."""
    lines: tuple[tuple[str, float, dict[str, Any]], ...] = (
        (chart.question, 16.0, {"fontsize": SIZES["title"], "fontweight": "bold"}),
        (chart.description(subject.runs[0]), 4.0, {"fontsize": SIZES["small"] + 0.4, "color": SOFT}),
    )
    for text, more, look in lines:
        put: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom"}
        axes.annotate(text, (0, 1), (0, rise + more), **put, **look)


def _name(axes: Axes, text: str, line: Line) -> None:
    axes.annotate(text, (0, 1), (0, 4), xycoords="axes fraction", textcoords="offset points", va="bottom",
                  fontsize=SIZES["small"] + 0.3, color=readable(line.look.colour), linespacing=1.0)  # fmt: skip


def draw_levels(axes: Axes, subject: Subject, chart: Chart, line: Line) -> None:
    """Baseline grey and dashed, policies in the line's own colour."""
    for number, run_look in enumerate((BASELINE, *POLICIES)[: len(subject.runs)]):
        means = level(subject, chart, line, number)
        if means is not None:
            look = stroke(run_look) | ({"color": line.look.colour} if number else {})
            axes.plot(means.index.to_numpy(dtype=float), means.to_numpy(dtype=float), zorder=3 + number, **look)
    if chart.limit:
        axes.axhline(chart.limit[0], color=INK, linewidth=0.8, zorder=2)


def draw_difference(axes: Axes, marks: Sequence[Marks | None], line: Line) -> None:
    """A mark a year and policy with its interval; full where the difference is clear."""
    axes.axhline(0.0, color=SOFT, linewidth=0.9, zorder=1)
    for number, found in enumerate(marks):
        if found is not None:
            draw_marks(axes, found, (number - (len(marks) - 1) / 2) * SHIFT, line.look.colour, MARKERS[number])


def draw_marks(axes: Axes, marks: Marks, shift: float, colour: str, marker: str) -> None:
    """Strokes and marks of one policy."""
    found = marks.difference
    time = found.time + shift
    bounded = np.isfinite(found.low)
    axes.vlines(time[bounded], found.low[bounded], found.high[bounded], color=colour, linewidth=1.0, zorder=3)
    for is_clear, inside in ((True, colour), (False, "#ffffff")):
        which = marks.is_clear == is_clear
        axes.plot(time[which], found.mean[which], marker=marker, markersize=2.9, linestyle="none", color=colour,
                  markerfacecolor=inside, markeredgewidth=0.8, zorder=4)  # fmt: skip


def one_scale(panels: list[Axes], chart: Chart, subject: Subject) -> None:
    """Levels of all cells on one scale, from zero unless the chart says otherwise; dates and ticks."""
    low = min(float(axes.dataLim.y0) for axes in panels)
    high = max(float(axes.dataLim.y1) for axes in panels)
    foot = min(0.0, low) if chart.from_zero else 5 * np.floor(low / 5)
    head = max(high + ROOM * (high - foot), foot + 1e-9)
    for number, axes in enumerate(panels):
        known = len(axes.texts)
        draw_dates(axes, subject.events, subject.span, signs=False)
        for sign in list(axes.texts)[known:] if number else []:
            sign.remove()  # the first cell says what the line is
        axes.set_ylim(foot, head)
        _ticks(axes, number == 0, chart.unit)
        axes.set_xticks([])
    if not chart.from_zero:
        mark_truncated(panels[0])


def differences_scale(panels: list[Axes], subject: Subject, dates: int) -> None:
    """Differences of all cells on one scale that holds zero; policy dates, years at the foot."""
    low = min(0.0, *(float(axes.dataLim.y0) for axes in panels))
    high = max(0.0, *(float(axes.dataLim.y1) for axes in panels))
    drawn = [np.asarray(line.get_ydata(), dtype=float) for axes in panels for line in axes.lines]
    reach = FAR * max(
        (float(np.nanmax(np.abs(marks))) for marks in drawn if np.isfinite(marks).any()), default=0.0
    )  # an interval of few seeds would otherwise flatten everything else
    if reach:
        low, high = max(low, -reach), min(high, reach)
    room = 0.08 * max(high - low, 1e-9)
    for number, axes in enumerate(panels):
        axes.set_xlim(*subject.span)
        if subject.span[1] > PROJECTION_FROM + 1 / 24:
            axes.axvspan(
                max(PROJECTION_FROM, subject.span[0]), subject.span[1], color=PROJECTION, zorder=0, linewidth=0
            )
        for event in subject.events:
            axes.axvline(event.time, color=INK, linewidth=1.1, zorder=1)
        axes.set_ylim(low - room, high + 3 * room)
        _ticks(axes, number == 0, "")
        years(axes, subject.span, dates)


def _ticks(axes: Axes, is_first: bool, unit: str) -> None:
    """Round ticks; numbers on the first panel only."""
    tall = axes.get_position().height * HEIGHT
    few = max(2, min(4, int(tall / TICK)))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=few, steps=[1, 2, 2.5, 5, 10], min_n_ticks=min(3, few)))
    values = axes.get_yticks()
    decimals = max(len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value, unit, decimals) if is_first else ""))
    axes.tick_params(labelsize=SIZES["small"])
