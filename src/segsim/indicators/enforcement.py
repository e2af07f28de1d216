"""Whom do inspectors spare, how foreseeable are they, and what does the centre get through?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, Now, Sum, by_employment
from segsim.state import Firms
from segsim.state.codes import Tier

TIED = 0.5  # connection above which a firm counts as tied to officials


@Sum
def _intensity(now: Now) -> np.ndarray:
    """Mean intensity of all violations, weighted by employment."""
    return now.violations


@Sum
def _tied_jobs(now: Now) -> np.ndarray:
    """Jobs in firms tied to officials."""
    return now.employment * (now.firms.connection > TIED)


@Sum
def _tied_intensity(now: Now) -> np.ndarray:
    """Mean intensity of all violations in firms tied to officials, weighted by employment."""
    return now.violations * (now.firms.connection > TIED)


@Sum
def _lead_sales(now: Now) -> np.ndarray:
    """Sales of lead firms that make anything."""
    return now.firms.sales * _lead(now)


@Sum
def _lead_cost(now: Now) -> np.ndarray:
    """Their output at standard cost."""
    return np.where(_lead(now), now.firms.output * now.firms.unit_cost, 0.0)


def _lead(now: Now) -> np.ndarray:
    """Which firms lead a chain and make anything."""
    return (now.firms.tier == Tier.LEAD) & (now.firms.output > 0.0)


capture = Indicator(
    "capture",
    by_employment(Firms.capture) / EMPLOYMENT,
    "share of inspections",
    "inspections from which cities spare firms, weighted by employment",
    "none published",
)
compliance_gap = Indicator(
    "compliance_gap",
    _tied_intensity / _tied_jobs - (_intensity - _tied_intensity) / (EMPLOYMENT - _tied_jobs),
    "share",
    "mean intensity of all violations in firms with ties above a half less that in the others, weighted by employment",
    "none published",
)
violation_intensity = Indicator(
    "violation_intensity",
    _intensity / EMPLOYMENT,
    "share",
    "mean intensity of all violations, weighted by employment",
    "none: what firms choose is not seen, only what workers report",
)
false_positive_fines = Indicator(
    "false_positive_fines",
    Sum(Firms.false_positive_fine) / Sum(Firms.fines),
    "share of fines",
    "fines of firms that obeyed, over all fines and back pay",
    "none published",
)
lead_margin = Indicator(
    "lead_margin",
    _lead_sales / _lead_cost - 1.0,
    "share of cost",
    "price of lead firms over standard cost, less one",
    "none published by firm: annual reports of groups hold other business too",
)
