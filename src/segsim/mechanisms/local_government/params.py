"""Which numbers rule what cities do?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure

_FIVE = (0.0, 5.0)  # bounds of a weight; assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """The tournament, its instruments, and what the centre lets cities do."""

    left_out = "cities keep their instruments as they are"
    growth_weight: float = lever(
        1.0, "weight", _FIVE, "weight of growth in the score", "assumed: sign Li and Zhou 2005"
    )
    revenue_weight: float = lever(0.5, "weight", _FIVE, "weight of the growth of revenue in the score", "assumed")
    investment_weight: float = lever(
        2.0, "weight", _FIVE, "weight of plants drawn in the score",
        "assumed: quotas for attracting investment (招商引资), recalled",
    )  # fmt: skip
    unrest_weight: float = lever(0.5, "weight", _FIVE, "weight of strikes against the score", "assumed")
    pollution_weight: float = lever(
        0.1, "weight", _FIVE, "weight of pollution against the score",
        "assumed: small before the turn of 2013; claim of Lüthje and McNally 2015",
    )  # fmt: skip
    report_weight: float = lever(0.3, "weight", _FIVE, "weight of growth as the city reports it", "assumed")
    state_holding_weight: float = lever(
        1.0, "ratio", _FIVE, "how much more a city that lives by its own car makers weighs revenue",
        "assumed: cities are torn between owning and ruling, claim of Lüthje and McNally 2015",
    )  # fmt: skip
    imitation_probability: float = lever(
        0.3, "probability/year", (0.0, 1.0), "chance of copying the best peer",
        "assumed",
    )  # fmt: skip
    noise: float = lever(0.02, "ln", (0.0, 0.3), "error in copying", "assumed")
    trial_step: float = structure(
        0.15, "ln", (0.0, 1.0), "step by which a city tries more or less effort or another minimum-wage aim", "assumed"
    )
    trial_step_share: float = structure(
        0.05, "share", (0.0, 0.5), "step by which it tries another rebate, discount or subsidy", "assumed"
    )
    promotion_base: float = structure(
        -1.8, "log odds/year", (-10.0, 2.0), "of promotion at the mean score", "assumed: terms of five to seven years"
    )
    promotion_slope: float = lever(
        0.5, "log odds", (0.0, 3.0), "of promotion for one standard deviation of score",
        "assumed: sign Li and Zhou 2005",
    )  # fmt: skip
    successor_change_probability: float = structure(
        0.3, "probability", (0.0, 1.0), "chance that a promoted leader's successor brings other instruments", "assumed"
    )
    subsidy_cap: float = lever(
        2.0, "share", (0.0, 2.0), "most that the centre lets a city give as rebate, discount or subsidy; 2 is no cap",
        "law: none until State Council document 62 of 2014 (recalled)",
    )  # fmt: skip
    effort_floor: float = lever(
        0.0, "ratio", (0.0, 4.0), "floor that the centre puts under a city's enforcement effort", "assumed: none"
    )
    inland_promotion: float = lever(
        0.0, "share", (0.0, 1.5), "part of the bill of a mean-sized IT plant's move inland that programmes promise",
        "assumed: 0 but for the dated programme of 2009-10",
    )  # fmt: skip
    supplier_parks: float = lever(
        0.0, "share", (0.0, 1.0), "part of a parts maker's moving bill that the peripheries of the car cities pay",
        "assumed: none beside what cities offer of their own",
    )  # fmt: skip
    reserve: float = lever(3.0, "months of revenue", (0.0, 24.0), "money a city keeps", "assumed")
