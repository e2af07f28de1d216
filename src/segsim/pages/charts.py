"""How do charts of the page look, and what do charts of indicators draw? Altair makes the specifications."""

from __future__ import annotations

from typing import Any

import altair as alt

from segsim.analysis.palette import INK, SOFT

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
