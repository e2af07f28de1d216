"""How sure is what a comparison found: intervals by size, what is not clear, what the seeds could not have shown?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from segsim.analysis.differences import is_nation, seeds_asked
from segsim.analysis.palette import INK, SOFT
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import NATION, is_clear, rule
from segsim.analysis.views import label_of
from segsim.figures.marks import empty
from segsim.figures.printed_report.forest import Effect, draw_forest, reach_of
from segsim.figures.printed_report.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, place
from segsim.figures.printed_report.subject import MARKERS, Subject
from segsim.figures.style import SIZES, footnote, heading

NAMES = 2.35  # inches of the names of rows
MIDDLE = WIDTH / 2 + 0.25
MOST = 34  # rows that a panel of the page's height holds
FEWER = 15
ROW = 0.44  # inches of a row at most
WIDE = 30.0  # times the smallest, from which a panel counts by tens


def draw_effects_in_doubt(figure: Figure, subject: Subject) -> None:
    """The last page of a comparison."""
    table = nation(subject)
    width, tall = MIDDLE - LEFT - NAMES - 0.35, BOTTOM - TOP
    left, right = MIDDLE + NAMES, WIDTH - RIGHT - MIDDLE - NAMES
    every, unclear = table["word"].nunique(), not_clear(table)["word"].nunique()
    draw_sorted(place(figure, LEFT + NAMES, TOP + 0.5, width, tall_for(every, tall - 1.6)), subject, table)
    upper = tall_for(min(unclear, FEWER), tall / 2 - 1.5)
    draw_detectable_effects(place(figure, left, TOP + 0.5, right, upper), subject, table)
    lower = tall_for(min(every, FEWER), tall / 2 - 1.6)
    draw_sample_sizes(place(figure, left, TOP + 1.7 + upper, right, lower), subject, table)


def tall_for(rows: int, most: float) -> float:
    """Inches of a panel with so many rows."""
    return min(most, ROW * max(rows, 3))


def not_clear(table: pd.DataFrame) -> pd.DataFrame:
    """What these seeds leave open."""
    return table[~is_clear(table["p_holm"].to_numpy())]


def nation(subject: Subject) -> pd.DataFrame:
    """Differences of the nation as a whole, in % of the baseline; those of a baseline of nothing are left out."""
    assert subject.compared is not None
    table = subject.compared.differences
    kept = table[is_nation(table) & table["policy"].isin(subject.policy_keys) & (table["baseline"].abs() > 0)].copy()
    level = kept["baseline"].abs()
    for name in ("difference", "low", "high", "minimum_detectable_effect"):
        kept[f"{name}_share"] = 100.0 * kept[name] / level
    return kept.assign(word=names_of_series(kept)).astype({"word": str, "policy": str})


def draw_sorted(axes: Axes, subject: Subject, table: pd.DataFrame) -> None:
    """Every indicator asked for, the largest effect first."""
    sizes = table.groupby("word")["difference_share"].agg(lambda values: values.abs().max())
    names = list(sizes.sort_values(ascending=False, kind="stable").index)
    shown = names[:MOST]
    clear = int(is_clear(table["p_holm"].to_numpy()).sum())
    heading(axes, "Which differences are clear?", f"% of the baseline, means of {subject.window_label}; {clear} of "
            f"{len(table)} clear", NAMES * 72)  # fmt: skip
    if not shown:
        empty(axes, "nothing was compared for the nation as a whole")
        axes.set_xticks([])
        return
    rows = [[effect_in(table, name, policy) for policy in subject.policy_keys] for name in shown]
    draw_forest(axes, rows, [INK] * len(rows), min(reach_of(rows), 100.0))
    axes.set_yticks(range(len(shown)), [label_of(name) for name in shown], fontsize=SIZES["small"] + 0.4)
    left_out = f"The {len(names) - len(shown)} smallest are left out: see differences.csv. " if names != shown else ""
    assert subject.compared is not None
    footnote(axes, f"Stroke: 95 % interval from {len(subject.seeds)} paired seeds, one indicator at a time; an arrow: "
             f"it goes on. Full: {rule(NATION, subject.compared.family(NATION))}. Hollow: not clear, even where the "
             f"stroke leaves out zero. {left_out}".rstrip(), 24.0, 62)  # fmt: skip


def effect_in(table: pd.DataFrame, name: str, policy: str) -> Effect | None:
    """One row of the table as an effect in % of the baseline."""
    rows = table[(table["word"] == name) & (table["policy"] == policy)]
    if rows.empty:
        return None
    row = rows.iloc[0]
    mean, low, high = (float(row[f"{part}_share"]) for part in ("difference", "low", "high"))
    return Effect(mean, low, high, bool(is_clear(row["p_holm"])))


def draw_detectable_effects(axes: Axes, subject: Subject, table: pd.DataFrame) -> None:
    """Of what is not clear: how large an effect would have had to be, to be seen."""
    unclear = not_clear(table)
    heading(axes, "What could these seeds not have shown?", "Not clear: smallest effect that would have been seen in "
            "four of five tries, % of the baseline", NAMES * 72)  # fmt: skip
    caption = "every difference is clear" if len(subject.seeds) > 1 else "one seed shows no effect for sure"
    _dots(
        axes,
        subject,
        unclear[unclear["minimum_detectable_effect_share"].notna()],
        "minimum_detectable_effect_share",
        caption,
    )
    sizes = unclear["minimum_detectable_effect_share"]
    if sizes.max() > WIDE * sizes[sizes > 0].min():
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    else:
        axes.set_xlim(left=0)


def draw_sample_sizes(axes: Axes, subject: Subject, table: pd.DataFrame) -> None:
    """Seeds that the effect found takes, or the precision that was asked for, beside those that were run."""
    assert subject.compared is not None
    column, wanted = seeds_asked(subject.compared.manifest)
    heading(axes, "How many seeds would it take?", f"Seeds {wanted}; line: the {len(subject.seeds)} run",
            NAMES * 72)  # fmt: skip
    _dots(axes, subject, table[table[column].notna()], column, "one seed cannot tell")
    if len(table) and table[column].notna().any():
        axes.axvline(len(subject.seeds), color=SOFT, linewidth=1.2, zorder=1)
        axes.set_xscale("log")
        top = float(table[column].max())
        steps = (2, 5, 10, 20, 50, 100, 200) if top < 200 else (2, 10, 100, 1000, 10_000, 100_000, 1_000_000)
        ticks = [tick for tick in steps if tick <= 2 * top]
        axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        axes.set_xticks([], minor=True)


def _dots(axes: Axes, subject: Subject, table: pd.DataFrame, column: str, none: str) -> None:
    """A mark a policy in each row, the largest first."""
    names = list(table.groupby("word")[column].max().sort_values(ascending=False, kind="stable").index)[:FEWER]
    if not names:
        empty(axes, none)
        axes.set_xticks([])
        return
    for number, policy in enumerate(subject.policy_keys):
        rows = table[table["policy"] == policy].set_index("word")[column]
        values = [float(rows.get(name, np.nan)) for name in names]
        axes.plot(values, range(len(names)), marker=MARKERS[number], markersize=4.6, color=INK, linestyle="none")
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [label_of(name) for name in names], fontsize=SIZES["small"] + 0.4)
    axes.grid(True, axis="both")
    axes.spines["left"].set_visible(False)
