"""Where do workers strike, with what success, and who speaks for them?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, MONTHS, Now, Sum, by_employment
from segsim.rules.supply import WORKDAYS
from segsim.state import Firms
from segsim.state.codes import Union


@Sum
def _hours_lost(now: Now) -> np.ndarray:
    """Jobs times the share of hours that a strike took."""
    return now.employment * now.hours_lost


@Sum
def _days_halted(now: Now) -> np.ndarray:
    """Jobs times days without parts."""
    return now.employment * now.firms.halted_days


@Sum
def _days_struck(now: Now) -> np.ndarray:
    """Days of the strikes that broke out."""
    return WORKDAYS * now.firms.hours_lost * now.firms.struck


@Sum
def _covered(now: Now) -> np.ndarray:
    """Jobs in firms with elected representatives."""
    return now.employment * (now.firms.union == Union.GENUINE)


@Sum
def _captured(now: Now) -> np.ndarray:
    """Jobs in firms whose union management chairs."""
    return now.employment * (now.firms.union == Union.CAPTURED)


strikes = Indicator(
    "strikes",
    Sum(Firms.struck) / MONTHS,
    "strikes/month",
    "firms in which a strike broke out; a firm of the model stands for several",
    "strikes recorded by China Labour Bulletin: shape only, as it counts what media report",
)
strikes_won = Indicator(
    "strikes_won",
    Sum(Firms.strike_won) / MONTHS,
    "strikes/month",
    "strikes that won",
    "none published",
)
ready_to_strike = Indicator(
    "ready_to_strike",
    by_employment(Firms.active_share) / EMPLOYMENT,
    "share of workers",
    "would strike if enough others did",
    "none published",
)
hours_lost = Indicator(
    "hours_lost",
    _hours_lost / EMPLOYMENT,
    "share of hours",
    "standard hours lost to strikes that broke out a month ago",
    "none published",
)
days_halted = Indicator(
    "days_halted",
    _days_halted / EMPLOYMENT,
    "days/month",
    "working days on which a job's firm stood still for want of parts",
    "Honda Nanhai 2010: four assembly plants for days (recalled)",
)
strike_days = Indicator(
    "strike_days",
    _days_struck / MONTHS,
    "days/month",
    "working days that the strikes of the month will last, of all firms; over strikes it is their mean length",
    "none published",
)
union_coverage = Indicator(
    "union_coverage",
    _covered / EMPLOYMENT,
    "share of workers",
    "work in a firm with elected representatives who bargain",
    "elected enterprise unions after 2010: single cases",
)
captured_coverage = Indicator(
    "captured_coverage",
    _captured / EMPLOYMENT,
    "share of workers",
    "work in a firm whose union is chaired by management",
    "official union density; the published figure counts members in all units",
)
