"""Whom do inspectors spare, how foreseeable are they, and what does the centre get through?"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.state import Cities, Firms, Markets, Nation

_DEPTHS = (Firms.violations,)

capture = Indicator(
    "capture", "share of inspections", "none published", "inspections from which cities spare firms, by heads",
    (Firms.capture,), lambda c: c.spared / c.heads,
)  # fmt: skip
compliance_gap = Indicator(
    "compliance_gap", "share", "none published",
    "mean depth of all violations in firms with ties above a half less that in the others, by heads",
    (Firms.connection, *_DEPTHS),
    lambda c: c.tied_depth / c.tied_heads - (c.depth - c.tied_depth) / (c.heads - c.tied_heads),
)  # fmt: skip
violation_depth = Indicator(
    "violation_depth", "share", "none: what firms choose is not seen, only what workers report",
    "mean depth of all violations, by heads", _DEPTHS, lambda c: c.depth / c.heads,
)  # fmt: skip
belief_spread = Indicator(
    "belief_spread", "1/month", "none published",
    "standard deviation of the inspection rate that firms have seen in two years, by heads", (Firms.belief_variance,),
    lambda c: c.belief_spread / c.heads,
)  # fmt: skip
campaign_share = Indicator(
    "campaign_share", "share of workers", "none published", "work in a city in campaign", (Cities.campaign,),
    lambda c: c.in_campaign / c.heads,
)  # fmt: skip
wrong_fines = Indicator(
    "wrong_fines", "share of fines", "none published", "fines of firms that obeyed, over all fines and back pay",
    (Firms.wrong_fine, Firms.fines), lambda c: c.wrong_fines / c.fines,
)  # fmt: skip
lead_margin = Indicator(
    "lead_margin", "share of cost", "none published by firm: annual reports of groups hold other business too",
    "price of lead firms over standard cost, less one", (Firms.price, Firms.unit_cost, Firms.output),
    lambda c: c.lead_sales / c.lead_cost - 1.0,
)  # fmt: skip
policy_risk = Indicator(
    "policy_risk", "index", "none published", "fear of a crackdown on the sector, by heads", (Markets.policy_risk,),
    lambda c: c.policy_risk / c.heads,
)  # fmt: skip
reform_delay = Indicator(
    "reform_delay", "years", "none published", "mean time by which lobbying delays a reform ordered in the month",
    (Nation.reform_delay,), lambda c: c.reform_delay / c.months,
)  # fmt: skip
reform_force = Indicator(
    "reform_force", "share", "none published", "national inspection rate in force over the rate ordered",
    (Nation.reform_force,), lambda c: c.reform_force / c.months,
)  # fmt: skip

INDICATORS = (
    capture,
    compliance_gap,
    *compliance_gap.of_each(("core", "outside_core")),
    violation_depth,
    belief_spread,
    campaign_share,
    wrong_fines,
    lead_margin,
    *lead_margin.of_each(("auto", "it")),
    policy_risk,
    *policy_risk.of_each(("auto", "it")),
    reform_delay,
    reform_force,
)
