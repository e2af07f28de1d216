"""Where are jobs pockets, where market despotism, and which statements about them bear other cut-offs?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from segsim.analysis.capital_ratio import ASSUMED
from segsim.analysis.pairs import whole_years
from segsim.analysis.palette import DEPRIVED, INK, PAPER, REGIMES, SOFT
from segsim.analysis.regimes import places, shares_by_place
from segsim.analysis.robustness import SHOWN
from segsim.analysis.shown_robustness import Moved, latest, moved, whole
from segsim.html_report.charts import specification
from segsim.html_report.section import Section
from segsim.html_report.sides import Policies, Side, of_each, policy_choice, seeds_of, source_of, year_slider
from segsim.plumbing.errors import InputError

BAR = 24  # pixels from one place to the next
ROOM = 19  # pixels of a part from which its share is written on it
BELOW = 100  # pixels of axis and key under the bars
BESIDE = 36  # pixels to the right of bars for H
LABELS = {
    "jobs_pocket": "pockets", "jobs_decent_lagging": "decent, lagging plant", "jobs_between": "in between",
    "jobs_low_road": "high-tech low road", "jobs_despotism": "market despotism", DEPRIVED: "H: multiply deprived",
    "adjusted_deprivation": "M0",
}  # fmt: skip
EFFECTS = ("jobs_pocket", "jobs_despotism", DEPRIVED)
PART = "share_of"  # fields of the stack


def regimes(baseline: Side, policies: Policies) -> Section:
    """Stacked bars of the shares of jobs by place, H beside each; one panel a world."""
    key = ", ".join(f"{LABELS[name]} ({one.meaning})" for name, one in REGIMES.items())
    return Section(
        id="regimes",
        question="Where are jobs pockets of intensive growth, and where market despotism, in {year}?",
        subtitle="% of jobs of each place; at the right of each bar H, multiply deprived jobs; mean of "
        + seeds_of(baseline, policies),
        alt="Bars of places in the chains and groups of cities, each split by regime, in {year}; in words in the table",
        source=source_of(baseline, policies),
        chart=specification(_chart()),
        rows=of_each(policies, lambda policy: _rows(baseline, policy)),
        columns={"world": "world", "place": "place", "year": "year",
                 **{name: LABELS[name] for name in (*REGIMES, DEPRIVED)}, "seeds": "seeds"},
        formats={"year": "as is", **dict.fromkeys((*REGIMES, DEPRIVED), "%")},
        controls=(*policy_choice(policies), year_slider(whole_years(baseline.run))),
        note=f"From left to right: {key}. H: jobs that miss half or more of the basic labour standards, in any plant: "
        "the last two together. Places with under 5 firms or 50 workers of the model in every seed are left out.",
        panels="world",
    )  # fmt: skip


def _rows(baseline: Side, policy: Side | None) -> pd.DataFrame:
    return pd.concat([_of(side) for side in (baseline, policy) if side is not None], ignore_index=True)


def _of(side: Side) -> pd.DataFrame:
    """Every place that is large enough in some seed, in every whole year."""
    found = shares_by_place(side.run).dropna(subset=[DEPRIVED])
    found = found.assign(world=side.title, place=found["words"].str[:1].str.upper() + found["words"].str[1:])
    return found[["world", "place", "at", "year", *REGIMES, DEPRIVED, "seeds"]].sort_values(["year", "at"])


def _chart() -> Any:
    """Bars stacked from pockets to despotism; the number on each part that has room, and H at the right."""
    order = {name: number for number, name in enumerate(REGIMES)}
    rank = " : ".join(f"datum.kind == '{name}' ? {number}" for name, number in order.items()) + " : 9"
    words = " : ".join(f"datum.kind == '{name}' ? '{LABELS[name]}'" for name in REGIMES) + " : ''"
    stacked = (
        alt.Chart(alt.NamedData("rows"))
        .transform_fold(list(REGIMES), as_=["kind", PART])
        .transform_calculate(rank=rank, words=words)
        .transform_stack(
            stack=PART, as_=["from", "to"], groupby=["place"], sort=[alt.SortField("rank", order="ascending")]
        )
        .transform_calculate(middle="(datum.from + datum.to) / 2")
    )
    place = alt.Y(
        "place:N", title=None, sort=alt.EncodingSortField("at", op="min"),
        axis=alt.Axis(domain=False, ticks=False, labelLimit=0, labelFontSize=11), scale=alt.Scale(paddingInner=0.12),
    )  # fmt: skip
    ends: Any = [0, alt.ExprRef(f"1 + {BESIDE} / max(width - {BESIDE}, {BESIDE})")]
    across = alt.Scale(domain=ends, nice=False, zero=False)
    axis = alt.Axis(values=[0, 0.5, 1], format="%", grid=False, domain=False)
    names = list(REGIMES)
    said = " : ".join(f"datum.value == '{name}' ? '{LABELS[name]}'" for name in names) + " : ''"
    legend = alt.Legend(title=None, orient="bottom", columns=alt.ExprRef("width > 300 ? 3 : 1"), symbolType="square",
                        symbolOpacity=1, labelExpr=said, symbolStrokeColor=SOFT, symbolStrokeWidth=0.5,
                        labelLimit=0, labelFontSize=11)  # fmt: skip
    fill = alt.Color("kind:N", legend=legend, scale=alt.Scale(domain=names, range=[REGIMES[n].fill for n in names]))
    ink = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=names, range=[REGIMES[n].ink for n in names]))
    bar = stacked.mark_rect(stroke=PAPER, strokeWidth=1).encode(
        x=alt.X("from:Q", title=None, scale=across, axis=axis), x2="to:Q", y=place, color=fill,
        tooltip=[
            alt.Tooltip("place:N", title="Place"), alt.Tooltip("words:N", title="Jobs"),
            alt.Tooltip(f"{PART}:Q", title="Share", format=".1%"),
            alt.Tooltip(f"{DEPRIVED}:Q", title="H", format=".1%"),
        ],
    )  # fmt: skip
    number = (
        stacked.transform_filter(f"datum.{PART} * (width - {BESIDE}) >= {ROOM}")
        .transform_calculate(said=f"format(100 * datum.{PART}, '.0f')")
        .mark_text(fontSize=11)
        .encode(x="middle:Q", y=place, text="said:N", color=ink)
    )
    beside = (
        alt.Chart(alt.NamedData("rows"))
        .mark_text(fontSize=11, align="right", color=INK)
        .encode(x=alt.value(alt.ExprRef("width")), y=place, text=alt.Text(f"{DEPRIVED}:Q", format=".0%"))
    )
    chart = alt.layer(bar, number, beside).resolve_scale(color="independent")
    return chart.properties(height=BAR * len(places()) + BELOW)


def robustness(baseline: Side, policies: Policies, window: tuple[float, float] | None) -> Section | None:
    """The small table: shares and effects with one thing moved; None where a run holds no jobs to count again."""
    try:
        years = whole(window) if window else latest(baseline.run)
        found = moved(baseline.run, [side.run for side in policies], years)
    except InputError:
        return None
    columns = {"moved": "what is moved", **{name: LABELS[name] for name in SHOWN}}
    if policies:
        columns |= {f"effect_{name}": f"effect on {LABELS[name]}, points" for name in EFFECTS}
    if found.correlations is not None:
        columns |= {f"rank_{name}": f"rank correlation, {LABELS[name]}" for name in EFFECTS}
    first, last = years
    return Section(
        id="robustness",
        question="Which statements about pockets and market despotism bear other cut-offs?",
        subtitle=f"Shares of jobs of {baseline.title}, mean of {first} to {last}, with one thing moved at a time"
        + ("; effects: percentage points, policy less baseline, paired by seed" if policies else ""),
        alt="Table of shares by what was moved",
        source=source_of(baseline, policies),
        chart=None,
        rows=of_each(policies, lambda policy: _moved_rows(found, policies, policy)),
        columns=columns,
        formats={name: "" if name.startswith(("rank", "effect", "adjusted", "moved")) else "%" for name in columns},
        controls=policy_choice(policies),
        note=_note(found),
    )


def _moved_rows(found: Moved, policies: Policies, policy: Side | None) -> pd.DataFrame:
    """Levels of the baseline, effects of one policy, and rank correlations over all."""
    rows = found.levels[list(SHOWN)].copy()
    parts: Mapping[str, pd.DataFrame | None] = {
        "effect": found.effects[list(policies).index(policy)] if policy is not None else None,
        "rank": found.correlations,
    }
    for word, table in parts.items():
        if table is None:
            continue
        for name in EFFECTS:
            rows[f"{word}_{name}"] = (100.0 if word == "effect" else 1.0) * table[name].reindex(rows.index)
    return rows.rename_axis("moved").reset_index()


def _note(found: Moved) -> str:
    words = (
        "All lines: every cut-off of the ten deprivations (of the higher ones the overtime rate stays at the law). "
        "Random weights: lowest and highest of 15 draws. Single lines and your own: segsim regimes. "
        f"{ASSUMED[0].upper()}{ASSUMED[1:]}."
    )
    if found.effects and found.correlations is None:
        words += " With three or more policies the rank correlation of their effects stands here too."
    if found.correlations is not None:
        words += " Rank correlation: Spearman's, over policies, with the effects at the usual cut-offs; 1: same order."
    return words
