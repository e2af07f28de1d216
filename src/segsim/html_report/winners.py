"""Who wins and who loses by the policy: workers and owners by segment, governments, the bank, and jobs?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from segsim.analysis.accounts import DISTRIBUTION, EMPLOYMENT, PAY, REDISTRIBUTION, VALUE_ADDED
from segsim.analysis.palette import INK, SEGMENTS, SOFT
from segsim.analysis.verdict import ACCOUNTS, CLEAR, rule, verdicts
from segsim.html_report.charts import specification
from segsim.html_report.section import Control, Section
from segsim.html_report.sides import Policies, Side, policy_choice, policy_label, seeds_of, source_of

BLOCKS = {
    VALUE_ADDED: "value added, yuan a year", DISTRIBUTION: "distribution of value added, yuan a year",
    REDISTRIBUTION: "redistribution, yuan a year", PAY: "pay, yuan a head and year", EMPLOYMENT: "jobs and people",
}  # fmt: skip
NUMBERS = ("baseline", "value", "difference", "low", "high", "people")
BAR = 30  # pixels from one group to the next
ROOM = 104  # pixels at the right for the numbers
NARROW = 300  # pixels: under these the axis says only where zero is; each bar has its number beside it


def winners(baseline: Side, policies: Policies, accounts: pd.DataFrame, window: str) -> Section | None:
    """Paired differences of every account with their intervals, a block at a time; None where there is no account."""
    titles = {side.name: side.title for side in policies}
    rows = accounts[accounts["policy"].isin(titles) & accounts["difference"].notna()].reset_index(drop=True)
    if rows.empty:
        return None
    blocks = list(dict.fromkeys(rows["block"]))
    first = DISTRIBUTION if DISTRIBUTION in blocks else blocks[0]
    rows = rows.assign(
        policy=rows["policy"].map(titles),
        who=[_who(kind, group) for kind, group in zip(rows["kind"], rows["group"], strict=True)],
        fill=[SEGMENTS[group].colour if group in SEGMENTS else SOFT for group in rows["group"]],
        order=range(len(rows)),
        verdict=verdicts(rows["p_holm"].to_numpy()),
    )
    title = "{policy}" if len(policies) > 1 else policies[0].title
    return Section(
        id="winners",
        question=f"Who wins and who loses with {title}?",
        subtitle=f"Difference from {baseline.title}, {{block}}; mean of {window} and of "
        f"{seeds_of(baseline, policies)}; all the people that the model stands for",
        alt="Bars of what each group gains (to the right) or loses (to the left), {block}; in numbers in the table",
        source=source_of(baseline, policies),
        chart=specification(_chart(int(rows.groupby(["policy", "block"]).size().max()))),
        rows=rows[["policy", "who", "block", *NUMBERS, "fill", "order", "verdict"]],
        columns={
            "who": "who", "baseline": baseline.title, "value": policy_label(policies), "difference": "difference",
            "low": "95 % from", "high": "95 % to", "verdict": "verdict", "people": "people",
        },
        controls=(
            Control("block", "Of", {block: BLOCKS.get(block, block) for block in blocks}, first),
            *policy_choice(policies),
        ),
        note="The distribution of value added sums to value added: wages due, social insurance of employers, taxes and "
        "fines less subsidies, interest, services bought, capital used up, and profit after tax to owners. "
        "Redistribution sums to zero: contributions, benefits, back pay, claims lost, grants, fees and land. "
        "Stroke: 95 % interval of the difference over paired seeds (Student's t). Full bars are "
        f"{rule(ACCOUNTS, int(accounts['p_holm'].notna().sum()))}. Pale bars and question marks: not clear, even where "
        "the interval leaves out zero.",
    )  # fmt: skip


def _who(kind: str, group: str) -> str:
    label = SEGMENTS[group].label if group in SEGMENTS else group.replace("_", " ")
    if kind in ("workers", "jobs", "made by"):
        return label
    return f"{kind}: {label}" if group != "all" else kind


def _chart(groups: int) -> Any:
    base = (
        alt.Chart(alt.NamedData("rows"))
        .transform_calculate(
            signed_number="(datum.difference > 0 ? '+' : '') + say(datum.difference, '')"
            f" + (datum.verdict === '{CLEAR}' ? '' : ' ?')",
        )
        .encode(
            y=alt.Y(
                "who:N", title=None, sort=alt.EncodingSortField("order", op="min"),
                axis=alt.Axis(domain=False, ticks=False, labelLimit=150),
            )
        )
    )  # fmt: skip
    x = alt.X(
        "difference:Q",
        title=None,
        axis=alt.Axis(
            labelExpr=f"width < {NARROW} && datum.value ? '' : say(datum.value, '')", tickCount=3, orient="top"
        ),
        scale=alt.Scale(zero=True, range=[0, alt.ExprRef(f"width - {ROOM}")]),
    )
    tip = [alt.Tooltip("who:N", title="Who"), alt.Tooltip("signed_number:N", title="Difference")]
    bar = base.mark_bar(height=14).encode(
        x=x,
        color=alt.Color("fill:N", scale=None),
        opacity=alt.condition(f"datum.verdict === '{CLEAR}'", alt.value(1.0), alt.value(0.35)),
        tooltip=tip,
    )
    stroke = base.mark_rule(color=INK, strokeWidth=1.5).encode(x=alt.X("low:Q", title=None), x2="high:Q")
    words = base.mark_text(align="right", color=INK).encode(x=alt.value("width"), text="signed_number:N")
    zero = base.mark_rule(color=INK).encode(x=alt.datum(0), y=alt.value(0), y2=alt.value("height"))
    return alt.layer(bar, stroke, words, zero).properties(height=BAR * groups + 40)
