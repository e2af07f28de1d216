"""What must hold of the model whatever is fitted later: each claim with its bounds and how it is read off the runs.

Bounds are those of the issue that asked for the rules, taken from published ranges; they are not fitted to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from measures import (
    Found,
    change,
    change_in,
    effect,
    extreme,
    fall,
    frozen_spread,
    growth,
    growth_of_first_year,
    history,
    mean_of,
    of,
    over_sizes,
    paid_beside,
    ratio,
    wave,
)

SHARES = ("jobs_pocket", "jobs_despotism", "jobs_low_road", "jobs_decent_lagging", "jobs_between")
MEASURED = [
    "employment", "unemployment_rate", "output", "inspected", "strikes", "earnings:migrants",
    "separation_rate:core", "separation_rate:outside_core", "base_over_minimum:lower_tiers", "earnings:core",
    "earnings:lower_tiers", "base_pay:lower_tiers", "hours_week:core", "hours_week:lower_tiers",
    "overtime_share:contract_manufacturer", "bonus_share:contract_manufacturer", "overtime_share:core",
    "bonus_share:core", "output:auto", "new_energy_share", "car_buyers_refused", "price_index", "employment:supplier",
    "bad_debt_share", "investment_rate", "contract_share", "pension_cover", "earnings", "multiply_deprived",
    "adjusted_deprivation", "utilisation", "debt_to_sales", "employment:auto", "employment:it",
    "independent_car_share", "failure_rate_small", "failure_rate_middle", "failure_rate_large", "loan_loss_rate",
    "base_pay", "base_pay:supplier", "order_state:auto", "order_network:it", "order_network:auto",
    "order_despotic:it", *SHARES,
]  # fmt: skip
SLUMP = (2009,)
BOOM, HANGOVER = range(2011, 2012), range(2013, 2015)  # of the second stimulus, as preregistered
INF = float("inf")


@dataclass(frozen=True)
class Claim:
    """One line of the table: `measure` gives a value for each seed, of which the mean must lie in the bounds."""

    part: str
    words: str
    unit: str
    low: float
    high: float
    measure: Callable[[Found], np.ndarray]


def _in_each_year(part: str, words: str, unit: str, low: float, high: float, read) -> list[Claim]:
    """Two claims: the lowest and the highest year."""
    return [
        Claim(part, f"{words}, lowest year", unit, low, INF, extreme(read, highest=False)),
        Claim(part, f"{words}, highest year", unit, -INF, high, extreme(read, highest=True)),
    ]


CLAIMS = [
    Claim("start", "output of the second reported year over the first, frozen world", "share", -0.01, 0.01,
          growth_of_first_year),
    Claim("start", "jobs after 24, 120, 240 months of burn-in, largest difference", "share", 0.0, 0.06,
          frozen_spread("employment", relative=True)),
    Claim("start", "unemployment after 24, 120, 240 months of burn-in, largest difference", "share", 0.0, 0.01,
          frozen_spread("unemployment_rate", relative=False)),
    Claim("size", "unemployment over sizes, largest difference", "share", 0.0, 0.01,
          over_sizes("unemployment_rate", relative=False)),
    Claim("size", "core separations over sizes, largest difference", "share/month", 0.0, 0.004,
          over_sizes("separation_rate:core", relative=False)),
    Claim("size", "other separations over sizes, largest difference", "share/month", 0.0, 0.004,
          over_sizes("separation_rate:outside_core", relative=False)),
    Claim("size", "pay of migrants over sizes, largest difference", "share", 0.0, 0.03,
          over_sizes("earnings:migrants", relative=True)),
    Claim("size", "strikes a worker over sizes, largest difference", "share", 0.0, 0.20,
          over_sizes("strikes", relative=True)),
    *[
        Claim("size", f"{name} over sizes, largest difference", "share of jobs", 0.0, 0.02,
              over_sizes(name, relative=False))
        for name in (*SHARES, "multiply_deprived", "adjusted_deprivation")
    ],
    *_in_each_year("pay", "base pay of the lower tiers over the minimum wage", "ratio", 1.0, 1.25,
                   history("base_over_minimum:lower_tiers")),
    *_in_each_year("pay", "earnings of core over lower tiers", "ratio", 1.6, 2.2,
                   lambda found: ratio(found, "earnings:core", "earnings:lower_tiers")),
    Claim("pay", "base pay of the lower tiers in 2016, minimum wage frozen from 2011, over history", "share", -1.0,
          -0.15, effect("freeze", "history", "base_pay:lower_tiers", 2016, relative=True)),
    *_in_each_year("work", "unemployment outside the slump of 2009", "share", 0.04, 0.07,
                   history("unemployment_rate", lambda year: year not in SLUMP)),
    Claim("work", "unemployment in 2009 less the mean of 2008 and 2010", "share", 0.0, INF,
          lambda found: (of(found, "history", "unemployment_rate")[2009]
                         - 0.5 * of(found, "history", "unemployment_rate")[[2008, 2010]].sum(axis=1)).to_numpy()),
    Claim("work", "core separations, mean", "share/month", 0.0, 0.017,
          lambda found: of(found, "history", "separation_rate:core").mean(axis=1).to_numpy()),
    Claim("work", "core separations, highest year", "share/month", 0.0, 0.02,
          extreme(history("separation_rate:core"), highest=True)),
    *_in_each_year("work", "separations outside the core", "share/month", 0.03, 0.055,
                   history("separation_rate:outside_core")),
    Claim("work", "core hours, highest year", "hours/week", 0.0, 51.0,
          extreme(history("hours_week:core"), highest=True)),
    Claim("work", "hours of the lower tiers less those of the core, lowest year", "hours/week", 0.0, INF,
          extreme(lambda found: of(found, "history", "hours_week:lower_tiers")
                   - of(found, "history", "hours_week:core"), highest=False)),
    Claim("work", "overtime and bonus at contract makers", "share of pay", 0.40, 1.0,
          paid_beside("contract_manufacturer")),
    Claim("work", "the same less that of the core", "share of pay", 0.0, 1.0,
          lambda found: paid_beside("contract_manufacturer")(found) - paid_beside("core")(found)),
    Claim("law", "firms inspected, published rate .0043", "share/month", 0.0035, 0.0055,
          lambda found: of(found, "history", "inspected").mean(axis=1).to_numpy()),
    Claim("law", "contracts in 2011 by the law of 2008", "share of workers", 0.0, INF,
          lambda found: -effect("old contract law", "history", "contract_share", 2011, relative=False)(found)),
    Claim("law", "pension cover in 2011 by the law of 2008", "share of workers", 0.0, INF,
          lambda found: -effect("old contract law", "history", "pension_cover", 2011, relative=False)(found)),
    Claim("law", "contracts in 2011 by official unions", "share of workers", 0.0, INF,
          effect("official unions", "no unions", "contract_share", 2011, relative=False)),
    Claim("law", "earnings in 2011 by official unions: not at all", "share", -0.01, 0.01,
          effect("official unions", "no unions", "earnings", 2011, relative=True)),
    Claim("law", "contracts in 2011 by genuine unions", "share of workers", 0.0, INF,
          effect("genuine unions", "no unions", "contract_share", 2011, relative=False)),
    Claim("law", "earnings in 2011 by genuine unions", "share", 0.0, INF,
          effect("genuine unions", "no unions", "earnings", 2011, relative=True)),
    *[
        Claim("firms", f"car output by {case}", "share", -0.08, -0.005, change(case, "history", "output:auto", True))
        for case in ("half of the plates", "a third of the plates")
    ],
    Claim("firms", "new-energy share by half of the plates", "share", 0.0, INF,
          change("half of the plates", "history", "new_energy_share", relative=True)),
    Claim("firms", "buyers refused by half of the plates", "share of buyers", 0.0, INF,
          change("half of the plates", "history", "car_buyers_refused", relative=False)),
    Claim("firms", "fall of prices by competition cases", "share", 0.0, INF,
          fall("cases", "no cases", "price_index", relative=True)),
    Claim("firms", "car output by competition cases", "share", 0.0, INF,
          change("cases", "no cases", "output:auto", relative=True)),
    Claim("firms", "suppliers' jobs by competition cases", "share", 0.0, INF,
          change("cases", "no cases", "employment:supplier", relative=True)),
    Claim("firms", "core pay by competition cases", "share", -0.08, INF,
          change("cases", "no cases", "earnings:core", relative=True)),
    Claim("firms", "prices by optimism of .5", "share", -1.0, -0.01,
          change("optimism", "no optimism", "price_index", relative=True)),
    Claim("firms", "bad debts by optimism of .5", "share of debt", 0.0, INF,
          change("optimism", "no optimism", "bad_debt_share", relative=False)),
    Claim("firms", "fall of investment by campaigns at an equal mean", "share", 0.0, INF,
          fall("campaigns", "steady", "investment_rate", relative=True)),
    Claim("firms", "strikes of 2010-11 with minimum wages frozen from 2010, over history", "ratio", 2 / 3, INF,
          wave("minimum wages of 2010")),
    Claim("firms", "strikes of 2010-11 without contagion, over history", "ratio", 0.0, 2 / 3, wave("no contagion")),
    Claim("firms", "use of capacity in the first year of a second stimulus", "share", 0.0, INF,
          change_in(BOOM, "second stimulus", "history", "utilisation", False)),
    Claim("firms", "fall of use in the first two years after it", "share", 0.0, INF,
          lambda found: -change_in(HANGOVER, "second stimulus", "history", "utilisation", False)(found)),
    Claim("firms", "debt over sales in the first two years after it", "months of sales", 0.0, INF,
          change_in(HANGOVER, "second stimulus", "history", "debt_to_sales", False)),
    *[
        Claim("firms", f"growth of jobs in {industry}, 2006 to 2013", "share", 0.10, INF,
              growth(f"employment:{industry}", 2006, 2013))
        for industry in ("auto", "it")
    ],
    Claim("firms", "independents' share of cars by number, 2009-12 (published .419 to .456)", "share", 0.419, 0.456,
          lambda found: mean_of(of(found, "history", "independent_car_share"), range(2009, 2013))),
    *[
        Claim("firms", f"firms {which} that close in a year, 2007 on", "share/year", low, high,
              lambda found, name=name: mean_of(of(found, "history", name), range(2007, 2021)))
        for which, name, low, high in (
            ("under ten heads", "failure_rate_small", 0.05, 0.12), ("of 10 to 40", "failure_rate_middle", 0.02, 0.07),
            ("above", "failure_rate_large", 0.0, 0.03),
        )
    ],
    Claim("firms", "loans lost by soft budgets", "share of loans/year", 0.0, INF,
          fall("no soft budgets", "history", "loan_loss_rate", relative=False)),
    Claim("firms", "state capitalism in auto", "share of jobs", 0.10, 1.0,
          lambda found: of(found, "history", "order_state:auto").mean(axis=1).to_numpy()),
    Claim("firms", "market despotism as an order in IT", "share of jobs", 0.10, 1.0,
          lambda found: of(found, "history", "order_despotic:it").mean(axis=1).to_numpy()),
    Claim("firms", "network capitalism in IT", "share of jobs", 0.10, 1.0,
          lambda found: of(found, "history", "order_network:it").mean(axis=1).to_numpy()),
    Claim("firms", "network capitalism in auto: hardly", "share of jobs", 0.0, 0.05,
          lambda found: of(found, "history", "order_network:auto").mean(axis=1).to_numpy()),
    Claim("firms", "fall of jobs by cheap machines", "share", 0.0, INF,
          fall("cheap machines", "dear machines", "employment", relative=True)),
    Claim("firms", "base pay an hour by cheap machines: not up", "share", -INF, 0.0,
          change("cheap machines", "dear machines", "base_pay", relative=True)),
    Claim("firms", "suppliers' base pay by platforms", "share", 0.01, 0.06,
          change("platforms", "no platforms", "base_pay:supplier", relative=True)),
    Claim("firms", "fall of output by precaution of .2", "share", 0.0, INF,
          fall("precaution", "no precaution", "output", relative=True)),
]  # fmt: skip
