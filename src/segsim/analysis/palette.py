"""Which colour, which dashes and which letter stand for what, in every picture, printed or in HTML?

Colours are told apart by people with any colour blindness, and, since they also differ in lightness, on a grey print;
lines differ by their dashes as well. A segment has the same colour and the same line in every picture. Plain data:
figures/ and html_report/ both draw from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Look:
    """How one thing is drawn everywhere: its name in words, its colour, the dashes of its line."""

    label: str
    colour: str
    dashes: tuple[float, ...] = ()  # points drawn and left out in turn; empty is a full line
    width: float = 1.8


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


# Shares of jobs by regime, by indicator, in the order in which they are stacked: from decent to multiply deprived, so
# that the two headlines stand at the ends. Green is decent, red-violet multiply deprived; the darker one is the
# headline. None is the colour of a segment.
REGIMES: dict[str, Category] = {
    "jobs_pocket": Category("P", "pocket of intensive growth", "decent job, modern plant", "#174a2a", "#ffffff"),
    "jobs_decent_lagging": Category("L", "decent, lagging plant", "decent job, other plant", "#8aab56", "#000000"),
    "jobs_between": Category("b", "in between", "neither decent nor multiply deprived", "#ededed", "#555555"),
    "jobs_low_road": Category("T", "high-tech low road", "multiply deprived, modern plant", "#dab6e2", "#000000"),
    "jobs_despotism": Category("D", "market despotism", "multiply deprived, other plant", "#a9337b", "#ffffff"),
}
DEPRIVED = "multiply_deprived"  # headcount ratio H: the last two of REGIMES together
REGIME_LINES: dict[str, Look] = {
    DEPRIVED: Look("H: multiply deprived", INK, (), 1.2),
    "jobs_despotism": Look("market despotism", REGIMES["jobs_despotism"].fill, (), 2.2),
    "jobs_low_road": Look("high-tech low road", "#b57cc4", (7, 2)),
    "jobs_pocket": Look("pockets", REGIMES["jobs_pocket"].fill, (4, 1.5, 1, 1.5), 2.2),
    "jobs_decent_lagging": Look("decent, lagging plant", "#7c9b4c", (1.5, 1.2)),
    "jobs_between": Look("in between", "#9b9b9b", (3, 2), 1.2),
}
MISSING = Category("", "too few to say", "under 5 firms or 50 agents", "#ffffff", "#999999")

# One ramp for shares (0 to 1) and one for differences (centre is no difference): both run evenly in lightness.
SHARE_RAMP = ("#f7f4ec", "#f0d58c", "#dfa024", "#b0341c", "#4a0f14")
POCKET_RAMP = ("#f4f7fb", "#c3d7ec", "#7ba6d3", "#2f65a8", "#0b2a5b")
DIFFERENCE_RAMP = ("#8a2413", "#dd8a6c", "#f7f7f7", "#7ba6d3", "#0b2a5b")

# Groups of cities, in the order of state.codes.Region; never drawn beside LINES, whose looks they share.
REGIONS: dict[str, Look] = {
    name: replace(look, label=label)
    for (name, label), look in zip(
        {
            "auto_core": "auto core",
            "auto_periphery": "auto periphery",
            "it_coast": "IT coast",
            "it_periphery": "IT periphery",
            "inland": "inland",
        }.items(),
        LINES,
        strict=False,
    )
}
