"""What does each panel of the dashboard show? One function a panel: question, unit, lines, evidence, source line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from segsim.analysis import counterparts as evidence
from segsim.analysis.numbers import format_number
from segsim.analysis.palette import INK, LINES, REGIME_LINES, SEGMENTS, SOFT, Look
from segsim.analysis.recorded import Recorded
from segsim.evidence import Fact
from segsim.figures.marks import (
    HEADROOM,
    Event,
    Name,
    Point,
    draw_dates,
    draw_points,
    draw_spread,
    empty,
    names_at_end,
    names_beside,
    write_on,
    y_axis,
    years,
)
from segsim.figures.style import footnote, heading
from segsim.indicators.groups import address

Panel = Callable[[Axes, Recorded, Sequence[Event]], None]
EMPLOYED = ("core", "contract_manufacturer", "supplier", "component_maker")
MIGRANTS = Look("migrants, all segments", SOFT, (), 1.0)
WEEKS_PER_MONTH = 4.35  # 174 standard hours over 40 a week


def pay_by_segment(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """Monthly pay of each segment, of all migrants, and what surveys found."""
    heading(
        axes, "How far apart is pay?", "Yuan a month before deductions, overtime and bonus included; workers with a job"
    )
    names = segment_lines(axes, run, "earnings")
    names += line(axes, run, "earnings:migrants", MIGRANTS)
    survey = evidence.points("earnings:migrants", run.span)
    draw_points(axes, survey, INK)
    plants = [(evidence.FOXCONN_PAY, "contract_manufacturer"), (evidence.CAR_MAKER_PAY, "core")]
    for published, segment in plants:
        draw_points(axes, evidence.points(published, run.span), SEGMENTS[segment].colour)
    finish(axes, run, events, names, unit="yuan")
    if survey:
        middle = survey[len(survey) // 2]
        write_on(axes, middle.time, middle.value, "survey: migrants in manufacturing", (24, -24), tie=True)
    rows = evidence.published_rows("earnings:migrants", run.span)
    source_line(
        axes,
        rows + [row for published, _ in plants for row in evidence.published_rows(published, run.span)],
        "plants in their segment's colour: Foxconn, car makers",
    )


def base_over_minimum(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """Base pay against the minimum wage."""
    heading(
        axes,
        "How close is base pay to the legal minimum?",
        "Base pay over the minimum wage of the city; workers with a job",
    )
    names = segment_lines(axes, run, "base_over_minimum")
    plants, rows = evidence.foxconn_base_over_minimum(run.span)
    draw_points(axes, plants, SEGMENTS["contract_manufacturer"].colour)
    axes.axhline(1.0, color=INK, linewidth=1.0, zorder=2)
    finish(axes, run, events, names)
    write_on(axes, run.span[0], 1.0, "minimum wage = 1", (5, -7))
    source_line(axes, rows, "Foxconn's entry base pay over Shenzhen's minimum wage of the month")


def pay_mix(left: Axes, right: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """How much of pay is overtime, and how much is a share in profit; two halves with one scale."""
    heading(left, "How much of pay is overtime, how much is bonus?", "Overtime, % of all pay")
    heading(right, "", "Bonus (share in profit), % of all pay; workers with a job")
    halves = [
        segment_lines(axes, run, indicator, 100.0)
        for axes, indicator in ((left, "overtime_share"), (right, "bonus_share"))
    ]
    top = max(axes.dataLim.y1 for axes in (left, right)) * (1 + HEADROOM)
    finish(left, run, events, [replace(name, text="") for name in halves[0]], unit="%", top=top, ticks=4, signs=False)
    finish(right, run, events, halves[1], unit="%", top=top, ticks=4, signs=False)
    right.set_yticklabels([])
    source_line(left, [])


def violations(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """Which laws are broken, and for how many workers."""
    heading(
        axes,
        "Which labour laws are broken, for how many?",
        "% of workers with a job; * of those who work overtime; \u2020 of migrants",
    )
    lines: tuple[tuple[str, str, bool], ...] = (
        ("overtime_below_legal", "overtime underpaid*", False),
        ("injury_cover:migrants", "no injury insurance\u2020", True),
        ("contract_share:migrants", "no written contract\u2020", True),
        ("share_over_cap", "hours over the cap", False),
        ("overtime_unpaid", "overtime unpaid*", False),
        ("under_minimum_base", "base under minimum", False),
    )
    names: list[Name] = []
    rows: list[Fact] = []
    for (indicator, caption, is_cover), look in zip(lines, LINES, strict=True):
        turn = (lambda share: 100.0 * (1.0 - share)) if is_cover else (lambda share: 100.0 * share)
        names += line(axes, run, indicator, replace(look, label=caption), turn)
        found = [turned(point, turn) for point in evidence.points(indicator, run.span)]
        draw_points(axes, found, look.colour)
        rows += evidence.published_rows(indicator, run.span)
    finish(axes, run, events, names, unit="%", top=100.0)
    source_line(axes, rows, "formal sector for overtime, all industries for injury")


def weekly_hours(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """How long the working week is."""
    heading(axes, "How long is the working week?", "Hours a week, mean of the month; workers with a job")
    names = segment_lines(axes, run, "hours_week")
    draw_points(axes, evidence.points("hours_week:migrants", run.span), INK)
    draw_points(axes, evidence.points(evidence.FOXCONN_HOURS, run.span), SEGMENTS["contract_manufacturer"].colour)
    limit = 40.0 + 36.0 / WEEKS_PER_MONTH
    axes.axhline(limit, color=INK, linewidth=1.0, zorder=2)
    low = min([40.0, *(name.height for name in names if np.isfinite(name.height))])
    axes.set_ylim(bottom=5 * np.floor(low / 5))
    finish(axes, run, events, names, from_zero=False)
    write_on(axes, run.span[0], limit, "limit of the Labour Law, with overtime: 48", (5, -7))
    rows = [
        row
        for kind in ("hours_week:migrants", evidence.FOXCONN_HOURS)
        for row in evidence.published_rows(kind, run.span)
    ]
    source_line(axes, rows, "black: migrants in manufacturing; coloured: audits of Foxconn")


def strikes(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """In which segments workers strike, year by year."""
    heading(axes, "Where and when do workers strike?", strikes_subtitle(run))
    draw_dates(axes, events, run.span)
    bottom: np.ndarray | None = None
    names = []
    for segment in EMPLOYED:
        if not run.has(address("strikes", segment)):
            continue
        time, mean = run.yearly_mean(address("strikes", segment), how="sum")
        bottom = np.zeros(len(time)) if bottom is None else bottom
        look = SEGMENTS[segment]
        axes.bar(time, mean, width=0.72, bottom=bottom, color=look.colour, edgecolor="white", linewidth=0.6, zorder=3)
        names.append((look.label, look.colour))
        bottom = bottom + mean
    if bottom is None or not len(bottom):
        empty(axes, "no whole year was recorded")
        return
    total = run.yearly("strikes", how="sum")
    if total.seeds > 1:
        axes.vlines(total.time, *total.outer, color=INK, linewidth=1.0, zorder=4)
    years(axes, run.span)
    y_axis(axes)
    names_beside(axes, names)
    source_line(axes, [], "none drawn: published strike counts cover all industries and only what the media report")


def strikes_subtitle(run: Recorded) -> str:
    """Unit of the bars, and what the strokes on them are."""
    if len(run.seeds) == 1:
        return "Firms in which a strike broke out, a year; a firm of the model stands for several"
    return f"Firms struck in a year: mean of seeds. Stroke: {run.outer_label}, all segments together"


def jobs(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """How many people work in each segment."""
    persons = float(run.config.get("world", {}).get("persons_per_agent", 1.0))
    unit = "Million people" if persons > 1 else "Workers of the model"
    heading(
        axes,
        "Where are the jobs?",
        f"{unit} with a job"
        + (f"; one worker of the model stands for {format_number(persons)}" if persons > 1 else ""),
    )
    names = segment_lines(axes, run, "employment", persons / 1e6 if persons > 1 else 1.0)
    finish(axes, run, events, names)
    source_line(axes, [])


def inequality(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """How much of the inequality of pay lies between groups."""
    heading(
        axes,
        "How unequal is pay, and between whom?",
        "Theil index of pay, each December (0: all paid alike), and its part between groups",
    )
    lines = (
        ("theil", "all workers"),
        ("theil_between_tier", "between tiers"),
        ("theil_between_hukou", "between hukou"),
        ("theil_between_region", "between regions"),
    )
    names: list[Name] = []
    for (indicator, caption), look in zip(lines, LINES, strict=False):
        names += line(axes, run, indicator, replace(look, label=caption))
    finish(axes, run, events, names)
    source_line(axes, [])


def regimes(axes: Axes, run: Recorded, events: Sequence[Event]) -> None:
    """How jobs are shared out between pockets, market despotism and the rest, and H, which needs no technology."""
    heading(
        axes,
        "How many jobs are pockets, how many market despotism?",
        "% of jobs. H: miss half or more of the basic labour standards, in any plant",
    )
    names: list[Name] = []
    for name, look in REGIME_LINES.items():
        names += line(axes, run, name, look, lambda share: 100.0 * share)
    finish(axes, run, events, names, unit="%")
    source_line(axes, [], "none published for these jobs. H = despotism + low road; all but H add to 100 %")


def segment_lines(axes: Axes, run: Recorded, indicator: str, factor: float = 1.0) -> list[Name]:
    """One line a segment, in the segment's colour; names for their ends."""
    names = []
    for segment in EMPLOYED:
        names += line(axes, run, address(indicator, segment), SEGMENTS[segment], lambda value: value * factor)
    return names


