"""What does a reader of a comparison see in one minute: what it changes, how sure that is, who gains and who pays?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segsim.analysis.accounts import DISTRIBUTION, EMPLOYMENT, PAY
from segsim.analysis.numbers import change, format_number
from segsim.analysis.palette import FAINT, INK, SEGMENTS, SOFT, readable
from segsim.analysis.verdict import is_clear
from segsim.figures.marks import draw_dates
from segsim.figures.printed_report.chart import Chart
from segsim.figures.printed_report.forest import Effect, draw_forest, reach_of
from segsim.figures.printed_report.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, place
from segsim.figures.printed_report.keys import KEYS
from segsim.figures.printed_report.paired_lines import level, over_window
from segsim.figures.printed_report.subject import BASELINE, POLICIES, Subject
from segsim.figures.style import SIZES, heading, stroke

SPARK = (3.55, 1.55)  # inches: where the small pictures begin, and their width
FOREST = (6.95, 2.15)
COLUMNS = {"baseline": 5.85, "policy": 6.75, "difference": 9.2}
HEADS = 0.62  # inches of the headings of columns
ACCOUNTS = 3.7  # inches at the foot for who gains and who pays
NAMES = 1.55  # inches of the names of groups
Found = tuple[float, float, Effect]  # baseline, policy, difference


def draw_effects(figure: Figure, subject: Subject) -> None:
    """The first page of a comparison."""
    known = []
    for key in KEYS:
        found = [effect_of(subject, key, number) for number in range(1, len(subject.runs))]
        if any(found):
            known.append((key, found))
    accounts = account_panels(subject)
    tall = BOTTOM - TOP - (ACCOUNTS if accounts else 0.0)
    pitch = (tall - HEADS - 0.3) / max(1, len(known))
    sheet = place(figure, 0.0, TOP, WIDTH, tall)
    sheet.set(xlim=(0, WIDTH), ylim=(tall, 0))
    sheet.axis("off")
    _heads(sheet, subject)
    relative = [[share_of(one) for one in found] for _, found in known]
    for number, (key, found) in enumerate(known):
        height = HEADS + pitch * number
        sheet.plot([LEFT, WIDTH - RIGHT], [height, height], color=FAINT, linewidth=0.6)
        _row(sheet, height + pitch / 2, key, found, subject)
        _small(place(figure, SPARK[0], TOP + height + 0.06, SPARK[1], pitch - 0.12), subject, key, number == 0)
    if known:
        axes = place(figure, FOREST[0], TOP + HEADS, FOREST[1], pitch * len(known))
        draw_forest(axes, relative, [INK] * len(known), min(reach_of(relative), 100.0))
        axes.tick_params(labelsize=SIZES["small"])
    draw_accounts(figure, subject, accounts, TOP + tall)


def effect_of(subject: Subject, key: Chart, number: int) -> Found | None:
    """Baseline, policy and difference over the window; None where the runs have no value."""
    found = over_window(subject, key, key.lines[0], number)
    if found is None:
        return None
    before, after, apart = found
    assert subject.compared is not None
    clear = (subject.policy_keys[number - 1], key.lines[0].indicator) in subject.compared.clear
    return before, after, Effect(float(apart.mean[0]), float(apart.low[0]), float(apart.high[0]), clear)


def share_of(found: Found | None) -> Effect | None:
    """The difference in % of the baseline; None where that is nothing."""
    return found[2].times(100.0 / abs(found[0])) if found and found[0] else None


def _heads(sheet: Axes, subject: Subject) -> None:
    """What stands in each column."""
    headings: tuple[tuple[float, str, str], ...] = (
        (SPARK[0], "left", "by year, from zero"),
        (COLUMNS["baseline"], "right", "baseline"),
        (COLUMNS["policy"], "right", "policy"),
        (FOREST[0], "left", "difference, % of the baseline,\nwith 95 % interval; full: clear"),
        (COLUMNS["difference"], "left", "difference [95 % interval]\nbold: clear"),
    )
    for left, side, caption in headings:
        _write(sheet, left, HEADS - 0.1, caption, ha=side, va="bottom", color=SOFT)
    _write(sheet, LEFT, HEADS - 0.1, f"means of {subject.window_label}", va="bottom", color=SOFT)


def _row(sheet: Axes, height: float, key: Chart, found: list[Found | None], subject: Subject) -> None:
    """Name and unit, and the numbers of every policy one below the other."""
    _write(sheet, LEFT, height - 0.02, key.question, va="bottom", fontweight="bold")
    unit = key.description(subject.runs[0]).partition(";")[0]
    unit += "" if is_asked(subject, key) else "; not asked for: no verdict"
    _write(sheet, LEFT, height + 0.04, unit, va="top", color=SOFT, fontsize=SIZES["small"])
    for number, one in enumerate(found):
        if one is None:
            continue
        at, (before, after, effect) = height + (number - (len(found) - 1) / 2) * 0.16, one
        if number == 0:
            _write(sheet, COLUMNS["baseline"], height, format_number(before, key.unit), ha="right", va="center")
        _write(sheet, COLUMNS["policy"], at, format_number(after, key.unit), ha="right", va="center")
        _write(sheet, COLUMNS["difference"], at, signed_number(effect, key.unit), va="center",
               fontweight="bold" if effect.is_clear else "normal")  # fmt: skip


def is_asked(subject: Subject, key: Chart) -> bool:
    """True where the comparison was asked for it, so that it stands in the family and has a verdict."""
    assert subject.compared is not None
    return key.lines[0].indicator in subject.compared.manifest["indicators"]


def signed_number(effect: Effect, unit: str = "") -> str:
    """A difference with its sign and interval; of shares in points."""
    written = change(effect.mean, effect.low, effect.high, unit)
    bounds = f" [{written.low}, {written.high}]" if np.isfinite(effect.low) else " [no interval]"
    return written.text + bounds


def _small(axes: Axes, subject: Subject, key: Chart, is_first: bool) -> None:
    """Baseline and policies over the years."""
    for number, look in enumerate((BASELINE, *POLICIES)[: len(subject.runs)]):
        means = level(subject, key, key.lines[0], number)
        if means is not None:
            axes.plot(means.index.to_numpy(dtype=float), means.to_numpy(dtype=float), **stroke(look))
    low, high = (float(end) for end in axes.dataLim.intervaly)
    draw_dates(axes, subject.events, subject.span, signs=False)
    for sign in [] if is_first else list(axes.texts):
        sign.remove()  # the first line of the table says what the date is; on every line it would hide what is drawn
    axes.axvspan(*subject.window, ymax=0.05, color=SOFT, linewidth=0)
    axes.set_ylim(min(0.0, low), max(1.15 * high, 1e-9))
    axes.set(xticks=[], yticks=[])
    axes.grid(False)
    axes.spines["left"].set_visible(False)


@dataclass(frozen=True)
class Account:
    """One panel of accounts: its question, its unit in words, and from which block it takes rows."""

    question: str
    population: str
    block: str
    factor: float


ACCOUNTS_ASKED = (
    Account("Who gains and who pays?", "Billion yuan a year; in brackets million people",
            DISTRIBUTION, 1e-9),
    Account("How much is it a head?", "Yuan a year and worker", PAY, 1.0),
    Account("Whose jobs come and go?", "Thousand jobs; riders and unemployed: thousand people", EMPLOYMENT,
            1e-3),
)  # fmt: skip


def account_panels(subject: Subject) -> list[tuple[Account, pd.DataFrame]]:
    """The accounts that were recorded, by panel."""
    assert subject.compared is not None
    table = subject.compared.accounts
    found = [(asked, table[table["block"] == asked.block]) for asked in ACCOUNTS_ASKED]
    return [(asked, rows) for asked, rows in found if len(rows)]


def draw_accounts(figure: Figure, subject: Subject, panels: list[tuple[Account, pd.DataFrame]], top: float) -> None:
    """Differences by group, a panel a unit."""
    width = (WIDTH - LEFT - RIGHT + 0.2) / max(1, len(panels))
    for number, (asked, table) in enumerate(panels):
        groups = list(dict.fromkeys(zip(table["kind"], table["group"], strict=True)))
        rows = [[_account(table, group, policy, asked.factor) for policy in subject.policy_keys] for group in groups]
        left = LEFT + NAMES + width * number
        axes = place(figure, left, top + 0.62, width - NAMES - 0.2, ACCOUNTS - 1.0)
        colours = [SEGMENTS[group].colour if group in SEGMENTS else INK for _, group in groups]
        draw_forest(axes, rows, colours, reach_of(rows))
        heading(axes, asked.question, asked.population, NAMES * 72)
        labels = [f"{called(*group)}{people_of(table, group)}" for group in groups]
        axes.set_yticks(range(len(groups)), labels, fontsize=SIZES["small"])
        for label, colour in zip(axes.get_yticklabels(), colours, strict=True):
            label.set_color(readable(colour))
        axes.tick_params(axis="x", labelsize=SIZES["small"])


def called(kind: str, group: str) -> str:
    """Whose account, in words."""
    caption = SEGMENTS[group].label if group in SEGMENTS else group.replace("_", " ")
    if group == "all":
        return kind
    return f"{kind}: {caption}" if kind == "owners" else caption


def people_of(table: pd.DataFrame, group: tuple[str, str]) -> str:
    """How many people it is about, where that is known."""
    people = table[(table["kind"] == group[0]) & (table["group"] == group[1])]["people"]
    known = people[people.notna() & (people > 0)]
    return f" ({format_number(float(known.iloc[0]) / 1e6)} m)" if len(known) else ""


def _account(table: pd.DataFrame, group: tuple[str, str], policy: str, factor: float) -> Effect | None:
    rows = table[(table["kind"] == group[0]) & (table["group"] == group[1]) & (table["policy"] == policy)]
    if rows.empty:
        return None
    row = rows.iloc[0]
    mean, low, high = (float(row[name]) for name in ("difference", "low", "high"))
    return Effect(mean, low, high, bool(is_clear(row["p_holm"]))).times(factor)


def _write(sheet: Axes, left: float, height: float, text: str, **look: Any) -> None:
    sheet.text(left, height, text, **{"fontsize": SIZES["label"], "color": INK, **look})
