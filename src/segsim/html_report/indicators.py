"""How do indicators develop under baseline and policy? One section a topic, and one to look at any indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from segsim.analysis import counterparts
from segsim.analysis.events import POLICY_SIGN, dated_events
from segsim.analysis.palette import readable
from segsim.analysis.recorded import FEW_SEEDS, PROJECTION_FROM, Recorded
from segsim.analysis.views import label_of, unit_label
from segsim.evidence import Fact
from segsim.html_report.charts import over_time
from segsim.html_report.section import Control, Section
from segsim.html_report.text import Names
from segsim.html_report.topics import GROUPS, TOPICS, Topic
from segsim.indicators import FILES, INDICATORS
from segsim.indicators.compiled import declared
from segsim.indicators.groups import NATION, split
from segsim.indicators.indicator import Published

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared

EXPLORE = "explore"
ALT = (
    "Lines over the years with bands over seeds, one panel an indicator or a group: {what}. The table below holds "
    "every number."
)


def sections(compared: Compared, numbers: Mapping[str, Any], names: Names) -> list[Section]:
    """Topics in order, then the one in which every indicator can be chosen."""
    chart = over_time()
    found = []
    for topic in TOPICS:
        known = tuple(family for family in topic.families if f"{family}|{NATION}" in numbers["series"])
        if known:
            found.append(_section(Topic(topic.id, topic.question, known), numbers, names, chart, "indicators", {}))
    everything, headings = _by_file(numbers)
    if everything:
        topic = Topic(EXPLORE, "And any other indicator, for whom?", everything)
        found.append(_section(topic, numbers, names, chart, "groups", headings))
    return found


def _section(
    topic: Topic, numbers: Mapping[str, Any], names: Names, chart: Mapping[str, Any], side: str,
    headings: Mapping[str, str],
) -> Section:  # fmt: skip
    return Section(
        id=topic.id,
        question=topic.question,
        subtitle="{measured}",
        alt=ALT,
        source=numbers["model_source"],
        note=band_description(numbers, names),
        chart=chart,
        rows=pd.DataFrame(),
        columns={},
        controls=_controls(topic, numbers, names, side, headings),
        maker="series",
        families=topic.families,
    )


def _controls(
    topic: Topic, numbers: Mapping[str, Any], names: Names, side: str, headings: Mapping[str, str]
) -> tuple[Control, ...]:
    keys = [key.split("|") for key in numbers["series"]]
    groups = {name for family, name in keys if family in topic.families}
    who = {name: _capital(look.label) for name, look in GROUPS.items() if name in groups}
    families = {name: _capital(label_of(name)) for name in topic.families}
    sides = {"indicators": "indicators", "groups": "groups", "one": "one chart"}
    if topic.id == EXPLORE:
        del sides["indicators"]  # hundreds
    controls = [
        Control("side", "Side by side", sides, side),
        Control("indicator", "Indicator", families, _first(topic), groups=headings),
        Control("group", "Who", who, NATION),
    ]
    if names.policies:
        controls.append(Control("values", "Show", {"level": "levels", "difference": "policy less baseline"}, "level"))
    controls.append(Control("axes", "Y-axes", {"own": "each its own", "same": "the same for one unit"}, "own"))
    if len(names.policies) > 1:
        which = {str(at): name for at, name in enumerate(names.policies)}
        controls.insert(0, Control("policy", "Policy", which, "0"))
    return tuple(controls)


def _first(topic: Topic) -> str:
    """Pay where it is among them: what most readers ask first."""
    return TOPICS[0].families[0] if TOPICS[0].families[0] in topic.families else topic.families[0]


def _by_file(numbers: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Every indicator on the page in the order of the files, with the file's name as its heading."""
    headings: dict[str, str] = {}
    for file in FILES:
        heading = _capital(file.__name__.rpartition(".")[2])
        headings |= {entry.name: heading for entry in declared(file) if f"{entry.name}|{NATION}" in numbers["series"]}
    return tuple(headings), headings


