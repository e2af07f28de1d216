"""Are reports true, who is awarded, and does a good way that no metric sees spread?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.snapshot import Snapshot
from segsim.state import Cities, Firms

_REPORTS = (Firms.sales, Firms.research_share, Firms.relabelled)


def _follows_truth(seen: Snapshot) -> float:
    """Correlation over firms of the award for a yuan of sales with the growth of productivity it was given for."""
    firms = seen.state.firms
    rows = np.flatnonzero(firms.alive & (firms.sales > 0.0))
    money = seen.state.cities.award_money[firms.city[rows]]
    award = firms.award[rows] * money / firms.sales[rows]
    truth = firms.true_growth[rows]
    if rows.size < 3 or np.ptp(award) == 0.0 or np.ptp(truth) == 0.0:
        return float("nan")
    return float(np.corrcoef(award, truth)[0, 1])


reported_over_real_research = Indicator(
    "reported_over_real_research", "ratio", "reported R&D over R&D after audits: about 4 to 3 in Chen et al. 2021",
    "research that firms report over what they spend on it", _REPORTS,
    lambda c: (c.research_share + c.relabelled) / c.research_share,
)  # fmt: skip
relabelled_share = Indicator(
    "relabelled_share", "share of reported research", "relabelled part of R&D that firms report for tax awards",
    "other spending under the name of research, over what is reported", _REPORTS,
    lambda c: c.relabelled / (c.research_share + c.relabelled),
)  # fmt: skip
awards = Indicator(
    "awards", "share of sales", "government subsidies over revenue of listed firms: about half a percent (recalled)",
    "awards of cities over sales of firms", (Firms.awarded, Firms.sales), lambda c: c.awarded / c.sales,
)  # fmt: skip
output_per_award = Indicator(
    "output_per_award", "yuan/yuan", "none published", "value added at constant prices over awards paid",
    (Firms.output, Firms.awarded), lambda c: c.real_value_added / c.awarded,
)  # fmt: skip
awards_follow_truth = Indicator(
    "awards_follow_truth", "correlation", "subsidies against later productivity growth of firms: single studies",
    "correlation over firms of awards for a yuan of sales with the true growth they were given for",
    (Firms.award, Firms.sales, Firms.true_growth, Cities.award_money), _follows_truth, basis="state",
)  # fmt: skip
quiet_adoption = Indicator(
    "quiet_adoption", "share of workers", "none published: no metric sees it",
    "work in a firm that took the quiet way to improve", (Firms.quiet,), lambda c: c.quiet / c.heads,
)  # fmt: skip
growth_padding = Indicator(
    "growth_padding", "share", "local output over national accounts: 5 % of GDP too high before corrections",
    "by which the city where people work overstated its growth", (Cities.padding,), lambda c: c.padding / c.heads,
)  # fmt: skip

INDICATORS = (
    reported_over_real_research,
    relabelled_share,
    awards,
    output_per_award,
    awards_follow_truth,
    quiet_adoption,
    growth_padding,
)
