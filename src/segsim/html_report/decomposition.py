"""Through which mechanisms does the effect run? Drawn where the comparison was asked `--decompose`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from segsim.analysis.numbers import change, is_share
from segsim.analysis.palette import INK, SOFT
from segsim.analysis.series import names_of_series
from segsim.analysis.views import label_of, unit_label
from segsim.html_report.charts import specification
from segsim.html_report.section import Control, Section
from segsim.html_report.text import Names

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared

MOST = 12  # mechanisms in the chart; the table has them all
BAR = "#7a4a21"
COLUMNS = {
    "mechanism": "through", "unit": "unit", "mediated": "mediated", "low": "95 % from", "high": "95 % to",
    "share": "of the effect", "clamped": "effect with it clamped", "total": "whole effect",
    "status": "could it be clamped?", "seeds": "seeds", "note": "note",
}  # fmt: skip
NOTE = (
    "Bar: the effect less the effect with that mechanism on its baseline path; line: 95 % interval over paired seeds. "
    "Shares need not add up: mechanisms respond to one another, and one that works against the effect has "
    "a share below zero."
)


def sections(compared: Compared, names: Names) -> list[Section]:
    """One section where mechanisms were clamped; none otherwise."""
    if compared.decomposition is None or compared.decomposition.empty:
        return []
    rows = _rows(compared.decomposition, dict(zip(compared.names, names.policies, strict=True)))
    indicators = {name: name for name in dict.fromkeys(rows["indicator"])}
    policies = {name: name for name in dict.fromkeys(rows["policy"])}
    controls = [Control("indicator", "Effect on", indicators, next(iter(indicators)))]
    if len(policies) > 1:
        controls.insert(0, Control("policy", "Policy", policies, next(iter(policies))))
    window = " to ".join(str(month) for month in compared.manifest.get("window", []))
    return [
        Section(
            id="why",
            question="Through what does the policy change {indicator}?",
            subtitle=f"What each mechanism mediates of the effect, in the indicator's unit; mean of {window}",
            alt="Bars with intervals, one a mechanism: what it mediates of the policy's effect on {indicator}.",
            source=f"Model: {names.all_runs}; each mechanism clamped on its baseline path in turn.",
            note=NOTE,
            chart=_chart(int(rows[rows["drawn"]].groupby(["policy", "indicator"]).size().max() or 1)),
            rows=rows,
            columns=COLUMNS,
            formats={"share": "%", **dict.fromkeys(("mediated", "low", "high", "clamped", "total"), "unit")},
            controls=tuple(controls),
        )
    ]


def _rows(decomposition: pd.DataFrame, called: dict[str, str]) -> pd.DataFrame:
    rows = decomposition.assign(indicator=names_of_series(decomposition).astype(str))
    rows["policy"] = [called.get(str(name), str(name)) for name in rows["policy"]]
    sizes = rows["mediated"].abs().fillna(-1.0)
    rank = sizes.groupby([rows["policy"], rows["indicator"]]).rank(ascending=False, method="first")
    rows["drawn"] = (rank <= MOST) & np.isfinite(rows["mediated"].astype(float))
    rows["text"] = [
        f"{str(name).replace('_', ' ')}:  {change(float(value), float(low), float(high), str(unit)).text}"
        for name, value, low, high, unit in zip(
            *(rows[column] for column in ("mechanism", "mediated", "low", "high", "unit")), strict=True
        )
    ]
    rows["indicator"] = [label_of(str(name)) for name in rows["indicator"]]
    rows["sign"] = ["%" if is_share(str(unit)) else "" for unit in rows["unit"]]
    rows["unit"] = [unit_label(str(unit)) for unit in rows["unit"]]
    rows["mechanism"] = [str(name).replace("_", " ") for name in rows["mechanism"]]
    return rows[["policy", "indicator", *COLUMNS, "drawn", "text", "sign"]]


def _chart(count: int) -> dict[str, Any]:
    """Bars from zero, the name and the number above each."""
    rows = alt.Chart(alt.NamedData("rows")).transform_filter("datum.drawn")
    line = alt.Y("mechanism:N", sort=None, title=None, axis=None, scale=alt.Scale(paddingInner=0.6, paddingOuter=0.5))
    axis = alt.Axis(tickCount=5)
    bar = rows.mark_bar(color=BAR, height=12).encode(x=alt.X("mediated:Q", title=None, axis=axis), y=line)
    interval = rows.mark_rule(color=INK, strokeWidth=1.4).encode(x="low:Q", x2="high:Q", y=line)
    name = rows.mark_text(align="left", baseline="bottom", dy=-8, fontSize=12, color=INK).encode(
        x=alt.value(0), y=line, text="text:N"
    )
    zero = alt.Chart(alt.NamedData("rows")).mark_rule(color=SOFT).encode(x=alt.datum(0))
    return specification(alt.layer(bar, interval, zero, name).properties(height=38 * count + 12))
