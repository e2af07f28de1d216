"""Which labour law is broken, for how many workers, and how severely?

Incidence is counted over workers as a survey would find them. Intensity is what firms chose this month, weighted by
employment: 0 obeys, 1 breaks the rule in full; for unpaid overtime, contracts and cover it is the share of new hires
left without.
"""

from __future__ import annotations

from segsim.indicators.groups import NATION
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import EMPLOYMENT, FIRMS, Sum, by_employment
from segsim.state import Firms
from segsim.state.codes import Violation


def _of_migrants(
    variable: str, counterpart: str, industry: str = "all", scope: str = "in all industries", also: tuple[str, ...] = ()
) -> Published:
    groups = ("outgoing migrants", "all migrants")
    scope = f"migrants {scope}"
    return Published(variable, industry, groups, 0.01, scope, also, f"{counterpart}; {scope}")


_SURVEY = "NBS migrant survey"
_MANUFACTURING = ("manufacturing",)  # single years beside the series of all industries

under_minimum_base = Indicator(
    "under_minimum_base",
    AtWork.under_base / AtWork.workers,
    "share of workers",
    "base pay under the monthly minimum wage",
    "none published: the law's own test, since overtime pay does not count",
)
under_minimum_total = Indicator(
    "under_minimum_total",
    AtWork.under_total / AtWork.workers,
    "share of workers",
    "all pay of the month under the monthly minimum wage",
    "monthly non-compliance in CHIP 2007 and a formal-sector survey of 2009",
    by={
        NATION: Published(
            "mw_noncompliance_monthly",
            "all",
            ("employees (CHIP)", "full-time workers"),
            0.01,
            "employees of all industries, or of the formal sector",
            ("formal sector",),
        )
    },
)
under_minimum_hourly = Indicator(
    "under_minimum_hourly",
    AtWork.under_hourly / AtWork.workers,
    "share of workers",
    "pay an hour under the minimum wage an hour",
    "hourly non-compliance in CHIP 2007",
    by={
        NATION: Published("mw_noncompliance_hourly", "all", ("employees (CHIP)",), 0.01, "employees of all industries")
    },
)
minimum_gap = Indicator(
    "minimum_gap",
    AtWork.base_gap / AtWork.under_base,
    "share of the minimum",
    "mean gap to the minimum wage of those with base pay under it",
    "none published",
)
overtime_unpaid = Indicator(
    "overtime_unpaid",
    AtWork.unpaid / AtWork.overtime_workers,
    "share of overtime workers",
    "work overtime and get nothing for it",
    "overtime workers without extra pay, formal sector 2009",
    by={
        NATION: Published("overtime_unpaid_share", "formal sector", ("overtime workers",), 0.01, "formal sector only"),
        "migrants": Published(
            "overtime_unpaid_share",
            "all",
            ("urban migrants",),
            0.01,
            "migrants of all industries",
            series="overtime workers without extra pay, urban migrants 2006",
        ),
    },
)
overtime_below_legal = Indicator(
    "overtime_below_legal",
    AtWork.below_legal / AtWork.overtime_workers,
    "share of overtime workers",
    "overtime paid under the law's workday rate",
    "overtime workers under 1.5 times, formal sector 2009",
    by={
        NATION: Published(
            "overtime_below_legal_share", "formal sector", ("overtime workers",), 0.01, "formal sector only"
        )
    },
)
overtime_shortfall = Indicator(
    "overtime_shortfall",
    1.0 - AtWork.overtime_pay / AtWork.overtime_due,
    "share of pay due",
    "overtime pay that the law asks for and nobody pays",
    "none published",
)
contract_share = Indicator(
    "contract_share",
    AtWork.contract / AtWork.workers,
    "share of workers",
    "have a written labour contract",
    f"labour contract signed, {_SURVEY}",
    by={
        "migrants": _of_migrants(
            "migrant_contract_share", f"labour contract signed, {_SURVEY}", "manufacturing", "in manufacturing"
        )
    },
)
injury_cover = Indicator(
    "injury_cover",
    AtWork.injury / AtWork.workers,
    "share of workers",
    "employer pays work-injury insurance",
    f"work-injury insurance paid by the employer, {_SURVEY}",
    by={
        "migrants": _of_migrants(
            "migrant_insured_work_injury", f"work-injury insurance paid by the employer, {_SURVEY}", also=_MANUFACTURING
        )
    },
)
pension_cover = Indicator(
    "pension_cover",
    AtWork.pension / AtWork.workers,
    "share of workers",
    "employer pays pension and the other social insurance",
    f"pension paid by the employer, {_SURVEY}",
    by={
        "migrants": _of_migrants(
            "migrant_insured_pension", f"pension paid by the employer, {_SURVEY}", also=_MANUFACTURING
        )
    },
)
arrears_share = Indicator(
    "arrears_share",
    AtWork.in_arrears / AtWork.workers,
    "share of workers",
    "are owed wages by their employer",
    f"owed wages by the employer, {_SURVEY}: at the time of the survey, December",
    by={
        "migrants": _of_migrants(
            "migrant_arrears_share",
            f"owed wages by the employer, {_SURVEY}: at the time of the survey, December",
            also=_MANUFACTURING,
        )
    },
)
inspected = Indicator(
    "inspected",
    Sum(Firms.inspected) / FIRMS,
    "share of firms/month",
    "firms inspected in the month",
    "employers inspected in a year over all employers, divided by twelve",
    by={NATION: Published("inspection_coverage", "all", (), 0.01 / 12, "all employers; an upper bound")},
)
fines = Indicator(
    "fines",
    Sum(Firms.fines) / EMPLOYMENT,
    "yuan/month",
    "fines and back pay of firms over workers",
    "fines and back pay ordered, per worker; the published sums hold all industries",
)

_CHOSEN = "none: what firms choose is not seen, only what workers report"
DEPTHS = tuple(
    Indicator(
        f"intensity_{rule.name.lower()}", by_employment(Firms.violations, rule) / EMPLOYMENT, "share",
        f"{rule.meaning}, weighted by employment",
        _CHOSEN,
    )
    for rule in (Violation.POLLUTION, Violation.SAFETY)  # of the others workers say how many are wronged
)  # fmt: skip
