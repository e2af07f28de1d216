"""How do firms fare: output, prices, use of capacity, profit, debt, failure, and what labour gets of it?"""

from __future__ import annotations

import numpy as np

from segsim.indicators.groups import NATION
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import EMPLOYMENT, FIRMS, MONTHS, PRICES, Now, Sum, by_employment, living
from segsim.plumbing.tables import or_zero
from segsim.state import Firms, Nation


def _value_added(now: Now) -> np.ndarray:
    """Sales less parts, materials and overhead, yuan/month."""
    firms = now.firms
    return firms.sales - firms.parts_bill - firms.materials_bill


def _real_value_added(now: Now) -> np.ndarray:
    """Output less parts and materials at prices of the first month, yuan/month."""
    firms, markets = now.firms, now.markets
    bought = or_zero(firms.parts_per_unit) + markets.materials_per_unit[firms.market]
    bought = bought - or_zero(firms.inputs_saved) / now.state.nation.cpi[0]
    return firms.output * (1.0 - bought)


def _capital(now: Now) -> np.ndarray:
    """Capacity at prices of the first month, yuan."""
    return np.where(now.firms.alive, now.firms.capacity, 0.0) * now.markets.capital_per_unit[now.firms.market]


def _labour_cost(now: Now) -> np.ndarray:
    """Wages due and employers' insurance, yuan/month."""
    return now.firms.wage_bill + now.firms.insurance_bill


VALUE_ADDED, REAL_VALUE_ADDED = Sum(_value_added), Sum(_real_value_added)
CAPITAL, LABOUR_COST = Sum(_capital), Sum(_labour_cost)


@Sum
def _jobs_with_wage(now: Now) -> np.ndarray:
    """Jobs in firms that post a wage."""
    return now.employment * (now.firms.base_wage > 0.0)


@Sum
def _markdown(now: Now) -> np.ndarray:
    """Marginal revenue product over posted wage, weighted by employment."""
    with_wage = now.employment * (now.firms.base_wage > 0.0)
    return with_wage * now.firms.mrpl / np.maximum(now.firms.base_wage, 1e-9)


SMALL, MIDDLE = 1.0 / 3.0, 4.0 / 3.0  # bounds of size over the mean: 10 and 40 people of 30; assumed


def _relative_size(now: Now) -> np.ndarray:
    """Employment over the mean of all firms, with those that closed this month; -1 in empty rows."""
    firms = now.firms
    were = firms.alive | firms.closed
    people = np.where(firms.closed, firms.closed_employment, firms.employment)
    mean = people[were].mean() if were.any() else 0.0
    return np.where(were, people / max(mean, 1e-9), -1.0)


def _closing_rate(name: str, low: float, high: float, meaning: str) -> Indicator:
    """Firms that closed over firms there were, of a size between two bounds over the mean of all."""

    def there(now: Now) -> np.ndarray:
        """Firms of a size class, with those that closed this month."""
        size = now.once(_relative_size)
        return (size >= low) & (size < high)

    def closed(now: Now) -> np.ndarray:
        """Firms of a size class that closed."""
        return there(now) & now.firms.closed

    there.__name__, closed.__name__ = f"{name}_firms", f"{name}_firms_closed"
    counterpart = f"exit rate of {name} firms; none published in facts.csv"
    return Indicator(
        f"failure_rate_{name}", 12.0 * Sum(closed) / Sum(there), "1/year", f"firms {meaning} that close, a year",
        counterpart,
    )  # fmt: skip


