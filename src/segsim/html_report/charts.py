"""How do charts of the page look, and what do charts of indicators draw? Altair makes the specifications."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from segsim.analysis.palette import INK, PAPER, PROJECTION, SOFT, readable

BASELINE = "#767676"  # grey: no group has it
EVIDENCE = "#f2c14e"  # of diamonds with a black edge: no line and no group has it
FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": None,
    "customFormatTypes": True,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "domainColor": SOFT, "tickColor": SOFT, "gridColor": "#e4e4e4",
    },
    "legend": {"labelColor": INK, "titleColor": SOFT, "labelFontSize": 12, "titleFontSize": 12},
    "text": {"font": FONT, "fontSize": 12, "color": INK},
}  # fmt: skip


def specification(chart: Any) -> dict[str, Any]:
    """A chart over data named "rows" as the page embeds it: as wide as the page allows, in the one style."""
    spec = chart.to_dict()
    for unwanted in ("datasets", "$schema", "config"):
        spec.pop(unwanted, None)
    return {
        "$schema": alt.SCHEMA_URL,
        "config": CONFIG,
        "width": "container",
        "autosize": {"type": "fit", "contains": "padding"},
        **spec,
    }


@cache
def over_time() -> dict[str, Any]:
    """Baseline, policy or their difference over time, with bands, published figures and the policy's date."""
    rows, marks, ends = (alt.Chart(alt.NamedData(name)) for name in ("rows", "marks", "ends"))
    years = alt.Axis(
        format="d", tickMinStep=1, grid=False, labelOverlap="greedy", labelSeparation=6,
        tickCount=_given("max(2, floor(width / 46))"),
    )  # fmt: skip
    span = alt.Scale(domain=[_given("first"), _given("last")], nice=False, zero=False)
    time = alt.X("time:Q", title=None, axis=years, scale=span)
    scale = alt.Scale(domain=[_given("low"), _given("high")], nice=False, zero=False)
    height = alt.Y("middle:Q", title=None, scale=scale, axis=_y_axis())
    layers = [
        _projected(marks, time),
        *(_bands(rows, role, time, height) for role in ("baseline", "policy", "difference")),
        marks.transform_filter("datum.kind == 'zero'").mark_rule(color=SOFT).encode(y=alt.Y("middle:Q", scale=scale)),
        *_policy_date(marks),
        *(_line(rows, role, time, height) for role in ("baseline", "policy", "difference")),
        *_published(rows, time, height),
        *_ends(ends, time),
    ]
    chart = alt.layer(*layers).add_params(*_params())
    return {**specification(chart), "padding": {"left": 4, "top": 6, "right": 6, "bottom": 4}}


def _given(name: str) -> Any:
    """A value that the script gives to the chart."""
    return alt.ExprRef(name)


def _params() -> list[Any]:
    """What the script gives: ends of both axes and the step of ticks, the colour of the group, the sign of the unit."""
    numbers = {"first": 2006, "last": 2021, "low": 0, "high": 1, "step": 1}
    words = {"colour": INK, "ink": INK, "sign": ""}
    return [alt.param(name=name, value=value) for name, value in {**numbers, **words}.items()]


def _y_axis() -> alt.Axis:
    """Ticks on whole steps with as many decimals as the step needs; Vega drops some where a count is not high."""
    ticks = _given("sequence(ceil(low / step - 0.001) * step, high + step / 1000, step)")
    label = "tick(datum.value, sign, step)"
    return alt.Axis(values=ticks, tickCount=20, labelExpr=label, domain=False, ticks=False, labelPadding=6)


def _projected(marks: alt.Chart, time: alt.X) -> alt.Chart:
    """The shade over projected years."""
    shaded = marks.transform_filter("datum.kind == 'projection'")
    return shaded.mark_rect(color=PROJECTION).encode(x=time, x2="end:Q")


def _policy_date(marks: alt.Chart) -> list[alt.Chart]:
    """A line at the policy's date with its word at the top; the word for projected years stands at the foot."""
    policy, projected = (marks.transform_filter(f"datum.kind == '{kind}'") for kind in ("policy", "projection"))
    at = alt.X("time:Q")
    rule = policy.mark_rule(color=INK, strokeWidth=1.2).encode(x=at)
    word = policy.mark_text(align="left", baseline="top", dx=4, fontSize=11, color=SOFT)
    under = projected.mark_text(align="right", baseline="bottom", dx=-3, dy=-3, fontSize=11, color=SOFT)
    return [
        rule,
        word.encode(x=at, y=alt.value(0), text="text:N"),
        under.encode(x=alt.X("end:Q"), y=alt.value(_given("height")), text="text:N"),
    ]


def _colour(role: str) -> Any:
    """The baseline is grey everywhere; what is compared with it has the colour of its group."""
    return BASELINE if role == "baseline" else _given("colour")


def _bands(rows: alt.Chart, role: str, time: alt.X, height: alt.Y) -> Any:
    """Two bands of one line: the outer one light, the inner one darker."""
    of_role = rows.transform_filter(f"datum.role == '{role}' && isValid(datum.low_90)")
    bands = []
    for share, opacity in (("90", 0.14), ("50", 0.24)):
        band = of_role.mark_area(opacity=opacity, color=_colour(role), interpolate="linear")
        bands.append(band.encode(x=time, y=alt.Y(f"low_{share}:Q", title=None), y2=f"high_{share}:Q"))
    return alt.layer(*bands)


def _line(rows: alt.Chart, role: str, time: alt.X, height: alt.Y) -> alt.Chart:
    dashes = [6, 3] if role == "baseline" else [1, 0]
    line = rows.transform_filter(f"datum.role == '{role}'").mark_line(
        color=_colour(role), strokeWidth=1.8 if role == "baseline" else 2.2, strokeDash=dashes
    )
    return line.encode(x=time, y=height, order="time:Q")


def _published(rows: alt.Chart, time: alt.X, height: alt.Y) -> list[alt.Chart]:
    """Diamonds, as on the printed pages: full where the source was read, hollow where the figure is recalled."""
    points = rows.transform_filter("datum.role == 'published' || datum.role == 'recalled'")
    spread = points.transform_filter("datum.low_90 < datum.high_90").mark_rule(color=INK)
    point = points.mark_point(shape="diamond", size=70, filled=False, stroke=INK, strokeWidth=1.2, opacity=1)
    fill = alt.condition("datum.role == 'published'", alt.value(EVIDENCE), alt.value(PAPER))
    return [
        spread.encode(x=time, y=alt.Y("low_90:Q", title=None), y2="high_90:Q"),
        point.encode(x=time, y=height, fill=fill, tooltip=[alt.Tooltip("source:N", title="published figure")]),
    ]


def _ends(ends: alt.Chart, time: alt.X) -> list[alt.Chart]:
    """The name of a line beside its end."""
    written = []
    for is_baseline, colour in ((True, readable(BASELINE)), (False, _given("ink"))):
        sign = "==" if is_baseline else "!="
        text = ends.transform_filter(f"datum.role {sign} 'baseline'").mark_text(
            align="left", baseline="middle", dx=5, color=colour, fontSize=12, clip=False
        )
        written.append(text.encode(x=time, y=alt.Y("place:Q", title=None), text="text:N"))
    return written