def line(axes: Axes, run: Recorded, indicator: str, look: Look, turn: Callable[[Any], Any] | None = None) -> list[Name]:
    """One line with its bands; nothing where the run did not record the indicator."""
    if not run.has(indicator):
        return []
    spread = run.monthly(indicator, turn)
    return [draw_spread(axes, spread, look)] if np.isfinite(spread.median).any() else []


def turned(point: Point, turn: Callable[[float], float]) -> Point:
    """A piece of evidence in the panel's unit."""
    low, high = sorted((turn(point.low), turn(point.high)))
    return replace(point, value=turn(point.value), low=low, high=high)


def finish(
    axes: Axes,
    run: Recorded,
    events: Sequence[Event],
    names: Sequence[Name],
    unit: str = "",
    top: float | None = None,
    from_zero: bool = True,
    ticks: int = 9,
    signs: bool = True,
) -> None:
    """Dates, axes and the names at the ends of lines, each with its last value."""
    if not names:
        empty(axes, "this run did not record it")
    draw_dates(axes, events, run.span, signs)
    years(axes, run.span, ticks)
    if names:
        y_axis(axes, top, unit, from_zero)
    names_at_end(
        axes, [replace(name, text=f"{format_number(name.height, unit)}  {name.text}".rstrip()) for name in names]
    )


def source_line(axes: Axes, rows: Sequence[Fact], caption: str = "", letters: int = 112) -> None:
    """Where the diamonds come from; where there are none, that no comparable figure is published."""
    if rows:
        text = f"Evidence: {caption + '. ' if caption else ''}{evidence.sources(rows)}"
    else:
        text = f"Evidence: {caption or 'no comparable figure is published'}."
    footnote(axes, text, letters=letters)