output = Indicator(
    "output",
    Sum(Firms.output) / MONTHS,
    "yuan/month",
    "units made in all tiers: a unit was worth a yuan in the first month",
    "gross output at constant prices of above-scale firms; here at prices of the first month",
    prices="real",
)
value_added = Indicator(
    "value_added",
    VALUE_ADDED / MONTHS,
    "yuan/month",
    "sales less parts, materials and overhead",
    "industrial value added at current prices",
    beside=("brands",),
)
value_added_real = Indicator(
    "value_added_real",
    VALUE_ADDED / PRICES,
    "yuan of 2010/month",
    "sales less parts, materials and overhead, deflated by consumer prices",
    "industrial value added, deflated by the consumer price index",
)
sales_real = Indicator(
    "sales_real",
    Sum(Firms.sales) / PRICES,
    "yuan of 2010/month",
    "sales of all tiers, deflated by consumer prices",
    "gross output of above-scale firms, deflated by the consumer price index",
)
productivity = Indicator(
    "productivity",
    REAL_VALUE_ADDED / AtWork.hours,
    "yuan/hour",
    "output less parts and materials, at prices of the first month, over hours worked",
    "value added an hour at constant prices; published per head of above-scale firms",
    prices="real",
)
price_index = Indicator(
    "price_index",
    Sum(Firms.sales) / Sum(Firms.output),
    "ratio",
    "sales over output at prices of the first month",
    "producer price index, but with the weights of this month's output",
)
utilisation = Indicator(
    "utilisation",
    Sum(Firms.output) / living(Firms.capacity),
    "share of capacity",
    "output over what capital allows",
    "capacity utilisation survey of NBS, published from 2013",
)
profit_margin = Indicator(
    "profit_margin",
    Sum(Firms.profit) / Sum(Firms.sales),
    "share of sales",
    "profit after interest, depreciation, fines and tax over sales",
    "profit over revenue of above-scale firms; here after tax",
)
firms = Indicator(
    "firms",
    FIRMS / MONTHS,
    "firms",
    "firms in operation",
    "number of establishments; a firm of the model stands for several",
)
failures = Indicator(
    "failures",
    Sum(Firms.closed) / MONTHS,
    "firms/month",
    "firms that closed: insolvent, unable to pay, or given up",
    "bankruptcies and closures; the published counts hold only registered ones",
)
failure_rates = (
    _closing_rate("small", 0.0, SMALL, "of less than a third of mean employment"),
    _closing_rate("middle", SMALL, MIDDLE, "between a third of and four thirds of mean employment"),
    _closing_rate("large", MIDDLE, float("inf"), "over four thirds of mean employment"),
)
entries = Indicator(
    "entries",
    Sum(Firms.entered) / MONTHS,
    "firms/month",
    "firms that began",
    "newly registered firms",
)
labour_share = Indicator(
    "labour_share",
    LABOUR_COST / VALUE_ADDED,
    "share of value added",
    "wages due and employers' insurance over value added",
    "compensation of employees over GDP; here two manufacturing chains only",
    by={NATION: Published("labour_share_gdp", "all", (), 0.01, "the whole economy, with farms and the self-employed")},
)
dormitory_share = Indicator(
    "dormitory_share",
    by_employment(Firms.dormitory) / EMPLOYMENT,
    "share of workers",
    "sleep in the dormitory of their firm",
    "outgoing migrants housed in employers' dormitories: 32.4 % in 2011 (NBS)",
)
markdown = Indicator(
    "markdown",
    _markdown / _jobs_with_wage,
    "ratio",
    "marginal revenue product of an hour over the posted base wage, weighted by employment; an assumption on cost "
    "shares in disguise (evidence/calibration.md T29), not a test of monopsony",
    "marginal revenue product over wage, estimated for manufacturing firms 2008-2016",
    by={NATION: Published("wage_markdown", "manufacturing", ("firms 2008-2016",))},
)
consumption = Indicator(
    "consumption",
    Sum(Nation.consumption) / MONTHS,
    "yuan/month",
    "spending of all workers",
    "household consumption; here of the model's workers only, with those at home",
)
consumer_prices = Indicator(
    "consumer_prices",
    Sum(Nation.cpi) / MONTHS,
    "ratio",
    "consumer prices relative to January 2006",
    "consumer price index, read in",
)
