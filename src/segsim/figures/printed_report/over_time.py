"""How is a chart drawn of one run: lines with bands over seeds, published figures, names at the ends of lines?"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from segsim.analysis import counterparts
from segsim.analysis.palette import INK, SEGMENTS
from segsim.analysis.recorded import Recorded, spread_over_seeds
from segsim.evidence import Fact
from segsim.figures.marks import Name, Point, draw_points, draw_spread, write_on
from segsim.figures.panels import finish, source_line, turned
from segsim.figures.printed_report.chart import Chart, Line
from segsim.figures.printed_report.subject import Subject
from segsim.figures.style import heading

LETTERS = 94  # of the source line, which may run under the names beside the panel


def draw_over_time(axes: Axes, subject: Subject, chart: Chart) -> None:
    """The whole chart, source line included."""
    run = subject.runs[0]
    heading(axes, chart.question, chart.description(run))
    names: list[Name] = []
    for line in chart.lines:
        table = chart.table(line, run, chart.points)
        if table is not None:
            names.append(draw_spread(axes, spread_over_seeds(table), line.look))
    rows = [row for line in chart.lines for row in draw_evidence(axes, chart, line, run)]
    for published, segment in chart.extra:
        draw_points(axes, [scaled(point, chart, run) for point in counterparts.points(published, run.span)],
                    SEGMENTS[segment].colour)  # fmt: skip
        rows += counterparts.published_rows(published, run.span)
    draw_limit(axes, chart, run.span)
    if not chart.from_zero:
        low = min([*(chart.limit or (np.inf,))[:1], *(axes.dataLim.y0,)])
        axes.set_ylim(bottom=5 * np.floor(low / 5))
    finish(axes, run, subject.events, names, chart.unit, chart.top, chart.from_zero)
    source_line(axes, list(dict.fromkeys(rows)), chart.caution, LETTERS)


def draw_evidence(axes: Axes, chart: Chart, line: Line, run: Recorded) -> list[Fact]:
    """The diamonds of one line, in its colour; gives back the rows drawn."""
    if line.region:
        return []
    turn = chart.turn(line, run)
    found = [turned(point, turn) for point in counterparts.points(line.indicator, run.span)]
    draw_points(axes, found, line.look.colour)
    return counterparts.published_rows(line.indicator, run.span)


def scaled(point: Point, chart: Chart, run: Recorded) -> Point:
    """A plant's figure in the chart's unit."""
    return turned(point, lambda value: value * chart.scale(run))


def draw_limit(axes: Axes, chart: Chart, span: tuple[float, float]) -> None:
    """A level that law or definition sets, with its words."""
    if chart.limit:
        level, caption = chart.limit
        axes.axhline(level, color=INK, linewidth=1.0, zorder=2)
        write_on(axes, span[0], level, caption, (5, -7))
