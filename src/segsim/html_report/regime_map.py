"""The map of regimes: under which regime does every part of the chains live, year by year?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from segsim.analysis.pairs import whole_years
from segsim.analysis.palette import INK, MISSING, PAPER, REGIMES
from segsim.analysis.regimes import AGREED, KEYS, TIER_WORDS, commonest_regimes
from segsim.html_report.charts import specification
from segsim.html_report.section import Section
from segsim.html_report.sides import Policies, Side, of_each, policy_choice, seeds_of, source_of, year_slider
from segsim.indicators.regimes import Regime
from segsim.state.codes import Region, Tier

CHAINS = {"auto": "Auto chain", "it": "IT chain"}
REGIONS = {
    "auto_core": "auto core", "auto_periphery": "auto periphery", "it_coast": "IT coast",
    "it_periphery": "IT periphery", "inland": "inland",
}  # fmt: skip
BOX = 42  # pixels from one row of cells to the next


def regime_map(baseline: Side, policies: Policies) -> Section:
    """Region by tier, a letter and a colour in each cell; one panel a chain and world."""
    key = ", ".join(f"{one.letter} {one.label} ({one.meaning})" for one in REGIMES.values())
    return Section(
        id="regimes",
        question="Under which regime does each part of the chains live in {year}?",
        subtitle="Groups of cities by place in the chain; commonest regime over " + seeds_of(baseline, policies),
        alt="Grid of regions and tiers with a letter for the regime of each cell in {year}; in words in the table",
        source=source_of(baseline, policies),
        chart=specification(_chart()),
        rows=of_each(policies, lambda policy: _rows(baseline, policy)),
        columns={
            "world": "world", "chain": "chain", "region_words": "region", "tier_words": "place in the chain",
            "year": "year", "regime": "regime", "agreed_words": "seeds that agree",
        },
        formats={"year": "as is"},
        controls=(*policy_choice(policies), year_slider(whole_years(baseline.run))),
        note=f"{key}. A question mark: under two thirds of the seeds agree; a dot: {MISSING.label} ({MISSING.meaning})."
        + (" A thick frame: not the regime of the baseline." if policies else ""),
        panels="panel",
    )  # fmt: skip


def _rows(baseline: Side, policy: Side | None) -> pd.DataFrame:
    """Both worlds, and which cells are not in the regime of the baseline."""
    rows = _of(baseline).assign(changed=False)
    if policy is None:
        return rows
    before = rows.set_index(KEYS)["regime"]
    after = _of(policy)
    known = before.reindex(pd.MultiIndex.from_frame(after[KEYS])).to_numpy()
    both = pd.concat([rows, after.assign(changed=after["regime"].to_numpy() != known)])
    return both.sort_values("industry", kind="stable")  # panels of one chain beside one another


def _of(side: Side) -> pd.DataFrame:
    """Every cell that was ever classified, in every whole year; missing where it is too small to say."""
    known = commonest_regimes(side.run).astype({name: str for name in ("industry", "region", "tier")})
    known = known[known["industry"].isin(CHAINS) & known["region"].isin(REGIONS) & (known["tier"] != "all")]
    ever = known[["industry", "region", "tier"]].drop_duplicates()
    every = ever.merge(pd.DataFrame({"year": whole_years(side.run)}), how="cross")
    found = every.merge(known, how="left", on=KEYS)
    classes = [MISSING if pd.isna(value) else REGIMES[Regime(int(value)).name.lower()] for value in found["value"]]
    doubt = found["agreed"].notna() & (found["agreed"] < AGREED)
    letters = [one.letter or "·" for one in classes]
    tier = found["tier"].map({code.name.lower(): code.value for code in Tier})
    found = found.assign(
        world=side.title,
        chain=found["industry"].map(CHAINS),
        panel=[f"{CHAINS[industry]}: {side.title}" for industry in found["industry"]],
        region_words=found["region"].map(REGIONS),
        tier_words=[TIER_WORDS[industry][at] for industry, at in zip(found["industry"], tier, strict=True)],
        at=found["region"].map({code.name.lower(): code.value for code in Region}) + 0.0,
        order=tier,
        letter=[f"{letter}?" if asked else letter for letter, asked in zip(letters, doubt, strict=True)],
        regime=[one.label for one in classes],
        fill=[one.fill for one in classes],
        ink=[one.ink if one.letter else INK for one in classes],
        agreed_words=[_share(agreed, len(side.run.seeds)) for agreed in found["agreed"]],
    )
    found = found.sort_values(["industry", "year", "at", "order"], kind="stable")
    return found.drop(columns=["value", "seeds", "agreed"])


def _share(agreed: float, seeds: int) -> str:
    return "" if pd.isna(agreed) else f"{round(agreed * seeds)} of {seeds}"


def _chart() -> Any:
    regions = list(REGIONS.values())
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X(
            "tier_words:N", title=None, sort=alt.EncodingSortField("order", op="min"),
            scale=alt.Scale(paddingInner=0.06),
            axis=alt.Axis(
                labelAngle=0, labelLimit=0, labelFontSize=11, domain=False, ticks=False,
                labelExpr="split(datum.label, ' ')",
            ),
        ),
        y=alt.Y(
            "region_words:N", title=None, sort=regions, scale=alt.Scale(domain=regions, paddingInner=0.06),
            axis=alt.Axis(domain=False, ticks=False),
        ),
    )  # fmt: skip
    box = base.mark_rect().encode(
        color=alt.Color("fill:N", scale=None),
        stroke=alt.condition("datum.changed", alt.value(INK), alt.value(PAPER)),
        strokeWidth=alt.condition("datum.changed", alt.value(3), alt.value(1)),
        tooltip=[
            alt.Tooltip("region_words:N", title="Region"), alt.Tooltip("tier_words:N", title="Place"),
            alt.Tooltip("regime:N", title="Regime"), alt.Tooltip("agreed_words:N", title="Seeds that agree"),
        ],
    )  # fmt: skip
    letter = base.mark_text(fontSize=14, fontWeight="bold").encode(
        text="letter:N", color=alt.Color("ink:N", scale=None)
    )
    return alt.layer(box, letter).properties(height=BOX * len(regions) + 40)
