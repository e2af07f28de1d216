"""Which few numbers say most, in which words? The lines of the first page, for a run and for a comparison alike."""

from __future__ import annotations

from segsim.analysis.palette import INK, Look
from segsim.figures.printed.chart import MEANS, SUMS, Chart, Line

PLAIN = Look("", INK, (), 1.5)


def _key(says: str, unit: str, indicator: str, factor: float = 1.0, points: str = MEANS, people: bool = False) -> Chart:
    """One line of the first page: in words, with its unit."""
    sign = "%" if unit.startswith("%") else ""
    return Chart(says, unit, (Line(indicator, PLAIN),), sign, factor, points, is_people=people)


KEYS = (
    _key("Migrants' pay", "yuan a month, all segments", "earnings:migrants"),
    _key("Pay in the core over the lower tiers", "times", "earnings:core/lower_tiers"),
    _key("Base pay over the legal minimum", "times, lower tiers", "base_over_minimum:lower_tiers"),
    _key("Working week of migrants", "hours", "hours_week:migrants"),
    _key("Overtime unpaid", "% of those who work overtime", "overtime_unpaid", 100.0),
    _key("Migrants with a written contract", "% of migrants", "contract_share:migrants", 100.0),
    _key("Migrants with injury insurance", "% of migrants", "injury_cover:migrants", 100.0),
    _key("Jobs", "in both chains", "employment", people=True),
    _key("Without a job", "% of the labour force in cities", "unemployment_rate", 100.0),
    _key("Strikes", "firms of the model a year", "strikes", points=SUMS),
    _key("Inequality of pay", "Gini, 0: all paid alike", "gini"),
    _key("Profit", "% of sales", "profit_margin", 100.0),
    _key("Made in an hour", "yuan at first prices", "productivity"),
    _key("Dirt where people work", "1: January 2006", "pollution"),
    _key("In pockets of intensive growth", "% of workers", "share_pocket", 100.0),
    _key("Under market despotism", "% of workers", "share_market_despotism", 100.0),
)  # fmt: skip
