"""Which numbers rule credit, failure and entry?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Credit, profit, failure and entry."""

    left_out = "no firm fails or begins; credit goes on"
    credit_multiple: float = lever(
        2.0, "ratio", (0.0, 10.0), "scales every credit line",
        "K+S 2 (evidence/model.md 6.4); raised by the dated stimulus",
    )  # fmt: skip
    state_line: float = structure(
        1.0,
        "months of sales",
        (0.0, 6.0),
        "line of joint ventures and state firms",
        "calibrated: 2 months at multiple 2 (evidence/calibration.md R5)",
    )
    private_line: float = structure(
        0.193, "months of sales", (0.0, 6.0), "line of all other firms",
        "calibrated: half of it at multiple 2 (evidence/calibration.md K .386, R5)",
    )  # fmt: skip
    interest: float = lever(
        0.005, "1/month", (0.0, 0.05), "interest on debt", "assumed: 6 % a year (evidence/model.md 6.4)"
    )
    soft_budget: float = lever(
        0.7, "probability", (0.0, 1.0), "chance that a state-linked firm in need is saved",
        "assumed: zombies, IMF 2017 (evidence/model.md 6.4)",
    )  # fmt: skip
    soft_limit: float = structure(
        4.0, "months of sales", (0.0, 60.0), "debt at which even the state saves no more", "assumed: zombies, IMF 2017"
    )
    rollover: float = structure(
        1.2, "ratio", (0.0, 5.0), "of the share of state-linked debt rolled over to soft_budget",
        "assumed: .84 a month at soft_budget .7, so that such loans run half a year",
    )  # fmt: skip
    buffer: float = structure(
        1.0, "months of costs", (0.0, 12.0), "money a firm keeps before it repays or pays out", "assumed"
    )
    payout: float = structure(0.5, "share of profit", (0.0, 1.0), "profit handed to owners", "assumed")
    excess_payout: float = structure(
        0.05, "1/month", (0.0, 1.0), "share of money above six buffers handed to owners", "assumed"
    )
    profit_adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "weight of the month in the profit trend", "assumed"
    )
    patience: int = structure(6, "months", (1, 60), "months of short wages after which a firm fails", "assumed")
    entry_rate: float = lever(0.08, "1/month", (0.0, 1.0), "chance that an empty place is taken", "assumed")
    entry_size: float = structure(
        0.5, "ratio", (0.05, 2.0), "size of an entrant over its model", "BAM (evidence/model.md 5.5)"
    )
    entry_capital: float = structure(1.0, "months of sales", (0.0, 12.0), "owners' money in a new firm", "assumed")
