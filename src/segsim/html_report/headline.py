"""What does the policy change most, and how sure is that? Paired differences with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from segsim.analysis.differences import seeds_asked
from segsim.analysis.numbers import is_share
from segsim.analysis.palette import INK, PAPER, SOFT
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import CLEAR, rule, verdicts
from segsim.analysis.verdict import NATION as NATIONAL_FAMILY
from segsim.analysis.views import label_of, unit_label
from segsim.html_report.charts import specification
from segsim.html_report.section import Control, Section
from segsim.html_report.text import Names

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared

WIDEST = 1.0  # the axis ends at a doubling
MANY_TIMES = 3.0  # from here on a change is given as a multiple
DRAWN = {"drawn": "relative", "drawn_low": "relative_low", "drawn_high": "relative_high"}
NOTE = (
    "Dot: mean difference over paired seeds; line: its 95 % interval (Student's t). Full dots are {rule}. Hollow ones "
    "are not clear, even where their own interval leaves out zero. Arrows lie beyond the axis."
)
COLUMNS = {
    "label": "indicator", "unit": "unit", "baseline": "baseline", "value": "policy", "difference": "difference",
    "low": "95 % from", "high": "95 % to", "relative": "in % of baseline", "effect_size": "effect size",
    "p_holm": "p (Holm)", "minimum_detectable_effect": "minimum detectable effect", "seeds": "seeds",
    "verdict": "verdict",
}  # fmt: skip


def sections(compared: Compared, names: Names) -> list[Section]:
    """One section where something is compared; none for a single run."""
    rows = _rows(compared, names)
    if rows.empty:
        return []
    window = " to ".join(str(month) for month in compared.manifest.get("window", []))
    column, wanted = seeds_asked(compared.manifest)
    seeds = int(rows["seeds"].max())
    controls: tuple[Control, ...] = ()
    if len(names.policies) > 1:
        which = {name: name for name in names.policies}
        controls = (Control("policy", "Policy", which, names.policies[0]),)
    return [
        Section(
            id="headline",
            question="What does the policy change, and how sure is that?",
            subtitle=f"Difference from the baseline in % of the baseline's level, mean of {window}; the whole country",
            alt="Dots with intervals, one line an indicator: difference of policy and baseline in % of the baseline.",
            source=f"Model: {names.all_runs}; {seeds} paired seeds.",
            note=NOTE.format(rule=rule(NATIONAL_FAMILY, compared.family(NATIONAL_FAMILY))),
            chart=_chart(len(rows) // max(1, len(names.policies))),
            rows=rows,
            columns=COLUMNS | {column: f"seeds {wanted}"},
            formats={"relative": "%", **dict.fromkeys(("baseline", "value", "difference", "low", "high"), "unit")},
            controls=controls,
        )
    ]


def _rows(compared: Compared, names: Names) -> pd.DataFrame:
    parts = []
    for name, policy in zip(names.policies, compared.names, strict=True):
        table = compared.of_nation(policy)
        parts.append(table.assign(policy=name))
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    level = rows["baseline"].abs().where(lambda values: values > 0)
    for name, source in (("relative", "difference"), ("relative_low", "low"), ("relative_high", "high")):
        rows[name] = rows[source] / level
    rows["label"] = [label_of(str(name)) for name in names_of_series(rows)]
    rows["sign"] = ["%" if is_share(str(unit)) else "" for unit in rows["unit"]]
    rows["unit"] = [unit_label(str(unit)) for unit in rows["unit"]]
    rows["verdict"] = verdicts(rows["p_holm"].to_numpy())
    rows["text"] = [_percent(value) for value in rows["relative"]]
    rows["written"] = [
        f"{label}:  {text}" if text else label for label, text in zip(rows["label"], rows["text"], strict=True)
    ]
    rows = _within_axis(rows)
    seeds, _ = seeds_asked(compared.manifest)
    kept = [*COLUMNS, seeds, "policy", "drawn", "drawn_low", "drawn_high", "shape", "text", "written", "sign"]
    return rows[[column for column in kept if column in rows]]


def _within_axis(rows: pd.DataFrame) -> pd.DataFrame:
    """Where dots and intervals are drawn: what is beyond the axis stands at its end, as an arrow."""
    beyond = np.sign(rows["relative"]).where(rows["relative"].abs() > WIDEST, 0.0)
    shapes = {1.0: "triangle-right", -1.0: "triangle-left"}
    drawn = {name: rows[source].clip(-WIDEST, WIDEST) for name, source in DRAWN.items()}
    return rows.assign(shape=[shapes.get(float(side), "circle") for side in beyond], **drawn)


def _percent(value: float) -> str:
    """A change as people say it: +26 %, or 12 times where per cent say nothing any more."""
    if not np.isfinite(value):
        return ""
    if value >= MANY_TIMES - 1.0:
        return f"{value + 1.0:.0f} times"
    percent = 100.0 * value
    digits = 0 if abs(percent) >= 9.95 else 1
    return f"{percent:+.{digits}f} %".replace("-", "\u2212")


def _chart(count: int) -> dict[str, Any]:
    """A forest of dots: zero in the middle, the name and the number above each dot, arrows beyond the axis."""
    rows = alt.Chart(alt.NamedData("rows"))
    line = alt.Y("label:N", sort=None, title=None, axis=None)
    axis = alt.Axis(labelExpr="format(100 * datum.value, '~g') + ' %'", tickCount=5, grid=True)
    across = alt.X("drawn:Q", title="difference in % of the baseline", axis=axis)
    zero = rows.mark_rule(color=SOFT).encode(x=alt.datum(0))
    interval = rows.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("drawn_low:Q"), x2="drawn_high:Q", y=line)
    fill = alt.condition(f"datum.verdict == '{CLEAR}'", alt.value(INK), alt.value(PAPER))
    shape = alt.Shape("shape:N", scale=None)
    dot = rows.mark_point(size=90, stroke=INK, strokeWidth=1.6, opacity=1, filled=False).encode(
        x=across, y=line, fill=fill, shape=shape,
        tooltip=[alt.Tooltip("label:N", title="indicator"), alt.Tooltip("text:N", title="difference"),
                 alt.Tooltip("verdict:N", title="verdict")],
    )  # fmt: skip
    names = []
    for halo in (3, 0):  # paper behind the words, so that lines do not run through them
        name = rows.mark_text(align="left", baseline="bottom", dy=-8, fontSize=12, color=INK)
        if halo:
            name = rows.mark_text(align="left", baseline="bottom", dy=-8, fontSize=12, stroke=PAPER, strokeWidth=halo)
        names.append(name.encode(x=alt.value(0), y=line, text="written:N"))
    chart = alt.layer(zero, interval, dot, *names).properties(height=40 * count)
    return specification(chart)
