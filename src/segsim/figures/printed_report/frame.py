"""What stands on every page around its charts: question, what is shown, how to read the marks, which program?"""

from __future__ import annotations

from textwrap import fill
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from segsim.analysis.events import cropped
from segsim.analysis.palette import INK, PAPER, SOFT
from segsim.figures.printed_report.subject import BASELINE, MARKERS, POLICIES, Subject
from segsim.figures.style import EVIDENCE_MARKER, SIZES, new_figure, stroke

WIDTH, HEIGHT = 11.7, 16.54  # inches: A3 portrait
LEFT, RIGHT = 0.60, 0.45  # margins
TOP, BOTTOM = 1.86, 16.2  # where charts may begin and must end
LETTERS = 128  # in a line of what is shown
SAMPLE = 0.36  # inches of a sample of a line


def new_page(subject: Subject, number: int, of: int, question: str) -> Figure:
    """An empty page with its head and foot."""
    figure = new_figure(WIDTH, HEIGHT)

    def write(inches: float, text: str, **look: Any) -> None:
        figure.text(LEFT / WIDTH, 1 - inches / HEIGHT, text, **{"va": "top", "fontsize": SIZES["text"], **look})

    write(0.28, question, fontsize=SIZES["page"], fontweight="bold")
    write(0.66, fill(cropped(subject.title, 2 * LETTERS - 10), LETTERS), fontsize=SIZES["title"])
    write(1.04, subject.described, color=SOFT)
    at = (1 - RIGHT / WIDTH, 1 - 0.30 / HEIGHT)
    figure.text(*at, f"page {number} of {of}", va="top", ha="right", fontsize=SIZES["label"], color=SOFT)
    _key(figure, subject)
    figure.text(LEFT / WIDTH, 0.14 / HEIGHT, subject.foot, fontsize=SIZES["small"], color=SOFT)
    return figure


def place(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes placed in inches from the upper left corner of the page."""
    return figure.add_axes((left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT))


def _key(figure: Figure, subject: Subject) -> None:
    """How model and evidence are told apart: a strip of samples."""
    width = WIDTH - LEFT - RIGHT
    axes = place(figure, LEFT, 1.28, width, 0.42)
    axes.set(xlim=(0, width), ylim=(0, 2))
    axes.axis("off")
    if subject.is_comparison:
        _key_of_comparison(axes, subject)
    else:
        _key_of_run(axes, subject)


def _key_of_run(axes: Axes, subject: Subject) -> None:
    run = subject.runs[0]
    if len(run.seeds) > 1:
        axes.add_patch(Rectangle((0, 1.2), SAMPLE, 0.6, color=INK, alpha=0.13, linewidth=0))
        axes.add_patch(Rectangle((0, 1.34), SAMPLE, 0.32, color=INK, alpha=0.25, linewidth=0))
    axes.add_line(Line2D([0, SAMPLE], [1.5, 1.5], color=INK, linewidth=1.8))
    axes.text(SAMPLE + 0.1, 1.5, f"MODEL. {run.bands}", va="center", fontsize=SIZES["label"])
    _diamonds(axes, 0.0, 0.5)


def _key_of_comparison(axes: Axes, subject: Subject) -> None:
    at = 0.0
    for number, (look, name) in enumerate(zip((BASELINE, *POLICIES), subject.names, strict=False)):
        axes.add_line(Line2D([at, at + SAMPLE], [1.5, 1.5], **stroke(look)))
        if number:
            axes.plot([at + SAMPLE + 0.07], [1.5], marker=MARKERS[number - 1], markersize=4.2, color=INK)
        caption = cropped(name, 30)
        axes.text(at + SAMPLE + 0.16, 1.5, caption, va="center", fontsize=SIZES["label"])
        at += SAMPLE + 0.44 + 0.078 * len(caption)
    axes.add_line(Line2D([0.18, 0.18], [0.2, 0.8], color=INK, linewidth=1.2))
    axes.plot([0.18], [0.5], marker="o", markersize=4.2, color=INK)
    axes.text(SAMPLE + 0.1, 0.5, subject.interval, va="center", fontsize=SIZES["label"])


def _diamonds(axes: Axes, at: float, height: float) -> None:
    for fill_colour, caption in ((INK, "EVIDENCE, source read"), (PAPER, "EVIDENCE, recalled: check it")):
        axes.plot([at + SAMPLE / 2], [height], **{**EVIDENCE_MARKER, "markerfacecolor": fill_colour})
        axes.text(at + SAMPLE + 0.1, height, caption, va="center", fontsize=SIZES["label"])
        at += 2.1
