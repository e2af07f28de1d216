"""Which pages are there, in which order, and how do they come onto the disk?

Eight pages, each as PNG and SVG, in a folder `pages` inside the run's or the comparison's folder. All are staged and
put in place at once, so that nobody finds pages of two drawings, or half a set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure

from segsim.figures.printed_report import contents
from segsim.figures.printed_report.chart import Chart
from segsim.figures.printed_report.charts import draw_charts
from segsim.figures.printed_report.doubt import draw_doubt
from segsim.figures.printed_report.frame import BOTTOM, TOP, new_page
from segsim.figures.printed_report.headline import draw_headline
from segsim.figures.printed_report.regimes import draw_regimes
from segsim.figures.printed_report.subject import Subject
from segsim.figures.style import save, styled


@dataclass(frozen=True)
class Page:
    """One page: its file name, its question, and what draws it."""

    name: str
    question: str
    draw: Callable[[Figure, Subject], None]


def charts(chosen: Sequence[Chart]) -> Callable[[Figure, Subject], None]:
    """What draws a page of charts."""
    return lambda figure, subject: draw_charts(figure, subject, chosen, TOP, BOTTOM)


CHANGES = "What does the policy change, in one minute?"
PAGES = (
    Page("1_headline", "What happens, in one minute?", draw_headline),
    Page("2_pay_hours_compliance", "What do workers earn, for how long, and is the law kept?", charts(contents.PAY)),
    Page("3_jobs_mobility", "Who has which job, and who moves?", charts(contents.JOBS)),
    Page("4_unrest_bargaining", "Who protests, and who bargains?", charts(contents.UNREST)),
    Page("5_firms_growth", "How do firms fare, and what does growth come from?", charts(contents.FIRMS)),
    Page("6_regions_nature", "Where does it happen, and at what price for nature?", charts(contents.REGIONS)),
    Page("7_regimes", "Who works in a pocket, who under market despotism?", draw_regimes),
    Page("8_uncertain", "What is uncertain?", draw_doubt),
)  # fmt: skip


def asked(page: Page, subject: Subject) -> str:
    """The page's question; the first one asks a comparison for what it changes."""
    return CHANGES if subject.is_comparison and page is PAGES[0] else page.question


def draw_page(page: Page, subject: Subject) -> Figure:
    """One page as a figure."""
    with styled():
        figure = new_page(subject, PAGES.index(page) + 1, len(PAGES), asked(page, subject))
        page.draw(figure, subject)
    return figure


def write_report(subject: Subject, folder: Path, report: Callable[[str], object]) -> list[Path]:
    """Every page as PNG and SVG in a folder that exists."""
    written: list[Path] = []
    for number, page in enumerate(PAGES, start=1):
        report(f"drawing page {number} of {len(PAGES)}: {asked(page, subject)}")
        with styled():
            written += save(draw_page(page, subject), folder, page.name, f"segsim: {asked(page, subject)}")
    return written
