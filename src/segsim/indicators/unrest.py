"""Where do workers strike, with what success, and who speaks for them?"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator
from segsim.state import Firms

strikes = Indicator(
    "strikes", "strikes/month", "strikes recorded by China Labour Bulletin: shape only, as it counts what media report",
    "firms in which a strike broke out; a firm of the model stands for several", (Firms.struck,),
    lambda c: c.struck / c.months,
)  # fmt: skip
strikes_won = Indicator(
    "strikes_won", "strikes/month", "none published", "strikes that won", (Firms.strike_won,),
    lambda c: c.strikes_won / c.months,
)  # fmt: skip
ready_to_strike = Indicator(
    "ready_to_strike", "share of workers", "none published", "would strike if enough others did", (Firms.active_share,),
    lambda c: c.ready_to_strike / c.heads,
)  # fmt: skip
hours_lost = Indicator(
    "hours_lost", "share of hours", "none published", "standard hours lost to strikes that broke out a month ago",
    (Firms.hours_lost,),
    lambda c: c.hours_lost / c.heads,
)  # fmt: skip
union_coverage = Indicator(
    "union_coverage", "share of workers", "elected enterprise unions after 2010: single cases",
    "work in a firm with elected representatives who bargain", (Firms.union,), lambda c: c.covered / c.heads,
)  # fmt: skip
captured_coverage = Indicator(
    "captured_coverage", "share of workers", "official union density; the published figure counts members in all units",
    "work in a firm whose union is chaired by management", (Firms.union,), lambda c: c.captured / c.heads,
)  # fmt: skip

INDICATORS = (
    strikes,
    *strikes.of_each((*SEGMENTS, "auto", "it")),
    strikes_won,
    ready_to_strike,
    hours_lost,
    union_coverage,
    captured_coverage,
)
