"""How dirty is production, where do people live with it, and who pushes back?

Pollution is an index: 1 is the mean of cities in the first month. What people live with is counted over workers in
their firm's city, so that it can be had for every region. Intensity of the violation of emission rules:
indicators/compliance.py.
"""

from __future__ import annotations

from segsim.indicators.indicator import Indicator
from segsim.indicators.sums import EMPLOYMENT, MONTHS, Now, Sum, by_employment
from segsim.state import Cities, Firms, Nation


def _waiting(now: Now) -> float:
    """Car buyers who wait for a plate, under any scheme."""
    return now.state.nation.plate_queue.sum()


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
plate_win_rate = Indicator(
    "plate_win_rate",
    Sum(Nation.plates_given) / Sum(Nation.plate_applications),
    "share",
    "applicants for a car plate who get one this month, where a city limits plates",
    "plates given over applications: one in ten in Beijing in January 2011, one in fifty in August 2012",
)
car_buyers_waiting = Indicator(
    "car_buyers_waiting",
    Sum(_waiting, over="nation") / Sum(Nation.cars_wished),
    "months",
    "car buyers who wait for a plate, over the cars that the country's buyers wish in a month",
    "applicants in the lotteries over sales of all cars: 1.05 of some 1.5 million in Beijing alone, August 2012",
)
car_buyers_refused = Indicator(
    "car_buyers_refused",
    Sum(Nation.buyers_refused) / Sum(Nation.cars_wished),
    "share of buyers",
    "refused a car plate for the first time, of all the country's car buyers; they go elsewhere or wait",
    "new applicants of a lottery less plates given to them; not published",
)
car_buyers_away = Indicator(
    "car_buyers_away",
    Sum(Nation.buyers_away) / Sum(Nation.cars_wished),
    "share of buyers",
    "refused a car plate and register the car in a town without limit",
    "cars with plates of other towns that are driven in a city with limit; single estimates",
)
car_buyers_gave_up = Indicator(
    "car_buyers_gave_up",
    Sum(Nation.buyers_gave_up) / Sum(Nation.cars_wished),
    "share of buyers",
    "give up waiting for a car plate; some take a new-energy car, the rest none",
    "applicants who do not apply anew: about a fifth in Beijing in spring 2012",
)
new_energy_subsidy = Indicator(
    "new_energy_subsidy",
    Sum(Nation.new_energy_subsidy) / MONTHS,
    "share of price",
    "paid by the state to buyers of new-energy cars",
    "central and local subsidies over the price of an electric car",
)
