"""What is uncertain: how far seeds lie apart, which cells are missing, what is assumed, how far the evidence is away?

Of a comparison: effects_in_doubt.py.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segsim.analysis.distance import ABOUT, IN, MISSING, NEAR, OUT, Beside, beside, pairs
from segsim.analysis.palette import INK, PAPER, SOFT
from segsim.analysis.recorded import Recorded
from segsim.analysis.regimes import TIER_WORDS
from segsim.analysis.views import label_of
from segsim.figures.marks import empty
from segsim.figures.printed_report.effects_in_doubt import draw_effects_in_doubt
from segsim.figures.printed_report.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, place
from segsim.figures.printed_report.keys import KEYS
from segsim.figures.printed_report.subject import Subject
from segsim.figures.style import SIZES, footnote, heading
from segsim.plumbing.parameters import parameters
from segsim.schedule import MECHANISMS
from segsim.state.codes import Region, Tier

NAMES, FEWER_NAMES, FIGURES = 2.0, 1.1, 2.35  # inches to the left of a panel for the names of its rows
MIDDLE = WIDTH / 2 + 0.1
FARTHEST = 4.0  # times the published figure; what lies beyond stands at the edge
LATEST = 5  # years over which seeds are compared
KINDS = {"from a publication or law": INK, "calibrated": "#8c8c8c", "assumed": "#d9d9d9"}


def draw_doubt(figure: Figure, subject: Subject) -> None:
    """The last page."""
    if subject.is_comparison:
        draw_effects_in_doubt(figure, subject)
        return
    run, width = subject.runs[0], MIDDLE - LEFT - NAMES - 0.45
    draw_seeds(place(figure, LEFT + NAMES, TOP + 0.5, width, 4.3), run)
    draw_missing(place(figure, LEFT + FEWER_NAMES, TOP + 6.15, width + NAMES - FEWER_NAMES, 1.7), run)
    draw_sources(place(figure, LEFT + NAMES, TOP + 9.1, width, 4.6))
    draw_distance(place(figure, MIDDLE + FIGURES, TOP + 0.5, WIDTH - RIGHT - MIDDLE - FIGURES, BOTTOM - TOP - 1.7), run)


def draw_seeds(axes: Axes, run: Recorded) -> None:
    """Each seed's mean of the last years, as a share above or below the middle seed."""
    heading(axes, "How far do seeds lie apart?", seeds_subtitle(run), NAMES * 72)
    rows = []
    for key in KEYS:
        table = key.table(key.lines[0], run, key.points)
        if table is not None:
            means = table.iloc[-LATEST:].mean().to_numpy(dtype=float)
            rows.append((key, 100.0 * (means / np.median(means) - 1.0) if np.median(means) else means * np.nan))
    if len(run.seeds) < 2 or not rows:
        empty(axes, "One seed: the variation over random draws\nis not known. Add seeds=20.")
        axes.set_xticks([])
        return
    for number, (_, off) in enumerate(rows):
        axes.plot(off, [number] * len(off), marker="o", markersize=4, linestyle="none", color=INK, alpha=0.6)
        known = off[np.isfinite(off)]
        if len(known):
            axes.plot([known.min(), known.max()], [number, number], color=INK, linewidth=1.2)
    _rows(axes, [key.question for key, _ in rows])
    axes.axvline(0.0, color=SOFT, linewidth=0.8)
    axes.set_xlabel("% above or below the middle seed", fontsize=SIZES["label"])


def seeds_subtitle(run: Recorded) -> str:
    """Unit and population."""
    return f"Each dot a seed: its mean of the last {LATEST} years, % off the middle seed's"


def draw_missing(axes: Axes, run: Recorded) -> None:
    """How often each cell was too small for its shares to be recorded."""
    heading(
        axes,
        "Which cells are too small to say?",
        "% of years and seeds in which a cell has under 5 firms or 50 workers, and is missing",
        FEWER_NAMES * 72,
    )
    tiers = [(chain, tier) for chain in TIER_WORDS for tier in Tier]
    regions = [region for region in Region if region is not Region.RURAL]
    shares = missing_shares(run)
    for row, region in enumerate(regions):
        for column, (chain, tier) in enumerate(tiers):
            share = shares.get((region.name.lower(), chain, tier.name.lower()), 100.0)
            grey = 1.0 - 0.45 * share / 100.0
            axes.fill([column, column + 1, column + 1, column], [row, row, row + 1, row + 1],
                      color=(grey, grey, grey), edgecolor=PAPER, linewidth=0.8)  # fmt: skip
            axes.text(column + 0.5, row + 0.52, f"{share:.0f}", ha="center", va="center", fontsize=SIZES["small"])
    axes.set(xlim=(0, len(tiers)), ylim=(len(regions), 0))
    axes.set_yticks(
        np.arange(len(regions)) + 0.5,
        [region.name.lower().replace("_", " ").replace("it ", "IT ") for region in regions],
    )
    labels = [TIER_WORDS[chain][tier].replace(" ", "\n", 1) for chain, tier in tiers]
    axes.set_xticks(np.arange(len(tiers)) + 0.5, labels, fontsize=SIZES["small"] - 1.2)
    axes.axvline(len(Tier), color=PAPER, linewidth=3)
    _bare(axes)


