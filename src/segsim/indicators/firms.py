"""How do firms fare: output, prices, use of capacity, profit, debt, failure, and what labour gets of it?"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.state import Firms, Markets, Nation

_VALUE_ADDED = (Firms.sales, Firms.parts_bill, Firms.materials_bill)
_INDUSTRIES = ("auto", "it")

output = Indicator(
    "output", "yuan/month", "gross output at constant prices of above-scale firms; here at prices of the first month",
    "units made in all tiers: a unit was worth a yuan in the first month", (Firms.output,),
    lambda c: c.output / c.months,
)  # fmt: skip
value_added = Indicator(
    "value_added", "yuan/month", "industrial value added at current prices", "sales less parts, materials and overhead",
    _VALUE_ADDED, lambda c: c.value_added / c.months,
)  # fmt: skip
productivity = Indicator(
    "productivity", "yuan/hour", "value added an hour at constant prices; published per head of above-scale firms",
    "output less parts and materials, at prices of the first month, over hours worked",
    (Firms.output, Firms.parts_per_unit, Firms.inputs_spared, Markets.materials_per_unit),
    lambda c: c.real_value_added / c.hours,
)  # fmt: skip
price_index = Indicator(
    "price_index", "ratio", "producer price index, but with the weights of this month's output",
    "sales over output at prices of the first month", (Firms.sales, Firms.output), lambda c: c.sales / c.output,
)  # fmt: skip
utilisation = Indicator(
    "utilisation", "share of capacity", "capacity utilisation survey of NBS, published from 2013",
    "output over what capital allows", (Firms.output, Firms.capacity), lambda c: c.output / c.capacity,
)  # fmt: skip
profit_margin = Indicator(
    "profit_margin", "share of sales", "profit over revenue of above-scale firms; here after tax",
    "profit after interest, depreciation, fines and tax over sales", (Firms.profit, Firms.sales),
    lambda c: c.profit / c.sales,
)  # fmt: skip
debt_to_sales = Indicator(
    "debt_to_sales", "months of sales", "liabilities of above-scale firms; here bank loans only",
    "bank debt over monthly sales", (Firms.debt, Firms.sales), lambda c: c.debt / c.sales,
)  # fmt: skip
firms = Indicator(
    "firms", "firms", "number of establishments; a firm of the model stands for several", "firms in operation",
    (Firms.alive,), lambda c: c.firms / c.months,
)  # fmt: skip
failures = Indicator(
    "failures", "firms/month", "bankruptcies and closures; the published counts hold only registered ones",
    "firms that failed", (Firms.closed,), lambda c: c.closed / c.months,
)  # fmt: skip
entries = Indicator(
    "entries", "firms/month", "newly registered firms", "firms that began", (Firms.entered,),
    lambda c: c.entered / c.months,
)  # fmt: skip
firms_in_distress = Indicator(
    "firms_in_distress", "share of firms", "none published", "could not pay wages in full", (Firms.distress,),
    lambda c: c.distressed / c.firms,
)  # fmt: skip
labour_share = Indicator(
    "labour_share", "share of value added", "compensation of employees over GDP; here two manufacturing chains only",
    "wages due and employers' insurance over value added", (*_VALUE_ADDED, Firms.wage_bill, Firms.insurance_bill),
    lambda c: c.labour_cost / c.value_added,
    published=Published("labour_share_gdp", "all", (), 0.01, "the whole economy, with farms and the self-employed"),
)  # fmt: skip
dormitory_share = Indicator(
    "dormitory_share", "share of workers", "outgoing migrants housed in employers' dormitories: 32.4 % in 2011 (NBS)",
    "sleep in the dormitory of their firm", (Firms.dormitory,), lambda c: c.housed / c.heads,
)  # fmt: skip
shop_floor_effort = Indicator(
    "shop_floor_effort", "ratio", "none published", "work done in an hour relative to a shop of the usual discipline",
    (Firms.effort,), lambda c: c.shop_floor_effort / c.heads,
)  # fmt: skip
markdown = Indicator(
    "markdown", "ratio", "marginal revenue product over wage, estimated for manufacturing firms 2008-2016",
    "marginal revenue product of an hour over the posted base wage, mean over heads; an assumption on cost shares in "
    "disguise (evidence/calibration.md T29), not a test of monopsony",
    (Firms.mrpl, Firms.base_wage), lambda c: c.markdown / c.heads_with_wage,
    published=Published("wage_markdown", "manufacturing", ("firms 2008-2016",)),
)  # fmt: skip
consumption = Indicator(
    "consumption", "yuan/month", "household consumption; here of the model's workers only, with those at home",
    "spending of all workers", (Nation.consumption,), lambda c: c.consumption / c.months,
)  # fmt: skip
consumption_to_value_added = Indicator(
    "consumption_to_value_added", "ratio", "household consumption over GDP; not comparable in level",
    "spending of all workers over value added of the two chains", (Nation.consumption, *_VALUE_ADDED),
    lambda c: c.consumption / c.value_added,
)  # fmt: skip
consumer_prices = Indicator(
    "consumer_prices", "ratio", "consumer price index, read in", "consumer prices relative to January 2006",
    (Nation.cpi,), lambda c: c.cpi / c.months,
)  # fmt: skip

INDICATORS = (
    output,
    *output.of_each(_INDUSTRIES),
    value_added,
    productivity,
    *productivity.of_each(SEGMENTS),
    price_index,
    *price_index.of_each((*SEGMENTS, *_INDUSTRIES)),
    utilisation,
    *utilisation.of_each((*SEGMENTS, *_INDUSTRIES)),
    profit_margin,
    *profit_margin.of_each((*SEGMENTS, *_INDUSTRIES)),
    debt_to_sales,
    firms,
    failures,
    *failures.of_each(SEGMENTS),
    entries,
    firms_in_distress,
    labour_share,
    *labour_share.of_each(SEGMENTS),
    dormitory_share,
    *dormitory_share.of_each(SEGMENTS),
    shop_floor_effort,
    *shop_floor_effort.of_each(SEGMENTS),
    markdown,
    *markdown.of_each(SEGMENTS),
    consumption,
    consumption_to_value_added,
    consumer_prices,
)
