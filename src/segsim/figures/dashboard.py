"""What happened in this run, on one page? Drawn from the run folder alone: drawing never simulates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from segsim.analysis.events import POLICY_SIGN, Event, cropped, dated_events
from segsim.analysis.named import run_name
from segsim.analysis.palette import INK, PAPER, SOFT
from segsim.analysis.recorded import Recorded, read_recorded
from segsim.figures import panels
from segsim.figures.regimes import NAMES, draw_places, regime_key
from segsim.figures.style import EVIDENCE_MARKER, SIZES, new_figure, save, styled

WIDTH, HEIGHT = 11.7, 16.54  # inches: A3 portrait, longer by a line for every two events beyond six
TITLE = 110  # letters in a line of what was run
WORDS = 78  # letters of an event that fit into half the page
LINE, LINES = 0.18, 3  # of the list of events: height of a line, and lines for which the header has room
LEFT, RIGHT, GUTTER = 0.60, 1.72, 2.28  # margins, and the room between columns for names and ticks
TOP, PANEL, PITCH = 2.66, 1.70, 2.68  # end of the header, height of a panel, from one row to the next
HALVES = 0.62  # room between the two halves of a panel
PLACES = 2.4  # height of the bars of places


def draw_dashboard(folder: Path) -> list[Path]:
    """Write dashboard.png and dashboard.svg into a run folder; gives back their paths."""
    run = read_recorded(Path(folder))
    with styled():
        return save(page(run), run.folder, "dashboard", f"segsim: {run_name(run)}")


def page(run: Recorded) -> Figure:
    """The whole page."""
    events = dated_events(run.config, run.span)
    longer = LINE * max(0, lines_of(events) - LINES)
    figure = new_figure(WIDTH, HEIGHT + longer)
    first = TOP + longer
    width = (WIDTH - LEFT - RIGHT - GUTTER) / 2
    second = LEFT + width + GUTTER
    _header(figure, run, events)
    pairs: tuple[tuple[panels.Panel | None, panels.Panel], ...] = (
        (panels.pay_by_segment, panels.base_over_minimum),
        (None, panels.weekly_hours),
        (panels.violations, panels.strikes),
        (panels.jobs, panels.inequality),
    )
    for row, pair in enumerate(pairs):
        for left, panel in zip((LEFT, second), pair, strict=True):
            if panel:
                panel(_axes(figure, left, first + PITCH * row, width, PANEL), run, events)
    half = (width - HALVES) / 2
    overtime, bonus = (_axes(figure, left, first + PITCH, half, PANEL) for left in (LEFT, LEFT + half + HALVES))
    panels.pay_mix(overtime, bonus, run, events)
    top = first + PITCH * len(pairs)
    panels.regimes(_axes(figure, LEFT, top, width, PLACES - 0.14), run, events)
    place = second - 0.35
    bars = _axes(figure, place + NAMES, top, WIDTH - place - NAMES - 0.75, PLACES)
    draw_places(bars, run, "Where are they?")
    regime_key(_axes(figure, place, top + PLACES + 0.06, WIDTH - place - 0.15, 0.2))
    figure.text(LEFT / WIDTH, 0.13 / figure.get_figheight(), foot(run), fontsize=SIZES["small"], color=SOFT)
    return figure


def described(run: Recorded, events: Sequence[Event]) -> str:
    """The world and the months, in one line."""
    world, time = run.config.get("world", {}), run.config.get("time", {})
    parts = []
    if {"workers", "firms"} <= set(world):
        parts.append(f"{world['workers']:,} workers and {world['firms']:,} firms")
    if {"start", "end"} <= set(time):
        parts.append(f"{time['start']} to {time['end']}")
    parts.append(f"seed {run.seeds[0]}" if len(run.seeds) == 1 else f"{len(run.seeds)} seeds")
    if "failed" in str(run.manifest.get("status", "")):
        parts.append(str(run.manifest["status"]))
    started = [event.time for event in events if event.sign == POLICY_SIGN]
    if started:
        parts.append(f"policy from {year_month(started[0])}")
    return "; ".join(parts)


def year_month(time: float) -> str:
    """A moment as people write a month."""
    year, month = divmod(round(time * 12), 12)
    return f"{year}-{month + 1:02d}"


def _header(figure: Figure, run: Recorded, events: Sequence[Event]) -> None:
    """Title, what was run, how to read the marks, and what the letters on the panels stand for."""
    left = LEFT / WIDTH

    def write(inches: float, text: str, **look: Any) -> None:
        figure.text(left, 1 - inches / figure.get_figheight(), text, **{"va": "top", "fontsize": SIZES["text"], **look})

    write(0.28, "What happens to workers in China's auto and IT chains?", fontsize=SIZES["page"], fontweight="bold")
    title = cropped(f"Model run: {run_name(run)}", 2 * TITLE - 10)  # lines break before they are full
    write(0.66, fill(title, TITLE), fontsize=SIZES["title"] + 0.6)
    write(1.02, described(run, events), color=SOFT)
    _key(figure, run)
    history = [event for event in events if event.sign != POLICY_SIGN]
    for number, event in enumerate(history):
        column, row = divmod(number, lines_of(events))
        at = (left + column * 5.5 / WIDTH, 1 - (1.62 + LINE * row) / figure.get_figheight())
        figure.text(*at, event.sign, va="top", fontsize=SIZES["small"] + 0.3, fontweight="bold")
        caption = cropped(event.caption, WORDS)
        figure.text(at[0] + 0.14 / WIDTH, at[1], caption, va="top", fontsize=SIZES["small"] + 0.3, color=SOFT)


def lines_of(events: Sequence[Event]) -> int:
    """Lines that the list of history's events takes in two columns."""
    return (sum(event.sign != POLICY_SIGN for event in events) + 1) // 2


