"""How does a list of sections become one HTML file that opens without a network?

Nothing in the file points outward: style, script, the Vega libraries and all numbers stand in it, once each, and a
content policy forbids the browser to fetch anything. Every text goes through `text`, every number through `as_json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import numpy as np
import pandas as pd

from segsim.html_report.section import Control, Section

# Vega turns expressions into functions, hence unsafe-eval; nothing may be fetched from anywhere.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
SCRIPTS = ("script.js", "series.js", "views.js", "start.js")  # in the order in which the browser reads them
SNIPPET = "window.vegaEmbed = vegaEmbed;"
DIGITS = 6  # significant, of the numbers behind a chart


def page(
    title: str, lead: str, sections: Sequence[Section], shared: Mapping[str, Any], before: str, foot: str
) -> str:  # fmt: skip
    """The whole file. `before` and `foot` are HTML made by text.py; `shared`: numbers that several sections read."""
    _check_no_duplicates(sections)
    data = {"sections": {one.id: _behind(one) for one in sections}, "shared": shared}
    return Template(_file("page.html")).substitute(
        title=text(title),
        lead=text(lead),
        policy=text(POLICY),
        style=_file("style.css"),
        contents="\n".join(f'<li><a href="#{one.id}">{text(_plain(one))}</a></li>' for one in sections),
        sections="\n".join([before, *map(section_html, sections)]),
        foot=foot,
        library=_library(),
        data=as_json(data),
        script="\n".join(map(_file, SCRIPTS)),
    )


def text(words: Any) -> str:
    """Words as HTML shows them, whatever stands in them."""
    return escape(str(words), quote=True)


def as_json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or open a comment."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_number)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def section_html(section: Section) -> str:
    """One section as HTML; its charts and its table are filled in by the script."""
    id_ = section.id
    controls = "".join(_control(id_, control) for control in section.controls)
    note = f"<p data-note>{text(section.note)}</p>" if section.note else ""
    charts = '<div class="charts" data-charts></div>' if section.chart is not None else ""
    return f"""<section id="{id_}" data-section aria-labelledby="{id_}-question">
<h2 id="{id_}-question" data-question>{text(section.question)}</h2>
<p data-subtitle>{text(section.subtitle)}</p>
{f'<div class="controls">{controls}</div>' if controls else ""}
{charts}
{note}
<p data-source>{text(section.source)}</p>
<details data-numbers{"" if charts else " open"}><summary>Table of these numbers</summary>
<div class="scroll" role="region" tabindex="0" aria-label="Table: {text(_plain(section))}">
<table data-table></table></div>
</details>
<button type="button" data-download>Download these numbers (CSV)</button>
</section>"""


def _control(id_: str, control: Control) -> str:
    name = f"{id_}-{control.name}"
    label = f'<label for="{name}">{text(control.label)}</label>'
    if control.kind == "slider":
        values = [int(value) for value in control.options]
        field = (
            f'<input type="range" id="{name}" data-control="{control.name}" min="{values[0]}" max="{values[-1]}" '
            f'step="1" value="{text(control.chosen)}"><output for="{name}">{text(control.options[control.chosen])}'
            "</output>"
        )
    else:
        field = f'<select id="{name}" data-control="{control.name}">{_options(control)}</select>'
    return f'<div class="control">{label}{field}</div>'


def _options(control: Control) -> str:
    """Options in their order, those with a heading under it."""
    written, heading = [], ""
    for value, words in control.options.items():
        group = control.groups.get(value, "")
        if group != heading:
            written += ["</optgroup>"] if heading else []
            written += [f'<optgroup label="{text(group)}">'] if group else []
            heading = group
        chosen = " selected" if value == control.chosen else ""
        written.append(f'<option value="{text(value)}"{chosen}>{text(words)}</option>')
    return "".join(written + (["</optgroup>"] if heading else []))


def _behind(section: Section) -> dict[str, Any]:
    """What the script needs of a section."""
    return {
        "question": section.question,
        "subtitle": section.subtitle,
        "alt": section.alt,
        "note": section.note,
        "chart": section.chart,
        "columns": dict(section.columns),
        "formats": dict(section.formats),
        "panels": section.panels,
        "families": list(section.families),
        "maker": section.maker,
        "words": {control.name: dict(control.options) for control in section.controls},
        "rows": columns_of(section.rows),
    }


def columns_of(rows: pd.DataFrame) -> dict[str, Any]:
    """A table column by column: texts as codes into their words, numbers as short as they are precise."""
    written: dict[str, Any] = {}
    for name in rows.columns:
        column = rows[name]
        if pd.api.types.is_bool_dtype(column):
            written[str(name)] = column.tolist()
        elif pd.api.types.is_numeric_dtype(column):
            written[str(name)] = short(column.to_numpy(dtype=float), DIGITS)
        else:
            codes, words = pd.factorize(column.astype(object))
            written[str(name)] = {"words": [str(word) for word in words], "codes": codes.tolist()}
    return written


def short(values: np.ndarray, digits: int) -> list[Any]:
    """Numbers to so many significant digits, whole ones without a point, missing ones as null."""
    return [_short(float(value), digits) for value in values]


def _short(value: float, digits: int) -> float | int | None:
    if not np.isfinite(value):
        return None
    rounded = float(f"{value:.{digits}g}")
    return int(rounded) if rounded.is_integer() else rounded


def _number(value: Any) -> Any:
    """Numbers of numpy as Python has them."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot stand in the page")


def _plain(section: Section) -> str:
    """The question with what is chosen at first."""
    question = section.question
    for control in section.controls:
        question = question.replace(f"{{{control.name}}}", control.options[control.chosen])
    return question


def _check_no_duplicates(sections: Sequence[Section]) -> None:
    ids = [section.id for section in sections]
    if len(set(ids)) < len(ids):
        raise ValueError(f"two sections have one id: {', '.join(ids)}")


def _file(name: str) -> str:
    return (files("segsim.html_report") / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """Vega, Vega-Lite and vega-embed in one script."""
    import altair
    import vl_convert

    version = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return vl_convert.javascript_bundle(SNIPPET, vl_version=version).replace("</script", "<\\/script")
