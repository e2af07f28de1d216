"""Does history, as simulated, look like the published figures? Fact by fact, with what the model has no answer to.

Each published number that an indicator stands for (indicators.Published) is laid beside the model's mean of that year
over seeds; where the year lies outside the run, beside the nearest year, which is then named. `ratio` is model over
evidence.

  in     the model's mean lies within the published spread, or within a twentieth of the figure where none is published
  near   within a fifth of the figure
  out    further off

Facts without a counterpart stand in evidence/no_counterpart.csv, by variable, industry and group, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from segsim.analysis.distance import ABOUT, IN, MISSING, NEAR, OUT, WITHIN, Beside, beside, pairs
from segsim.analysis.views import unit_label
from segsim.evidence import Fact, facts
from segsim.evidence.loader import FOLDER, read_rows
from segsim.plumbing.errors import unknown
from segsim.runs.questions.tables import Listing, format_number

SETS = {
    "calibration": "figures that parameters were fitted to, or may be",
    "held_out": "figures that nothing was ever fitted to: use validation in the evidence",
}
USES = {"calibration": "calibration", "held_out": "validation"}
NO_COUNTERPART = FOLDER / "no_counterpart.csv"
COLUMNS = ("variable", "industry", "group", "reason")
HEADING = (
    "fact", "indicator", "group", "unit", "year", "evidence", "low", "high", "confidence", "model", "model_low",
    "model_high", "model_year", "ratio", "verdict", "caution", "source",
)  # fmt: skip
SHORT = (
    "fact", "indicator", "group", "unit", "year", "evidence", "spread", "confidence", "model", "ratio", "verdict",
    "source",
)  # fmt: skip


def list_sets() -> Listing:
    """What can be validated."""
    with_counterpart = {fact.id for fact, _, _ in pairs()}
    rows: list[tuple[str, ...]] = []
    for name, description in SETS.items():
        found = facts(use=USES[name])
        rows.append((name, description, str(len(found)), str(sum(fact.id in with_counterpart for fact in found))))
    return ("name", "says", "facts", "with_a_counterpart"), rows


def reasons() -> list[tuple[str, str, str, str]]:
    """Lines of no_counterpart.csv: variable, industry and group (missing: all), reason."""
    found = []
    for row in read_rows(NO_COUNTERPART, COLUMNS):
        found.append((row.word("variable"), row.cells["industry"], row.cells["group"], row.word("reason")))
    return found


def reason_of(fact: Fact, known: Sequence[tuple[str, str, str, str]]) -> str:
    """Why a fact has no counterpart; the first line that fits. Missing where none does."""
    for variable, industry, group, reason in known:
        if variable == fact.variable and industry in ("", fact.industry) and group in ("", fact.group):
            return reason
    return ""


def compared(name: str, folder: Path, seeds: Sequence[int]) -> list[Beside]:
    """Every fact of the set that has a counterpart beside a stored run of history, in the order of the evidence."""
    from segsim.analysis.series import only
    from segsim.analysis.stored import read_table

    check_name(name)
    known = [pair for pair in pairs() if pair[0].use == USES[name]]
    order = {fact.id: place for place, fact in enumerate(facts())}
    known.sort(key=lambda pair: order[pair[0].id])
    chosen = [*only(indicator.address for _, indicator, _ in known), ("seed", "in", list(seeds))]
    series = read_table(folder, "series", chosen)
    return [beside(fact, indicator, factor, series) for fact, indicator, factor in known]


def without_counterpart(name: str) -> Listing:
    """The facts of the set that no indicator stands for, each with the reason."""
    with_one, known = {fact.id for fact, _, _ in pairs()}, reasons()
    rows: list[tuple[str, ...]] = [
        (fact.id, fact.variable, fact.industry, fact.group, str(fact.year or ""), reason_of(fact, known))
        for fact in facts(use=USES[check_name(name)])
        if fact.id not in with_one
    ]
    return ("fact", "variable", "industry", "group", "year", "no_counterpart_because"), rows


def check_name(name: str) -> str:
    """The name, or InputError with the near ones."""
    if name not in SETS:
        raise unknown("set of facts", name, SETS)
    return name


def listing(found: Sequence[Beside], *, plain: bool) -> Listing:
    """One line a fact; `plain`: numbers for programs to read."""
    if plain:
        return HEADING, [_plain_row(one) for one in found]
    rows: list[tuple[str, ...]] = []
    for one in found:
        spread = " to ".join(
            format_number(end, unit=one.indicator.unit) for end in (one.low, one.high) if end is not None
        )
        model = format_number(one.mean, one.margin_of_error, one.indicator.unit)
        model += "" if one.year == one.fact.year else f" (of {one.year})"
        rows.append((
            one.fact.id, one.indicator.name, one.indicator.group, unit_label(one.indicator.unit), str(one.fact.year),
            format_number(one.figure, unit=one.indicator.unit), spread, one.fact.confidence, model,
            f"{one.ratio:.2f}", one.verdict, one.fact.source.partition(";")[0][:50],
        ))  # fmt: skip
    return SHORT, rows


def _plain_row(one: Beside) -> tuple[str, ...]:
    def number(value: float | None) -> str:
        return "" if value is None or not np.isfinite(value) else f"{value:.6g}"

    ends = (one.mean - one.margin_of_error, one.mean + one.margin_of_error)
    caution = one.indicator.published.caution if one.indicator.published else ""
    return (
        one.fact.id, one.indicator.name, one.indicator.group, unit_label(one.indicator.unit), str(one.fact.year),
        number(one.figure), number(one.low), number(one.high), one.fact.confidence, number(one.mean),
        *map(number, ends), str(one.year), number(one.ratio),
        one.verdict, caution, one.fact.source,
    )  # fmt: skip


def paragraphs(name: str, found: Sequence[Beside]) -> list[str]:
    """What a reader of the table has to know, and how many facts are near."""
    return [
        f"# Does history look like the evidence? {name.replace('_', ' ').capitalize()}: {SETS[name]}",
        "The model's mean over the months of the year and over seeds, with the 95 % interval of the mean over seeds, "
        "beside each published figure. *In*: the mean lies within the published spread, or within "
        f"{100 * WITHIN:g} % of the figure where none is published. *Near*: within {100 * ABOUT:g} % of the figure. "
        "*Out*: further off. *Ratio*: model over evidence. A model year in brackets is the nearest one of the run.",
        counted(found) + ".",
    ]


def counted(found: Sequence[Beside]) -> str:
    """How many are in, near and out, in a sentence."""
    verdicts = [one.verdict for one in found]
    details = ", ".join(f"{verdicts.count(kind)} {kind}" for kind in (IN, NEAR, OUT, MISSING) if kind in verdicts)
    return f"{len(found)} facts with a counterpart: {details}"
