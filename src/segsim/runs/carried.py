"""What does each mechanism carry of an effect? From values by seed to a table, for programs and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.analysis.paired import mean_and_half_width
from segsim.indicators import INDICATORS
from segsim.runs.held import Holding
from segsim.runs.listings import Listing
from segsim.runs.summary import say

if TYPE_CHECKING:
    import pandas as pd

WHOLE, PART, BROKE, REFUSED = STATUSES = "held", "held in part", "broke the books", "cannot be held"
COLUMNS = (
    "policy", "indicator", "unit", "mechanism", "status", "own", "total", "total_low", "total_high", "held", "carried",
    "low", "high", "share", "seeds", "note",
)  # fmt: skip
HEADING = ("mechanism", "carries", "95_%_interval", "of_the_effect", "effect_with_it_held", "note")
OWN = "the policy's own: by construction"
READING = (
    "What a mechanism carries is the effect less the effect with that mechanism on its baseline path. Shares need not "
    "add up to 100 %: mechanisms answer one another, and what works against the policy carries less than nothing."
)

BySeed = Mapping[int, float]


def row(
    can: Holding, name: str, indicator: str, before: BySeed, after: BySeed, held: BySeed, broken: Mapping[int, str]
) -> dict[str, Any]:
    """What the mechanism carries: values in the baseline, under the policy, and under the policy with it held.

    Where the books broke in any seed there is no number: the other seeds would be a choice of lucky ones.
    """
    effect = {seed: after[seed] - before[seed] for seed in after if seed in before}
    total, total_half = mean_and_half_width(list(effect.values()))
    carried = {seed: after[seed] - held[seed] for seed in held if seed in effect} if not broken else {}
    mean, half = mean_and_half_width(list(carried.values()))
    remains, _ = mean_and_half_width([effect[seed] - carried[seed] for seed in carried])
    note = can.says
    if broken:
        seed = min(broken)
        note = f"in {len(broken)} of {len(broken) + len(held)} seeds; seed {seed}: {broken[seed]}"
    return {
        "unit": INDICATORS[indicator].unit, "mechanism": name, "status": _status(can, is_broken=bool(broken)),
        "total": total, "total_low": total - total_half, "total_high": total + total_half,
        "held": remains, "carried": mean, "low": mean - half, "high": mean + half, "seeds": len(carried), "note": note,
        "share": mean / total if abs(total) > total_half else np.nan,
    }  # fmt: skip


def _status(can: Holding, *, is_broken: bool) -> str:
    if not can.is_possible:
        return REFUSED
    if is_broken:
        return BROKE
    return WHOLE if can.is_whole else PART


def by_size(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What carries most first, whichever its sign; then those without a number."""
    return sorted(rows, key=lambda one: (STATUSES.index(one["status"]) > 1, -abs(np.nan_to_num(one["carried"]))))


def listings(frame: pd.DataFrame) -> list[tuple[str, Listing]]:
    """A title and a table for every policy and indicator, and one of what has no number."""
    told: list[tuple[str, Listing]] = []
    for (policy, indicator), rows in frame.groupby(["policy", "indicator"], sort=False):
        total, low, high = (float(rows[name].iloc[0]) for name in ("total", "total_low", "total_high"))
        unit = INDICATORS[str(indicator)].unit
        title = f"{policy}: effect on {indicator} {say(total, (high - low) / 2)} {unit}, and what carries it"
        told.append((title, (HEADING, [_told(one) for one in rows.to_dict("records") if one["seeds"]])))
    without = frame[frame["seeds"] == 0].drop_duplicates(["policy", "mechanism"])
    refused: list[tuple[str, ...]] = [
        (one["mechanism"], one["status"], one["note"]) for one in without.to_dict("records")
    ]
    if refused:
        told.append(("Without a number", (("mechanism", "status", "why"), list(dict.fromkeys(refused)))))
    return told


def _told(one: Mapping[Any, Any]) -> tuple[str, ...]:
    share = "-" if np.isnan(one["share"]) else f"{100.0 * one['share']:,.0f} %"
    interval = f"{say(one['low'])} to {say(one['high'])}" if np.isfinite(one["low"]) else "-"
    notes = [OWN if one["own"] else "", one["note"] if one["status"] == PART else ""]
    note = "; ".join(note for note in notes if note)
    return one["mechanism"], say(one["carried"]), interval, share, say(one["held"]), note
