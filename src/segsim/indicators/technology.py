"""Who builds, automates, trains and searches, and what became of the money lent for it?

An owner's innovation is weighted by the employment of its firms. Brands are leads in which the state holds nothing:
Chinese IT brands and independent car makers.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.firms import VALUE_ADDED
from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, FIRMS, Now, Sum, by_employment, living
from segsim.rules.owners import is_state_linked
from segsim.state import Firms, Nation
from segsim.state.codes import Owner, Tier

AUTOMATED = 0.01  # ln of productivity gained from which a firm counts as automated; assumed
ZOMBIE = 12  # months in which sales did not cover interest


@Sum
def _automated(now: Now) -> np.ndarray:
    """Firms whose machines add a hundredth or more to productivity."""
    return now.firms.alive & (now.firms.automation > AUTOMATED)


@Sum
def _bad_debt(now: Now) -> np.ndarray:
    """Debt of firms that cannot pay wages, or whose sales have not covered interest for a year."""
    firms = now.firms
    in_need = firms.alive & ((firms.distress > 0) | (firms.uncovered >= ZOMBIE))
    return np.where(firms.alive, firms.debt, 0.0) * in_need


@Sum
def _zombie_debt(now: Now) -> np.ndarray:
    """Debt of firms whose sales have not covered interest for a year."""
    return np.where(now.firms.alive, now.firms.debt, 0.0) * (now.firms.uncovered >= ZOMBIE)


def _loans(now: Now) -> float:
    """Debt of all firms to the bank."""
    return float(np.where(now.firms.alive, now.firms.debt, 0.0).sum())


def owners(firms: Firms) -> dict[str, np.ndarray]:
    """Which firms belong to each kind of owner; brands stand apart from other private firms."""
    joint, state = firms.owner == Owner.JOINT_VENTURE, firms.owner == Owner.STATE
    private, lead = ~is_state_linked(firms.owner), firms.tier == Tier.LEAD
    return {"joint_venture": joint, "state_owned": state, "independent": private & ~lead, "brand": private & lead}


automation = Indicator(
    "automation",
    by_employment(Firms.automation) / EMPLOYMENT,
    "ln",
    "what automation adds to log productivity, mean over workers",
    "robots per 10,000 workers (International Federation of Robotics): shape only",
)
firms_automated = Indicator(
    "firms_automated",
    _automated / FIRMS,
    "share of firms",
    "firms whose machines add a hundredth or more to productivity",
    "surveys of firms that use robots (China Employer-Employee Survey)",
)
specific_human_capital = Indicator(
    "specific_human_capital",
    by_employment(Firms.specific_human_capital) / EMPLOYMENT,
    "ln",
    "what training adds to log productivity, mean over workers",
    "none published",
)
training_share = Indicator(
    "training_share",
    Sum(Firms.training) / Sum(Firms.wage_bill),
    "share of payroll",
    "spent on training over wages due",
    "training spending over payroll; the law names 1.5-2.5 %",
)
research_intensity = Indicator(
    "research_intensity",
    Sum(Firms.research) / Sum(Firms.sales),
    "share of sales",
    "spent on own research over sales",
    "R&D of above-scale firms over revenue; here own research really done",
)
own_innovation = Indicator(
    "own_innovation",
    by_employment(Firms.own_innovation) / EMPLOYMENT,
    "ln",
    "what own research adds to log productivity, mean over workers",
    "invention patents granted; in shape only",
)
imitation = Indicator(
    "imitation",
    by_employment(Firms.imitation) / EMPLOYMENT,
    "ln",
    "what copied and bought technology adds to log productivity",
    "none published",
)
investment_rate = Indicator(
    "investment_rate",
    Sum(Firms.investment) / VALUE_ADDED,
    "share of value added",
    "spent on capacity and machines over value added",
    "fixed asset investment over value added of the industry",
)
investment_hurdle = Indicator(
    "investment_hurdle",
    living(Firms.hurdle) / FIRMS,
    "ratio",
    "worth over cost that firms ask for, mean over firms",
    "none published",
)
debt_to_sales = Indicator(
    "debt_to_sales",
    living(Firms.debt) / Sum(Firms.sales),
    "months of sales",
    "debt of firms to the bank over their sales of a month",
    "short-term loans over main business revenue of above-scale firms",
)
bad_debt_share = Indicator(
    "bad_debt_share",
    _bad_debt / living(Firms.debt),
    "share of debt",
    "debt of firms that cannot pay wages, or whose sales have not covered interest for a year",
    "non-performing and special-mention loans over loans",
)
zombie_share = Indicator(
    "zombie_share",
    _zombie_debt / living(Firms.debt),
    "share of debt",
    "debt of firms whose sales have not covered interest for a year",
    "debt of zombie firms, about 10 % of corporate debt in 2016 (IMF 2017)",
)
loan_loss_rate = Indicator(
    "loan_loss_rate",
    12.0 * Sum(Firms.defaulted) / living(Firms.debt),
    "1/year",
    "loans forgiven, or left behind by firms that closed, over loans, a year",
    "write-offs and disposals over loans of commercial banks",
)
bank_capital_ratio = Indicator(
    "bank_capital_ratio",
    Sum(Nation.bank_capital) / Sum(_loans, over="nation"),
    "share of loans",
    "capital of the bank over its loans to all firms",
    "capital adequacy of commercial banks, 8 % by law",
)
receivables_lost = Indicator(
    "receivables_lost",
    Sum(Firms.receivables_lost) / Sum(Firms.sales),
    "share of sales",
    "owed to suppliers by buyers that failed, over sales",
    "none published",
)
