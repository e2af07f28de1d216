"""Which numbers rule platform work?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Orders, pay, choice, injury and protest on platforms."""

    left_out = "riders stay riders, without pay"
    potential_share: float = lever(
        0.0, "share of earnings", (0.0, 0.5), "share of local earnings that orders by app grow towards; 0 for none",
        "assumed: nothing before the dated event of 2013",
    )  # fmt: skip
    adjustment_rate: float = lever(
        0.015, "1/month", (0.0, 1.0), "growth of orders: share of the gap to potential_share closed in a month",
        "calibrated: providers from 60 m in 2016 to 84 m in 2020 (evidence platform_service_providers)",
    )  # fmt: skip
    fee: float = lever(
        1.8, "ratio", (0.2, 6.0), "what customers pay for an hour of riding at usual intensity, over the market wage",
        "assumed: riders then earn once to twice what factories pay (evidence/model.md 5.15)",
    )  # fmt: skip
    take_rate: float = lever(
        0.2, "share", (0.0, 0.8), "kept by the platform where riders are neither short nor queue",
        "assumed",
    )  # fmt: skip
    take_rate_response: float = structure(
        0.15, "share", (0.0, 1.0), "rise of the take rate where riders stand idle all the time", "assumed"
    )
    take_rate_adjustment_rate: float = structure(
        0.1, "1/month", (0.0, 1.0), "share of a gap in the take rate closed", "assumed"
    )
    intensity: float = lever(
        1.0, "ratio", (0.5, 3.0), "orders an hour that the algorithm (算法) drives riders to, over the usual",
        "assumed: an index without a unit",
    )  # fmt: skip
    intensity_disutility: float = structure(
        0.1, "ln pay", (0.0, 1.0), "disutility of riding at usual intensity", "assumed"
    )
    hours_disutility: float = structure(
        0.15, "ln pay", (0.0, 1.0), "disutility of standard hours, rising with their cube",
        "assumed: that of a factory at the same hours (evidence/model.md 5.2)",
    )  # fmt: skip
    minimum_hours: float = structure(120.0, "hours/month", (10.0, 300.0), "fewest hours of a rider", "assumed")
    maximum_hours: float = structure(
        300.0, "hours/month", (20.0, 360.0), "most hours of a rider", "assumed: over ten hours a day"
    )
    consideration_rate: float = structure(
        0.2, "1/month", (0.0, 1.0), "chance that somebody without a job, or a rider, weighs riding", "assumed"
    )
    consideration_rate_employed: float = structure(
        0.02, "1/month", (0.0, 0.5), "the same for a factory worker outside the core",
        "calibrated: a third of riders from factories (evidence/model.md 5.15)",
    )  # fmt: skip
    leaving_cost: float = structure(0.1, "ln pay", (0.0, 1.0), "gain needed to leave a factory for riding", "assumed")
    taste_scale: float = structure(0.2, "ln pay", (0.02, 1.0), "scale of own taste for riding", "assumed")
    horizon: float = structure(
        24.0, "months", (6.0, 60.0), "stay in the city that somebody without a job reckons with",
        "evidence MG201: a job of 2.0 years, as for migrants",
    )  # fmt: skip
    minimum_income: float = structure(
        0.5, "share of rural income", (0.05, 1.0), "what a month without any work is worth", "assumed"
    )
    hazard: float = structure(
        0.00005, "1/hour", (0.0, 0.01), "chance of an injury in an hour at usual intensity",
        "assumed: an injury in eight years of long hours",
    )  # fmt: skip
    injury_pay_loss: float = structure(
        0.8, "share of pay", (0.0, 1.0), "of the month's pay lost by an injury", "assumed"
    )
    insurance: float = lever(
        0.0, "share of riders", (0.0, 1.0), "riders with injury cover, paid by the platform",
        "law: none before the pilot of 2022, as riders are no employees",
    )  # fmt: skip
    protest_rate: float = structure(
        0.3, "1/month", (0.0, 10.0), "rate of protest in a city where all are disappointed and nobody fears", "assumed"
    )
    deterrence: float = structure(0.5, "ln per unit", (0.0, 5.0), "protest kept down by repression", "assumed")
    concession: float = structure(
        0.05, "share", (0.0, 0.5), "fall of the take rate in the city after a protest", "assumed"
    )
    protest_salience: float = structure(0.05, "index", (0.0, 1.0), "salience that one protest adds", "assumed")
