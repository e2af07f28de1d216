"""Which numbers rule prices and the split of orders?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Price bargaining and the split of orders."""

    left_out = "prices and shares of orders stay as they are"
    core_share: float = lever(
        0.5, "share", (0.0, 1.0), "beta of joint-venture first-tier suppliers",
        "assumed",
    )  # fmt: skip
    contract_share: float = lever(
        0.447, "share", (0.0, 1.0), "beta of contract manufacturers",
        "calibrated: margins of 2-4 % (evidence/calibration.md K, T25)",
    )  # fmt: skip
    supplier_share: float = lever(
        0.45, "share", (0.0, 1.0), "beta of lower tiers",
        "calibrated: margins of 2-6 % (evidence/calibration.md K .295, T24, range .05-.6)",
    )  # fmt: skip
    switching_cost: float = lever(
        0.14, "share of cost", (0.0, 0.5), "cost of changing supplier",
        "calibrated: margins (evidence/calibration.md K .0872, range .03-.25)",
    )  # fmt: skip
    offshore_price: float = lever(
        1.15, "ratio to first cost", (0.8, 2.0), "offshore offer",
        "calibrated: margins, arrears (evidence/calibration.md K 1.08, C7)",
    )  # fmt: skip
    price_down: float = lever(
        0.0, "share/year", (0.0, 0.10), "yearly price cut that buyers demand, off the offshore offer",
        "assumed: 0; 3 % in Anner 2020, 3-5 % in cars recalled (evidence/model.md 6.4 .03)",
    )  # fmt: skip
    adjustment_rate: float = structure(0.2, "1/month", (0.01, 1.0), "share of a price gap closed in a month", "assumed")
    pass_through: float = lever(
        0.3, "elasticity", (0.0, 1.0), "of lead firms' prices to their cost",
        "assumed: inside .1-.6 (recalled)",
    )  # fmt: skip
    pass_up: bool = lever(
        True, "flag", None, "suppliers' prices may rise with their cost", "assumed: evidence/model.md F6"
    )
    price_competition: float = lever(
        1.0, "exponent", (0.0, 3.0), "psi: how fast idle plant of a market takes prices to variable cost; 0 never does",
        "assumed: 1, what is beyond variable cost falls in proportion to use",
    )  # fmt: skip
    size_exponent: float = structure(
        0.7, "elasticity", (0.0, 1.0), "of order share to capacity",
        "calibrated: no takeover (evidence/calibration.md K, R7, P1)",
    )  # fmt: skip
    price_exponent: float = structure(
        5.27, "elasticity", (0.0, 12.0), "of order share to price",
        "calibrated: jointly (evidence/calibration.md K, range 2-8)",
    )  # fmt: skip
    noise: float = lever(
        0.10, "ln", (0.0, 0.6), "monthly spread of orders at short lead times",
        "calibrated: jointly (evidence/calibration.md G .108, K .15)",
    )  # fmt: skip
