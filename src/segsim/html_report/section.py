"""What is one section of the page: a question, its chart, the numbers behind it, and what a reader may choose?

A view is a function that gives back a `Section`; `page.page` writes any list of them. The chart is a Vega-Lite
specification made with Altair over data named "rows" (`alt.Chart(alt.NamedData("rows"))`, types written out, width
"container", then `charts.specification(chart)`); `rows` holds its numbers once, for chart, table and
download.

What the page makes of a section, for tests and for people with a keyboard:

    <section id="ID" data-section>          one a section, in order
      <h2>question</h2> <p data-subtitle>   unit and population
      <label for="ID-NAME"> <select id="ID-NAME" data-control="NAME">      a choice; the value is the option's value
      <label for="ID-NAME"> <input type="range" id="ID-NAME" data-control="NAME"> <output>     a slider, over integers
      <div role="img" aria-label="alt" data-chart>                one a chart; several where `panels` names a column
      <p data-source>, <p data-note>
      <details data-numbers> <summary> ... <table data-table>    filled when it is opened
      <button data-download>                                      the same numbers as ID.csv

    await window.segsim.ready               every section is drawn
    await window.segsim.drawn("ID")         the section is drawn as it is now chosen
    window.segsim.values("ID")              rows that its charts draw now, read back from the charts: [{column: value}]
    window.segsim.table("ID")               rows of its table as now chosen

A control filters: rows whose column NAME (as text) is the chosen value are drawn. Where the chart has a parameter of
that name (`alt.param(name=NAME, value=...)`), it is set too, filter or not. A parameter `narrow` is set to true on
screens under 480 pixels. `{NAME}` in question, subtitle, alt and note is replaced by the words of what is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Control:
    """One choice of the reader: a list, or a slider over neighbouring integers."""

    name: str  # column of the rows that it filters, parameter of the chart that it sets, or both
    label: str
    options: Mapping[str, str]  # value -> words, in order
    chosen: str
    kind: str = "select"  # or "slider"
    groups: Mapping[str, str] = field(default_factory=dict)  # value -> heading in the list under which it stands

    def __post_init__(self) -> None:
        if self.chosen not in self.options:
            raise ValueError(f"{self.name}: {self.chosen!r} is none of its options")
        if self.kind == "slider":
            numbers = [int(value) for value in self.options]
            if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
                raise ValueError(f"{self.name}: a slider goes over neighbouring integers")


@dataclass(frozen=True)
class Section:
    """One question with its answer. Every text is shown as text: nothing in it is read as HTML."""

    id: str  # short, lower case: stands in addresses, tests and names of downloads
    question: str  # ends with a question mark
    subtitle: str  # unit and population
    alt: str  # what the chart shows, for people who do not see it
    source: str  # run, seeds, published figures
    chart: Mapping[str, Any] | None  # Vega-Lite over data named "rows"; None where a table says it better
    rows: pd.DataFrame
    columns: Mapping[str, str]  # column of the rows -> heading in the table; others are for the chart alone
    formats: Mapping[str, str] = field(default_factory=dict)  # column -> "%" for shares, "as is" for years
    controls: tuple[Control, ...] = ()
    note: str = ""  # what a band or a mark is, a caution
    panels: str = ""  # column by whose values the chart is repeated side by side
    maker: str = ""  # function in series.js that makes the rows from the page's shared numbers, instead of `rows`
    families: tuple[str, ...] = ()  # indicators among which a maker chooses

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.id):
            raise ValueError(f"{self.id!r} cannot be the id of a section")
        for name in ("question", "subtitle", "alt", "source"):
            if not getattr(self, name).strip():
                raise ValueError(f"section {self.id} has no {name}")
        if not self.question.rstrip().endswith("?"):
            raise ValueError(f"section {self.id}: a title is a question, not {self.question!r}")
        for column in (*self.columns, *filter(None, [self.panels])):
            if not self.maker and column not in self.rows.columns:
                raise ValueError(f"section {self.id} has no column {column!r}")
