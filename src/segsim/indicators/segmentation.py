"""What tells the segments apart: how far is the core from the rest, and who gets into it?

Core: joint-venture assemblers, first-tier auto suppliers and IT brands. Lower tiers: second and third tier of both
chains. How far they lie apart in any indicator is said by two groups: earnings:core/lower_tiers is the pay of the core
over that of the lower tiers, hours_week:core-lower_tiers the hours of the core less theirs.
"""

from __future__ import annotations

from typing import Any

from segsim.indicators.counts import Counts
from segsim.indicators.groups import SEGMENTS
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.state import Workers


def _dissimilarity(counts: Counts) -> Any:
    """Duncan index of migrants and urban workers over the segments."""
    parts = [counts.of(segment) for segment in SEGMENTS]
    migrants, urban = counts.of("migrants")[AtWork.workers], counts.of("urban")[AtWork.workers]
    return 0.5 * sum(
        abs(part[AtWork.migrants] / migrants - (part[AtWork.workers] - part[AtWork.migrants]) / urban) for part in parts
    )


migrant_share = Indicator(
    "migrant_share",
    AtWork.migrants / AtWork.workers,
    "share of workers",
    "rural hukou, of workers with a job",
    "migrants among employees of plants: published for single plants only",
)
dissimilarity = Indicator(
    "dissimilarity",
    _dissimilarity,
    "share of migrants",
    "share of migrants who would have to change segment to be spread as urban workers are",
    "none published",
    basis="groups",
    needs=(AtWork.migrants, AtWork.workers),
    measures=(Workers.employer, Workers.hukou),
)
