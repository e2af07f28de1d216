"""The map of cities as equal tiles: which city gets what, in the baseline, with the policy, and what lies between?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from segsim.analysis.cities import TOTALS, city_years, regions
from segsim.analysis.pairs import whole_years
from segsim.analysis.palette import DIFFERENCE_RAMP, INK, PAPER, POCKET_RAMP, SOFT
from segsim.analysis.tiles import WIDTH, tiles
from segsim.analysis.verdict import CLEAR, MAP, rule, verdicts
from segsim.html_report.charts import specification
from segsim.html_report.section import Control, Section
from segsim.html_report.sides import (
    Policies,
    Side,
    of_each,
    policy_choice,
    policy_label,
    seeds_of,
    source_of,
    year_slider,
)
from segsim.indicators.cities import CITY_INDICATORS

LABELS = {
    "jobs": "jobs", "unemployment": "unemployment", "pay": "pay", "pay_over_minimum": "pay over the minimum wage",
    "minimum_wage": "minimum wage", "enforcement_effort": "effort of inspection", "inspected": "inspections",
    "under_minimum": "pay under the minimum wage", "overtime_unpaid": "unpaid overtime",
    "insurance_evaded": "jobs without pension cover", "jobs_pocket": "jobs in pockets of intensive growth",
    "jobs_despotism": "jobs under market despotism", "multiply_deprived": "multiply deprived jobs (H)",
    "strikes": "strikes", "injuries": "injuries at work",
    "pollution": "pollution", "rent": "rent", "output": "sales", "budget": "city budget", "tax_rebate": "tax rebate",
    "land_discount": "discount on land", "plants": "plants", "plants_in": "plants that moved in",
    "plants_out": "plants that moved out", "plants_opened": "plants opened", "plants_failed": "plants failed",
}  # fmt: skip
TILE = 66  # pixels from one row of tiles to the next


def city_map(baseline: Side, policies: Policies) -> Section:
    """One tile a city; with a policy, both worlds and their difference side by side."""
    rows = of_each(policies, lambda policy: _rows(baseline, policy))
    places = tiles(regions(baseline.run))
    rows["column"], rows["row"] = (rows["city"].map(lambda city, at=at: places[city][at]) for at in (0, 1))
    options = {name: LABELS[name] for name in CITY_INDICATORS if (rows["indicator"] == name).any()}
    shown = {"all": "all three", "baseline": baseline.title}
    shown |= {"value": policy_label(policies), "difference": "difference"}
    return Section(
        id="cities",
        question="What does the policy change in each city: {indicator}?"
        if policies
        else "How do cities differ: {indicator}?",
        subtitle="{meaning} ({unit}), {year}. Every city of the model; mean of " + seeds_of(baseline, policies),
        alt="Map of the cities as equal squares, about as on a map of China",
        source=source_of(baseline, policies),
        chart={
            **specification(_chart(1 + max(row for _, row in places.values()))),
            "usermeta": {"levels": POCKET_RAMP, "differences": DIFFERENCE_RAMP, "clear": CLEAR},
        },
        rows=rows,
        columns=_columns(baseline, policies),
        controls=(
            Control("indicator", "What", options, "pay" if "pay" in options else next(iter(options))),
            *policy_choice(policies),
            *((Control("shown", "Show", shown, "all"),) if policies else ()),
            year_slider(whole_years(baseline.run)),
        ),
        note=_note(policies),
        maker="cities",
    )


def _rows(baseline: Side, policy: Side | None) -> pd.DataFrame:
    found = city_years(baseline.run, policy.run if policy else None).drop(columns="seeds")
    if policy:
        found = found.assign(verdict=verdicts(found["p_holm"].to_numpy())).drop(columns=["p", "p_holm"])
    unit = {name: _unit(name, baseline) for name in CITY_INDICATORS}
    meaning = {name: _sentence(entry.meaning) for name, entry in CITY_INDICATORS.items()}
    return found.assign(unit=found["indicator"].map(unit), meaning=found["indicator"].map(meaning))


def _columns(baseline: Side, policies: Policies) -> dict[str, str]:
    columns = {"city": "city", "region": "region", "year": "year", "baseline": baseline.title}
    if policies:
        columns |= {"value": policy_label(policies), "difference": "difference", "low": "95 % from", "high": "95 % to"}
        columns["verdict"] = "verdict"
    return columns


def _note(policies: Policies) -> str:
    words = "Squares stand only roughly as cities do. One scale for all years: pale is {lowest}, dark is {highest}."
    if policies:
        words += (
            " Difference: mean over the same seeds in both worlds, blue for more and red for less; a question mark "
            f"where it is not clear ({rule(MAP)})."
        )
    return words


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _unit(name: str, baseline: Side) -> str:
    unit = CITY_INDICATORS[name].unit
    if name in TOTALS and "persons_per_agent" in baseline.run.config.get("world", {}):
        return {"jobs": "people", "workers/year": "people a year"}.get(unit, unit)
    return unit


def _chart(rows: int) -> Any:
    """Tiles in the unit square of their column and row; the script colours them."""

    def across(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False), axis=None)

    def down(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[rows, 0], nice=False, zero=False), axis=None)

    base, key = (alt.Chart(alt.NamedData(name)) for name in ("rows", "key"))
    fill = alt.Color("fill:N", scale=None, legend=None)
    tip = [alt.Tooltip("city:N", title="City"), alt.Tooltip("said:N", title="Value")]
    square = {"x": across("left"), "x2": "right:Q", "y": down("top"), "y2": "bottom:Q", "color": fill}
    tile = base.mark_rect(stroke=PAPER, strokeWidth=2).encode(**square, tooltip=tip)
    room = alt.ExprRef(f"width / {WIDTH} - 3")
    ink = alt.Color("ink:N", scale=None, legend=None)
    place = {"x": across("middle"), "y": down("centre"), "color": ink}
    city = base.mark_text(dy=-9, fontSize=11, limit=room).encode(text="city:N", **place)
    number = base.mark_text(dy=8, fontSize=13, fontWeight="bold", limit=room).encode(text="said:N", **place)
    swatches = key.mark_rect(stroke=SOFT, strokeWidth=0.5).encode(**square)
    ends = key.mark_text(dy=13, fontSize=11, color=INK).encode(x=across("middle"), y=down("bottom"), text="said:N")
    return alt.layer(tile, city, number, swatches, ends).properties(height=TILE * rows)
