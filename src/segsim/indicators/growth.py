"""What goes into growth: how much is made, with how much capital and how many hours?

Growth itself, and how much of it is productivity, is read out of the stored years (analysis/growth.py).
"""

from __future__ import annotations

from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import MONTHS, Quantity

value_added_volume = Indicator(
    "value_added_volume", REAL_VALUE_ADDED / MONTHS, "yuan/month",
    "output less parts and materials at prices of the first month",
    "value added of above-scale firms at constant prices",
    prices="real",
)  # fmt: skip
capital = Indicator(
    "capital", CAPITAL / MONTHS, "yuan", "capacity at prices of the first month",
    "real fixed assets of above-scale firms", prices="real",
)  # fmt: skip
hours = Indicator(
    "hours", AtWork.hours / MONTHS, "hours/month", "hours worked", "employed persons; hours are not published"
)


def _growth(name: str, counterpart: str, meaning: str, *needs: Quantity) -> Indicator:
    return Indicator(name, None, "ln/year", meaning, counterpart, basis="years", needs=needs)


growth_output = _growth(
    "growth_output", "value added of above-scale firms at constant prices", "growth of value added at constant prices",
    REAL_VALUE_ADDED,
)  # fmt: skip
growth_capital = _growth(
    "growth_capital", "real fixed assets of above-scale firms", "growth of capacity at first prices", CAPITAL
)
growth_hours = _growth(
    "growth_hours", "employed persons; hours are not published", "growth of hours worked", AtWork.hours
)
growth_tfp = _growth(
    "growth_tfp", "total factor productivity, Brandt et al. 2012: 7.96 % a year in 1998-2007",
    "growth of output that capital and hours do not explain", REAL_VALUE_ADDED, CAPITAL, AtWork.hours,
)  # fmt: skip
intensive_share = Indicator(
    "intensive_share", None, "share of growth", "productivity in the growth of output over the last five years",
    "productivity over value-added growth in growth accounting", basis="years",
    needs=(REAL_VALUE_ADDED, CAPITAL, AtWork.hours),
)  # fmt: skip
