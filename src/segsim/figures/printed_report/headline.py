"""What does a reader see in one minute: a few numbers in words, from first year to last, beside what is published?"""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segsim.analysis import counterparts
from segsim.analysis.numbers import format_number
from segsim.analysis.palette import FAINT, INK, SOFT
from segsim.analysis.recorded import PROJECTION_FROM, Spread, spread_over_seeds
from segsim.evidence import Fact
from segsim.figures.marks import Point, draw_dates, draw_points, draw_spread
from segsim.figures.panels import turned
from segsim.figures.printed_report.chart import Chart
from segsim.figures.printed_report.effects import draw_effects
from segsim.figures.printed_report.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, place
from segsim.figures.printed_report.keys import KEYS
from segsim.figures.printed_report.subject import Subject
from segsim.figures.style import SIZES

SPARK = (3.8, 2.35)  # inches: where the small pictures begin, and their width
COLUMNS = {"first": 6.95, "last": 7.85, "spread": 8.25, "published": 9.75}  # inches of the columns from the left
HEADS = 0.5  # inches of the headings of columns
NOTE = 0.5  # inches for the sources


def draw_headline(figure: Figure, subject: Subject) -> None:
    """The first page."""
    if subject.is_comparison:
        draw_effects(figure, subject)
    else:
        draw_numbers(figure, subject)


def draw_numbers(figure: Figure, subject: Subject) -> None:
    """Of a run: each number over time, in the first and last whole year, over seeds, and as published."""
    run = subject.runs[0]
    found = [(key, key.table(key.lines[0], run, key.points)) for key in KEYS]
    known = [(key, spread_over_seeds(table)) for key, table in found if table is not None]
    pitch = (BOTTOM - TOP - HEADS - NOTE) / max(1, len(known))
    sheet = place(figure, 0.0, TOP, WIDTH, BOTTOM - TOP)
    sheet.set(xlim=(0, WIDTH), ylim=(BOTTOM - TOP, 0))
    sheet.axis("off")
    if not known:
        caption = "no whole year was recorded: the other pages show the months"
        sheet.text(WIDTH / 2, 2, caption, ha="center", color=SOFT, fontsize=SIZES["text"])
        return
    _heads(sheet, known[0][1], len(run.seeds))
    rows: list[Fact] = []
    for number, (key, spread) in enumerate(known):
        height = HEADS + pitch * number
        sheet.plot([LEFT, WIDTH - RIGHT], [height, height], color=FAINT, linewidth=0.6)
        _write_labels(sheet, height + pitch / 2, key, subject)
        axes = place(figure, SPARK[0], TOP + height + 0.09, SPARK[1], pitch - 0.18)
        points = draw_small(axes, subject, key, spread, number == 0)
        rows += counterparts.published_rows(key.lines[0].indicator, run.span)
        _numbers(sheet, height + pitch / 2, key, spread, points)
    text = f"Evidence: {counterparts.sources(dict.fromkeys(rows))}." if rows else "Evidence: none of these years."
    _write(sheet, LEFT, BOTTOM - TOP - 0.1, fill(text, 150), va="bottom", color=SOFT, fontsize=SIZES["small"])


def _heads(sheet: Axes, spread: Spread, seeds: int) -> None:
    """What stands in each column."""
    first, last = (dated(time) for time in (spread.time[0], spread.time[-1]))
    several = "lowest to highest\nseed of that year" if seeds > 1 else ""
    headings = {"first": f"{first}", "last": f"{last}", "published": "published (year);\nthe model then"}
    for column, caption in headings.items():
        side = "right" if column in ("first", "last") else "left"
        _write(sheet, COLUMNS[column], HEADS - 0.1, caption, ha=side, va="bottom", color=SOFT)
    _write(sheet, COLUMNS["spread"], HEADS - 0.1, several, va="bottom", color=SOFT)
    _write(sheet, SPARK[0], HEADS - 0.1, "by year, each on its own scale from zero", va="bottom", color=SOFT)


def _write_labels(sheet: Axes, height: float, key: Chart, subject: Subject) -> None:
    """The number's name and unit."""
    _write(sheet, LEFT, height - 0.03, key.question, va="bottom", fontsize=SIZES["title"], fontweight="bold")
    _write(sheet, LEFT, height + 0.05, key.description(subject.runs[0]).partition(";")[0], va="top", color=SOFT)


def draw_small(axes: Axes, subject: Subject, key: Chart, spread: Spread, is_first: bool) -> list[Point]:
    """A small picture: the line with its bands, published figures, policy dates; gives back the points."""
    run, line = subject.runs[0], key.lines[0]
    draw_spread(axes, spread, line.look)
    turn = key.turn(line, run)
    points = [turned(point, turn) for point in counterparts.points(line.indicator, run.span)]
    draw_points(axes, points, line.look.colour)
    low, high = (float(end) for end in axes.dataLim.intervaly)
    draw_dates(axes, subject.events, run.span, signs=False)
    for sign in [] if is_first else list(axes.texts):
        sign.remove()  # the first line of the table says what the date is; on every line it would hide what is drawn
    axes.set_ylim(min(0.0, low), max(1.15 * high, 1e-9))
    axes.set(xticks=[], yticks=[])
    axes.grid(False)
    axes.spines["left"].set_visible(False)
    return points


def _numbers(sheet: Axes, height: float, key: Chart, spread: Spread, points: list[Point]) -> None:
    """First and last year, the seeds' spread, and the newest published figure with the model's of that year."""
    for column, at in (("first", 0), ("last", -1)):
        caption = format_number(float(spread.median[at]), key.unit)
        _write(sheet, COLUMNS[column], height, caption, ha="right", va="center", fontsize=SIZES["title"] + 1)
    if spread.seeds > 1:
        ends = " to ".join(format_number(float(end[-1]), key.unit) for end in spread.outer)
        _write(sheet, COLUMNS["spread"], height, ends, va="center")
    if points:
        newest = max(points, key=lambda point: point.time)
        then = float(np.interp(newest.time, spread.time, spread.median))
        caption = f"{format_number(newest.value, key.unit)} ({int(newest.time)}); {format_number(then, key.unit)}"
        _write(sheet, COLUMNS["published"], height, caption, va="center")


def dated(time: float) -> str:
    """A year as a heading."""
    return f"{int(time)}" + ("\n(projection)" if time > PROJECTION_FROM else "")


def _write(sheet: Axes, left: float, height: float, text: str, **look: Any) -> None:
    sheet.text(left, height, text, **{"fontsize": SIZES["label"], "color": INK, **look})
