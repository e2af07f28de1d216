"""What does each mechanism carry of an effect? From values by seed to a table, for programs and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.analysis.paired import mean_and_half_width, paired
from segsim.analysis.views import unit_in_words
from segsim.indicators import named
from segsim.runs.execute.held import Holding
from segsim.runs.questions.tables import Listing, changed

if TYPE_CHECKING:
    import pandas as pd

WHOLE, PART, BROKE, FAILED, REFUSED = STATUSES = (
    "held", "held in part", "broke the books", "no run finished", "cannot be held",
)  # fmt: skip
ROUNDING = 1e-9  # of the effect: less is the rounding of means
COLUMNS = (
    "policy", "indicator", "group", "unit", "mechanism", "status", "own", "total", "total_low", "total_high", "held",
    "carried", "low", "high", "p_holm", "share", "seeds", "note",
)  # fmt: skip
HEADING = ("policy", "indicator", "group", "through", "carries", "low", "high", "of_the_effect", "without_it", "note")
EFFECT, OWN = "the whole effect", "the policy's own lever: by construction"
FEW, TOP = 3, 5  # up to so many tables in full; else so many lines of each
READING = (
    "carries: the effect less the effect with that mechanism on its baseline path (without it); low to high: 95 %\n"
    "shares need not add up to 100 %: mechanisms answer one another, and what works against the effect "
    "carries less than nothing"
)

BySeed = Mapping[int, float]


def row(
    can: Holding, name: str, indicator: str, before: BySeed, after: BySeed, held: BySeed, broken: Mapping[int, str], *,
    is_clear: bool,
) -> dict[str, Any]:  # fmt: skip
    """What the mechanism carries: values in the baseline, under the policy, and under the policy with it held.

    Where the books broke in any seed there is no number: the other seeds would be a choice of lucky ones. A share is
    told of an effect that is clear. `p` is the mechanism's own, not corrected for the number of mechanisms.
    """
    effect = {seed: after[seed] - before[seed] for seed in after if seed in before}
    total, total_half = mean_and_half_width(list(effect.values()))
    carried = {seed: after[seed] - held[seed] for seed in held if seed in effect} if not broken else {}
    part = paired(np.array([list(carried.values())], dtype=float))
    mean = float(part.mean[0])
    remains, _ = mean_and_half_width([effect[seed] - carried[seed] for seed in carried])
    remains = 0.0 if abs(remains) <= ROUNDING * abs(total) else remains
    note = can.says
    if broken:
        seed = min(broken)
        note = f"in {len(broken)} of {len(broken) + len(held)} seeds; seed {seed}: {broken[seed]}"
    return {
        "unit": named(indicator).unit, "mechanism": name,
        "status": _status(can, is_broken=bool(broken), is_run=bool(held)),
        "total": total, "total_low": total - total_half, "total_high": total + total_half,
        "held": remains, "carried": mean, "low": float(part.low[0]), "high": float(part.high[0]),
        "p": float(part.chance[0]), "seeds": len(carried), "note": note,
        "share": mean / total if is_clear and total else np.nan,
    }  # fmt: skip


def _status(can: Holding, *, is_broken: bool, is_run: bool) -> str:
    if not can.is_possible:
        return REFUSED
    if is_broken:
        return BROKE
    if not is_run:
        return FAILED
    return WHOLE if can.is_whole else PART


def by_size(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What carries most first, whichever its sign; then those without a number."""
    return sorted(rows, key=lambda one: (STATUSES.index(one["status"]) > 1, -abs(np.nan_to_num(one["carried"]))))


def listings(frame: pd.DataFrame) -> list[Listing]:
    """What carries each effect, and what has no number and why; all lines of a few effects, the first of many."""
    effects = list(frame.groupby(["policy", "indicator", "group"], sort=False))
    rows: list[tuple[str, ...]] = []
    for _, group in effects:
        known = group[group["seeds"] > 0].to_dict("records")
        rows.append(_whole(group.iloc[0]))
        rows += [_told(one) for one in (known if len(effects) <= FEW else known[:TOP])]
    without = frame[frame["seeds"] == 0].to_dict("records")
    told: list[tuple[str, ...]] = [(one["mechanism"], one["status"], one["note"]) for one in without]
    return [(HEADING, rows), (("mechanism", "status", "why"), list(dict.fromkeys(told)))]


def _whole(one: Any) -> tuple[str, ...]:
    numbers = (one["total"], one["total_low"], one["total_high"])
    told = (*changed(*numbers, one["unit"]), "100 %", "-", unit_in_words(one["unit"]))
    return one["policy"], one["indicator"], one["group"], EFFECT, *told


def _told(one: Mapping[Any, Any]) -> tuple[str, ...]:
    share = "-" if np.isnan(one["share"]) else f"{100.0 * one['share']:,.0f} %"
    notes = [OWN if one["own"] else "", one["note"] if one["status"] == PART else ""]
    numbers = (one["carried"], one["low"], one["high"])
    note = "; ".join(note for note in notes if note)
    without, _, _ = changed(one["held"], np.nan, np.nan, one["unit"])
    return "", "", "", one["mechanism"], *changed(*numbers, one["unit"]), share, without, note
