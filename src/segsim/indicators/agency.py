"""How much work does the core give out, and how many work through agencies, at what pay?"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.state import Firms

dispatch_share = Indicator(
    "dispatch_share", "share of workers", "dispatch workers over employees of enterprises; a union survey of 2011",
    "work through an agency", (Firms.dispatch_heads,), lambda c: c.dispatch_heads / c.heads,
    published=Published("dispatch_share", "all", (), 0.01, "all enterprises, not the two chains"),
)  # fmt: skip
dispatch_over_regular_pay = Indicator(
    "dispatch_over_regular_pay", "ratio", "agency workers' pay in joint ventures is sometimes half (press)",
    "mean pay of agency over that of regular workers", (Firms.dispatch_heads, Firms.dispatch_bill, Firms.wage_bill),
    lambda c: (c.dispatch_bill / c.dispatch_heads) / ((c.wage_bill - c.dispatch_bill) / (c.heads - c.dispatch_heads)),
)  # fmt: skip
outsourced_share = Indicator(
    "outsourced_share", "share of own work", "none published", "given by core firms to the tier below, mean over heads",
    (Firms.outsourced,), lambda c: c.outsourced / c.heads,
)  # fmt: skip

INDICATORS = (
    dispatch_share,
    *dispatch_share.of_each(SEGMENTS),
    dispatch_over_regular_pay,
    dispatch_over_regular_pay.of("core"),
    outsourced_share.of("core"),
)