def missing_shares(run: Recorded) -> dict[tuple[str, str, str], float]:
    """By region, chain and tier: % of whole years and seeds without a share of pockets."""
    cells = run.cells
    known = cells[(cells["indicator"] == "jobs_pocket") & (cells["hukou"] == "all") & cells["value"].notna()]
    years = int(run.cells["year"].nunique()) * len(run.seeds)
    counts = known.groupby(["region", "industry", "tier"], observed=True).size()
    return {key: 100.0 * (1.0 - int(count) / years) for key, count in counts.items()}  # type: ignore[misc]  # keys of three levels are triples, which pandas does not say


def draw_sources(axes: Axes) -> None:
    """How many numbers of each mechanism were published, calibrated or assumed."""
    found = {name: list(parameters(name, mechanism.Params)) for name, mechanism in MECHANISMS.items()}
    found = {name: entries for name, entries in found.items() if entries}
    every = [entry.source for entries in found.values() for entry in entries]
    assumed = sum(kind_of(source) == "assumed" for source in every)
    heading(
        axes,
        "How many of the model's numbers are assumed?",
        f"Parameters by mechanism: {assumed} of {len(every)} assumed; see `segsim params --assumed`",
        NAMES * 72,
    )
    for row, entries in enumerate(found.values()):
        left = 0
        for kind, colour in KINDS.items():
            count = sum(kind_of(entry.source) == kind for entry in entries)
            axes.barh(row, count, left=left, height=0.74, color=colour, edgecolor=SOFT, linewidth=0.4)
            left += count
    _rows(axes, [name.replace("_", " ") for name in found])
    axes.tick_params(axis="y", labelsize=SIZES["small"])
    for number, (kind, colour) in enumerate(KINDS.items()):
        axes.annotate(
            kind,
            (0, 0),
            ((-60, 52, 118)[number], -28),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=SIZES["small"],
            color=PAPER if colour == INK else INK,
            bbox={"boxstyle": "square,pad=0.25", "facecolor": colour, "edgecolor": SOFT, "linewidth": 0.4},
        )


def kind_of(source: str) -> str:
    """What stands behind a parameter."""
    return next((kind for kind in ("assumed", "calibrated") if source.startswith(kind)), "from a publication or law")


def draw_distance(axes: Axes, run: Recorded) -> None:
    """Model over evidence for every published figure of the run's years, by indicator."""
    found = [beside(*pair, run.series) for pair in pairs() if run.span[0] <= (pair[0].year or 0) < run.span[1]]
    found = [one for one in found if one.verdict != MISSING and one.ratio > 0 and one.year == one.fact.year]
    heading(axes, "How far is the model from each published figure?", distance_subtitle(found), FIGURES * 72)
    rows = [(name, list(group)) for name, group in groupby(found, key=lambda one: one.indicator.address)]
    if not rows:
        empty(axes, "no published figure falls into these years")
        axes.set_xticks([])
        return
    axes.axvspan(1.0 - ABOUT, 1.0 + ABOUT, color="#efefef", linewidth=0, zorder=0)
    axes.axvline(1.0, color=INK, linewidth=0.9)
    for row, (_, group) in enumerate(rows):
        for one in group:
            ratio = min(max(one.ratio, 1.0 / FARTHEST), FARTHEST)
            is_read = one.fact.confidence == "sourced"
            axes.plot([ratio], [row], marker="o", markersize=4.6, color=INK, markerfacecolor=INK if is_read else PAPER,
                      markeredgewidth=0.9, linestyle="none", clip_on=False)  # fmt: skip
    axes.set_xscale("log")
    ticks = [0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0]
    axes.set_xlim(1.0 / FARTHEST, FARTHEST)
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    _rows(axes, [f"{label_of(name)} ({len(group)})" for name, group in rows])
    footnote(axes, "Model over evidence; 1: equal; grey: within a fifth. Full: source read; hollow: recalled. In "
             "brackets: figures, one a year. Those beyond four times stand at the edge. Sources: `segsim "
             "validate calibration`, `segsim validate held_out`.", 26.0, 62)  # fmt: skip


def distance_subtitle(found: list[Beside]) -> str:
    """Unit, population and the count of verdicts."""
    verdicts = [one.verdict for one in found]
    counts = ", ".join(f"{verdicts.count(kind)} {caption}" for kind, caption in
                     ((IN, "met"), (NEAR, "within a fifth"), (OUT, "further off")))  # fmt: skip
    return f"{len(found)} figures: {counts}"


def _rows(axes: Axes, labels: list[str]) -> None:
    """Rows from the top down with their names."""
    axes.set_yticks(range(len(labels)), labels, fontsize=SIZES["label"])
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.spines["left"].set_visible(False)


def _bare(axes: Axes) -> None:
    axes.grid(False)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
