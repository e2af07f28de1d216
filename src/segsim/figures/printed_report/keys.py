"""Which few numbers say most, in which words? The lines of the first page, for a run and for a comparison alike."""

from __future__ import annotations

from segsim.analysis.numbers import is_share
from segsim.analysis.palette import INK, Look
from segsim.analysis.views import FIRST, View, views
from segsim.figures.printed_report.chart import MEANS, SUMS, Chart, Line
from segsim.indicators import named

PLAIN = Look("", INK, (), 1.5)


def _key(view: View) -> Chart:
    """A row of the table of views as a chart of one line."""
    factor = 100.0 if is_share(named(view.series).unit) else 1.0
    return Chart(
        view.label[:1].upper() + view.label[1:], view.unit, (Line(view.series, PLAIN),), "%" if factor > 1.0 else "",
        factor, SUMS if view.summed else MEANS, is_people=view.people,
    )  # fmt: skip


KEYS = tuple(map(_key, views(FIRST)))
