"""What numbers does enforcement have?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure

_SEED = "claim of Lüthje and McNally 2015"


@dataclass(frozen=True)
class Params(ParameterSet):
    """Inspection, whom it spares, campaigns and false-positive fines."""

    left_out = "nobody is visited; rates and beliefs stay as they are"
    inspection_rate: float = lever(
        0.0043, "1/month", (0.0, 0.25), "chance that a mean-sized firm is inspected in a month",
        "evidence EN002: 5.2 % of employers inspected in 2006",
    )  # fmt: skip
    complaint_slope: float = lever(
        0.287, "1/month", (0.0, 2.0), "how much detection rises from a violation intensity of 0 to 1",
        "calibrated: share under the minimum wage (evidence/calibration.md K, range .05-.5)",
    )  # fmt: skip
    size_exponent: float = lever(
        0.3, "elasticity", (0.0, 1.0), "of the inspection rate to firm size",
        "assumed: sign Almeida and Ronconi 2012 (evidence/model.md 6.3)",
    )  # fmt: skip
    style: str = lever(
        "steady", "word", ("steady", "campaign"), "the same mean rate spread evenly or in campaigns",
        "assumed: steady; campaigns come city by city, those of the nation are dated",
    )  # fmt: skip
    campaign_share: float = lever(0.15, "share of months", (0.02, 0.5), "months in campaign", "assumed")
    campaign_length: float = lever(
        6.0, "months", (1.0, 24.0), "mean length of a campaign", "assumed: central inspection teams stayed a month"
    )
    campaign_multiplier: float = lever(
        6.0, "ratio", (1.0, 20.0), "rate in a campaign over the mean rate; at most 1 / campaign_share",
        "assumed",
    )  # fmt: skip
    national_campaign: float = lever(
        0.0, "ratio", (0.0, 10.0), "inspections that a dated national campaign adds to the usual ones",
        "assumed: 0 but for dated events",
    )  # fmt: skip
    disaster_campaigns: float = lever(
        1.0, "ratio", (0.0, 10.0), "inspections that a campaign after a salient event adds to the usual; 0: none",
        f"assumed: campaigns follow disasters ({_SEED})",
    )  # fmt: skip
    salience_threshold: float = lever(
        1.0, "index", (0.1, 20.0), "salience that starts a campaign: one disaster", "assumed"
    )
    disaster_months: int = lever(6, "months", (1, 24), "length of a campaign after a salient event", "assumed")
    salience_decay_rate: float = structure(
        0.15, "1/month", (0.0, 1.0), "salience that is forgotten", "assumed: half in four months"
    )
    dismissal_risk: float = lever(
        0.2, "probability", (0.0, 1.0), "probability that a salient event costs the city's officials their posts",
        f"assumed: dismissals after disasters ({_SEED})",
    )  # fmt: skip
    successor_effort: float = structure(
        0.5, "share", (0.0, 3.0), "effort that successors of dismissed officials add", "assumed"
    )
    caution_half_life: float = structure(12.0, "months", (1.0, 60.0), "in which that effort halves", "assumed")
    capture_strength: float = lever(
        0.4, "share", (0.0, 1.0), "inspections from which a fully tied, large firm in state hands is spared",
        f"assumed: {_SEED}",
    )  # fmt: skip
    ties_weight: float = structure(0.5, "weight", (0.0, 1.0), "weight of ties to officials in capture", "assumed")
    revenue_weight: float = structure(0.3, "weight", (0.0, 1.0), "weight of the city's revenue in capture", "assumed")
    state_holding_weight: float = structure(0.2, "weight", (0.0, 1.0), "weight of state holding in capture", "assumed")
    belief_half_life: float = lever(
        2.0, "months", (0.5, 24.0), "time in which half of a surprise is learnt",
        "Karplus and Wu 2019 (evidence/model.md 6.3)",
    )  # fmt: skip
    averaging_months: float = structure(
        24.0, "months", (3.0, 120.0), "over which firms judge how much enforcement varies",
        "assumed",
    )  # fmt: skip
    announced_weight: float = structure(
        0.5, "share", (0.0, 1.0), "weight of what the announced style implies, beside what was seen, in that judgement",
        "assumed: half; a firm in its first quiet years has seen nothing",
    )  # fmt: skip
    false_positive_rate: float = lever(
        0.1, "share", (0.0, 1.0), "firms visited in a campaign that are fined though they obey",
        "assumed: claim of How China Bungled Techno-Development",
    )  # fmt: skip
    overturn_rate: float = lever(
        0.2, "share", (0.0, 1.0), "false-positive fines that are overturned",
        "assumed: claim of How China Bungled Techno-Development",
    )  # fmt: skip
    false_positive_fine_size: float = structure(
        0.5, "months of wages", (0.0, 6.0), "of a false-positive fine", "assumed"
    )
