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
    hoarding_core: float = structure(
        0.12, "share of employment", (0.0, 0.5), "excess that a core firm keeps: its people know the plant",
        "assumed: output per head falls first (Fay and Medoff 1985, recalled)",
    )  # fmt: skip
    hoarding_other: float = structure(
        0.04, "share of employment", (0.0, 0.5), "the same for all other firms", "assumed"
    )
    base_quit: float = lever(
        0.026, "1/month", (0.0, 0.1), "scale of quits at the pay that people were hired at of late in the city",
        "assumed: to be fitted to separations (evidence/calibration.md T21)",
    )  # fmt: skip
    hazard_tenured: float = structure(
        0.08, "ratio", (0.0, 2.0), "h0: quits of those long in a job, over base_quit",
        "assumed: shape Farber 1999 (recalled)",
    )  # fmt: skip
    hazard_new: float = structure(
        1.9, "ratio", (0.0, 5.0), "h1: what a new job adds to it, before the match is known",
        "assumed: shape Farber 1999 (recalled)",
    )  # fmt: skip
    hazard_decay: float = structure(
        9.0, "months", (1.0, 36.0), "tau: tenure after which a third of h1 is left",
        "assumed: shape Farber 1999 (recalled)",
    )  # fmt: skip
    reference_memory: float = structure(
        0.1, "1/month", (0.02, 1.0), "weight of this month's hires in the pay that quits compare with", "assumed"
    )
    festival_leaving: float = structure(
        0.08, "probability", (0.0, 0.15), "migrants outside the core who give up the job before Spring Festival",
        "assumed: no source found for those who do not return",
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
    taste_scale: float = structure(
        0.1, "ln pay", (0.0, 1.0), "scale of own taste for a job, drawn with the offer", "assumed"
    )
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
