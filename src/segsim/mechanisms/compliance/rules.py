"""How deeply does a firm break each rule?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.rules.penalties import chance_caught, complaint_slope, dared_depth, penalty
from segsim.rules.segments import by_segment
from segsim.state import Cities, Firms, Nation, State
from segsim.state.codes import Violation

_K = "calibrated: {} (evidence/calibration.md K)"
_ANEW = "assumed, provisional: to be calibrated anew on {}; moved with inspections and the cost of exposure"
_BY_UNION = (Violation.CONTRACT, Violation.INJURY, Violation.PENSION)  # what an official union cares about, too
_BY_CONTRACT = (Violation.PREMIUM, Violation.INJURY, Violation.PENSION)  # easier to prove by who holds a contract


@dataclass(frozen=True)
class Params(ParameterSet):
    """What firms break and what it costs them."""

    left_out = "firms go on breaking what they break"
    form: str = structure(
        "complaints", "word", ("complaints", "convex"), "shape of the expected penalty",
        "assumed: evidence/model.md F2, F3: both should be run",
    )  # fmt: skip
    detection_minimum: float = lever(
        0.5, "ratio", (0.0, 5.0), "how easily pay under the minimum wage is detected", _ANEW.format("EN013")
    )
    detection_premium: float = lever(
        0.188,
        "ratio",
        (0.0, 5.0),
        "how easily short overtime premia are detected",
        _K.format("70 % of overtime under 1.5"),
    )
    detection_unpaid: float = lever(
        1.3, "ratio", (0.0, 5.0), "how easily unpaid overtime is detected", _ANEW.format("EN011")
    )
    detection_hours: float = lever(
        0.2, "ratio", (0.0, 5.0), "how easily hours over the cap are detected",
        "calibrated: 58 h a week (evidence/calibration.md K .1, range .1-.4)",
    )  # fmt: skip
    detection_contract: float = lever(
        0.34, "ratio", (0.0, 5.0), "how easily missing contracts are detected", _ANEW.format("contracts of migrants")
    )
    detection_injury: float = lever(
        0.05, "ratio", (0.0, 5.0), "how easily missing injury cover is detected", _ANEW.format("migrants' cover")
    )
    detection_pension: float = lever(
        0.035, "ratio", (0.0, 5.0), "how easily missing pension cover is detected", _ANEW.format("migrants' cover")
    )
    detection_pollution: float = lever(
        0.3, "ratio", (0.0, 5.0), "how easily violated emission standards are detected",
        "assumed: most firms clean in part (evidence/model.md 5.12)",
    )  # fmt: skip
    detection_safety: float = lever(
        0.4, "ratio", (0.0, 5.0), "how easily unsafe work is detected",
        "assumed: as that of pollution, which neighbours see too",
    )  # fmt: skip
    minimum_fine: float = lever(
        0.75, "share of back pay", (0.0, 5.0), "fine for pay under the minimum",
        "law: Labour Contract Law article 85, 50-100 %",
    )  # fmt: skip
    overtime_fine: float = lever(
        0.75, "share of back pay", (0.0, 5.0), "fine for overtime short or unpaid",
        "law: Labour Contract Law article 85, 50-100 %",
    )  # fmt: skip
    hours_fine: float = lever(0.1, "share of back pay", (0.0, 5.0), "fine for hours over the cap", "assumed")
    insurance_fine: float = lever(0.3, "share of back pay", (0.0, 5.0), "fine for missing cover", "assumed")
    contract_fine: float = lever(
        0.3, "share of back pay", (0.0, 5.0), "fine for missing contracts",
        "assumed before 2008; law: Labour Contract Law article 82, double pay, from the dated event",
    )  # fmt: skip
    pollution_fine: float = lever(
        0.5, "share of what was saved", (0.0, 5.0), "fine for violated emission standards, beside what was saved",
        "assumed (evidence/model.md 5.12); daily fines from 2015 on: the dated event",
    )  # fmt: skip
    safety_fine: float = lever(
        0.3, "share of back pay", (0.0, 5.0), "fine for unsafe work, over what it saved", "assumed"
    )
    claim_months: float = lever(
        6.0, "months", (1.0, 36.0), "months of back pay that can be claimed",
        "calibrated: incidence of violations (evidence/calibration.md K, range 6-24)",
    )  # fmt: skip
    core_reputation: float = lever(
        0.4, "share", (0.0, 0.95), "rho of core firms: what exposure takes from a violation's saving",
        "assumed",
    )  # fmt: skip
    contract_reputation: float = lever(
        0.15, "share", (0.0, 0.95), "rho of contract manufacturers, whom brands audit",
        "assumed: brands audit contract makers",
    )  # fmt: skip
    supplier_reputation: float = lever(0.0, "share", (0.0, 0.95), "rho of all other firms", "assumed")
    core_hours_reputation: float = lever(
        0.7, "share", (0.0, 0.95), "rho of core firms for hours over the cap; for others supplier_reputation",
        "assumed, provisional: three shifts, and hours that are on record (hours a week of the core)",
    )  # fmt: skip
    contract_overtime_reputation: float = lever(
        0.85, "share", (0.0, 0.95), "rho of contract manufacturers for short and unpaid overtime",
        "assumed, provisional: brands' audits read pay slips, hours of the peak they let pass (evidence ST055, ST056)",
    )  # fmt: skip
    distress_weight: float = lever(
        0.5, "share", (0.0, 2.0), "phi: how much more a firm that owes wages values the saving",
        "assumed: the only link from margins to law-breaking (evidence/model.md 5.4; evidence/calibration.md R10)",
    )  # fmt: skip
    award_share: float = lever(
        0.1, "share", (0.0, 1.0), "part of back pay and fines due that a firm caught is made to pay",
        "calibrated: 6 bn yuan recovered in 2006, some .3 % of urban wages (evidence EN003; wage sum recalled)",
    )  # fmt: skip
    contract_award_share: float = lever(
        1.0, "share", (0.0, 1.0), "the same for missing contracts: double pay is claimed by the worker in full",
        "assumed; evidence EN003 counts what inspectors recovered",
    )  # fmt: skip
    cost_of_exposure: float = lever(
        9.45, "months of saving", (2.0, 15.0), "what exposure costs beside back pay and fines: K",
        "assumed: with an award of a tenth, fear of short overtime pay stays what it was at a full award",
    )  # fmt: skip
    contract_cost_of_exposure: float = lever(
        3.7, "months of saving", (0.0, 15.0), "the same for missing contracts",
        "assumed: less than for pay, since no pay is put right",
    )  # fmt: skip
    detection_with_contract: float = lever(
        3.0, "ratio", (1.0, 5.0), "how much more easily short premia of workers with a contract are detected",
        "calibrated: overtime under the legal multiple (evidence/calibration.md K 5, R1, range 1-5)",
    )  # fmt: skip
    cover_detection_with_contract: float = lever(
        3.0, "ratio", (1.0, 5.0), "how much more easily missing cover of workers with a contract is detected: k",
        "assumed: as that of short premia; whoever holds a contract can prove the employment",
    )  # fmt: skip
    counted_in: float = lever(
        0.9, "share", (0.0, 1.0), "of what a month's pay misses of the minimum wage that overtime pay makes up",
        "assumed, between .7 and 1: most firms keep to the minimum wage by the month (evidence EN013, EN014)",
    )  # fmt: skip
    renewal_rate: float = lever(
        0.08, "1/month", (0.0, 1.0), "probability that a worker's terms are drawn anew",
        "assumed: contracts of a year",
    )  # fmt: skip

    def fine(self, violation: Violation) -> float:
        """Fine over back pay for one violation."""
        return getattr(self, f"{violation.fine}_fine")

    def delta(self, violation: Violation) -> float:
        """How easily one violation is detected in a firm whose detection multiplier is 1."""
        return getattr(self, f"detection_{violation.name.lower()}")

    def awarded(self, violation: Violation) -> float:
        """Months of what was withheld that a firm caught is made to pay back; the fine comes on top."""
        share = self.contract_award_share if violation is Violation.CONTRACT else self.award_share
        return share * self.claim_months

    def cost_if_caught(self, violation: Violation) -> float:
        """C: back pay, fine and exposure, in months of what full violation saves."""
        exposure = self.contract_cost_of_exposure if violation is Violation.CONTRACT else self.cost_of_exposure
        return penalty(1.0, self.awarded(violation), self.fine(violation)) + exposure


def violation_intensity(params: Params, violation: Violation, detection_multiplier, reputation, belief, slope):
    """Intensity from 0 to 1 that a firm chooses, for one violation; broadcasts over firms.

    `reputation` may be negative: a firm in distress values the saving at more than its worth.
    """
    cost, seen = params.cost_if_caught(violation), params.delta(violation) * detection_multiplier
    if params.form == "convex":
        most = 2.0 * cost * np.maximum(chance_caught(seen, belief, slope, 1.0), 1e-9)
        return np.clip((1.0 - reputation) / most, 0.0, 1.0)
    return dared_depth(cost, seen, reputation, belief, slope)


def detection_multiplier_of(params: Params, firms: Firms, cities: Cities, violation: Violation, no_contract):
    """How easily a violation is seen in each firm, relative to the mean firm without any contract; shape (firms,).

    Broken emission rules are seen by whoever watches the air, and cities differ in that. Workers with a contract can
    prove what they are owed: `no_contract` is the share of workers without, a column of firms.
    """
    if violation is Violation.POLLUTION:
        return firms.detection_multiplier * cities.emission_monitoring[firms.city]
    if violation not in _BY_CONTRACT:
        return firms.detection_multiplier
    premium = violation is Violation.PREMIUM
    proof = params.detection_with_contract if premium else params.cover_detection_with_contract
    return firms.detection_multiplier * (1.0 + (proof - 1.0) * (1.0 - no_contract))


def complaints_of(firms: Firms, cities: Cities, violation: Violation) -> np.ndarray:
    """Slope of complaints about a violation in each firm, 1/month; shape (firms,)."""
    voice = firms.insurance_voice if violation in _BY_UNION else firms.voice
    return complaint_slope(cities.complaint_slope[firms.city], cities.complaint_factor[firms.city], voice)


def reputation_of(firms: Firms, params: Params, violation: Violation) -> np.ndarray:
    """Rho of each firm for one violation, less what distress adds; shape (firms,)."""
    core, contract, other = params.core_reputation, params.contract_reputation, params.supplier_reputation
    if violation is Violation.HOURS:
        core, contract = params.core_hours_reputation, params.supplier_reputation
    elif violation in (Violation.PREMIUM, Violation.UNPAID):
        contract = params.contract_overtime_reputation
    rho = by_segment(firms.industry, firms.tier, core, contract, other)
    return 1.0 - (1.0 - rho) * (1.0 + params.distress_weight * (firms.distress > 0))


@step(
    reads=(
        Firms.industry, Firms.tier, Firms.distress, Firms.detection_multiplier, Firms.inspection_belief, Firms.voice,
        Firms.insurance_voice, Firms.city, Cities.complaint_slope, Cities.complaint_factor, Cities.emission_monitoring,
    ),
    writes=(Firms.violations, Nation.counted_in),
)  # fmt: skip
def choose_violations(state: State, params: Params, moment: Moment) -> None:
    """Firms choose how deeply to break each rule."""
    firms, cities = state.firms, state.cities
    state.nation.counted_in[:] = params.counted_in
    no_contract = np.ones(firms.rows)
    for violation in (Violation.CONTRACT, *(rule for rule in Violation if rule is not Violation.CONTRACT)):
        seen = detection_multiplier_of(params, firms, cities, violation, no_contract)
        slope, reputation = complaints_of(firms, cities, violation), reputation_of(firms, params, violation)
        intensity = violation_intensity(params, violation, seen, reputation, firms.inspection_belief, slope)
        firms.violations[:, violation] = intensity
        if violation is Violation.CONTRACT:  # comes first: whoever holds one can prove what else is withheld
            no_contract = intensity
