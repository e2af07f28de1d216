"""How often do inspectors come, whom do they visit, and what do firms expect?

In words. Each city inspects at the national rate times its own effort; large firms are visited more. Enforcement is
steady, or comes in campaigns with the same mean. Firms learn the rate from what they see around them.

Equations. Probabilities a month.
  q_r   = inspection_rate * effort_r * campaign_r
  q_jr  = q_r * (heads_j / mean heads)^size_exponent
  qhat <- qhat + (1 - 2^(-1/half_life)) * (q_r - qhat)
  campaign: two states, on for campaign_share of the months in spells of mean campaign_length; on: multiplier, off:
  (1 - share * multiplier) / (1 - share), so that the mean is 1.

Timing. Before firms choose what to break: a belief updated afterwards would make campaigns act a month late.

Sources. 5.2 % of employers inspected in 2006 (evidence inspection_coverage); inspection by size: Almeida and Ronconi
(2012); beliefs that fade within two months: Karplus and Wu (2019). Form of campaigns: evidence/model.md 5.3.

Choices. The default rate is far above proactive visits (.0043 a month): it holds visits led by complaints that do not
depend on depth. The campaign of a month is drawn for the whole country, as central campaigns are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import lever, switch
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import stream_key, uniforms
from segsim.state import Cities, Firms, State


@dataclass(frozen=True)
class Params:
    """Inspection."""

    active: bool = switch("inspectors come and beliefs move; false keeps rates and beliefs, and nobody is visited")
    inspection_rate: float = lever(
        0.0265, "1/month", (0.0, 0.25), "chance that a mean-sized firm is inspected in a month",
        "calibrated: hourly non-compliance (evidence/calibration.md K, T12); visits alone: .0043, evidence EN002",
    )  # fmt: skip
    complaint_slope: float = lever(
        0.287, "1/month", (0.0, 2.0), "how much the chance of being caught rises from depth 0 to 1",
        "calibrated: share under the minimum wage (evidence/calibration.md K, range .05-.5)",
    )  # fmt: skip
    size_exponent: float = lever(
        0.3, "elasticity", (0.0, 1.0), "of the inspection rate to firm size",
        "assumed: sign Almeida and Ronconi 2012 (evidence/model.md 6.3)",
    )  # fmt: skip
    style: str = lever(
        "steady", "word", ("steady", "campaign"), "the same mean rate spread evenly or in campaigns",
        "assumed: steady until campaigns are dated",
    )  # fmt: skip
    campaign_share: float = lever(
        0.15, "share of months", (0.02, 0.5), "months in campaign", "assumed (evidence/model.md 6.3, range .05-.3)"
    )
    campaign_length: float = lever(
        6.0, "months", (1.0, 24.0), "mean length of a campaign", "assumed (evidence/model.md 6.3, range 1-12)"
    )
    campaign_multiplier: float = lever(
        6.0, "ratio", (1.0, 20.0), "rate in a campaign over the mean rate; at most 1 / campaign_share",
        "assumed (evidence/model.md 6.3 8, range 3-20)",
    )  # fmt: skip
    belief_half_life: float = lever(
        2.0, "months", (0.5, 24.0), "time in which half of a surprise is learnt",
        "Karplus and Wu 2019 (evidence/model.md 6.3)",
    )  # fmt: skip


@step(
    reads=(
        Cities.enforcement_effort, Cities.response, Firms.inspection_belief, Firms.alive, Firms.heads, Firms.city,
    ),
    writes=(Cities.inspection_rate, Cities.complaint_slope, Firms.inspection_belief, Firms.inspected),
)  # fmt: skip
def inspect(state: State, params: Params, moment: Moment) -> None:
    """Inspectors visit firms; firms learn how often."""
    firms, cities = state.firms, state.cities
    intensity = campaign_intensity(params, moment) if params.style == "campaign" else 1.0
    cities.inspection_rate[:] = params.inspection_rate * cities.enforcement_effort * cities.response * intensity
    cities.complaint_slope[:] = params.complaint_slope
    live = firms.alive
    if not live.any():
        return
    around = cities.inspection_rate[firms.city]
    learning = 1.0 - 2.0 ** (-1.0 / params.belief_half_life)
    known = np.where(np.isnan(firms.inspection_belief), around, firms.inspection_belief)
    firms.inspection_belief[:] = known + learning * (around - known)
    size = np.maximum(firms.heads, 1) / max(firms.heads[live].mean(), 1.0)
    chance = np.minimum(1.0, around * size**params.size_exponent)
    firms.inspected[:] = live & (uniforms(moment.key("inspect"), firms.rows) < chance)


def campaign_intensity(params: Params, moment: Moment) -> float:
    """Inspection relative to its mean this month: the state of a two-state chain since the start of the run.

    The chain is rebuilt from its draws, which depend on seed and month alone, so nothing has to be remembered.
    """
    stop = 1.0 / params.campaign_length
    start = stop * params.campaign_share / (1.0 - params.campaign_share)
    first = -600  # long before any burn-in, so that the chain has forgotten where it began
    luck = uniforms(stream_key(moment.seed, "campaign", 0), moment.index - first + 1)
    change_on, change_off = luck < stop, luck < start
    on = False
    for ends, begins in zip(change_on, change_off, strict=True):
        on = (not ends) if on else bool(begins)
    multiplier = min(params.campaign_multiplier, 1.0 / params.campaign_share)
    quiet = (1.0 - params.campaign_share * multiplier) / (1.0 - params.campaign_share)
    return multiplier if on else quiet