def shared_descriptions(compared: Compared, numbers: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """What charts of indicators share beside the numbers: words, colours, dates and published figures."""
    run = compared.baseline
    keys = [key.split("|") for key in numbers["series"]]
    published = {key: found for key in numbers["series"] if (found := _published(key, run))}
    return {
        "about": {family: _about(family) for family in dict.fromkeys(family for family, _ in keys)},
        "groups": {
            name: {"label": look.label, "colour": look.colour, "ink": readable(look.colour)}
            for name, look in GROUPS.items()
        },
        "published": {key: [point for point, _ in found] for key, found in published.items()},
        "sources": {key: _sources(key, [fact for _, fact in found]) for key, found in published.items()},
        "span": [round(end, 4) for end in run.span],
        "marks": _marks(compared),
        "names": {"baseline": names.baseline, "policies": list(names.policies)},
        "model_source": f"Model: {names.all_runs}, {_seeds(numbers['seeds'])}.",
        "outer_short": "90 %" if numbers["seeds"] >= FEW_SEEDS else "all seeds",
    }


def band_description(numbers: Mapping[str, Any], names: Names) -> str:
    """What line and bands are, in words."""
    seeds = numbers["seeds"]
    if seeds == 1:
        return "Line: the one seed of this run; with more seeds there are bands."
    line = f"Line: median of {seeds} seeds. Dark band: the middle 50 % of the seeds; light band: {numbers['outer']}."
    if names.policies:
        line += " A difference is taken seed by seed, so its band is that of the paired difference."
    return line + " Bands show variation over random draws, not uncertainty about parameters."


def _about(family: str) -> dict[str, Any]:
    name, group = split(family)
    entry = INDICATORS[name].of(group) if name in INDICATORS else None
    if entry is None:
        unknown = {"unit": "as recorded", "raw": "as recorded", "percent": False}
        return {"label": label_of(family), "meaning": family, **unknown}
    percent = entry.unit.startswith("share")
    return {
        "label": label_of(family),
        "unit": unit_label(entry.unit),
        "raw": entry.unit,
        "percent": percent,
        "meaning": entry.meaning,
    }


def _published_of(key: str) -> Published | None:
    family, group = key.split("|")
    name, pair = split(family)
    entry = INDICATORS.get(name)
    return entry.by.get(pair if pair != NATION else group) if entry else None


def _published(key: str, run: Recorded) -> list[tuple[dict[str, Any], Fact]]:
    """Published figures of one series within the years of the run, each as a point with its source."""
    published = _published_of(key)
    if published is None:
        return []
    found = []
    for fact in counterparts.published_rows(published, run.span):
        point = counterparts.point(fact, published.factor)
        when = f"{fact.year}" + (f"-{fact.month:02d}" if fact.month else "")
        values = {
            "when": when,
            "time": round(point.time, 4),
            "value": point.value,
            "low": point.low,
            "high": point.high,
        }
        found.append((values | {"read": point.was_read, "source": f"{fact.id}: {fact.source}"}, fact))
    return found


def _sources(key: str, rows: Sequence[Fact]) -> str:
    published = _published_of(key)
    caution = f" ({published.caution})" if published and published.caution else ""
    return counterparts.sources(rows) + caution


def _marks(compared: Compared) -> list[dict[str, Any]]:
    """Dates and shades drawn on every chart."""
    run = compared.policies[0] if compared.policies else compared.baseline
    first, last = run.span
    marks = [
        {"kind": "policy", "time": round(event.time, 4), "text": "policy"}
        for event in dated_events(run.config, run.span)
        if event.sign == POLICY_SIGN
    ][:1]
    if last > PROJECTION_FROM + 1 / 24:
        start = max(PROJECTION_FROM, first)
        marks.append({"kind": "projection", "time": start, "end": last, "text": "projection"})
    return [*marks, {"kind": "zero", "middle": 0.0}]


def _seeds(seeds: int) -> str:
    return "one seed" if seeds == 1 else f"{seeds} seeds"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
