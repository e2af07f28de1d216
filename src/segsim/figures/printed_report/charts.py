"""How do several charts stand on one page: two abreast, each drawn of a run or of a comparison?"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from segsim.figures.printed_report.against import draw_against
from segsim.figures.printed_report.chart import Chart
from segsim.figures.printed_report.frame import LEFT, WIDTH, place
from segsim.figures.printed_report.over_time import draw_over_time
from segsim.figures.printed_report.subject import Subject

COLUMNS = 2
NAMES, GUTTER = 1.72, 0.58  # inches: beside a panel for the names of its lines, and between columns for ticks
ABOVE, BELOW = 0.52, 0.66  # inches of a chart for its question, and for its ticks and source


def draw_charts(figure: Figure, subject: Subject, charts: Sequence[Chart], top: float, bottom: float) -> None:
    """All charts between two heights of the page, in inches from its top."""
    pitch, width = (bottom - top) / -(-len(charts) // COLUMNS), (WIDTH - LEFT - 0.1) / COLUMNS
    for number, chart in enumerate(charts):
        row, column = divmod(number, COLUMNS)
        left, high = LEFT + width * column, top + pitch * row
        if subject.is_comparison:
            draw_against(figure, (left, high, width - GUTTER, pitch), subject, chart)
        else:
            axes = place(figure, left, high + ABOVE, width - NAMES - GUTTER, pitch - ABOVE - BELOW)
            draw_over_time(axes, subject, chart)