def _key(figure: Figure, run: Recorded) -> None:
    """How model and evidence are told apart: a strip of samples."""
    axes = _axes(figure, LEFT, 1.26, WIDTH - LEFT - 0.4, 0.3)
    axes.set(xlim=(0, WIDTH - LEFT - 0.4), ylim=(0, 1))
    axes.axis("off")
    if len(run.seeds) > 1:
        axes.add_patch(Rectangle((0, 0.2), 0.36, 0.6, color=INK, alpha=0.13, linewidth=0))
        axes.add_patch(Rectangle((0, 0.34), 0.36, 0.32, color=INK, alpha=0.25, linewidth=0))
    axes.add_line(Line2D([0, 0.36], [0.5, 0.5], color=INK, linewidth=1.8))
    axes.text(0.46, 0.5, f"MODEL. {run.bands}", va="center", fontsize=SIZES["label"])
    for at, fill_colour, caption in (
        (6.35, INK, "EVIDENCE, source read"),
        (8.25, PAPER, "EVIDENCE, recalled: check it"),
    ):
        axes.plot([at], [0.5], **{**EVIDENCE_MARKER, "markerfacecolor": fill_colour})
        axes.text(at + 0.12, 0.5, caption, va="center", fontsize=SIZES["label"])


def foot(run: Recorded) -> str:
    """Which program made the numbers."""
    program, hashes = run.manifest.get("segsim", {}), run.manifest.get("hashes", {})
    commit = str(program.get("commit", ""))[:10]
    parts = [
        f"segsim {program.get('version', '')}".strip(),
        f"commit {commit}" if commit else "",
        f"settings {str(hashes.get('settings', ''))[:12]}" if hashes else "",
        "[MG053]: row of the evidence files. All else is the model's"
        + ("; the pandemic is in 2020 only through prices, growth and exports" if run.span[1] > 2020.1 else ""),
    ]
    return " \u00b7 ".join(part for part in parts if part)


def _axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes placed in inches from the upper left corner of the page."""
    page_height = figure.get_figheight()
    return figure.add_axes((left / WIDTH, 1 - (top + height) / page_height, width / WIDTH, height / page_height))
