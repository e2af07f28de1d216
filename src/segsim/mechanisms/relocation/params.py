"""Which numbers rule where plants stand?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Choice of place and moving."""

    left_out = "no plant moves; notices given stand"
    consideration_rate: float = structure(
        0.042, "1/month", (0.0, 1.0), "chance that a plant weighs other places", "assumed: 1/24 (evidence/model.md 5.6)"
    )
    taste_scale: float = structure(
        0.2, "ln profit", (0.02, 2.0), "scale of a plant's own taste for places", "assumed: 1-3 % of plants a year move"
    )
    payback: float = structure(
        10.0, "months", (3.0, 120.0), "time in which a move must earn its cost", "assumed: 1-3 % of plants a year move"
    )
    capitalisation_rate: float = structure(
        0.2, "1/year", (0.0, 1.0), "part of a place's gain in worth that its own prices take up in a year",
        "assumed: rents, suppliers and congestion follow advantage within some five years",
    )  # fmt: skip
    moving_cost: float = lever(
        1.0, "ratio", (0.0, 1000.0), "scales every plant's own cost of moving; large is immobile",
        "assumed (evidence/model.md 5.6, 6-18 months of profit)",
    )  # fmt: skip
    distance_cost: float = lever(
        0.15, "ln profit", (0.0, 2.0), "worth of a place away from the area of its buyer, against it", "assumed"
    )
    land_in_overhead: float = structure(
        0.3, "share", (0.0, 1.0), "part of overhead that officials and plants take a land discount off",
        "assumed, as land.land_share",
    )  # fmt: skip
    minimum_margin: float = structure(
        0.03, "share of price", (0.001, 0.2), "margin below which plants see no difference between places", "assumed"
    )
    notice: int = lever(
        3, "months", (1, 24), "from the decision to the move",
        "assumed; law: Labour Contract Law article 41, 30 days before mass lay-offs (recalled)",
    )  # fmt: skip
    capacity_lost: float = structure(0.15, "share", (0.0, 0.9), "capacity lost by moving", "assumed")
    entrants_choose: bool = lever(
        True, "flag", None, "new firms choose their city; false puts each beside the firm that it is like", "assumed"
    )
