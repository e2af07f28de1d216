"""How does every picture look? One place for fonts, sizes, colours, lines and letters.

Colours are told apart by people with any colour blindness, and, since they also differ in lightness, on a grey print;
lines differ by their dashes as well. A segment has the same colour and the same line in every picture. The model is
drawn as lines and bands, evidence only ever as diamonds: nobody can take one for the other.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from segsim.plumbing.errors import InputError


@dataclass(frozen=True)
class Look:
    """How one thing is drawn everywhere: its name in words, its colour, the dashes of its line."""

    label: str
    colour: str
    dashes: tuple[float, ...] = ()  # points drawn and left out in turn; empty is a full line
    width: float = 1.8

    @property
    def line(self) -> dict[str, Any]:
        """What a call of `plot` needs to draw this line."""
        return {"color": self.colour, "linewidth": self.width, "linestyle": (0, self.dashes) if self.dashes else "-"}


INK, SOFT, FAINT, PAPER = "#1a1a1a", "#555555", "#d0d0d0", "#ffffff"
PROJECTION = "#eeeeee"


def readable(colour: str) -> str:
    """The colour for words on white: darkened until its contrast is 4.5 to 1, as WCAG 2 level AA asks of text."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    while 1.05 / (luminance(parts) + 0.05) < 4.5:
        parts = [part * 0.97 for part in parts]
    return "#" + "".join(f"{int(255 * part):02x}" for part in parts)


def luminance(parts: Sequence[float]) -> float:
    """Relative luminance of red, green and blue in 0 to 1 (sRGB; WCAG 2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Lightness (CIE L*) falls from about 73 to 19 from the bottom of the chains to the top.
SEGMENTS: dict[str, Look] = {
    "core": Look("core", "#0b2a5b", (), 2.2),
    "contract_manufacturer": Look("contract makers", "#b0341c", (7, 2)),
    "supplier": Look("auto suppliers", "#21918c", (4, 1.5, 1, 1.5)),
    "component_maker": Look("component makers", "#dfa024", (1.5, 1.2)),
    "unemployed": Look("unemployed", "#6f6f6f", (3, 2), 1.3),
    "rural": Look("at home in the countryside", "#a8a8a8", (1, 2), 1.3),
}

# Lines that are no segment have other hues, so that nobody takes a violation for a group of workers.
LINES: tuple[Look, ...] = (
    Look("", "#111111"),
    Look("", "#7b4fa3", (7, 2)),
    Look("", "#66751c", (4, 1.5, 1, 1.5)),
    Look("", "#d4579a", (1.5, 1.2)),
    Look("", "#7a4a21", (9, 2, 1, 2, 1, 2)),
    Look("", "#4fa3d8", (3, 2)),
)


@dataclass(frozen=True)
class Category:
    """A class of cells on a map: letter, word, what it means, fill and the ink that reads on it."""

    letter: str
    label: str
    meaning: str
    fill: str
    ink: str


# By the names of indicators.regimes.Regime. Lightness 27, 65, 78, 94, 42: none is the colour of a segment.
REGIMES: dict[str, Category] = {
    "pocket": Category("P", "pocket of intensive growth", "technology and pay upgraded", "#174a2a", "#ffffff"),
    "high_tech_low_road": Category("T", "high-tech low road", "technology without pay", "#8aab56", "#000000"),
    "rent_island": Category("R", "rent island", "pay without technology", "#dab6e2", "#000000"),
    "mixed": Category("m", "mixed", "near a cut", "#ededed", "#555555"),
    "market_despotism": Category("D", "market despotism", "neither", "#a02f74", "#ffffff"),
}
BLANK = Category("", "too few to say", "under 5 firms or 50 agents", "#ffffff", "#999999")

# One ramp for shares (0 to 1) and one for differences (centre is no difference): both run evenly in lightness.
SHARE_RAMP = ("#f7f4ec", "#f0d58c", "#dfa024", "#b0341c", "#4a0f14")
POCKET_RAMP = ("#f4f7fb", "#c3d7ec", "#7ba6d3", "#2f65a8", "#0b2a5b")
DIFFERENCE_RAMP = ("#8a2413", "#dd8a6c", "#f7f7f7", "#7ba6d3", "#0b2a5b")

EVIDENCE_MARKER: dict[str, Any] = {
    "marker": "D",
    "markersize": 4.6,
    "linestyle": "none",
    "markeredgecolor": INK,
    "markeredgewidth": 0.9,
}

BASE_SIZE = 9.0  # points, on the page as drawn
SIZES = {"page": 17.0, "title": 10.6, "text": BASE_SIZE, "label": 8.6, "tick": 8.2, "small": 7.2, "letter": 6.8}
DOTS_PER_INCH = 130

_SETTINGS: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib: the same page on every machine
    "font.size": BASE_SIZE,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.7,
    "text.parse_math": False,  # a user's own words may hold dollar signs
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.6,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": SIZES["tick"],
    "ytick.labelsize": SIZES["tick"],
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "lines.solid_capstyle": "butt",
    "lines.dash_capstyle": "butt",
    "lines.scale_dashes": True,
    "hatch.linewidth": 0.5,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "path",  # text as outlines: looks the same where the font is missing
    "svg.hashsalt": "segsim",  # the same picture gives the same file
}


@contextmanager
def styled() -> Iterator[None]:
    """Within this block pictures have the one style; what the user's session had set comes back after it."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def new_figure(width: float, height: float) -> Figure:
    """An empty page in inches, drawn in memory: no window, no pyplot, nothing of the user's session is touched."""
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def heading(axes: Axes, question: str, population: str, outdent: float = 0.0) -> None:
    """Above a panel: the question it answers, then unit and population; `outdent` moves both to the left, in points."""
    axes.annotate(
        question,
        (0, 1),
        (-outdent, 18),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        ha="left",
        fontsize=SIZES["title"],
        fontweight="bold",
    )
    axes.annotate(
        population,
        (0, 1),
        (-outdent, 6),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        ha="left",
        fontsize=SIZES["small"] + 0.4,
        color=SOFT,
    )


def footnote(axes: Axes, text: str, drop: float = 20.0, letters: int = 112) -> None:
    """Below a panel: where the evidence comes from, or a caution."""
    axes.annotate(
        fill(text, letters),
        (0, 0),
        (0, -drop),
        xycoords="axes fraction",
        textcoords="offset points",
        va="top",
        ha="left",
        fontsize=SIZES["small"] - 0.6,
        color=SOFT,
        linespacing=1.15,
    )


def mark_truncated(axes: Axes) -> None:
    """Two strokes across the foot of the upright axis, where it does not start at nought."""
    axes.annotate(
        "//",
        (0, 0),
        (0, 5),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=SIZES["text"],
        color=SOFT,
        rotation=60,
        annotation_clip=False,
    )


def save(figure: Figure, folder: Path, name: str, title: str, kinds: tuple[str, ...] = ("png", "svg")) -> list[Path]:
    """Files `name.png` and `name.svg`, each written aside and then renamed, so that no half picture is ever read."""
    written = []
    for kind in kinds:
        memory = io.BytesIO()
        metadata = {"Title": title, "Software": None} if kind == "png" else {"Title": title, "Date": None}
        with styled():
            figure.savefig(memory, format=kind, dpi=DOTS_PER_INCH, metadata=metadata)
        target = folder / f"{name}.{kind}"
        aside = folder / f".{name}.{kind}.{os.getpid()}.part"
        try:
            aside.write_bytes(memory.getvalue())
            aside.replace(target)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise InputError(f"cannot write the picture {target}: {error.strerror}") from error
        written.append(target)
    return written
