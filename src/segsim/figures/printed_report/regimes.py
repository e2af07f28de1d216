"""Who works in a pocket, who under market despotism, where, and how much of that hangs on the cut-offs?"""

from __future__ import annotations

from matplotlib.figure import Figure

from segsim.analysis.events import cropped
from segsim.analysis.recorded import Recorded
from segsim.analysis.regimes import ALL, CHAINS, REGIONS
from segsim.figures.printed_report.charts import COLUMNS, draw_charts
from segsim.figures.printed_report.contents import REGIMES
from segsim.figures.printed_report.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, place
from segsim.figures.printed_report.moved import HEIGHT, draw_moved
from segsim.figures.printed_report.subject import Subject
from segsim.figures.regimes import NAMES, draw_places, last_year, regime_key

BARS = {1: 2.4, 2: 1.55, 3: 1.32, 4: 1.16}  # inches of the bars of a run, by the number of runs above one another
ABOVE, KEY, BETWEEN = 0.5, 0.3, 0.16  # inches over bars, of their key, and under it
H = 0.5  # inches to the right of bars for H
LETTERS = 24  # of a policy's name over its bars
MIDDLE = LEFT + 0.56 * (WIDTH - LEFT - RIGHT)


def draw_regimes(figure: Figure, subject: Subject) -> None:
    """Shares over the years, shares by place of every run, and the small table of robustness."""
    bars, runs = BARS[len(subject.runs)], len(subject.runs)
    below = runs * (ABOVE + bars + BETWEEN) + KEY + HEIGHT
    charts = REGIMES if runs == 1 else REGIMES[:COLUMNS]
    top = BOTTOM - below
    draw_charts(figure, subject, charts, TOP, top)
    year = min((year for run in subject.runs if (year := last_year(run)) is not None), default=None)
    for number, run in enumerate(subject.runs):
        _places(figure, run, top + number * (ABOVE + bars + BETWEEN) + ABOVE, bars, question_of(subject, number), year)
    key = top + runs * (ABOVE + bars + BETWEEN)
    regime_key(place(figure, LEFT, key - 0.06, WIDTH - LEFT - RIGHT - 3.0, 0.2))
    draw_moved(figure, subject, key + KEY, BOTTOM)


def _places(figure: Figure, run: Recorded, top: float, height: float, question: str, year: int | None) -> None:
    """Bars of one run: the places in both chains to the left, the groups of cities to the right."""
    left = place(figure, LEFT + NAMES, top, MIDDLE - LEFT - NAMES - H - 0.2, height)
    draw_places(left, run, question, (ALL, CHAINS), year)
    right = place(figure, MIDDLE + NAMES, top, WIDTH - RIGHT - MIDDLE - NAMES - H, height)
    draw_places(right, run, "\u2026 and in which cities?", (ALL, REGIONS), year, "% of jobs of each group of cities")


def question_of(subject: Subject, number: int) -> str:
    """What bars answer; in a comparison it names the run."""
    if not subject.is_comparison:
        return "In which part of the chains are they?"
    return f"{cropped(subject.names[number], LETTERS)}: in which part of the chains?"
