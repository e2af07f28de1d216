"""Who builds, automates, trains and searches, and what became of the money lent for it?

An owner's innovation is weighed by the heads of its firms. Brands are leads in which the state holds nothing: Chinese
IT brands and independent car makers.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.rules.owners import is_state_linked
from segsim.state import Firms
from segsim.state.codes import Owner, Tier

AUTOMATED = 0.01  # ln of productivity gained from which a firm counts as automated; assumed
ZOMBIE = 12  # months in which sales did not cover interest
_INDUSTRIES = ("auto", "it")
_VALUE_ADDED = (Firms.sales, Firms.parts_bill, Firms.materials_bill)
_OWNERS = ("joint_venture", "state_owned", "independent", "brand")


def sums_of(firms: Firms, heads: np.ndarray) -> dict[str, np.ndarray]:
    """What is added up over firms; heads is 0 in empty rows."""
    alive = firms.alive
    debt = np.where(alive, firms.debt, 0.0)
    in_need = alive & ((firms.distress > 0) | (firms.uncovered >= ZOMBIE))
    found = {
        "automation": heads * firms.automation,
        "automated": alive & (firms.automation > AUTOMATED),
        "know_how": heads * firms.know_how,
        "newcomers": heads * firms.turnover,
        "training": firms.training,
        "research": firms.research,
        "own_innovation": heads * firms.own_innovation,
        "imitation": heads * firms.imitation,
        "investment": firms.investment,
        "hurdle": alive * firms.hurdle,
        "bad_debt": debt * in_need,
        "zombie_debt": debt * (firms.uncovered >= ZOMBIE),
        "defaulted": firms.defaulted,
        "receivables_lost": firms.receivables_lost,
    }
    for name, here in owners(firms).items():
        found[f"{name}_heads"] = heads * here
        found[f"{name}_innovation"] = heads * here * firms.own_innovation
    return found


def owners(firms: Firms) -> dict[str, np.ndarray]:
    """Which firms belong to each kind of owner; brands stand apart from other private firms."""
    joint, state = firms.owner == Owner.JOINT_VENTURE, firms.owner == Owner.STATE
    private, lead = ~is_state_linked(firms.owner), firms.tier == Tier.LEAD
    return dict(zip(_OWNERS, (joint, state, private & ~lead, private & lead), strict=True))


def _own_innovation_of(owner: str, words: str) -> Indicator:
    return Indicator(
        f"own_innovation_{owner}", "ln", "invention patents granted; in shape only",
        f"what own research adds to productivity in {words}", (Firms.own_innovation, Firms.owner),
        lambda c: getattr(c, f"{owner}_innovation") / getattr(c, f"{owner}_heads"),
    )  # fmt: skip


automation = Indicator(
    "automation", "ln", "robots per 10,000 workers (International Federation of Robotics): shape only",
    "what machines in place of hands add to log productivity, mean over workers", (Firms.automation,),
    lambda c: c.automation / c.heads,
)  # fmt: skip
firms_automated = Indicator(
    "firms_automated", "share of firms", "surveys of firms that use robots (China Employer-Employee Survey)",
    "firms whose machines add a hundredth or more to productivity", (Firms.automation,),
    lambda c: c.automated / c.firms,
)  # fmt: skip
know_how = Indicator(
    "know_how", "ln", "none published", "what training adds to log productivity, mean over workers",
    (Firms.know_how,), lambda c: c.know_how / c.heads,
)  # fmt: skip
newcomer_share = Indicator(
    "newcomer_share", "1/month", "none published", "smoothed share of newcomers that firms reckon with",
    (Firms.turnover,), lambda c: c.newcomers / c.heads,
)  # fmt: skip
training_share = Indicator(
    "training_share", "share of payroll", "training spending over payroll; the law names 1.5-2.5 %",
    "spent on training over wages due", (Firms.training, Firms.wage_bill), lambda c: c.training / c.wage_bill,
)  # fmt: skip
research_intensity = Indicator(
    "research_intensity", "share of sales", "R&D of above-scale firms over revenue; here own research really done",
    "spent on own research over sales", (Firms.research, Firms.sales), lambda c: c.research / c.sales,
)  # fmt: skip
own_innovation = Indicator(
    "own_innovation", "ln", "invention patents granted; in shape only",
    "what own research adds to log productivity, mean over workers", (Firms.own_innovation,),
    lambda c: c.own_innovation / c.heads,
)  # fmt: skip
imitation = Indicator(
    "imitation", "ln", "none published", "what copied and bought technology adds to log productivity",
    (Firms.imitation,), lambda c: c.imitation / c.heads,
)  # fmt: skip
investment_rate = Indicator(
    "investment_rate", "share of value added", "fixed asset investment over value added of the industry",
    "spent on capacity and machines over value added", (Firms.investment, *_VALUE_ADDED),
    lambda c: c.investment / c.value_added,
)  # fmt: skip
investment_hurdle = Indicator(
    "investment_hurdle", "ratio", "none published", "worth over cost that firms ask for, mean over firms",
    (Firms.hurdle,), lambda c: c.hurdle / c.firms,
)  # fmt: skip
bad_debt_share = Indicator(
    "bad_debt_share", "share of debt", "non-performing and special-mention loans over loans",
    "debt of firms that cannot pay wages, or whose sales have not covered interest for a year",
    (Firms.debt, Firms.distress, Firms.uncovered), lambda c: c.bad_debt / c.debt,
)  # fmt: skip
zombie_share = Indicator(
    "zombie_share", "share of debt", "debt of zombie firms, about 10 % of corporate debt in 2016 (IMF 2017)",
    "debt of firms whose sales have not covered interest for a year", (Firms.debt, Firms.uncovered),
    lambda c: c.zombie_debt / c.debt,
)  # fmt: skip
loans_lost = Indicator(
    "loans_lost", "share of sales", "write-offs of banks; here over sales of the two chains",
    "bank debt left behind by failed firms over sales", (Firms.defaulted, Firms.sales), lambda c: c.defaulted / c.sales,
)  # fmt: skip
receivables_lost = Indicator(
    "receivables_lost", "share of sales", "none published", "owed to suppliers by buyers that failed, over sales",
    (Firms.receivables_lost, Firms.sales), lambda c: c.receivables_lost / c.sales,
)  # fmt: skip

INDICATORS = (
    automation,
    *automation.of_each(_INDUSTRIES),
    automation.of("core"),
    automation.of("lower_tiers"),
    firms_automated,
    know_how,
    know_how.of("core"),
    know_how.of("lower_tiers"),
    newcomer_share,
    training_share,
    training_share.of("core"),
    training_share.of("lower_tiers"),
    research_intensity,
    own_innovation,
    _own_innovation_of("joint_venture", "joint ventures"),
    _own_innovation_of("state_owned", "state firms"),
    _own_innovation_of("independent", "private and overseas Chinese suppliers"),
    _own_innovation_of("brand", "brands without a state holding"),
    imitation,
    investment_rate,
    *investment_rate.of_each(_INDUSTRIES),
    investment_hurdle,
    *investment_hurdle.of_each(_INDUSTRIES),
    bad_debt_share,
    zombie_share,
    loans_lost,
    receivables_lost,
)
