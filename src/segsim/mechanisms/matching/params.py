"""Which numbers rule separations, search and hiring?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Separations, search and admission."""

    left_out = "everybody stays where they work"
    layoff_rate: float = structure(
        0.46, "1/month", (0.0, 1.0), "share of excess workers laid off",
        "calibrated: separations (evidence/calibration.md K)",
    )  # fmt: skip
    layoff_slack: float = structure(
        0.02, "share of employment", (0.0, 0.5), "excess that a firm hoards before it lays off", "assumed"
    )
    base_quit: float = lever(
        0.014, "1/month", (0.0, 0.1), "probability to quit at the mean pay of the city",
        "calibrated: separations of 3.5-5.5 % outside the core (evidence/calibration.md K, T21)",
    )  # fmt: skip
    pay_exponent: float = structure(
        1.5, "elasticity", (0.0, 3.0), "e_q: how fast quits fall with relative pay",
        "calibrated: evidence/calibration.md K, R2",
    )  # fmt: skip
    hours_quit: float = structure(
        0.0, "1/month", (0.0, 0.3), "rise of the probability to quit per forced overtime over standard hours",
        "assumed: none, since core separations of .5-1.5 % leave no room for it (evidence/calibration.md C9)",
    )  # fmt: skip
    grievance_quit: float = structure(
        0.02, "1/month", (0.0, 0.3), "rise of the probability to quit per unit of grievance", "assumed"
    )
    search_unemployed: float = structure(
        0.8,
        "probability/month",
        (0.0, 1.0),
        "an unemployed worker searches",
        "calibrated: unemployment (evidence/calibration.md K .646, R3, range .35-1)",
    )
    search_employed: float = structure(
        0.02,
        "probability/month",
        (0.0, 0.3),
        "an employed worker searches",
        "calibrated: separations (evidence/calibration.md K, range .02-.15)",
    )
    jobs_sampled: int = structure(
        3, "jobs", (1, 20), "open jobs that a searcher sees in a round", "assumed: between BAM 4 and K+S 10 a quarter"
    )
    rounds: int = structure(3, "rounds", (1, 6), "rounds of search in a month", "assumed")
    taste_scale: float = structure(0.1, "ln pay", (0.0, 1.0), "scale of a worker's own taste for a job", "assumed")
    switching_cost: float = structure(0.03, "ln pay", (0.0, 0.3), "gain needed to change jobs", "assumed; K+S .02")
    skill_threshold: float = lever(
        0.9, "efficiency units", (0.0, 3.0), "least skill that the core admits; 0 for no threshold",
        "calibrated: core to lower pay (evidence/calibration.md K, range .7-1.1)",
    )  # fmt: skip
    admission_probability: float = lever(
        0.121, "probability", (0.0, 1.0), "chance that the core admits a migrant applicant; 1 is no barrier",
        "calibrated: jointly (evidence/calibration.md K, range .1-1)",
    )  # fmt: skip
    vacancy_limit: float = structure(
        0.25, "share of employment", (0.0, 2.0), "most jobs that a firm opens in a month, beside five", "assumed"
    )
