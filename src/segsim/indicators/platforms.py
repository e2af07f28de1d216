"""How many ride for platforms, at what pay and hours, how safely, and did they expect better?"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork, Jobless
from segsim.indicators.sums import MONTHS, Sum
from segsim.state import Nation, Workers

platform_workers = Indicator(
    "platform_workers",
    Jobless.platform / (Jobless.platform + Jobless.unemployed + AtWork.workers),
    "share of labour force",
    "people in cities who ride for a platform, over these, the unemployed and workers with a job",
    "providers on platforms, of whom most do it on the side (State Information Center); here who does nothing else",
    measures=(Workers.gig_hours,),
)
platform_pay = Indicator(
    "platform_pay",
    Sum(Nation.gig_bill) / Sum(Nation.gig_workers),
    "yuan/month",
    "mean income of a rider",
    "a third of riders earned over 5,000 yuan in 2018, with many in part time",
)
platform_hours = Indicator(
    "platform_hours",
    Sum(Nation.gig_hours) / Sum(Nation.gig_workers),
    "hours/month",
    "mean hours of a rider",
    "half of riders ride under four hours a day; they are not in the model",
)
platform_insured = Indicator(
    "platform_insured",
    Sum(Nation.gig_insured) / Sum(Nation.gig_workers),
    "share of riders",
    "have injury cover",
    "riders in the pilot of injury cover: 60 % in 2023",
)
platform_from_factories = Indicator(
    "platform_from_factories",
    Sum(Nation.gig_from_factories) / Sum(Nation.gig_entrants),
    "share of entrants",
    "took up riding out of a factory job",
    "about a third of riders are former factory hands",
)
platform_protests = Indicator(
    "platform_protests",
    Sum(Nation.gig_protests) / MONTHS,
    "protests/month",
    "protests of riders",
    "strikes of drivers and riders in China Labour Bulletin: shape only",
)
