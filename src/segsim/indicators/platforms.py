"""How many ride for platforms, at what pay and hours, how safely, and did they expect better?"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.state import Nation, Workers

platform_workers = Indicator(
    "platform_workers", "share of labour force",
    "providers on platforms, of whom most do it on the side (State Information Center); here who does nothing else",
    "people in cities who ride for a platform, over these, the unemployed and workers with a job",
    (Workers.gig_hours,), lambda c: c.platform / (c.platform + c.unemployed + c.workers),
)  # fmt: skip
platform_pay_hour = Indicator(
    "platform_pay_hour", "yuan/hour", "none published", "pay of an hour of riding, net of what the platform keeps",
    (Nation.gig_bill, Nation.gig_hours), lambda c: c.gig_bill / c.gig_hours,
)  # fmt: skip
platform_pay = Indicator(
    "platform_pay", "yuan/month", "a third of riders earned over 5,000 yuan in 2018, with many in part time",
    "mean income of a rider", (Nation.gig_bill, Nation.gig_workers), lambda c: c.gig_bill / c.gig_workers,
)  # fmt: skip
platform_hours = Indicator(
    "platform_hours", "hours/month", "half of riders ride under four hours a day; they are not in the model",
    "mean hours of a rider", (Nation.gig_hours, Nation.gig_workers), lambda c: c.gig_hours / c.gig_workers,
)  # fmt: skip
platform_injuries = Indicator(
    "platform_injuries", "share of riders/month", "none published", "riders hurt within the month",
    (Nation.gig_injuries, Nation.gig_workers), lambda c: c.gig_injuries / c.gig_workers,
)  # fmt: skip
platform_insured = Indicator(
    "platform_insured", "share of riders", "riders in the pilot of injury cover: 60 % in 2023", "have injury cover",
    (Nation.gig_insured, Nation.gig_workers), lambda c: c.gig_insured / c.gig_workers,
)  # fmt: skip
platform_disappointed = Indicator(
    "platform_disappointed", "share of riders of six months", "none published",
    "riding is worth less to them, at constant prices, than it was when they took it up",
    (Nation.gig_disappointed, Nation.gig_seasoned), lambda c: c.gig_disappointed / c.gig_seasoned,
)  # fmt: skip
platform_from_factories = Indicator(
    "platform_from_factories", "share of entrants", "about a third of riders are former factory hands",
    "took up riding out of a factory job", (Nation.gig_from_factories, Nation.gig_entrants),
    lambda c: c.gig_from_factories / c.gig_entrants,
)  # fmt: skip
platform_protests = Indicator(
    "platform_protests", "protests/month", "strikes of drivers and riders in China Labour Bulletin: shape only",
    "protests of riders", (Nation.gig_protests,), lambda c: c.gig_protests / c.months,
)  # fmt: skip

INDICATORS = (
    platform_workers,
    platform_pay_hour,
    platform_pay,
    platform_hours,
    platform_injuries,
    platform_insured,
    platform_disappointed,
    platform_from_factories,
    platform_protests,
)
