"""Which labour law is broken, for how many workers, and how deep?

Incidence is counted over workers as a survey would find them. Depth is what firms chose this month, weighted by heads:
0 obeys, 1 breaks the rule in full; for unpaid overtime, contracts and cover it is the share of new hires left without.
"""

from __future__ import annotations

from segsim.indicators.counts import SEGMENTS
from segsim.indicators.indicator import Indicator, Published
from segsim.state import Cities, Firms, Nation, Workers
from segsim.state.codes import Violation

_PAY = (Workers.base_pay, Workers.overtime_pay, Workers.bonus)
_OVERTIME = (Workers.overtime, Workers.overtime_pay, Workers.base_pay)
_SURVEY = "NBS migrant survey"
_MANUFACTURING = ("manufacturing",)  # single years beside the series of all industries

under_minimum_base = Indicator(
    "under_minimum_base", "share of workers", "none published: the law's own test, since overtime pay does not count",
    "base pay under the monthly minimum wage", (Workers.base_pay, Cities.minimum_wage),
    lambda c: c.under_base / c.workers,
)  # fmt: skip
under_minimum_total = Indicator(
    "under_minimum_total", "share of workers", "monthly non-compliance in CHIP 2007 and a formal-sector survey of 2009",
    "all pay of the month under the monthly minimum wage", (*_PAY, Cities.minimum_wage),
    lambda c: c.under_total / c.workers,
    published=Published(
        "mw_noncompliance_monthly", "all", ("employees (CHIP)", "full-time workers"), 0.01,
        "employees of all industries, or of the formal sector", ("formal sector",),
    ),
)  # fmt: skip
under_minimum_hourly = Indicator(
    "under_minimum_hourly", "share of workers", "hourly non-compliance in CHIP 2007",
    "pay an hour under the minimum wage an hour", (*_PAY, Workers.overtime, Cities.minimum_wage),
    lambda c: c.under_hourly / c.workers,
    published=Published("mw_noncompliance_hourly", "all", ("employees (CHIP)",), 0.01, "employees of all industries"),
)  # fmt: skip
minimum_gap = Indicator(
    "minimum_gap", "share of the minimum", "none published",
    "mean gap to the minimum wage of those with base pay under it",
    (Workers.base_pay, Cities.minimum_wage), lambda c: c.base_gap / c.under_base,
)  # fmt: skip
overtime_unpaid = Indicator(
    "overtime_unpaid", "share of overtime workers", "overtime workers without extra pay, formal sector 2009",
    "work overtime and get nothing for it", _OVERTIME, lambda c: c.unpaid / c.overtime_workers,
    published=Published("overtime_unpaid_share", "formal sector", ("overtime workers",), 0.01, "formal sector only"),
)  # fmt: skip
overtime_below_legal = Indicator(
    "overtime_below_legal", "share of overtime workers", "overtime workers under 1.5 times, formal sector 2009",
    "overtime paid under the law's workday rate", (*_OVERTIME, Nation.overtime_multiple),
    lambda c: c.below_legal / c.overtime_workers,
    published=Published(
        "overtime_below_legal_share", "formal sector", ("overtime workers",), 0.01, "formal sector only"
    ),
)  # fmt: skip
overtime_shortfall = Indicator(
    "overtime_shortfall", "share of pay due", "none published", "overtime pay that the law asks for and nobody pays",
    (*_OVERTIME, Nation.overtime_multiple), lambda c: 1.0 - c.overtime_pay / c.overtime_due,
)  # fmt: skip
contract_share = Indicator(
    "contract_share", "share of workers", f"labour contract signed, {_SURVEY}", "have a written labour contract",
    (Workers.written_contract,), lambda c: c.contract / c.workers,
)  # fmt: skip
injury_cover = Indicator(
    "injury_cover", "share of workers", f"work-injury insurance paid by the employer, {_SURVEY}",
    "employer pays work-injury insurance", (Workers.injury_cover,), lambda c: c.injury / c.workers,
)  # fmt: skip
pension_cover = Indicator(
    "pension_cover", "share of workers", f"pension paid by the employer, {_SURVEY}",
    "employer pays pension and the other social insurance", (Workers.pension_cover,), lambda c: c.pension / c.workers,
)  # fmt: skip
arrears_share = Indicator(
    "arrears_share", "share of workers", f"owed wages by the employer, {_SURVEY}: at the time of the survey, December",
    "are owed wages by their employer", (Workers.arrears,), lambda c: c.in_arrears / c.workers,
)  # fmt: skip
inspected = Indicator(
    "inspected", "share of firms/month", "employers inspected in a year over all employers, divided by twelve",
    "firms inspected in the month", (Firms.inspected,), lambda c: c.inspected / c.firms,
    published=Published("inspection_coverage", "all", (), 0.01 / 12, "all employers; an upper bound"),
)  # fmt: skip
fines = Indicator(
    "fines", "yuan/month", "fines and back pay ordered, per worker; the published sums hold all industries",
    "fines and back pay of firms over workers", (Firms.fines,), lambda c: c.fines / c.heads,
)  # fmt: skip

_DEPTHS = {rule.name.lower(): (Firms.violations, rule.meaning) for rule in Violation}


def _depth(name: str) -> Indicator:
    column, meaning = _DEPTHS[name]
    return Indicator(
        f"depth_{name}", "share", "none: what firms choose is not seen, only what workers report",
        f"{meaning}, by heads", (column,), lambda c: getattr(c, f"depth_{name}") / c.heads,
    )  # fmt: skip


def _of_migrants(
    indicator: Indicator,
    variable: str,
    industry: str = "all",
    words: str = "in all industries",
    also: tuple[str, ...] = (),
) -> Indicator:
    seen = Published(variable, industry, ("outgoing migrants", "all migrants"), 0.01, f"migrants {words}", also)
    return indicator.of("migrants", seen, f"{indicator.counterpart}; migrants {words}")


INDICATORS = (
    under_minimum_base,
    *under_minimum_base.of_each(SEGMENTS),
    under_minimum_total,
    under_minimum_hourly,
    *under_minimum_hourly.of_each(SEGMENTS),
    minimum_gap,
    overtime_unpaid,
    overtime_unpaid.of(
        "migrants",
        Published("overtime_unpaid_share", "all", ("urban migrants",), 0.01, "migrants of all industries"),
        "overtime workers without extra pay, urban migrants 2006",
    ),
    *overtime_unpaid.of_each(SEGMENTS),
    overtime_below_legal,
    *overtime_below_legal.of_each(SEGMENTS),
    overtime_shortfall,
    contract_share,
    _of_migrants(contract_share, "migrant_contract_share", "manufacturing", "in manufacturing"),
    *contract_share.of_each(SEGMENTS),
    injury_cover,
    _of_migrants(injury_cover, "migrant_insured_work_injury", also=_MANUFACTURING),
    *injury_cover.of_each(SEGMENTS),
    pension_cover,
    _of_migrants(pension_cover, "migrant_insured_pension", also=_MANUFACTURING),
    *pension_cover.of_each(SEGMENTS),
    arrears_share,
    _of_migrants(arrears_share, "migrant_arrears_share", also=_MANUFACTURING),
    *arrears_share.of_each(SEGMENTS),
    *(_depth(name) for name in _DEPTHS),
    inspected,
    fines,
)
