"""What does each mechanism mediate of an effect? From values by seed to a table, for programs and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.analysis.paired import mean_and_margin, paired
from segsim.analysis.views import unit_label
from segsim.indicators import named
from segsim.runs.execute.clamped import Channel
from segsim.runs.questions.tables import Listing, changed

if TYPE_CHECKING:
    import pandas as pd

WHOLE, PART, VIOLATED, FAILED, REFUSED = STATUSES = (
    "clamped", "clamped in part", "violated an accounting identity", "no run finished", "cannot be clamped",
)  # fmt: skip
ROUNDING = 1e-9  # of the effect: less is the rounding of means
COLUMNS = (
    "policy", "indicator", "group", "unit", "mechanism", "status", "own", "total", "total_low", "total_high", "clamped",
    "mediated", "low", "high", "p_holm", "share", "seeds", "note",
)  # fmt: skip
HEADING = ("policy", "indicator", "group", "channel", "mediated", "low", "high", "share_mediated", "clamped", "note")
EFFECT, OWN = "the whole effect", "the policy's own lever: by construction"
FEW, TOP = 3, 5  # up to so many tables in full; else so many lines of each
READING = (
    "mediated: the effect less the effect with that mechanism clamped on its baseline path; low to high: 95 %\n"
    "shares need not add up to 100 %: mechanisms respond to one another, and one that works against the effect "
    "mediates a share below zero"
)

BySeed = Mapping[int, float]


def row(
    can: Channel, name: str, indicator: str, before: BySeed, after: BySeed, clamped: BySeed, broken: Mapping[int, str],
    *, is_clear: bool,
) -> dict[str, Any]:  # fmt: skip
    """What the mechanism mediates: values in the baseline, under the policy, and under the policy with it clamped.

    Where an accounting identity was violated in any seed there is no number: the other seeds would be a selected
    sample. A share is given of a clear effect only. `p` is the mechanism's own, not corrected for how many there are.
    """
    effect = {seed: after[seed] - before[seed] for seed in after if seed in before}
    total, total_half = mean_and_margin(list(effect.values()))
    mediated = {seed: after[seed] - clamped[seed] for seed in clamped if seed in effect} if not broken else {}
    part = paired(np.array([list(mediated.values())], dtype=float))
    mean = float(part.mean[0])
    remains, _ = mean_and_margin([effect[seed] - mediated[seed] for seed in mediated])
    remains = 0.0 if abs(remains) <= ROUNDING * abs(total) else remains
    note = can.reason
    if broken:
        seed = min(broken)
        note = f"in {len(broken)} of {len(broken) + len(clamped)} seeds; seed {seed}: {broken[seed]}"
    return {
        "unit": named(indicator).unit, "mechanism": name,
        "status": _status(can, is_broken=bool(broken), is_run=bool(clamped)),
        "total": total, "total_low": total - total_half, "total_high": total + total_half,
        "clamped": remains, "mediated": mean, "low": float(part.low[0]), "high": float(part.high[0]),
        "p": float(part.p_value[0]), "seeds": len(mediated), "note": note,
        "share": mean / total if is_clear and total else np.nan,
    }  # fmt: skip


def _status(can: Channel, *, is_broken: bool, is_run: bool) -> str:
    if not can.is_possible:
        return REFUSED
    if is_broken:
        return VIOLATED
    if not is_run:
        return FAILED
    return WHOLE if can.is_whole else PART


def by_size(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What mediates most first, whichever its sign; then those without a number."""
    return sorted(rows, key=lambda one: (STATUSES.index(one["status"]) > 1, -abs(np.nan_to_num(one["mediated"]))))


def listings(frame: pd.DataFrame) -> list[Listing]:
    """What mediates each effect, and what has no number and why; all lines of a few effects, the first of many."""
    effects = list(frame.groupby(["policy", "indicator", "group"], sort=False))
    rows: list[tuple[str, ...]] = []
    for _, group in effects:
        known = group[group["seeds"] > 0].to_dict("records")
        rows.append(_whole(group.iloc[0]))
        rows += [_row_of(one) for one in (known if len(effects) <= FEW else known[:TOP])]
    without = frame[frame["seeds"] == 0].to_dict("records")
    reasons: list[tuple[str, ...]] = [(one["mechanism"], one["status"], one["note"]) for one in without]
    return [(HEADING, rows), (("mechanism", "status", "reason"), list(dict.fromkeys(reasons)))]


def _whole(one: Any) -> tuple[str, ...]:
    numbers = (one["total"], one["total_low"], one["total_high"])
    cells = (*changed(*numbers, one["unit"]), "100 %", "-", unit_label(one["unit"]))
    return one["policy"], one["indicator"], one["group"], EFFECT, *cells


def _row_of(one: Mapping[Any, Any]) -> tuple[str, ...]:
    share = "-" if np.isnan(one["share"]) else f"{100.0 * one['share']:,.0f} %"
    notes = [OWN if one["own"] else "", one["note"] if one["status"] == PART else ""]
    numbers = (one["mediated"], one["low"], one["high"])
    note = "; ".join(note for note in notes if note)
    without, _, _ = changed(one["clamped"], np.nan, np.nan, one["unit"])
    return "", "", "", one["mechanism"], *changed(*numbers, one["unit"]), share, without, note
