"""How large is the world, and how are its people and firms spread?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, structure

_ASSUMED = "assumed"


@dataclass(frozen=True)
class World(ParameterSet):
    """Size and first spread of the world; all structure."""

    workers: int = structure(100_000, "workers", (1, 100_000_000), "rows of the worker table", _ASSUMED)
    firms: int = structure(2_000, "firms", (8, 5_000_000), "firms of the first month", _ASSUMED)
    spare_firms: float = structure(
        0.15, "share of firms", (0.0, 2.0), "empty rows beside them, for firms that begin later", _ASSUMED
    )
    n_cities: int = structure(13, "cities", (1, 1000), "cities taken from the head of the city table", _ASSUMED)
    extra_cities: str = structure(
        "", "file", None, "CSV of further cities, with the columns of evidence/cities.csv", _ASSUMED
    )
    persons_per_agent: float = structure(
        200.0,
        "persons",
        (1.0, 100_000.0),
        "real people that one worker stands for; scales what is reported in persons, never behaviour",
        "assumed: about 20 million people in and around the two chains (recalled order of magnitude)",
    )
    auto_share: float = structure(
        0.35, "share of jobs", (0.05, 0.95), "jobs of the first month in the auto chain, the rest in IT", _ASSUMED
    )
    jobs_share: float = structure(
        0.62, "share of workers", (0.1, 0.9), "workers with a job in the first month", _ASSUMED
    )
    first_unemployment: float = structure(
        0.05, "share", (0.0, 0.3), "unemployed in the first month, of those in cities",
        "calibrated: urban unemployment of 4-6 % (evidence/calibration.md T27)",
    )  # fmt: skip
    urban_share: float = structure(
        0.22, "share of workers", (0.0, 1.0), "workers with urban hukou: a third of those in cities",
        "assumed: a third of workers in cities",
    )  # fmt: skip
    skill_sd: float = structure(
        0.306, "ln", (0.0, 0.6), "spread of log skill within a hukou group",
        "calibrated: jointly (evidence/calibration.md K)",
    )  # fmt: skip
    skill_gap: float = structure(
        0.575, "ln", (0.0, 1.0), "urban over migrant mean log skill",
        "calibrated: migrant to non-private pay of .59-.62 (evidence/calibration.md K, R4, T20)",
    )  # fmt: skip
    return_to_skill: float = structure(
        0.659, "elasticity", (0.0, 1.0), "gamma: pay rises with skill to this power, the same in all tiers",
        "calibrated: jointly (evidence/calibration.md K, range .3-1)",
    )  # fmt: skip
    hours_sd: float = structure(
        0.30, "ln", (0.0, 0.8), "spread of workers' own overtime around the firm's",
        "calibrated: share over 44 hours a week of 84-90 % (evidence/calibration.md C8, T8)",
    )  # fmt: skip
    short_hours_share: float = structure(
        0.12, "share of workers", (0.0, 0.5), "workers whose overtime is a tenth of the firm's mean",
        "calibrated: share over 44 hours a week of 84-90 % (evidence/calibration.md C8, T8)",
    )  # fmt: skip
    firm_size_sd: float = structure(
        1.0, "ln", (0.0, 2.0), "spread of log firm size within a market; real sizes are this skewed", _ASSUMED
    )
    productivity_sd: float = structure(0.15, "ln", (0.0, 0.6), "spread of log productivity within a market", _ASSUMED)
    detection_sd: float = structure(
        1.4, "ln", (0.0, 2.5), "spread of the log detection multiplier, in quantiles within each market",
        "calibrated: incidence of unpaid and short-paid overtime (evidence/calibration.md K, R8, range .3-1.5)",
    )  # fmt: skip
    moving_cost: float = structure(
        24.0, "months of profit", (0.1, 1000.0), "middle of what moving costs a plant of mean capital",
        "assumed (evidence/model.md 6.5 12, range 6-18): 1-3 % of plants a year move",
    )  # fmt: skip
    moving_cost_sd: float = structure(0.6, "ln", (0.0, 2.0), "spread of the cost of moving between plants", _ASSUMED)
    moving_cost_elasticity: float = structure(
        1.0, "elasticity", (0.0, 2.0), "of the cost of moving to the capital that a unit of output needs", _ASSUMED
    )
    planned_utilisation: float = structure(
        0.77, "share", (0.4, 1.0), "use of capacity that firms build for and reckon cost at",
        "calibrated: use of capacity of .75-.82 (evidence/calibration.md K, T28)",
    )  # fmt: skip
    depreciation: float = structure(
        0.008, "1/month", (0.0005, 0.05), "loss of capacity",
        "recalled: 9-10 % a year for China (evidence/model.md 6.4)",
    )  # fmt: skip
    equal_tiers: bool = structure(
        False, "flag", None, "every market starts with the same productivity and pay: a negative control", _ASSUMED
    )
    joint_ventures: float = structure(
        1.0, "share of firms", (0.0, 1.0),
        "assemblers and first-tier suppliers that are joint ventures with state groups; the others are private",
        "assumed: joint ventures lead car making (claim of Lüthje and McNally 2015)",
    )  # fmt: skip
    shuffled_tiers: bool = structure(
        False, "flag", None,
        "control: place, owner, ties, detection, productivity and pay are dealt out to firms whatever their tier",
        _ASSUMED,
    )  # fmt: skip
