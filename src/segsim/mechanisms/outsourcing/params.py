"""Which numbers rule outsourcing and agency work?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure

NO_CAP = 1.0  # all workers may be agency workers: there was no cap in law before 2014


@dataclass(frozen=True)
class Params(ParameterSet):
    """Work given to suppliers, and agency work."""

    left_out = "outsourced work and agency shares stay as they are"
    largest: float = lever(
        0.5, "share of own work", (0.0, 0.9), "most of its own work that a core firm can give out",
        "assumed",
    )  # fmt: skip
    first_share: float = structure(
        0.25, "share of own work", (0.0, 0.5), "given out at the start: half of the most", "assumed"
    )
    scale: float = structure(
        0.3, "ln", (0.02, 2.0), "gap in labour cost that takes the share some way to its ends",
        "assumed; .1 proposed (evidence/model.md 5.11), which throws shares from end to end",
    )  # fmt: skip
    adjustment_rate: float = structure(
        0.05, "1/month", (0.005, 1.0), "share of the gap in work given out closed in a month",
        "assumed",
    )  # fmt: skip
    core_dispatch_demand: float = lever(
        0.25, "share of workers", (0.0, 0.9), "agency share that core firms want without a cap",
        "calibrated: dispatch of 13.1 % (evidence dispatch_share)",
    )  # fmt: skip
    contract_dispatch_demand: float = lever(
        0.15, "share of workers", (0.0, 0.9), "the same for contract manufacturers",
        "calibrated: dispatch of 13.1 % (evidence dispatch_share)",
    )  # fmt: skip
    supplier_dispatch_demand: float = lever(
        0.10, "share of workers", (0.0, 0.9), "the same for all other firms",
        "calibrated: dispatch of 13.1 % (evidence dispatch_share)",
    )  # fmt: skip
    flexibility: float = structure(
        0.3, "share", (0.0, 1.0), "of the wish for agency workers that cheaper pay does not explain", "assumed"
    )
    joint_venture_pay: float = lever(
        0.7, "ratio", (0.2, 1.0), "hourly pay of agency over regular workers in joint ventures",
        "assumed: with no bonus about half of all pay, the lowest case (evidence auto_dispatch_pay_ratio)",
    )  # fmt: skip
    other_pay: float = lever(
        0.85, "ratio", (0.2, 1.0), "the same in all other firms",
        "assumed: 10-15 % lost in outsourced jobs (Goldschmidt and Schmieder 2017)",
    )  # fmt: skip
    cover: float = lever(
        0.8, "ratio", (0.0, 1.0), "chance of insurance cover of agency over regular workers of a firm", "assumed"
    )
    conversion: float = lever(
        0.02, "1/month", (0.0, 0.3), "chance that a worker's status, agency or regular, is settled anew", "assumed"
    )
    gap_correction: float = structure(
        4.0, "ratio", (0.0, 20.0), "more of the new are agency workers, per share that is missing: they leave faster",
        "assumed",
    )  # fmt: skip
    dispatch_adjustment_rate: float = lever(
        0.05, "1/month", (0.005, 1.0), "share of the gap in the agency share closed in a month",
        "assumed: two years' grace for the cap of 2014",
    )  # fmt: skip
    dispatch_cap: float = lever(
        NO_CAP, "share of workers", (0.0, 1.0), "largest agency share that the law allows",
        "law: none before the Interim Provisions on Labour Dispatch of 2014, article 4",
    )  # fmt: skip
    detection_cap: float = lever(
        0.4, "ratio", (0.0, 5.0), "how easily agency work over the cap is detected",
        "assumed: as a missing contract",
    )  # fmt: skip
    penalty: float = lever(
        12.0, "months of saving", (0.5, 60.0), "fine for an agency worker too many",
        "law: Labour Contract Law article 92 as amended in 2012, 5,000-10,000 yuan a worker; months assumed",
    )  # fmt: skip
    reputation: float = lever(
        0.2, "share", (0.0, 0.95), "of the saving over the cap that the cost to reputation takes away", "assumed"
    )
