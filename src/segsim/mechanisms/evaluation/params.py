"""Which numbers rule awards, reports and what the metrics do not see?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Awards, faking, audits, over-reporting and the unmeasured practice."""

    left_out = "nothing is awarded; reports stay as they are"
    rule: str = lever(
        "metric", "word", ("metric", "lottery", "audited"), "how awards are shared out, at equal money",
        "assumed: by metrics taken at face value, as the seed on techno-development claims (evidence/model.md 5.13)",
    )  # fmt: skip
    award_budget: float = lever(
        0.15, "share of revenue", (0.0, 0.8), "part of a city's revenue of the last year that it awards", "assumed"
    )
    weight_research: float = lever(1.0, "weight", (0.0, 10.0), "of reported research over sales", "assumed")
    weight_growth: float = lever(0.03, "weight", (0.0, 1.0), "of growth in the year", "assumed")
    weight_jobs: float = lever(
        0.01, "weight", (0.0, 1.0), "of jobs: employment at the minimum wage over sales", "assumed"
    )
    credit_award: float = lever(
        0.05, "months of sales", (0.0, 0.5), "by which lines shift to a firm with twice the mean award", "assumed"
    )
    winner_share: float = structure(0.2, "share of firms", (0.01, 1.0), "drawn by the lottery", "assumed")
    ties: float = lever(
        1.0, "ratio", (0.0, 1.0), "kappa of a firm that is an official's own: part of a fake that passes",
        "assumed: officials and firms game metrics through networks (evidence/model.md 5.13)",
    )  # fmt: skip
    fake_cost: float = structure(
        25.0, "1/share", (1.0, 500.0), "effort of faking: rises with its square",
        "calibrated: about a quarter of reported research is relabelled (Chen et al. 2021, share recalled)",
    )  # fmt: skip
    audit_rate: float = lever(
        0.4, "probability/year", (0.0, 1.0), "chance that a firm is audited, under the audited rule only", "assumed"
    )
    audit_fine: float = lever(
        1.0, "share of its worth", (0.0, 10.0), "fine for a fake that is found, beside what it brought", "assumed"
    )
    over_reporting: float = structure(
        0.06, "share", (0.0, 0.5), "by which a city overstates growth on average if nobody looks",
        "calibrated: local output trimmed by 5 % of GDP (evidence nbs_local_gdp_adjustment)",
    )  # fmt: skip
    central_audit: float = lever(
        0.1, "probability/year", (0.0, 1.0), "chance that the centre audits a city's figures", "assumed"
    )
    option_gain: float = lever(0.05, "ln", (0.0, 0.5), "what the unmeasured practice adds to log TFP", "assumed")
    discovery: float = structure(0.01, "1/month", (0.0, 0.5), "chance of finding it alone", "assumed")
    imitation: float = structure(
        0.04, "1/month", (0.0, 1.0), "chance of copying it where all others have it", "assumed"
    )
    option_loss: float = structure(
        0.02, "1/month", (0.0, 0.5), "chance that it is lost with the people who knew it", "assumed"
    )
    distraction: float = structure(
        5.0, "1/ratio", (0.0, 50.0), "by which firms look less for it, the more a reported yuan brings", "assumed"
    )
