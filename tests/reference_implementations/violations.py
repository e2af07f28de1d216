"""How deeply does a firm that is an object break each rule?"""

from __future__ import annotations

import math

from segsim.state.codes import Industry, Tier, Violation


def clip(value: float, low: float, high: float) -> float:
    """The value within its bounds."""
    return min(max(value, low), high)


def choose_violations(firm, params) -> None:
    """Set every intensity of a firm, contracts first."""
    for rule in sorted(Violation, key=lambda rule: rule is not Violation.CONTRACT):  # contracts first
        seen = params.delta(rule) * firm.detection_multiplier
        if rule is Violation.PREMIUM:
            seen *= 1.0 + (params.detection_with_contract - 1.0) * (1.0 - firm.violations_contract)
        elif rule in (Violation.INJURY, Violation.PENSION):
            seen *= 1.0 + (params.cover_detection_with_contract - 1.0) * (1.0 - firm.violations_contract)
        elif rule is Violation.POLLUTION:
            seen *= firm.city.emission_monitoring
        award, exposure = params.award_share, params.cost_of_exposure
        if rule is Violation.CONTRACT:
            award, exposure = params.contract_award_share, params.contract_cost_of_exposure
        rho = reputation(firm, params, rule)
        gain = 1.0 - (1.0 - (1.0 - rho) * (1.0 + (params.distress_weight if firm.distress > 0 else 0.0)))
        on_paper = rule in (Violation.CONTRACT, Violation.INJURY, Violation.PENSION)
        voice = firm.insurance_voice if on_paper else firm.voice
        slope = firm.city.complaint_slope * firm.city.complaint_factor * voice
        kept = gain / (award * params.claim_months * (1.0 + params.fine(rule)) + exposure)
        if params.form == "convex":
            caught = 1.0 - math.exp(-seen * (firm.inspection_belief + slope))
            intensity = kept / (2.0 * max(caught, 1e-9))
        else:
            intensity = best_intensity(kept, seen * firm.inspection_belief, seen * slope)
        setattr(firm, f"violations_{rule.name.lower()}", clip(intensity, 0.0, 1.0))


def reputation(firm, params, rule: Violation) -> float:
    """What exposure takes from the saving of this firm."""
    if firm.is_core:
        return params.core_hours_reputation if rule is Violation.HOURS else params.core_reputation
    if firm.industry == Industry.IT and firm.tier == Tier.FIRST and rule is not Violation.HOURS:
        paid = rule in (Violation.PREMIUM, Violation.UNPAID)
        return params.contract_overtime_reputation if paid else params.contract_reputation
    return params.supplier_reputation


def best_intensity(kept: float, visits: float, complaints: float) -> float:
    """Where the last part of the rule that is broken brings as much as it costs, by bisection."""
    if kept >= 1.0:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2.0
        cost = 1.0 - math.exp(-visits - complaints * middle) * (1.0 - complaints * middle)
        low, high = (middle, high) if cost < kept else (low, middle)
    return (low + high) / 2.0
