"""Are reports true, who is awarded, and does a good way that no metric sees spread?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator
from segsim.indicators.snapshot import Snapshot
from segsim.indicators.sums import EMPLOYMENT, Now, Sum, by_employment
from segsim.state import Cities, Firms


@Sum
def _research_share(now: Now) -> np.ndarray:
    """Spent on research by firms in operation, yuan/month."""
    return now.firms.sales * np.where(now.firms.alive, now.firms.research_share, 0.0)


@Sum
def _relabelled(now: Now) -> np.ndarray:
    """Other spending under the name of research, yuan/month."""
    return now.firms.sales * np.where(now.firms.alive, now.firms.relabelled, 0.0)


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


relabelled_share = Indicator(
    "relabelled_share",
    _relabelled / (_research_share + _relabelled),
    "share of reported research",
    "other spending under the name of research, over what is reported",
    "relabelled part of R&D that firms report for tax awards",
)
awards = Indicator(
    "awards",
    Sum(Firms.awarded) / Sum(Firms.sales),
    "share of sales",
    "awards of cities over sales of firms",
    "government subsidies over revenue of listed firms: about half a percent (recalled)",
)
awards_follow_truth = Indicator(
    "awards_follow_truth", _follows_truth, "correlation",
    "correlation over firms of awards for a yuan of sales with the true growth they were given for",
    "subsidies against later productivity growth of firms: single studies", basis="state",
    measures=(Firms.award, Firms.sales, Firms.true_growth, Cities.award_money),
)  # fmt: skip
growth_over_reporting = Indicator(
    "growth_over_reporting",
    by_employment(Cities.over_reporting) / EMPLOYMENT,
    "share",
    "by which the city where people work overstated its growth",
    "local output over national accounts: 5 % of GDP too high before corrections",
)
