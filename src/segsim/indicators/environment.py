"""How dirty is production, where do people live with it, and who pushes back?

Pollution is an index: 1 is the mean of cities in the first month. What people live with is counted over workers in
their firm's city, so that it can be had for every region. Intensity of the violation of emission rules:
indicators/compliance.py.
"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, MONTHS, Sum, by_employment
from segsim.state import Cities, Firms, Nation

emissions = Indicator(
    "emissions",
    Sum(Firms.emissions) / MONTHS,
    "units/month",
    "emissions of firms; 1: a unit of output at mean emission intensity",
    "emissions of sulphur dioxide or waste water by industry: shape only",
)
emission_intensity = Indicator(
    "emission_intensity",
    Sum(Firms.emissions) / Sum(Firms.output),
    "units/unit",
    "emissions over output",
    "emissions over output at constant prices",
)
pollution = Indicator(
    "pollution",
    by_employment(Cities.pollution) / EMPLOYMENT,
    "index",
    "pollution in air and water where people work; 1 is the mean of cities in the first month",
    "mean fine dust or its older indices in cities, by where people work; no level in common",
)
pollution_protests = Indicator(
    "pollution_protests",
    by_employment(Cities.pollution_protest) / EMPLOYMENT,
    "share of workers",
    "work in a city in which people protested over pollution this month",
    "cities with mass protests over pollution: single cases are published",
)
smog_shutdown = Indicator(
    "smog_shutdown",
    by_employment(Cities.smog_shutdown) / EMPLOYMENT,
    "share of the month",
    "plants stand still by smog alert",
    "days on which plants had to stop for smog",
)
plate_limit = Indicator(
    "plate_limit",
    Sum(Nation.plate_limit) / MONTHS,
    "share",
    "wished combustion cars that get a plate, mean over the country's buyers",
    "plates given over applications: about one in two hundred in Beijing, month by month",
)
new_energy_subsidy = Indicator(
    "new_energy_subsidy",
    Sum(Nation.new_energy_subsidy) / MONTHS,
    "share of price",
    "paid by the state to buyers of new-energy cars",
    "central and local subsidies over the price of an electric car",
)
