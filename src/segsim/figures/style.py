"""How does every printed picture look? One place for fonts, sizes, headings and files; colours: analysis/palette.py.

The model is drawn as lines and bands, evidence only ever as diamonds: nobody can take one for the other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from segsim.analysis.palette import INK, PAPER, SOFT, Look
from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole

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


def stroke(look: Look) -> dict[str, Any]:
    """What a call of `plot` needs to draw a line so."""
    return {"color": look.colour, "linewidth": look.width, "linestyle": (0, look.dashes) if look.dashes else "-"}


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
    """Two strokes across the foot of the y-axis, where it does not start at zero."""
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
    """Files `name.png` and `name.svg`, whole or not at all."""
    written = []
    for kind in kinds:
        memory = io.BytesIO()
        metadata = {"Title": title, "Software": None} if kind == "png" else {"Title": title, "Date": None}
        with styled():
            figure.savefig(memory, format=kind, dpi=DOTS_PER_INCH, metadata=metadata)
        target = folder / f"{name}.{kind}"
        try:
            write_whole(target, memory.getvalue())
        except OSError as error:
            raise InputError(f"cannot write the picture {target}: {error.strerror}") from error
        written.append(target)
    return written
