"""Where do the 27 policies stand, between pockets of intensive growth and market despotism?"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from segsim.analysis.palette import LINES, PAPER, SOFT, readable
from segsim.figures.maps import ORDER, policy_name
from segsim.figures.style import SIZES, new_figure, styled

X, Y, H = "jobs_despotism", "jobs_pocket", "multiply_deprived"
COLOURS = dict(zip(ORDER["enforcement"], (LINES[3].colour, LINES[0].colour, LINES[5].colour), strict=True))
MARKERS = dict(zip(ORDER["bargaining"], ("o", "s", "^"), strict=True))
BESIDE = dict(zip(ORDER["bargaining"], ((5, -9), (5, 4), (-15, -10)), strict=True))  # points; neighbours do not collide
QUESTION = "Which policies move jobs from market despotism into pockets of intensive growth?"
NOTE = (
    "Bars: 95 % interval of the policy less history, by pairs of the same seed. Beside each mark: H, the headcount "
    "ratio of multiply deprived jobs, in %.\nDotted: history. The other jobs are high-tech low road, decent in lagging "
    "plants, or in between."
)


def policy_plane(shares: pd.DataFrame, words: str) -> Figure:
    """One panel for each minimum wage; colour by enforcement, mark by bargaining; `shares` are those of one world."""
    at = shares.set_index(["enforcement", "minimum_wage", "bargaining", "indicator"])
    with styled():
        figure = new_figure(11.7, 5.9)
        figure.text(0.03, 0.965, QUESTION, fontsize=SIZES["page"] - 2, fontweight="bold", va="top")
        figure.text(0.03, 0.905, f"All jobs of the two chains; {words}", fontsize=SIZES["text"], color=SOFT, va="top")
        panels = [figure.add_axes((0.065 + 0.312 * number, 0.27, 0.285, 0.55)) for number in range(3)]
        for number, (panel, wage) in enumerate(zip(panels, ORDER["minimum_wage"], strict=True)):
            if number:
                panel.sharex(panels[0])
                panel.sharey(panels[0])
                panel.tick_params(labelleft=False)
            panel.set_title(f"Minimum wage {policy_name(wage)}", fontsize=SIZES["title"], loc="left", pad=5)
            _draw(panel, at, wage)
            panel.set_xlabel("jobs under market despotism, %")
        for clip, of in ((panels[0].set_xlim, panels[0].get_xlim), (panels[0].set_ylim, panels[0].get_ylim)):
            clip(max(0.0, of()[0]), None)  # an interval of few seeds may reach below nothing
        panels[0].set_ylabel("jobs in pockets of intensive growth, %")
        figure.legend(
            handles=_key(), loc="upper left", bbox_to_anchor=(0.025, 0.185), ncols=3, frameon=False,
            fontsize=SIZES["label"], handletextpad=0.3, columnspacing=1.2,
        )  # fmt: skip
        figure.text(0.03, 0.055, NOTE, fontsize=SIZES["label"], color=SOFT, va="center", linespacing=1.3)
    return figure


def _draw(panel: Axes, at: pd.DataFrame, wage: str) -> None:
    """The policies of one minimum wage that were run, and history as two dotted lines."""
    history = ("default", "default", "default")
    panel.axvline(100 * at.loc[(*history, X), "value"], color=SOFT, linestyle=":", linewidth=0.9, zorder=1)
    panel.axhline(100 * at.loc[(*history, Y), "value"], color=SOFT, linestyle=":", linewidth=0.9, zorder=1)
    for enforcement, colour in COLOURS.items():
        for bargaining, marker in MARKERS.items():
            policy = (enforcement, wage, bargaining)
            if (*policy, X) not in at.index:
                continue
            (x, wide), (y, high) = (_with_margin(at.loc[(*policy, one)]) for one in (X, Y))
            panel.errorbar(
                x, y, xerr=wide, yerr=high, color=colour, marker=marker, markersize=6, elinewidth=0.9,
                markeredgecolor=PAPER, markeredgewidth=0.6, zorder=3,
            )  # fmt: skip
            panel.annotate(
                f"{100 * at.loc[(*policy, H), 'value']:.0f}", (x, y), BESIDE[bargaining], textcoords="offset points",
                fontsize=SIZES["small"], color=readable(colour), zorder=4,
            )  # fmt: skip
    panel.grid(True, axis="both")


def _with_margin(row: pd.Series) -> tuple[float, float]:
    """A share and the half width of the interval of its difference from history, in %."""
    margin = row["difference_high"] - row["difference"]
    return 100 * row["value"], 100 * (margin if margin == margin else 0.0)


def _key() -> list[Line2D]:
    """Colours of enforcement in the upper row of the key, marks of bargaining in the lower one."""
    plain = {"linestyle": "none", "markersize": 7}
    colours = [
        Line2D([], [], marker="D", color=colour, label=f"enforcement {policy_name(word)}", **plain)
        for word, colour in COLOURS.items()
    ]
    marks = [
        Line2D(
            [],
            [],
            marker=marker,
            color=SOFT,
            label=policy_name(word) if word == "none" else f"bargaining {policy_name(word)}",
            **plain,
        )
        for word, marker in MARKERS.items()
    ]
    return [one for pair in zip(colours, marks, strict=True) for one in pair]
