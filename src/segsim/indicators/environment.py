"""How dirty is production, where do people live with it, and who pushes back?

Dirt is an index: 1 is the mean of cities in the first month. What people live with is counted over workers in their
firm's city, so that it can be had for every region. Depth of the offence against emission rules: indicators/compliance.
"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.state import Cities, Firms, Nation

emissions = Indicator(
    "emissions", "units/month", "emissions of sulphur dioxide or waste water by industry: shape only",
    "let out by firms; 1 is what a unit of mean dirt lets out", (Firms.emissions,),
    lambda c: c.emissions / c.months,
)  # fmt: skip
emission_intensity = Indicator(
    "emission_intensity", "units/unit", "emissions over output at constant prices", "emissions over output",
    (Firms.emissions, Firms.output), lambda c: c.emissions / c.output,
)  # fmt: skip
pollution = Indicator(
    "pollution", "index", "mean fine dust or its older indices in cities, by where people work; no level in common",
    "dirt in air and water where people work; 1 is the mean of cities in the first month", (Cities.pollution,),
    lambda c: c.pollution / c.heads,
)  # fmt: skip
cleaning_cost = Indicator(
    "cleaning_cost", "share of sales", "running costs of cleaning over sales of industry; here over the first month's",
    "spent on clean production over what was usual in the first month, over sales",
    (Firms.abatement_cost, Firms.output, Firms.sales), lambda c: c.cleaning / c.sales,
)  # fmt: skip
pollution_protests = Indicator(
    "pollution_protests", "share of workers", "cities with mass protests over pollution: single cases are published",
    "work in a city in which people protested over pollution this month", (Cities.pollution_protest,),
    lambda c: c.pollution_protest / c.heads,
)  # fmt: skip
blackout = Indicator(
    "blackout", "share of the month", "days on which plants had to stop for smog", "plants stand still by alarm",
    (Cities.blackout,), lambda c: c.blackout / c.heads,
)  # fmt: skip
plate_limit = Indicator(
    "plate_limit", "share", "plates given over applications: about one in two hundred in Beijing, month by month",
    "wished combustion cars that get a plate, mean over the country's buyers", (Nation.plate_limit,),
    lambda c: c.plate_limit / c.months,
)  # fmt: skip
new_energy_subsidy = Indicator(
    "new_energy_subsidy", "share of price", "central and local subsidies over the price of an electric car",
    "paid by the state to buyers of new-energy cars", (Nation.new_energy_subsidy,),
    lambda c: c.new_energy_subsidy / c.months,
)  # fmt: skip

INDICATORS = (
    emissions,
    *emissions.of_each(("auto", "it")),
    emission_intensity,
    pollution,
    cleaning_cost,
    pollution_protests,
    blackout,
    plate_limit,
    new_energy_subsidy,
)
